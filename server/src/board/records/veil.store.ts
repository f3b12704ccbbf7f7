import type { EntityManager } from 'typeorm';
import { isVeiled } from './veil.rules.js';

/** Condition: this person agrees, at this moment, that his unit is told of his services. `userId`: an expression. */
export const agreesToUnit = (userId: string): string => `EXISTS (SELECT 1 FROM consent ua WHERE ua.userId = ${userId} AND ua.purpose = 'UNIT_SHARE' AND ua.granted = 1)`;
/** By unit, how many of its people did not agree and have services among these records that still stand. `records`: FROM and WHERE with `service_record r` and its `person p`. */
export async function notAgreedIn(m: EntityManager, records: string, params: readonly (number | string)[]): Promise<Map<number, number>> {
  const rows = await m.query<{ unitId: number; n: number }[]>(`SELECT x.unitId, COUNT(*) AS n FROM (SELECT p.unitId, r.userId ${records} AND p.unitId IS NOT NULL AND NOT ${agreesToUnit('r.userId')} GROUP BY p.unitId, r.userId HAVING SUM(r.services) > 0) x GROUP BY x.unitId`, [...params]);
  return new Map(rows.map((r) => [r.unitId, Number(r.n)]));
}
/** A further condition for numbers of which each is about one unit: of a veiled unit only those who agreed. */
export async function openOfEach(m: EntityManager, records: string, params: readonly (number | string)[]): Promise<{ sql: string; params: number[] }> {
  const veiled = [...(await notAgreedIn(m, records, params))].filter(([, n]) => isVeiled(n)).map(([unitId]) => unitId);
  return veiled.length === 0 ? { sql: '', params: [] } : { sql: ` AND (p.unitId NOT IN (${veiled.map(() => '?').join(', ')}) OR ${agreesToUnit('r.userId')})`, params: veiled };
}
/** Is a number about all units of these records together to count only those who agreed? */
export const isVeiledTogether = async (m: EntityManager, records: string, params: readonly (number | string)[]): Promise<boolean> => isVeiled([...(await notAgreedIn(m, records, params)).values()].reduce((sum, n) => sum + n, 0));
