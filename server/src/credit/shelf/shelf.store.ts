import type { EntityManager } from 'typeorm';
import { addDays, BEST_BEFORE_WARN_DAYS, dayOf, type LimitPeriod, type PickupPointInput, type RewardKind, type ShelfFilter, type StockMoveKind, type UpdatePickupPointInput } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { attachPhotos, loosenPhotos, photosOf } from '../../reach/uploads/uploads.store.js';
import { LOW_STOCK, mergedDay } from './shelf.rules.js';
import { getReward, receive, REWARD, type RewardRow } from './stock.store.js';
import { tellWaiters } from './waits.store.js';

export async function insertPoint(m: EntityManager, now: number, p: PickupPointInput): Promise<number> {
  const id = newId();
  await m.query('INSERT INTO pickup_point (id, areaId, name, address, openHours, phone, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)', [id, p.areaId, p.name, p.address, p.openHours ?? '', p.phone, now]);
  return id;
}
export const updatePoint = (m: EntityManager, id: number, p: UpdatePickupPointInput): Promise<number> =>
  change(m, 'UPDATE pickup_point SET name = ?, address = ?, openHours = ?, phone = ? WHERE id = ?', [p.name, p.address, p.openHours ?? '', p.phone, id]);

/** A point's shelf as people see it, cheapest first, behind the place (points, id). */
export const listed = (m: EntityManager, pickupPointId: number, [points, id]: readonly [number, number], limit: number): Promise<RewardRow[]> =>
  m.query<RewardRow[]>(`${REWARD} WHERE pickupPointId = ? AND listed = 1 AND (points > ? OR (points = ? AND id > ?)) ORDER BY points, id LIMIT ?`, [pickupPointId, points, points, id, limit]);
/** The same as its staff see it. EXPIRING: something lies there whose day is near or past; LOW: little of what is offered is left. */
export function staffShelf(m: EntityManager, pickupPointId: number, show: ShelfFilter, now: number, [points, id]: readonly [number, number], limit: number): Promise<RewardRow[]> {
  const only = { ALL: '', EXPIRING: ' AND bestBefore <= ? AND stock + reserved > 0', LOW: ' AND listed = 1 AND stock <= ?', UNLISTED: ' AND listed = 0' }[show];
  const value = { ALL: [], EXPIRING: [addDays(dayOf(now), BEST_BEFORE_WARN_DAYS)], LOW: [LOW_STOCK], UNLISTED: [] }[show];
  return m.query<RewardRow[]>(`${REWARD} WHERE pickupPointId = ?${only} AND (points > ? OR (points = ? AND id > ?)) ORDER BY points, id LIMIT ?`, [pickupPointId, ...value, points, points, id, limit]);
}
/** Everything on a point's shelf. */
export const wholeShelf = (m: EntityManager, pickupPointId: number): Promise<RewardRow[]> => m.query<RewardRow[]>(`${REWARD} WHERE pickupPointId = ? ORDER BY id`, [pickupPointId]);

/** What may be said of a thing anew; what is left out stays. */
export interface Said { donor?: string; intro?: string; perPerson?: number; limitPeriod?: LimitPeriod; costFen?: number; bestBefore?: string | null; listed?: boolean }
export interface Incoming extends Omit<Said, 'listed' | 'bestBefore'> { bestBefore?: string; name: string; spec: string; unit: string; kind: RewardKind; points: number; stock: number; source: 'DONATION' | 'PURCHASE' }
/**
 * Puts goods on a shelf. The same thing at the same price grows, and is offered again if it was not; what is new gets its row,
 * and of two who bring it at once the unique key lets one create and the other add. Its id.
 */
