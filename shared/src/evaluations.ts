import type { TaskKind } from './tasks.ts';
/** What was verified in a span of days, as papers, evaluations and letters say it: sums over service records, typed by nobody. */
export interface ServiceFacts {
  from: string; to: string; services: number; minutes: number;
  /** Needs whose asker said that it helped. */ confirmed: number;
  /** Of a unit: how many of its people served. Of a person: 1. */ people: number;
  kinds: { kind: TaskKind; services: number; minutes: number }[];
}
export const LEVELS = { GREAT: '很好', GOOD: '较好', IMPROVE: '需改进' } as const;
export type Level = keyof typeof LEVELS;
/** What a member or a unit says about the community's side of the work. */
export const ASPECTS = { clarity: '任务说得清楚', usefulness: '事情有用', respect: '尊重参与的人' } as const;
export type Aspect = keyof typeof ASPECTS;
export const EVALUATION_STATUSES = { WAITING: '待评价', SENT: '已送本人', DELIVERED: '已送单位', KEPT: '留在本人处' } as const;
export type EvaluationStatus = keyof typeof EVALUATION_STATUSES;
export const EVALUATION_LIMITS = { sentence: { min: 0, max: 100 }, answer: { min: 1, max: 200 }, exceptions: 200 } as const;
/** Ready sentences, so that nobody has to write one. */
export const TO_PHRASES = ['随叫随到，居民信得过', '专业本领帮上了忙', '把难事办成了', '带动了身边的人'] as const;
export const BY_PHRASES = ['通知清楚，到了就能干', '希望多些晚上和周末的任务', '希望早几天通知', '事后能告诉我们结果就更好'] as const;
/** Days the member has to answer before an evaluation goes on to his unit; days a round stays open. Our own choice. */
export const ANSWER_DAYS = 7;
export const ROUND_DAYS = 45;
/** Fewer voices than this are not shown: nobody shall guess who said what. Our own choice. */
export const VOICES_LEAST = 3;

/** '2026', '2026H1' or '2026H2'. */
export const PERIOD_PATTERN = /^20\d\d(H[12])?$/;
export interface Period { key: string; title: string; from: string; to: string }
export function periodOf(key: string): Period {
  const year = key.slice(0, 4), half = key.slice(4);
  if (half === 'H1') return { key, title: `${year}年上半年`, from: `${year}-01-01`, to: `${year}-06-30` };
  if (half === 'H2') return { key, title: `${year}年下半年`, from: `${year}-07-01`, to: `${year}-12-31` };
  return { key, title: `${year}年度`, from: `${year}-01-01`, to: `${year}-12-31` };
}
/** The periods a round may be opened for on that day, the likeliest first. */
export function periodsOn(day: string): Period[] {
  const year = Number(day.slice(0, 4)), month = Number(day.slice(5, 7));
  const keys = month <= 3 ? [`${year - 1}`, `${year - 1}H2`] : month <= 6 ? [`${year}H1`] : month <= 9 ? [`${year}H1`, `${year}H2`] : [`${year}`, `${year}H2`];
  return keys.map(periodOf);
}

export interface EvaluationRoundCard { id: number; areaId: number; areaName: string; title: string; from: string; to: string; closesAt: number; isOpen: boolean; /** Evaluations that went out. */ sent: number; /** Voices of members and units about the community. */ voices: number }
/** Somebody who served in the round's days. `level` and `sentence` are proposed from the facts while he waits, else as they were sent. */
export interface EvaluationSubject { userId: number | null; unitId: number | null; name: string; unitName: string | null; facts: ServiceFacts; level: Level; sentence: string; status: EvaluationStatus; answer: string | null; /** Concerns the reader himself: somebody else's business. */ isOwn: boolean }
export type AspectCounts = Record<Aspect, Record<Level, number>>;
export interface EvaluationRoundView extends EvaluationRoundCard {
  subjects: EvaluationSubject[];
  /** What members said, without names; null below VOICES_LEAST. Until it closes the latest are held back. */
  said: { count: number; counts: AspectCounts; sentences: string[] } | null;
  unitsSaid: ({ unitName: string; sentence: string } & Record<Aspect, Level>)[];
  actions: 'send'[];
}
export interface OpenRoundInput { areaId: number; period: string }
/** Everybody who waits gets what is proposed for him, but for these. Without a level: not now. */
export interface EvaluationException { userId?: number; unitId?: number; level?: Level; sentence?: string }
export interface SendEvaluationsInput { exceptions?: EvaluationException[] }
/** An evaluation as the evaluated member reads it. */
export interface EvaluationView {
  id: number; title: string; communityName: string; level: Level; sentence: string; facts: ServiceFacts; status: EvaluationStatus; sentAt: number;
  /** Goes on to his unit then, or as soon as he answered. */ deliverAt: number;
  answer: string | null; /** His answer waits to be looked at, or was taken down: only he and the review desk read it. */ answerHeld?: 'WAIT' | 'DOWN'; unitName: string | null; /** He agreed that his unit is told. */ isShared: boolean; actions: 'answer'[];
}
/** As the unit's liaison reads it: of the unit itself (`name` null), or of one of its members who agreed. */
export interface UnitEvaluationView { id: number; title: string; communityName: string; unitName: string; name: string | null; level: Level; sentence: string; facts: ServiceFacts; answer: string | null; deliveredAt: number }
/** A round in which the reader, or a unit he speaks for, may say how the community did. */
export interface VoiceAsk { roundId: number; title: string; communityName: string; unitId: number | null; unitName: string | null; closesAt: number; facts: ServiceFacts; given: (Record<Aspect, Level> & { sentence: string }) | null }
export interface VoiceInput extends Record<Aspect, Level> { unitId?: number; sentence?: string }
export interface EvaluationAnswerInput { text: string }
