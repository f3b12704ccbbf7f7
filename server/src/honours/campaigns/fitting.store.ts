import type { EntityManager } from 'typeorm';
import { dayOf } from '@xianfeng/shared';
import { filedUnder } from '../../board/needs/needs.store.js';
import { barredOf } from '../evaluations/barred.store.js';
import { noFacts } from '../evaluations/facts.rules.js';
import { factsBy } from '../evaluations/facts.store.js';
import type { Judged } from './campaigns.rules.js';
import type { CampaignRow } from './campaigns.store.js';

/** A person or a unit with what is verified of it. */
export interface Fitting extends Judged { id: number; userId: number | null; unitId: number | null; name: string; unitName: string | null }
interface Known { id: number; name: string; unitName: string | null; registeredAt: number | null }
const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
/** Those registered to a community in the campaign's area, and since when. Who moved house keeps his first day: he served on (our own choice). */
const registered = (m: EntityManager, c: CampaignRow, ids: readonly number[]): Promise<Known[]> =>
  c.subject === 'MEMBER'
    ? m.query<Known[]>(
      `SELECT p.id, p.name, u.name AS unitName, (SELECT MIN(g.submittedAt) FROM member_registration g WHERE g.userId = p.id AND g.status IN ('ACCEPTED', 'TRANSFERRED')) AS registeredAt
       FROM person p JOIN area a ON a.id = p.communityId LEFT JOIN unit u ON u.id = p.unitId WHERE p.id IN (${holes(ids)}) AND p.kind = 'MEMBER' AND a.path LIKE ? ORDER BY p.id`, [...ids, `${c.path}%`])
    : m.query<Known[]>(
      `SELECT u.id, u.name, NULL AS unitName, MIN(g.submittedAt) AS registeredAt FROM unit_registration g JOIN unit u ON u.id = g.unitId JOIN area a ON a.id = g.communityId
       WHERE g.unitId IN (${holes(ids)}) AND g.status = 'ACCEPTED' AND g.live = 1 AND a.path LIKE ? GROUP BY u.id, u.name ORDER BY u.id`, [...ids, `${c.path}%`]);
/** These, as they stand now; whoever is not registered in the area is left out. */
export async function standing(m: EntityManager, c: CampaignRow, ids: readonly number[], today: string): Promise<Fitting[]> {
  if (ids.length === 0) return [];
  const isMember = c.subject === 'MEMBER', known = await registered(m, c, ids), barred = await barredOf(m, isMember ? 'PERSON' : 'UNIT', ids, today);
  const facts = await factsBy(m, isMember ? 'user' : 'unit', { communityIds: await filedUnder(m, c.path), from: c.fromDay, to: c.toDay, gradeD: false, ...(isMember ? { userIds: ids } : { unitIds: ids }) });
  return known.map((k) => ({ id: k.id, userId: isMember ? k.id : null, unitId: isMember ? null : k.id, name: k.name, unitName: k.unitName, facts: facts.get(k.id) ?? noFacts(c.fromDay, c.toDay), registeredOn: k.registeredAt === null ? null : dayOf(Number(k.registeredAt)), barredUntil: barred.get(k.id) ?? null }));
}
/** Ids of those whose hours and services reach the conditions, in the order of their ids. */
export async function enoughOf(m: EntityManager, c: CampaignRow, after: number, limit: number): Promise<number[]> {
  const who = c.subject === 'MEMBER' ? 'p.id' : 'p.unitId', communities = await filedUnder(m, c.path);
  const rows = await m.query<{ id: number }[]>(
    `SELECT ${who} AS id FROM service_record r JOIN person p ON p.id = r.userId WHERE r.communityId IN (${holes(communities)}) AND r.day BETWEEN ? AND ? AND r.evidence <> 'D' AND p.kind = 'MEMBER' AND ${who} > ?
     GROUP BY ${who} HAVING SUM(r.minutes) >= ? AND SUM(r.services) >= ? AND SUM(r.services) > 0 ORDER BY ${who} LIMIT ${limit}`,
    [...communities, c.fromDay, c.toDay, after, c.minMinutes, c.minServices],
  );
  return rows.map((r) => r.id);
}
/** People who came to the same tasks as he did between two instants, up to fifty. */
export async function besideHim(m: EntityManager, userId: number, fromAt: number, toAt: number): Promise<number[]> {
  const rows = await m.query<{ id: number }[]>(
    "SELECT DISTINCT o.userId AS id FROM claim me JOIN claim o ON o.taskId = me.taskId AND o.status = 'ATTENDED' AND o.userId <> me.userId WHERE me.userId = ? AND me.live = 1 AND me.startsAt >= ? AND me.startsAt < ? AND me.status = 'ATTENDED' ORDER BY o.userId LIMIT 50",
    [userId, fromAt, toAt],
  );
  return rows.map((r) => r.id);
}
/** Paths of the communities to which these units are registered. */
export async function unitHomes(m: EntityManager, unitIds: readonly number[]): Promise<string[]> {
  if (unitIds.length === 0) return [];
  const rows = await m.query<{ path: string }[]>(`SELECT DISTINCT a.path FROM unit_registration g JOIN area a ON a.id = g.communityId WHERE g.unitId IN (${holes(unitIds)}) AND g.status = 'ACCEPTED' AND g.live = 1`, [...unitIds]);
  return rows.map((r) => r.path);
}
