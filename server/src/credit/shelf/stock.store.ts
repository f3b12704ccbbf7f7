import type { EntityManager } from 'typeorm';
import type { LimitPeriod, RewardKind, StockMoveKind } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { mergedDay } from './shelf.rules.js';
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
const REWARD = 'SELECT id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed FROM reward';
/** @throws NOT_FOUND */
export async function getReward(m: EntityManager, id: number): Promise<RewardRow> {
  const [row] = await m.query<RewardRow[]>(`${REWARD} WHERE id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** A point's shelf, cheapest first, behind the place (points, id). */
export const shelf = (m: EntityManager, pickupPointId: number, after: { points: number; id: number }, limit: number): Promise<RewardRow[]> =>
  m.query<RewardRow[]>(`${REWARD} WHERE pickupPointId = ? AND (points > ? OR (points = ? AND id > ?)) ORDER BY points, id LIMIT ?`, [pickupPointId, after.points, after.points, after.id, limit]);
/** Everything on a point's shelf. */
export const wholeShelf = (m: EntityManager, pickupPointId: number): Promise<RewardRow[]> => m.query<RewardRow[]>(`${REWARD} WHERE pickupPointId = ? ORDER BY id`, [pickupPointId]);

export interface Incoming { name: string; spec: string; unit: string; kind: RewardKind; points: number; stock: number; donor?: string; bestBefore?: string; perPerson?: number; source: 'DONATION' | 'PURCHASE' }
/**
 * Puts goods on a shelf. The same thing at the same price grows; what is new gets its row, and of two who bring it at once
 * the unique key lets one create and the other add. Its id.
 */
export async function addStock(m: EntityManager, now: number, actorId: number, pickupPointId: number, g: Incoming): Promise<number> {
  const id = (await findSame(m, pickupPointId, g)) ?? (await insertReward(m, now, pickupPointId, g));
  await change(m, 'UPDATE reward SET stock = stock + ? WHERE id = ?', [g.stock, id]);
  const { stock, reserved, bestBefore, donor, perPerson } = await getReward(m, id);
  const day = mergedDay({ stock: stock - g.stock, reserved, bestBefore }, g.bestBefore);
  await change(m, 'UPDATE reward SET bestBefore = ?, donor = ?, perPerson = ? WHERE id = ?', [day, g.donor || donor, g.perPerson ?? perPerson, id]);
  if (g.stock > 0) await move(m, now, { rewardId: id, kind: g.source, quantity: g.stock, reservedQuantity: 0, redemptionId: null, actorId });
  return id;
}
async function findSame(m: EntityManager, pickupPointId: number, g: Incoming): Promise<number | null> {
  const [row] = await m.query<{ id: number }[]>('SELECT id FROM reward WHERE pickupPointId = ? AND name = ? AND spec = ? AND unit = ? AND points = ?', [pickupPointId, g.name, g.spec, g.unit, g.points]);
  return row?.id ?? null;
}
async function insertReward(m: EntityManager, now: number, pickupPointId: number, g: Incoming): Promise<number> {
  const id = newId();
  try {
    await m.query('INSERT INTO reward (id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, 0, ?, 1, ?)', [id, pickupPointId, g.kind, g.name, g.spec, g.unit, g.points, g.donor ?? '', g.bestBefore ?? null, g.perPerson ?? 0, 'MONTH', '', now]);
    return id;
  } catch (e) {
    const other = isDuplicate(e) ? await findSame(m, pickupPointId, g) : null;
    if (other === null) throw e;
    return other;
  }
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
interface Move { rewardId: number; kind: StockMoveKind; quantity: number; reservedQuantity: number; redemptionId: number | null; actorId: number }
const move = (m: EntityManager, now: number, v: Move): Promise<unknown> =>
  m.query('INSERT INTO stock_move (id, pickupPointId, rewardId, kind, quantity, reservedQuantity, redemptionId, actorId, createdAt) VALUES (?, (SELECT pickupPointId FROM reward WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)', [newId(), v.rewardId, v.rewardId, v.kind, v.quantity, v.reservedQuantity, v.redemptionId, v.actorId, now]);
/** Pieces of each reward that a person ordered since then and did not give back. */
export async function takenSince(m: EntityManager, userId: number, rewardIds: readonly number[], since: number): Promise<Map<number, number>> {
  if (rewardIds.length === 0) return new Map();
  const rows = await m.query<{ rewardId: number; n: number | string }[]>(
    `SELECT rewardId, SUM(quantity) AS n FROM redemption WHERE userId = ? AND createdAt >= ? AND status IN ('HELD', 'COLLECTED') AND rewardId IN (${rewardIds.map(() => '?').join(',')}) GROUP BY rewardId`,
    [userId, since, ...rewardIds],
  );
  return new Map(rows.map((r) => [r.rewardId, Number(r.n)]));
}
