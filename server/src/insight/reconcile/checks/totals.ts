import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, monthOf } from '@xianfeng/shared';
import { outstandingPoints, paceSince } from '../../../credit/funds/funds.store.js';
import { monthSpan, sheetRow } from '../../../credit/shelf/sheet.rules.js';
import { sheetOf } from '../../../credit/shelf/sheet.store.js';
import { ask, sums, type Check, type Ctx } from '../check.js';

const n = (v: unknown): number => Number(v ?? 0);
const SHANGHAI_MS = 8 * HOUR_MS;
/** The day in Shanghai of an instant, counted from 1970, in arithmetic that all databases share. */
export const DAY_NUMBER = `(t.createdAt + ${SHANGHAI_MS} - (t.createdAt + ${SHANGHAI_MS}) % ${DAY_MS}) / ${DAY_MS}`;
const sqlMonth = (ctx: Ctx): string => (ctx.at.isSqlite ? `strftime('%Y-%m', (t.createdAt + ${SHANGHAI_MS}) / 1000, 'unixepoch')` : `DATE_FORMAT(DATE_ADD('1970-01-01', INTERVAL FLOOR((t.createdAt + ${SHANGHAI_MS}) / 1000) SECOND), '%Y-%m')`);
const monthOfDay = (day: number): string => monthOf(day * DAY_MS - SHANGHAI_MS);
/** Instants that no calendar here knows: before this product's century or after it. */
const FIRST_MS = 946_656_000_000, LAST_MS = 4_102_416_000_000;
const months: Check = {
  id: 'INV-19', title: '按北京时间各月之和等于总数，数据库算的月与程序算的月一致', past: true,
  find: async (ctx, report) => {
    let unknown = 0;
    await ask(ctx, (text) => { unknown += 1; report(text); }, [{ sql: `SELECT id, createdAt FROM journal_tx WHERE id <= ? AND (createdAt < ${FIRST_MS} OR createdAt >= ${LAST_MS})`, params: (c) => [c.upTo], say: (r) => `流水 ${r.id}：时间 ${r.createdAt} 归不到月份` }]);
    if (unknown > 0) return;
    const gross = 'SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS n', from = 'FROM journal_tx t JOIN journal_entry e ON e.txId = t.id WHERE t.id <= ?';
    const ours = new Map<string, number>(), theirs = new Map<string, number>();
    await ctx.at.each(`SELECT ${DAY_NUMBER} AS day, ${gross} ${from} GROUP BY ${DAY_NUMBER}`, [ctx.upTo], (r) => { const month = monthOfDay(Math.round(Number(r.day))); ours.set(month, (ours.get(month) ?? 0) + Number(r.n)); });
    await ctx.at.each(`SELECT ${sqlMonth(ctx)} AS month, ${gross} ${from} GROUP BY ${sqlMonth(ctx)}`, [ctx.upTo], (r) => void theirs.set(String(r.month), Number(r.n)));
    const [all] = await ctx.at.query<{ n: number | null }[]>('SELECT SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS n FROM journal_entry e WHERE e.txId <= ?', [ctx.upTo]);
    for (const month of new Set([...ours.keys(), ...theirs.keys()])) if (ours.get(month) !== theirs.get(month)) report(`${month}：程序 ${ours.get(month) ?? 0}，数据库 ${theirs.get(month) ?? 0}`);
    const total = [...ours.values()].reduce((a, b) => a + b, 0);
    if (total !== Number(all?.n ?? 0)) report(`各月合计 ${total}，总数 ${Number(all?.n ?? 0)}`);
  },
};
/** A sheet is worked out backwards from today; this many months are walked at each point. */
const SHEET_MONTHS = 3;
const shown: Check = {
  id: 'INV-20', title: '页面上的总数（账户、家底、物资公示）等于流水的总数',
  find: async (ctx, report) => {
    const m = ctx.at as unknown as EntityManager;
    const [accounts] = await ctx.at.query<Record<string, number>[]>('SELECT SUM(available) AS available, SUM(held) AS held, SUM(earned) AS earned, SUM(spent) AS spent, SUM(expired) AS expired, SUM(adjusted) AS adjusted FROM points_account');
    const [journal] = await ctx.at.query<Record<string, number>[]>(`SELECT ${sums(['AVAILABLE', 'available'], ['HELD', 'held'], ['ISSUANCE', 'earned', '-'], ['SPENT', 'spent'], ['EXPIRED', 'expired'], ['ADJUSTMENT', 'adjusted', '-'])} FROM journal_entry e`);
    const NAMES: Record<string, string> = { available: '可用', held: '占用', earned: '获得', spent: '兑换', expired: '到期', adjusted: '调整' };
    for (const [column, name] of Object.entries(NAMES)) if (n(accounts?.[column]) !== n(journal?.[column])) report(`${name}：账户合计 ${n(accounts?.[column])}，流水合计 ${n(journal?.[column])}`);
    const [promised] = await ctx.at.query<{ n: number }[]>(`SELECT SUM(CASE WHEN d.available > 0 THEN d.available ELSE 0 END + d.held) AS n FROM (SELECT ${sums(['AVAILABLE', 'available'], ['HELD', 'held'])} FROM journal_entry e WHERE e.userId IS NOT NULL GROUP BY e.userId) d`);
    if ((await outstandingPoints(m)) !== n(promised?.n)) report(`家底：未兑换 ${await outstandingPoints(m)}，流水合计 ${n(promised?.n)}`);
    const pace = await paceSince(m, 0);
    if (pace.issued !== n(journal?.earned) || pace.spent !== n(journal?.spent)) report(`家底：发放 ${pace.issued}、兑换 ${pace.spent}，流水 ${n(journal?.earned)}、${n(journal?.spent)}`);
    await sheets(ctx, m, report);
  },
};
async function sheets(ctx: Ctx, m: EntityManager, report: (text: string) => void): Promise<void> {
  for (const { id } of await ctx.at.query<{ id: number }[]>('SELECT id FROM pickup_point ORDER BY id')) {
    const later = new Map<number, number>();
    for (let i = 0, month = monthOf(ctx.now); i < SHEET_MONTHS; i++) {
      const span = monthSpan(month, ctx.now)!;
      for (const row of await sheetOf(m, id, span)) {
        const sheet = sheetRow(row), lies = later.get(row.rewardId);
        if (!sheet) continue;
        const [moved] = await ctx.at.query<{ n: number | null; earlier: number | null }[]>('SELECT SUM(CASE WHEN createdAt < ? THEN quantity + reservedQuantity ELSE 0 END) AS n, SUM(CASE WHEN createdAt < ? THEN quantity + reservedQuantity ELSE 0 END) AS earlier FROM stock_move WHERE rewardId = ?', [span.to, span.from, row.rewardId]);
        if (sheet.closing !== n(moved?.n) || sheet.opening !== n(moved?.earlier)) report(`物资 ${row.rewardId} ${month}：公示期初 ${sheet.opening}、期末 ${sheet.closing}，变动合计 ${n(moved?.earlier)}、${n(moved?.n)}`);
        if (lies !== undefined && lies !== sheet.closing) report(`物资 ${row.rewardId} ${month}：期末 ${sheet.closing}，下月期初 ${lies}`);
        later.set(row.rewardId, sheet.opening);
      }
      month = monthOf(span.from - 1);
    }
  }
}
export const totalChecks = [months, shown];
