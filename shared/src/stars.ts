import type { PageQuery } from './page.ts';
import type { Evidence, RecordOrigin } from './logs.ts';

/** Who can have stars. */
export const STAR_SUBJECTS = { PERSON: '个人', UNIT: '单位', GRID: '网格', STAIRWELL: '单元', TEAM: '队伍' } as const;
export type StarSubject = keyof typeof STAR_SUBJECTS;
export const STAR_PERIODS = { LIFETIME: '累计', YEAR: '按年' } as const;
export type StarPeriod = keyof typeof STAR_PERIODS;
/** What the thresholds count. Never uploads, logins or views. */
export const STAR_MEASURES = {
  HOURS: { label: '服务时长', unit: '小时' }, SERVICES: { label: '服务次数', unit: '次' }, DAYS: { label: '服务天数', unit: '天' }, RESOLVED: { label: '居民确认解决的需求', unit: '件' },
} as const;
export type StarMeasure = keyof typeof STAR_MEASURES;
/** At which level it is confirmed and issued. */
export const STAR_ISSUERS = { COMMUNITY: '社区', STREET: '街道', CITY: '市' } as const;
export type StarIssuer = keyof typeof STAR_ISSUERS;
/** Time and quality (民政部令67号 art. 10). What is 0 or false is not asked for. */
export interface StarCriteria {
  measure: StarMeasure;
  /** One for each star, rising, in the unit of the measure. */
  thresholds: number[];
  /** Different days of service. */ minDays: number;
  minServices: number;
  /** Needs that their askers confirmed as resolved. */ minResolved: number;
  /** Share of the needs served that were confirmed. */ minConfirmedPercent: number;
  /** No log of the period was rejected. */ noRejected: boolean;
  /** Full months since he first registered (people only). */ registeredMonths: number;
}
export const STAR_LIMITS = {
  name: { min: 2, max: 40 }, stars: 5, threshold: { min: 1, max: 100_000 }, count: { min: 0, max: 10_000 }, percent: { min: 0, max: 100 }, months: { min: 0, max: 60 },
  /** At least 5 working days (rule R27). */ noticeWorkdays: { min: 5, max: 30 }, validMonths: { min: 0, max: 60 }, reason: { min: 2, max: 200 }, objection: { min: 4, max: 300 }, answer: { min: 2, max: 300 }, appeal: { min: 4, max: 300 },
} as const;
/** How long false hours keep somebody out: 1 to 3 years (rule R27). */
export const STAR_BAR_YEARS = [1, 2, 3] as const;

export interface StarSchemeInput { areaId: number; name: string; subject: StarSubject; period: StarPeriod; criteria: StarCriteria; noticeWorkdays: number; issuer: StarIssuer; /** Months; 0: for good. */ validMonths: number }
export interface StarSchemeView extends Omit<StarSchemeInput, 'areaId'> {
  id: number; /** The same for all versions of a scheme. */ seriesId: number; version: number; /** null: everywhere (came with the product). */ areaId: number | null; areaName: string; current: boolean;
  /** The scheme in sentences. */ text: string[]; createdAt: number; actions: ('run' | 'revise' | 'retire')[];
}

export const STAR_RUN_STATUSES = { COMPUTED: '待复核', NOTICED: '公示中', CONFIRMED: '已评定', DROPPED: '已作废' } as const;
export type StarRunStatus = keyof typeof STAR_RUN_STATUSES;
/** `asOf`: counted is what was verified up to the end of that day, at the latest yesterday (left out: yesterday). `year` for yearly schemes (left out: the year of `asOf`). */
export interface StarRunInput { schemeId: number; areaId: number; asOf?: string; year?: number }
export interface StarRunQuery extends PageQuery { areaId: number; status?: StarRunStatus }
export interface StarRunCard {
  id: number; schemeName: string; subject: StarSubject; areaId: number; areaName: string; asOf: string; /** '累计' or '2026年'. */ periodText: string; status: StarRunStatus;
  /** In the list, and left out of it by somebody or by a rule. */ proposed: number; excluded: number; computedBy: string; computedAt: number; noticeFrom: number | null; noticeUntil: number | null; openObjections: number; /** The reader may confirm it now. */ ready: boolean;
}
export type StarRunAction = 'publish' | 'confirm' | 'drop';
export interface StarRunView extends StarRunCard {
  schemeId: number; schemeVersion: number; issuerName: string; /** Who confirms it: of a community's own the street. */ confirmer: string; noticeWorkdays: number; /** How many for each star, first star first. */ byStars: number[]; text: string[];
  confirmedBy: string | null; confirmedAt: number | null; dropReason: string | null; /** Why it cannot be confirmed yet, in a sentence. */ waits: string | null; actions: StarRunAction[];
}
/** What a subject's star was worked out from, frozen with the run. */
export interface StarFacts {
  minutes: number; services: number; days: number; resolved: number; /** Needs served, of which `resolved` were confirmed; null where none was. */ confirmedPercent: number | null;
  rejected: number; /** People who served (1 for a person). */ people: number; registeredDay: string | null;
}
export interface StarCandidateQuery extends PageQuery { show?: 'IN' | 'OUT' }
export interface StarCandidateView { id: number; subjectId: number; name: string; unitName: string | null; placeName: string; stars: number; held: number; facts: StarFacts; excluded: string | null; actions: ('exclude' | 'restore')[] }
export interface StarReasonInput { reason: string }
/** The run worked out once more from the records of its day. */
export interface StarCheckView { same: boolean; candidates: number; differences: { name: string; was: number; is: number }[] }

