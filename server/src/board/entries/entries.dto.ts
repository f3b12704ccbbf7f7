import { CORRECTION_FIELDS, ENTRY_STATUSES, RECORD_LIMITS, REQUEST_STATUSES, TASK_KINDS, TASK_LIMITS, type CorrectionField, type EntryInput, type EntryQuery, type EntryStatus, type GrantInput, type OfficeCorrectionInput, type RecordReasonInput, type RecordRequestInput, type RequestQuery, type RequestStatus, type TaskKind } from '@xianfeng/shared';
import { Cursor, Day, IdField, Instant, OneOf, Optional, QueryId, Text, Whole } from '../../http/fields.js';

export class RecordRequestDto implements RecordRequestInput {
  @IdField('服务记录') recordId: number;
  @OneOf('要更正什么', CORRECTION_FIELDS) field: CorrectionField;
  @Text('应当是', RECORD_LIMITS.wish) wish: string;
  @Text('理由', RECORD_LIMITS.reason) why: string;
}
export class GrantDto implements GrantInput {
  @Text('答复', RECORD_LIMITS.reason) reply: string;
  @Optional() @Whole('时长（分钟）', RECORD_LIMITS.minutes) minutes?: number;
  @Optional() @Day('日期') day?: string;
  @Optional() @Text('服务内容', TASK_LIMITS.title) title?: string;
}
export class OfficeCorrectionDto implements OfficeCorrectionInput {
  @IdField('服务记录') recordId: number;
  @OneOf('要更正什么', CORRECTION_FIELDS) field: CorrectionField;
  @Text('理由', RECORD_LIMITS.reason) why: string;
  @Optional() @Whole('时长（分钟）', RECORD_LIMITS.minutes) minutes?: number;
  @Optional() @Day('日期') day?: string;
  @Optional() @Text('服务内容', TASK_LIMITS.title) title?: string;
}
export class WhyDto implements RecordReasonInput {
  @Text('理由', RECORD_LIMITS.reason) reason: string;
}
export class RequestQueryDto implements RequestQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', REQUEST_STATUSES) status?: RequestStatus;
  @Cursor() after?: string;
}
export class EntryDto implements EntryInput {
  @IdField('社区') areaId: number;
  @IdField('服务的人') userId: number;
  @Optional() @IdField('任务') taskId?: number;
  @OneOf('类别', TASK_KINDS) kind: TaskKind;
  @Text('服务内容', TASK_LIMITS.title) title: string;
  @Instant('开始时间') startsAt: number;
  @Whole('时长（分钟）', RECORD_LIMITS.entryMinutes) minutes: number;
  @Text('依据', RECORD_LIMITS.evidence) evidence: string;
}
export class EntryQueryDto implements EntryQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', ENTRY_STATUSES) status?: EntryStatus;
  @Cursor() after?: string;
}
