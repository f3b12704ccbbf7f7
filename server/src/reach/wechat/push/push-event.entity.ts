import { Entity, Index } from 'typeorm';
import { At, Int, Key, Str, Text } from '../../../db/columns.js';

/** NEW → DONE (what listens to it did its part, in the same transaction), or FAILED: given up. */
export type PushStatus = 'NEW' | 'DONE' | 'FAILED';
/** What WeChat pushed, once, however often it came. */
@Entity('push_event')
@Index('uq_push_event_signature', ['signature'], { unique: true })
@Index('uq_push_event_key', ['eventKey'], { unique: true })
@Index('ix_push_event_due', ['status', 'availableAt'])
@Index('ix_push_event_created', ['createdAt'])
export class PushEvent {
  @Key() id: number;
  /** Of the request that brought it: none is taken twice, with whatever body. */
  @Str(40) signature: string;
  @Str(100) eventKey: string;
  @Str(64) name: string;
  /** JSON. */
  @Text() body: string;
  @Str(8) status: PushStatus;
  @Int() attempts: number;
  @At() availableAt: number;
  @At() createdAt: number;
}
