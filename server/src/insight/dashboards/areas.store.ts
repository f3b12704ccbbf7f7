import type { EntityManager } from 'typeorm';
import type { AreaKind } from '@xianfeng/shared';
import { pathIds } from '../../people/areas/areas.store.js';

export interface Level { id: number; name: string; kind: AreaKind; path: string; depth: number }
/** The areas of a path, from the top. */
export async function chainOf(m: EntityManager, path: string): Promise<Level[]> {
  const ids = pathIds(path);
  return m.query<Level[]>(`SELECT id, name, kind, path, depth FROM area WHERE id IN (${ids.map(() => '?').join(', ')}) ORDER BY depth`, ids);
}
/** Streets and towns of a city, communities and villages of a street, by name; those that were closed later than `since` are still shown. `after`: behind that one. */
export async function childrenOf(m: EntityManager, parentId: number, since: string, after: number, limit: number): Promise<Level[]> {
  const [last] = after > 0 ? await m.query<{ name: string }[]>('SELECT name FROM area WHERE id = ?', [after]) : [];
  const behind = last ? ' AND (name > ? OR (name = ? AND id > ?))' : '';
  return m.query<Level[]>(`SELECT id, name, kind, path, depth FROM area WHERE parentId = ? AND kind IN ('STREET', 'TOWN', 'COMMUNITY', 'VILLAGE') AND (closed = 0 OR toDay >= ?)${behind} ORDER BY name, id LIMIT ${limit}`, [parentId, since, ...(last ? [last.name, last.name, after] : [])]);
}
