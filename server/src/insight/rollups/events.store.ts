import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, dayOf, type NeedKind } from '@xianfeng/shared';
import type { Group } from './columns.rules.js';

/** Events of one kind on one day in one area. `chain`: the area and what lies above it, from the city down, no deeper than communities. */
export type PlacedGroup = Group & { chain: number[] };
/** The instant at which the Shanghai day of another one begins. */
const day = (at: string): string => `(${at} - (${at} + ${8 * HOUR_MS}) % ${DAY_MS})`;
/** City, street or town, community or village: what dashboards are about. */
const LEVELS = 3;
/**
 * Every source of what is counted: a table, the instant it happened (never changed, never in the future), its area, what it is grouped by (a, b, c) and what is
 * summed (n, x, y, z). The areas of points may be missing (expiry): they are the city's.
 */
const SOURCES = [
  { what: 'need', from: 'need_step e', at: 'e.at', area: 'e.communityId', only: '', by: ['e.step', 'e.kind', `CASE WHEN e.step IN ('ANSWERED', 'DONE') THEN (e.at - e.askedAt) - (e.at - e.askedAt) % ${DAY_MS} ELSE 0 END`], sums: ['COUNT(*)', '0', '0', '0'] },
  { what: 'task', from: 'task e', at: 'e.closedAt', area: 'e.communityId', only: '', by: ["CASE WHEN e.status = 'CANCELLED' THEN '' ELSE 'done' END", "CASE WHEN e.kind = 'VISIT' THEN 'visit' ELSE '' END", '0'], sums: ['COUNT(*)', 'SUM(e.places)', 'SUM(e.taken)', 'SUM(CASE WHEN e.taken > 0 THEN 1 ELSE 0 END)'] },
  { what: 'record', from: 'service_record e', at: 'e.verifiedAt', area: 'e.communityId', only: '', by: ['e.evidence', "''", '0'], sums: ['SUM(e.services)', 'SUM(e.minutes)', '0', '0'] },
  { what: 'points', from: 'journal_tx e JOIN journal_entry j ON j.txId = e.id', at: 'e.createdAt', area: 'e.areaId', only: " AND j.account IN ('ISSUANCE', 'SPENT', 'EXPIRED', 'ADJUSTMENT')", by: ['j.account', "''", '0'], sums: ['SUM(j.amount)', '0', '0', '0'] },
] as const;
interface Row { what: Group['what']; path: string | null; dayAt: number; a: string; b: string; c: number; n: number; x: number; y: number; z: number }
/** What happened in [from, to) inside a subtree (null: everywhere; `to` null: up to now), in one statement. `root`: the city's id. */
export async function groupsBetween(m: EntityManager, from: number, to: number | null, path: string | null, root: number): Promise<PlacedGroup[]> {
  const params: unknown[] = [];
  const one = (s: (typeof SOURCES)[number]): string => {
    params.push(from, ...(to === null ? [] : [to]), ...(path === null ? [] : [path, `${path.slice(0, -1)}0`]));
    const where = `${s.at} >= ?${to === null ? '' : ` AND ${s.at} < ?`}${path === null ? '' : ' AND p.path >= ? AND p.path < ?'}${s.only}`;
    return `SELECT '${s.what}' AS what, p.path, ${day(s.at)} AS dayAt, ${s.by[0]} AS a, ${s.by[1]} AS b, ${s.by[2]} AS c, ${s.sums[0]} AS n, ${s.sums[1]} AS x, ${s.sums[2]} AS y, ${s.sums[3]} AS z
      FROM ${s.from} ${path === null ? 'LEFT ' : ''}JOIN area p ON p.id = ${s.area} WHERE ${where} GROUP BY p.path, ${day(s.at)}, ${s.by.filter((b) => b !== '0' && b !== "''").join(', ')}`;
  };
  const rows = await m.query<Row[]>(SOURCES.map(one).join(' UNION ALL '), params);
  return rows.map((r) => ({ ...groupOf(r), chain: r.path === null ? [root] : r.path.split('/').filter(Boolean).slice(0, LEVELS).map(Number) }));
}
function groupOf(r: Row): Group {
  const at = { day: dayOf(Number(r.dayAt)) }, n = Number(r.n), x = Number(r.x), y = Number(r.y);
  if (r.what === 'need') return { ...at, what: 'need', step: r.a, kind: r.b as NeedKind, waited: Number(r.c) / DAY_MS, n };
  if (r.what === 'task') return { ...at, what: 'task', isDone: r.a === 'done', isVisit: r.b === 'visit', n, places: x, taken: y, helped: Number(r.z) };
  if (r.what === 'record') return { ...at, what: 'record', evidence: r.a as 'A', services: n, minutes: x };
  return { ...at, what: 'points', account: r.a, points: n };
}
/** The first instant of anything that is counted; null where nothing is. */
export async function firstEvent(m: EntityManager): Promise<number | null> {
  const firsts = await m.query<{ at: number | null }[]>('SELECT MIN(at) AS at FROM need_step UNION ALL SELECT MIN(closedAt) FROM task UNION ALL SELECT MIN(verifiedAt) FROM service_record UNION ALL SELECT MIN(createdAt) FROM journal_tx');
  const all = firsts.flatMap((f) => (f.at === null ? [] : [Number(f.at)]));
  return all.length > 0 ? Math.min(...all) : null;
}
