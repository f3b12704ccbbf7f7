import { UNIT_LIMITS, type CreateUnitInput } from '@xianfeng/shared';
import { IdField, Optional, PageDto, Text } from '../../http/fields.js';

export class SearchUnitsDto extends PageDto {
  @Optional() @Text('单位名称', { min: 0, max: UNIT_LIMITS.name.max }) q?: string;
}
export class CreateUnitDto implements CreateUnitInput {
  @Text('单位名称', UNIT_LIMITS.name) name: string;
  @Optional() @IdField('上级单位') parentId?: number;
  @Optional() @IdField('所在区域') areaId?: number;
}
