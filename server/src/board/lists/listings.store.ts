import type { EntityManager } from 'typeorm';
import { type ListedState, type ProjectStatus, type ResourceKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { WAITING } from '../needs/needs.rules.js';
import { NeedListing } from './lists.entity.js';
import { LIVE, type ListedRow } from './lists.rules.js';
import { holes, range } from './reader.js';

const SELECT = `SELECT l.needId, n.kind, n.title, n.text, n.place, l.communityId, a.name AS communityName, a.path, l.wants, l.skill, n.status AS needStatus, l.projectId, j.title AS projectTitle, j.status AS projectStatus, l.listedAt
  FROM need_listing l JOIN need n ON n.id = l.needId JOIN area a ON a.id = l.communityId LEFT JOIN project j ON j.id = l.projectId`;
const quoted = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(', ');
// The same as `listedState`, for the database.
const IN_STATE: Record<ListedState, string> = {
  OPEN: `l.projectId IS NULL AND n.status IN (${quoted(WAITING)})`,
  PROJECT: `j.status IN (${quoted(LIVE)})`,
  DONE: `(j.status NOT IN (${quoted(LIVE)}) OR (l.projectId IS NULL AND n.status NOT IN (${quoted(WAITING)})))`,
};
export async function findListed(m: EntityManager, needId: number): Promise<ListedRow | null> {
  const [row] = await m.query<ListedRow[]>(`${SELECT} WHERE l.needId = ?`, [needId]);
  return row ?? null;
}
/** Listed needs of a subtree, the newest needs first. */
export const listedWithin = (m: EntityManager, path: string, state: ListedState | undefined, before: number, limit: number): Promise<ListedRow[]> =>
  m.query<ListedRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND l.needId < ?${state ? ` AND ${IN_STATE[state]}` : ''} ORDER BY l.needId DESC LIMIT ?`, [...range(path), before, limit]);
export const insertListing = (m: EntityManager, l: { needId: number; communityId: number; wants: ResourceKind; skill: string | null; listedBy: number; listedAt: number }): Promise<unknown> => m.insert(NeedListing, { ...l, projectId: null });
/** Only while no project has it. */
export const deleteListing = async (m: EntityManager, needId: number): Promise<boolean> => (await change(m, 'DELETE FROM need_listing WHERE needId = ? AND projectId IS NULL', [needId])) === 1;
/** A project takes a need up: of two at once one gets it. False too where the need waits no more. */
export async function takeNeed(m: EntityManager, needId: number, communityId: number, projectId: number, dueAt: number): Promise<boolean> {
  if ((await change(m, 'UPDATE need_listing SET projectId = ? WHERE needId = ? AND communityId = ? AND projectId IS NULL', [projectId, needId, communityId])) !== 1) return false;
  await change(m, `UPDATE need SET dueAt = ? WHERE id = ? AND status IN (${holes(WAITING)})`, [dueAt, needId, ...WAITING]);
  const [row] = await m.query<{ id: number }[]>(`SELECT id FROM need WHERE id = ? AND status IN (${holes(WAITING)})`, [needId, ...WAITING]);
  return row !== undefined;
}
/** The project lets it go; it waits again, until `dueAt`. */
export async function freeNeed(m: EntityManager, needId: number, projectId: number, dueAt: number): Promise<void> {
  if ((await change(m, 'UPDATE need_listing SET projectId = NULL WHERE needId = ? AND projectId = ?', [needId, projectId])) !== 1) return;
  await change(m, `UPDATE need SET dueAt = ? WHERE id = ? AND status IN (${holes(WAITING)})`, [dueAt, needId, ...WAITING]);
}
/** A new day for a project that has needs: they are promised for then. */
export const promiseNeeds = (m: EntityManager, projectId: number, dueAt: number): Promise<number> =>
  change(m, `UPDATE need SET dueAt = ? WHERE id IN (SELECT needId FROM need_listing WHERE projectId = ?) AND status IN (${holes(WAITING)})`, [dueAt, projectId, ...WAITING]);
export interface ProjectNeed { projectId: number; id: number; title: string; askerId: number; projectStatus?: ProjectStatus }
/** The needs of several projects, oldest first. */
export const needsOfProjects = (m: EntityManager, ids: readonly number[]): Promise<ProjectNeed[]> =>
  ids.length === 0 ? Promise.resolve([]) : m.query(`SELECT l.projectId, n.id, n.title, n.askerId FROM need_listing l JOIN need n ON n.id = l.needId WHERE l.projectId IN (${holes(ids)}) ORDER BY n.id`, [...ids]);
