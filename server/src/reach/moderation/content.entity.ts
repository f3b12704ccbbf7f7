import { Entity, Index } from 'typeorm';
import { REVIEW_LIMITS, type ReportWhy, type ReviewKind, type ReviewState, type ReviewWhy } from '@xianfeng/shared';
import { At, Flag, Int, Key, KeyStr, Ref, Str, Text } from '../../db/columns.js';

/** Where a photo is before it lies on a desk: not asked about yet, or WeChat was asked and will say. */
export type ItemState = ReviewState | 'NEW' | 'ASKED';
/** Words or a photo that somebody looks at, once for each thing. What the machine passed and nobody reported has no row. */
@Entity('content_item')
@Index('uq_content_item', ['kind', 'refId'], { unique: true })
@Index('ix_content_item_desk', ['areaId', 'state', 'since'])
@Index('ix_content_item_state', ['state', 'since'])
@Index('ix_content_item_trace', ['traceId'])
export class ContentItem {
  @Key() id: number;
  @Str(8) kind: ReviewKind;
  /** The upload, task, reward, word of thanks or evaluation. */
  @Ref() refId: number;
  @Ref() areaId: number;
  @Ref() authorId: number;
  /** JSON of `Word[]`: as they were written; where others may not see them, the only place they stand. */
  @Text() words: string;
  @Str(8) state: ItemState;
  /** To go back to when a decision is taken back. */
  @Str(8, { nullable: true }) stateBefore: 'WAIT' | 'LOOK' | null;
  @Str(8) why: ReviewWhy;
  /** WeChat's: 100 good, 10001 advertising, 20001 politics … */
  @Int({ nullable: true }) label: number | null;
  @Str(64, { nullable: true }) traceId: string | null;
  /** How often WeChat was asked about the photo. */
  @Int() tries: number;
  /** Since when it is in this state and waits. */
  @At() since: number;
  @At() createdAt: number;
  @Str(REVIEW_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
}
@Entity('content_report')
@Index('uq_content_report', ['itemId', 'userId'], { unique: true })
@Index('ix_content_report_day', ['userId', 'createdAt'])
export class ContentReport {
  @Key() id: number;
  @Ref() itemId: number;
  @Ref() userId: number;
  @Str(8) why: ReportWhy;
  /** Was he told what became of it? */
  @Flag() answered: number;
  @At() createdAt: number;
}
/** What was not taken, kept for six months (网络安全法 asks for the record) and then forgotten. */
@Entity('content_refused')
@Index('ix_content_refused_age', ['createdAt'])
export class ContentRefused {
  @Key() id: number;
  @Ref() userId: number;
  @Str(8) kind: string;
  @Text() words: string;
  @Int({ nullable: true }) label: number | null;
  @Str(64, { nullable: true }) traceId: string | null;
  @At() createdAt: number;
}
/** What WeChat said about a photo, by its number: it says it up to three times, in any order, and perhaps before we have written the number down. */
@Entity('media_verdict')
@Index('ix_media_verdict_age', ['createdAt'])
export class MediaVerdict {
  @KeyStr(64) traceId: string;
  @Str(8) verdict: 'pass' | 'review' | 'risky' | 'again';
  @Int({ nullable: true }) label: number | null;
  @At() createdAt: number;
}
