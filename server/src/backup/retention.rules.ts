import { DAY_MS, dayOf, startOfDay, weekdayOf } from '@xianfeng/shared';

/** Kept: each of the last 7 days, 5 weeks and 12 months, by the latest backup in it. Our own choice, as many public bodies keep it. */
const DAYS = 7, WEEKS = 5, MONTHS = 12;
/** Which backups may go, of those made at these instants. The newest never goes. */
export function superfluous(madeAt: readonly number[], now: number): number[] {
  const newest = [...madeAt].sort((a, b) => b - a), kept = new Set(newest.slice(0, 1));
  const keepLatest = (bucket: (at: number) => string, most: number): void => {
    const seen = new Set<string>();
    for (const at of newest) {
      const name = bucket(at);
      if (seen.has(name)) continue;
      if (seen.size === most) return;
      seen.add(name);
      kept.add(at);
    }
  };
  const monday = (at: number): string => dayOf(startOfDay(dayOf(at)) - ((weekdayOf(at) + 6) % 7) * DAY_MS);
  keepLatest(dayOf, DAYS);
  keepLatest(monday, WEEKS);
  keepLatest((at) => dayOf(at).slice(0, 7), MONTHS);
  // A clock that went back must not make tomorrow's backups look old.
  return newest.filter((at) => !kept.has(at) && at <= now);
}
