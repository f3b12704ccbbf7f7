import type { EntityManager } from 'typeorm';
import type { PlaceRef, ProjectStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { holes, range } from '../lists/reader.js';
import { Agreement, AgreementUnit } from './agreement.entity.js';

export interface AgreementRow { id: number; communityId: number; communityName: string; path: string; title: string; text: string; fromDay: string; toDay: string; reminded: number; createdBy: number; endedAt: number | null; endReason: string | null }
const SELECT = 'SELECT g.id, g.communityId, a.name AS communityName, a.path, g.title, g.text, g.fromDay, g.toDay, g.reminded, g.createdBy, g.endedAt, g.endReason FROM agreement g JOIN area a ON a.id = g.communityId';
export async function findAgreement(m: EntityManager, id: number): Promise<AgreementRow | null> {
  const [row] = await m.query<AgreementRow[]>(`${SELECT} WHERE g.id = ?`, [id]);
  return row ?? null;
}
/** Of a subtree, newest first; `until`: only those in force that end by then. */
export const agreementsWithin = (m: EntityManager, path: string, expiring: { today: string; until: string } | null, before: number, limit: number): Promise<AgreementRow[]> =>
  m.query<AgreementRow[]>(`${SELECT} WHERE a.path >= ? AND a.path < ? AND g.id < ?${expiring ? ' AND g.endedAt IS NULL AND g.toDay >= ? AND g.toDay <= ?' : ''} ORDER BY g.id DESC LIMIT ?`, [...range(path), before, ...(expiring ? [expiring.today, expiring.until] : []), limit]);
/** To which one of these units is a party, newest first, up to a hundred. */
export const agreementsOf = (m: EntityManager, unitIds: readonly number[]): Promise<AgreementRow[]> =>
  unitIds.length === 0 ? Promise.resolve([]) : m.query<AgreementRow[]>(`${SELECT} WHERE g.id IN (SELECT agreementId FROM agreement_unit WHERE unitId IN (${holes(unitIds)})) ORDER BY g.id DESC LIMIT 100`, [...unitIds]);
/** In force, ending by that day, and told of less than twice. */
export const endingBy = (m: EntityManager, today: string, until: string): Promise<AgreementRow[]> =>
  m.query<AgreementRow[]>(`${SELECT} WHERE g.endedAt IS NULL AND g.toDay >= ? AND g.toDay <= ? AND g.reminded < 2 ORDER BY g.id`, [today, until]);
/** Of two processes one gets true. */
export const markReminded = async (m: EntityManager, id: number, count: number): Promise<boolean> => (await change(m, 'UPDATE agreement SET reminded = ? WHERE id = ? AND reminded < ? AND endedAt IS NULL', [count, id, count])) === 1;
export const unitsIn = (m: EntityManager, ids: readonly number[]): Promise<(PlaceRef & { agreementId: number })[]> =>
  ids.length === 0 ? Promise.resolve([]) : m.query(`SELECT y.agreementId, u.id, u.name FROM agreement_unit y JOIN unit u ON u.id = y.unitId WHERE y.agreementId IN (${holes(ids)}) ORDER BY u.name`, [...ids]);
export const projectCounts = (m: EntityManager, ids: readonly number[]): Promise<{ agreementId: number; status: ProjectStatus; n: number }[]> =>
  ids.length === 0 ? Promise.resolve([]) : m.query(`SELECT agreementId, status, COUNT(*) AS n FROM project WHERE agreementId IN (${holes(ids)}) GROUP BY agreementId, status`, [...ids]);
export async function insertAgreement(m: EntityManager, a: Omit<Agreement, 'reminded' | 'endedAt' | 'endReason'>, unitIds: readonly number[]): Promise<void> {
  await m.insert(Agreement, { ...a, reminded: 0, endedAt: null, endReason: null });
  await m.insert(AgreementUnit, unitIds.map((unitId) => ({ agreementId: a.id, unitId })));
}
/** False where it was ended. A new last day is reminded of anew. */
export async function updateAgreement(m: EntityManager, id: number, a: Pick<Agreement, 'title' | 'text' | 'fromDay' | 'toDay'>, unitIds: readonly number[], before: readonly number[]): Promise<boolean> {
  await change(m, 'UPDATE agreement SET reminded = 0 WHERE id = ? AND toDay <> ?', [id, a.toDay]);
  if ((await change(m, 'UPDATE agreement SET title = ?, text = ?, fromDay = ?, toDay = ? WHERE id = ? AND endedAt IS NULL', [a.title, a.text, a.fromDay, a.toDay, id])) !== 1) return false;
  const gone = before.filter((u) => !unitIds.includes(u)), come = unitIds.filter((u) => !before.includes(u));
  if (gone.length > 0) await change(m, `DELETE FROM agreement_unit WHERE agreementId = ? AND unitId IN (${holes(gone)})`, [id, ...gone]);
  if (come.length > 0) await m.insert(AgreementUnit, come.map((unitId) => ({ agreementId: id, unitId })));
  return true;
}
/** Compare-and-set over what was not ended. */
export const endAgreement = async (m: EntityManager, id: number, at: number, reason: string): Promise<boolean> => (await change(m, 'UPDATE agreement SET endedAt = ?, endReason = ? WHERE id = ? AND endedAt IS NULL', [at, reason, id])) === 1;
/** How many of these units there are. */
export async function knownUnits(m: EntityManager, unitIds: readonly number[]): Promise<number> {
  const [row] = await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM unit WHERE id IN (${holes(unitIds)})`, [...unitIds]);
  return Number(row?.n ?? 0);
}
