import type { EntityManager } from 'typeorm';
import { addDays, HOUR_MS, startOfDay } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { ID_MS } from '../../lib/ids.js';

/** Records that count for stars: grade D is a legal record without stars (rules R9, R25). */
export const COUNTED = "evidence IN ('A', 'B', 'C')";
/** The instant at which a Shanghai day is over. */
export const endOf = (day: string): number => startOfDay(addDays(day, 1));
/**
 * How much later than its id was made a record may become visible and still be seen as late. Statements wait 5 s for a lock and a
 * transaction is tried six times, so an hour is generous; what would come later still is found by working everything out again.
 */
const LOOK_BACK_IDS = HOUR_MS * ID_MS;
const lowest = (fromId: number): number => Math.max(0, fromId - LOOK_BACK_IDS);

export interface Progress { closedDay: string; fromId: number; tailRows: number; complete: number }
export async function progressOf(m: EntityManager): Promise<Progress> {
  const [row] = await m.query<Progress[]>('SELECT closedDay, fromId, tailRows, complete FROM star_progress WHERE id = 1');
  return row!;
}
/** Holds the totals until commit: whoever else works on them waits. */
const hold = (m: EntityManager): Promise<number> => change(m, 'UPDATE star_progress SET turn = turn + 1 WHERE id = 1', []);
/** Counted records from an id on that were verified before an instant. */
async function tailFrom(m: EntityManager, fromId: number, cut: number): Promise<number> {
  const [row] = await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM service_record WHERE id >= ? AND verifiedAt < ? AND ${COUNTED}`, [lowest(fromId), cut]);
  return Number(row!.n);
}
/** What people's counted records verified before an instant sum up to, put in place of what stood there. `who` is a condition on `userId`. */
const replaceTotals = (m: EntityManager, who: string, params: unknown[], cut: number): Promise<unknown> =>
  m.query(`REPLACE INTO star_total (userId, minutes, services) SELECT userId, SUM(minutes), SUM(services) FROM service_record WHERE ${who} AND ${COUNTED} AND verifiedAt < ? GROUP BY userId`, [...params, cut]);

/** "Else add to what is there" has no words that all databases know, and the common way round (REPLACE of a sum) costs half as much again. */
const added = (m: EntityManager): string =>
  m.dataSource.options.type === 'better-sqlite3'
    ? 'ON CONFLICT (userId) DO UPDATE SET minutes = minutes + excluded.minutes, services = services + excluded.services'
    : 'ON DUPLICATE KEY UPDATE minutes = star_total.minutes + VALUES(minutes), services = star_total.services + VALUES(services)';

/**
 * Takes the totals on to the end of `day`: adds what was verified since the last closed day, reading only records that are new. Ids grow
 * with time but a transaction may commit late, so the records of the hour before are counted again: if there are more than
 * there were, the people in them are worked out afresh. Gives false where that day is closed already or the totals are not complete.
 */
export async function closeTotals(m: EntityManager, day: string): Promise<boolean> {
  await hold(m);
  const { closedDay, fromId, tailRows, complete } = await progressOf(m);
  if (complete !== 1 || closedDay >= day) return false;
  const low = lowest(fromId), from = endOf(closedDay), to = endOf(day);
  const [seen] = await m.query<{ tail: number | null; waiting: number | null; last: number | null }[]>(
    `SELECT SUM(CASE WHEN verifiedAt < ? AND ${COUNTED} THEN 1 ELSE 0 END) AS tail, MIN(CASE WHEN verifiedAt >= ? THEN id END) AS waiting, MAX(id) AS last FROM service_record WHERE id >= ?`, [from, to, low]);
  if (Number(seen!.tail ?? 0) !== tailRows) await replaceTotals(m, `userId IN (SELECT late.userId FROM service_record late WHERE late.id >= ? AND late.verifiedAt < ?)`, [low, from], from);
  await m.query(
    `INSERT INTO star_total (userId, minutes, services) SELECT d.userId, d.minutes, d.services
     FROM (SELECT userId, SUM(minutes) AS minutes, SUM(services) AS services FROM service_record WHERE id >= ? AND verifiedAt >= ? AND verifiedAt < ? AND ${COUNTED} GROUP BY userId) d WHERE 1 = 1 ${added(m)}`, [low, from, to]);
  const next = seen!.waiting !== null ? Number(seen!.waiting) : seen!.last !== null ? Number(seen!.last) + 1 : fromId;
  await change(m, 'UPDATE star_progress SET closedDay = ?, fromId = ?, tailRows = ? WHERE id = 1', [day, next, await tailFrom(m, next, to)]);
  return true;
}
/** Begins to work everything out again as of the end of `day`; until `finishTotals` nobody relies on the totals. Never goes back in days. */
export async function beginTotals(m: EntityManager, day: string): Promise<boolean> {
  await hold(m);
  const { closedDay } = await progressOf(m);
  if (closedDay > day) return false;
  const [seen] = await m.query<{ waiting: number | null; last: number | null }[]>('SELECT MIN(CASE WHEN verifiedAt >= ? THEN id END) AS waiting, MAX(id) AS last FROM service_record', [endOf(day)]);
  const fromId = seen!.waiting !== null ? Number(seen!.waiting) : Number(seen!.last ?? 0) + 1;
  await change(m, 'UPDATE star_progress SET closedDay = ?, fromId = ?, tailRows = ?, complete = 0 WHERE id = 1', [day, fromId, await tailFrom(m, fromId, endOf(day))]);
  return true;
}
/** The last of the next `size` people above an id; null behind the last one. */
export async function peopleUpTo(m: EntityManager, after: number, size: number): Promise<number | null> {
  const [row] = await m.query<{ last: number | null }[]>(`SELECT MAX(id) AS last FROM (SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ${size}) some`, [after]);
  return row?.last == null ? null : Number(row.last);
}
/** One part of the work that `beginTotals` began for that day. False where another day was begun meanwhile. */
export async function totalsOf(m: EntityManager, day: string, after: number, upTo: number): Promise<boolean> {
  if ((await change(m, 'UPDATE star_progress SET turn = turn + 1 WHERE id = 1 AND complete = 0 AND closedDay = ?', [day])) !== 1) return false;
  await replaceTotals(m, 'userId > ? AND userId <= ?', [after, upTo], endOf(day));
  return true;
}
export const finishTotals = async (m: EntityManager, day: string): Promise<boolean> => (await change(m, 'UPDATE star_progress SET complete = 1, turn = turn + 1 WHERE id = 1 AND complete = 0 AND closedDay = ?', [day])) === 1;
