import type { PhotoRef } from './needs.ts';
import type { PlaceRef } from './users.ts';

/** What lies on the review desk. */
export const REVIEW_KINDS = { photo: '照片', task: '任务', reward: '兑换物品', thanks: '感谢的话', answer: '评价回应' } as const;
export type ReviewKind = keyof typeof REVIEW_KINDS;
/** What a reader can report: everything of ours that others than staff may read. */
export const REPORT_KINDS = ['photo', 'task', 'reward', 'thanks', 'answer'] as const satisfies readonly ReviewKind[];
/** Why it lies there. OFFICE: published by staff at once, somebody else looks afterwards. */
export const REVIEW_WHYS = {
  RISKY: '机器提示有风险', DOUBT: '机器拿不准', SILENT: '机器没有回音', BROKEN: '机器打不开', BY_HAND: '没有机器核对', OFFICE: '工作人员发布，请另一人看一眼', REPORT: '有人举报',
} as const;
export type ReviewWhy = keyof typeof REVIEW_WHYS;
/** WAIT: nobody else sees it until somebody decides. LOOK: shown, and to be looked at. */
export const REVIEW_STATES = { WAIT: '待核对，别人看不到', LOOK: '已公开，待看一眼', PASSED: '已通过', DOWN: '已撤下' } as const;
export type ReviewState = keyof typeof REVIEW_STATES;
export const REPORT_WHYS = { FALSE: '内容不实', RUDE: '不文明用语', AD: '广告推销', PRIVACY: '泄露他人信息', UNLAWFUL: '违法违规', OTHER: '其他' } as const;
export type ReportWhy = keyof typeof REPORT_WHYS;
export const REVIEW_LIMITS = {
  reason: { min: 2, max: 100 }, batch: 50,
  /** Reports of one person in a day. Our own choice. */
  reportsPerDay: 20,
  /** What waits longer is shown in red. Our own choice. */
  lateHours: 24,
} as const;

export interface ReviewView {
  id: number; kind: ReviewKind; state: ReviewState; why: ReviewWhy;
  /** The words with what each is called; of a photo what it belongs to. */
  words: { label: string; text: string }[];
  photo: PhotoRef | null;
  area: PlaceRef; authorName: string;
  /** Since when it waits. */
  since: number; late: boolean;
  /** What readers said of it, with how many said so. */
  reports: { why: ReportWhy; count: number }[];
  reason: string | null; decidedBy: string | null; decidedAt: number | null;
  /** The page on which readers see it. */
  link: string | null;
  actions: ('pass' | 'takeDown' | 'reopen')[];
}
export const REVIEW_FILTERS = { OPEN: '待处理', DONE: '已处理' } as const;
export type ReviewFilter = keyof typeof REVIEW_FILTERS;
export interface ReviewQuery { areaId: number; show?: ReviewFilter; kind?: ReviewKind; after?: string }
export interface PassReviewsInput { ids: number[] }
export interface ReviewResult { done: number; refused: { id: number; message: string }[] }
export interface TakeDownInput { reason: string }
export interface ReportInput { kind: ReviewKind; id: number; why: ReportWhy }
/** It was received; nothing else is told until somebody looked. */
export interface ReportReceipt { kind: ReviewKind; id: number }
