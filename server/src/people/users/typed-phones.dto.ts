import { USER_LIMITS, type TypePhoneInput } from '@xianfeng/shared';
import { IdField, Phone, QueryId, Text } from '../../http/fields.js';

export class TypePhoneDto implements TypePhoneInput {
  @Phone() phone: string;
  @Text('姓名', USER_LIMITS.name) name: string;
  @IdField('社区') communityId: number;
}
export class InAreaDto {
  @QueryId('区域') areaId: number;
}
