import type { EntityManager } from 'typeorm';
import type { Evidence, RecordOrigin } from '@xianfeng/shared';
import { PAGE_ROWS } from '../../http/keyset.js';
import { COUNTED } from './totals.store.js';

/** What a person's records sum up to for stars, now; and how many records are left out (grade D, logs that were rejected). */
export async function ownSums(m: EntityManager, userId: number): Promise<{ minutes: number; services: number; leftOut: number }> {
  const [row] = await m.query<{ minutes: number | null; services: number | null; others: number | null; rejected: number }[]>(
    `SELECT SUM(CASE WHEN ${COUNTED} THEN minutes ELSE 0 END) AS minutes, SUM(CASE WHEN ${COUNTED} THEN services ELSE 0 END) AS services, SUM(CASE WHEN ${COUNTED} THEN 0 ELSE 1 END) AS others,
     (SELECT COUNT(*) FROM service_log l WHERE l.userId = ? AND l.status = 'REJECTED') AS rejected FROM service_record WHERE userId = ?`, [userId, userId]);
  return { minutes: Number(row?.minutes ?? 0), services: Number(row?.services ?? 0), leftOut: Number(row?.others ?? 0) + Number(row?.rejected ?? 0) };
}
export interface OwnRecord { id: number; startsAt: number; title: string; minutes: number; services: number; evidence: Evidence; origin: RecordOrigin | 'REJECTED'; reason: string | null }
/** A person's records and rejected logs, newest service first, below (`startsAt`, `id`). */
export const ownRecords = (m: EntityManager, userId: number, [startsAt, id]: readonly [number, number]): Promise<OwnRecord[]> =>
  m.query<OwnRecord[]>(
    `SELECT * FROM (SELECT id, startsAt, title, minutes, services, evidence, origin, NULL AS reason FROM service_record WHERE userId = ?
       UNION ALL SELECT l.id, s.startsAt, t.title, 0, 0, l.evidence, 'REJECTED', l.reason FROM service_log l JOIN shift s ON s.id = l.shiftId JOIN task t ON t.id = l.taskId WHERE l.userId = ? AND l.status = 'REJECTED') x
     WHERE x.startsAt < ? OR (x.startsAt = ? AND x.id < ?) ORDER BY x.startsAt DESC, x.id DESC LIMIT ${PAGE_ROWS}`, [userId, userId, startsAt, startsAt, id]);
