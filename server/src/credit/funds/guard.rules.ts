import { GUARD_PERCENT, type GuardLevel, type GuardView } from '@xianfeng/shared';

/** Weeks that say how fast points are given and used. Our own choice. */
export const PACE_WEEKS = 12;
/** No pace of twelve weeks says anything about later. */
const FORESEEN_WEEKS = 104;
/** More cannot be read: there is next to nothing behind the promises. */
export const PERCENT_MAX = 999;
/** Points: outstanding now, issued and spent (net of what was taken back) in the last `PACE_WEEKS`. Fen: one point's worth, goods on all shelves, money set aside. */
export interface Means { outstanding: number; pointValueFen: number; stockFen: number; fundFen: number; issued: number; spent: number }

/** What was promised, in percent of the means, rounded up: it is never better than it looks. */
export function percentOf(promisedFen: number, meansFen: number): number {
  if (promisedFen <= 0) return 0;
  return meansFen <= 0 ? PERCENT_MAX : Math.min(PERCENT_MAX, Math.ceil((promisedFen * 100) / meansFen));
}
/** Rule R35: the promises may be worth at most 1.2 times the means; from one time on it is said. */
export const levelOf = (percent: number): GuardLevel => (percent > GUARD_PERCENT.over ? 'OVER' : percent >= GUARD_PERCENT.watch ? 'WATCH' : 'OK');
/** Whole weeks until the promises pass the limit at the pace of the last twelve, if what is handed out is stocked again; null when they do not grow. */
export function weeksLeft({ outstanding, pointValueFen, stockFen, fundFen, issued, spent }: Means): number | null {
  const growth = (issued - spent) * pointValueFen;
  if (growth <= 0) return null;
  const room = (stockFen + fundFen) * GUARD_PERCENT.over - outstanding * pointValueFen * 100;
  return Math.max(0, Math.floor((room * PACE_WEEKS) / (growth * 100)));
}
const yuan = (fen: number): string => String(Math.ceil(fen / 100));
/** One sentence for whoever answers for the points. */
export function adviceOf(level: GuardLevel, weeks: number | null, promisedFen: number, meansFen: number): string {
  const pace = weeks === null ? '按近 12 周的节奏不会超出。' : weeks > FORESEEN_WEEKS ? '按近 12 周的节奏，两年内不会超出。' : `按近 12 周的节奏，约 ${weeks} 周后超出上限。`;
  if (level === 'OVER') return `发出的积分已超出家底，还差约 ${yuan((promisedFen * 100) / GUARD_PERCENT.over - Math.max(0, meansFen))} 元的物资或资金。补足前请不要新开加分办法。`;
  if (level === 'WATCH') return `发出的积分已接近上限，请先备货或筹款，暂缓新的加分办法。${pace}`;
  return weeks === null ? `家底充足，${pace}` : `家底充足。${pace}`;
}
/** Outstanding points against the means to honour them. */
export function guardOf(means: Means): GuardView {
  const { outstanding, pointValueFen, stockFen, fundFen, issued, spent } = means;
  const promisedFen = outstanding * pointValueFen, percent = percentOf(promisedFen, stockFen + fundFen), level = levelOf(percent), weeks = weeksLeft(means);
  return {
    outstanding, pointValueFen, promisedFen, stockFen, fundFen, percent, level, weeklyIssued: Math.round(issued / PACE_WEEKS), weeklySpent: Math.round(spent / PACE_WEEKS),
    weeksLeft: weeks, advice: adviceOf(level, weeks, promisedFen, stockFen + fundFen),
  };
}
