import type { EntityManager } from 'typeorm';
import type { LimitPeriod, RewardKind, StockMoveKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { periodBegins } from './shelf.rules.js';
import { tellWaiters } from './waits.store.js';

export interface PointRow { id: number; areaId: number; areaName: string; path: string; name: string; address: string; openHours: string; phone: string }
const POINT = 'SELECT p.id, p.areaId, a.name AS areaName, a.path, p.name, p.address, p.openHours, p.phone FROM pickup_point p JOIN area a ON a.id = p.areaId';
export const allPoints = (m: EntityManager): Promise<PointRow[]> => m.query<PointRow[]>(POINT);
/** @throws NOT_FOUND */
export async function getPoint(m: EntityManager, id: number): Promise<PointRow> {
  const [row] = await m.query<PointRow[]>(`${POINT} WHERE p.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
export async function pointsByIds(m: EntityManager, ids: readonly number[]): Promise<Map<number, PointRow>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await m.query<PointRow[]>(`${POINT} WHERE p.id IN (${unique.map(() => '?').join(',')})`, unique);
  return new Map(rows.map((r) => [r.id, r]));
}

export interface RewardRow { id: number; pickupPointId: number; kind: RewardKind; name: string; spec: string; unit: string; points: number; stock: number; reserved: number; donor: string; bestBefore: string | null; perPerson: number; limitPeriod: LimitPeriod; costFen: number; intro: string; listed: number }
export const REWARD = 'SELECT id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed FROM reward';
/** @throws NOT_FOUND */
export async function getReward(m: EntityManager, id: number): Promise<RewardRow> {
  const [row] = await m.query<RewardRow[]>(`${REWARD} WHERE id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** What an order does to the shelf. */
export interface Ordered { id: number; rewardId: number; quantity: number }
/** The last piece goes to one: the UPDATE itself looks at the stock. @throws STOCK_OUT */
export async function reserve(m: EntityManager, now: number, o: Ordered, actorId: number): Promise<void> {
  if ((await change(m, 'UPDATE reward SET stock = stock - ?, reserved = reserved + ? WHERE id = ? AND stock >= ?', [o.quantity, o.quantity, o.rewardId, o.quantity])) === 0) throw fail('STOCK_OUT');
  await move(m, now, { rewardId: o.rewardId, kind: 'RESERVE', quantity: -o.quantity, reservedQuantity: o.quantity, redemptionId: o.id, actorId });
}
/** Back on the shelf, for whoever waits for it. */
export async function putBack(m: EntityManager, now: number, o: Ordered, actorId: number): Promise<void> {
  await change(m, 'UPDATE reward SET stock = stock + ?, reserved = reserved - ? WHERE id = ?', [o.quantity, o.quantity, o.rewardId]);
  await move(m, now, { rewardId: o.rewardId, kind: 'RELEASE', quantity: o.quantity, reservedQuantity: -o.quantity, redemptionId: o.id, actorId });
  await tellWaiters(m, now, o.rewardId);
}
/** Handed over, and brought back: on the shelf again. */
export async function takeBack(m: EntityManager, now: number, o: Ordered, actorId: number): Promise<void> {
  await change(m, 'UPDATE reward SET stock = stock + ? WHERE id = ?', [o.quantity, o.rewardId]);
  await move(m, now, { rewardId: o.rewardId, kind: 'BACK', quantity: o.quantity, reservedQuantity: 0, redemptionId: o.id, actorId });
  await tellWaiters(m, now, o.rewardId);
}
/** Handed over. */
export async function issue(m: EntityManager, now: number, o: Ordered, actorId: number): Promise<void> {
  await change(m, 'UPDATE reward SET reserved = reserved - ? WHERE id = ?', [o.quantity, o.rewardId]);
  await move(m, now, { rewardId: o.rewardId, kind: 'ISSUE', quantity: 0, reservedQuantity: -o.quantity, redemptionId: o.id, actorId });
}

/** What came in. The caller has the goods' row, or makes it in the same transaction. */
export async function receive(m: EntityManager, now: number, rewardId: number, g: { quantity: number; source: 'PURCHASE' | 'DONATION' }, actorId: number): Promise<void> {
  if (g.quantity === 0) return;
  await change(m, 'UPDATE reward SET stock = stock + ? WHERE id = ?', [g.quantity, rewardId]);
  await move(m, now, { rewardId, kind: g.source, quantity: g.quantity, reservedQuantity: 0, actorId });
  await tellWaiters(m, now, rewardId);
}
/** Broken, spoilt or lost; what is ordered already stays. @throws STOCK_OUT when less than that is free */
export async function writeOff(m: EntityManager, now: number, rewardId: number, quantity: number, reason: string, actorId: number): Promise<void> {
  if ((await change(m, 'UPDATE reward SET stock = stock - ? WHERE id = ? AND stock >= ?', [quantity, rewardId, quantity])) === 0) throw fail('STOCK_OUT');
  await move(m, now, { rewardId, kind: 'DAMAGE', quantity: -quantity, reservedQuantity: 0, reason, actorId });
}
/** Books what a count found: more (+) or less (−). False when less would be left than is ordered. */
export async function bookCount(m: EntityManager, now: number, rewardId: number, difference: number, takeId: number, reason: string, actorId: number): Promise<boolean> {
  if ((await change(m, 'UPDATE reward SET stock = stock + ? WHERE id = ? AND stock + ? >= 0', [difference, rewardId, difference])) === 0) return false;
  await move(m, now, { rewardId, kind: 'COUNT', quantity: difference, reservedQuantity: 0, takeId, reason, actorId });
  if (difference > 0) await tellWaiters(m, now, rewardId);
  return true;
}
interface Move { rewardId: number; kind: StockMoveKind; quantity: number; reservedQuantity: number; redemptionId?: number; takeId?: number; reason?: string; actorId: number }
const move = (m: EntityManager, now: number, v: Move): Promise<unknown> =>
  m.query('INSERT INTO stock_move (id, pickupPointId, rewardId, kind, quantity, reservedQuantity, redemptionId, takeId, reason, actorId, createdAt) VALUES (?, (SELECT pickupPointId FROM reward WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    newId(), v.rewardId, v.rewardId, v.kind, v.quantity, v.reservedQuantity, v.redemptionId ?? null, v.takeId ?? null, v.reason || null, v.actorId, now,
  ]);

/** Pieces of each reward that a person ordered since then and did not give back. */
export async function takenSince(m: EntityManager, userId: number, rewardIds: readonly number[], since: number): Promise<Map<number, number>> {
  if (rewardIds.length === 0) return new Map();
  const rows = await m.query<{ rewardId: number; n: number | string }[]>(
    `SELECT rewardId, SUM(quantity) AS n FROM redemption WHERE userId = ? AND createdAt >= ? AND status IN ('HELD', 'COLLECTED') AND rewardId IN (${rewardIds.map(() => '?').join(',')}) GROUP BY rewardId`,
    [userId, since, ...rewardIds],
  );
  return new Map(rows.map((r) => [r.rewardId, Number(r.n)]));
}

/** The same for the period of each reward's own limit; who has no limit is missing. */
export async function takenInPeriod(m: EntityManager, userId: number, rewards: readonly Pick<RewardRow, 'id' | 'perPerson' | 'limitPeriod'>[], now: number): Promise<Map<number, number>> {
  const limited = rewards.filter((r) => r.perPerson > 0), periods = [...new Set(limited.map((r) => r.limitPeriod))];
  const parts = await Promise.all(periods.map((p) => takenSince(m, userId, limited.filter((r) => r.limitPeriod === p).map((r) => r.id), periodBegins(p, now))));
  return new Map(parts.flatMap((part) => [...part]));
}
