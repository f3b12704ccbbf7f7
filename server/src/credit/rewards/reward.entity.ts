import { Entity, Index } from 'typeorm';
import type { RedemptionStatus, RewardKind, StockMoveKind } from '@xianfeng/shared';
import { At, Big, Int, Key, Ref, Str } from '../../db/columns.js';

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
@Index('uq_reward_shelf', ['pickupPointId', 'name', 'spec', 'unit', 'points'], { unique: true })
@Index('ix_reward_list', ['pickupPointId', 'points', 'id'])
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
  /** At most this many per person and month; 0 = no limit. */
  @Int() perPerson: number;
  @At() createdAt: number;
}
/** Why a shelf holds what it holds. Append-only; `stock` and `reserved` are the sums of the two quantities. */
@Entity('stock_move')
@Index('ix_stock_move_reward', ['rewardId', 'id'])
export class StockMove {
  @Key() id: number;
  @Ref() rewardId: number;
  @Str(8) kind: StockMoveKind;
  @Int() quantity: number;
  @Int() reservedQuantity: number;
  @Big({ nullable: true }) redemptionId: number | null;
  @Ref() actorId: number;
  @At() createdAt: number;
}
/** One order. What it is called and costs is copied: the shelf may change until it is collected. */
@Entity('redemption')
@Index('uq_redemption_code', ['codeHash'], { unique: true })
@Index('ix_redemption_user', ['userId', 'id'])
@Index('ix_redemption_point', ['pickupPointId', 'id'])
@Index('ix_redemption_queue', ['pickupPointId', 'status', 'id'])
@Index('ix_redemption_due', ['status', 'expiresAt'])
export class Redemption {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() rewardId: number;
  @Ref() pickupPointId: number;
  @Str(40) name: string;
  @Str(40) spec: string;
  @Str(8) unit: string;
  @Int() quantity: number;
  /** For all of it. */
  @Int() points: number;
  @Str(10) status: RedemptionStatus;
  /** The code itself is never stored; it follows from the id and the server's secret. */
  @Str(16) codeHash: string;
  @At() createdAt: number;
  @At() expiresAt: number;
  /** When it was collected, cancelled or expired. */
  @Big({ nullable: true }) settledAt: number | null;
  /** The keeper who handed it over. */
  @Big({ nullable: true }) keeperId: number | null;
}
/** Wrong pickup codes of one keeper: codes must not be found by trying, in whatever process the tries arrive. */
@Entity('pickup_try')
export class PickupTry {
  @Key() keeperId: number;
  @Int() wrong: number;
  /** When the counting of `wrong` began. */
  @At() since: number;
  @At() lockedUntil: number;
}
