import type { EntityManager } from 'typeorm';
import type { UnitView } from '@xianfeng/shared';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { containing } from '../../lib/like.js';
import { FOREVER } from '../areas/areas.store.js';
import { Unit } from './unit.entity.js';

export interface UnitRow { id: number; parentId: number | null; name: string; path: string; areaId: number | null }
export async function findUnit(m: EntityManager, id: number): Promise<UnitRow | null> {
  const [row] = await m.query<UnitRow[]>('SELECT id, parentId, name, path, areaId FROM unit WHERE id = ?', [id]);
  return row ?? null;
}
/** Units in force whose name contains `q`, in the order in which they came in. Members are the people who signed in, not the roster. */
export const searchUnits = (m: EntityManager, q: string, after: number, today: string): Promise<UnitView[]> =>
  m.query<UnitView[]>(
    `SELECT u.id, u.parentId, u.name, u.areaId, (SELECT COUNT(*) FROM person p WHERE p.unitId = u.id) AS memberCount
     FROM unit u WHERE u.id > ? AND u.toDay >= ?${q === '' ? '' : " AND u.name LIKE ? ESCAPE '!'"} ORDER BY u.id LIMIT ${PAGE_ROWS}`,
    [after, today, ...(q === '' ? [] : [containing(q)])],
  );
/** The unique key on the name decides between two at once. */
export async function insertUnit(m: EntityManager, parent: UnitRow | null, name: string, areaId: number | null, now: number, day: string): Promise<UnitRow> {
  const id = newId();
  const row = { id, parentId: parent?.id ?? null, name, path: `${parent?.path ?? '/'}${id}/`, areaId };
  await m.insert(Unit, { ...row, fromDay: day, toDay: FOREVER, createdAt: now });
  return row;
}
