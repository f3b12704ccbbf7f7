import type { EntityManager } from 'typeorm';
import type { RedemptionChannel, RedemptionStatus } from '@xianfeng/shared';
import { change, type Reader } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import type { PointRow, RewardRow } from '../shelf/stock.store.js';
import { redemptionFlow, type RedemptionStep } from './redemptions.rules.js';

export interface RedemptionRow {
  id: number; userId: number; personName: string; rewardId: number; pickupPointId: number; name: string; spec: string; unit: string; quantity: number; points: number; status: RedemptionStatus; channel: RedemptionChannel; createdAt: number; expiresAt: number;
  settledAt: number | null; collectedAt: number | null; reason: string | null; offeredId: number | null; offerNote: string | null; replacedBy: number | null;
}
// Orders from before steps were kept know only when they were settled.
const SELECT = `SELECT r.id, r.userId, p.name AS personName, r.rewardId, r.pickupPointId, r.name, r.spec, r.unit, r.quantity, r.points, r.status, r.channel, r.createdAt, r.expiresAt, r.settledAt,
  COALESCE(c.createdAt, CASE WHEN r.status = 'COLLECTED' THEN r.settledAt END) AS collectedAt, r.reason, r.offeredId, r.offerNote, r.replacedBy
  FROM redemption r JOIN person p ON p.id = r.userId LEFT JOIN redemption_step c ON c.redemptionId = r.id AND c.status = 'COLLECTED'`;
