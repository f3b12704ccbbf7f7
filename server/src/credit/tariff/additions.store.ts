import type { EntityManager } from 'typeorm';
import type { AdditionStatus, AreaKind, TariffFacts, TaskKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { TariffAddition } from './tariff.entity.js';

/**
 * The addition of a community that applies to a kind on a day, with what its budget still allows. One that was ended keeps its
 * promise for the days before: a service may be verified later.
 */
export async function additionFor(m: EntityManager, areaId: number, kind: TaskKind, day: string): Promise<TariffFacts['addition']> {
  const rows = await m.query<{ id: number; kinds: string; percent: number; budget: number; used: number }[]>("SELECT id, kinds, percent, budget, used FROM tariff_addition WHERE areaId = ? AND status IN ('ACTIVE', 'ENDED') AND fromDay <= ? AND toDay >= ? ORDER BY id", [areaId, day, day]);
  const row = rows.find((r) => r.kinds === '' || r.kinds.split(',').includes(kind));
  return row ? { id: row.id, percent: row.percent, left: row.budget - row.used } : null;
}
/** Takes from an addition's budget; the UPDATE itself looks at what is left. False: somebody took it a moment ago. */
export const useAddition = async (m: EntityManager, id: number, points: number): Promise<boolean> =>
  (await change(m, 'UPDATE tariff_addition SET used = used + ? WHERE id = ? AND used + ? <= budget', [points, id, points])) === 1;
/** Holds an addition's row until commit: what it has left cannot change meanwhile. */
export const holdAddition = (m: EntityManager, id: number): Promise<number> => change(m, 'UPDATE tariff_addition SET used = used WHERE id = ?', [id]);

export interface AdditionRow {
  id: number; areaId: number; areaName: string; path: string; areaKind: AreaKind; title: string; kinds: string; percent: number; budget: number; used: number; fromDay: string; toDay: string;
  status: AdditionStatus; proposedBy: number; proposer: string;
}
const SELECT = `SELECT x.id, x.areaId, a.name AS areaName, a.path, a.kind AS areaKind, x.title, x.kinds, x.percent, x.budget, x.used, x.fromDay, x.toDay, x.status, x.proposedBy, p.name AS proposer
  FROM tariff_addition x JOIN area a ON a.id = x.areaId JOIN person p ON p.id = x.proposedBy`;
export async function findAddition(m: EntityManager, id: number): Promise<AdditionRow | null> {
  const [row] = await m.query<AdditionRow[]>(`${SELECT} WHERE x.id = ?`, [id]);
  return row ?? null;
}
/** Of the communities in a subtree: what waits for an answer, then the newest. */
export const additionsIn = (m: EntityManager, path: string, limit: number): Promise<AdditionRow[]> =>
  m.query(`${SELECT} WHERE a.path >= ? AND a.path < ? ORDER BY CASE WHEN x.status = 'PROPOSED' THEN 0 ELSE 1 END, x.id DESC LIMIT ${limit}`, [path, `${path.slice(0, -1)}0`]);
export const insertAddition = (m: EntityManager, row: TariffAddition): Promise<unknown> => m.insert(TariffAddition, row);
/** Those of a community that apply on some day from then on. */
export const standing = (m: EntityManager, areaId: number, from: string): Promise<{ id: number; kinds: string; fromDay: string; toDay: string }[]> =>
  m.query("SELECT id, kinds, fromDay, toDay FROM tariff_addition WHERE areaId = ? AND status IN ('ACTIVE', 'ENDED') AND toDay >= ? AND fromDay <= toDay", [areaId, from]);
/** Holds all additions of a community until commit: of two approved at once, the second sees the first. */
export const holdAdditions = (m: EntityManager, areaId: number): Promise<number> => change(m, 'UPDATE tariff_addition SET used = used WHERE areaId = ?', [areaId]);
/** Compare-and-set: of two who decide at once, one gets false. Begins at the earliest on the day it is approved. */
export const decideAddition = async (m: EntityManager, id: number, to: 'ACTIVE' | 'REFUSED', fromDay: string, by: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE tariff_addition SET status = ?, fromDay = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status = 'PROPOSED'", [to, fromDay, by, now, id])) === 1;
/** Today is its last day, and no day where it has not begun. */
export const endAddition = async (m: EntityManager, id: number, today: string): Promise<boolean> =>
  (await change(m, "UPDATE tariff_addition SET status = 'ENDED', toDay = ? WHERE id = ? AND status = 'ACTIVE' AND toDay >= ?", [today, id, today])) === 1;
/** Whoever may approve for an area but `proposerId`: officers of its street today, and the city's where the street has nobody else. */
export async function approversOf(m: EntityManager, areaIds: readonly number[], proposerId: number, today: string): Promise<number[]> {
  const rows = await m.query<{ userId: number; role: string }[]>(`SELECT DISTINCT userId, role FROM post WHERE areaId IN (${areaIds.map(() => '?').join(', ')}) AND role IN ('STREET_OFFICER', 'CITY_ORGANISER') AND userId <> ? AND ended = 0 AND fromDay <= ? AND toDay >= ? ORDER BY userId`, [...areaIds, proposerId, today, today]);
  const near = rows.filter((r) => r.role === 'STREET_OFFICER');
  return (near.length > 0 ? near : rows).map((r) => r.userId);
}
