import type { EntityManager } from 'typeorm';
import { dayOf, startOfDay, type StarCriteria, type StarFacts, type StarSubject } from '@xianfeng/shared';
import { agreesToUnit, isVeiledTogether } from '../../board/records/veil.store.js';
import { COUNTED, endOf } from './totals.store.js';

/** Which records count: service of these days, verified up to the end of `asOf`. Whatever is verified later changes nothing. */
export interface Window { fromDay: string; toDay: string; asOf: string }
const marks = (ids: readonly unknown[]): string => ids.map(() => '?').join(', ');
const counted = (w: Window): [sql: string, params: unknown[]] => [`r.${COUNTED} AND r.day >= ? AND r.day <= ? AND r.verifiedAt < ?`, [w.fromDay, w.toDay, endOf(w.asOf)]];
const EMPTY: StarFacts = { minutes: 0, services: 0, days: 0, resolved: 0, confirmedPercent: null, rejected: 0, people: 1, registeredDay: null };
const percent = (part: number, of: number): number | null => (of === 0 ? null : Math.floor((100 * part) / of));
type Sums = { userId: number; minutes: number; services: number; days: number };
/** A day counts while something of it stands: what a correction took back is no day of service. */
const BY_DAY = (who: string, key: string, sql: string): string =>
  `SELECT ${key}SUM(x.minutes) AS minutes, SUM(x.services) AS services, SUM(CASE WHEN x.services > 0 THEN 1 ELSE 0 END) AS days FROM (SELECT ${key === '' ? '' : 'r.userId, '}r.day, SUM(r.minutes) AS minutes, SUM(r.services) AS services FROM service_record r WHERE ${who} AND ${sql} GROUP BY ${key === '' ? '' : 'r.userId, '}r.day) x`;

/** Facts of up to a thousand people; who has no counted record is not in the answer. */
export async function peopleFacts(m: EntityManager, ids: readonly number[], w: Window): Promise<Map<number, StarFacts>> {
  if (ids.length === 0) return new Map();
  const [sql, params] = counted(w), cut = endOf(w.asOf), all = new Map<number, StarFacts>();
  const sums = await m.query<Sums[]>(`${BY_DAY(`r.userId IN (${marks(ids)})`, 'x.userId, ', sql)} GROUP BY x.userId`, [...ids, ...params]);
  for (const s of sums) all.set(s.userId, { ...EMPTY, minutes: Number(s.minutes), services: Number(s.services), days: Number(s.days) });
  const needs = await m.query<{ userId: number; asked: number; confirmed: number }[]>(
    `SELECT y.userId, COUNT(*) AS asked, SUM(y.confirmed) AS confirmed FROM (SELECT r.userId, n.id, MAX(CASE WHEN n.status = 'CONFIRMED' AND n.closedAt < ? THEN 1 ELSE 0 END) AS confirmed
       FROM service_record r JOIN task t ON t.id = r.taskId JOIN need n ON n.id = t.needId WHERE r.userId IN (${marks(ids)}) AND ${sql} GROUP BY r.userId, n.id) y GROUP BY y.userId`, [cut, ...ids, ...params]);
  for (const n of needs) Object.assign(all.get(n.userId) ?? {}, { resolved: Number(n.confirmed), confirmedPercent: percent(Number(n.confirmed), Number(n.asked)) });
  const rejected = await m.query<{ userId: number; n: number }[]>(
    `SELECT l.userId, COUNT(*) AS n FROM service_log l JOIN shift s ON s.id = l.shiftId WHERE l.userId IN (${marks(ids)}) AND l.status = 'REJECTED' AND l.decidedAt < ? AND s.startsAt >= ? AND s.startsAt < ? GROUP BY l.userId`, [...ids, cut, startOfDay(w.fromDay), endOf(w.toDay)]);
  for (const r of rejected) Object.assign(all.get(r.userId) ?? {}, { rejected: Number(r.n) });
  const since = await m.query<{ userId: number; at: number }[]>(
    `SELECT g.userId, MIN(CASE WHEN g.status = 'ACCEPTED' THEN g.decidedAt ELSE g.submittedAt END) AS at FROM member_registration g WHERE g.userId IN (${marks(ids)}) AND g.status IN ('ACCEPTED', 'TRANSFERRED', 'ENDED') GROUP BY g.userId`, [...ids]);
  for (const s of since) Object.assign(all.get(s.userId) ?? {}, { registeredDay: dayOf(Number(s.at)) });
  return all;
}
/** The same of one person, also where he has no record yet. */
export async function ownFacts(m: EntityManager, userId: number, w: Window): Promise<StarFacts> {
  const known = (await peopleFacts(m, [userId], w)).get(userId);
  if (known) return known;
  const [row] = await m.query<{ at: number | null }[]>("SELECT MIN(CASE WHEN status = 'ACCEPTED' THEN decidedAt ELSE submittedAt END) AS at FROM member_registration WHERE userId = ? AND status IN ('ACCEPTED', 'TRANSFERRED', 'ENDED')", [userId]);
  return { ...EMPTY, registeredDay: row?.at == null ? null : dayOf(Number(row.at)) };
}

