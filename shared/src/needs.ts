import type { PlaceRef } from './users.ts';
export const NEED_STATUSES = { SUBMITTED: '待回应', PUBLISHED: '已发布任务', ANSWERED: '已答复', REFUSED: '未采纳', DONE: '已办完', CONFIRMED: '已确认解决', REOPENED: '未解决', WITHDRAWN: '已撤回' } as const;
export type NeedStatus = keyof typeof NEED_STATUSES;
export type NeedAction = 'publish' | 'answer' | 'refuse' | 'withdraw' | 'feedback' | 'unquote';
export const NEED_KINDS = { REPAIR: '维修', CARE: '照料陪护', ERRAND: '代办跑腿', LEARN: '学习辅导', CLEAN: '环境卫生', SAFETY: '安全隐患', MEDIATE: '邻里矛盾', OTHER: '其他' } as const;
export type NeedKind = keyof typeof NEED_KINDS;
export const NEED_LIMITS = { title: { min: 2, max: 60 }, text: { min: 0, max: 500 }, place: { min: 0, max: 60 }, reply: { min: 2, max: 300 }, onBehalfOf: { min: 1, max: 30 }, feedback: { min: 0, max: 200 }, photos: 9 } as const;
/** A need waits at most 3 working days for its answer (志愿服务条例 art. 13 asks for a timely one; the figure is our own choice). */
export const NEED_ANSWER_WORKDAYS = 3;
export interface NeedEventView { at: number; text: string; by: string | null }
export interface NeedCard { id: number; kind: NeedKind; title: string; status: NeedStatus; areaId: number; areaName: string; createdAt: number; dueAt: number; overdue: boolean; taskId: number | null }
export interface NeedView extends NeedCard {
  text: string; place: string; askerName: string; askerPhone: string; onBehalfOf: string | null; photos: PhotoRef[]; reply: string | null;
  community: PlaceRef; timeline: NeedEventView[]; actions: NeedAction[];
}
/** `waiting`: not looked at yet (or taken down): only its owner and staff see it. */
export interface PhotoRef { id: number; url: string; thumbUrl: string; waiting?: true }
export interface CreateNeedInput { areaId: number; kind: NeedKind; title: string; text?: string; place?: string; onBehalfOf?: string; phone?: string; photoIds?: number[] }
export interface ReplyInput { reply: string }
/** 评单: did it help? `helped: false` reopens the need. */
export interface FeedbackInput { helped: boolean; text?: string; /** The words may be quoted, without a name, to those who helped and in their letters of thanks. */ mayQuote?: boolean }
