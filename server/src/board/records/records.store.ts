import type { EntityManager } from 'typeorm';
import { addDays, type ServiceRecordView } from '@xianfeng/shared';
import type { Recorded } from '../attendance/attendance.rules.js';
import { ServiceRecord } from './record.entity.js';

/** The legal record of one verified log. The unique key on the log refuses a second one; nothing ever changes it. */
export const insertRecord = (m: EntityManager, record: ServiceRecord): Promise<unknown> => m.insert(ServiceRecord, record);
/**
 * What the person's services of that day and the two beside it count after their corrections: a shift over midnight reaches into the
 * next one. `except`: the service that is being corrected. Ask behind his turn (takeTurn).
 */
export async function recordsNear(m: EntityManager, userId: number, day: string, except = 0): Promise<Recorded[]> {
  const rows = await m.query<{ startsAt: number; minutes: number; day: string }[]>(
    'SELECT day, MIN(CASE WHEN minutes > 0 THEN startsAt END) AS startsAt, SUM(minutes) AS minutes FROM service_record WHERE userId = ? AND day BETWEEN ? AND ? AND id <> ? AND (correctsId IS NULL OR correctsId <> ?) GROUP BY COALESCE(correctsId, id), day HAVING SUM(minutes) > 0',
    [userId, addDays(day, -1), addDays(day, 1), except, except],
  );
  return rows.map((r) => ({ startsAt: Number(r.startsAt), minutes: Number(r.minutes), isSameDay: r.day === day }));
}
/** Points the person was given for services of a day, and of its month. Ask behind his turn (takeTurn): another desk may be adding to them. */
export async function pointsAround(m: EntityManager, userId: number, day: string): Promise<{ dayPoints: number; monthPoints: number }> {
  const month = day.slice(0, 7);
  const [row] = await m.query<{ dayPoints: number | null; monthPoints: number | null }[]>('SELECT SUM(CASE WHEN day = ? THEN points ELSE 0 END) AS dayPoints, SUM(points) AS monthPoints FROM service_record WHERE userId = ? AND day BETWEEN ? AND ?', [day, userId, `${month}-01`, `${month}-31`]);
  return { dayPoints: Number(row?.dayPoints ?? 0), monthPoints: Number(row?.monthPoints ?? 0) };
}
/** Newest day first, after (`day`, `id`). */
export const recordsOf = (m: EntityManager, userId: number, day: string, id: number, limit: number): Promise<ServiceRecordView[]> =>
  m.query<ServiceRecordView[]>(
    `SELECT r.id, r.day, r.title, r.kind, r.origin, r.services, r.correctsId, COALESCE(a.name, h.name) AS areaName, r.minutes, r.evidence, r.points, r.pointsWhy, r.verifiedAt, h.name AS unitOfRecord,
       CASE WHEN r.origin = 'CORRECTION' THEN 0 ELSE r.minutes + COALESCE((SELECT SUM(x.minutes) FROM service_record x WHERE x.correctsId = r.id), 0) END AS counted,
       CASE WHEN r.origin = 'CORRECTION' THEN 0 ELSE 1 + COALESCE((SELECT SUM(x.services) FROM service_record x WHERE x.correctsId = r.id), 0) END AS standing,
       (SELECT COUNT(*) FROM record_request q WHERE q.recordId = r.id AND q.live = 1) AS asked
     FROM service_record r JOIN area h ON h.id = r.communityId LEFT JOIN task t ON t.id = r.taskId LEFT JOIN area a ON a.id = t.areaId
     WHERE r.userId = ? AND (r.day < ? OR (r.day = ? AND r.id < ?)) ORDER BY r.day DESC, r.id DESC LIMIT ?`,
    [userId, day, day, id, limit],
  );
/** Minutes and number of a person's records since a day ('' for all). */
export async function recordSums(m: EntityManager, userId: number, since: string): Promise<{ minutes: number; count: number }> {
  const [row] = await m.query<{ minutes: number | null; count: number | null }[]>('SELECT SUM(minutes) AS minutes, SUM(services) AS count FROM service_record WHERE userId = ? AND day >= ?', [userId, since]);
  return { minutes: Number(row?.minutes ?? 0), count: Number(row?.count ?? 0) };
}
