import { GRACE_MINUTES, HOUR_MS, MINUTE_MS, TASK_KINDS, WITHDRAW_HOURS, type ClaimAction, type ClaimStatus, type ClaimView, type RosterRow, type TaskKind, type TaskStatus } from '@xianfeng/shared';
import { fail } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';

type Step = 'approve' | 'refuse' | 'withdraw' | 'excuse' | 'attend' | 'noShow';
export const claimFlow = flow<ClaimStatus, Step>({
  REQUESTED: { approve: 'CONFIRMED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  WAITLISTED: { withdraw: 'WITHDRAWN', refuse: 'REFUSED' },
  CONFIRMED: { withdraw: 'WITHDRAWN', excuse: 'EXCUSED', attend: 'ATTENDED', noShow: 'NO_SHOW' },
  NO_SHOW: { attend: 'ATTENDED', excuse: 'EXCUSED' },
  ATTENDED: {}, EXCUSED: {}, WITHDRAWN: {}, REFUSED: {}, CANCELLED: {},
});
/** Free withdrawal ends at this instant. */
export const withdrawBy = (startsAt: number): number => startsAt - WITHDRAW_HOURS * HOUR_MS;
/** What becomes of a claim whose owner steps back: free before the cut-off and while he only waits or asked; later it is an excuse. @throws STATE, SHIFT_BEGUN */
export function stepBack(status: ClaimStatus, startsAt: number, now: number): 'WITHDRAWN' | 'EXCUSED' {
  claimFlow.next(status, 'withdraw');
  if (now >= startsAt) throw fail('SHIFT_BEGUN');
  return status === 'CONFIRMED' && now >= withdrawBy(startsAt) ? 'EXCUSED' : 'WITHDRAWN';
}
/** Presence can be shown from half an hour before the shift until half an hour after it. */
export const canAttend = (s: { startsAt: number; endsAt: number }, now: number): boolean => now >= s.startsAt - GRACE_MINUTES * MINUTE_MS && now <= s.endsAt + GRACE_MINUTES * MINUTE_MS;

export interface ClaimRow {
  id: number; taskId: number; shiftId: number; userId: number; status: ClaimStatus; startsAt: number; endsAt: number; title: string; kind: TaskKind; place: string; areaName: string;
  contactName: string; contactPhone: string; attendedAt: number | null; leftAt: number | null; logId: number | null; logStatus: string | null; queue: number | null;
}
export function claimActions(c: Pick<ClaimRow, 'status' | 'kind' | 'startsAt' | 'endsAt' | 'leftAt' | 'logId' | 'logStatus'>, now: number): ClaimAction[] {
  const actions: ClaimAction[] = [];
  if (claimFlow.actions(c.status).includes('withdraw') && now < c.startsAt) actions.push('withdraw');
  if (c.status === 'CONFIRMED' && canAttend(c, now)) actions.push('attend');
  if (c.status === 'ATTENDED' && c.leftAt === null && canAttend(c, now)) actions.push('checkOut');
  if (canLog(c, now)) actions.push('log');
  return actions;
}
/** Service that was done, or claims to be, and is not logged yet (or was returned). */
export const canLog = (c: Pick<ClaimRow, 'status' | 'kind' | 'startsAt' | 'logId' | 'logStatus'>, now: number): boolean =>
  TASK_KINDS[c.kind].recordable && (c.status === 'CONFIRMED' || c.status === 'ATTENDED') && now >= c.startsAt && (c.logId === null || c.logStatus === 'RETURNED');
export const claimView = (c: ClaimRow, now: number): ClaimView => ({
  id: c.id, taskId: c.taskId, shiftId: c.shiftId, title: c.title, kind: c.kind, place: c.place, areaName: c.areaName, startsAt: c.startsAt, endsAt: c.endsAt, status: c.status, queue: c.queue,
  contactName: c.contactName, contactPhone: c.contactPhone, withdrawBy: withdrawBy(c.startsAt), attendedAt: c.attendedAt, leftAt: c.leftAt, logId: c.logId, logStatus: c.logStatus, actions: claimActions(c, now),
});
/** What the organiser may do with one line of the roster. A leader marks presence; who comes is decided by whoever manages the task. Marks may be made until a week later. */
export function rosterActions(status: RosterRow['status'], shift: { startsAt: number; endsAt: number }, taskStatus: TaskStatus, manages: boolean, logged: boolean, now: number): RosterRow['actions'] {
  const actions: RosterRow['actions'] = [];
  if (status === 'WALK_UP') return actions;
  const begun = now >= shift.startsAt - GRACE_MINUTES * MINUTE_MS, alive = taskStatus === 'PUBLISHED' || taskStatus === 'ENDED';
  if (!alive) return actions;
  if (manages && status === 'REQUESTED' && now < shift.startsAt) actions.push('approve', 'refuse');
  if (begun && (status === 'CONFIRMED' || status === 'NO_SHOW')) actions.push('mark');
  if (status === 'ATTENDED' && !logged) actions.push('unmark');
  if (manages && status === 'CONFIRMED' && now >= shift.startsAt) actions.push('noShow');
  if (manages && (status === 'CONFIRMED' || status === 'NO_SHOW')) actions.push('excuse');
  return actions;
}
