import { appendFileSync, mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dayOf, DAY_MS, startOfDay } from '@xianfeng/shared';
import { Seals } from '../../src/db/seals.js';
import { seedDemo } from '../../src/demo/seed.js';
import { reconcileCommand } from '../../src/insight/reconcile/command.js';
import { ReconcileService } from '../../src/insight/reconcile/reconcile.service.js';
import { CHECKS, reconcile } from '../../src/insight/reconcile/run.js';
import { openSnapshot } from '../../src/insight/reconcile/snapshot.js';
import { newId } from '../../src/lib/ids.js';
import { connectAs, key, startBoard, type Board } from '../start.js';
import type { Api } from '@xianfeng/shared';

/** The demo county: a lived-in year with every state and every kind of transaction. What is broken here is broken by hand, behind the product's back. */
let board: Board, root: Root;
interface Root { run: (sql: string, params?: unknown[]) => Promise<void>; close: () => Promise<void> }
type Values = Record<string, string | number | null>;
const rows = <T = Values>(sql: string, params: unknown[] = []): Promise<T[]> => board.tx.read.query<T[]>(sql, params);
const one = async <T = Values>(sql: string, params: unknown[] = []): Promise<T> => {
  const [row] = await rows<T>(sql, params);
  if (!row) throw new Error(`the county has nothing for ${sql}`);
  return row;
};
async function asRoot(): Promise<Root> {
  if (board.config.databaseUrl) {
    const c = await connectAs(board.config.databaseOwnerUrl ?? board.config.databaseUrl, board.config.databaseUrl.pathname.slice(1));
    await c.query('SET SESSION check_constraint_checks = 0');
    return { run: async (sql, params = []) => void (await c.query(sql, params)), close: () => c.end() };
  }
  const db = new Database(join(board.config.dataDir, 'xianfeng.sqlite'), { timeout: 5_000 });
  db.pragma('ignore_check_constraints = ON');
  return { run: async (sql, params = []) => void db.prepare(sql).run(...params), close: () => Promise.resolve(void db.close()) };
}
const looked = async (only?: string): Promise<string[]> => (await reconcile(board.config, { now: board.clock.now(), ...(only ? { only: [only] } : {}) })).checks.flatMap((c) => c.offenders.map((o) => (only ? o : `${c.id} ${o}`)));
type Undo = () => Promise<void>;
const where = (keys: Values): [string, unknown[]] => [Object.keys(keys).map((k) => `${k} = ?`).join(' AND '), Object.values(keys)];
async function poke(table: string, keys: Values, set: Values): Promise<Undo> {
  const [at, ids] = where(keys), columns = Object.keys(set), old = await one(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${at}`, ids);
  const write = (v: Values): Promise<void> => root.run(`UPDATE ${table} SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE ${at}`, [...columns.map((c) => v[c]), ...ids]);
  await write(set);
  return () => write(old);
}
async function put(table: string, row: Values): Promise<void> {
  await root.run(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
}
async function remove(table: string, keys: Values): Promise<Undo> {
  const [at, ids] = where(keys), old = await rows(`SELECT * FROM ${table} WHERE ${at}`, ids);
  if (old.length === 0) throw new Error(`nothing to take away from ${table}`);
  await root.run(`DELETE FROM ${table} WHERE ${at}`, ids);
  return async () => { for (const row of old) await put(table, row); };
}
/** Breaks, looks with this invariant alone, mends, and looks again. */
async function finds(id: string, breaks: () => Promise<Undo[]>, expected: (string | RegExp)[]): Promise<void> {
  const undo = await breaks();
  try {
    const found = await looked(id);
    expect(found).toHaveLength(expected.length);
    expected.forEach((e, i) => expect(found[i]).toMatch(e));
  } finally {
    for (const u of undo.reverse()) await u();
  }
  expect(await looked(id)).toEqual([]);
}
const APPEND_ONLY = ['journal_tx', 'journal_entry', 'lot_move', 'audit', 'stock_move', 'redemption_step', 'fund_entry', 'seal'];
async function loosen(): Promise<void> {
  if (board.config.databaseUrl) return;
  for (const t of APPEND_ONLY) for (const e of ['update', 'delete']) await root.run(`DROP TRIGGER IF EXISTS tr_${t}_no_${e}`);
}

beforeAll(async () => {
  board = await startBoard();
  await seedDemo(board.config, board.tx, board.clock.now(), () => undefined);
  root = await asRoot();
}, 120_000);
afterAll(async () => {
  await root.close();
  await board.stop();
});
const as = async (title: string): Promise<Api> => {
  const { phone } = await one<{ phone: string }>('SELECT phone FROM demo_account WHERE title = ?', [title]);
  return board.api((await board.api().session.demo(phone)).token);
};

test('a lived-in year is clean, and so is what people do to it through the doors of the product; every invariant is asked', async () => {
  const [member, secretary, keeper] = [await as('在职党员'), await as('社区书记'), await as('兑换点核销员')];
  const [point] = await member.rewards.pickupPoints();
  const shelf = await member.rewards.list({ pickupPointId: point!.id });
  const order = await member.redemptions.order({ rewardId: shelf.items.find((r) => r.blocked === null)!.id, quantity: 1 }, key());
  await keeper.redemptions.collect({ code: (await member.redemptions.get(order.id)).code! }, key());
  const second = await member.redemptions.order({ rewardId: order.rewardId, quantity: 1 }, key());
  await member.redemptions.cancel(second.id, key());
  const desk = await rows<{ id: number }>("SELECT id FROM service_log WHERE status = 'SUBMITTED' AND communityId = (SELECT communityId FROM person WHERE id = (SELECT userId FROM demo_account WHERE title = '社区书记')) LIMIT 5");
  const done = await secretary.logs.verify({ logIds: desk.map((l) => l.id) }, key());
  expect(done.verified.length).toBeGreaterThan(0);
  await board.app.get(Seals).seal(newId());
  const run = await reconcile(board.config, { now: board.clock.now() });
  expect(run.checks.map((c) => c.id)).toEqual(Array.from({ length: CHECKS.length }, (_, i) => `INV-${i + 1}`));
  expect(run.checks.flatMap((c) => c.offenders.map((o) => `${c.id} ${o}`))).toEqual([]);
  expect(run.findings).toBe(0);
  expect(run.transactions).toBeGreaterThan(10_000);
  expect(run.totals.reduce((n, t) => n + t.issued, 0)).toBe(-run.accounts.ISSUANCE!);
}, 120_000);

test('INV-3: a guard that is gone', async () => {
  if (board.config.databaseUrl) {
    const user = decodeURIComponent(board.config.databaseUrl.username), database = board.config.databaseUrl.pathname.slice(1);
    const { who } = await one<{ who: string }>('SELECT CURRENT_USER() AS who');
    const account = `'${user}'@'${who.slice(who.lastIndexOf('@') + 1)}'`;
    await finds('INV-3', async () => {
      await root.run(`GRANT UPDATE ON \`${database}\`.journal_tx TO ${account}`);
      return [() => root.run(`REVOKE UPDATE ON \`${database}\`.journal_tx FROM ${account}`)];
    }, [/^journal_tx：UPDATE/]);
  } else {
    const { sql } = await one<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = 'tr_journal_tx_no_update'");
    await finds('INV-3', async () => {
      await root.run('DROP TRIGGER tr_journal_tx_no_update');
      return [() => root.run(sql)];
    }, [/^journal_tx：UPDATE/]);
  }
  await loosen();
});

