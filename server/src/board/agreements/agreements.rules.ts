import { AGREEMENT_REMINDERS, DAY_MS, PROJECT_STATUSES, startOfDay, type AgreementStatus, type ProjectStatus } from '@xianfeng/shared';

export interface Term { fromDay: string; toDay: string; endedAt: number | null }
export const statusOn = (a: Term, today: string): AgreementStatus => (a.endedAt !== null ? 'ENDED' : a.toDay < today ? 'EXPIRED' : 'ACTIVE');
/** Days until the last one, 0 on it; null where it is not in force. */
export const daysLeft = (a: Term, today: string): number | null => (statusOn(a, today) === 'ACTIVE' ? Math.round((startOfDay(a.toDay) - startOfDay(today)) / DAY_MS) : null);
/** Within the first reminder. */
export const isExpiring = (a: Term, today: string): boolean => {
  const left = daysLeft(a, today);
  return left !== null && left <= AGREEMENT_REMINDERS[0];
};
/** How many of the reminders are due by now. */
export const remindersDue = (a: Term, today: string): number => {
  const left = daysLeft(a, today);
  return left === null ? 0 : AGREEMENT_REMINDERS.filter((days) => left <= days).length;
};
export type ByStatus = Record<ProjectStatus, number>;
export const countByStatus = (rows: readonly { status: ProjectStatus; n: number }[]): ByStatus =>
  Object.fromEntries((Object.keys(PROJECT_STATUSES) as ProjectStatus[]).map((s) => [s, rows.filter((r) => r.status === s).reduce((sum, r) => sum + Number(r.n), 0)])) as ByStatus;
/** Closed ones of all that were not dropped, in whole percent, never rounded up to 100. */
export function donePercent(n: ByStatus): number | null {
  const all = n.SET_UP + n.RUNNING + n.CHECKING + n.CLOSED;
  return all === 0 ? null : Math.floor((n.CLOSED * 100) / all);
}
/** Years of its term that have begun, newest first. */
export function yearsOf(a: Pick<Term, 'fromDay' | 'toDay'>, today: string): number[] {
  const first = Number(a.fromDay.slice(0, 4)), last = Math.min(Number(a.toDay.slice(0, 4)), Number(today.slice(0, 4)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => last - i);
}
