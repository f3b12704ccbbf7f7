import type { EntityManager } from 'typeorm';
import { DAY_MS, addDays, type DeskView } from '@xianfeng/shared';
import { COUNTED, type Waiting } from './desk.rules.js';

const holes = (ids: readonly number[]): string => ids.map(() => '?').join(', ');
/** The subtree of a path as a range: '0' is the character after '/'. */
const within = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];

// What waits: at most 99 rows of each queue are read, oldest first.
export const waitingRegistrations = (m: EntityManager, table: 'member_registration' | 'unit_registration', ids: readonly number[]): Promise<Waiting[]> =>
  m.query(`SELECT submittedAt AS at, NULL AS dueAt FROM ${table} WHERE communityId IN (${holes(ids)}) AND status = 'SUBMITTED' ORDER BY id LIMIT ${COUNTED}`, [...ids]);
/** Numbers that nobody proved yet: the office calls them, as it looks at registrations. */
export const waitingPhones = (m: EntityManager, ids: readonly number[]): Promise<Waiting[]> =>
  m.query(`SELECT createdAt AS at, NULL AS dueAt FROM typed_phone WHERE communityId IN (${holes(ids)}) AND status = 'WAITING' ORDER BY createdAt LIMIT ${COUNTED}`, [...ids]);
export const waitingNeeds = (m: EntityManager, ids: readonly number[]): Promise<Waiting[]> =>
  m.query(`SELECT createdAt AS at, dueAt FROM need WHERE communityId IN (${holes(ids)}) AND status IN ('SUBMITTED', 'REOPENED') ORDER BY id LIMIT ${COUNTED}`, [...ids]);
/** Claims that ask for approval before their shift begins. */
export const waitingClaims = (m: EntityManager, ids: readonly number[], now: number): Promise<Waiting[]> =>
  m.query(`SELECT c.createdAt AS at, NULL AS dueAt FROM task t JOIN claim c ON c.taskId = t.id AND c.status = 'REQUESTED' WHERE t.communityId IN (${holes(ids)}) AND t.status = 'PUBLISHED' AND c.startsAt > ? ORDER BY c.id LIMIT ${COUNTED}`, [...ids, now]);
export const waitingLogs = (m: EntityManager, ids: readonly number[]): Promise<Waiting[]> =>
  m.query(`SELECT submittedAt AS at, dueAt FROM service_log WHERE communityId IN (${holes(ids)}) AND status = 'SUBMITTED' ORDER BY dueAt LIMIT ${COUNTED}`, [...ids]);
/** Words and photos of others to be looked at, the longest waiting first. */
export const waitingReviews = (m: EntityManager, ids: readonly number[], readerId: number): Promise<Waiting[]> =>
  m.query(`SELECT i.since AS at, NULL AS dueAt FROM content_item i WHERE i.areaId IN (${holes(ids)}) AND i.state IN ('WAIT', 'LOOK') AND i.authorId <> ? ORDER BY i.since LIMIT ${COUNTED}`, [...ids, readerId]);
/** Orders to be handed over at the pickup points of a subtree. */
export const waitingOrders = (m: EntityManager, path: string): Promise<Waiting[]> =>
  m.query(`SELECT r.createdAt AS at, r.expiresAt AS dueAt FROM area a JOIN pickup_point p ON p.areaId = a.id JOIN redemption r ON r.pickupPointId = p.id AND r.status = 'HELD' WHERE a.path >= ? AND a.path < ? ORDER BY r.id LIMIT ${COUNTED}`, within(path));

/** Shifts that run within the day. Who is present is counted, guests too. */
export async function shiftsOn(m: EntityManager, ids: readonly number[], from: number): Promise<DeskView['today']> {
  const rows = await m.query<DeskView['today']>(
    `SELECT t.id AS taskId, s.id AS shiftId, t.title, s.startsAt, s.endsAt, s.taken, s.places, (SELECT COUNT(*) FROM attendance x WHERE x.shiftId = s.id) AS present
     FROM task t JOIN shift s ON s.taskId = t.id WHERE t.communityId IN (${holes(ids)}) AND t.status IN ('PUBLISHED', 'ENDED', 'SETTLED') AND t.endsAt > ? AND s.startsAt < ? AND s.endsAt > ? ORDER BY s.startsAt, s.id LIMIT 50`,
    [...ids, from, from + DAY_MS, from],
  );
  return rows.map((r) => ({ ...r, present: Number(r.present) }));
}
interface OpenWork { communityId: number; tasks: number; places: number; total: number }
/** Published tasks with a shift still to begin, and how many of those places are free. */
export const openWork = (m: EntityManager, ids: readonly number[], now: number): Promise<OpenWork[]> =>
  m.query(
    `SELECT t.communityId, COUNT(DISTINCT t.id) AS tasks, SUM(CASE WHEN s.places > s.taken THEN s.places - s.taken ELSE 0 END) AS places, SUM(s.places) AS total
     FROM task t JOIN shift s ON s.taskId = t.id WHERE t.communityId IN (${holes(ids)}) AND t.status = 'PUBLISHED' AND s.startsAt > ? GROUP BY t.communityId`, [...ids, now]);
interface Verified { communityId: number; records: number; minutes: number }
/** Records verified since an instant, of services of the last two months (what is older is not verified any more). */
export const verifiedSince = (m: EntityManager, ids: readonly number[], since: number, today: string): Promise<Verified[]> =>
  m.query(`SELECT communityId, SUM(services) AS records, SUM(minutes) AS minutes FROM service_record WHERE communityId IN (${holes(ids)}) AND day >= ? AND verifiedAt >= ? GROUP BY communityId`, [...ids, addDays(today, -60), since]);
