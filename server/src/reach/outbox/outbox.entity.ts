import { Entity, Index } from 'typeorm';
import type { MessageTemplate } from '@xianfeng/shared';
import { At, Big, Int, Key, Str, Text } from '../../db/columns.js';
import type { OutboxStatus } from './outbox.rules.js';

/** By what a message leaves the house. */
export type OutboxChannel = 'SMS' | 'WECHAT';
@Entity('outbox')
@Index('ix_outbox_due', ['channel', 'status', 'availableAt'])
@Index('ix_outbox_locked', ['lockedBy'])
@Index('uq_outbox_event', ['eventKey', 'template', 'target'], { unique: true })
export class Outbox {
  @Key() id: number;
  @Str(8) channel: OutboxChannel;
  /** A phone number; for WECHAT the person's id: where to is read when it leaves. */
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
  // Of WeChat messages alone.
  /** What it tells about: one message per event, template and person. */
  @Str(48, { nullable: true }) eventKey: string | null;
  @Str(12, { nullable: true }) template: MessageTemplate | null;
  @Big({ nullable: true }) expiresAt: number | null;
  /** 1: leaves in the quiet hours too. */
  @Int({ nullable: true }) urgent: number | null;
  /** WeChat's number of what it took, or of its last refusal. */
  @Str(40, { nullable: true }) msgId: string | null;
  @Str(64, { nullable: true }) rid: string | null;
}
