import { AREA_KINDS, AREA_LIMITS, type AreaKind, type CreateAreaInput, type RenameAreaInput } from '@xianfeng/shared';
import { IdField, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class ChildrenDto {
  @Optional() @QueryId('上级区域') parentId?: number;
}
export class CreateAreaDto implements CreateAreaInput {
  @IdField('上级区域') parentId: number;
  @OneOf('区域类型', AREA_KINDS) kind: AreaKind;
  @Text('名称', AREA_LIMITS.name) name: string;
}
export class RenameAreaDto implements RenameAreaInput {
  @Text('名称', AREA_LIMITS.name) name: string;
}
