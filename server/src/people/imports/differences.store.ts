import type { EntityManager } from 'typeorm';
import type { DifferenceDecision, DifferenceKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import type { Difference, DifferenceRow, Standing } from './differences.rules.js';

const IN_ONE = 500;
/** The roster of one unit as it was before this import wrote to it. */
export const rosterOfUnit = (m: EntityManager, unitId: number, importId: number): Promise<Standing[]> =>
  m.query<Standing[]>('SELECT id, phone, name, unitId, communityId FROM roster_entry WHERE unitId = ? AND importId <> ? ORDER BY id', [unitId, importId]);
/** People who are no in-service members under these phones, of those who agreed to be found on the roster. */
export async function knownOtherwise(m: EntityManager, phones: readonly string[]): Promise<Map<string, 'RETIRED' | 'RESIDENT'>> {
  const found = new Map<string, 'RETIRED' | 'RESIDENT'>();
  for (let i = 0; i < phones.length; i += IN_ONE) {
    const part = phones.slice(i, i + IN_ONE);
    const rows = await m.query<{ phone: string; kind: 'RETIRED' | 'RESIDENT' }[]>(
      `SELECT p.phone, p.kind FROM person p JOIN consent t ON t.userId = p.id AND t.purpose = 'ROSTER' AND t.granted = 1 WHERE p.phone IN (${part.map(() => '?').join(', ')}) AND p.kind <> 'MEMBER' AND p.communityId IS NOT NULL`, part);
    for (const r of rows) found.set(r.phone, r.kind);
  }
  return found;
}
const FIELDS = ['id', 'importId', 'kind', 'entryId', 'name', 'phone', 'unitBefore', 'unitAfter', 'communityBefore', 'communityAfter', 'note', 'decision', 'decidedBy', 'decidedAt', 'createdAt'];
export async function insertDifferences(m: EntityManager, importId: number, all: readonly Difference[], now: number): Promise<void> {
  for (let i = 0; i < all.length; i += IN_ONE) {
    const part = all.slice(i, i + IN_ONE);
    await m.query(`INSERT INTO roster_difference (${FIELDS.join(', ')}) VALUES ${part.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?)').join(', ')}`,
      part.flatMap((d) => [newId(), importId, d.kind, d.entryId, d.name, d.phone, d.unitBefore, d.unitAfter, d.communityBefore, d.communityAfter, d.note, now]));
  }
}
const SELECT = `SELECT d.id, d.importId, d.kind, d.entryId, d.name, d.phone, d.unitBefore, d.unitAfter, d.communityBefore, d.communityAfter, d.note, d.decision, d.decidedAt,
  ub.name AS unitBeforeName, ua.name AS unitAfterName, cb.name AS communityBeforeName, ca.name AS communityAfterName, q.name AS decidedByName,
  COALESCE(e.userId, CASE WHEN d.kind = 'JOINED' AND d.note IS NOT NULL THEN j.id END) AS userId
  FROM roster_difference d LEFT JOIN unit ub ON ub.id = d.unitBefore LEFT JOIN unit ua ON ua.id = d.unitAfter LEFT JOIN area cb ON cb.id = d.communityBefore LEFT JOIN area ca ON ca.id = d.communityAfter
  LEFT JOIN person q ON q.id = d.decidedBy LEFT JOIN roster_entry e ON e.id = d.entryId LEFT JOIN person j ON j.phone = d.phone`;
export const differencesOf = (m: EntityManager, importId: number, kind: DifferenceKind | undefined, after: number): Promise<DifferenceRow[]> =>
  m.query<DifferenceRow[]>(`${SELECT} WHERE d.importId = ? AND d.id > ?${kind ? ' AND d.kind = ?' : ''} ORDER BY d.id LIMIT ${PAGE_ROWS}`, [importId, after, ...(kind ? [kind] : [])]);
export const differencesById = (m: EntityManager, importId: number, ids: readonly number[]): Promise<DifferenceRow[]> =>
  m.query<DifferenceRow[]>(`${SELECT} WHERE d.importId = ? AND d.id IN (${ids.map(() => '?').join(', ')}) ORDER BY d.id`, [importId, ...ids]);
/** By kind: all, and those that wait for a decision. */
export const differenceCounts = (m: EntityManager, importId: number): Promise<{ kind: DifferenceKind; n: number; open: number | string }[]> =>
  m.query("SELECT kind, COUNT(*) AS n, SUM(CASE WHEN decision IS NULL AND (kind <> 'JOINED' OR note IS NOT NULL) THEN 1 ELSE 0 END) AS open FROM roster_difference WHERE importId = ? GROUP BY kind", [importId]);
/** Compare-and-set: of two deciding at once, one does. */
export const markDecided = async (m: EntityManager, id: number, decision: DifferenceDecision, by: number, now: number): Promise<boolean> =>
  (await change(m, 'UPDATE roster_difference SET decision = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND decision IS NULL', [decision, by, now, id])) === 1;

export const deleteEntry = (m: EntityManager, entryId: number): Promise<number> => change(m, 'DELETE FROM roster_entry WHERE id = ?', [entryId]);
export const setEntryUnit = (m: EntityManager, entryId: number, unitId: number): Promise<number> => change(m, 'UPDATE roster_entry SET unitId = ? WHERE id = ?', [unitId, entryId]);
export const setEntryCommunity = (m: EntityManager, entryId: number, communityId: number): Promise<number> =>
  change(m, "UPDATE roster_entry SET communityId = ?, compoundId = NULL, compoundText = '', building = '' WHERE id = ?", [communityId, entryId]);
/** Names of areas and units for differences that are only foreseen. */
export async function namesOf(m: EntityManager, table: 'area' | 'unit', ids: readonly (number | null)[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await m.query<{ id: number; name: string }[]>(`SELECT id, name FROM ${table} WHERE id IN (${wanted.map(() => '?').join(', ')})`, wanted);
  return new Map(rows.map((r) => [r.id, r.name]));
}
/** Who of these lines of the roster uses the app himself. */
export async function usersOf(m: EntityManager, entryIds: readonly number[]): Promise<Map<number, number>> {
  if (entryIds.length === 0) return new Map();
  const rows = await m.query<{ id: number; userId: number }[]>(`SELECT id, userId FROM roster_entry WHERE userId IS NOT NULL AND id IN (${entryIds.map(() => '?').join(', ')})`, [...entryIds]);
  return new Map(rows.map((r) => [r.id, r.userId]));
}
/** People's data of rosters long settled: nobody asks any more. */
export const forgetDifferences = (m: EntityManager, before: number): Promise<number> => change(m, 'DELETE FROM roster_difference WHERE createdAt < ?', [before]);
