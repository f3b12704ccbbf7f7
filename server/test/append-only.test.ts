import { HOUR_MS, MINUTE_MS, type OrderInput } from '@xianfeng/shared';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { APPEND_ONLY } from '../src/db/append-only.js';
import { dbError } from '../src/db/errors.js';
import { durabilityProblem } from '../src/db/fitness.js';
import { openDatabase } from '../src/db/open.js';
import { makeShop, type Shop } from './credit/shop.js';
import { connectAs, freshDatabase, key, onMariaDb, startBoard, type Board } from './start.js';
import { makeWorld, type Actor, type World } from './world.js';
import { tamper } from './support/tamper.js';

let board: Board, world: World, shop: Shop, secretary: Actor, keeper: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  [secretary, keeper] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('KEEPER', world.community)];
});
afterAll(() => board.stop());
const keyOf = (table: string): string => board.tx.read.dataSource.entityMetadatas.find((t) => t.tableName === table)!.primaryColumns[0]!.databaseName;
const count = async (table: string): Promise<number> => Number((await board.tx.read.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);
/** 1142, or the trigger's word. */
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (e: { driverError?: { errno?: number; message: string }; errno?: number; message: string }) => String(e.driverError?.errno ?? e.errno ?? (e.driverError?.message ?? e.message)));

test('a day of claims, logs, verifying, orders and handing over works as the user that may not change journals', async () => {
  const who = await world.person(), startsAt = board.clock.now() + 10 * MINUTE_MS;
  const task = await secretary.api.tasks.create({
    areaId: world.community.id, kind: 'CLEAN', title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt: startsAt + 2 * HOUR_MS, places: 5 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'QR',
    photoRule: 'OPTIONAL', riskNote: '注意楼梯湿滑', contactName: '王书记', contactPhone: '15400000000', publish: true,
  }, key());
  const claim = await who.api.claims.create({ shiftId: task.shifts[0]!.id }, key());
  board.clock.set(startsAt);
  await secretary.api.attendance.mark(claim.shiftId, { claimIds: [claim.id], present: true }, key());
  board.clock.set(startsAt + 2 * HOUR_MS + MINUTE_MS);
  const log = await who.api.logs.submit({ claimId: claim.id, text: '已完成' }, key());
  expect((await secretary.api.logs.verify({ logIds: [log.id] }, key())).verified).toEqual([log.id]);
  await shop.give(who, 50);
  const rewardId = await shop.goods(await shop.point(world.community)), order: OrderInput = { rewardId, quantity: 1 };
  const first = await who.api.redemptions.order(order, key());
  await who.api.redemptions.cancel(first.id, key());
  const { code } = await who.api.redemptions.order(order, key());
  expect(await keeper.api.redemptions.collect({ code: code! }, key())).toMatchObject({ status: 'COLLECTED' });
  expect(await shop.wrongBooks()).toEqual({});
  for (const table of ['journal_tx', 'journal_entry', 'lot_move', 'audit', 'stock_move']) expect([table, await count(table)]).toEqual([table, expect.any(Number)]);
});
// On SQLite a trigger runs for each row, so that there must be one: what is empty gets one that is taken away past the guard.
test.each(APPEND_ONLY)('%s: what is written stays', async (table) => {
  const id = keyOf(table);
  if ((await count(table)) === 0) await tamper(board, filled(table));
  const before = await count(table);
  expect(before).toBeGreaterThan(0);
  const no = onMariaDb ? '1142' : expect.stringContaining('append-only');
  const [row] = await board.tx.read.query<Record<string, unknown>[]>(`SELECT * FROM ${table} LIMIT 1`);
  const attempts: [string, unknown[]][] = [[`UPDATE ${table} SET ${id} = ${id} + 1`, []], [`DELETE FROM ${table}`, []], [`REPLACE INTO ${table} (${Object.keys(row!).join(', ')}) VALUES (${Object.keys(row!).map(() => '?').join(', ')})`, Object.values(row!)]];
  if (onMariaDb) attempts.push(...[`TRUNCATE TABLE ${table}`, `DROP TABLE ${table}`, `ALTER TABLE ${table} ADD COLUMN x INT`, `CREATE TRIGGER tr BEFORE INSERT ON ${table} FOR EACH ROW SET @x = 1`, `RENAME TABLE ${table} TO other`, `CREATE INDEX ix_other ON ${table} (${id})`].map((sql): [string, unknown[]] => [sql, []]));
  for (const [sql, params] of attempts) expect([sql, await refusal(board.tx.run((m) => m.query(sql, params)))]).toEqual([sql, no]);
  expect(await count(table)).toBe(before);
});
/** A row of nothing. */
const filled = (table: string): string => {
  const columns = board.tx.read.dataSource.entityMetadatas.find((t) => t.tableName === table)!.columns.filter((c) => !c.isNullable);
  return `INSERT INTO ${table} (${columns.map((c) => c.databaseName).join(', ')}) VALUES (${columns.map((c) => (c.type === 'varchar' || c.type === 'text' ? "'x'" : '1')).join(', ')})`;
};
test('what a table may never hold is told apart from other errors', async () => {
  const e: unknown = await board.tx.run((m) => m.query('INSERT INTO points_account (userId, available, held, earned, spent, expired, adjusted, frozen) VALUES (1, 0, -1, 0, 0, 0, 0, 0)')).catch((error: unknown) => error);
  expect(dbError(e)).toEqual({ kind: 'check', key: expect.stringContaining('ck_points_account_held') });
});
test('settings under which an answered write may be lost', () => {
  expect(durabilityProblem({ flush: 1, logBin: 0, syncBinlog: 0 })).toBeNull();
  expect(durabilityProblem({ flush: 1, logBin: 1, syncBinlog: 1 })).toBeNull();
  expect(durabilityProblem({ flush: 2, logBin: 0, syncBinlog: 1 })).toContain('innodb_flush_log_at_trx_commit');
  expect(durabilityProblem({ flush: 1, logBin: 1, syncBinlog: 0 })).toContain('sync_binlog');
});
test('the owner must own the same database', () => {
  expect(() => readConfig({ DATA_DIR: board.config.dataDir, DATABASE_URL: 'mysql://a:b@127.0.0.1/x', DATABASE_OWNER_URL: 'mysql://o:b@127.0.0.1/y' })).toThrow('DATABASE_OWNER_URL');
});

