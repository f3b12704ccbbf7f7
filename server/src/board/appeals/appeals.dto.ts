import { APPEAL_STATUSES, RECORD_LIMITS, type AppealQuery, type AppealStatus, type LogAppealInput, type OverturnInput, type RecordReasonInput } from '@xianfeng/shared';
import { Cursor, IdField, OneOf, Optional, QueryId, Text, Whole } from '../../http/fields.js';

export class LogAppealDto implements LogAppealInput {
  @IdField('日志') logId: number;
  @Text('申诉理由', RECORD_LIMITS.appeal) text: string;
  @Optional() @Whole('时长（分钟）', RECORD_LIMITS.minutes) minutes?: number;
}
export class OverturnDto implements OverturnInput {
  @Text('答复', RECORD_LIMITS.reason) reason: string;
  @Optional() @Whole('时长（分钟）', RECORD_LIMITS.minutes) minutes?: number;
}
export class RecordReasonDto implements RecordReasonInput {
  @Text('理由', RECORD_LIMITS.reason) reason: string;
}
export class AppealQueryDto implements AppealQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', APPEAL_STATUSES) status?: AppealStatus;
  @Cursor() after?: string;
}