export async function addStock(m: EntityManager, now: number, actorId: number, pickupPointId: number, g: Incoming): Promise<number> {
  const id = (await findSame(m, pickupPointId, g)) ?? (await insertReward(m, now, pickupPointId, g));
  await restock(m, now, id, { ...g, quantity: g.stock, listed: true }, actorId);
  return id;
}
/** More of what lies there: of two batches the earlier day counts. */
export async function restock(m: EntityManager, now: number, id: number, g: Said & { bestBefore?: string; quantity: number; source: 'PURCHASE' | 'DONATION' }, actorId: number): Promise<void> {
  await change(m, 'UPDATE reward SET stock = stock WHERE id = ?', [id]); // the lock: what is read next is still so when it is written
  await say(m, id, { ...g, donor: g.donor || undefined, bestBefore: mergedDay(await getReward(m, id), g.bestBefore) });
  await receive(m, now, id, g, actorId);
}
const SAID = ['donor', 'intro', 'perPerson', 'limitPeriod', 'costFen', 'bestBefore'] as const;
async function say(m: EntityManager, id: number, s: Said): Promise<void> {
  const sets: [string, string | number | null][] = SAID.flatMap((k) => { const v = s[k]; return v === undefined ? [] : [[k, v] as [string, string | number | null]]; });
  if (s.listed !== undefined) sets.push(['listed', s.listed ? 1 : 0]);
  if (sets.length > 0) await change(m, `UPDATE reward SET ${sets.map(([k]) => `${k} = ?`).join(', ')} WHERE id = ?`, [...sets.map(([, v]) => v), id]);
}
/** Changes what is said of a thing; what makes it orderable again is told to those who wait. */
export async function updateReward(m: EntityManager, now: number, id: number, s: Said): Promise<void> {
  await say(m, id, s);
  await tellWaiters(m, now, id);
}
/** These photos and no others: each the person's own or on the thing already. What is taken off belongs to nothing. @throws INVALID */
export async function setPhotos(m: EntityManager, userId: number, rewardId: number, photoIds: readonly number[]): Promise<void> {
  await change(m, 'UPDATE reward SET stock = stock WHERE id = ?', [rewardId]); // two who choose photos at once: one after the other
  const old = ((await photosOf(m, 'reward', [rewardId])).get(rewardId) ?? []).map((p) => p.id);
  await loosenPhotos(m, old.filter((id) => !photoIds.includes(id)), 'reward', rewardId);
  await attachPhotos(m, userId, photoIds.filter((id) => !old.includes(id)), 'reward', rewardId);
}
async function findSame(m: EntityManager, pickupPointId: number, g: Incoming): Promise<number | null> {
  const [row] = await m.query<{ id: number }[]>('SELECT id FROM reward WHERE pickupPointId = ? AND name = ? AND spec = ? AND unit = ? AND points = ?', [pickupPointId, g.name, g.spec, g.unit, g.points]);
  return row?.id ?? null;
}
async function insertReward(m: EntityManager, now: number, pickupPointId: number, g: Incoming): Promise<number> {
  const id = newId();
  try {
    await m.query("INSERT INTO reward (id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '', NULL, 0, 'MONTH', 0, '', 1, ?)", [id, pickupPointId, g.kind, g.name, g.spec, g.unit, g.points, now]);
    return id;
  } catch (e) {
    const other = isDuplicate(e) ? await findSame(m, pickupPointId, g) : null;
    if (other === null) throw e;
    return other;
  }
}

export interface MoveRow { id: number; at: number; rewardName: string; kind: StockMoveKind; quantity: number; reservedQuantity: number; reason: string | null; actorName: string }
const MOVE = "SELECT s.id, s.createdAt AS at, r.name AS rewardName, s.kind, s.quantity, s.reservedQuantity, s.reason, COALESCE(p.name, '') AS actorName FROM stock_move s JOIN reward r ON r.id = s.rewardId LEFT JOIN person p ON p.id = s.actorId";
/** The stock journal of a point, newest first, behind the place (instant, id). */
export const movesAt = (m: EntityManager, pickupPointId: number, [at, id]: readonly [number, number], limit: number): Promise<MoveRow[]> =>
  m.query<MoveRow[]>(`${MOVE} WHERE s.pickupPointId = ? AND s.createdAt <= ? AND (s.createdAt < ? OR s.id < ?) ORDER BY s.createdAt DESC, s.id DESC LIMIT ?`, [pickupPointId, at, at, id, limit]);
/** That of one thing, in the order of writing. */
export const movesOf = (m: EntityManager, pickupPointId: number, rewardId: number, [, id]: readonly [number, number], limit: number): Promise<MoveRow[]> =>
  m.query<MoveRow[]>(`${MOVE} WHERE s.rewardId = ? AND s.pickupPointId = ? AND s.id < ? ORDER BY s.id DESC LIMIT ?`, [rewardId, pickupPointId, id, limit]);
