import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { createApi, HOUR_MS, type Api } from '@xianfeng/shared';
import type { Config } from '../src/config.js';
import { makeShop, type Shop } from './credit/shop.js';
import { freshDatabase, key, onMariaDb, startBoard, transport, type Board } from './start.js';
import { makeWorld, type Actor, type World } from './world.js';

/** A server as it is shipped, in a process of its own. */
interface Server { process: ChildProcess; url: string; as: (who: Actor) => Api; output: () => string }
async function startServer(config: Config, workerId = 1): Promise<Server> {
  const env = { PATH: process.env.PATH, DATABASE_URL: config.databaseUrl?.href ?? '', DATABASE_OWNER_URL: config.databaseOwnerUrl?.href ?? '', DATA_DIR: config.dataDir, SECRET: config.secret, DEMO: '1', PORT: '0', WORKER_ID: String(workerId) };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const url = await new Promise<string>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith('READY ')) ready(line.slice('READY '.length)); });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${output}`)));
  });
  return { process: child, url, as: (who) => createApi(transport(url, who.token)), output: () => output };
}
/** How each ended: 'ok' or its code, with counts. */
async function tally(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const r of await Promise.allSettled(calls)) {
    const how = r.status === 'fulfilled' ? 'ok' : String((r.reason as { code?: string }).code ?? r.reason);
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return counts;
}

// Two processes need a database server; the same guards on the embedded file are tested in their rooms.
(onMariaDb ? describe : () => undefined)('two server processes on one database', () => {
  let board: Board, world: World, shop: Shop, servers: Server[], secretary: Actor, people: Actor[];
  beforeAll(async () => {
    board = await startBoard();
    world = await makeWorld(board);
    shop = makeShop(board);
    secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
    people = [];
    for (let i = 0; i < 200; i++) people.push(await world.person());
    servers = await Promise.all([1, 2].map((n) => startServer(board.config, n)));
  });
  afterAll(async () => {
    for (const { process: child } of servers ?? []) {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    }
    await board?.stop();
  });
  /** Person n speaks to the process that is his. */
  const through = (who: Actor, n: number): Api => servers[n % servers.length]!.as(who);
  let shifts = 0;
  const shiftOf = async (places: number): Promise<number> => {
    const startsAt = board.clock.now() + (24 + 2 * ++shifts) * HOUR_MS;
    const task = await secretary.api.tasks.create({
      areaId: world.community.id, kind: 'CLEAN', title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'QR',
      photoRule: 'OPTIONAL', riskNote: '注意楼梯湿滑', contactName: '王书记', contactPhone: '15400000000', publish: true,
    }, key());
    return task.shifts[0]!.id;
  };

  test('200 people race for 20 places: 20 have one, 180 are told that it is full', async () => {
    const shiftId = await shiftOf(20);
    expect(await tally(people.map((who, n) => through(who, n).claims.create({ shiftId }, key())))).toEqual({ ok: 20, SHIFT_FULL: 180 });
    expect(await shop.one('SELECT s.taken AS shift, t.taken AS task, (SELECT COUNT(*) FROM claim c WHERE c.shiftId = s.id AND c.live = 1) AS claims FROM shift s JOIN task t ON t.id = s.taskId WHERE s.id = ?', [shiftId])).toEqual({ shift: 20, task: 20, claims: 20 });
  });
  test('the same claim sent to both processes at once is one claim', async () => {
    const shiftId = await shiftOf(19);
    for (const who of people.slice(0, 10)) {
      const k = key(), [a, b] = await Promise.all(servers.map((s) => s.as(who).claims.create({ shiftId }, k)));
      expect(a!.id).toBe(b!.id);
    }
    expect(await shop.one('SELECT taken FROM shift WHERE id = ?', [shiftId])).toEqual({ taken: 10 });
  });
  test('200 people want the last 20 goods: 20 get one, 180 are told that it is gone', async () => {
    const rewardId = await shop.goods(await shop.point(world.community), { stock: 20 });
    for (const who of people) await shop.give(who, 50);
    expect(await tally(people.map((who, n) => through(who, n).redemptions.order({ rewardId, quantity: 1 }, key())))).toEqual({ ok: 20, STOCK_OUT: 180 });
    expect(await shop.onShelf(rewardId)).toEqual({ stock: 0, reserved: 20 });
    expect(await shop.wrongBooks()).toEqual({});
  });
  test('one account orders at both processes at once with points for one', async () => {
    const point = await shop.point(world.community);
    for (let round = 0; round < 10; round++) {
      const who = await world.person(), goods = [await shop.goods(point), await shop.goods(point)];
      await shop.give(who, 70);
      expect(await tally(servers.map((s, i) => s.as(who).redemptions.order({ rewardId: goods[i]!, quantity: 1 }, key())))).toEqual({ ok: 1, POINTS_SHORT: 1 });
      expect(await shop.account(who.id)).toMatchObject({ available: 20, held: 50 });
    }
    expect(await shop.wrongBooks()).toEqual({});
  });
  test('SIGTERM: what is under way is answered, then the process ends by itself', async () => {
    const shiftId = await shiftOf(18), [, leaving] = servers as [Server, Server], at = board.config.databaseUrl!;
    const blocker = await createConnection({ host: at.hostname, port: Number(at.port), user: decodeURIComponent(at.username), password: decodeURIComponent(at.password), database: at.pathname.slice(1) });
    // All claims wait for the shift's row, so they are under way for certain when the signal comes.
    await blocker.query('START TRANSACTION');
    await blocker.query('SELECT id FROM shift WHERE id = ? FOR UPDATE', [shiftId]);
    const claims = tally(people.slice(50, 62).map((who) => leaving.as(who).claims.create({ shiftId }, key())));
    await sleep(700);
    const ended = once(leaving.process, 'exit');
    leaving.process.kill('SIGTERM');
    await sleep(300);
    await expect(fetch(`${leaving.url}/api/areas`)).rejects.toThrow();
    await blocker.query('COMMIT');
    await blocker.end();
    expect(await claims).toEqual({ ok: 12 });
    expect((await ended)[0]).toBe(0);
    expect(leaving.output()).toBe('');
    expect(await shop.one('SELECT taken FROM shift WHERE id = ?', [shiftId])).toEqual({ taken: 12 });
  });
});
test('SIGTERM while a request is still coming in: it is answered, then the process ends by itself', async () => {
  const { config, remove } = freshDatabase(), server = await startServer(config);
  const body = Buffer.from(JSON.stringify({ phone: '15460000001' }));
  const sending = request(`${server.url}/api/session/phone-code`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length } });
  const answer = new Promise<number | undefined>((done, fail) => { sending.on('response', (r) => { r.resume(); done(r.statusCode); }).on('error', fail); });
  sending.write(body.subarray(0, 5));
  await sleep(300);
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await sleep(300);
  sending.end(body.subarray(5));
  expect(await answer).toBe(201);
  expect([(await ended)[0], server.output()]).toEqual([0, '']);
  await remove();
});
