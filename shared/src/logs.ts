import type { PhotoRef } from './needs.ts';
import type { AppealMark } from './records.ts';
import type { PhotoRule, TaskKind } from './tasks.ts';
export const LOG_STATUSES = { SUBMITTED: '待核实', VERIFIED: '已核实', RETURNED: '请补充', REJECTED: '未通过' } as const;
export type LogStatus = keyof typeof LOG_STATUSES;
export type LogAction = 'verify' | 'return' | 'reject' | 'resubmit' | 'addPhotos' | 'appeal';
export const LOG_LIMITS = { text: { min: 0, max: 300 }, photos: 9, reason: { min: 2, max: 100 }, batch: 50 } as const;
/** Service and evaluation are recorded within 10 working days (民政部令67号 art. 11). */
export const VERIFY_WORKDAYS = 10;
/** After so many working days its verifiers are reminded, after so many its street too. Our own choice (rule R4). */
export const VERIFY_AMBER_WORKDAYS = 5, VERIFY_LATE_WORKDAYS = 9;
/** A leader or QR plus the asker; B leader or QR; C self-declared and approved; D entered by staff. */
export const EVIDENCE = { A: '现场确认并经服务对象证实', B: '现场确认', C: '本人填报、社区核准', D: '工作人员补录' } as const;
export type Evidence = keyof typeof EVIDENCE;
/** Ready sentences, so that a log needs no typing. */
export const LOG_PHRASES = ['已按要求完成', '居民很满意', '现场已清理干净', '还需要再来一次', '已向社区反馈情况'] as const;
export interface SubmitLogInput { claimId: number; text: string; photoIds?: number[] }
export interface LogView {
  id: number; claimId: number; taskId: number; title: string; kind: TaskKind; areaName: string; userId: number; name: string; unitName: string | null; text: string; photos: PhotoRef[]; photoRule: PhotoRule;
  status: LogStatus; reason: string | null; day: string; startsAt: number; endsAt: number;
  /** Minutes that will be (or were) recorded, and the sentence that explains them. */
  minutes: number; minutesWhy: string; evidence: Evidence; submittedAt: number; dueAt: number; overdue: boolean; verifiedAt: number | null; points: number | null; pointsWhy: string | null; actions: LogAction[];
  /** Of a verified log. */ recordId: number | null;
  /** Waits longer than its verifiers should let it. */ amber: boolean;
  appeal: AppealMark | null; /** Until when one may appeal, where one may. */ appealBy: number | null; /** The shift's length: more cannot be asked for. */ plannedMinutes: number;
}
export interface VerifyInput { logIds: number[] }
export interface VerifyResult { verified: number[]; refused: { id: number; message: string }[]; points: number; minutes: number }
export interface LogReasonInput { reason: string }
/** Where a record comes from: a verified log, two people of the community who entered it (grade D), or a correction of another record. */
export const RECORD_ORIGINS = { LOG: '日志核实', MANUAL: '补录', CORRECTION: '更正' } as const;
export type RecordOrigin = keyof typeof RECORD_ORIGINS;
/**
 * Of a correction `minutes` is the difference and `services` 0; −1 where the whole service was taken back, and 1 where it was entered anew (another day,
 * other words). `counted`: what the service counts after its corrections, of the row that stands for it (0 of the others); `standing`: 1 while it is not taken back; `asked`: 1 while a request for correction waits.
 */
export interface ServiceRecordView { id: number; day: string; title: string; kind: TaskKind; origin: RecordOrigin; services: number; correctsId: number | null; areaName: string; minutes: number; evidence: Evidence; points: number; pointsWhy: string; verifiedAt: number; unitOfRecord: string; counted: number; standing: number; asked: number }
export interface RecordSummary { minutes: number; count: number; yearMinutes: number; yearCount: number }
