import type { BurdenWho, Intent, SuggestionKind, SuggestionStatus } from '@xianfeng/shared';
import { SUGGESTION_LIMITS } from '@xianfeng/shared';
import { Entity, Index } from 'typeorm';
import { At, Big, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

/** A day's sums of what finished things cost the people who did them. Nothing in it leads to a person, a device or an hour. */
@Entity('burden_day')
export class BurdenDay {
  @KeyStr(10) day: string;
  @KeyStr(10) intent: Intent;
  @KeyStr(8) who: BurdenWho;
  /** How often it was done, and how many things came of it (twenty logs verified at once are one time and twenty items). */
  @Int() times: number;
  @Int() items: number;
  @Big() taps: number;
  @Big() fields: number;
  /** How often it took no longer than each of SECONDS_BUCKETS, and longer than all. */
  @Int() s0: number;
  @Int() s1: number;
  @Int() s2: number;
  @Int() s3: number;
  @Int() s4: number;
  @Int() s5: number;
}
/** What was sent to people on a day that is over, and the tasks that came to their end on it. */
@Entity('push_day')
export class PushDay {
  @KeyStr(10) day: string;
  @Int() notices: number;
  @Int() sms: number;
  /** null: from before there were any. */
  @Int({ nullable: true }) wechat: number | null;
  @Int() tasks: number;
}
/** 意见建议. Day and `slot` (the how manieth of the day) keep one person from sending more than a day's worth. */
@Entity('suggestion')
@Index('uq_suggestion_day', ['userId', 'day', 'slot'], { unique: true })
@Index('ix_suggestion_desk', ['status', 'id'])
@Index('ix_suggestion_kind', ['kind', 'status', 'id'])
@Index('ix_suggestion_person', ['userId', 'id'])
export class Suggestion {
  @Key() id: number;
  @Ref() userId: number;
  @Str(10) day: string;
  @Int() slot: number;
  @Str(8) kind: SuggestionKind;
  @Str(SUGGESTION_LIMITS.text.max) text: string;
  /** Where it happened, in the client's words. */
  @Str(SUGGESTION_LIMITS.page.max) page: string;
  @Str(10) status: SuggestionStatus;
  @Str(SUGGESTION_LIMITS.answer.max, { nullable: true }) answer: string | null;
  @Ref({ nullable: true }) answeredBy: number | null;
  @At({ nullable: true }) answeredAt: number | null;
  @At() createdAt: number;
}
