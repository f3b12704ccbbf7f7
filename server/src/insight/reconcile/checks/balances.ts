import { APPEND_ONLY } from '../../../db/append-only.js';
import { ID_MS } from '../../../lib/ids.js';
import { ask, sums, type Check, type Ctx, type Report } from '../check.js';

const upTo = (ctx: Ctx): unknown[] => [ctx.upTo];
/** Which accounts each kind may touch; a reversal touches those of what it takes back. */
const KINDS = { AWARD: ['ISSUANCE', 'AVAILABLE'], HOLD: ['AVAILABLE', 'HELD'], RELEASE: ['HELD', 'AVAILABLE'], SPEND: ['HELD', 'SPENT'], EXPIRE: ['AVAILABLE', 'EXPIRED'], ADJUST: ['ADJUSTMENT', 'AVAILABLE'] };
const misplaced = Object.entries(KINDS).map(([kind, accounts]) => `(t.kind = '${kind}' AND e.account NOT IN (${accounts.map((a) => `'${a}'`).join(', ')}))`).join(' OR ');
const EACH_PERSON = `SELECT t.userId, ${sums(['AVAILABLE', 'available'], ['HELD', 'held'], ['ISSUANCE', 'earned', '-'], ['SPENT', 'spent'], ['EXPIRED', 'expired'], ['ADJUSTMENT', 'adjusted', '-'])} FROM journal_tx t JOIN journal_entry e ON e.txId = t.id GROUP BY t.userId`;

