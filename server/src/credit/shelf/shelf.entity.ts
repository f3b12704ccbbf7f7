import { Entity, Index } from 'typeorm';
import type { LimitPeriod, RewardKind, StockMoveKind, StockTakeStatus } from '@xianfeng/shared';
import { At, Big, Checks, Flag, Int, Key, Ref, Str } from '../../db/columns.js';

/** Where goods are handed over. Lies in an area: a community, or a street for all of its communities. */
@Entity('pickup_point')
@Index('ix_pickup_point_area', ['areaId'])
export class PickupPoint {
  @Key() id: number;
  @Ref() areaId: number;
  @Str(40) name: string;
  @Str(80) address: string;
  @Str(60) openHours: string;
  @Str(20) phone: string;
  @At() createdAt: number;
}
/** One kind of goods (or a service) on the shelf of one point. The price belongs to what it is: another price is another row. */
@Entity('reward')
@Checks('reward')
@Index('uq_reward_shelf', ['pickupPointId', 'name', 'spec', 'unit', 'points'], { unique: true })
@Index('ix_reward_list', ['pickupPointId', 'listed', 'points', 'id'])
export class Reward {
  @Key() id: number;
  @Ref() pickupPointId: number;
  @Str(8) kind: RewardKind;
  @Str(40) name: string;
  @Str(40) spec: string;
  @Str(8) unit: string;
  @Int() points: number;
  /** Can be ordered now. */
  @Int() stock: number;
  /** Ordered, waits on the shelf to be collected. */
  @Int() reserved: number;
  @Str(40) donor: string;
  /** 'YYYY-MM-DD' in Shanghai; good through that day. */
  @Str(10, { nullable: true }) bestBefore: string | null;
  /** At most this many per person and `limitPeriod`; 0 = no limit. */
  @Int() perPerson: number;
  @Str(8) limitPeriod: LimitPeriod;
  /** What one piece cost, or what a donated one is worth, in fen: counts as means, is never a price. */
  @Int() costFen: number;
  @Str(200) intro: string;
  /** 0: taken off the shelf for people; staff still see it. */
  @Flag() listed: number;
  @At() createdAt: number;
}
/** Why a shelf holds what it holds. Append-only; `stock` and `reserved` are the sums of the two quantities. */
@Entity('stock_move')
@Index('ix_stock_move_reward', ['rewardId', 'id'])
@Index('ix_stock_move_point', ['pickupPointId', 'createdAt'])
export class StockMove {
  @Key() id: number;
  @Ref() pickupPointId: number;
  @Ref() rewardId: number;
  @Str(8) kind: StockMoveKind;
  @Int() quantity: number;
  @Int() reservedQuantity: number;
  @Big({ nullable: true }) redemptionId: number | null;
  @Big({ nullable: true }) takeId: number | null;
  @Str(100, { nullable: true }) reason: string | null;
  @Ref() actorId: number;
  @At() createdAt: number;
}
/** Who would like a thing that has run out, in order. `live` 1 until he leaves or has been told; `toldAt`: there was some again. */
@Entity('reward_wait')
@Index('uq_reward_wait_live', ['rewardId', 'userId', 'live'], { unique: true })
@Index('ix_reward_wait_queue', ['rewardId', 'live', 'toldAt', 'id'])
@Index('ix_reward_wait_user', ['userId', 'live'])
export class RewardWait {
  @Key() id: number;
  @Ref() rewardId: number;
  @Ref() userId: number;
  @Int({ nullable: true }) live: number | null;
  @At() createdAt: number;
  @Big({ nullable: true }) toldAt: number | null;
}
/** A count of a whole shelf: by one person, confirmed by another. One at a time per point. */
@Entity('stock_take')
@Index('uq_stock_take_live', ['pickupPointId', 'live'], { unique: true })
@Index('ix_stock_take_point', ['pickupPointId', 'id'])
export class StockTake {
  @Key() id: number;
  @Ref() pickupPointId: number;
  @Int({ nullable: true }) live: number | null;
  @Str(10) status: StockTakeStatus;
  @Ref() startedBy: number;
  @At() startedAt: number;
  @Big({ nullable: true }) confirmedBy: number | null;
  @Big({ nullable: true }) confirmedAt: number | null;
}
/** One thing on the counted shelf. What is booked on confirmation is `counted - book`, whatever moved in between. */
@Entity('stock_take_line')
export class StockTakeLine {
  @Key() takeId: number;
  @Key() rewardId: number;
  /** stock + reserved at the moment the line was counted (or begun). */
  @Int() book: number;
  @Int({ nullable: true }) counted: number | null;
  /** Who counted it: he does not confirm it. */
  @Big({ nullable: true }) countedBy: number | null;
  @Str(100) note: string;
}
