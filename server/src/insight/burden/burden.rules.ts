import { addDays, BUDGETS, BURDEN_LEAST, BURDEN_WHO, INTENT_KEYS, SECONDS_BUCKETS, startOfDay, weekdayOf, type BurdenIntent, type BurdenWeek, type BurdenWho, type Intent, type PushWeek } from '@xianfeng/shared';

/** Sums as the store gives them: of a week, an intent and a kind of person. */
export interface BurdenSum { week: string; intent: Intent; who: BurdenWho; times: number; items: number; taps: number; fields: number; inMinute: number }
export interface PushSum { week: string; notices: number; sms: number; wechat: number; tasks: number }

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(startOfDay(day)) + 6) % 7));
/** The column that counts a bucket. */
export const bucketColumns: readonly string[] = Array.from({ length: SECONDS_BUCKETS.length + 1 }, (_, i) => `s${i}`);
/** Those that are no longer than a minute. */
export const minuteColumns: readonly string[] = bucketColumns.slice(0, SECONDS_BUCKETS.indexOf(60) + 1);
/** Per thing in tenths, rounded; null where there were too few to show. */
const tenths = (sum: number, things: number, times: number): number | null => (times < BURDEN_LEAST || things === 0 ? null : Math.round((sum * 10) / things));

/** Weeks from Monday to Monday, oldest first, without gaps. */
export function weeksBack(today: string, weeks: number): string[] {
  const last = mondayOf(today);
  return Array.from({ length: weeks }, (_, i) => addDays(last, (i - weeks + 1) * 7));
}
/** One line for each intent that somebody finished, as the intents are listed; never by how well anybody did. */
export function intentsOf(sums: readonly BurdenSum[], weeks: readonly string[]): BurdenIntent[] {
  return INTENT_KEYS.flatMap((intent) => (Object.keys(BURDEN_WHO) as BurdenWho[]).flatMap((who): BurdenIntent[] => {
    const mine = sums.filter((s) => s.intent === intent && s.who === who);
    if (mine.length === 0) return [];
    const sum = (key: 'times' | 'items' | 'taps' | 'fields' | 'inMinute'): number => mine.reduce((n, s) => n + s[key], 0);
    const times = sum('times'), items = sum('items');
    const byWeek = weeks.map((week): BurdenWeek => {
      const w = mine.find((s) => s.week === week);
      return { week, times: w?.times ?? 0, tapsTenths: w ? tenths(w.taps, w.items, w.times) : null, fieldsTenths: w ? tenths(w.fields, w.items, w.times) : null };
    });
    return [{ intent, who, times, items, tapsTenths: tenths(sum('taps'), items, times), fieldsTenths: tenths(sum('fields'), items, times), minutePercent: times < BURDEN_LEAST ? null : Math.round((100 * sum('inMinute')) / times), budget: BUDGETS[intent] ?? null, weeks: byWeek }];
  }));
}
export const pushesOf = (sums: readonly PushSum[], weeks: readonly string[]): PushWeek[] => weeks.map((week) => {
  const { notices, sms, wechat, tasks } = sums.find((s) => s.week === week) ?? { notices: 0, sms: 0, wechat: 0, tasks: 0 };
  return { week, notices, sms, wechat, tasks, perTaskTenths: tenths(notices + sms, tasks, tasks) };
});
