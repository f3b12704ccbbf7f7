import { DAY_MS, GRACE_MINUTES, HOUR_MS, MINUTE_MS, OFFLINE_LIMITS, type ClaimStatus, type OfflineMark, type OfflineOutcome, type OfflineWhy } from '@xianfeng/shared';
import type { Span } from './attendance.rules.js';

/** Who is standing there may be marked whatever became of his claim, unless he gave it up himself. */
export const MARKABLE: readonly ClaimStatus[] = ['CONFIRMED', 'REQUESTED', 'WAITLISTED', 'NO_SHOW'];
const AHEAD_MS = OFFLINE_LIMITS.aheadMinutes * MINUTE_MS;

/** When taps count, and when the phone forgets the list. Half an hour around the shift, as everywhere; two days are our own choice. */
export const sheetTimes = ({ startsAt, endsAt }: Span) => ({ opensAt: startsAt - GRACE_MINUTES * MINUTE_MS, closesAt: endsAt + GRACE_MINUTES * MINUTE_MS, keepUntil: endsAt + OFFLINE_LIMITS.keepDays * DAY_MS });

export type Timely = { at: number; why: null } | { at: null; why: OfflineWhy };
/**
 * When a mark was really tapped, by our clock, or why that cannot be believed. The phone's clock plus its distance to ours must lie between
 * the moment the list came and now (five minutes are forgiven on both sides: FUTURE, CLOCK), the mark must have arrived within two days
 * (LATE), and the tap must lie around the shift (OUTSIDE). What is refused may still be entered by hand for a week. Our own choice.
 * No minute depends on it: a roster counts from the planned start (`arrival`).
 */
export function timeOf(mark: Pick<OfflineMark, 'tappedAt' | 'offsetMs' | 'listAt'>, shift: Span, now: number): Timely {
  const tapped = mark.tappedAt + mark.offsetMs, { opensAt, closesAt } = sheetTimes(shift);
  if (tapped > now + AHEAD_MS) return { at: null, why: 'FUTURE' };
  if (tapped < Math.min(mark.listAt, now) - AHEAD_MS) return { at: null, why: 'CLOCK' };
  if (now - tapped > OFFLINE_LIMITS.lateHours * HOUR_MS) return { at: null, why: 'LATE' };
  const at = Math.min(tapped, now);
  return at < opensAt || at > closesAt ? { at: null, why: 'OUTSIDE' } : { at, why: null };
}

/** How the claim stands when the mark arrives. `mineAt`: when this leader's own last mark on it arrived, null where there is none. */
export interface Standing { status: ClaimStatus; changedAt: number; logged: boolean; mineAt: number | null }
/**
 * What becomes of a mark. Whatever already is as he wished stays as it is, and whoever noted it first keeps it. Where somebody else changed
 * it after the leader's list was made, nothing happens until he has seen that and stays with his word (`decided`).
 */
export function outcomeOf(mark: Pick<OfflineMark, 'present' | 'saw' | 'listAt' | 'decided'>, is: Standing): { outcome: OfflineOutcome; why: OfflineWhy | null } {
  if (mark.present === (is.status === 'ATTENDED')) return { outcome: 'SAME', why: null };
  if (!mark.present && is.logged) return { outcome: 'REFUSED', why: 'LOGGED' };
  if (mark.present && !MARKABLE.includes(is.status)) return { outcome: 'REFUSED', why: 'GONE' };
  const isMine = is.mineAt !== null && is.mineAt >= is.changedAt;
  if (!mark.decided && !isMine && (is.status !== mark.saw || is.changedAt > mark.listAt)) return { outcome: 'CONFLICT', why: 'CHANGED' };
  return { outcome: 'DONE', why: null };
}