export async function findRedemption(m: EntityManager, id: number): Promise<RedemptionRow | null> {
  const [row] = await m.query<RedemptionRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  return row ?? null;
}
/** @throws NOT_FOUND */
export async function getRedemption(m: EntityManager, id: number): Promise<RedemptionRow> {
  const row = await findRedemption(m, id);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
export async function findByCode(m: EntityManager, codeHash: string): Promise<RedemptionRow | null> {
  const [row] = await m.query<RedemptionRow[]>(`${SELECT} WHERE r.codeHash = ?`, [codeHash]);
  return row ?? null;
}
/** Newest first. */
export const redemptionsOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<RedemptionRow[]> =>
  m.query<RedemptionRow[]>(`${SELECT} WHERE r.userId = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [userId, before, limit]);
export const redemptionsAt = (m: EntityManager, pickupPointId: number, status: RedemptionStatus | undefined, before: number, limit: number): Promise<RedemptionRow[]> =>
  status === undefined
    ? m.query<RedemptionRow[]>(`${SELECT} WHERE r.pickupPointId = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [pickupPointId, before, limit])
    : m.query<RedemptionRow[]>(`${SELECT} WHERE r.pickupPointId = ? AND r.status = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [pickupPointId, status, before, limit]);
/** What a person may collect at a point now, oldest first. */
export const waitingFor = (m: EntityManager, userId: number, pickupPointId: number, now: number): Promise<RedemptionRow[]> =>
  m.query<RedemptionRow[]>(`${SELECT} WHERE r.userId = ? AND r.pickupPointId = ? AND r.status = 'HELD' AND r.expiresAt > ? ORDER BY r.id LIMIT 50`, [userId, pickupPointId, now]);
export interface DueOrder { id: number; expiresAt: number }
/** Orders whose time is over, the longest waiting first, after the one given. */
export const dueRedemptions = (m: EntityManager, now: number, after: DueOrder, limit: number): Promise<DueOrder[]> =>
  m.query<DueOrder[]>(`SELECT id, expiresAt FROM redemption WHERE status = 'HELD' AND expiresAt <= ? AND expiresAt >= ? AND (expiresAt > ? OR id > ?) ORDER BY expiresAt, id LIMIT ?`, [now, after.expiresAt, after.expiresAt, after.id, limit]);

/** A reward and where it lies, in one read: all that an order asks before its transaction. */
export interface Orderable { reward: Pick<RewardRow, 'id' | 'name' | 'spec' | 'unit' | 'points' | 'stock' | 'bestBefore' | 'perPerson' | 'limitPeriod' | 'listed'>; point: PointRow }
/** @throws NOT_FOUND */
export async function orderable(m: Reader, rewardId: number): Promise<Orderable> {
  const [row] = await m.query<(Orderable['reward'] & Omit<PointRow, 'id' | 'name'> & { pointId: number; pointName: string })[]>(
    `SELECT w.id, w.name, w.spec, w.unit, w.points, w.stock, w.bestBefore, w.perPerson, w.limitPeriod, w.listed, p.id AS pointId, p.name AS pointName, p.areaId, a.name AS areaName, a.path, p.address, p.openHours, p.phone
     FROM reward w JOIN pickup_point p ON p.id = w.pickupPointId JOIN area a ON a.id = p.areaId WHERE w.id = ?`,
    [rewardId],
  );
  if (!row) throw fail('NOT_FOUND');
  const { pointId, pointName, areaId, areaName, path, address, openHours, phone, ...reward } = row;
  return { reward, point: { id: pointId, areaId, areaName, path, name: pointName, address, openHours, phone } };
}

export type NewRedemption = Omit<RedemptionRow, 'personName' | 'status' | 'settledAt' | 'collectedAt' | 'reason' | 'offeredId' | 'offerNote' | 'replacedBy'> & { codeHash: string };
/** A new order, with its first step. `actorId`: who made it. */
export async function insertRedemption(m: EntityManager, r: NewRedemption, actorId: number): Promise<void> {
  await m.query(
    `INSERT INTO redemption (id, userId, rewardId, pickupPointId, name, spec, unit, quantity, points, status, channel, codeHash, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'HELD', ?, ?, ?, ?)`,
    [r.id, r.userId, r.rewardId, r.pickupPointId, r.name, r.spec, r.unit, r.quantity, r.points, r.channel, r.codeHash, r.createdAt, r.expiresAt],
  );
  await insertStep(m, r.createdAt, r.id, 'HELD', actorId);
}
const insertStep = (m: EntityManager, now: number, id: number, status: RedemptionStatus, actorId: number): Promise<unknown> =>
  m.query('INSERT INTO redemption_step (redemptionId, status, actorId, createdAt) VALUES (?, ?, ?, ?)', [id, status, actorId, now]);

/** What a step asks beside the state itself; `?` is now. */
const WHEN: Partial<Record<RedemptionStep, string>> = { expire: 'expiresAt <= ?', collect: 'expiresAt > ?', replace: 'expiresAt > ? AND offeredId IS NOT NULL', decline: 'expiresAt > ? AND offeredId IS NOT NULL' };
/** `actorId`: who takes the step (0: the house itself); `keeperId`: who handed it over. */
export interface Step { action: RedemptionStep; actorId: number; keeperId?: number; reason?: string; replacedBy?: number }
/** Compare-and-set: of any number of steps at once one is taken, and the others get STATE. Its row is kept for ever. @throws STATE */
export async function step(m: EntityManager, now: number, id: number, s: Step): Promise<void> {
  const from = redemptionFlow.from(s.action)[0]!, to = redemptionFlow.next(from, s.action), when = WHEN[s.action];
  const changed = await change(
    m, `UPDATE redemption SET status = ?, settledAt = ?, keeperId = COALESCE(?, keeperId), reason = COALESCE(?, reason), replacedBy = ? WHERE id = ? AND status = ?${when ? ` AND ${when}` : ''}`,
    [to, now, s.keeperId ?? null, s.reason ?? null, s.replacedBy ?? null, id, from, ...(when ? [now] : [])],
  );
  if (changed === 0) throw fail('STATE');
  await insertStep(m, now, id, to, s.actorId);
}
/** Offers another thing for an order that waits. One offer per order, and it does not change: the owner agrees to what he read. @throws STATE */
export async function offerInstead(m: EntityManager, now: number, id: number, rewardId: number, note: string): Promise<void> {
  if ((await change(m, "UPDATE redemption SET offeredId = ?, offerNote = ? WHERE id = ? AND status = 'HELD' AND expiresAt > ? AND offeredId IS NULL", [rewardId, note, id, now])) === 0) throw fail('STATE');
}
export interface OfferRow { rewardId: number; name: string; spec: string; unit: string; points: number }
/** What is offered instead, by reward; `points` for one piece. */
export async function offersByIds(m: EntityManager, rewardIds: readonly number[]): Promise<Map<number, OfferRow>> {
  if (rewardIds.length === 0) return new Map();
  const rows = await m.query<OfferRow[]>(`SELECT id AS rewardId, name, spec, unit, points FROM reward WHERE id IN (${rewardIds.map(() => '?').join(',')})`, [...rewardIds]);
  return new Map(rows.map((r) => [r.rewardId, r]));
}
