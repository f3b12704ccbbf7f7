import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { StarSubject } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import type { AwardRow } from './awards.rules.js';
import type { StarAward } from './star.entity.js';

/** The highest star that each subject holds of a series and period on a day. What was given or voided later changes nothing. */
export async function heldOn(m: EntityManager, seriesId: number, periodKey: string, ids: readonly number[], day: string): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await m.query<{ subjectId: number; stars: number }[]>(
    `SELECT subjectId, MAX(stars) AS stars FROM star_award WHERE seriesId = ? AND periodKey = ? AND day <= ? AND (voidDay IS NULL OR voidDay > ?) AND subjectId IN (${ids.map(() => '?').join(', ')}) GROUP BY subjectId`, [seriesId, periodKey, day, day, ...ids]);
  return new Map(rows.map((r) => [r.subjectId, Number(r.stars)]));
}
/** The bar that stands against each on a day: its last day. */
export async function barredOn(m: EntityManager, subject: StarSubject, ids: readonly number[], day: string): Promise<Map<number, string>> {
  if (ids.length === 0 || (subject !== 'PERSON' && subject !== 'UNIT')) return new Map();
  const rows = await m.query<{ subjectId: number; toDay: string }[]>(`SELECT subjectId, toDay FROM star_bar WHERE subject = ? AND fromDay <= ? AND toDay >= ? AND (liftedDay IS NULL OR liftedDay > ?) AND subjectId IN (${ids.map(() => '?').join(', ')})`, [subject, day, day, day, ...ids]);
  return new Map(rows.map((r) => [r.subjectId, r.toDay]));
}
export type NewAward = Pick<StarAward, 'runId' | 'schemeId' | 'seriesId' | 'subject' | 'subjectId' | 'areaId' | 'issuerId' | 'name' | 'stars' | 'minutes' | 'services' | 'periodKey' | 'day' | 'validUntil'>;
const COLUMNS = ['runId', 'schemeId', 'seriesId', 'subject', 'subjectId', 'areaId', 'issuerId', 'name', 'stars', 'minutes', 'services', 'periodKey', 'day', 'validUntil'] as const;
const CHUNK = 200;
/** Numbers are drawn, not counted: who has one cannot guess the next. The unique keys refuse a number, and a star of one period, twice. */
export async function insertAwards(m: EntityManager, awards: readonly NewAward[]): Promise<void> {
  for (let i = 0; i < awards.length; i += CHUNK) {
    const part = awards.slice(i, i + CHUNK);
    await m.query(`INSERT INTO star_award (id, number, live, ${COLUMNS.join(', ')}) VALUES ${part.map(() => `(?, ?, 1, ${COLUMNS.map(() => '?').join(', ')})`).join(', ')}`,
      part.flatMap((a) => [newId(), `XJ${a.day.slice(0, 4)}${String(randomInt(10_000_000_000)).padStart(10, '0')}`, ...COLUMNS.map((c) => a[c])]));
  }
}
const SELECT = `SELECT w.id, w.number, s.name AS schemeName, w.subject, w.subjectId, w.areaId, a.path, i.path AS issuerPath, w.name, w.stars, w.minutes, w.services, w.periodKey, i.name AS issuerName, w.day, w.validUntil, w.live, w.voidReason, w.voidDay, r.asOfDay
  FROM star_award w JOIN star_scheme s ON s.id = w.schemeId JOIN area a ON a.id = w.areaId JOIN area i ON i.id = w.issuerId JOIN star_run r ON r.id = w.runId`;
/** @throws NOT_FOUND */
export async function getAward(m: EntityManager, by: { id: number } | { number: string }): Promise<AwardRow> {
  const [row] = await m.query<AwardRow[]>(`${SELECT} WHERE ${'id' in by ? 'w.id' : 'w.number'} = ?`, ['id' in by ? by.id : by.number]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
export const awardsOf = (m: EntityManager, subject: StarSubject, subjectId: number): Promise<AwardRow[]> => m.query<AwardRow[]>(`${SELECT} WHERE w.subjectId = ? AND w.subject = ? ORDER BY w.id DESC LIMIT 100`, [subjectId, subject]);
/** Newest first, in a subtree. */
export const awardsWithin = (m: EntityManager, path: string, before: number): Promise<AwardRow[]> => m.query<AwardRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND w.id < ? ORDER BY w.id DESC LIMIT ${PAGE_ROWS}`, [path, `${path.slice(0, -1)}0`, before]);
/** Compare-and-set: of two at once, one voids it. */
export const voidAward = async (m: EntityManager, id: number, reason: string, day: string, by: number): Promise<boolean> =>
  (await change(m, 'UPDATE star_award SET live = NULL, voidReason = ?, voidDay = ?, voidedBy = ? WHERE id = ? AND live = 1', [reason, day, by, id])) === 1;
/** Whoever is told about a subject: the person, a unit's liaisons, who holds a post in a grid or stairwell. */
export async function toldAbout(m: EntityManager, subject: StarSubject, subjectId: number, today: string): Promise<number[]> {
  if (subject === 'PERSON') return [subjectId];
  const rows = await m.query<{ userId: number }[]>(`SELECT DISTINCT userId FROM post WHERE ${subject === 'UNIT' ? "unitId = ? AND role = 'UNIT_LIAISON'" : 'areaId = ?'} AND ended = 0 AND fromDay <= ? AND toDay >= ? ORDER BY userId`, [subjectId, today, today]);
  return rows.map((r) => r.userId);
}
