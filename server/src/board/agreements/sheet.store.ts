import type { EntityManager } from 'typeorm';
import { holes } from '../lists/reader.js';
import { agreesToUnit, isVeiledTogether } from '../records/veil.store.js';
import type { SheetProject, Year } from './sheet.rules.js';

/** Projects of the agreement that were under way in the year or ended in it, oldest first. */
export const projectsIn = (m: EntityManager, agreementId: number, year: Year): Promise<SheetProject[]> =>
  m.query('SELECT j.title, p.name AS ownerName, j.dueDay, j.status, j.createdAt, j.closedAt FROM project j JOIN person p ON p.id = j.ownerId WHERE j.agreementId = ? AND j.createdAt < ? AND (j.closedAt IS NULL OR j.closedAt >= ?) ORDER BY j.id', [agreementId, year.to, year.from]);
/** What the units offered this community by the end of the year and had not withdrawn, and how many of those a project of the year used. */
export async function resourcesIn(m: EntityManager, communityId: number, unitIds: readonly number[], year: Year): Promise<{ offered: number; used: number }> {
  const [row] = await m.query<{ offered: number; used: number | null }[]>(
    `SELECT COUNT(*) AS offered, SUM(CASE WHEN EXISTS (SELECT 1 FROM project_resource x JOIN project j ON j.id = x.projectId WHERE x.resourceId = r.id AND j.status <> 'DROPPED' AND j.createdAt < ? AND (j.closedAt IS NULL OR j.closedAt >= ?)) THEN 1 ELSE 0 END) AS used
     FROM resource r WHERE r.communityId = ? AND r.withdrawn = 0 AND r.createdAt < ? AND r.unitId IN (${holes(unitIds)})`, [year.to, year.from, communityId, year.to, ...unitIds]);
  return { offered: Number(row?.offered ?? 0), used: Number(row?.used ?? 0) };
}
/** Services of these units' people in this community on days of the year: how many people (of whose services something stands after corrections), services, minutes. `leftOut`: one or two did not agree that their unit is told, and are not counted. */
export async function servedIn(m: EntityManager, communityId: number, unitIds: readonly number[], year: Year): Promise<{ people: number; services: number; minutes: number; leftOut: boolean }> {
  const records = `FROM service_record r JOIN person p ON p.id = r.userId WHERE r.communityId = ? AND r.day >= ? AND r.day <= ? AND p.unitId IN (${holes(unitIds)})`, params = [communityId, year.firstDay, year.lastDay, ...unitIds];
  const leftOut = await isVeiledTogether(m, records, params);
  const [row] = await m.query<{ people: number | null; services: number | null; minutes: number | null }[]>(
    `SELECT SUM(CASE WHEN x.services > 0 THEN 1 ELSE 0 END) AS people, SUM(x.services) AS services, SUM(x.minutes) AS minutes
     FROM (SELECT r.userId, SUM(r.services) AS services, SUM(r.minutes) AS minutes ${records}${leftOut ? ` AND ${agreesToUnit('r.userId')}` : ''} GROUP BY r.userId) x`, params);
  return { people: Number(row?.people ?? 0), services: Number(row?.services ?? 0), minutes: Number(row?.minutes ?? 0), leftOut };
}