const award = (): Promise<{ id: number; refId: number; userId: number; balance: number }> => one("SELECT id, refId, userId, balance FROM journal_tx WHERE kind = 'AWARD' ORDER BY id LIMIT 1");
const account = (): Promise<{ userId: number; available: number; held: number; earned: number }> => one('SELECT userId, available, held, earned FROM points_account WHERE available > 50 ORDER BY userId LIMIT 1');
const order = (status: string): Promise<{ id: number; userId: number; rewardId: number; keeperId: number; codeHash: string }> => one('SELECT id, userId, rewardId, keeperId, codeHash FROM redemption WHERE status = ? ORDER BY id LIMIT 1', [status]);

test('INV-1: one side of a transaction is wrong; a side is somebody else’s; a transaction has no sides', async () => {
  const t = await award(), side = await one<{ amount: number }>('SELECT amount FROM journal_entry WHERE txId = ? AND seq = 1', [t.id]);
  await finds('INV-1', async () => [await poke('journal_entry', { txId: t.id, seq: 1 }, { amount: side.amount + 1 })], [`流水 ${t.id}：2 条分录，合计 1`]);
  await finds('INV-1', async () => [await poke('journal_entry', { txId: t.id, seq: 1 }, { userId: t.userId + 1 })], [`流水 ${t.id}：分录 AVAILABLE`]);
  await finds('INV-1', async () => [await remove('journal_entry', { txId: t.id })], [`流水 ${t.id}：没有分录`]);
});
test('INV-2: points out of nothing', async () => {
  const a = await account();
  await finds('INV-2', async () => [await poke('points_account', { userId: a.userId }, { earned: a.earned + 1 })], [`账户 ${a.userId}：`]);
});
test('INV-4: a stored balance that its entries do not explain', async () => {
  const a = await account();
  await finds('INV-4', async () => [await poke('points_account', { userId: a.userId }, { available: a.available + 7 })], [`账户 ${a.userId}：存 ${a.available + 7}`]);
});
test('INV-5: a balance in the middle of a life, a lot, a balance below zero', async () => {
  const t = await award(), lot = await one<{ id: number; userId: number; leftPoints: number }>('SELECT id, userId, leftPoints FROM points_lot WHERE live = 1 ORDER BY id LIMIT 1');
  await finds('INV-5', async () => [await poke('journal_tx', { id: t.id }, { balance: t.balance + 1 })], [`流水 ${t.id}：`]);
  await finds('INV-5', async () => [await poke('points_lot', { id: lot.id }, { leftPoints: lot.leftPoints + 1 })], [`批次 ${lot.id}：`, `账户 ${lot.userId}：`]);
  const a = await account();
  await finds('INV-5', async () => [await poke('points_account', { userId: a.userId }, { held: -1 })], [`账户 ${a.userId}：.*占用 -1`.replace('.*', `可用 ${a.available}，`)]);
});
test('INV-6: an award of a log that was not verified; a verified log without one; a second award', async () => {
  const t = await award();
  await finds('INV-6', async () => [await poke('service_log', { id: t.refId }, { status: 'REJECTED' })], [`流水 ${t.id}：日志 ${t.refId}`, /^服务记录 /]);
  await finds('INV-6', async () => [await remove('journal_tx', { id: t.id })], [`日志 ${t.refId}：应得`]);
  const whole = await one('SELECT * FROM journal_tx WHERE id = ?', [t.id]), copy = newId();
  await finds('INV-6', async () => {
    await root.run(board.config.databaseUrl ? 'ALTER TABLE journal_tx DROP INDEX uq_journal_tx_ref' : 'DROP INDEX uq_journal_tx_ref');
    await put('journal_tx', { ...whole, id: copy });
    return [() => root.run('CREATE UNIQUE INDEX uq_journal_tx_ref ON journal_tx (kind, refType, refId)'), () => root.run('DELETE FROM journal_tx WHERE id = ?', [copy])];
  }, [`log ${t.refId}：AWARD 有 2 笔`]);
});
test('INV-7: a reversal without a reason, one that is not exactly opposite; a correction that one person signed', async () => {
  const r = await one<{ id: number }>("SELECT id FROM journal_tx WHERE kind = 'REVERSAL' ORDER BY id LIMIT 1"), c = await one<{ id: number; proposedBy: number }>("SELECT id, proposedBy FROM points_correction WHERE kind = 'ADJUST' ORDER BY id LIMIT 1");
  const sides = await rows<{ seq: number; amount: number }>('SELECT seq, amount FROM journal_entry WHERE txId = ? ORDER BY seq', [r.id]);
  await finds('INV-7', async () => [await poke('journal_tx', { id: r.id }, { reason: null })], [`流水 ${r.id}：`]);
  await finds('INV-7', async () => Promise.all(sides.map((s) => poke('journal_entry', { txId: r.id, seq: s.seq }, { amount: s.amount * 2 }))), [`流水 ${r.id}：`]);
  await finds('INV-7', async () => [await poke('points_correction', { id: c.id }, { decidedBy: c.proposedBy })], [`更正单 ${c.id}：没有第二人`]);
});
test('INV-8: more points than the rule gives; minutes beyond the shift; an addition that was used more than it gave', async () => {
  const t = await award(), sides = await rows<{ seq: number; amount: number }>('SELECT seq, amount FROM journal_entry WHERE txId = ?', [t.id]);
  await finds('INV-8', async () => Promise.all(sides.map((s) => poke('journal_entry', { txId: t.id, seq: s.seq }, { amount: s.amount + Math.sign(s.amount) }))), [new RegExp(`^流水 ${t.id}：记 \\d+ 分，重算 \\d+ 分`)]);
  const r = await one<{ id: number; minutes: number }>('SELECT id, minutes FROM service_record ORDER BY id LIMIT 1');
  await finds('INV-8', async () => [await poke('service_record', { id: r.id }, { minutes: 470 })], [/^流水 \d+：与服务记录不符/, `服务记录 ${r.id}：470 分钟`]);
  const a = await one<{ id: number; used: number }>('SELECT id, used FROM tariff_addition');
  expect(a.used).toBeGreaterThan(0);
  await finds('INV-8', async () => [await poke('tariff_addition', { id: a.id }, { used: a.used + 3 })], [`社区加分 ${a.id}：`]);
});
test('INV-9: the same hour of one person counted twice; a second log of one claim', async () => {
  const { userId } = await one<{ userId: number }>('SELECT userId FROM service_record GROUP BY userId HAVING COUNT(*) > 3 ORDER BY userId LIMIT 1');
  const [a, b] = await rows<{ id: number; claimId: number; startsAt: number; endsAt: number; from: number }>('SELECT r.id, l.claimId, c.startsAt, c.endsAt, r.startsAt AS `from` FROM service_record r JOIN service_log l ON l.id = r.logId JOIN claim c ON c.id = l.claimId WHERE r.userId = ? ORDER BY r.startsAt LIMIT 2', [userId]);
  await finds('INV-9', async () => [await poke('claim', { id: b!.claimId }, { startsAt: a!.startsAt, endsAt: a!.endsAt }), await poke('service_record', { id: b!.id }, { startsAt: a!.from, minutes: 60 })], [/^服务记录 [\d、]+：时段重叠/]);
  // Two services whose shifts do not touch, both on record.
  const x = await one<{ id: number; claimId: number; endsAt: number }>('SELECT l.id, l.claimId, c.endsAt FROM service_log l JOIN claim c ON c.id = l.claimId JOIN service_record r ON r.logId = l.id ORDER BY c.endsAt, l.id LIMIT 1');
  const y = await one<{ id: number }>('SELECT l.id FROM service_log l JOIN service_record r ON r.logId = l.id WHERE r.startsAt > ? ORDER BY r.startsAt, l.id LIMIT 1', [x.endsAt]);
  await finds('INV-9', async () => {
    await root.run(board.config.databaseUrl ? 'ALTER TABLE service_log DROP INDEX uq_service_log_claim' : 'DROP INDEX uq_service_log_claim');
    return [() => root.run('CREATE UNIQUE INDEX uq_service_log_claim ON service_log (claimId)'), await poke('service_log', { id: y.id }, { claimId: x.claimId })];
  }, [`认领 ${x.claimId}：有 2 条日志`, /不在班次的时间里$/]);
});
test('INV-10: a place too many; a count that its claims do not explain', async () => {
  const s = await one<{ id: number; places: number }>("SELECT s.id, s.places FROM shift s JOIN task t ON t.id = s.taskId WHERE t.status = 'SETTLED' ORDER BY s.id LIMIT 1");
  await finds('INV-10', async () => [await poke('shift', { id: s.id }, { taken: s.places + 1 })], [`班次 ${s.id}：${s.places + 1} 人，名额 ${s.places}`]);
  const open = await one<{ id: number; taken: number }>("SELECT s.id, s.taken FROM shift s JOIN task t ON t.id = s.taskId WHERE t.status = 'PUBLISHED' AND t.shiftCount = 1 AND s.taken > 1 AND s.startsAt > ? ORDER BY s.id LIMIT 1", [board.clock.now() + DAY_MS]);
  const c = await one<{ id: number }>("SELECT id FROM claim WHERE shiftId = ? AND status = 'CONFIRMED' LIMIT 1", [open.id]);
  await finds('INV-10', async () => [await poke('claim', { id: c.id }, { status: 'WITHDRAWN', live: null })], [`班次 ${open.id}：记 ${open.taken} 人`]);
});
test('INV-11: goods that no move explains', async () => {
  const w = await one<{ id: number; stock: number; quantity: number }>('SELECT id, stock FROM reward WHERE stock > 5 ORDER BY id LIMIT 1');
  await finds('INV-11', async () => [await poke('reward', { id: w.id }, { stock: w.stock - 1 })], [`物资 ${w.id}（`]);
  const v = await one<{ id: number }>("SELECT id FROM stock_move WHERE kind = 'ISSUE' ORDER BY id LIMIT 1");
  await finds('INV-11', async () => [await poke('stock_move', { id: v.id }, { kind: 'RELEASE' })], [`库存变动 ${v.id}（`]);
});
test('INV-12: a step that was left out, a state that nothing explains, a price that was not the one held', async () => {
  const o = await order('COLLECTED'), held = await order('HELD');
  await finds('INV-12', async () => [await remove('redemption_step', { redemptionId: o.id, status: 'COLLECTED' })], [`兑换单 ${o.id}（COLLECTED）：走过的步骤不对`]);
  await finds('INV-12', async () => [await poke('redemption', { id: held.id }, { status: 'EXPIRED' })], [`兑换单 ${held.id}（EXPIRED）：流水`, `兑换单 ${held.id}（EXPIRED）：库存`, `兑换单 ${held.id}（EXPIRED）：走过`]);
  const t = await one<{ id: number }>("SELECT id FROM journal_tx WHERE kind = 'SPEND' AND refId = ?", [o.id]);
  await finds('INV-12', async () => [await remove('journal_tx', { id: t.id })], [`兑换单 ${o.id}（COLLECTED）：流水的次数不对`]);
});
test('INV-13: held without an order', async () => {
  const a = await account();
  await finds('INV-13', async () => [await poke('points_account', { userId: a.userId }, { held: a.held + 9 })], [`账户 ${a.userId}：占用 ${a.held + 9}`]);
});
test('INV-14: handed over by nobody; one code for two orders', async () => {
  const o = await order('COLLECTED'), [x, y] = await rows<{ id: number; codeHash: string }>('SELECT id, codeHash FROM redemption ORDER BY id LIMIT 2');
  await finds('INV-14', async () => [await poke('redemption', { id: o.id }, { keeperId: null })], [`兑换单 ${o.id}：已领取，缺`]);
  await finds('INV-14', async () => {
    await root.run(board.config.databaseUrl ? 'ALTER TABLE redemption DROP INDEX uq_redemption_code' : 'DROP INDEX uq_redemption_code');
    return [() => root.run('CREATE UNIQUE INDEX uq_redemption_code ON redemption (codeHash)'), await poke('redemption', { id: y!.id }, { codeHash: x!.codeHash })];
  }, [`兑换单 ${x!.id}：提货码`]);
});
test('INV-15: a word that its asker did not say', async () => {
  const a = await one<{ id: number; refId: number }>("SELECT id, refId FROM audit WHERE action = 'need.confirm' ORDER BY id LIMIT 1");
  await finds('INV-15', async () => [await poke('audit', { id: a.id }, { actorId: 5 })], [`需求 ${a.refId}：不是提需求的人评的`]);
  await finds('INV-15', async () => [await remove('audit', { id: a.id })], [`需求 ${a.refId}：已确认，没有谁确认的记录`]);
});
test('INV-16: a transaction in somebody else’s community', async () => {
  const t = await award(), other = await one<{ id: number }>("SELECT id FROM area WHERE kind = 'STREET' LIMIT 1");
  await finds('INV-16', async () => [await poke('journal_tx', { id: t.id }, { areaId: other.id })], [`流水 ${t.id}：地区 ${other.id}`]);
});
test('INV-17: one changed byte in either journal, a row that is gone, an exchanged seal', async () => {
  const t = await award(), a = await one<{ id: number }>('SELECT id FROM audit ORDER BY id LIMIT 1'), s = await one<{ id: number; prevHash: string }>("SELECT id, prevHash FROM seal WHERE what = 'audit' ORDER BY fromId DESC LIMIT 1");
  await finds('INV-17', async () => [await poke('journal_tx', { id: t.id }, { why: '2小时 × 每小时 99 分' })], [`流水 ${t.id}：内容被改过`]);
  await finds('INV-17', async () => [await poke('audit', { id: a.id }, { actorId: 1 })], [`留痕 ${a.id}：内容被改过`]);
  await finds('INV-17', async () => [await remove('audit', { id: a.id })], [/^留痕 0 之后到 \d+：少了或多了行/]);
  await finds('INV-17', async () => [await poke('seal', { id: s.id }, { prevHash: 'x'.repeat(43) })], [/封存本身被改过/]);
});
test('INV-18: a state that left no trace', async () => {
  const o = await order('COLLECTED');
  const { id } = await one<{ id: number }>("SELECT id FROM audit WHERE refType = 'redemption' AND refId = ? AND action = 'redemption.collect'", [o.id]);
  await finds('INV-18', async () => [await remove('audit', { id })], [`redemption ${o.id}（COLLECTED）：没有留痕`]);
  const p = await one<{ id: number }>('SELECT id FROM post ORDER BY id LIMIT 1');
  await finds('INV-18', async () => [await remove('audit', { refType: 'post', refId: p.id })], [`post ${p.id}：没有留痕`]);
});
test('INV-19: an instant that no month holds', async () => {
  const t = await award();
  await finds('INV-19', async () => [await poke('journal_tx', { id: t.id }, { createdAt: 9_000_000_000_000 })], [`流水 ${t.id}：时间`]);
});
test('INV-20: a total that people read and the journal does not say', async () => {
  const a = await account();
  await finds('INV-20', async () => [await poke('points_account', { userId: a.userId }, { available: a.available + 1 })], [/^可用：账户合计/, /^家底：未兑换/]);
  const v = await one<{ id: number; rewardId: number }>("SELECT id, rewardId FROM stock_move WHERE kind = 'ISSUE' ORDER BY id DESC LIMIT 1");
  const undo = await poke('stock_move', { id: v.id }, { quantity: -2 });
  const found = await looked('INV-20');
  await undo();
  expect(found.length).toBeGreaterThan(0);
  for (const f of found) expect(f).toMatch(`物资 ${v.rewardId} `);
});
test('INV-21: an order at the counter of which nobody was told; a message about nothing', async () => {
  const o = await one<{ id: number; refId: number }>("SELECT o.id, o.refId FROM outbox o WHERE o.refType = 'redemption' ORDER BY o.createdAt DESC LIMIT 1");
  await finds('INV-21', async () => [await remove('outbox', { id: o.id })], [`柜台单 ${o.refId}：有 0 条短信`]);
  const app = await one<{ id: number }>("SELECT id FROM redemption WHERE channel = 'APP' LIMIT 1");
  await finds('INV-21', async () => [await poke('outbox', { id: o.id }, { refId: app.id })], [`柜台单 ${o.refId}：有 0 条短信`, `短信 ${o.id}：没有柜台单 ${app.id}`]);
});
test('INV-23: an entry that one person made, one that gives points, a record nobody approved', async () => {
  const e = await one<{ id: number; userId: number; proposedBy: number; decidedBy: number; recordId: number }>("SELECT id, userId, proposedBy, decidedBy, recordId FROM manual_entry WHERE status = 'APPROVED' ORDER BY id LIMIT 1");
  await finds('INV-23', async () => [await poke('manual_entry', { id: e.id }, { proposedBy: e.decidedBy })], [`补录 ${e.id}：没有两个无关的人`]);
  await finds('INV-23', async () => [await poke('manual_entry', { id: e.id }, { decidedBy: e.userId })], [`服务记录 ${e.recordId}：没有批准的补录`, `补录 ${e.id}：没有两个无关的人`]);
  await finds('INV-23', async () => [await poke('service_record', { id: e.recordId }, { points: 5 })], [`服务记录 ${e.recordId}：没有批准的补录`, `服务记录 ${e.recordId}：补录计了积分`]);
  await finds('INV-23', async () => [await poke('manual_entry', { id: e.id }, { status: 'REFUSED' })], [`服务记录 ${e.recordId}：`, `补录 ${e.id}：状态与服务记录不符`]);
});
test('INV-24: a correction that nobody asked for, one signed by one, a service taken back twice', async () => {
  const q = await one<{ id: number; recordId: number; answeredBy: number }>("SELECT id, recordId, answeredBy FROM record_request WHERE status = 'CORRECTED' AND field = 'MINUTES' ORDER BY id LIMIT 1"), x = await one<{ id: number; minutes: number }>('SELECT id, minutes FROM service_record WHERE correctsId = ?', [q.recordId]);
  await finds('INV-24', async () => [await poke('record_request', { id: q.id }, { approvedBy: q.answeredBy })], [`服务记录 ${x.id}：更正没有依据`, `更正申请 ${q.id}：`]);
  await finds('INV-24', async () => [await poke('service_record', { id: x.id }, { minutes: -10_000 })], [new RegExp(`^服务记录 ${q.recordId}：更正后 -\\d+ 分钟`)]);
  await finds('INV-24', async () => [await poke('service_record', { id: x.id }, { services: -2 })], [`服务记录 ${q.recordId}：更正后`]);
  await finds('INV-24', async () => [await poke('record_request', { id: q.id }, { live: 1 })], [`更正申请 ${q.id}：签字或状态不对`]);
});
test('INV-25: an appeal answered by who had decided, one overturned without a record, one without a trace', async () => {
  const a = await one<{ id: number; rejectedBy: number; logId: number }>("SELECT id, rejectedBy, logId FROM record_appeal WHERE status = 'UPHELD' ORDER BY id LIMIT 1");
  await finds('INV-25', async () => [await poke('record_appeal', { id: a.id }, { answeredBy: a.rejectedBy })], [`申诉 ${a.id}：答复的人不对`]);
  await finds('INV-25', async () => [await poke('record_appeal', { id: a.id }, { status: 'OVERTURNED' })], [`申诉 ${a.id}：与日志不符`, `appeal ${a.id}（OVERTURNED）：没有留痕`]);
});
test('INV-26: fewer drawn than there should be, a record checked by who recorded it', async () => {
  const s = await one<{ id: number; communityId: number; month: string; recordId: number }>("SELECT s.id, s.communityId, s.month, s.recordId FROM record_sample s WHERE s.status = 'TRUE' ORDER BY s.id LIMIT 1"), r = await one<{ verifiedBy: number }>('SELECT verifiedBy FROM service_record WHERE id = ?', [s.recordId]);
  await finds('INV-26', async () => [await remove('record_sample', { id: s.id })], [new RegExp(`^${s.month} 社区 ${s.communityId}：`)]);
  await finds('INV-26', async () => [await poke('record_sample', { id: s.id }, { checkedBy: r.verifiedBy })], [`抽查 ${s.id}：`]);
});
test('INV-22: a file cut short, one that grew, one that belongs to nobody', async () => {
  const u = await one<{ id: number; bytes: number; createdAt: number }>('SELECT id, bytes, createdAt FROM upload WHERE bytes > 0 ORDER BY id DESC LIMIT 1');
  const folder = join(board.config.dataDir, 'files', dayOf(1_735_689_600_000 + Math.floor(u.id / 4096)));
  const mine = join(folder, `${u.id}-photo.jpg`), { readFileSync, rmSync } = await import('node:fs'), whole = readFileSync(mine);
  // The county's photos share their bytes by links: this one gets its own.
  const own = (bytes: Buffer): void => { rmSync(mine); writeFileSync(mine, bytes); };
  const mend = (): Promise<void> => Promise.resolve(own(whole));
  await finds('INV-22', async () => { own(whole); truncateSync(mine, 100); return [mend]; }, [`照片 ${u.id}：100 字节，应为 ${u.bytes}`]);
  await finds('INV-22', async () => { own(whole); appendFileSync(mine, 'x'); return [mend]; }, [`照片 ${u.id}：`]);
  await finds('INV-22', async () => { own(Buffer.alloc(u.bytes)); return [mend]; }, [`照片 ${u.id}：文件不完整`]);
  const stray = join(board.config.dataDir, 'files', '2026-01-02', '777-photo.jpg');
  await finds('INV-22', async () => {
    mkdirSync(join(stray, '..'), { recursive: true });
    writeFileSync(stray, whole);
    utimesSync(stray, 1_700_000_000, 1_700_000_000);
    return [() => Promise.resolve(rmSync(stray))];
  }, ['文件 2026-01-02/777-photo.jpg']);
});

