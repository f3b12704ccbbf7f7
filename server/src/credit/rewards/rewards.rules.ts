import { DAY_MS, PICKUP_DAYS, dayOf, monthOf, startOfDay, type RedemptionStatus } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

export type RedemptionStep = 'cancel' | 'collect' | 'expire';
export const redemptionFlow = flow<RedemptionStatus, RedemptionStep>({
  HELD: { cancel: 'CANCELLED', collect: 'COLLECTED', expire: 'EXPIRED' },
  COLLECTED: {}, CANCELLED: {}, EXPIRED: {},
});
/** An order made at that instant waits until then. */
export const expiresAt = (orderedAt: number): number => orderedAt + PICKUP_DAYS * DAY_MS;
/** The first instant of the month, in Shanghai: from here on orders count against `perPerson`. */
export const monthBegins = (now: number): number => startOfDay(`${monthOf(now)}-01`);

export interface Shelf { points: number; stock: number; bestBefore: string | null; perPerson: number }
/** Good through its last day. */
export const isPastDay = (bestBefore: string | null, now: number): boolean => bestBefore !== null && bestBefore < dayOf(now);
/**
 * Why one piece cannot be ordered now, in Chinese; null when it can. `taken`: pieces the reader ordered this month and did
 * not give back.
 */
export function whyBlocked(reward: Shelf, reader: { available: number; taken: number; consented: boolean }, now: number): string | null {
  if (isPastDay(reward.bestBefore, now)) return '已过保质期，暂停兑换';
  if (reward.stock <= 0) return '已兑完，等待补货';
  if (!reader.consented) return '同意服务协议后可以兑换';
  if (reward.perPerson > 0 && reader.taken >= reward.perPerson) return `本月每人限兑 ${reward.perPerson} 件`;
  if (reader.available < reward.points) return `还差 ${reward.points - reader.available} 分`;
  return null;
}
/** Two batches on one shelf: the earlier day counts, since nobody looks at each packet. An empty shelf takes the new day. */
export function mergedDay(shelf: { stock: number; reserved: number; bestBefore: string | null }, incoming: string | undefined): string | null {
  if (incoming === undefined) return shelf.bestBefore;
  if (shelf.bestBefore === null || shelf.stock + shelf.reserved === 0) return incoming;
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