export const STAR_OBJECTION_STATUSES = { OPEN: '待答复', UPHELD: '异议成立', DISMISSED: '异议不成立' } as const;
export type StarObjectionStatus = keyof typeof STAR_OBJECTION_STATUSES;
/** Without a candidate it is about the whole list (somebody is missing). */
export interface StarObjectionInput { runId: number; candidateId?: number; text: string }
export interface StarAnswerInput { upheld: boolean; answer: string }
/** Nobody is told who objected. */
export interface StarObjectionView { id: number; runId: number; about: string | null; text: string; at: number; status: StarObjectionStatus; answer: string | null; answeredAt: number | null; actions: 'answer'[] }

/** What everybody may read while a list hangs out. */
export interface StarNoticeCard { id: number; schemeName: string; subject: StarSubject; areaName: string; periodText: string; noticeFrom: number; noticeUntil: number; proposed: number }
export interface StarNoticeView extends StarNoticeCard { text: string[]; issuerName: string; confirmer: string; status: StarRunStatus; /** The reader is signed in and it is not over. */ mayObject: boolean; mine: StarObjectionView[] }
/** A person's name only where he agreed, else 张**. */
export interface StarNoticePerson { id: number; name: string; stars: number; placeName: string }

export const STAR_AWARD_STATUSES = { VALID: '有效', EXPIRED: '已到期', VOID: '已作废' } as const;
export type StarAwardStatus = keyof typeof STAR_AWARD_STATUSES;
export interface StarAwardQuery extends PageQuery { areaId: number }
export interface StarAwardView { id: number; number: string; schemeName: string; subject: StarSubject; name: string; stars: number; periodText: string; issuerName: string; day: string; validUntil: string | null; status: StarAwardStatus; voidReason: string | null; actions: ('file' | 'void')[] }
export interface StarVerifyView { number: string; schemeName: string; name: string; stars: number; periodText: string; issuerName: string; day: string; validUntil: string | null; status: StarAwardStatus }

export const STAR_BAR_STATUSES = { ACTIVE: '暂停中', APPEALED: '申诉中', LIFTED: '已撤销', OVER: '已期满' } as const;
export type StarBarStatus = keyof typeof STAR_BAR_STATUSES;
export interface StarBarInput { subject: 'PERSON' | 'UNIT'; subjectId: number; years: 1 | 2 | 3; reason: string }
export interface StarBarQuery extends PageQuery { areaId: number }
export interface StarAppealInput { text: string }
export interface StarBarDecisionInput { lift: boolean; decision: string }
export interface StarBarView { id: number; subject: 'PERSON' | 'UNIT'; name: string; fromDay: string; toDay: string; reason: string; status: StarBarStatus; appeal: string | null; appealedAt: number | null; decision: string | null; decidedAt: number | null; actions: ('appeal' | 'decide')[] }

/** How far a person is under one scheme; his own eyes only. */
export interface StarProgressView {
  schemeId: number; name: string; period: StarPeriod; periodText: string; measure: StarMeasure; /** In the unit of the measure; hours with their tenths cut off. */ value: number; thresholds: number[];
  /** Awarded, and what today's figures would give. */ held: number; reached: number;
  /** What is missing to the next star; null at the top. `missing` in minutes where the measure is hours. */ next: { stars: number; threshold: number; missing: number } | null;
  /** Conditions not met yet, each with what helps. */ unmet: string[]; text: string;
}
export interface StarMineView { minutes: number; services: number; /** Of all his records: those that do not count. */ leftOut: number; schemes: StarProgressView[]; awards: StarAwardView[]; bars: StarBarView[] }
/** One of his records, or a log that was rejected, with whether it counts for stars. */
export interface StarRecordView { id: number; day: string; title: string; minutes: number; evidence: Evidence; origin: RecordOrigin | 'REJECTED'; counts: boolean; why: string }
