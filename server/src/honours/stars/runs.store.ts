import type { EntityManager } from 'typeorm';
import type { StarFacts, StarRunStatus, StarSubject } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { StarRun } from './star.entity.js';

export interface RunRow {
  id: number; schemeId: number; seriesId: number; schemeName: string; schemeVersion: number; subject: StarSubject; criteria: string; period: 'LIFETIME' | 'YEAR'; noticeWorkdays: number; validMonths: number; issuer: 'COMMUNITY' | 'STREET' | 'CITY';
  areaId: number; areaName: string; path: string; issuerId: number; issuerName: string; issuerPath: string; asOfDay: string; fromDay: string; toDay: string; periodKey: string; status: StarRunStatus;
  computedBy: number; computer: string; computedAt: number; noticeFrom: number | null; noticeUntil: number | null; confirmedBy: number | null; confirmer: string | null; confirmedAt: number | null; dropReason: string | null;
  proposed: number; excluded: number; openObjections: number;
}
const IN = '(SELECT COUNT(*) FROM star_candidate k WHERE k.runId = r.id AND k.excluded IS';
const SELECT = `SELECT r.id, r.schemeId, r.seriesId, s.name AS schemeName, s.version AS schemeVersion, s.subject, s.criteria, s.period, s.noticeWorkdays, s.validMonths, s.issuer, r.areaId, a.name AS areaName, a.path, r.issuerId, i.name AS issuerName, i.path AS issuerPath,
  r.asOfDay, r.fromDay, r.toDay, r.periodKey, r.status, r.computedBy, p.name AS computer, r.computedAt, r.noticeFrom, r.noticeUntil, r.confirmedBy, q.name AS confirmer, r.confirmedAt, r.dropReason,
  ${IN} NULL) AS proposed, ${IN} NOT NULL) AS excluded, (SELECT COUNT(*) FROM star_objection o WHERE o.runId = r.id AND o.status = 'OPEN') AS openObjections
  FROM star_run r JOIN star_scheme s ON s.id = r.schemeId JOIN area a ON a.id = r.areaId JOIN area i ON i.id = r.issuerId JOIN person p ON p.id = r.computedBy LEFT JOIN person q ON q.id = r.confirmedBy`;
const numbers = (r: RunRow): RunRow => ({ ...r, proposed: Number(r.proposed), excluded: Number(r.excluded), openObjections: Number(r.openObjections) });

