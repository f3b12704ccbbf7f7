import type { EntityManager } from 'typeorm';
import type { ClaimStatus, OfflineOutcome, OfflineWhy } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { Standing } from './offline.rules.js';

export interface ClaimNow extends Standing { id: number; shiftId: number; userId: number }
/** The claim as it stands now and until this transaction ends: the UPDATE holds its row. Null where the shift has no such claim. */
export async function holdClaim(m: EntityManager, shiftId: number, claimId: number, byId: number): Promise<ClaimNow | null> {
  await change(m, 'UPDATE claim SET changedAt = changedAt WHERE id = ? AND shiftId = ?', [claimId, shiftId]);
  const [row] = await m.query<(Omit<ClaimNow, 'logged'> & { logId: number | null })[]>(
    `SELECT c.id, c.shiftId, c.userId, c.status, c.changedAt, (SELECT MIN(l.id) FROM service_log l WHERE l.claimId = c.id) AS logId,
       (SELECT MAX(o.arrivedAt) FROM offline_mark o WHERE o.claimId = c.id AND o.byId = ? AND o.outcome = 'DONE') AS mineAt
     FROM claim c WHERE c.id = ? AND c.shiftId = ?`, [byId, claimId, shiftId]);
  if (!row) return null;
  const { logId, ...rest } = row;
  return { ...rest, logged: logId !== null };
}
export interface Kept { ref: string; claimId: number; outcome: OfflineOutcome; why: OfflineWhy | null }
/** What became of taps that arrived before. */
export const keptMarks = (m: EntityManager, byId: number, refs: readonly string[]): Promise<Kept[]> =>
  m.query<Kept[]>(`SELECT ref, claimId, outcome, why FROM offline_mark WHERE byId = ? AND ref IN (${refs.map(() => '?').join(',')})`, [byId, ...refs]);
export interface NewMark extends Kept { shiftId: number; byId: number; present: boolean; saw: ClaimStatus; tappedAt: number; offsetMs: number; arrivedAt: number }
export async function keepMark(m: EntityManager, k: NewMark): Promise<void> {
  await m.query('INSERT INTO offline_mark (id, shiftId, claimId, byId, ref, present, saw, tappedAt, offsetMs, arrivedAt, outcome, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [newId(), k.shiftId, k.claimId, k.byId, k.ref, k.present ? 1 : 0, k.saw, k.tappedAt, k.offsetMs, k.arrivedAt, k.outcome, k.why]);
}
/** Who changed a claim last, and when. */
export async function changedBy(m: EntityManager, claimId: number): Promise<{ name: string; at: number } | null> {
  const [row] = await m.query<{ name: string; at: number }[]>("SELECT p.name, a.createdAt AS at FROM audit a JOIN person p ON p.id = a.actorId WHERE a.refType = 'claim' AND a.refId = ? ORDER BY a.id DESC LIMIT 1", [claimId]);
  return row ?? null;
}
