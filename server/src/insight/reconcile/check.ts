import type { Row, Snapshot } from './snapshot.js';

export interface Ctx { at: Snapshot; /** What "now" is: shifts begin, messages are forgotten. */ now: number; /** Transactions of the journal up to this id (all: the greatest integer). */ upTo: number; dataDir: string }
/** One thing that is not as it must be. `userId`: whose balance it concerns. */
export type Report = (text: string, userId?: number | null) => void;
/** One invariant: what must always hold, in Chinese, and how to find what does not hold. Reads only. */
export interface Check {
  id: string; title: string;
  /** Also says something about a past state: looks at nothing but the journal up to `upTo`. */ past?: true;
  /** Findings are about a person's balance: his exchange is stopped until somebody has looked. */ freezes?: true;
  find: (ctx: Ctx, report: Report) => Promise<void>;
}
/** A question whose every answer is a finding. */
export interface Part { sql: string; params?: (ctx: Ctx) => unknown[]; say: (row: Row) => string }
/** The finding's person is the column `userId`, where there is one. */
export async function ask(ctx: Ctx, report: Report, parts: readonly Part[]): Promise<void> {
  for (const { sql, params, say } of parts) await ctx.at.each(sql, params?.(ctx) ?? [], (row) => report(say(row), row.userId === undefined || row.userId === null ? null : Number(row.userId)));
}
export const sums = (...accounts: [account: string, as: string, sign?: '-'][]): string => accounts.map(([account, as, sign = '']) => `SUM(CASE WHEN e.account = '${account}' THEN ${sign}e.amount ELSE 0 END) AS ${as}`).join(', ');
