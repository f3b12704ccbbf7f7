import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { fail } from '../../lib/errors.js';
import type { BarRow } from './bars.rules.js';
import { StarBar } from './star.entity.js';

const SELECT = `SELECT b.id, b.subject, b.subjectId, COALESCE(p.name, u.name, '') AS name, b.areaId, a.path, b.fromDay, b.toDay, b.liftedDay, b.reason, b.status, b.barredBy, b.appeal, b.appealedAt, b.decision, b.decidedAt
  FROM star_bar b JOIN area a ON a.id = b.areaId LEFT JOIN person p ON b.subject = 'PERSON' AND p.id = b.subjectId LEFT JOIN unit u ON b.subject = 'UNIT' AND u.id = b.subjectId`;
/** @throws NOT_FOUND */
export async function getBar(m: EntityManager, id: number): Promise<BarRow> {
  const [row] = await m.query<BarRow[]>(`${SELECT} WHERE b.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** Newest first, in a subtree. */
export const barsWithin = (m: EntityManager, path: string, before: number): Promise<BarRow[]> => m.query<BarRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND b.id < ? ORDER BY b.id DESC LIMIT ${PAGE_ROWS}`, [path, `${path.slice(0, -1)}0`, before]);
/** Of a person and of the units he speaks for. */
export const barsOf = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<BarRow[]> =>
  m.query<BarRow[]>(`${SELECT} WHERE (b.subject = 'PERSON' AND b.subjectId = ?)${unitIds.length > 0 ? ` OR (b.subject = 'UNIT' AND b.subjectId IN (${unitIds.map(() => '?').join(', ')}))` : ''} ORDER BY b.id DESC LIMIT 20`, [userId, ...unitIds]);
const ROOT = '(SELECT MIN(root.id) FROM area root WHERE root.parentId = 0)';
/** Whose matter a subject is: the person's community, the unit's area, else the city. @throws NOT_FOUND */
export async function concerned(m: EntityManager, subject: 'PERSON' | 'UNIT', id: number): Promise<{ areaId: number; path: string }> {
  const [row] = await m.query<{ areaId: number; path: string }[]>(`SELECT a.id AS areaId, a.path FROM ${subject === 'PERSON' ? 'person' : 'unit'} x JOIN area a ON a.id = COALESCE(x.${subject === 'PERSON' ? 'communityId' : 'areaId'}, ${ROOT}) WHERE x.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** One that is over makes way first; the unique key lets one stand. */
export async function insertBar(m: EntityManager, bar: StarBar, today: string): Promise<void> {
  await change(m, 'UPDATE star_bar SET live = NULL WHERE subject = ? AND subjectId = ? AND live = 1 AND toDay < ?', [bar.subject, bar.subjectId, today]);
  await m.insert(StarBar, bar);
}
/** Compare-and-set. A new appeal takes the answer to the last one off the table; the audit keeps it. */
export const appealBar = async (m: EntityManager, id: number, text: string, now: number): Promise<boolean> =>
  (await change(m, "UPDATE star_bar SET status = 'APPEALED', appeal = ?, appealedAt = ?, decision = NULL, decidedBy = NULL, decidedAt = NULL WHERE id = ? AND status = 'ACTIVE'", [text, now, id])) === 1;
export const decideBar = async (m: EntityManager, b: Pick<BarRow, 'id' | 'status'>, to: 'ACTIVE' | 'LIFTED', decision: string, by: number, now: number, today: string): Promise<boolean> =>
  (await change(m, 'UPDATE star_bar SET status = ?, live = ?, liftedDay = ?, decision = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status = ?', [to, to === 'LIFTED' ? null : 1, to === 'LIFTED' ? today : null, decision, by, now, b.id, b.status])) === 1;
