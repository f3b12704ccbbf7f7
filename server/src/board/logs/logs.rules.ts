import { addDays, APPEAL_DAYS, dayOf, MINUTE_MS, startOfDay, VERIFY_AMBER_WORKDAYS, type AppealAsk, type AppealMark, type AppealStatus, type Difficulty, type Evidence, type LogAction, type LogStatus, type LogView, type NeedStatus, type PhotoRef, type PhotoRule, type TaskKind, type ClaimStatus } from '@xianfeng/shared';
import { fail } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';
import { addWorkdays } from '../../lib/workdays.js';
import { isRecordable } from '../tasks/tasks.rules.js';
import { creditedMinutes, type Credit } from '../attendance/attendance.rules.js';

type Step = 'verify' | 'return' | 'reject' | 'resubmit' | 'addPhotos' | 'overturn';
export const logFlow = flow<LogStatus, Step>({
  SUBMITTED: { verify: 'VERIFIED', return: 'RETURNED', reject: 'REJECTED', addPhotos: 'SUBMITTED' },
  RETURNED: { resubmit: 'SUBMITTED', reject: 'REJECTED' },
  VERIFIED: {},
  /** Only the street, upon an appeal. */ REJECTED: { overturn: 'VERIFIED' },
});
/** A log with all that judging and showing it needs: its task, shift, presence, and what the asker said. */
export interface LogRow {
  id: number; taskId: number; shiftId: number; claimId: number; userId: number; communityId: number; text: string; status: LogStatus; reason: string | null; minutes: number; minutesWhy: string; evidence: Evidence;
  submittedAt: number; dueAt: number; decidedBy: number | null; decidedAt: number | null; title: string; kind: TaskKind; difficulty: Difficulty | null; photoRule: PhotoRule; photoReason: string; areaName: string; path: string; name: string; unitName: string | null; startsAt: number; endsAt: number; needStatus: NeedStatus | null;
  inAt: number | null; outAt: number | null; inBy: number | null; points: number | null; pointsWhy: string | null; /** After corrections; a sum comes as text from MySQL. */ recordedMinutes: number | string | null;
  recordId: number | null; appealId: number | null; appealStatus: AppealStatus | null; appealAsk: AppealAsk | null; appealText: string | null; appealWanted: number | null; appealAt: number | null; appealDueAt: number | null; appealReply: string | null; appealAnsweredAt: number | null; appealMinutes: number | null;
}
export interface Witness { userId: number; inAt: number | null; inBy: number | null; needStatus: NeedStatus | null }
/** Who saw it: A on the spot and the asker says it helped; B on the spot; C only he himself. A leader who marked himself saw nobody. */
export const evidenceOf = ({ userId, inAt, inBy, needStatus }: Witness): Evidence => {
  if (inAt === null || inBy === userId) return 'C';
  return needStatus === 'CONFIRMED' ? 'A' : 'B';
};
export interface Judgement extends Credit { evidence: Evidence }
/** What this log would be worth if it were verified now, before the person's other records are looked at. */
export const judge = (log: Witness & Pick<LogRow, 'startsAt' | 'endsAt' | 'outAt'>): Judgement => ({ ...creditedMinutes(log), evidence: evidenceOf(log) });
/** A log may be written from the start of the shift on, by whoever was marked present or says that he was there; of a meeting there is none. @throws LOG_TOO_EARLY, STATE */
export function requireLoggable(claim: { status: ClaimStatus; startsAt: number; kind: TaskKind }, now: number): void {
  if (!isRecordable(claim.kind) || (claim.status !== 'ATTENDED' && claim.status !== 'CONFIRMED')) throw fail('STATE');
  if (now < claim.startsAt) throw fail('LOG_TOO_EARLY');
}
/** Only a task whose template carries a written reason asks for a picture. @throws LOG_PHOTO */
export function requirePhoto(task: { photoRule: PhotoRule; photoReason: string }, photos: number): void {
  if (task.photoRule === 'REQUIRED' && photos === 0) throw fail('LOG_PHOTO', { reason: task.photoReason });
}
/** Until when a decision may be appealed against: the end of the fifteenth day after it. Null: nothing is decided, or it was appealed against before. */
export const appealBy = (log: Pick<LogRow, 'status' | 'decidedAt' | 'appealId'>): number | null =>
  (log.status === 'REJECTED' || log.status === 'VERIFIED') && log.decidedAt !== null && log.appealId === null ? startOfDay(addDays(dayOf(log.decidedAt), APPEAL_DAYS + 1)) : null;
export const appealMark = (log: LogRow): AppealMark | null =>
  log.appealId === null ? null : { id: log.appealId, status: log.appealStatus!, ask: log.appealAsk!, text: log.appealText!, wanted: log.appealWanted, submittedAt: log.appealAt!, dueAt: log.appealDueAt!, reply: log.appealReply, answeredAt: log.appealAnsweredAt, minutes: log.appealMinutes };
/** What the reader may do with the log now. Nobody decides about his own. */
export function logActions(status: LogStatus, reader: { isOwner: boolean; mayVerify: boolean }): LogAction[] {
  const own: readonly Step[] = ['resubmit', 'addPhotos'];
  return logFlow.actions(status).filter((a) => a !== 'overturn').filter((a) => (own.includes(a) ? reader.isOwner : reader.mayVerify && !reader.isOwner));
}
export function logView(log: LogRow, photos: PhotoRef[], reader: { isOwner: boolean; mayVerify: boolean }, now: number): LogView {
  const planned = Math.floor((log.endsAt - log.startsAt) / MINUTE_MS), last = appealBy(log);
  // Where the whole shift is recorded there is nothing more to ask for.
  const by = last !== null && now < last && (log.status === 'REJECTED' || Number(log.recordedMinutes ?? 0) < planned) ? last : null;
  const isDecided = log.status === 'VERIFIED' || log.status === 'REJECTED';
  const shown = isDecided ? { minutes: log.recordedMinutes === null ? log.minutes : Number(log.recordedMinutes), why: log.minutesWhy, evidence: log.evidence } : judge(log);
  return {
    id: log.id, claimId: log.claimId, taskId: log.taskId, title: log.title, kind: log.kind, areaName: log.areaName, userId: log.userId, name: log.name, unitName: log.unitName, text: log.text, photos, photoRule: log.photoRule,
    status: log.status, reason: log.reason, day: dayOf(log.startsAt), startsAt: log.startsAt, endsAt: log.endsAt, minutes: shown.minutes, minutesWhy: shown.why, evidence: shown.evidence,
    submittedAt: log.submittedAt, dueAt: log.dueAt, overdue: log.status === 'SUBMITTED' && log.dueAt < now, verifiedAt: log.status === 'VERIFIED' ? log.decidedAt : null, points: log.points, pointsWhy: log.pointsWhy,
    actions: [...logActions(log.status, reader), ...(reader.isOwner && by !== null ? ['appeal' as const] : [])],
    recordId: log.recordId, amber: log.status === 'SUBMITTED' && addWorkdays(log.submittedAt, VERIFY_AMBER_WORKDAYS) <= now, appeal: appealMark(log), appealBy: reader.isOwner ? by : null, plannedMinutes: planned,
  };
}
