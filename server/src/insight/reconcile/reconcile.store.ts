import type { EntityManager } from 'typeorm';
import { HOUR_MS, ROLE_KEYS, ROLE_PERMISSIONS, type ReconcileRunCard } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';

/** A run that is under way has this for its duration; one that has not ended within an hour is taken for dead. */
const RUNNING = -1, DEAD_MS = HOUR_MS;
const CARD = 'SELECT id, createdAt AS at, ms, transactions, findings, startedBy AS `by` FROM reconcile_run';
/** Newest first, finished ones only. */
export const runsBefore = (m: EntityManager, before: number, limit: number): Promise<ReconcileRunCard[]> => m.query<ReconcileRunCard[]>(`${CARD} WHERE id < ? AND ms >= 0 ORDER BY id DESC LIMIT ?`, [before, limit]);
export async function findRun(m: EntityManager, id: number): Promise<(ReconcileRunCard & { report: string }) | null> {
  const [row] = await m.query<(ReconcileRunCard & { report: string })[]>(`${CARD.replace(' FROM', ', report FROM')} WHERE id = ? AND ms >= 0`, [id]);
  return row ?? null;
}
/** Of all who want to begin the run with this id, one gets true; its key decides. Another may take over what died. */
export async function claimRun(m: EntityManager, id: number, by: ReconcileRunCard['by'], now: number): Promise<boolean> {
  if ((await change(m, `UPDATE reconcile_run SET createdAt = ? WHERE id = ? AND ms = ${RUNNING} AND createdAt < ?`, [now, id, now - DEAD_MS])) === 1) return true;
  const known = await m.query<unknown[]>('SELECT id FROM reconcile_run WHERE id = ?', [id]);
  if (known.length > 0) return false;
  await m.query(`INSERT INTO reconcile_run (id, createdAt, ms, transactions, findings, startedBy, report) VALUES (?, ?, ${RUNNING}, 0, 0, ?, '{}')`, [id, now, by]);
  return true;
}
/** `claimRun` in a transaction of its own; the loser of two equal inserts is told by the key. */
export async function claimed(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (e) {
    if (isDuplicate(e)) return false;
    throw e;
  }
}
export interface Ended { ms: number; transactions: number; findings: number; report: string }
export const finishRun = (m: EntityManager, id: number, r: Ended): Promise<number> => change(m, `UPDATE reconcile_run SET ms = ?, transactions = ?, findings = ?, report = ? WHERE id = ? AND ms = ${RUNNING}`, [r.ms, r.transactions, r.findings, r.report, id]);
export const dropRun = (m: EntityManager, id: number): Promise<number> => change(m, `DELETE FROM reconcile_run WHERE id = ? AND ms = ${RUNNING}`, [id]);
export const insertRun = (m: EntityManager, id: number, by: ReconcileRunCard['by'], now: number, r: Ended): Promise<unknown> =>
  m.query('INSERT INTO reconcile_run (id, createdAt, ms, transactions, findings, startedBy, report) VALUES (?, ?, ?, ?, ?, ?, ?)', [id, now, r.ms, r.transactions, r.findings, by, r.report]);
/** Was this request answered before? */
export const wasAnswered = async (m: EntityManager, userId: number, key: string): Promise<boolean> => (await m.query<unknown[]>('SELECT 1 AS yes FROM idempotency WHERE userId = ? AND idemKey = ?', [userId, key])).length > 0;
/** The city: what all paths begin with. */
export const rootPath = async (m: EntityManager): Promise<string> => (await m.query<{ path: string }[]>('SELECT path FROM area WHERE parentId = 0 ORDER BY id LIMIT 1'))[0]?.path ?? '/';
const READERS = ROLE_KEYS.filter((r) => ROLE_PERMISSIONS[r].includes('audit.read'));
/** Who may read the whole city's journal today. */
export const auditorsOf = async (m: EntityManager, root: string, today: string): Promise<number[]> =>
  (await m.query<{ userId: number }[]>(`SELECT DISTINCT o.userId FROM post o JOIN area a ON a.id = o.areaId WHERE a.path = ? AND o.role IN (${READERS.map(() => '?').join(', ')}) AND o.ended = 0 AND o.fromDay <= ? AND o.toDay >= ?`, [root, ...READERS, today, today])).map((r) => r.userId);
export const homesOf = async (m: EntityManager, userId: number): Promise<number | null> => (await m.query<{ communityId: number | null }[]>('SELECT communityId FROM person WHERE id = ?', [userId]))[0]?.communityId ?? null;
