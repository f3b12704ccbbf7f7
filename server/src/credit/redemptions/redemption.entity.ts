import { Entity, Index } from 'typeorm';
import type { RedemptionChannel, RedemptionStatus } from '@xianfeng/shared';
import { At, Big, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

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
  @Str(11) status: RedemptionStatus;
  @Str(8) channel: RedemptionChannel;
  /** The code itself is never stored; it follows from the id and the server's secret. */
  @Str(16) codeHash: string;
  @At() createdAt: number;
  @At() expiresAt: number;
  /** When it was collected, cancelled or expired. */
  @Big({ nullable: true }) settledAt: number | null;
  /** The keeper who handed it over. */
  @Big({ nullable: true }) keeperId: number | null;
  /** Why staff called it off or took it back. */
  @Str(100, { nullable: true }) reason: string | null;
  /** What staff offer instead, while the owner has not answered. */
  @Big({ nullable: true }) offeredId: number | null;
  @Str(100, { nullable: true }) offerNote: string | null;
  /** The order that took its place. */
  @Big({ nullable: true }) replacedBy: number | null;
}
/** One row for each state an order ever was in. Append-only; the key refuses a state twice. */
@Entity('redemption_step')
export class RedemptionStep {
  @Key() redemptionId: number;
  @KeyStr(11) status: RedemptionStatus;
  /** 0: the house itself (expiry). */
  @Ref() actorId: number;
  @At() createdAt: number;
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
