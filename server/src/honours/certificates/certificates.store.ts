import type { EntityManager } from 'typeorm';
import type { CertificateSource, CertificateStatus } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { Certificate } from './certificate.entity.js';
import type { CertificateRow, RecordLine } from './certificates.rules.js';

/** Records of a person within days, oldest first; of one community, or of all. */
export function recordLines(m: EntityManager, userId: number, communityId: number | null, from: string, to: string): Promise<RecordLine[]> {
  const params = [userId, from, to, ...(communityId === null ? [] : [communityId])];
  return m.query<RecordLine[]>(`SELECT r.id, r.correctsId, r.day, r.kind, r.title, r.minutes, r.services, a.name AS unit, r.evidence FROM service_record r JOIN area a ON a.id = r.communityId WHERE r.userId = ? AND r.day BETWEEN ? AND ?${communityId === null ? '' : ' AND r.communityId = ?'} ORDER BY r.day, r.id`, params);
}
/** What each community recorded of a person, by calendar year, newest first. Years that come to nothing are left out. */
export async function recordedYears(m: EntityManager, userId: number): Promise<CertificateSource[]> {
  const rows = await m.query<{ communityId: number; communityName: string; year: string; minutes: number; services: number }[]>(
    'SELECT r.communityId, a.name AS communityName, SUBSTR(r.day, 1, 4) AS year, SUM(r.minutes) AS minutes, SUM(r.services) AS services FROM service_record r JOIN area a ON a.id = r.communityId WHERE r.userId = ? GROUP BY r.communityId, a.name, SUBSTR(r.day, 1, 4) HAVING SUM(r.services) > 0 ORDER BY a.name, 3 DESC', [userId]);
  const waiting = new Set((await m.query<{ communityId: number }[]>('SELECT communityId FROM certificate_request WHERE userId = ? AND live = 1', [userId])).map((r) => r.communityId));
  const sources = new Map<number, CertificateSource>();
  for (const { communityId, communityName, ...r } of rows) {
    const period = { year: Number(r.year), minutes: Number(r.minutes), services: Number(r.services) }, known = sources.get(communityId);
    if (known) known.periods.push(period);
    else sources.set(communityId, { communityId, communityName, periods: [period], waiting: waiting.has(communityId) });
  }
  return [...sources.values()];
}

// Outdated: something that stood in it was corrected after it was issued.
const SELECT = `SELECT c.id, c.number, c.token, c.userId, c.communityId, c.year, c.minutes, c.services, c.facts, c.hash, c.status, c.reason, c.issuedAt, c.issuedBy, p.name, a.name AS communityName, a.path, i.name AS issuedByName, o.number AS replaces, n.number AS replacedBy,
  EXISTS (SELECT 1 FROM service_record r JOIN service_record k ON k.id = r.correctsId WHERE r.userId = c.userId AND r.communityId = c.communityId AND r.origin = 'CORRECTION' AND r.verifiedAt > c.issuedAt AND k.verifiedAt <= c.issuedAt AND (c.year = 0 OR SUBSTR(r.day, 1, 4) = CAST(c.year AS CHAR))) AS outdated
  FROM certificate c JOIN person p ON p.id = c.userId JOIN area a ON a.id = c.communityId JOIN person i ON i.id = c.issuedBy LEFT JOIN certificate o ON o.id = c.replacesId LEFT JOIN certificate n ON n.id = c.replacedById`;
async function one(m: EntityManager, where: string, value: number | string): Promise<CertificateRow | null> {
  const [row] = await m.query<CertificateRow[]>(`${SELECT} WHERE ${where} = ?`, [value]);
  return row ?? null;
}
export const findCertificate = (m: EntityManager, id: number): Promise<CertificateRow | null> => one(m, 'c.id', id);
export const certificateByToken = (m: EntityManager, token: string): Promise<CertificateRow | null> => one(m, 'c.token', token);
/** Newest first, up to a hundred. */
export const certificatesOf = (m: EntityManager, userId: number): Promise<CertificateRow[]> => m.query<CertificateRow[]>(`${SELECT} WHERE c.userId = ? ORDER BY c.id DESC LIMIT 100`, [userId]);
export const certificatesWithin = (m: EntityManager, path: string, before: number): Promise<CertificateRow[]> => m.query<CertificateRow[]>(`${SELECT} WHERE a.path LIKE ? AND c.id < ? ORDER BY c.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before]);
/** The last certificate of a subtree, for what an office writes on all of them. */
export async function lastFacts(m: EntityManager, path: string): Promise<string | null> {
  const [row] = await m.query<{ facts: string }[]>('SELECT c.facts FROM certificate c JOIN area a ON a.id = c.communityId WHERE a.path LIKE ? ORDER BY c.id DESC LIMIT 1', [`${path}%`]);
  return row?.facts ?? null;
}
export const insertCertificate = (m: EntityManager, row: Certificate): Promise<unknown> => m.insert(Certificate, row);
/** Compare-and-set: of two who end it at once, one does. */
export const endCertificate = async (m: EntityManager, id: number, to: CertificateStatus, reason: string, now: number, replacedById: number | null = null): Promise<boolean> =>
  (await change(m, "UPDATE certificate SET status = ?, reason = ?, replacedById = ?, endedAt = ? WHERE id = ? AND status = 'VALID'", [to, reason, replacedById, now, id])) === 1;

/**
 * The community's next number of a year. Its row is changed first and read afterwards, so two who issue at once wait for each other. The code
 * of a community is its place among all by their ids, given once: areas are closed, never taken away.
 */
export async function nextNumber(m: EntityManager, communityId: number, year: number): Promise<{ code: number; last: number }> {
  const bump = () => change(m, 'UPDATE certificate_series SET last = CASE WHEN year = ? THEN last + 1 ELSE 1 END, year = ? WHERE communityId = ?', [year, year, communityId]);
  if ((await bump()) === 0) {
    const [place] = await m.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM area WHERE kind IN ('COMMUNITY', 'VILLAGE') AND id <= ?", [communityId]);
    try {
      await m.query('INSERT INTO certificate_series (communityId, code, year, last) VALUES (?, ?, ?, 0)', [communityId, Number(place?.n), year]);
    } catch (e) {
      if (!isDuplicate(e)) throw e; // somebody else opened it meanwhile
    }
    await bump();
  }
  const [row] = await m.query<{ code: number; last: number }[]>('SELECT code, last FROM certificate_series WHERE communityId = ?', [communityId]);
  return row!;
}
/** Who signs for the community: its secretary on that day. */
export async function secretaryOf(m: EntityManager, communityId: number, day: string): Promise<string | null> {
  const [row] = await m.query<{ name: string }[]>("SELECT p.name FROM post o JOIN person p ON p.id = o.userId WHERE o.areaId = ? AND o.role = 'COMMUNITY_SECRETARY' AND o.ended = 0 AND o.fromDay <= ? AND o.toDay >= ? ORDER BY o.id LIMIT 1", [communityId, day, day]);
  return row?.name ?? null;
}
