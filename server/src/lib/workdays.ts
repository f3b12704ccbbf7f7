import { addDays, dayOf, startOfDay, weekdayOf } from '@xianfeng/shared';

/** What differs from Monday to Friday: days off on weekdays, and weekends on which people work (调休). */
export interface Holidays { off: ReadonlySet<string>; on: ReadonlySet<string> }
const days = (...spans: [from: string, to?: string][]): Set<string> => {
  const all = new Set<string>();
  for (const [from, to = from] of spans) for (let d = from; d <= to; d = addDays(d, 1)) all.add(d);
  return all;
};
/**
 * Public holidays as the State Council announced them for 2025 and 2026. The table workday_change begins with them and the city adds
 * each year to come (people/workdays); a year that is missing counts Monday to Friday.
 */
export const HOLIDAYS: Holidays = {
  off: days(
    ['2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'], ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
    ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
  ),
  on: days(
    ['2025-01-26'], ['2025-02-08'], ['2025-04-27'], ['2025-09-28'], ['2025-10-11'],
    ['2026-01-04'], ['2026-02-14'], ['2026-02-28'], ['2026-05-09'], ['2026-09-20'], ['2026-10-10'],
  ),
};
let known = HOLIDAYS;
/** What this process counts with from now on: what it last read from the table. */
export const useHolidays = (holidays: Holidays): void => { known = holidays; };
/** Do offices work on that Shanghai day? */
export const isWorkday = (day: string, holidays: Holidays = known): boolean => {
  if (holidays.on.has(day)) return true;
  const weekday = weekdayOf(startOfDay(day));
  return weekday !== 0 && weekday !== 6 && !holidays.off.has(day);
};
/**
 * The instant at which the `n`-th working day after the Shanghai day of `at` is over (the following midnight): what is due "within
 * n working days". The day of `at` itself is not counted. `n` ≥ 1.
 */
export function addWorkdays(at: number, n: number, holidays: Holidays = known): number {
  let day = dayOf(at);
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkday(day, holidays)) left--;
  }
  return startOfDay(addDays(day, 1));
}
/** What came before this instant has waited for `n` whole working days by now: the greatest midnight of which `addWorkdays` of the day before is over. */
export function waitedSince(now: number, n: number, holidays: Holidays = known): number {
  let day = dayOf(now);
  while (addWorkdays(startOfDay(day), n, holidays) > now) day = addDays(day, -1);
  return startOfDay(addDays(day, 1));
}
