import type { EntityManager } from 'typeorm';
import type { FundInput } from '@xianfeng/shared';
import { newId } from '../../lib/ids.js';

export interface FundRow { id: number; at: number; areaName: string; amountFen: number; source: string; note: string; actorName: string }
const FUND = "SELECT f.id, f.createdAt AS at, a.name AS areaName, f.amountFen, f.source, f.note, COALESCE(p.name, '') AS actorName FROM fund_entry f JOIN area a ON a.id = f.areaId LEFT JOIN person p ON p.id = f.actorId";
export async function insertFund(m: EntityManager, now: number, actorId: number, f: FundInput): Promise<FundRow> {
  const id = newId();
  await m.query('INSERT INTO fund_entry (id, areaId, amountFen, source, note, actorId, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)', [id, f.areaId, f.amountFen, f.source, f.note ?? '', actorId, now]);
  return (await m.query<FundRow[]>(`${FUND} WHERE f.id = ?`, [id]))[0]!;
}
/** Those of an area and all below it, newest first. */
export const fundsUnder = (m: EntityManager, path: string, before: number, limit: number): Promise<FundRow[]> => m.query<FundRow[]>(`${FUND} WHERE a.path LIKE ? AND f.id < ? ORDER BY f.id DESC LIMIT ?`, [`${path}%`, before, limit]);

const sum = (v: number | string | null | undefined): number => Number(v ?? 0);
type Sums<K extends string> = Record<K, number | string | null>;
/** Points that people may still ask goods for. A debt is nobody's claim. */
export async function outstandingPoints(m: EntityManager): Promise<number> {
  const [row] = await m.query<Sums<'n'>[]>('SELECT SUM(CASE WHEN available > 0 THEN available ELSE 0 END + held) AS n FROM points_account');
  return sum(row?.n);
}
/** In fen: what lies on all shelves at its cost (not what is past its day: nobody can have it), and money set aside. */
export async function meansFen(m: EntityManager, today: string): Promise<{ stockFen: number; fundFen: number }> {
  const [stock] = await m.query<Sums<'n'>[]>('SELECT SUM((stock + reserved) * costFen) AS n FROM reward WHERE bestBefore IS NULL OR bestBefore >= ?', [today]);
  const [fund] = await m.query<Sums<'n'>[]>('SELECT SUM(amountFen) AS n FROM fund_entry');
  return { stockFen: sum(stock?.n), fundFen: sum(fund?.n) };
}
/** Points given for service and spent on goods since an instant, less what was taken back of either. */
export async function paceSince(m: EntityManager, since: number): Promise<{ issued: number; spent: number }> {
  const [row] = await m.query<Sums<'issued' | 'spent'>[]>(
    "SELECT SUM(CASE WHEN e.account = 'ISSUANCE' THEN -e.amount ELSE 0 END) AS issued, SUM(CASE WHEN e.account = 'SPENT' THEN e.amount ELSE 0 END) AS spent FROM journal_tx t JOIN journal_entry e ON e.txId = t.id WHERE t.createdAt >= ? AND t.kind IN ('AWARD', 'SPEND', 'REVERSAL')",
    [since],
  );
  return { issued: sum(row?.issued), spent: sum(row?.spent) };
}
