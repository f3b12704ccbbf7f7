import { Entity, Index } from 'typeorm';
import { STAR_LIMITS, type StarIssuer, type StarObjectionStatus, type StarPeriod, type StarRunStatus, type StarSubject } from '@xianfeng/shared';
import { At, Flag, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** How stars are given: data, versioned. A run names the version it was computed by; `live` is 1 for the version in force of a series. */
@Entity('star_scheme')
@Index('uq_star_scheme_version', ['seriesId', 'version'], { unique: true })
@Index('uq_star_scheme_live', ['seriesId', 'live'], { unique: true })
@Index('ix_star_scheme_area', ['areaId'])
export class StarScheme {
  @Key() id: number;
  @Ref() seriesId: number;
  @Int() version: number;
  @Int({ nullable: true }) live: number | null;
  /** 0: everywhere; it came with the product. */
  @Ref() areaId: number;
  @Str(STAR_LIMITS.name.max) name: string;
  @Str(10) subject: StarSubject;
  @Str(10) period: StarPeriod;
  /** StarCriteria as JSON. */
  @Text() criteria: string;
  @Int() noticeWorkdays: number;
  @Str(10) issuer: StarIssuer;
  @Int() validMonths: number;
  @Ref() createdBy: number;
  @At() createdAt: number;
}
/** One computing of stars for an area, from what was verified up to the end of a day. `live` is 1 until it is confirmed or dropped. */
@Entity('star_run')
@Index('uq_star_run_live', ['seriesId', 'areaId', 'live'], { unique: true })
@Index('ix_star_run_area', ['areaId', 'id'])
@Index('ix_star_run_notice', ['status', 'noticeUntil'])
export class StarRun {
  @Key() id: number;
  @Ref() schemeId: number;
  @Ref() seriesId: number;
  @Ref() areaId: number;
  /** The area whose office confirms and issues. */
  @Ref() issuerId: number;
  @Str(10) asOfDay: string;
  /** First and last day of service that counts. */
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  /** 'LIFE' or the year: what nobody is awarded twice for. */
  @Str(4) periodKey: string;
  @Str(10) status: StarRunStatus;
  @Int({ nullable: true }) live: number | null;
  @Ref() computedBy: number;
  @At() computedAt: number;
  @At({ nullable: true }) noticeFrom: number | null;
  @At({ nullable: true }) noticeUntil: number | null;
  @Ref({ nullable: true }) confirmedBy: number | null;
  @At({ nullable: true }) confirmedAt: number | null;
  @Str(STAR_LIMITS.reason.max, { nullable: true }) dropReason: string | null;
}
/** Somebody or something that the figures of a run give a star, with those figures. They are never changed; only `excluded` is. */
@Entity('star_candidate')
@Index('uq_star_candidate_subject', ['runId', 'subjectId'], { unique: true })
@Index('ix_star_candidate_run', ['runId', 'id'])
export class StarCandidate {
  @Key() id: number;
  @Ref() runId: number;
  /** A person, a unit or an area, by the scheme's subject. */
  @Ref() subjectId: number;
  @Str(60) name: string;
  @Str(60) placeName: string;
  @Int() stars: number;
  @Int() held: number;
  @Int() minutes: number;
  @Int() services: number;
  @Int() days: number;
  @Int() resolved: number;
  @Int({ nullable: true }) confirmedPercent: number | null;
  @Int() rejected: number;
  @Int() people: number;
  @Str(10, { nullable: true }) registeredDay: string | null;
  @Str(STAR_LIMITS.reason.max, { nullable: true }) excluded: string | null;
  @Ref({ nullable: true }) excludedBy: number | null;
}
/** What somebody has against a list that hangs out. Who it was stays here and in the audit trail. `candidateId` 0: the whole list. */
@Entity('star_objection')
@Index('uq_star_objection_once', ['runId', 'candidateId', 'userId'], { unique: true })
export class StarObjection {
  @Key() id: number;
  @Ref() runId: number;
  @Ref() candidateId: number;
  @Ref() userId: number;
  @Str(STAR_LIMITS.objection.max) text: string;
  @Str(10) status: StarObjectionStatus;
  @Str(STAR_LIMITS.answer.max, { nullable: true }) answer: string | null;
  @Ref({ nullable: true }) answeredBy: number | null;
  @At() createdAt: number;
  @At({ nullable: true }) answeredAt: number | null;
}
/** A star that was given. A mistake is voided with its reason, never taken out; `live` is NULL then. */
@Entity('star_award')
@Index('uq_star_award_number', ['number'], { unique: true })
@Index('uq_star_award_once', ['seriesId', 'subjectId', 'periodKey', 'stars', 'live'], { unique: true })
@Index('ix_star_award_subject', ['subjectId', 'id'])
@Index('ix_star_award_area', ['areaId', 'id'])
export class StarAward {
  @Key() id: number;
  @Str(20) number: string;
  @Ref() runId: number;
  @Ref() schemeId: number;
  @Ref() seriesId: number;
  @Str(10) subject: StarSubject;
  @Ref() subjectId: number;
  @Ref() areaId: number;
  @Ref() issuerId: number;
  @Str(60) name: string;
  @Int() stars: number;
  @Int() minutes: number;
  @Int() services: number;
  @Str(4) periodKey: string;
  /** The day of award, and the last day it is good for (null: for good). */
  @Str(10) day: string;
  @Str(10, { nullable: true }) validUntil: string | null;
  @Int({ nullable: true }) live: number | null;
  @Str(STAR_LIMITS.reason.max, { nullable: true }) voidReason: string | null;
  @Str(10, { nullable: true }) voidDay: string | null;
  @Ref({ nullable: true }) voidedBy: number | null;
}
/** False hours keep a person or a unit out for one to three years (rule R27). */
@Entity('star_bar')
@Index('uq_star_bar_live', ['subject', 'subjectId', 'live'], { unique: true })
@Index('ix_star_bar_area', ['areaId', 'id'])
export class StarBar {
  @Key() id: number;
  @Str(10) subject: 'PERSON' | 'UNIT';
  @Ref() subjectId: number;
  /** Whose matter it is: the person's community, the unit's area. */
  @Ref() areaId: number;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  /** The day from which it counts no more; null while it stands. */
  @Str(10, { nullable: true }) liftedDay: string | null;
  @Str(STAR_LIMITS.reason.max) reason: string;
  @Str(10) status: 'ACTIVE' | 'APPEALED' | 'LIFTED';
  @Int({ nullable: true }) live: number | null;
  @Ref() barredBy: number;
  @At() barredAt: number;
  @Str(STAR_LIMITS.appeal.max, { nullable: true }) appeal: string | null;
  @At({ nullable: true }) appealedAt: number | null;
  @Str(STAR_LIMITS.reason.max, { nullable: true }) decision: string | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
}
/** What a person's counted records (evidence A, B, C) sum up to, verified up to the end of `star_progress.closedDay`. Worked out again at any time. */
@Entity('star_total')
export class StarTotal {
  @Key() userId: number;
  @Int() minutes: number;
  @Int() services: number;
}
/** How far `star_total` has come: one row (id 1). Each day that is closed moves it on (totals.store). */
@Entity('star_progress')
export class StarProgress {
  @Key() id: number;
  @Str(10) closedDay: string;
  /** Every record that is not counted yet has an id at or above this one, but for what committed late. */
  @Ref() fromId: number;
  /** Counted records at or above `fromId` less the look-back: more of them later means that some came late. */
  @Int() tailRows: number;
  /** Moved by whoever works on the totals, so that one waits for the other. */
  @Int() turn: number;
  @Flag() complete: number;
}
