import { addDays, dayOf, HOUR_MS, hourOf, MESSAGE_LIMITS, startOfDay } from '@xianfeng/shared';

/** How long before a shift its people are reminded. Our own choice: time to get there, or to say that one cannot. */
const BEFORE_MS = 2 * HOUR_MS;
/** Where that would be in the quiet hours: this hour of the evening before them. */
const EVENING = 20;

/** When the people of a shift are reminded of it: two hours before, or in the evening before the quiet hours. */
export function remindAt(startsAt: number): number {
  const at = startsAt - BEFORE_MS, hour = hourOf(at);
  if (hour >= MESSAGE_LIMITS.quietFrom) return startOfDay(dayOf(at)) + EVENING * HOUR_MS;
  if (hour < MESSAGE_LIMITS.quietTo) return startOfDay(addDays(dayOf(at), -1)) + EVENING * HOUR_MS;
  return at;
}
/** Shifts that are due to be reminded of begin up to this instant; in the evening some that are not yet do, too. */
export function dueUntil(now: number): number {
  const hour = hourOf(now), nightOver = MESSAGE_LIMITS.quietTo * HOUR_MS + BEFORE_MS - 1;
  if (hour >= EVENING) return startOfDay(addDays(dayOf(now), 1)) + nightOver;
  if (hour < MESSAGE_LIMITS.quietTo) return startOfDay(dayOf(now)) + nightOver;
  return now + BEFORE_MS;
}
