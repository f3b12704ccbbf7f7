import { Entity, Index } from 'typeorm';
import { At, Big, Int, Key, Str, Text } from '../../db/columns.js';
import type { OutboxStatus } from './outbox.rules.js';

/** By what a message leaves the house. */
export type OutboxChannel = 'SMS';
@Entity('outbox')
@Index('ix_outbox_due', ['status', 'availableAt'])
@Index('ix_outbox_locked', ['lockedBy'])
export class Outbox {
  @Key() id: number;
  @Str(8) channel: OutboxChannel;
  /** A phone number. */
  @Str(64) target: string;
  @Text() payload: string;
  @Str(10) status: OutboxStatus;
  @Int() attempts: number;
  /** The claim that holds it: different for every claim, so that its rows can be read back. */
  @Str(36, { nullable: true }) lockedBy: string | null;
  /** NEW: not before this instant. CLAIMED, SENDING: the lease ends here. */
  @At() availableAt: number;
  @At() createdAt: number;
  /** The event it tells about; null for sign-in codes. */
  @Str(12, { nullable: true }) refType: 'redemption' | 'freeze' | null;
  @Big({ nullable: true }) refId: number | null;
}
