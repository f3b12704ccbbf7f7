import type { EntityManager } from 'typeorm';
import type { ResourceInput, ResourceKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { idleSince, LIVE, type ResourceRow } from './lists.rules.js';
import { Resource } from './lists.entity.js';
import { holes, range } from './reader.js';

const USED = (what: string, and: string): string => `(SELECT ${what} FROM project_resource x JOIN project j ON j.id = x.projectId WHERE x.resourceId = r.id AND ${and})`;
const IS_LIVE = `j.status IN (${LIVE.map((s) => `'${s}'`).join(', ')})`, COUNTS = "j.status <> 'DROPPED'";
const SELECT = `SELECT r.id, r.communityId, a.name AS communityName, a.path, r.kind, r.title, r.times, r.limits, r.skill, r.unitId, u.name AS unitName, r.personId, COALESCE(u.name, p.name, r.giver) AS giver, r.contactName, r.contactPhone, r.withdrawn, r.createdBy, r.createdAt,
  ${USED('COUNT(*)', COUNTS)} AS uses, ${USED('COUNT(*)', IS_LIVE)} AS live, ${USED('MAX(j.createdAt)', COUNTS)} AS lastUsedAt
  FROM resource r JOIN area a ON a.id = r.communityId LEFT JOIN unit u ON u.id = r.unitId LEFT JOIN person p ON p.id = r.personId`;
export async function findResource(m: EntityManager, id: number): Promise<ResourceRow | null> {
  const [row] = await m.query<ResourceRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  return row ?? null;
}
export interface ResourceFilter { kind?: ResourceKind; only?: 'FREE' | 'IDLE'; withdrawn?: boolean }
/** Resources of a subtree, newest first. Without a filter, withdrawn ones too. */
export function resourcesWithin(m: EntityManager, path: string, { kind, only, withdrawn = true }: ResourceFilter, now: number, before: number, limit: number): Promise<ResourceRow[]> {
  const free = `r.withdrawn = 0 AND NOT EXISTS ${USED('1', IS_LIVE)}`;
  const where = [
    ...(kind ? ['r.kind = ?'] : []), ...(withdrawn ? [] : ['r.withdrawn = 0']), ...(only ? [free] : []),
    ...(only === 'IDLE' ? [`r.createdAt < ? AND NOT EXISTS ${USED('1', `${COUNTS} AND j.createdAt >= ?`)}`] : []),
  ];
  const values = [...(kind ? [kind] : []), ...(only === 'IDLE' ? [idleSince(now), idleSince(now)] : [])];
  return m.query<ResourceRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND r.id < ?${where.map((w) => ` AND ${w}`).join('')} ORDER BY r.id DESC LIMIT ?`, [...range(path), before, ...values, limit]);
}
/** What these units and this person gave, newest first, up to two hundred. */
export const resourcesOf = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<ResourceRow[]> =>
  m.query<ResourceRow[]>(`${SELECT} WHERE r.personId = ?${unitIds.length > 0 ? ` OR r.unitId IN (${holes(unitIds)})` : ''} ORDER BY r.id DESC LIMIT 200`, [userId, ...unitIds]);
export const insertResource = (m: EntityManager, r: Resource): Promise<unknown> => m.insert(Resource, r);
/** False where it was withdrawn meanwhile. */
export const updateResource = async (m: EntityManager, id: number, r: Required<Omit<ResourceInput, 'skill'>> & { skill: string | null }): Promise<boolean> =>
  (await change(m, 'UPDATE resource SET kind = ?, title = ?, times = ?, limits = ?, skill = ?, contactName = ?, contactPhone = ? WHERE id = ? AND withdrawn = 0', [r.kind, r.title, r.times, r.limits, r.skill, r.contactName, r.contactPhone, id])) === 1 ||
  (await findResource(m, id))?.withdrawn === 0; // MySQL counts a row that stays as it was as unchanged
export const withdrawResource = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, 'UPDATE resource SET withdrawn = 1 WHERE id = ? AND withdrawn = 0', [id])) === 1;
/** Owners of projects that use it and are not over. */
export const usersOf = (m: EntityManager, resourceId: number): Promise<{ ownerId: number; projectId: number; title: string }[]> =>
  m.query(`SELECT j.ownerId, j.id AS projectId, j.title FROM project_resource x JOIN project j ON j.id = x.projectId WHERE x.resourceId = ? AND ${IS_LIVE} ORDER BY j.id`, [resourceId]);
/** Where a unit may offer: communities that accepted its registration. */
export const registeredAt = (m: EntityManager, unitIds: readonly number[]): Promise<{ unitId: number; unitName: string; communityId: number; communityName: string }[]> =>
  unitIds.length === 0 ? Promise.resolve([]) : m.query(`SELECT g.unitId, u.name AS unitName, g.communityId, a.name AS communityName FROM unit_registration g JOIN unit u ON u.id = g.unitId JOIN area a ON a.id = g.communityId WHERE g.unitId IN (${holes(unitIds)}) AND g.status = 'ACCEPTED' ORDER BY u.name, a.name`, [...unitIds]);
