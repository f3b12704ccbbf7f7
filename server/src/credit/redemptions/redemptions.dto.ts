import { REDEMPTION_STATUSES, REWARD_LIMITS, type CollectInput, type OrderInput, type RedemptionQuery, type RedemptionStatus } from '@xianfeng/shared';
import { IdField, OneOf, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

export class OrderDto implements OrderInput {
  @IdField('商品') rewardId!: number;
  @Whole('数量', REWARD_LIMITS.quantity) quantity!: number;
}
export class CollectDto implements CollectInput {
  @Text('提货码', { min: 1, max: 40 }) code!: string;
}
export class RedemptionQueryDto extends PageDto implements RedemptionQuery {
  @QueryId('兑换点') pickupPointId!: number;
  @Optional() @OneOf('状态', REDEMPTION_STATUSES) status?: RedemptionStatus;
}