type Group = Exclude<StarSubject, 'PERSON'>;
export interface GroupRow { id: number; name: string; path: string; placeName: string }
/** Who belongs to a group when it is computed: the people of a unit, who live in a grid, who hold posts in a stairwell or together in one place. */
function membersOf(subject: Group, g: GroupRow): [sql: string, params: unknown[]] {
  const span = [g.path, `${g.path.slice(0, -1)}0`];
  if (subject === 'UNIT') return ['SELECT p.id FROM person p JOIN unit u ON u.id = p.unitId WHERE u.path >= ? AND u.path < ?', span];
  if (subject === 'GRID') return ['SELECT p.id FROM person p JOIN area a ON a.id = p.compoundId WHERE a.path >= ? AND a.path < ?', span];
  if (subject === 'STAIRWELL') return ['SELECT o.userId FROM post o JOIN area a ON a.id = o.areaId WHERE a.path >= ? AND a.path < ? AND o.ended = 0', span];
  return ['SELECT o.userId FROM post o WHERE o.areaId = ? AND o.ended = 0', [g.id]];
}
/** Groups of a kind in a subtree, by id. A unit belongs where it is stationed and where it registered; a team is two or more with posts in one place. */
export async function groupsWithin(m: EntityManager, subject: Group, path: string, asOf: string): Promise<GroupRow[]> {
  const span = [path, `${path.slice(0, -1)}0`];
  if (subject === 'UNIT')
    return m.query<GroupRow[]>(
      `SELECT u.id, u.name, u.path, COALESCE(a.name, '') AS placeName FROM unit u LEFT JOIN area a ON a.id = u.areaId WHERE u.fromDay <= ? AND u.toDay >= ? AND ((a.path >= ? AND a.path < ?)
        OR EXISTS (SELECT 1 FROM unit_registration g JOIN area ga ON ga.id = g.communityId WHERE g.unitId = u.id AND g.status = 'ACCEPTED' AND ga.path >= ? AND ga.path < ?)) ORDER BY u.id`, [asOf, asOf, ...span, ...span]);
  const kinds = subject === 'TEAM' ? "'GRID', 'COMPOUND', 'BUILDING', 'STAIRWELL'" : `'${subject}'`;
  const together = subject === 'TEAM' ? 'AND (SELECT COUNT(DISTINCT o.userId) FROM post o WHERE o.areaId = a.id AND o.ended = 0) >= 2' : '';
  const rows = await m.query<(GroupRow & { kind: string; above: string })[]>(`SELECT a.id, a.name, a.path, b.name AS placeName, c.name AS above FROM area a JOIN area b ON b.id = a.parentId LEFT JOIN area c ON c.id = b.parentId WHERE a.kind IN (${kinds}) AND a.path >= ? AND a.path < ? AND a.fromDay <= ? AND a.toDay >= ? ${together} ORDER BY a.id`, [...span, asOf, asOf]);
  return rows.map(({ id, name, path: at, placeName, above }) => ({ id, name, path: at, placeName: subject === 'STAIRWELL' || subject === 'TEAM' ? `${above ?? ''}${placeName}` : placeName }));
}
/** Facts of a group: its people's records (a unit's without those who did not agree that it is told, where they are one or two: board/records/veil.rules); of a grid or stairwell also the needs of its own place, wherever the helpers came from. */
export async function groupFacts(m: EntityManager, subject: Group, g: GroupRow, w: Window): Promise<StarFacts> {
  const [members, own] = membersOf(subject, g), [sql, params] = counted(w), cut = endOf(w.asOf), all = `r.userId IN (${members})`;
  const isVeiled = subject === 'UNIT' && (await isVeiledTogether(m, `FROM service_record r JOIN person p ON p.id = r.userId WHERE ${all} AND ${sql}`, [...own, ...params] as (string | number)[]));
  const who = isVeiled ? `${all} AND ${agreesToUnit('r.userId')}` : all;
  const [sums] = await m.query<Sums[]>(BY_DAY(who, '', sql), [...own, ...params]);
  const [served] = await m.query<{ people: number }[]>(`SELECT COUNT(*) AS people FROM (SELECT r.userId FROM service_record r WHERE ${who} AND ${sql} GROUP BY r.userId HAVING SUM(r.services) > 0) z`, [...own, ...params]);
  const [rejected] = await m.query<{ n: number }[]>(
    `SELECT COUNT(*) AS n FROM service_log r JOIN shift s ON s.id = r.shiftId WHERE ${who} AND r.status = 'REJECTED' AND r.decidedAt < ? AND s.startsAt >= ? AND s.startsAt < ?`, [...own, cut, startOfDay(w.fromDay), endOf(w.toDay)]);
  const [needs] = subject === 'GRID' || subject === 'STAIRWELL'
    ? await m.query<{ asked: number; confirmed: number | null }[]>(
      `SELECT COUNT(*) AS asked, SUM(CASE WHEN n.status = 'CONFIRMED' AND n.closedAt < ? THEN 1 ELSE 0 END) AS confirmed FROM need n JOIN area a ON a.id = n.areaId
       WHERE a.path >= ? AND a.path < ? AND n.createdAt >= ? AND n.createdAt < ? AND n.createdAt < ? AND NOT (n.status IN ('WITHDRAWN', 'REFUSED') AND n.closedAt < ?)`,
      [cut, g.path, `${g.path.slice(0, -1)}0`, startOfDay(w.fromDay), endOf(w.toDay), cut, cut])
    : await m.query<{ asked: number; confirmed: number | null }[]>(
      `SELECT COUNT(*) AS asked, SUM(y.confirmed) AS confirmed FROM (SELECT n.id, MAX(CASE WHEN n.status = 'CONFIRMED' AND n.closedAt < ? THEN 1 ELSE 0 END) AS confirmed FROM service_record r JOIN task t ON t.id = r.taskId JOIN need n ON n.id = t.needId WHERE ${who} AND ${sql} GROUP BY n.id) y`, [cut, ...own, ...params]);
  const confirmed = Number(needs?.confirmed ?? 0);
  return { minutes: Number(sums?.minutes ?? 0), services: Number(sums?.services ?? 0), days: Number(sums?.days ?? 0), resolved: confirmed, confirmedPercent: percent(confirmed, Number(needs?.asked ?? 0)), rejected: Number(rejected?.n ?? 0), people: Number(served?.people ?? 0), registeredDay: null };
}

