import type { EntityManager } from 'typeorm';
import type { CertificateRequestStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { CertificateRequest } from './certificate.entity.js';
import type { RequestRow } from './certificates.rules.js';

// What could be attested right now.
const sumNow = (column: 'minutes' | 'services'): string => `(SELECT COALESCE(SUM(s.${column}), 0) FROM service_record s WHERE s.userId = r.userId AND s.communityId = r.communityId AND (r.year = 0 OR SUBSTR(s.day, 1, 4) = CAST(r.year AS CHAR)))`;
const SELECT = `SELECT r.id, r.userId, p.name, r.communityId, a.name AS communityName, a.path, r.year, r.idLine, ${sumNow('minutes')} AS minutes, ${sumNow('services')} AS services, r.status, r.reason, r.certificateId, r.createdAt
  FROM certificate_request r JOIN person p ON p.id = r.userId JOIN area a ON a.id = r.communityId`;
export async function findRequest(m: EntityManager, id: number): Promise<RequestRow | null> {
  const [row] = await m.query<RequestRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  return row ?? null;
}
/** Newest first, up to fifty. */
export const requestsOf = (m: EntityManager, userId: number): Promise<RequestRow[]> => m.query<RequestRow[]>(`${SELECT} WHERE r.userId = ? ORDER BY r.id DESC LIMIT 50`, [userId]);
/** Those that wait in a subtree, oldest first, up to a hundred. */
export const waitingRequests = (m: EntityManager, path: string): Promise<RequestRow[]> => m.query<RequestRow[]>(`${SELECT} WHERE a.path LIKE ? AND r.live = 1 ORDER BY r.id LIMIT 100`, [`${path}%`]);
/** Who may issue in the community itself: they are told that somebody waits. */
export const officeStaff = async (m: EntityManager, communityId: number, day: string): Promise<number[]> =>
  (await m.query<{ userId: number }[]>("SELECT DISTINCT userId FROM post WHERE areaId = ? AND role IN ('COMMUNITY_SECRETARY', 'COMMUNITY_WORKER') AND ended = 0 AND fromDay <= ? AND toDay >= ?", [communityId, day, day])).map((r) => r.userId);
/** The unique key lets one of a person and community wait. */
export const insertRequest = (m: EntityManager, row: CertificateRequest): Promise<unknown> => m.insert(CertificateRequest, row);
/** Compare-and-set. */
export const decideRequest = async (m: EntityManager, id: number, to: CertificateRequestStatus, set: { reason?: string; certificateId?: number }, now: number): Promise<boolean> =>
  (await change(m, "UPDATE certificate_request SET status = ?, live = NULL, reason = ?, certificateId = ?, decidedAt = ? WHERE id = ? AND status = 'WAITING'", [to, set.reason ?? null, set.certificateId ?? null, now, id])) === 1;
