import type { EntityManager } from 'typeorm';
import { newId } from '../../lib/ids.js';
import { insertRecord } from './records.store.js';
import { CORRECTION_POINTS, standingOf, type Part, type Service } from './records.rules.js';

type First = Omit<Service, keyof ReturnType<typeof standingOf> | 'shift'> & { shiftStartsAt: number | null; shiftEndsAt: number | null };
const SELECT = `SELECT r.id, r.userId, p.name, r.communityId, h.name AS communityName, h.path, r.taskId, r.logId, r.kind, r.evidence, c.startsAt AS shiftStartsAt, c.endsAt AS shiftEndsAt, r.verifiedBy
  FROM service_record r JOIN person p ON p.id = r.userId JOIN area h ON h.id = r.communityId LEFT JOIN service_log l ON l.id = r.logId LEFT JOIN claim c ON c.id = l.claimId`;
/** A service by the row it began with, as it stands after its corrections. Null: no such row, or one that corrects. Before writing, ask behind the person's turn. */
export async function findService(m: EntityManager, id: number): Promise<Service | null> {
  const [first] = await m.query<First[]>(`${SELECT} WHERE r.id = ? AND r.origin <> 'CORRECTION'`, [id]);
  if (!first) return null;
  const columns = 'id, day, title, startsAt, minutes, services';
  const parts = await m.query<Part[]>(`SELECT ${columns} FROM service_record WHERE id = ? UNION ALL SELECT ${columns} FROM service_record WHERE correctsId = ? ORDER BY id`, [id, id]);
  const { shiftStartsAt, shiftEndsAt, ...rest } = first;
  return { ...rest, shift: shiftStartsAt === null || shiftEndsAt === null ? null : { startsAt: shiftStartsAt, endsAt: shiftEndsAt }, ...standingOf(parts) };
}
/** The service that a verified log became. */
export async function serviceOfLog(m: EntityManager, logId: number): Promise<Service | null> {
  const [row] = await m.query<{ id: number }[]>('SELECT id FROM service_record WHERE logId = ?', [logId]);
  return row ? findService(m, row.id) : null;
}
type Change = Partial<Pick<Service, 'day' | 'title' | 'startsAt'>> & { minutes: number; services: number };
/** A further row of the service. Rows are only ever added. */
const add = (m: EntityManager, s: Service, by: number, now: number, { day = s.day, title = s.title, startsAt = s.startsAt, minutes, services }: Change): Promise<unknown> =>
  insertRecord(m, { id: newId(), userId: s.userId, origin: 'CORRECTION', services, correctsId: s.id, logId: null, taskId: s.taskId, communityId: s.communityId, day, kind: s.kind, title, startsAt, minutes, evidence: s.evidence, points: 0, pointsWhy: CORRECTION_POINTS, verifiedBy: by, verifiedAt: now });
/** `to`: the minutes that the service is to count. What is added may begin earlier, at `startsAt`. */
export const correctMinutes = (m: EntityManager, s: Service, to: number, by: number, now: number, startsAt = s.startsAt): Promise<unknown> => add(m, s, by, now, { minutes: to - s.minutes, services: 0, startsAt });
/** Nothing is left of it. */
export const takeBack = (m: EntityManager, s: Service, by: number, now: number): Promise<unknown> => add(m, s, by, now, { minutes: -s.minutes, services: -1 });
/** Taken back and entered again, on another day or with other words. */
export async function enterAnew(m: EntityManager, s: Service, as: { day?: string; title?: string; startsAt?: number }, by: number, now: number): Promise<void> {
  await takeBack(m, s, by, now);
  await add(m, s, by, now, { ...as, minutes: s.minutes, services: 1 });
}