test('it cannot write: its connection refuses, and on a server a user who may only read is enough', async () => {
  const at = await openSnapshot(board.config);
  await expect(at.query(`UPDATE points_account SET available = 0${at.isSqlite ? ' RETURNING userId' : ''}`)).rejects.toThrow(/readonly|READ ONLY/i);
  await at.close();
  if (!board.config.databaseUrl) return;
  const name = `ro${newId()}`, database = board.config.databaseUrl.pathname.slice(1), reader = new URL(board.config.databaseUrl.href);
  [reader.username, reader.password] = [name, name];
  const { who } = await one<{ who: string }>('SELECT CURRENT_USER() AS who'), account = `'${name}'@'${who.slice(who.lastIndexOf('@') + 1)}'`;
  await root.run(`CREATE USER ${account} IDENTIFIED BY '${name}'`);
  await root.run(`GRANT SELECT ON \`${database}\`.* TO ${account}`);
  const run = await reconcile({ databaseUrl: reader, dataDir: board.config.dataDir }, { now: board.clock.now() });
  await root.run(`DROP USER ${account}`);
  expect(run.findings).toBe(0);
});
test('it sees one moment: what commits while it looks is not in it', async () => {
  const at = await openSnapshot(board.config), count = async (): Promise<number> => (await at.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM fund_entry'))[0]!.n;
  const before = await count();
  await board.tx.run((m) => m.query("INSERT INTO fund_entry (id, areaId, amountFen, source, note, actorId, createdAt) VALUES (?, 1, 1, '试', '', 0, 0)", [newId()]));
  expect(await count()).toBe(before);
  await at.close();
});
test.each(['while rows come', 'while a sum is worked out', 'between two questions'])('a server that goes away %s ends it with an error; nobody waits for ever', async (when) => {
  if (!board.config.databaseUrl) return; // a file does not go away
  const at = await openSnapshot(board.config), [me] = await at.query<{ id: number }[]>('SELECT CONNECTION_ID() AS id');
  const ask = (sql: string): Promise<string> => at.each(sql, [], () => undefined).then(() => 'answered', String);
  const asked = when === 'while rows come' ? ask('SELECT a.id FROM audit a, audit b, audit c LIMIT 100000000') : when === 'while a sum is worked out' ? ask('SELECT SLEEP(30)') : null;
  await new Promise((later) => setTimeout(later, 100));
  await root.run('KILL ?', [me!.id]);
  expect(await (asked ?? ask('SELECT 1'))).toMatch(/lost|closed|ended/i);
  expect(await ask('SELECT 1')).toMatch(/lost|closed|ended/i);
  await expect(at.query('SELECT 1')).rejects.toThrow(/lost|closed|ended/i);
  await at.close();
}, 20_000);
test('the command: 0 when clean, 1 with the offender in words and as JSON, 2 when it could not look; a past state says what each had then', async () => {
  const command = async (...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> => {
    const out: string[] = [], err: string[] = [];
    return { code: await reconcileCommand(() => board.config, args, board.clock.now(), (l) => out.push(l), (l) => err.push(l)), out, err };
  };
  await loosen();
  const a = await account(), guards = board.config.databaseUrl ? 0 : 1;
  expect((await command('--json')).code).toBe(guards);
  const undo = await poke('points_account', { userId: a.userId }, { available: a.available + 7 });
  const said = await command(), json = await command('--json');
  await undo();
  expect(said.code).toBe(1);
  expect(said.out.join('\n')).toMatch(`账户 ${a.userId}：存 ${a.available + 7}`);
  expect((JSON.parse(json.out[0]!) as { people: number[] }).people).toEqual([a.userId]);
  const last = await one<{ id: number; userId: number; balance: number }>("SELECT id, userId, balance FROM journal_tx WHERE kind = 'HOLD' ORDER BY id LIMIT 1"), past = await command('--as-of', String(last.id), '--json');
  expect(past.code).toBe(0);
  expect((JSON.parse(past.out[0]!) as { balances: { userId: number; available: number; held: number }[] }).balances.find((b) => b.userId === last.userId)?.available).toBe(last.balance);
  expect((await command('--as-of', 'yesterday')).code).toBe(2);
  const lost: string[] = [];
  expect(await reconcileCommand(() => ({ ...board.config, databaseUrl: board.config.databaseUrl && new URL('mysql://nobody@127.0.0.1:1/none'), dataDir: '/nowhere' }), [], 0, () => undefined, (l) => lost.push(l))).toBe(2);
  expect(lost[0]).toMatch(/^cannot reconcile/);
});

test('an auditor of the city runs it and reads the result; by hand nobody is frozen; others are told that there is nothing', async () => {
  const [auditor, officer] = [await as('审计员'), await as('街道干部')], k = key();
  const run = await auditor.reconcile.run(k);
  expect(run).toMatchObject({ by: 'HAND', transactions: expect.any(Number) as number });
  expect(run.checks).toHaveLength(CHECKS.length);
  expect(await auditor.reconcile.run(k)).toEqual(run);
  expect(await auditor.reconcile.get(run.id)).toEqual(run);
  expect((await auditor.reconcile.runs({})).items.map((r) => r.id)).toEqual([run.id]);
  await expect(officer.reconcile.get(run.id)).rejects.toMatchObject({ status: 404 });
  expect(await rows('SELECT id FROM points_freeze')).toEqual([]);
  // Two at once: one looks, the other is told to wait.
  const both = await Promise.allSettled([auditor.reconcile.run(key()), auditor.reconcile.run(key())]);
  expect(both.filter((b) => b.status === 'rejected').length).toBeLessThanOrEqual(1);
}, 60_000);
test('at night, once for all processes: whose balance is in doubt cannot exchange, nobody else is touched, and the auditors are told', async () => {
  const service = board.app.get(ReconcileService), a = await account(), night = startOfDay(dayOf(board.clock.now() + DAY_MS)) + 3.5 * 3_600_000;
  board.clock.set(night - 3_600_000);
  await service.night();
  expect(await rows("SELECT id FROM reconcile_run WHERE startedBy = 'NIGHT'")).toEqual([]);
  board.clock.set(night);
  const undo = await poke('points_account', { userId: a.userId }, { available: a.available + 7 });
  // Somebody whose exchange cannot be stopped: a freeze stands of which his account knows nothing. The others are stopped, and all is told.
  const odd = await one<{ userId: number; available: number }>('SELECT userId, available FROM points_account WHERE userId <> ? ORDER BY userId LIMIT 1', [a.userId]), oddUndo = await poke('points_account', { userId: odd.userId }, { available: odd.available + 7 }), freezeId = newId();
  await put('points_freeze', { id: freezeId, userId: odd.userId, areaId: null, live: 1, status: 'ACTIVE', reason: '留下的一行', frozenBy: 0, frozenAt: night, appeal: null, appealedAt: null, decision: null, decidedBy: null, decidedAt: null });
  // The embedded database has one process.
  const beside = board.config.databaseUrl ? await startBoard({ WORKER_ID: '2' }, board) : board;
  beside.clock.set(night);
  const outcomes = await Promise.allSettled([service.night(), beside.app.get(ReconcileService).night()]);
  expect(outcomes.flatMap((o) => (o.status === 'rejected' ? [String(o.reason)] : []))).toEqual([expect.stringContaining('exchange of 1 people could not be stopped')]);
  await service.night();
  await undo();
  await oddUndo();
  await root.run('DELETE FROM points_freeze WHERE id = ?', [freezeId]);
  if (beside !== board) await beside.stop();
  expect(await rows("SELECT findings FROM reconcile_run WHERE startedBy = 'NIGHT' AND ms >= 0")).toHaveLength(1);
  expect(await rows('SELECT userId, frozenBy FROM points_freeze WHERE live = 1')).toEqual([{ userId: a.userId, frozenBy: 0 }]);
  expect(await rows('SELECT userId FROM points_account WHERE frozen = 1')).toEqual([{ userId: a.userId }]);
  const told = (await rows<{ title: string }>("SELECT d.title FROM notice n JOIN demo_account d ON d.userId = n.userId WHERE n.title LIKE '夜间对账%' ORDER BY d.sort")).map((r) => r.title);
  expect(told).toEqual(['市委组织部', '审计员']);
  board.clock.reset();
}, 60_000);
