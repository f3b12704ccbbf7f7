import type { EntityManager } from 'typeorm';
import type { TariffFacts, TariffRules, TaskKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

export interface InForce { version: number; name: string; effectiveFrom: string; rules: TariffRules }
/** The published version that is in force on a day of Shanghai. Published versions never change, so the answer for a day is final once the day has begun. */
export async function tariffOn(m: EntityManager, day: string): Promise<InForce> {
  const [row] = await m.query<{ version: number; name: string; effectiveFrom: string; rules: string }[]>("SELECT version, name, effectiveFrom, rules FROM tariff WHERE status = 'PUBLISHED' AND effectiveFrom <= ? ORDER BY effectiveFrom DESC LIMIT 1", [day]);
  if (!row) throw new Error(`no tariff is in force on ${day}`);
  return { ...row, rules: JSON.parse(row.rules) as TariffRules };
}
export async function tariffByVersion(m: EntityManager, version: number): Promise<InForce | null> {
  const [row] = await m.query<{ version: number; name: string; effectiveFrom: string; rules: string }[]>('SELECT version, name, effectiveFrom, rules FROM tariff WHERE version = ?', [version]);
  return row ? { ...row, rules: JSON.parse(row.rules) as TariffRules } : null;
}
/** The addition of a community that applies to a kind on a day, with what its budget still allows. */
export async function additionFor(m: EntityManager, areaId: number, kind: TaskKind, day: string): Promise<TariffFacts['addition']> {
  const rows = await m.query<{ id: number; kinds: string; percent: number; budget: number; used: number }[]>("SELECT id, kinds, percent, budget, used FROM tariff_addition WHERE areaId = ? AND status = 'ACTIVE' AND fromDay <= ? AND toDay >= ? ORDER BY id", [areaId, day, day]);
  const row = rows.find((r) => r.kinds === '' || r.kinds.split(',').includes(kind));
  return row ? { id: row.id, percent: row.percent, left: row.budget - row.used } : null;
}
/** Takes from an addition's budget; the UPDATE itself looks at what is left. False: somebody took it a moment ago. */
export const useAddition = async (m: EntityManager, id: number, points: number): Promise<boolean> =>
  (await change(m, 'UPDATE tariff_addition SET used = used + ? WHERE id = ? AND used + ? <= budget', [points, id, points])) === 1;
