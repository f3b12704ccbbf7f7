import { RECORD_LIMITS, SAMPLE_STATUSES, VERDICTS, type CheckSampleInput, type PageQuery, type RecordReasonInput, type SampleQuery, type SampleStatus, type Verdict } from '@xianfeng/shared';
import { Cursor, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class CheckSampleDto implements CheckSampleInput {
  @OneOf('核查结果', VERDICTS) verdict: Verdict;
  @Optional() @Text('说明', RECORD_LIMITS.note) note?: string;
}
export class CloseSampleDto implements RecordReasonInput {
  @Text('处理情况', RECORD_LIMITS.reason) reason: string;
}
export class SampleQueryDto implements SampleQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', SAMPLE_STATUSES) status?: SampleStatus;
  @Cursor() after?: string;
}
export class DoubtQueryDto implements PageQuery {
  @QueryId('地区') areaId: number;
  @Cursor() after?: string;
}
export class RateQueryDto {
  @QueryId('地区') areaId: number;
}