(onMariaDb ? describe : () => undefined)('on a database server', () => {
  test('in production nothing serves as a user that could change the journal; on a developer\'s machine it does', async () => {
    const { config, remove } = freshDatabase();
    const asOwner = { ...config, databaseUrl: config.databaseOwnerUrl, databaseOwnerUrl: null };
    await expect(createApp({ ...asOwner, production: true })).rejects.toThrow('DATABASE_OWNER_URL');
    await (await createApp(asOwner)).close();
    await remove();
  });
  test('in production the server must keep what it answered', async () => {
    const { config, remove } = freshDatabase(), c = await connectAs(config.databaseOwnerUrl!);
    const [rows] = await c.query('SELECT @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS logBin, @@sync_binlog AS syncBinlog');
    await c.end();
    const problem = durabilityProblem((rows as Parameters<typeof durabilityProblem>[0][])[0]!), start = createApp({ ...config, production: true });
    if (problem) await expect(start).rejects.toThrow(problem);
    else await (await start).close();
    await remove();
  });
  test('who serves may not make tables: with something missing the start says what to do; a user that could do more loses it with the next grants', async () => {
    const { config, remove } = freshDatabase(), name = config.databaseUrl!.username, db = config.databaseUrl!.pathname.slice(1);
    await (await createApp(config)).close();
    const owner = await connectAs(config.databaseOwnerUrl!, db);
    await owner.query('DELETE FROM migration ORDER BY id DESC LIMIT 1');
    await expect(createApp({ ...config, databaseOwnerUrl: null })).rejects.toThrow('cli.js migrate');
    await owner.query('DELETE FROM migration');
    const [[account]] = (await owner.query('SELECT Host AS host FROM mysql.user WHERE User = ?', [name])) as unknown as [{ host: string }[]];
    await owner.query(`GRANT ALL ON \`${db}\`.* TO ?@?`, [name, account!.host]);
    await owner.query(`GRANT UPDATE ON \`${db}\`.audit TO ?@?`, [name, account!.host]);
    await owner.end();
    const { grantServing } = await import('../src/db/grants.js');
    const { writer } = await openDatabase({ ...config, databaseUrl: config.databaseOwnerUrl });
    await grantServing(writer, config.databaseUrl!);
    await writer.destroy();
    const serving = await connectAs(config.databaseUrl!, db);
    expect(await refusal(serving.query('UPDATE audit SET id = id'))).toBe('1142');
    expect(await refusal(serving.query('UPDATE person SET id = id'))).toBe('done');
    expect(await refusal(serving.query("INSERT INTO migration (id, timestamp, name) VALUES (1, 1, 'x')"))).toBe('1142');
    await serving.end();
    await remove();
  });
  test('somebody else holds a row for long: the person is told that it is busy, and nothing is half written', async () => {
    const who = await world.person();
    await shop.give(who, 100);
    const rewardId = await shop.goods(await shop.point(world.community)), blocker = await connectAs(board.config.databaseOwnerUrl!, board.config.databaseOwnerUrl!.pathname.slice(1));
    await blocker.query('START TRANSACTION');
    await blocker.query('SELECT userId FROM points_account WHERE userId = ? FOR UPDATE', [who.id]);
    const began = performance.now(), k = key();
    const answer = await fetch(`${board.url}/api/redemptions`, { method: 'POST', headers: { authorization: `Bearer ${who.token}`, 'idempotency-key': k, 'content-type': 'application/json' }, body: JSON.stringify({ rewardId, quantity: 1 }) });
    expect([answer.status, answer.headers.get('retry-after'), ((await answer.json()) as { code: string }).code]).toEqual([503, '2', 'BUSY']);
    expect(performance.now() - began).toBeLessThan(6_000);
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect(await shop.onShelf(rewardId)).toMatchObject({ reserved: 0 });
    expect(await who.api.redemptions.order({ rewardId, quantity: 1 }, k)).toMatchObject({ status: 'HELD' });
  });
});
