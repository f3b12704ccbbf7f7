import { REDEMPTION_STATUSES, REWARD_LIMITS, USER_LIMITS, type CollectInput, type CounterCollectInput, type CounterFindInput, type CounterOrderInput, type OrderInput, type RedemptionQuery, type RedemptionReasonInput, type RedemptionStatus, type SubstituteInput } from '@xianfeng/shared';
import { IdField, Matching, OneOf, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

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
export class RedemptionReasonDto implements RedemptionReasonInput {
  @Text('原因', REWARD_LIMITS.reason) reason!: string;
}
export class SubstituteDto implements SubstituteInput {
  @IdField('商品') rewardId!: number;
  @Text('说明', REWARD_LIMITS.reason) note!: string;
}
export class CounterFindDto implements CounterFindInput {
  @IdField('兑换点') pickupPointId!: number;
  @Text('姓名', USER_LIMITS.name) name!: string;
  @Matching('手机尾号', /^\d{4}$/) phoneTail!: string;
}
export class CounterOrderDto extends CounterFindDto implements CounterOrderInput {
  @IdField('商品') rewardId!: number;
  @Whole('数量', REWARD_LIMITS.quantity) quantity!: number;
}
export class CounterCollectDto extends CounterFindDto implements CounterCollectInput {
  @IdField('兑换单') redemptionId!: number;
}
