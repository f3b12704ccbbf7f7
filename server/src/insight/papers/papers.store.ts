import type { EntityManager } from 'typeorm';
import { isVeiled } from '../../board/records/veil.rules.js';
import { agreesToUnit, isVeiledTogether } from '../../board/records/veil.store.js';
import { NO_VEIL, type Dimension, type LineDef, type Measure, type Period, type Source, type Veil } from './papers.rules.js';

/** Whose paper it is, as a condition on every source: a subtree of areas, a unit with its parts (and what of its people is left out), or one person. */
export type Scope = { kind: 'AREA'; path: string } | { kind: 'UNIT'; path: string; veil: Veil } | { kind: 'MEMBER'; userId: number };
interface SourceSql { from: string; where?: string; time: 'day' | { column: string } | null; rows: string; id: string }
const REGISTERED = "r.status IN ('ACCEPTED', 'TRANSFERRED', 'ENDED')";
const MEMBERS = 'member_registration r JOIN person p ON p.id = r.userId JOIN area a ON a.id = r.communityId', UNITS = 'unit_registration r JOIN unit u ON u.id = r.unitId JOIN area a ON a.id = r.communityId';
/** `rows`: title, name of the person, day or instant, and what links need. Every source has the area as `a`, the person as `p` where there is one. */
const SOURCES: Record<Source, SourceSql> = {
  record: { from: 'service_record r JOIN person p ON p.id = r.userId JOIN area a ON a.id = r.communityId', time: 'day', id: 'r.id', rows: 'r.title, p.name AS person, a.name AS place, r.day AS day, NULL AS at, r.taskId, r.logId, r.minutes' },
  need: { from: 'need r JOIN area a ON a.id = r.communityId', time: { column: 'r.createdAt' }, id: 'r.id', rows: 'r.title, NULL AS person, a.name AS place, NULL AS day, r.createdAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  task: { from: 'task r JOIN area a ON a.id = r.communityId', time: { column: 'r.publishedAt' }, id: 'r.id', rows: 'r.title, NULL AS person, a.name AS place, NULL AS day, r.publishedAt AS at, r.id AS taskId, NULL AS logId, 0 AS minutes' },
  member: { from: MEMBERS, where: `${REGISTERED} AND p.kind <> 'RESIDENT'`, time: { column: 'r.submittedAt' }, id: 'r.id', rows: 'a.name AS title, p.name AS person, a.name AS place, NULL AS day, r.submittedAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  memberNow: { from: MEMBERS, where: "r.status = 'ACCEPTED' AND p.kind <> 'RESIDENT'", time: null, id: 'r.id', rows: 'a.name AS title, p.name AS person, a.name AS place, NULL AS day, r.submittedAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  unit: { from: UNITS, where: REGISTERED, time: { column: 'r.submittedAt' }, id: 'r.id', rows: 'u.name AS title, NULL AS person, a.name AS place, NULL AS day, r.submittedAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  unitNow: { from: UNITS, where: "r.status = 'ACCEPTED'", time: null, id: 'r.id', rows: 'u.name AS title, NULL AS person, a.name AS place, NULL AS day, r.submittedAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  certificate: { from: 'certificate r JOIN person p ON p.id = r.userId JOIN area a ON a.id = r.communityId', time: { column: 'r.issuedAt' }, id: 'r.id', rows: 'r.number AS title, p.name AS person, a.name AS place, NULL AS day, r.issuedAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  order: { from: 'redemption r JOIN pickup_point k ON k.id = r.pickupPointId JOIN area a ON a.id = k.areaId', where: "r.status = 'COLLECTED'", time: { column: 'r.settledAt' }, id: 'r.id', rows: 'r.name AS title, NULL AS person, a.name AS place, NULL AS day, r.settledAt AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
  person: { from: 'person r LEFT JOIN area a ON a.id = r.communityId', where: "r.kind = 'MEMBER'", time: null, id: 'r.id', rows: 'r.name AS title, NULL AS person, a.name AS place, NULL AS day, NULL AS at, NULL AS taskId, NULL AS logId, 0 AS minutes' },
};
const VALUE: Record<Measure, string> = { COUNT: '1', PEOPLE: '1', SERVICES: 'r.services', MINUTES: 'r.minutes', POINTS: 'r.points' };
const BY: Record<Exclude<Dimension, 'child'>, string> = { kind: 'r.kind', month: 'SUBSTR(r.day, 1, 7)', community: 'r.communityId', id: 'r.id' };
const personOf = (source: Source): string => (source === 'person' ? 'r.id' : 'r.userId');
/** The prefix as a range that an index can walk: '0' is the character after '/'. */
const within = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];

interface Sql { text: string; params: (string | number)[] }
/** FROM and WHERE of a source for one paper: everything that counts, and nothing else. */
function base(source: Source, scope: Scope, period: Period, also: readonly string[] = []): Sql {
  const s = SOURCES[source], conditions: string[] = [...(s.where ? [s.where] : []), ...also], params: (string | number)[] = [];
  if (s.time === 'day') { conditions.push('r.day BETWEEN ? AND ?'); params.push(period.from, period.to); }
  else if (s.time) { conditions.push(`${s.time.column} >= ? AND ${s.time.column} < ?`); params.push(period.fromAt, period.endAt); }
  if (scope.kind === 'AREA') { conditions.push('a.path >= ? AND a.path < ?'); params.push(...within(scope.path)); }
  else if (scope.kind === 'UNIT') { conditions.push(`${source === 'record' ? 'p.unitId' : 'r.unitId'} IN (SELECT id FROM unit WHERE path >= ? AND path < ?)`); params.push(...within(scope.path)); }
  else { conditions.push(`${personOf(source)} = ?`); params.push(scope.userId); }
  return { text: `FROM ${s.from} WHERE ${conditions.join(' AND ')}`, params };
}
/** What counts for a line beside its source's own conditions; '' where nothing. */
function whereOf(def: LineDef, scope: Scope): string {
  const isLeftOut = scope.kind === 'UNIT' && (def.source === 'record' ? scope.veil.served : def.key === 'people.registered' && scope.veil.registered);
  return [...(def.where ? [def.where] : []), ...(isLeftOut ? [agreesToUnit(personOf(def.source))] : [])].join(' AND ');
}
const also = (def: LineDef, scope: Scope): string[] => [whereOf(def, scope)].filter((w) => w !== '');
const when = (def: LineDef, scope: Scope): string => (whereOf(def, scope) ? `CASE WHEN ${whereOf(def, scope)} THEN ${VALUE[def.measure]} ELSE 0 END` : VALUE[def.measure]);
/** People whose services still stand after corrections. */
const standing = ({ text, params }: Sql): Sql => ({ text: `FROM (SELECT r.userId ${text} GROUP BY r.userId HAVING SUM(r.services) > 0) x`, params });

/** All numbers of one source in one pass over it, by the keys of their lines. */
export async function numbers(m: EntityManager, source: Source, defs: readonly LineDef[], scope: Scope, period: Period): Promise<Map<string, number>> {
  const out = new Map<string, number>(), sums = defs.filter((d) => d.measure !== 'PEOPLE');
  if (sums.length > 0) {
    const { text, params } = base(source, scope, period);
    const [row] = await m.query<Record<string, number | null>[]>(`SELECT ${sums.map((d, i) => `SUM(${when(d, scope)}) AS n${i}`).join(', ')} ${text}`, params);
    sums.forEach((d, i) => out.set(d.key, Number(row?.[`n${i}`] ?? 0)));
  }
  for (const d of defs.filter((x) => x.measure === 'PEOPLE')) {
    const { text, params } = standing(base(source, scope, period, also(d, scope)));
    const [row] = await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n ${text}`, params);
    out.set(d.key, Number(row?.n ?? 0));
  }
  return out;
}
/** The same by groups. `child`: by the community that it is filed with; the caller folds them into the areas below his. */
export async function grouped(m: EntityManager, source: Source, defs: readonly LineDef[], by: Dimension, scope: Scope, period: Period): Promise<Map<string, number[]>> {
  const { text, params } = base(source, scope, period), expression = by === 'child' ? 'a.path' : BY[by];
  const rows = await m.query<Record<string, number | string | null>[]>(`SELECT ${expression} AS g, ${defs.map((d, i) => `SUM(${when(d, scope)}) AS n${i}`).join(', ')} ${text} GROUP BY ${expression}`, params);
  return new Map(rows.map((r) => [String(r.g), defs.map((_, i) => Number(r[`n${i}`] ?? 0))]));
}

export interface DrillRow { id: number; title: string; person: string | null; place: string | null; day: string | null; at: number | null; taskId: number | null; logId: number | null; minutes: number; value: number }
/** Which rows are behind a number: a part of a table; and, for a unit, only those of people who agreed. */
export interface Drill { at: { by: Dimension; value: string; paths: string[] | null } | null; agreedOnly: boolean }
function narrowed(def: LineDef, scope: Scope, period: Period, { at, agreedOnly }: Drill): Sql {
  const { text, params } = base(def.source, scope, period, also(def, scope));
  const conditions: string[] = [], more: (string | number)[] = [];
  if (at?.by === 'child') { conditions.push(`(${at.paths!.map((p) => (p.endsWith('%') ? 'a.path LIKE ?' : 'a.path = ?')).join(' OR ')})`); more.push(...at.paths!); }
  else if (at) { conditions.push(`${BY[at.by]} = ?`); more.push(at.by === 'community' || at.by === 'id' ? Number(at.value) : at.value); }
  if (def.measure !== 'PEOPLE' && VALUE[def.measure] !== '1') conditions.push(`${VALUE[def.measure]} <> 0`);
  if (agreedOnly) conditions.push(agreesToUnit(personOf(def.source)));
  return { text: [text, ...conditions].join(' AND '), params: [...params, ...more] };
}
/** Records behind a number, newest first, below an id. */
export async function drillRows(m: EntityManager, def: LineDef, scope: Scope, period: Period, drill: Drill, before: number, limit: number): Promise<DrillRow[]> {
  const { text, params } = narrowed(def, scope, period, drill), { rows, id } = SOURCES[def.source];
  if (def.measure !== 'PEOPLE') return m.query<DrillRow[]>(`SELECT ${id} AS id, ${rows}, ${VALUE[def.measure]} AS value ${text} AND ${id} < ? ORDER BY ${id} DESC LIMIT ?`, [...params, before, limit]);
  const people = await m.query<(DrillRow & { services: number })[]>(
    `SELECT r.userId AS id, MAX(p.name) AS title, NULL AS person, NULL AS place, NULL AS day, NULL AS at, NULL AS taskId, NULL AS logId, SUM(r.minutes) AS minutes, 1 AS value ${text} AND r.userId < ? GROUP BY r.userId HAVING SUM(r.services) > 0 ORDER BY r.userId DESC LIMIT ?`, [...params, before, limit]);
  return people.map((p) => ({ ...p, minutes: Number(p.minutes) }));
}
/** What those rows add up to. */
export async function drillSum(m: EntityManager, def: LineDef, scope: Scope, period: Period, drill: Drill): Promise<number> {
  const sql = narrowed(def, scope, period, drill), { text, params } = def.measure === 'PEOPLE' ? standing(sql) : sql;
  const [row] = await m.query<{ n: number | null }[]>(`SELECT ${def.measure === 'PEOPLE' ? 'COUNT(*)' : `SUM(${VALUE[def.measure]})`} AS n ${text}`, params);
  return Number(row?.n ?? 0);
}
/** The same by community, for who is not shown the people: a unit's numbers seen from outside it. */
export async function drillByCommunity(m: EntityManager, def: LineDef, scope: Scope, period: Period, drill: Drill): Promise<{ id: number; title: string; value: number }[]> {
  const { text, params } = narrowed(def, scope, period, drill);
  const rows = await m.query<{ id: number | null; title: string | null; value: number }[]>(`SELECT a.id AS id, MAX(a.name) AS title, SUM(${VALUE[def.measure]}) AS value ${text} GROUP BY a.id ORDER BY a.id`, params);
  return rows.map((r) => ({ id: r.id ?? 0, title: r.title ?? '还没有报到', value: Number(r.value) }));
}
/** Names of communities, and titles with their days of records, for tables by id. */
export async function groupNames(m: EntityManager, by: 'community' | 'id', ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const holes = ids.map(() => '?').join(', ');
  if (by === 'community') return new Map((await m.query<{ id: number; name: string }[]>(`SELECT id, name FROM area WHERE id IN (${holes})`, ids.map(Number))).map((r) => [String(r.id), r.name]));
  const rows = await m.query<{ id: number; day: string; title: string; origin: string }[]>(`SELECT id, day, title, origin FROM service_record WHERE id IN (${holes})`, ids.map(Number));
  return new Map(rows.map((r) => [String(r.id), `${r.day} ${r.title}${r.origin === 'CORRECTION' ? '（更正）' : ''}`]));
}
/** Where the unit is registered. */
export const unitPlaces = (m: EntityManager, unitId: number): Promise<{ path: string }[]> => m.query<{ path: string }[]>("SELECT a.path FROM unit_registration r JOIN area a ON a.id = r.communityId WHERE r.unitId = ? AND r.status = 'ACCEPTED' ORDER BY r.id", [unitId]);
/** What a unit's paper leaves out: the services and registrations of those who did not agree, where they are only one or two. */
export async function unitVeil(m: EntityManager, path: string, period: Period): Promise<Veil> {
  const all: Scope = { kind: 'UNIT', path, veil: NO_VEIL }, records = base('record', all, period), people = base('person', all, period, ['r.communityId IS NOT NULL', `NOT ${agreesToUnit('r.id')}`]);
  const [row] = await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n ${people.text}`, people.params);
  return { served: await isVeiledTogether(m, records.text, records.params), registered: isVeiled(Number(row?.n ?? 0)) };
}
