import type { EntityManager } from 'typeorm';
import type { AreaKind } from '@xianfeng/shared';
import { newId } from '../../lib/ids.js';
import { Area } from './area.entity.js';

export const FOREVER = '9999-12-31';
/** The rows the tree is read with: raw, no hydration. */
export interface AreaRow { id: number; parentId: number; kind: AreaKind; name: string; path: string; depth: number }
const COLUMNS = 'id, parentId, kind, name, path, depth';
export async function findArea(m: EntityManager, id: number): Promise<AreaRow | null> {
  const [row] = await m.query<AreaRow[]>(`SELECT ${COLUMNS} FROM area WHERE id = ?`, [id]);
  return row ?? null;
}
/** Several areas by id, in no order. */
export async function findAreas(m: EntityManager, ids: readonly number[]): Promise<Map<number, AreaRow>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await m.query<AreaRow[]>(`SELECT ${COLUMNS} FROM area WHERE id IN (${unique.map(() => '?').join(',')})`, unique);
  return new Map(rows.map((r) => [r.id, r]));
}
/** Living children, by name. */
export const children = (m: EntityManager, parentId: number): Promise<AreaRow[]> =>
  m.query<AreaRow[]>(`SELECT ${COLUMNS} FROM area WHERE parentId = ? AND closed = 0 ORDER BY name`, [parentId]);
/** Ids of the area itself and all that stand above it, from the path. */
export const pathIds = (path: string): number[] => path.split('/').filter(Boolean).map(Number);
/** Inserts below `parent` (null: the city). The unique key on (parentId, name) decides between two at once. */
export async function insertArea(m: EntityManager, parent: AreaRow | null, kind: AreaKind, name: string, now: number, day: string): Promise<AreaRow> {
  const id = newId();
  const row = { id, parentId: parent?.id ?? 0, kind, name, path: `${parent?.path ?? '/'}${id}/`, depth: (parent?.depth ?? -1) + 1 };
  await m.insert(Area, { ...row, fromDay: day, toDay: FOREVER, closed: 0, createdAt: now });
  return row;
}
/** An area as a tree shows it: 1 where something stands below it. */
export type AreaViewRow = AreaRow & { hasChildren: number };
const VIEW = `SELECT ${COLUMNS}, EXISTS (SELECT 1 FROM area c WHERE c.parentId = area.id AND c.closed = 0) AS hasChildren FROM area`;
export async function findAreaView(m: EntityManager, id: number): Promise<AreaViewRow | null> {
  const [row] = await m.query<AreaViewRow[]>(`${VIEW} WHERE id = ?`, [id]);
  return row ?? null;
}
export const findChildrenViews = (m: EntityManager, parentId: number): Promise<AreaViewRow[]> => m.query<AreaViewRow[]>(`${VIEW} WHERE parentId = ? AND closed = 0 ORDER BY name`, [parentId]);
export const renameArea = (m: EntityManager, id: number, name: string): Promise<unknown> => m.query('UPDATE area SET name = ? WHERE id = ?', [name, id]);