/** @throws NOT_FOUND */
export async function getRun(m: EntityManager, id: number): Promise<RunRow> {
  const [row] = await m.query<RunRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return numbers(row);
}
/** Newest first, in a subtree. */
export const runsWithin = async (m: EntityManager, path: string, status: StarRunStatus | undefined, before: number): Promise<RunRow[]> =>
  (await m.query<RunRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND r.id < ?${status ? ' AND r.status = ?' : ''} ORDER BY r.id DESC LIMIT ${PAGE_ROWS}`, [path, `${path.slice(0, -1)}0`, before, ...(status ? [status] : [])])).map(numbers);
/** Lists that hang out: in a subtree and those of areas above it; newest first. */
export const noticesAround = async (m: EntityManager, path: string | null, above: readonly number[], before: number): Promise<RunRow[]> =>
  (await m.query<RunRow[]>(`${SELECT} WHERE r.status = 'NOTICED' AND r.id < ?${path === null ? '' : ` AND ((a.path >= ? AND a.path < ?) OR r.areaId IN (${above.map(() => '?').join(', ')}))`} ORDER BY r.id DESC LIMIT ${PAGE_ROWS}`, [before, ...(path === null ? [] : [path, `${path.slice(0, -1)}0`, ...above])])).map(numbers);
/** How many are in for each star. */
export async function countByStars(m: EntityManager, runId: number): Promise<number[]> {
  const rows = await m.query<{ stars: number; n: number }[]>('SELECT stars, COUNT(*) AS n FROM star_candidate WHERE runId = ? AND excluded IS NULL GROUP BY stars', [runId]);
  return [1, 2, 3, 4, 5].map((stars) => Number(rows.find((r) => r.stars === stars)?.n ?? 0));
}
/** The unique key lets one run of a series and area be under way. */
export const insertRun = (m: EntityManager, run: StarRun): Promise<unknown> => m.insert(StarRun, run);
/** Compare-and-set on the status: of two at once, one moves it and gets true. */
export async function moveRun(m: EntityManager, id: number, from: StarRunStatus, to: StarRunStatus, set: Partial<Pick<StarRun, 'noticeFrom' | 'noticeUntil' | 'confirmedBy' | 'confirmedAt' | 'dropReason'>> = {}): Promise<boolean> {
  const entries = Object.entries({ ...set, ...(to === 'NOTICED' ? {} : { live: null }) });
  return (await change(m, `UPDATE star_run SET status = ?${entries.map(([k]) => `, ${k} = ?`).join('')} WHERE id = ? AND status = ?`, [to, ...entries.map(([, v]) => v), id, from])) === 1;
}

/** Holds the run's row until commit while it is in that state: leaving somebody out and confirming come one after the other. */
export const holdRun = async (m: EntityManager, id: number, status: StarRunStatus): Promise<boolean> => (await change(m, 'UPDATE star_run SET live = live WHERE id = ? AND status = ?', [id, status])) === 1;

export interface NewCandidate { subjectId: number; name: string; placeName: string; stars: number; held: number; facts: StarFacts; excluded: string | null }
const CHUNK = 200;
export async function insertCandidates(m: EntityManager, runId: number, rows: readonly NewCandidate[]): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) {
    const part = rows.slice(i, i + CHUNK);
    await m.query(
      `INSERT INTO star_candidate (id, runId, subjectId, name, placeName, stars, held, minutes, services, days, resolved, confirmedPercent, rejected, people, registeredDay, excluded) VALUES ${part.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      part.flatMap(({ facts: f, ...k }) => [newId(), runId, k.subjectId, k.name, k.placeName, k.stars, k.held, f.minutes, f.services, f.days, f.resolved, f.confirmedPercent, f.rejected, f.people, f.registeredDay, k.excluded]),
    );
  }
}
export interface CandidateRow extends StarFacts { id: number; runId: number; subjectId: number; name: string; placeName: string; unitName: string | null; stars: number; held: number; excluded: string | null; excludedBy: number | null; publishes: number }
const CANDIDATE = `SELECT k.id, k.runId, k.subjectId, k.name, k.placeName, k.stars, k.held, k.minutes, k.services, k.days, k.resolved, k.confirmedPercent, k.rejected, k.people, k.registeredDay, k.excluded, k.excludedBy,
  CASE WHEN s.subject = 'PERSON' THEN u.name END AS unitName, CASE WHEN s.subject = 'PERSON' THEN COALESCE(c.granted, 0) ELSE 1 END AS publishes
  FROM star_candidate k JOIN star_run r ON r.id = k.runId JOIN star_scheme s ON s.id = r.schemeId LEFT JOIN person p ON p.id = k.subjectId LEFT JOIN unit u ON u.id = p.unitId LEFT JOIN consent c ON c.userId = k.subjectId AND c.purpose = 'PUBLISH_NAME'`;
/** @throws NOT_FOUND */
export async function getCandidate(m: EntityManager, id: number): Promise<CandidateRow> {
  const [row] = await m.query<CandidateRow[]>(`${CANDIDATE} WHERE k.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** In the order in which they were found, which says nothing about anybody. */
export const candidatesOf = (m: EntityManager, runId: number, show: 'IN' | 'OUT' | undefined, after: number, limit = PAGE_ROWS): Promise<CandidateRow[]> =>
  m.query<CandidateRow[]>(`${CANDIDATE} WHERE k.runId = ? AND k.id > ?${show ? ` AND k.excluded IS ${show === 'IN' ? '' : 'NOT '}NULL` : ''} ORDER BY k.id LIMIT ${limit}`, [runId, after]);
/** Out of the list with a reason, or back in (null). False where it was so already. */
export const setExcluded = async (m: EntityManager, id: number, reason: string | null, by: number): Promise<boolean> =>
  (await change(m, `UPDATE star_candidate SET excluded = ?, excludedBy = ? WHERE id = ? AND excluded IS ${reason === null ? 'NOT ' : ''}NULL`, [reason, reason === null ? null : by, id])) === 1;
/** Whoever is barred leaves every list that is under way. */
export const excludeEverywhere = (m: EntityManager, subjectId: number, reason: string, by: number): Promise<number> =>
  change(m, 'UPDATE star_candidate SET excluded = ?, excludedBy = ? WHERE subjectId = ? AND excluded IS NULL AND runId IN (SELECT id FROM star_run WHERE live = 1)', [reason, by, subjectId]);
