import { GRACE_MINUTES, MINUTE_MS, DAY_MS, sayMinutes, sayTime, clockOf, type AttendanceMethod, type TaskKind } from '@xianfeng/shared';
import { fail } from '../../lib/errors.js';

/** How long after the shift a leader may still enter who was there (paper lists, no network). Our own choice. */
export const LEADER_DAYS = 7;
/** Presence below this share of the plan is pointed out to whoever verifies; it never decides by itself (rule R6). */
const SHORT_SHARE = 0.6;
/** Minutes that count in one Shanghai day: 8 hours, 16 in an emergency (rule R7; the figures are our own choice). */
export const dayCapMinutes = (kind: TaskKind): number => (kind === 'EMERGENCY' ? 960 : 480);

export interface Span { startsAt: number; endsAt: number }
/** May presence be shown now? A member from half an hour before the shift to half an hour after it, a leader some days longer. @throws NOT_TODAY, PRESENCE_OVER */
export function requireWindow({ startsAt, endsAt }: Span, now: number, byLeader: boolean): void {
  const from = startsAt - GRACE_MINUTES * MINUTE_MS;
  if (now < from) throw fail('NOT_TODAY', { from: sayTime(from, now) });
  if (now > (byLeader ? endsAt + LEADER_DAYS * DAY_MS : endsAt + GRACE_MINUTES * MINUTE_MS)) throw fail('PRESENCE_OVER');
}
/**
 * When he came. A roster, on line or off, says who was there, not when each of them came, so its marks count from the planned start; whoever is
 * entered after the end was there for the shift. Everything else is the moment itself.
 */
export const arrival = (method: AttendanceMethod, { startsAt, endsAt }: Span, now: number): number => {
  const isHindsight = now > endsAt;
  return (method === 'ROSTER' || method === 'OFFLINE' || isHindsight) && now > startsAt ? startsAt : now;
};

/** `inAt` null: nobody saw him; he says himself that he was there. `outAt` null: he did not check out. */
export interface Presence extends Span { inAt: number | null; outAt: number | null }
export interface Credit { minutes: number; /** One Chinese sentence, at most 120 characters. */ why: string; /** From when the minutes run. */ from: number }
/**
 * Minutes to be recorded for one service (rules R1, R6): whole minutes inside the plan, from arrival to leaving. A forgotten
 * check-out counts to the planned end. Whoever was there gets at least one minute; whoever only says so gets the plan
 * (its evidence is lower, not its time).
 */
export function creditedMinutes({ startsAt, endsAt, inAt, outAt }: Presence): Credit {
  const planned = Math.floor((endsAt - startsAt) / MINUTE_MS);
  if (inAt === null) return { minutes: planned, why: `本人填报，按计划时段计${sayMinutes(planned)}`, from: startsAt };
  const from = Math.min(Math.max(startsAt, inAt), endsAt), to = Math.min(outAt ?? endsAt, endsAt);
  const minutes = Math.max(1, Math.floor((to - from) / MINUTE_MS));
  const came = inAt <= startsAt ? '按时到场' : `${clockOf(inAt)}到场`;
  const left = outAt === null ? '未签退按计划结束计' : outAt < endsAt ? `${clockOf(outAt)}签退` : '到计划结束';
  const short = minutes < planned * SHORT_SHARE ? '（不足计划的六成，请核实时留意）' : '';
  return { minutes, why: `${came}，${left}，计${sayMinutes(minutes)}${short}`, from };
}

/** A record that stands already on the person's page: from when, and how long. */
export interface Recorded { startsAt: number; minutes: number; isSameDay: boolean }
/**
 * What remains of a credit beside the person's other records (rule R7): minutes that overlap count once, and a day holds 8 hours
 * (16 in an emergency).
 */
export function besideOthers(credit: Credit, kind: TaskKind, others: readonly Recorded[]): Credit {
  const to = credit.from + credit.minutes * MINUTE_MS;
  let overlap = 0, reached = credit.from;
  for (const o of [...others].sort((a, b) => a.startsAt - b.startsAt)) {
    const begin = Math.max(o.startsAt, reached), end = Math.min(o.startsAt + o.minutes * MINUTE_MS, to);
    if (end > begin) { overlap += end - begin; reached = end; }
  }
  const once = credit.minutes - Math.round(overlap / MINUTE_MS);
  const cap = dayCapMinutes(kind);
  const left = Math.max(0, cap - others.filter((o) => o.isSameDay).reduce((sum, o) => sum + o.minutes, 0));
  const minutes = Math.min(once, left);
  const notes = [credit.why];
  if (once < credit.minutes) notes.push(`与其他记录重叠的${sayMinutes(credit.minutes - once)}只计一次`);
  if (minutes < once) notes.push(`当日最多计${sayMinutes(cap)}`);
  return { minutes, why: notes.length === 1 ? credit.why : `${notes.join('；')}，实计${sayMinutes(minutes)}`, from: credit.from };
}
