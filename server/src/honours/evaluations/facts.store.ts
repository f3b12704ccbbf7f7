import type { EntityManager } from 'typeorm';
import type { ServiceFacts } from '@xianfeng/shared';
import { openOfEach } from '../../board/records/veil.store.js';
import { foldFacts, noFacts, type KindSum, type WhoCount } from './facts.rules.js';

/**
 * Which records: of these communities (where they are filed), in these days, of these people or of a unit's (those who belong to it
 * now). `gradeD`: with what staff entered by hand, as the legal record has it; honours leave it out.
 */
export interface FactsOf { communityIds: readonly number[]; from: string; to: string; userIds?: readonly number[]; unitIds?: readonly number[]; gradeD: boolean }
const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

function where(o: FactsOf): { sql: string; params: (number | string)[] } {
  const parts = [`r.communityId IN (${holes(o.communityIds)})`, 'r.day BETWEEN ? AND ?'], params: (number | string)[] = [...o.communityIds, o.from, o.to];
  if (o.userIds) { parts.push(`r.userId IN (${holes(o.userIds)})`); params.push(...o.userIds); }
  if (o.unitIds) { parts.push(`p.unitId IN (${holes(o.unitIds)})`); params.push(...o.unitIds); }
  if (!o.gradeD) parts.push("r.evidence <> 'D'");
  return { sql: parts.join(' AND '), params };
}
/** Facts by person, or by unit. Only those with at least one service left after corrections. A unit's count only those who agreed where else they would tell about one or two who did not (board/records/veil.rules). */
export async function factsBy(m: EntityManager, by: 'user' | 'unit', o: FactsOf): Promise<Map<number, ServiceFacts>> {
  if (o.communityIds.length === 0 || o.userIds?.length === 0 || o.unitIds?.length === 0) return new Map();
  const who = by === 'user' ? 'r.userId' : 'p.unitId', all = where(o);
  const from = `FROM service_record r${by === 'unit' || o.unitIds ? ' JOIN person p ON p.id = r.userId' : ''}`, known = by === 'unit' ? ' AND p.unitId IS NOT NULL' : '';
  const open = by === 'unit' ? await openOfEach(m, `${from} WHERE ${all.sql}`, all.params) : { sql: '', params: [] }, sql = all.sql + open.sql, params = [...all.params, ...open.params];
  const sums = await m.query<KindSum[]>(`SELECT ${who} AS who, r.kind, SUM(r.services) AS services, SUM(r.minutes) AS minutes ${from} WHERE ${sql}${known} GROUP BY ${who}, r.kind`, params);
  const confirmed = await m.query<WhoCount[]>(
    `SELECT ${who} AS who, COUNT(DISTINCT n.id) AS n ${from} JOIN task t ON t.id = r.taskId JOIN need n ON n.id = t.needId AND n.taskId = t.id AND n.status = 'CONFIRMED'
     WHERE ${sql}${known} AND r.services = 1 AND NOT EXISTS (SELECT 1 FROM service_record c WHERE c.correctsId = r.id AND c.services < 0) GROUP BY ${who}`,
    params,
  );
  const people = by === 'user'
    ? [...new Set(sums.map((s) => s.who))].map((id): WhoCount => ({ who: id, n: 1 }))
    : await m.query<WhoCount[]>(`SELECT s.who, COUNT(*) AS n FROM (SELECT p.unitId AS who, r.userId ${from} WHERE ${sql}${known} GROUP BY p.unitId, r.userId HAVING SUM(r.services) > 0) s GROUP BY s.who`, params);
  return foldFacts(o.from, o.to, sums, confirmed, people);
}
/** Of one person or unit; zeros where there is nothing. */
export async function factsOfOne(m: EntityManager, by: 'user' | 'unit', id: number, o: Omit<FactsOf, 'userIds' | 'unitIds'>): Promise<ServiceFacts> {
  return (await factsBy(m, by, { ...o, ...(by === 'user' ? { userIds: [id] } : { unitIds: [id] }) })).get(id) ?? noFacts(o.from, o.to);
}
/** Was a record of his in this community corrected since an instant? */
export const correctedAfter = async (m: EntityManager, userId: number, communityId: number, at: number): Promise<boolean> =>
  (await m.query<unknown[]>("SELECT id FROM service_record WHERE userId = ? AND communityId = ? AND origin = 'CORRECTION' AND verifiedAt >= ? LIMIT 1", [userId, communityId, at])).length > 0;
