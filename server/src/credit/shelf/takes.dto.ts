import { REWARD_LIMITS, type CountInput } from '@xianfeng/shared';
import { IdField, Many, Optional, Text, Whole } from '../../http/fields.js';

export class CountLineDto {
  @IdField('商品') rewardId!: number;
  @Whole('实有数量', REWARD_LIMITS.stock) counted!: number;
  @Optional() @Text('说明', { min: 0, max: REWARD_LIMITS.reason.max }) note?: string;
}
export class CountDto implements CountInput {
  @Many('商品', () => CountLineDto, { min: 1, max: REWARD_LIMITS.lines }) lines!: CountLineDto[];
}
