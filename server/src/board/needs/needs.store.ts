import type { EntityManager } from 'typeorm';
import type { NeedKind, NeedStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { stepOf, type NeedStepKind } from './needs.rules.js';

export interface NeedRow {
  id: number; areaId: number; communityId: number; kind: NeedKind; title: string; text: string; place: string; askerId: number; onBehalfOf: string | null; phone: string;
  status: NeedStatus; reply: string | null; taskId: number | null; createdAt: number; dueAt: number; closedAt: number | null; areaName: string; path: string;
}
const SELECT = 'SELECT n.id, n.areaId, n.communityId, n.kind, n.title, n.text, n.place, n.askerId, n.onBehalfOf, n.phone, n.status, n.reply, n.taskId, n.createdAt, n.dueAt, n.closedAt, a.name AS areaName, a.path FROM need n JOIN area a ON a.id = n.areaId';
const CARD = 'n.id, n.kind, n.title, n.status, n.areaId, a.name AS areaName, n.createdAt, n.dueAt, n.taskId';
export type NeedCardRow = Pick<NeedRow, 'id' | 'kind' | 'title' | 'status' | 'areaId' | 'areaName' | 'createdAt' | 'dueAt' | 'taskId'>;

export async function findNeed(m: EntityManager, id: number): Promise<NeedRow | null> {
  const [row] = await m.query<NeedRow[]>(`${SELECT} WHERE n.id = ?`, [id]);
  return row ?? null;
}
export async function needStatusOf(m: EntityManager, id: number): Promise<NeedStatus | null> {
  const [row] = await m.query<{ status: NeedStatus }[]>('SELECT status FROM need WHERE id = ?', [id]);
  return row?.status ?? null;
}
export type NewNeed = Omit<NeedRow, 'reply' | 'taskId' | 'closedAt' | 'areaName' | 'path'>;
export async function insertNeed(m: EntityManager, n: NewNeed): Promise<void> {
  await m.query('INSERT INTO need (id, areaId, communityId, kind, title, text, place, askerId, onBehalfOf, phone, status, createdAt, dueAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [n.id, n.areaId, n.communityId, n.kind, n.title, n.text, n.place, n.askerId, n.onBehalfOf, n.phone, n.status, n.createdAt, n.dueAt]);
  await addStep(m, n.id, 'ASKED', n.createdAt);
}
/** Compare-and-set: of two people deciding at once, one gets false. The step is kept for whoever counts. */
export async function moveNeed(m: EntityManager, now: number, id: number, from: readonly NeedStatus[], to: NeedStatus, set: { reply?: string; taskId?: number | null; dueAt?: number; closedAt?: number | null } = {}): Promise<boolean> {
  const columns = Object.entries(set);
  const sql = `UPDATE need SET status = ?${columns.map(([c]) => `, ${c} = ?`).join('')} WHERE id = ? AND status IN (${from.map(() => '?').join(', ')})`;
  if ((await change(m, sql, [to, ...columns.map(([, v]) => v), id, ...from])) !== 1) return false;
  await addStep(m, id, stepOf(from, to), now);
  return true;
}
const addStep = (m: EntityManager, needId: number, step: NeedStepKind, at: number): Promise<unknown> =>
  m.query('INSERT INTO need_step (id, needId, communityId, kind, step, askedAt, at) SELECT ?, id, communityId, kind, ?, createdAt, ? FROM need WHERE id = ?', [newId(), step, at, needId]);
/** One line of the asker's timeline. `byName` is what he may know of who acted. */
export const addEvent = (m: EntityManager, needId: number, text: string, byName: string | null, now: number): Promise<unknown> =>
  m.query('INSERT INTO need_event (id, needId, text, byName, at) VALUES (?, ?, ?, ?, ?)', [newId(), needId, text.slice(0, 300), byName, now]);
export const eventsOf = (m: EntityManager, needId: number): Promise<{ at: number; text: string; by: string | null }[]> =>
  m.query('SELECT at, text, byName AS `by` FROM need_event WHERE needId = ? ORDER BY id LIMIT 100', [needId]);

/** One asker's needs, newest first. */
export const needsOf = (m: EntityManager, askerId: number, before: number, limit: number): Promise<NeedCardRow[]> =>
  m.query(`SELECT ${CARD} FROM need n JOIN area a ON a.id = n.areaId WHERE n.askerId = ? AND n.id < ? ORDER BY n.id DESC LIMIT ?`, [askerId, before, limit]);
/** Needs of these communities in one status, oldest first: what waits longest stands on top. */
export async function needsAt(m: EntityManager, communityIds: readonly number[], status: NeedStatus | undefined, after: number, limit: number): Promise<NeedCardRow[]> {
  if (communityIds.length === 0) return [];
  const holes = communityIds.map(() => '?').join(', ');
  return status
    ? m.query(`SELECT ${CARD} FROM need n JOIN area a ON a.id = n.areaId WHERE n.communityId IN (${holes}) AND n.status = ? AND n.id > ? ORDER BY n.id LIMIT ?`, [...communityIds, status, after, limit])
    : m.query(`SELECT ${CARD} FROM need n JOIN area a ON a.id = n.areaId WHERE n.communityId IN (${holes}) AND n.id < ? ORDER BY n.id DESC LIMIT ?`, [...communityIds, after, limit]);
}
/** Where the needs and tasks of a subtree are filed: its communities and what stands above them; below a community, that community. */
export async function filedUnder(m: EntityManager, path: string): Promise<number[]> {
  // '0' is the character after '/', so this is the prefix as a range that an index can walk.
  const rows = await m.query<{ id: number }[]>("SELECT id FROM area WHERE path >= ? AND path < ? AND kind IN ('CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE') ORDER BY id", [path, `${path.slice(0, -1)}0`]);
  return rows.length > 0 ? rows.map((r) => r.id) : [(await communityOf(m, path)).id];
}
/** The community that an area belongs to (itself, or above it); above communities, the area itself (`isCommunity` false). */
export async function communityOf(m: EntityManager, path: string): Promise<{ id: number; name: string; isCommunity: boolean }> {
  const ids = path.split('/').filter(Boolean).map(Number);
  const rows = await m.query<{ id: number; name: string; kind: string }[]>(`SELECT id, name, kind FROM area WHERE id IN (${ids.map(() => '?').join(', ')}) ORDER BY depth DESC`, ids);
  const community = rows.find((r) => r.kind === 'COMMUNITY' || r.kind === 'VILLAGE'), row = community ?? rows[0]!;
  return { id: row.id, name: row.name, isCommunity: community !== undefined };
}
