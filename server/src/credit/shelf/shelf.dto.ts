import { LIMIT_PERIODS, REWARD_KINDS, REWARD_LIMITS, type DamageInput, type LimitPeriod, type PickupPointInput, type RestockInput, type RewardKind, type ShelfFilter, type StockInput, type UpdatePickupPointInput, type UpdateRewardInput } from '@xianfeng/shared';
import { CallNumber, Day, IdField, Ids, Matching, OneOf, Optional, PageDto, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

const SHOW: ShelfFilter[] = ['ALL', 'EXPIRING', 'LOW', 'UNLISTED'];
const SOURCES: RestockInput['source'][] = ['PURCHASE', 'DONATION'];
export class RewardListDto extends PageDto {
  @QueryId('兑换点') pickupPointId!: number;
}
export class ShelfListDto extends RewardListDto {
  @Optional() @OneOf('筛选', SHOW) show?: ShelfFilter;
}
export class MoveListDto extends RewardListDto {
  @Optional() @QueryId('商品') rewardId?: number;
}
export class SheetDto {
  @QueryId('兑换点') pickupPointId!: number;
  @Matching('月份', /^\d{4}-\d\d$/) month!: string;
}
export class UpdatePickupPointDto implements UpdatePickupPointInput {
  @Text('名称', REWARD_LIMITS.pointName) name!: string;
  @Text('地址', REWARD_LIMITS.address) address!: string;
  @Optional() @Text('开放时间', REWARD_LIMITS.openHours) openHours?: string;
  @CallNumber() phone!: string;
}
export class PickupPointDto extends UpdatePickupPointDto implements PickupPointInput {
  @IdField('所在社区') areaId!: number;
}
export class UpdateRewardDto implements UpdateRewardInput {
  @Optional() @Text('介绍', REWARD_LIMITS.intro) intro?: string;
  @Optional() @Text('捐赠单位', REWARD_LIMITS.donor) donor?: string;
  @Optional() @Day('保质期') bestBefore?: string;
  @Optional() @Whole('每人限兑', REWARD_LIMITS.perPerson) perPerson?: number;
  @Optional() @OneOf('限兑周期', LIMIT_PERIODS) limitPeriod?: LimitPeriod;
  @Optional() @Whole('单件价值（分）', REWARD_LIMITS.costFen) costFen?: number;
  @Optional() @YesNo('是否上架') listed?: boolean;
  @Optional() @Ids('照片', REWARD_LIMITS.photos) photoIds?: number[];
}
export class StockDto implements StockInput {
  @Text('品名', REWARD_LIMITS.name) name!: string;
  @Optional() @Text('规格', REWARD_LIMITS.spec) spec?: string;
  @Text('单位', REWARD_LIMITS.unit) unit!: string;
  @OneOf('类别', REWARD_KINDS) kind!: RewardKind;
  @Whole('所需积分', REWARD_LIMITS.points) points!: number;
  @Whole('数量', REWARD_LIMITS.stock) stock!: number;
  @Optional() @Text('捐赠单位', REWARD_LIMITS.donor) donor?: string;
  @Optional() @Text('介绍', REWARD_LIMITS.intro) intro?: string;
  @Optional() @Day('保质期') bestBefore?: string;
  @Optional() @Whole('每人限兑', REWARD_LIMITS.perPerson) perPerson?: number;
  @Optional() @OneOf('限兑周期', LIMIT_PERIODS) limitPeriod?: LimitPeriod;
  @Optional() @Whole('单件价值（分）', REWARD_LIMITS.costFen) costFen?: number;
  @Optional() @Ids('照片', REWARD_LIMITS.photos) photoIds?: number[];
}
export class RestockDto implements RestockInput {
  @Whole('数量', REWARD_LIMITS.damage) quantity!: number;
  @OneOf('来源', SOURCES) source!: RestockInput['source'];
  @Optional() @Text('捐赠单位', REWARD_LIMITS.donor) donor?: string;
  @Optional() @Day('保质期') bestBefore?: string;
}
export class DamageDto implements DamageInput {
  @Whole('数量', REWARD_LIMITS.damage) quantity!: number;
  @Text('原因', REWARD_LIMITS.reason) reason!: string;
}
