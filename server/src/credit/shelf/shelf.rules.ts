import { BEST_BEFORE_WARN_DAYS, LIMIT_PERIODS, addDays, dayOf, monthOf, startOfDay, weekdayOf, type LimitPeriod, type RewardView } from '@xianfeng/shared';

/** The first instant of the period that contains `now`, in Shanghai (weeks begin on Monday): from here on orders count against `perPerson`. */
export function periodBegins(period: LimitPeriod, now: number): number {
  const day = dayOf(now), month = monthOf(now), year = day.slice(0, 4);
  if (period === 'ONCE') return 0;
  if (period === 'DAY') return startOfDay(day);
  if (period === 'WEEK') return startOfDay(addDays(day, -((weekdayOf(now) + 6) % 7)));
  if (period === 'MONTH') return startOfDay(`${month}-01`);
  if (period === 'YEAR') return startOfDay(`${year}-01-01`);
  return startOfDay(`${year}-${String(Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`);
}

export interface Shelf { points: number; stock: number; bestBefore: string | null; perPerson: number; limitPeriod: LimitPeriod; listed: number }
/** Good through its last day. */
export const isPastDay = (bestBefore: string | null, now: number): boolean => bestBefore !== null && bestBefore < dayOf(now);
/**
 * Why one piece cannot be ordered now, in Chinese; null when it can. `taken`: pieces the reader ordered in the limit's period and
 * did not give back.
 */
export function whyBlocked(reward: Shelf, reader: { available: number; frozen: number; taken: number; consented: boolean }, now: number): string | null {
  if (reward.listed !== 1) return '已下架';
  if (isPastDay(reward.bestBefore, now)) return '已过保质期，暂停兑换';
  if (reward.stock <= 0) return '已兑完，等待补货';
  if (!reader.consented) return '同意服务协议后可以兑换';
  if (reward.perPerson > 0 && reader.taken >= reward.perPerson) return `${LIMIT_PERIODS[reward.limitPeriod]}每人限兑 ${reward.perPerson} 件`;
  if (reader.frozen === 1) return '积分已冻结，暂不能兑换';
  if (reader.available < 0) return '积分为负，补足后可以兑换';
  if (reader.available < reward.points) return `还差 ${reward.points - reader.available} 分`;
  return null;
}
/** What a reader's buttons offer: order what can be had, wait for what has run out, leave the list, edit. */
export function rewardActions(reward: Pick<Shelf, 'stock' | 'listed'>, reader: { blocked: string | null; waiting: boolean; consented: boolean; mayEdit: boolean }): RewardView['actions'] {
  const canWait = !reader.waiting && reward.listed === 1 && reward.stock === 0 && reader.consented;
  return [...(reader.blocked === null ? ['order' as const] : []), ...(canWait ? ['wait' as const] : []), ...(reader.waiting ? ['leave' as const] : []), ...(reader.mayEdit ? ['edit' as const] : [])];
}
/** So little is left that it should be ordered anew. Our own choice. */
export const LOW_STOCK = 3;
/** What the keeper should look at: the same as the filters of his shelf. */
export function alertsOf(r: Pick<Shelf, 'stock' | 'bestBefore' | 'listed'> & { reserved: number }, now: number): string[] {
  const lies = r.stock + r.reserved > 0, isPast = lies && isPastDay(r.bestBefore, now);
  const isNear = lies && !isPast && r.bestBefore !== null && r.bestBefore <= addDays(dayOf(now), BEST_BEFORE_WARN_DAYS);
  return [...(isPast ? ['已过期'] : []), ...(isNear ? ['快到期'] : []), ...(r.listed === 1 && r.stock <= LOW_STOCK ? ['快没货'] : [])];
}
/** Two batches on one shelf: the earlier day counts, since nobody looks at each packet. An empty shelf takes the new batch's day, or none. */
export function mergedDay(shelf: { stock: number; reserved: number; bestBefore: string | null }, incoming: string | undefined): string | null {
  if (shelf.stock + shelf.reserved === 0) return incoming ?? null;
  if (incoming === undefined || shelf.bestBefore === null) return incoming ?? shelf.bestBefore;
  return incoming < shelf.bestBefore ? incoming : shelf.bestBefore;
}

/** How near a point is to somebody's home: the number of areas both paths share, from the city down. No location is needed. */
export function nearness(pointPath: string, homePath: string): number {
  const point = pointPath.split('/').filter(Boolean), home = homePath.split('/').filter(Boolean);
  let n = 0;
  while (n < point.length && point[n] === home[n]) n++;
  return n;
}
/** Nearest first, else by name; without a home by name alone. */
export const byNearness = <P extends { path: string; name: string }>(points: readonly P[], homePath: string): P[] =>
  [...points].sort((a, b) => nearness(b.path, homePath) - nearness(a.path, homePath) || a.name.localeCompare(b.name, 'zh-Hans-CN'));
