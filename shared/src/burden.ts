import type { Page, PageQuery } from './page.ts';

/**
 * What the product costs those who use it: taps, fields and pushes per finished thing. Counted by the clients in their own memory and sent without a
 * session; the server keeps sums per day, never a person, a device or a time of day.
 */
export const INTENTS = {
  PUBLISH: '发布任务', CLAIM: '认领任务', LOG: '写服务日志', VERIFY: '核实日志', NEED: '提出点单', REVIEW: '答复点单', REGISTER: '报到', ORDER: '兑换下单', COLLECT: '核销交货', CHECK_IN: '签到签退', SUGGEST: '提意见建议',
} as const;
export type Intent = keyof typeof INTENTS;
export const INTENT_KEYS = Object.keys(INTENTS) as Intent[];
/** In what part he did it. Not who he is. */
export const BURDEN_WHO = { STAFF: '工作人员', MEMBER: '在职党员', RESIDENT: '居民' } as const;
export type BurdenWho = keyof typeof BURDEN_WHO;
/** From the first page to the server's yes, as one of six spans: upper ends in seconds, the last is open. Coarse on purpose. */
export const SECONDS_BUCKETS = [10, 30, 60, 120, 300] as const;
export const BURDEN_LIMITS = { taps: { min: 0, max: 300 }, fields: { min: 0, max: 100 }, bucket: { min: 0, max: SECONDS_BUCKETS.length }, items: { min: 1, max: 50 } } as const;
/** `items`: how many things were finished in one go (logs verified together). */
export interface BurdenReportInput { intent: Intent; who: BurdenWho; taps: number; fields: number; bucket: number; items: number }
/** What the product promises (its acceptance tests 1); absent where it promises nothing. Seconds are for `per` things. */
export interface Budget { taps?: number; fields?: number; seconds?: number; per?: number }
export const BUDGETS: Partial<Record<Intent, Budget>> = { PUBLISH: { fields: 8, seconds: 60 }, CLAIM: { taps: 2 }, LOG: { taps: 3, fields: 0 }, VERIFY: { seconds: 60, per: 20 } };
/** Sums of fewer things are not shown (as on the wall): a few could be told apart. */
export const BURDEN_LEAST = 5;
export const BURDEN_WEEKS = { min: 1, max: 52 } as const;
/** `taps` and `fields` in tenths per finished thing, so that they are whole numbers; null where there were too few. */
export interface BurdenWeek { week: string; times: number; tapsTenths: number | null; fieldsTenths: number | null }
export interface BurdenIntent { intent: Intent; who: BurdenWho; times: number; items: number; tapsTenths: number | null; fieldsTenths: number | null; /** Share that took no longer than a minute, in percent. */ minutePercent: number | null; budget: Budget | null; weeks: BurdenWeek[] }
/** What was sent to people, per task that came to its end in the same days. */
/** `wechat`: repeats of notices that went to WeChat; they are no news of their own, so `perTaskTenths` does not count them. */
export interface PushWeek { week: string; notices: number; sms: number; wechat: number; tasks: number; perTaskTenths: number | null }
export interface BurdenView { from: string; to: string; intents: BurdenIntent[]; pushes: PushWeek[] }

/** 意见建议. TWICE: “这个填过了”, something the house should have known. */
export const SUGGESTION_KINDS = { IDEA: '建议', PROBLEM: '问题', TWICE: '这个填过了', BURDEN: '太麻烦' } as const;
export type SuggestionKind = keyof typeof SUGGESTION_KINDS;
export const SUGGESTION_STATUSES = { OPEN: '待答复', ANSWERED: '已答复' } as const;
export type SuggestionStatus = keyof typeof SUGGESTION_STATUSES;
export const SUGGESTION_LIMITS = { text: { min: 0, max: 300 }, page: { min: 0, max: 40 }, answer: { min: 2, max: 300 } } as const;
/** A day's worth for one person (our own choice): enough for anybody who means it. */
export const SUGGESTIONS_PER_DAY = 10;
/** `page`: where it happened, in words. With TWICE no text is needed. */
export interface SuggestionInput { kind: SuggestionKind; text: string; page?: string }
export interface SuggestionView { id: number; kind: SuggestionKind; text: string; page: string; status: SuggestionStatus; at: number; answer: string | null; answeredAt: number | null; actions: ('answer')[] }
export interface SuggestionQuery extends PageQuery { status?: SuggestionStatus; kind?: SuggestionKind }
export interface AnswerInput { answer: string }
export type SuggestionPage = Page<SuggestionView>;
/** Who runs this, and under which number it is filed (国办函〔2026〕12号 asks for both to be found in the app). */
export interface AboutView { filing: string | null; operator: string | null }
