import type { EntityManager } from 'typeorm';
import type { AreaKind } from '@xianfeng/shared';
import type { AreaRow } from '../areas/areas.store.js';

const COLUMNS = 'id, parentId, kind, name, path, depth';
/** Living areas of some kinds within a subtree, those that stand above others first. */
export const areasWithin = (m: EntityManager, path: string, kinds: AreaKind[]): Promise<AreaRow[]> =>
  m.query<AreaRow[]>(`SELECT ${COLUMNS} FROM area WHERE path LIKE ? AND closed = 0 AND kind IN (${kinds.map(() => '?').join(',')}) ORDER BY depth`, [`${path}%`, ...kinds]);

export interface UnitRow { id: number; name: string; parentId: number | null; path: string; areaId: number | null }
export const allUnits = (m: EntityManager, today: string): Promise<UnitRow[]> =>
  m.query<UnitRow[]>('SELECT id, name, parentId, path, areaId FROM unit WHERE toDay >= ? ORDER BY id', [today]);
export async function placeUnit(m: EntityManager, id: number, areaId: number): Promise<void> {
  await m.query('UPDATE unit SET areaId = ? WHERE id = ? AND areaId IS NULL', [areaId, id]);
}

export interface RosterRow { id: number; name: string; phone: string; unitId: number | null; communityId: number | null; compoundId: number | null; compoundText: string; building: string; skills: string }
const ROSTER = 'id, name, phone, unitId, communityId, compoundId, compoundText, building, skills';
/** Roster entries by phone. */
export async function rosterByPhone(m: EntityManager, phones: string[]): Promise<Map<string, RosterRow>> {
  if (phones.length === 0) return new Map();
  const rows = await m.query<RosterRow[]>(`SELECT ${ROSTER} FROM roster_entry WHERE phone IN (${phones.map(() => '?').join(',')})`, phones);
  return new Map(rows.map((r) => [r.phone, r]));
}
/** The unique key on the phone decides between two imports at once. */
export async function insertRoster(m: EntityManager, rows: RosterRow[], importId: number, now: number): Promise<void> {
  if (rows.length === 0) return;
  await m.query(`INSERT INTO roster_entry (${ROSTER}, userId, importId, createdAt) VALUES ${rows.map(() => '(?,?,?,?,?,?,?,?,?,NULL,?,?)').join(',')}`,
    rows.flatMap((r) => [r.id, r.name, r.phone, r.unitId, r.communityId, r.compoundId, r.compoundText, r.building, r.skills, importId, now]));
}
/** Fills what is still empty; what somebody else filled in the meantime stays. */
export async function fillRoster(m: EntityManager, r: RosterRow): Promise<void> {
  await m.query(`UPDATE roster_entry SET unitId = COALESCE(unitId, ?), communityId = COALESCE(communityId, ?), compoundId = COALESCE(compoundId, ?),
    compoundText = CASE WHEN compoundText = '' THEN ? ELSE compoundText END, building = CASE WHEN building = '' THEN ? ELSE building END, skills = CASE WHEN skills = '' THEN ? ELSE skills END WHERE id = ?`,
  [r.unitId, r.communityId, r.compoundId, r.compoundText, r.building, r.skills, r.id]);
}
