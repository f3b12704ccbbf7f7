import { Entity, Index } from 'typeorm';
import { NEED_LIMITS, type WordStatus } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';

/** The desk's words for it, and REVOKED: the asker took his yes back. Nobody reads such a word again, and nothing leads out of it. */
export type StoredWordStatus = WordStatus | 'REVOKED';
/** What an asker said when he was helped, with his yes to its being quoted. Staff look before anybody reads it; his name goes nowhere. One for a need. */
@Entity('thanks_word')
@Index('uq_thanks_word_need', ['needId'], { unique: true })
@Index('ix_thanks_word_desk', ['communityId', 'status', 'id'])
@Index('ix_thanks_word_task', ['taskId', 'status'])
export class ThanksWord {
  @Key() id: number;
  @Ref() needId: number;
  @Ref() taskId: number;
  @Ref() communityId: number;
  @Ref() speakerId: number;
  @Str(NEED_LIMITS.feedback.max) text: string;
  @Str(8) status: StoredWordStatus;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
  @At() createdAt: number;
}
