import { LIAISON_KINDS, LIAISON_LIMITS, LIAISON_STATUSES, type CreateLiaisonInput, type LiaisonKind, type LiaisonStatus, type ReturnInput } from '@xianfeng/shared';
import { Day, IdField, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';

export class CreateLiaisonDto implements CreateLiaisonInput {
  @OneOf('包联方式', LIAISON_KINDS) kind: LiaisonKind;
  @Optional() @IdField('单位') unitId?: number;
  @Optional() @IdField('党员') userId?: number;
  @IdField('包联的地方') areaId: number;
  @Optional() @Text('包联的住户', LIAISON_LIMITS.households) households?: string;
  @Optional() @Day('开始日期') from?: string;
  @Optional() @Day('结束日期') to?: string;
}
export class ListLiaisonsDto extends PageDto {
  @QueryId('区域') areaId: number;
  @Optional() @OneOf('包联方式', LIAISON_KINDS) kind?: LiaisonKind;
  @Optional() @OneOf('状态', LIAISON_STATUSES) status?: LiaisonStatus;
}
export class AroundDto {
  @QueryId('区域') areaId: number;
}
export class RefuseLiaisonDto implements ReturnInput {
  @Text('原因', LIAISON_LIMITS.reason) reason: string;
}
