import type { Config } from '../../config.js';
import { DAY_MS, HOUR_MS, monthOf, type ReconcileCheck, type ReconcileRunView } from '@xianfeng/shared';
import { sums, type Check, type Ctx } from './check.js';
import { awardChecks } from './checks/awards.js';
import { balanceChecks } from './checks/balances.js';
import { boardChecks } from './checks/board.js';
import { fileChecks } from './checks/files.js';
import { recordChecks } from './checks/records.js';
import { orderChecks } from './checks/orders.js';
import { DAY_NUMBER, totalChecks } from './checks/totals.js';
import { trailChecks } from './checks/trail.js';
import { openSnapshot } from './snapshot.js';

const order = (c: Check): number => Number(c.id.slice(4));
/** All invariants, in the order of their numbers. */
export const CHECKS: readonly Check[] = [...balanceChecks, ...awardChecks, ...orderChecks, ...boardChecks, ...recordChecks, ...trailChecks, ...totalChecks, ...fileChecks].sort((a, b) => order(a) - order(b));
/** So many offenders are named; all are counted. */
const NAMED = 20;
/** So many people's exchange is stopped by one run. More than that is not a matter of single accounts. */
const FROZEN_MOST = 1_000;
export type Totals = ReconcileRunView['totals'];
export interface Reconciled {
  ms: number; transactions: number; findings: number; checks: ReconcileCheck[]; totals: Totals;
  /** Whose balance a finding concerns. */ people: number[];
  /** With `asOf`: what each account held then. */ accounts: Record<string, number>;
}
export interface Options { now: number; asOf?: number; only?: readonly string[]; except?: readonly string[]; progress?: (check: ReconcileCheck) => void; balance?: (userId: number, available: number, held: number) => void }
/**
 * Looks at everything once, in one moment of the database, and changes nothing. With `asOf` only at the journal up to that transaction.
 * @throws whatever keeps it from looking: the caller must not take that for "nothing found"
 */
export async function reconcile(config: Pick<Config, 'databaseUrl' | 'dataDir'>, o: Options): Promise<Reconciled> {
  const began = performance.now(), at = await openSnapshot(config), upTo = o.asOf ?? Number.MAX_SAFE_INTEGER;
  const ctx: Ctx = { at, now: o.now, upTo, dataDir: config.dataDir }, people = new Set<number>(), checks: ReconcileCheck[] = [];
  try {
    for (const check of CHECKS) {
      if ((o.asOf !== undefined && !check.past) || (o.only && !o.only.includes(check.id)) || o.except?.includes(check.id)) continue;
      const since = performance.now(), offenders: string[] = [];
      let findings = 0;
      await check.find(ctx, (text, userId) => {
        findings += 1;
        if (offenders.length < NAMED) offenders.push(text);
        if (check.freezes && userId && people.size < FROZEN_MOST) people.add(userId);
      });
      checks.push({ id: check.id, title: check.title, findings, offenders, ms: Math.round(performance.now() - since) });
      o.progress?.(checks.at(-1)!);
    }
    const [count] = await at.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM journal_tx WHERE id <= ?', [upTo]);
    const accounts: Record<string, number> = {};
    await at.each('SELECT account, SUM(amount) AS n FROM journal_entry WHERE txId <= ? GROUP BY account', [upTo], (r) => void (accounts[String(r.account)] = Number(r.n)));
    if (o.balance) await at.each(`SELECT e.userId, ${sums(['AVAILABLE', 'available'], ['HELD', 'held'])} FROM journal_entry e WHERE e.txId <= ? AND e.userId IS NOT NULL GROUP BY e.userId ORDER BY e.userId`, [upTo], (r) => o.balance!(Number(r.userId), Number(r.available), Number(r.held)));
    return { ms: Math.round(performance.now() - began), transactions: Number(count!.n), findings: checks.reduce((n, c) => n + c.findings, 0), checks, totals: await totals(ctx), people: [...people], accounts };
  } finally {
    await at.close();
  }
}
/** What was issued, spent, expired and adjusted, by area and month of Shanghai. Points that ended are nobody's community's. */
async function totals(ctx: Ctx): Promise<Totals> {
  const rows = new Map<string, Totals[number]>();
  await ctx.at.each(
    `SELECT t.areaId, a.name, ${DAY_NUMBER} AS day, ${sums(['ISSUANCE', 'issued', '-'], ['SPENT', 'spent'], ['EXPIRED', 'expired'], ['ADJUSTMENT', 'adjusted', '-'])} FROM journal_tx t JOIN journal_entry e ON e.txId = t.id LEFT JOIN area a ON a.id = t.areaId WHERE t.id <= ? AND e.account IN ('ISSUANCE', 'SPENT', 'EXPIRED', 'ADJUSTMENT') GROUP BY t.areaId, a.name, ${DAY_NUMBER}`,
    [ctx.upTo], (r) => {
      const instant = Math.round(Number(r.day)) * DAY_MS - 8 * HOUR_MS, month = Math.abs(instant) < 8e15 ? monthOf(instant) : '?', key = `${r.areaId ?? ''}/${month}`;
      const t = rows.get(key) ?? rows.set(key, { area: String(r.name ?? '—'), month, issued: 0, spent: 0, expired: 0, adjusted: 0 }).get(key)!;
      t.issued += Number(r.issued);
      t.spent += Number(r.spent);
      t.expired += Number(r.expired);
      t.adjusted += Number(r.adjusted);
    },
  );
  return [...rows.values()].sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : a.area < b.area ? -1 : 1));
}
