import { Entity, Index } from 'typeorm';
import type { ClaimStatus } from '@xianfeng/shared';
import { At, Flag, Int, Key, Ref, Str } from '../../db/columns.js';

/** A person in a shift. `live` is 1 while he waits, is in, or was there; NULL once he is out: one live claim per person and shift. */
@Entity('claim')
@Index('uq_claim_live', ['shiftId', 'userId', 'live'], { unique: true })
@Index('ix_claim_queue', ['shiftId', 'status', 'id'])
@Index('ix_claim_person', ['userId', 'live', 'startsAt'])
@Index('ix_claim_task', ['taskId', 'status'])
@Index('ix_claim_begins', ['status', 'startsAt'])
export class Claim {
  @Key() id: number;
  @Ref() taskId: number;
  @Ref() shiftId: number;
  @Ref() userId: number;
  @Str(12) status: ClaimStatus;
  @Int({ nullable: true }) live: number | null;
  /** Copied from the shift, so that a clash is one range read. Kept in step when the shift's time changes. */
  @At() startsAt: number;
  @At() endsAt: number;
  @At() createdAt: number;
  @At() changedAt: number;
  /** The beginning that he was reminded of; a shift that moves is reminded of again. */
  @At({ nullable: true }) remindedOf?: number | null;
}
/** A task offered to a person. Declining sets `closed`; nobody but the person himself can read that. */
@Entity('offer')
@Index('uq_offer_person', ['shiftId', 'userId'], { unique: true })
@Index('ix_offer_inbox', ['userId', 'closed', 'id'])
export class Offer {
  @Key() id: number;
  @Ref() taskId: number;
  @Ref() shiftId: number;
  @Ref() userId: number;
  @Ref({ nullable: true }) unitId: number | null;
  @Ref() sentBy: number;
  @Str(100) reason: string;
  @Flag() accepted: number;
  @Flag() closed: number;
  @At() createdAt: number;
  @At() expiresAt: number;
}