export interface PersonRow { id: number; name: string; placeName: string }
/** The next thousand people registered in a subtree. With `atLeast`, only those whose total (as of the closed day) reaches it. */
export const peopleWithin = (m: EntityManager, path: string, after: number, atLeast: { minutes: number; services: number } | null): Promise<PersonRow[]> =>
  m.query<PersonRow[]>(
    `SELECT p.id, p.name, a.name AS placeName FROM person p JOIN area a ON a.id = p.communityId${atLeast ? ' JOIN star_total t ON t.userId = p.id' : ''} WHERE p.id > ? AND a.path >= ? AND a.path < ?${atLeast ? ' AND t.minutes >= ? AND t.services >= ?' : ''} ORDER BY p.id LIMIT ${PEOPLE_PART}`,
    [after, path, `${path.slice(0, -1)}0`, ...(atLeast ? [atLeast.minutes, atLeast.services] : [])],
  );
export const PEOPLE_PART = 1_000;
/** The lowest totals with which a person can have a star; null where totals say nothing (a year, another measure). */
export const atLeastFor = (c: StarCriteria): { minutes: number; services: number } | null =>
  c.measure === 'HOURS' ? { minutes: c.thresholds[0]! * 60, services: c.minServices } : c.measure === 'SERVICES' ? { minutes: -2_000_000_000, services: Math.max(c.thresholds[0]!, c.minServices) } : null;

/** What corrections took from or gave to services that a run had counted, after its day: by person. Who is not in the answer stands as he was counted. */
export async function correctedSince(m: EntityManager, ids: readonly number[], w: Window): Promise<Map<number, { minutes: number; services: number }>> {
  if (ids.length === 0) return new Map();
  const cut = endOf(w.asOf);
  const rows = await m.query<{ userId: number; minutes: number; services: number }[]>(
    `SELECT r.userId, SUM(r.minutes) AS minutes, SUM(r.services) AS services FROM service_record r JOIN service_record k ON k.id = r.correctsId
     WHERE r.userId IN (${marks(ids)}) AND r.origin = 'CORRECTION' AND r.${COUNTED} AND r.verifiedAt >= ? AND r.day >= ? AND r.day <= ? AND k.verifiedAt < ? GROUP BY r.userId`, [...ids, cut, w.fromDay, w.toDay, cut]);
  return new Map(rows.map((r) => [r.userId, { minutes: Number(r.minutes), services: Number(r.services) }]));
}
