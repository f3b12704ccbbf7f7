import type { EntityManager } from 'typeorm';
import { ROLE_KEYS, ROLE_PERMISSIONS, type OwnerOption, type ProjectStatus, type ProjectStep, type Role, ROLES } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { Project, ProjectResource, ProjectStepRow } from './lists.entity.js';
import { LIVE } from './lists.rules.js';
import { holes, range } from './reader.js';

export interface ProjectRow { id: number; communityId: number; communityName: string; path: string; title: string; text: string; ownerId: number; ownerName: string; dueDay: string; status: ProjectStatus; agreementId: number | null; agreementTitle: string | null; finishedBy: number | null; createdAt: number; closedAt: number | null }
const SELECT = `SELECT j.id, j.communityId, a.name AS communityName, a.path, j.title, j.text, j.ownerId, p.name AS ownerName, j.dueDay, j.status, j.agreementId, g.title AS agreementTitle, j.finishedBy, j.createdAt, j.closedAt
  FROM project j JOIN area a ON a.id = j.communityId JOIN person p ON p.id = j.ownerId LEFT JOIN agreement g ON g.id = j.agreementId`;
export async function findProject(m: EntityManager, id: number): Promise<ProjectRow | null> {
  const [row] = await m.query<ProjectRow[]>(`${SELECT} WHERE j.id = ?`, [id]);
  return row ?? null;
}
export interface ProjectFilter { status?: ProjectStatus; overdueOn?: string; live?: boolean }
/** Projects of a subtree, newest first. */
export function projectsWithin(m: EntityManager, path: string, { status, overdueOn, live }: ProjectFilter, before: number, limit: number): Promise<ProjectRow[]> {
  const isLive = `j.status IN (${LIVE.map((s) => `'${s}'`).join(', ')})`;
  const where = [...(status ? ['j.status = ?'] : []), ...(live || overdueOn ? [isLive] : []), ...(overdueOn ? ['j.dueDay < ?'] : [])];
  return m.query<ProjectRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND j.id < ?${where.map((w) => ` AND ${w}`).join('')} ORDER BY j.id DESC LIMIT ?`, [...range(path), before, ...(status ? [status] : []), ...(overdueOn ? [overdueOn] : []), limit]);
}
/** Those that a unit has to do with: it gave something, or it is a party to the agreement. Needs one id. */
const CONCERNS = (units: string): string =>
  `(j.id IN (SELECT x.projectId FROM project_resource x JOIN resource r ON r.id = x.resourceId WHERE r.unitId IN (${units})) OR j.agreementId IN (SELECT y.agreementId FROM agreement_unit y WHERE y.unitId IN (${units})))`;
/** What one owns, what uses things one gave, and what concerns one's units; newest first, up to a hundred. */
export const projectsOf = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<ProjectRow[]> =>
  m.query<ProjectRow[]>(
    `${SELECT} WHERE j.ownerId = ? OR j.id IN (SELECT x.projectId FROM project_resource x JOIN resource r ON r.id = x.resourceId WHERE r.personId = ?)${unitIds.length > 0 ? ` OR ${CONCERNS(holes(unitIds))}` : ''} ORDER BY j.id DESC LIMIT 100`,
    [userId, userId, ...unitIds, ...(unitIds.length > 0 ? unitIds : [])]);
/** Does it use something of theirs, or belong to an agreement of theirs? */
export async function concerns(m: EntityManager, projectId: number, userId: number, unitIds: readonly number[]): Promise<boolean> {
  const rows = await m.query<unknown[]>(
    `SELECT j.id FROM project j WHERE j.id = ? AND (j.id IN (SELECT x.projectId FROM project_resource x JOIN resource r ON r.id = x.resourceId WHERE r.personId = ?)${unitIds.length > 0 ? ` OR ${CONCERNS(holes(unitIds))}` : ''})`,
    [projectId, userId, ...unitIds, ...(unitIds.length > 0 ? unitIds : [])]);
  return rows.length > 0;
}
export const projectsOfAgreement = (m: EntityManager, agreementId: number): Promise<ProjectRow[]> => m.query<ProjectRow[]>(`${SELECT} WHERE j.agreementId = ? ORDER BY j.id DESC LIMIT 200`, [agreementId]);
export interface NewProject { id: number; communityId: number; title: string; text: string; ownerId: number; dueDay: string; agreementId: number | null; createdBy: number; createdAt: number }
export const insertProject = (m: EntityManager, p: NewProject): Promise<unknown> => m.insert(Project, { ...p, status: 'SET_UP', finishedBy: null, verifiedBy: null, closedAt: null });
/** Compare-and-set: of two who decide at once, one gets false. */
export async function moveProject(m: EntityManager, id: number, from: readonly ProjectStatus[], set: Partial<Pick<Project, 'status' | 'title' | 'text' | 'ownerId' | 'dueDay' | 'agreementId' | 'finishedBy' | 'verifiedBy' | 'closedAt'>>): Promise<boolean> {
  const columns = Object.entries(set);
  return (await change(m, `UPDATE project SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ? AND status IN (${holes(from)})`, [...columns.map(([, v]) => v), id, ...from])) === 1;
}
export interface ProjectUse { projectId: number; id: number; title: string; giver: string }
/** What several projects use. */
export const resourcesOfProjects = (m: EntityManager, ids: readonly number[]): Promise<ProjectUse[]> =>
  ids.length === 0 ? Promise.resolve([]) : m.query(`SELECT x.projectId, r.id, r.title, COALESCE(u.name, p.name, r.giver) AS giver FROM project_resource x JOIN resource r ON r.id = x.resourceId LEFT JOIN unit u ON u.id = r.unitId LEFT JOIN person p ON p.id = r.personId WHERE x.projectId IN (${holes(ids)}) ORDER BY r.id`, [...ids]);
export async function useResources(m: EntityManager, projectId: number, resourceIds: readonly number[]): Promise<void> {
  if (resourceIds.length > 0) await m.insert(ProjectResource, resourceIds.map((resourceId) => ({ projectId, resourceId })));
}
export async function dropResources(m: EntityManager, projectId: number, resourceIds: readonly number[]): Promise<void> {
  if (resourceIds.length > 0) await change(m, `DELETE FROM project_resource WHERE projectId = ? AND resourceId IN (${holes(resourceIds)})`, [projectId, ...resourceIds]);
}
/** Which of these may be used in that community: not withdrawn, and its own. */
export async function usable(m: EntityManager, communityId: number, resourceIds: readonly number[]): Promise<number> {
  if (resourceIds.length === 0) return 0;
  const [row] = await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM resource WHERE communityId = ? AND withdrawn = 0 AND id IN (${holes(resourceIds)})`, [communityId, ...resourceIds]);
  return Number(row?.n ?? 0);
}
/** An agreement of that community that is in force. */
export async function isInForce(m: EntityManager, agreementId: number, communityId: number, today: string): Promise<boolean> {
  return (await m.query<unknown[]>('SELECT id FROM agreement WHERE id = ? AND communityId = ? AND endedAt IS NULL AND toDay >= ?', [agreementId, communityId, today])).length > 0;
}
export const addStep = (m: EntityManager, projectId: number, step: ProjectStep, byId: number, at: number, note: string | null = null): Promise<unknown> => m.insert(ProjectStepRow, { id: newId(), projectId, step, byId, note, at });
export const stepsOf = (m: EntityManager, projectId: number): Promise<{ step: ProjectStep; at: number; by: string; note: string | null }[]> =>
  m.query('SELECT s.step, s.at, p.name AS `by`, s.note FROM project_step s JOIN person p ON p.id = s.byId WHERE s.projectId = ? ORDER BY s.id LIMIT 200', [projectId]);
