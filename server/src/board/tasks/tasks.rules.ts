import { AUDIENCES, DAY_MS, HOUR_MS, isEvening, isWeekend, isWithin, MINUTE_MS, saySpan, TASK_KINDS, TASK_LIMITS, type Audience, type ShiftInput, type TaskAction, type TaskKind, type TaskStatus, type UserKind } from '@xianfeng/shared';
import { AppError, fail, failFields } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';

type Step = 'publish' | 'withdraw' | 'cancel' | 'end' | 'settle';
export const taskFlow = flow<TaskStatus, Step>({
  DRAFT: { publish: 'PUBLISHED' },
  PUBLISHED: { withdraw: 'WITHDRAWN', cancel: 'CANCELLED', end: 'ENDED' },
  ENDED: { settle: 'SETTLED' },
  SETTLED: {}, WITHDRAWN: {}, CANCELLED: {},
});
/** A shift as the rules see it. */
export interface Span { startsAt: number; endsAt: number }

/**
 * New or changed shifts: not in the past, end after the beginning, at most 16 hours, at most a year ahead.
 * @throws TASK_PAST, or INVALID naming the shift by its place in the input
 */
export function judgeShifts(shifts: readonly (Span & { at: number })[], now: number): void {
  const wrong: Record<string, string> = {};
  for (const s of shifts) {
    if (s.endsAt <= s.startsAt) wrong[`shifts.${s.at}.endsAt`] = '结束时间要晚于开始时间';
    else if (s.endsAt - s.startsAt > TASK_LIMITS.shiftHoursMax * HOUR_MS) wrong[`shifts.${s.at}.endsAt`] = `一个班次最长 ${TASK_LIMITS.shiftHoursMax} 小时`;
    else if (s.startsAt > now + TASK_LIMITS.aheadDaysMax * DAY_MS) wrong[`shifts.${s.at}.startsAt`] = `最多提前 ${TASK_LIMITS.aheadDaysMax} 天发布`;
  }
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
  if (shifts.some((s) => s.startsAt <= now)) throw fail('TASK_PAST');
}
/** Two shifts of one task that begin together would be one row on every roster. @throws INVALID */
export function judgeDistinct(shifts: readonly ShiftInput[]): void {
  const seen = new Set<number>();
  shifts.forEach((s, i) => {
    if (seen.has(s.startsAt)) throw failFields({ [`shifts.${i}.startsAt`]: '已有同一时间开始的班次' });
    seen.add(s.startsAt);
  });
}
/** A photo may be asked for only with a reason. Returns the reason to keep. @throws PHOTO_REASON */
export function photoReason(rule: 'NONE' | 'OPTIONAL' | 'REQUIRED', reason: string | undefined): string {
  if (rule !== 'REQUIRED') return '';
  if (!reason || reason.length < 2) throw fail('PHOTO_REASON');
  return reason;
}
/** Meetings and paid duty never yield hours (民政部令67号 art. 19). */
export const isRecordable = (kind: TaskKind): boolean => TASK_KINDS[kind].recordable;

/** What lists and counters of a task say of its shifts: the next one to begin (the last when all have), the end of the last, the sum of places. */
export function sumUp(shifts: readonly (Span & { places: number })[], now: number): { startsAt: number; endsAt: number; shiftCount: number; places: number } {
  const begins = shifts.map((s) => s.startsAt).sort((a, b) => a - b);
  return {
    startsAt: begins.find((t) => t > now) ?? begins.at(-1)!, endsAt: Math.max(...shifts.map((s) => s.endsAt)),
    shiftCount: shifts.length, places: shifts.reduce((n, s) => n + s.places, 0),
  };
}
export const feedFlags = (startsAt: number): { evening: number; weekend: number } => ({ evening: isEvening(startsAt) ? 1 : 0, weekend: isWeekend(startsAt) ? 1 : 0 });
/** The smallest shift by whole weeks that brings every one of these into the future, in milliseconds. */
export const weeksOn = (shifts: readonly Span[], now: number): number => Math.max(0, Math.ceil((now + MINUTE_MS - Math.min(...shifts.map((s) => s.startsAt))) / (7 * DAY_MS))) * 7 * DAY_MS;
/** Helpers are told of a new time when it moved by more than five minutes. Our own choice. */
export const isMoved = (before: Span, after: Span): boolean => Math.abs(before.startsAt - after.startsAt) > 5 * MINUTE_MS || Math.abs(before.endsAt - after.endsAt) > 5 * MINUTE_MS;
export const movedText = (title: string, before: Span, after: Span, now: number): string => `“${title}”原定${saySpan(before.startsAt, before.endsAt, now)}，现改为${saySpan(after.startsAt, after.endsAt, now)}。来不了请尽早退出。`;

/** Who asks to take part: what the task's audience looks at. */
export interface Helper { kind: UserKind; unitId: number | null; communityId: number | null; consentedTerms: boolean; posts: readonly { path: string }[] }
export interface Recruiting { status: TaskStatus; audience: Audience; unitId: number | null; kind: TaskKind; path: string; /** Its words were taken down. MySQL gives a count as text. */ down?: number | string }
/** Paid duty is for those who are paid to do it: holders of a post at or above the place, or in it. */
const isOnDuty = (who: Pick<Helper, 'posts'>, path: string): boolean => who.posts.some((p) => p.path !== '' && (isWithin(path, p.path) || isWithin(p.path, path)));
export const fits = (who: Pick<Helper, 'kind' | 'unitId'>, task: Pick<Recruiting, 'audience' | 'unitId'>): boolean =>
  task.audience === 'EVERYONE' || (task.audience === 'MEMBERS' ? who.kind === 'MEMBER' : task.unitId !== null && task.unitId === who.unitId);
/** Why this person cannot claim anything in this task; null when he can. */
export function blockedBy(who: Helper | null, task: Recruiting): AppError | null {
  if (task.status !== 'PUBLISHED') return fail('TASK_CLOSED');
  if (Number(task.down ?? 0) > 0) return fail('TASK_PAUSED');
  if (!who) return fail('SIGN_IN');
  if (!who.consentedTerms) return fail('CONSENT_NEEDED', { purpose: '服务协议与隐私政策' });
  if (who.communityId === null) return fail('NOT_REGISTERED');
  if (task.kind === 'DUTY') return isOnDuty(who, task.path) ? null : fail('DUTY_POST');
  return fits(who, task) ? null : fail('CLAIM_AUDIENCE', { audience: AUDIENCES[task.audience] });
}
/** What the reader may do with the task; the page draws its buttons from this. */
export function taskActions(task: { status: TaskStatus; taken: number; endsAt: number }, reader: { manages: boolean; leads: boolean; canClaim: boolean }, live: number, now: number): TaskAction[] {
  const actions: TaskAction[] = [];
  if (reader.manages) {
    if (task.status === 'DRAFT') actions.push('edit', 'publish', 'discard');
    if (task.status === 'PUBLISHED') {
      if (task.endsAt > now) actions.push('edit', 'offer');
      // Who did not come is not live any more, but somebody had claimed.
      actions.push(live === 0 && task.taken === 0 ? 'withdraw' : 'cancel');
    }
    actions.push('copy');
  }
  if (reader.leads && (task.status === 'PUBLISHED' || task.status === 'ENDED')) actions.push('lead');
  if (reader.canClaim) actions.push('claim');
  return actions;
}