const balanced: Check = {
  id: 'INV-1', title: '每笔流水至少两条分录、合计为零、只涉及一个人', past: true,
  find: (ctx, report) => ask(ctx, report, [
    { sql: 'SELECT e.txId, SUM(e.amount) AS total, COUNT(*) AS n FROM journal_entry e WHERE e.txId <= ? GROUP BY e.txId HAVING SUM(e.amount) <> 0 OR COUNT(*) < 2 OR MIN(ABS(e.amount)) = 0', params: upTo, say: (r) => `流水 ${r.txId}：${r.n} 条分录，合计 ${r.total}` },
    { sql: 'SELECT t.id FROM journal_tx t LEFT JOIN journal_entry e ON e.txId = t.id WHERE t.id <= ? AND e.txId IS NULL', params: upTo, say: (r) => `流水 ${r.id}：没有分录` },
    { sql: 'SELECT DISTINCT e.txId FROM journal_entry e LEFT JOIN journal_tx t ON t.id = e.txId WHERE e.txId <= ? AND t.id IS NULL', params: upTo, say: (r) => `分录 ${r.txId}：没有流水` },
    { sql: `SELECT t.id, e.account FROM journal_tx t JOIN journal_entry e ON e.txId = t.id WHERE t.id <= ? AND ((e.account IN ('AVAILABLE', 'HELD') AND (e.userId IS NULL OR e.userId <> t.userId)) OR (e.account NOT IN ('AVAILABLE', 'HELD') AND e.userId IS NOT NULL) OR ${misplaced})`, params: upTo, say: (r) => `流水 ${r.id}：分录 ${r.account} 记错了账户` },
  ]),
};
const closed: Check = {
  id: 'INV-2', title: '所有账户合计为零，每人：获得＋调整＝可用＋占用＋兑换＋到期', past: true,
  find: (ctx, report) => ask(ctx, report, [
    { sql: 'SELECT SUM(amount) AS total FROM journal_entry WHERE txId <= ? HAVING SUM(amount) <> 0', params: upTo, say: (r) => `全部分录合计 ${r.total}` },
    ...(ctx.upTo < Number.MAX_SAFE_INTEGER ? [] : [{ sql: 'SELECT userId FROM points_account WHERE earned + adjusted <> available + held + spent + expired', say: (r: { [k: string]: unknown }) => `账户 ${String(r.userId)}：收支不平` }]),
  ]),
};
const guarded: Check = {
  id: 'INV-3', title: '流水和留痕只能增加，不能改、不能删',
  find: async ({ at }, report) => {
    const triggers = at.isSqlite ? new Set((await at.query<{ tbl_name: string; sql: string }[]>("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")).filter((t) => /RAISE\s*\(\s*ABORT/i.test(t.sql)).map((t) => `${t.tbl_name} ${/BEFORE (\w+)/i.exec(t.sql)?.[1]?.toUpperCase()}`)) : null;
    for (const table of APPEND_ONLY)
      for (const event of ['UPDATE', 'DELETE']) {
        const sql = event === 'DELETE' ? `DELETE FROM ${table} WHERE 1 = 0` : `UPDATE ${table} SET ${KEY[table] ?? 'id'} = 0 WHERE 1 = 0`;
        if (triggers ? !triggers.has(`${table} ${event}`) : await at.allows(sql)) report(`${table}：${event} 没有被拒绝`);
      }
  },
};
const KEY: Record<string, string> = { journal_entry: 'txId', lot_move: 'txId', redemption_step: 'redemptionId' };
const stored: Check = {
  id: 'INV-4', title: '账户余额等于其分录之和', freezes: true,
  find: (ctx, report) => {
    const columns = ['available', 'held', 'earned', 'spent', 'expired', 'adjusted'];
    return ask(ctx, report, [
      { sql: `SELECT a.userId, a.available, s.available AS sum FROM points_account a JOIN (${EACH_PERSON}) s ON s.userId = a.userId WHERE ${columns.map((c) => `a.${c} <> s.${c}`).join(' OR ')}`, say: (r) => `账户 ${r.userId}：存 ${r.available}，分录合计 ${r.sum}，或其他栏不符` },
      { sql: `SELECT a.userId, a.available FROM points_account a WHERE (${columns.map((c) => `a.${c} <> 0`).join(' OR ')}) AND NOT EXISTS (SELECT 1 FROM journal_tx t WHERE t.userId = a.userId)`, say: (r) => `账户 ${r.userId}：有积分，没有流水` },
      { sql: 'SELECT t.userId FROM journal_tx t LEFT JOIN points_account a ON a.userId = t.userId WHERE a.userId IS NULL GROUP BY t.userId', say: (r) => `账户 ${r.userId}：有流水，没有账户` },
    ]);
  },
};

/** Ids of two processes may stand in another order than what they name, by as much as their clocks differ. */
const OUT_OF_ORDER_MS = 5_000;
interface Step { id: number; kind: string; balance: number; available: number; held: number }
/** One person's transactions as a chain: each begins where one before ended. Gives those that fit nowhere. */
export function misfits(steps: Step[]): number[] {
  const bad: number[] = [], waiting: Step[] = [];
  let available = 0, held = 0;
  const fits = (s: Step): boolean => available + s.available === s.balance && held + s.held >= 0 && (s.balance >= 0 || s.available >= 0 || s.kind === 'REVERSAL');
  const take = (s: Step): void => { available = s.balance; held += s.held; };
  const settle = (): void => {
    for (let i = waiting.findIndex(fits); i >= 0; i = waiting.findIndex(fits)) take(waiting.splice(i, 1)[0]!);
  };
  for (const s of steps) {
    while (waiting.length > 0 && s.id - waiting[0]!.id > OUT_OF_ORDER_MS * ID_MS) {
      const lost = waiting.shift()!;
      bad.push(lost.id);
      take({ ...lost, balance: available + lost.available });
      settle();
    }
    if (waiting.length === 0 && fits(s)) take(s);
    else { waiting.push(s); settle(); }
  }
  return [...bad, ...waiting.map((s) => s.id)];
}
/** So many people are looked at closely before the next are asked for. */
const SUSPECTS = 10_000;
/** The first after that person whose transactions do not add up in the order of their ids, which need not be the order in which they happened. */
const outOfOrder = async (ctx: Ctx, after: number): Promise<number[]> =>
  (await ctx.at.query<{ userId: number }[]>(
    `SELECT DISTINCT userId FROM (
       SELECT t.userId, t.kind, t.balance, d.available, SUM(d.available) OVER w AS running, SUM(d.held) OVER w AS heldRunning FROM journal_tx t JOIN (
         SELECT e.txId, ${sums(['AVAILABLE', 'available'], ['HELD', 'held'])} FROM journal_entry e WHERE e.txId <= ? GROUP BY e.txId
       ) d ON d.txId = t.id WINDOW w AS (PARTITION BY t.userId ORDER BY t.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
     ) x WHERE userId > ? AND (running <> balance OR heldRunning < 0 OR (balance < 0 AND available < 0 AND kind <> 'REVERSAL')) ORDER BY userId LIMIT ${SUSPECTS}`,
    [ctx.upTo, after],
  )).map((r) => r.userId);
const prefixes: Check = {
  id: 'INV-5', title: '任何时刻可用和占用都不为负（冲正所致除外），批次之和等于可用', past: true, freezes: true,
  find: async (ctx, report) => {
    // In the order of ids first, inside the database; who does not fit in that order is looked at closely.
    for (let last = 0, n = SUSPECTS; n === SUSPECTS; ) {
      const suspects = await outOfOrder(ctx, last);
      [n, last] = [suspects.length, suspects.at(-1) ?? last];
      for (const userId of suspects) {
        const steps = await ctx.at.query<Step[]>(`SELECT t.id, t.kind, t.balance, ${sums(['AVAILABLE', 'available'], ['HELD', 'held'])} FROM journal_tx t JOIN journal_entry e ON e.txId = t.id WHERE t.userId = ? AND t.id <= ? GROUP BY t.id, t.kind, t.balance ORDER BY t.id`, [userId, ctx.upTo]);
        for (const id of misfits(steps.map((s) => ({ ...s, available: Number(s.available), held: Number(s.held) })))) report(`流水 ${id}：账户 ${userId} 的余额接不上`, userId);
      }
    }
    if (ctx.upTo === Number.MAX_SAFE_INTEGER) await lots(ctx, report);
  },
};
const lots = (ctx: Ctx, report: Report): Promise<void> =>
  ask(ctx, report, [
    { sql: 'SELECT userId, available, held FROM points_account WHERE held < 0 OR available < -10000', say: (r) => `账户 ${r.userId}：可用 ${r.available}，占用 ${r.held}` },
    { sql: 'SELECT l.id, l.userId, l.leftPoints, v.n FROM points_lot l LEFT JOIN (SELECT lotId, SUM(points) AS n FROM lot_move GROUP BY lotId) v ON v.lotId = l.id WHERE l.leftPoints <> COALESCE(v.n, 0) OR l.leftPoints < 0 OR l.live <> CASE WHEN l.leftPoints > 0 THEN 1 ELSE 0 END', say: (r) => `批次 ${r.id}：剩 ${r.leftPoints}，变动合计 ${r.n}` },
    { sql: 'SELECT a.userId, a.available, l.n FROM points_account a LEFT JOIN (SELECT userId, SUM(leftPoints) AS n FROM points_lot GROUP BY userId) l ON l.userId = a.userId WHERE COALESCE(l.n, 0) <> CASE WHEN a.available > 0 THEN a.available ELSE 0 END', say: (r) => `账户 ${r.userId}：可用 ${r.available}，批次合计 ${r.n ?? 0}` },
    { sql: 'SELECT v.lotId, v.txId FROM lot_move v JOIN points_lot l ON l.id = v.lotId LEFT JOIN journal_tx t ON t.id = v.txId WHERE t.id IS NULL OR t.userId <> l.userId', say: (r) => `批次 ${r.lotId}：变动 ${r.txId} 不是本人的流水` },
  ]);
const heldByOrders: Check = {
  id: 'INV-13', title: '占用等于本人待领取兑换单的积分之和', freezes: true,
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT a.userId, a.held, r.n FROM points_account a LEFT JOIN (SELECT userId, SUM(points) AS n FROM redemption WHERE status = 'HELD' GROUP BY userId) r ON r.userId = a.userId WHERE a.held <> COALESCE(r.n, 0)", say: (r) => `账户 ${r.userId}：占用 ${r.held}，待领取 ${r.n ?? 0}` },
    { sql: "SELECT r.userId, r.id FROM redemption r LEFT JOIN points_account a ON a.userId = r.userId WHERE r.status = 'HELD' AND a.userId IS NULL", say: (r) => `兑换单 ${r.id}：本人没有账户` },
  ]),
};
export const balanceChecks = [balanced, closed, guarded, stored, prefixes, heldByOrders];
