import { REWARD_KINDS, REWARD_LIMITS, type RewardKind, type StockInput } from '@xianfeng/shared';
import { Day, OneOf, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

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
