import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';

/** A community's waiting logs: since longer than the amber limit, since longer than the late one, and past due. */
export interface WaitingLong { communityId: number; name: string; streetId: number; amber: number; late: number; overdue: number }
/** Communities with logs that were sent in before `amber`. `late` and `amber` are instants; the community's parent is its street. */
export async function waitingLong(m: EntityManager, at: { amber: number; late: number; now: number }): Promise<WaitingLong[]> {
  const rows = await m.query<WaitingLong[]>(
    `SELECT l.communityId, a.name, a.parentId AS streetId, COUNT(*) AS amber, SUM(CASE WHEN l.submittedAt < ? THEN 1 ELSE 0 END) AS late, SUM(CASE WHEN l.dueAt < ? THEN 1 ELSE 0 END) AS overdue
     FROM area a JOIN service_log l ON l.communityId = a.id AND l.status = 'SUBMITTED' WHERE l.submittedAt < ? GROUP BY l.communityId, a.name, a.parentId ORDER BY l.communityId`, [at.late, at.now, at.amber]);
  return rows.map((r) => ({ ...r, amber: Number(r.amber), late: Number(r.late), overdue: Number(r.overdue) }));
}
/** True for the first of a day; for all others the row is there already, or its key refuses them. The days before are forgotten. */
export async function beReminder(m: EntityManager, areaId: number, day: string): Promise<boolean> {
  const [row] = await m.query<unknown[]>('SELECT 1 AS yes FROM verify_reminder WHERE areaId = ? AND day = ?', [areaId, day]);
  if (row) return false;
  await change(m, 'DELETE FROM verify_reminder WHERE areaId = ? AND day < ?', [areaId, day]);
  await m.query('INSERT INTO verify_reminder (areaId, day) VALUES (?, ?)', [areaId, day]);
  return true;
}