/** The office's people here and above, and liaisons of units that registered here. */
export async function ownersIn(m: EntityManager, communityId: number, path: string, today: string): Promise<OwnerOption[]> {
  const above = pathIds(path), roles = ROLE_KEYS.filter((role) => ROLE_PERMISSIONS[role].includes('list.manage'));
  const rows = await m.query<{ id: number; name: string; role: Role; place: string }[]>(
    `SELECT p.id, p.name, t.role, COALESCE(u.name, a.name) AS place FROM post t JOIN person p ON p.id = t.userId LEFT JOIN area a ON a.id = t.areaId LEFT JOIN unit u ON u.id = t.unitId
     WHERE t.ended = 0 AND t.fromDay <= ? AND t.toDay >= ? AND ((t.areaId IN (${holes(above)}) AND t.role IN (${holes(roles)})) OR (t.role = 'UNIT_LIAISON' AND t.unitId IN (SELECT unitId FROM unit_registration WHERE communityId = ? AND status = 'ACCEPTED')))
     ORDER BY a.depth DESC, p.id`, [today, today, ...above, ...roles, communityId]);
  const seen = new Set<number>();
  return rows.filter((r) => !seen.has(r.id) && seen.add(r.id)).map((r) => ({ id: r.id, name: r.name, what: `${r.place} ${ROLES[r.role]}` }));
}
