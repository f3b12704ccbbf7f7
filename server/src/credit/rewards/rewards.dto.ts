import { REDEMPTION_STATUSES, REWARD_KINDS, REWARD_LIMITS, type CollectInput, type OrderInput, type RedemptionQuery, type RedemptionStatus, type RewardKind, type StockInput } from '@xianfeng/shared';
import { Day, IdField, OneOf, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

export class RewardListDto extends PageDto {
  @QueryId('兑换点') pickupPointId!: number;
}
export class StockDto implements StockInput {
  @Text('品名', REWARD_LIMITS.name) name!: string;
  @Optional() @Text('规格', REWARD_LIMITS.spec) spec?: string;
  @Text('单位', REWARD_LIMITS.unit) unit!: string;
  @OneOf('类别', REWARD_KINDS) kind!: RewardKind;
  @Whole('所需积分', REWARD_LIMITS.points) points!: number;
  @Whole('数量', REWARD_LIMITS.stock) stock!: number;
  @Optional() @Text('捐赠单位', REWARD_LIMITS.donor) donor?: string;
  @Optional() @Day('保质期') bestBefore?: string;
  @Optional() @Whole('每人每月限兑', REWARD_LIMITS.perPerson) perPerson?: number;
}
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
