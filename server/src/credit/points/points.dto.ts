import { CORRECTION_KINDS, CORRECTION_STATUSES, FREEZE_STATUSES, POINTS_LIMITS, type AppealInput, type CorrectionInput, type CorrectionKind, type CorrectionStatus, type FreezeInput, type FreezeStatus, type PageQuery, type PointsReasonInput } from '@xianfeng/shared';
import { Cursor, IdField, OneOf, Optional, QueryId, Text, Whole } from '../../http/fields.js';

export class AppealDto implements AppealInput {
  @Text('申诉理由', POINTS_LIMITS.appeal) text: string;
}
export class FreezeDto implements FreezeInput {
  @IdField('要冻结的人') userId: number;
  @Text('理由', POINTS_LIMITS.reason) reason: string;
}
export class PointsReasonDto implements PointsReasonInput {
  @Text('理由', POINTS_LIMITS.reason) reason: string;
}
export class CorrectionDto implements CorrectionInput {
  @OneOf('更正方式', CORRECTION_KINDS) kind: CorrectionKind;
  @Optional() @IdField('要冲正的一笔') entryId?: number;
  @Optional() @IdField('要调整的人') userId?: number;
  @Optional() @Whole('调整分数', POINTS_LIMITS.adjust) points?: number;
  @Text('理由', POINTS_LIMITS.reason) reason: string;
}
export class FreezeListQueryDto implements PageQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', FREEZE_STATUSES) status?: FreezeStatus;
  @Cursor() after?: string;
}
export class CorrectionListQueryDto implements PageQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', CORRECTION_STATUSES) status?: CorrectionStatus;
  @Cursor() after?: string;
}
