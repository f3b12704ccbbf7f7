import { LOG_LIMITS, LOG_STATUSES, type LogReasonInput, type LogStatus, type PageQuery, type SubmitLogInput, type VerifyInput } from '@xianfeng/shared';
import { Cursor, IdField, Ids, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class SubmitLogDto implements SubmitLogInput {
  @IdField('认领') claimId: number;
  @Text('日志', LOG_LIMITS.text) text: string;
  @Optional() @Ids('照片', LOG_LIMITS.photos) photoIds?: number[];
}
export class VerifyDto implements VerifyInput {
  @Ids('日志', LOG_LIMITS.batch) logIds: number[];
}
export class LogReasonDto implements LogReasonInput {
  @Text('理由', LOG_LIMITS.reason) reason: string;
}
export class LogListQueryDto implements PageQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', LOG_STATUSES) status?: LogStatus;
  @Cursor() after?: string;
}
