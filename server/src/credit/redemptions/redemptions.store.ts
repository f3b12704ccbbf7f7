import type { EntityManager } from 'typeorm';
import type { RedemptionStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { redemptionFlow, type RedemptionStep } from './redemptions.rules.js';

export interface RedemptionRow { id: number; userId: number; personName: string; rewardId: number; pickupPointId: number; name: string; spec: string; unit: string; quantity: number; points: number; status: RedemptionStatus; createdAt: number; expiresAt: number; settledAt: number | null }
const SELECT = 'SELECT r.id, r.userId, p.name AS personName, r.rewardId, r.pickupPointId, r.name, r.spec, r.unit, r.quantity, r.points, r.status, r.createdAt, r.expiresAt, r.settledAt FROM redemption r JOIN person p ON p.id = r.userId';
/** @throws NOT_FOUND */
export async function getRedemption(m: EntityManager, id: number): Promise<RedemptionRow> {
  const [row] = await m.query<RedemptionRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
export async function findByCode(m: EntityManager, codeHash: string): Promise<RedemptionRow | null> {
  const [row] = await m.query<RedemptionRow[]>(`${SELECT} WHERE r.codeHash = ?`, [codeHash]);
  return row ?? null;
}
export interface NewRedemption { id: number; userId: number; rewardId: number; pickupPointId: number; name: string; spec: string; unit: string; quantity: number; points: number; codeHash: string; createdAt: number; expiresAt: number }
export async function insertRedemption(m: EntityManager, r: NewRedemption): Promise<void> {
  await m.query(
    `INSERT INTO redemption (id, userId, rewardId, pickupPointId, name, spec, unit, quantity, points, status, codeHash, createdAt, expiresAt, settledAt, keeperId, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'HELD', ?, ?, ?, NULL, NULL, 'APP')`,
    [r.id, r.userId, r.rewardId, r.pickupPointId, r.name, r.spec, r.unit, r.quantity, r.points, r.codeHash, r.createdAt, r.expiresAt],
  );
}
/** Compare-and-set: of cancelling, collecting and expiring at once, one wins and the others get STATE. `keeperId`: who handed it over. */
export async function step(m: EntityManager, now: number, id: number, action: RedemptionStep, keeperId: number | null = null): Promise<void> {
  const due = action === 'expire' ? 'AND expiresAt <= ?' : action === 'collect' ? 'AND expiresAt > ?' : '';
  const changed = await change(m, `UPDATE redemption SET status = ?, settledAt = ?, keeperId = ? WHERE id = ? AND status = 'HELD' ${due}`, [redemptionFlow.next('HELD', action), now, keeperId, id, ...(due ? [now] : [])]);
  if (changed === 0) throw fail('STATE');
}
/** Newest first. */
export const redemptionsOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<RedemptionRow[]> =>
  m.query<RedemptionRow[]>(`${SELECT} WHERE r.userId = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [userId, before, limit]);
export const redemptionsAt = (m: EntityManager, pickupPointId: number, status: RedemptionStatus | undefined, before: number, limit: number): Promise<RedemptionRow[]> =>
  status === undefined
    ? m.query<RedemptionRow[]>(`${SELECT} WHERE r.pickupPointId = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [pickupPointId, before, limit])
    : m.query<RedemptionRow[]>(`${SELECT} WHERE r.pickupPointId = ? AND r.status = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`, [pickupPointId, status, before, limit]);
/** Orders whose time is over, the longest waiting first. */
export async function dueRedemptions(m: EntityManager, now: number, limit: number): Promise<number[]> {
  const rows = await m.query<{ id: number }[]>(`SELECT id FROM redemption WHERE status = 'HELD' AND expiresAt <= ? ORDER BY expiresAt LIMIT ?`, [now, limit]);
  return rows.map((r) => r.id);
}
