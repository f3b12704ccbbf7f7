import type { EntityManager } from 'typeorm';
import type { EntryStatus, TaskKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { ManualEntry } from './entry.entity.js';
import type { EntryRow } from './entries.rules.js';

const SELECT = `SELECT e.id, e.userId, p.name, e.communityId, h.name AS communityName, h.path, e.taskId, e.kind, e.title, e.day, e.startsAt, e.minutes, e.evidence, e.status, e.proposedBy, x.name AS proposedName, e.proposedAt, d.name AS decidedName, e.decidedAt, e.decision, e.recordId, r.minutes AS recorded
  FROM manual_entry e JOIN person p ON p.id = e.userId JOIN area h ON h.id = e.communityId JOIN person x ON x.id = e.proposedBy LEFT JOIN person d ON d.id = e.decidedBy LEFT JOIN service_record r ON r.id = e.recordId`;
export const insertEntry = (m: EntityManager, e: ManualEntry): Promise<unknown> => m.insert(ManualEntry, e);
export async function findEntry(m: EntityManager, id: number): Promise<EntryRow | null> {
  const [row] = await m.query<EntryRow[]>(`${SELECT} WHERE e.id = ?`, [id]);
  return row ?? null;
}
/** Newest first, in a subtree; of one status, or of all. */
export const entriesWithin = (m: EntityManager, path: string, status: EntryStatus | undefined, before: number, limit: number): Promise<EntryRow[]> =>
  m.query<EntryRow[]>(`${SELECT} WHERE h.path >= ? AND h.path < ? AND e.id < ?${status ? ' AND e.status = ?' : ''} ORDER BY e.id DESC LIMIT ?`, [path, `${path.slice(0, -1)}0`, before, ...(status ? [status] : []), limit]);
/** Compare-and-set: of two who decide at once, one gets true. */
export const decideEntry = async (m: EntityManager, id: number, to: EntryStatus, by: number, at: number, decision: string | null, recordId: number | null): Promise<boolean> =>
  (await change(m, "UPDATE manual_entry SET status = ?, decidedBy = ?, decidedAt = ?, decision = ?, recordId = ? WHERE id = ? AND status = 'PROPOSED'", [to, by, at, decision, recordId, id])) === 1;
/** A task whose work may be entered afterwards: it was published and not called off. */
export interface DoneTask { id: number; communityId: number; kind: TaskKind; title: string }
export async function doneTask(m: EntityManager, id: number): Promise<DoneTask | null> {
  const [row] = await m.query<DoneTask[]>("SELECT id, communityId, kind, title FROM task WHERE id = ? AND status IN ('PUBLISHED', 'ENDED', 'SETTLED')", [id]);
  return row ?? null;
}
/** Does he live (is he registered) in the subtree? */
export async function livesIn(m: EntityManager, userId: number, path: string): Promise<boolean> {
  const [row] = await m.query<unknown[]>('SELECT 1 AS yes FROM person p JOIN area h ON h.id = p.communityId WHERE p.id = ? AND h.path >= ? AND h.path < ?', [userId, path, `${path.slice(0, -1)}0`]);
  return row !== undefined;
}
