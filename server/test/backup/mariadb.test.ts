import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { backup, backupLogs } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { readConfig } from '../../src/config.js';
import { makeShop } from '../credit/shop.js';
import { onMariaDb, startBoard } from '../start.js';
import { makeWorld, type Actor } from '../world.js';
import { boardOn, keepOrdering, ownMariaDb } from './drill.js';

const KEY = 'the key of the drill, kept apart';
(onMariaDb ? describe : () => undefined)('the drill on a server database', () => {
  let dir: string;
  beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'xianfeng-drill-')); });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('killed and wiped under load, it comes back as it was at a chosen second, and the books agree', async () => {
    const folder = join(dir, 'backups'), first = await ownMariaDb(dir);
    const config = readConfig({ DATA_DIR: join(dir, 'data'), DATABASE_URL: first.url.href, DEMO: '1', SECRET: 'test-secret' });
    const board = await boardOn(config), world = await makeWorld(board), shop = makeShop(board);
    const rewardId = await shop.goods(await shop.point(world.community), { points: 1, stock: 100_000 }), people: Actor[] = [];
    for (let i = 0; i < 10; i++) {
      people.push(await world.person());
      await shop.give(people[i]!, 5_000);
    }
    const orders = keepOrdering(people, rewardId);
    await sleep(700);
    const made = await backup(config, folder, KEY, Date.now());
    expect(made.header).toMatchObject({ kind: 'mysql', schema: expect.stringContaining('Ledger') });
    await sleep(1_500);
    const until = Date.now();
    await sleep(3_000);
    await orders.stop();
    expect(await backupLogs(config, folder, KEY, Date.now())).toBeGreaterThan(0);
    expect(await backupLogs(config, folder, KEY, Date.now() + 1_000)).toBe(1); // only what has come since: the log that the flush closed
    await board.stop();
    await first.kill();
    first.wipe();

    const second = await ownMariaDb(dir), anew = { ...config, databaseUrl: second.url, dataDir: join(dir, 'data2') };
    mkdirSync(anew.dataDir);
    const began = performance.now();
    const done = await restore(anew, KEY, { from: folder, to: until, replace: true }, Date.now());
    expect(done.logs).toBeGreaterThan(0);
    const connection = await createConnection(second.url.href);
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id FROM redemption');
    await connection.end();
    const there = new Set(rows.map((r) => Number(r['id'])));
    const before = orders.acknowledged.filter((o) => o.at < until), after = orders.acknowledged.filter((o) => o.at > until + 1_500);
    expect([before.length, after.length].every((n) => n > 20)).toBe(true);
    expect(before.filter((o) => !there.has(o.id))).toEqual([]);
    expect(after.filter((o) => there.has(o.id))).toEqual([]);
    const back = await boardOn(anew);
    try {
      expect(await makeShop(back).wrongBooks()).toEqual({});
      const [who] = people, again = back.api(who!.token);
      expect(await again.me.get()).toMatchObject({ name: who!.name });
      expect((await again.redemptions.order({ rewardId, quantity: 1 }, 'a-key-after-the-drill')).status).toBe('HELD');
      expect((performance.now() - began) / 1_000).toBeLessThan(60);
    } finally {
      await back.stop();
      await second.kill();
    }
  }, 120_000);
});
(onMariaDb ? test : () => undefined)('an instant that cannot be reached is refused while everything still stands', async () => {
  const board = await startBoard(), folder = mkdtempSync(join(tmpdir(), 'xianfeng-unreached-'));
  try {
    const { person } = await makeWorld(board), who = await person();
    const made = await backup(board.config, folder, KEY, Date.now());
    // The server of the tests keeps no binary log.
    await expect(restore(board.config, KEY, { from: folder, to: Date.now() + 1_000, replace: true }, Date.now())).rejects.toThrow('不能恢复到任意时刻');
    await expect(restore(board.config, KEY, { from: made.path, to: made.header.madeAt - 1, replace: true }, Date.now())).rejects.toThrow('比那个时刻还晚');
    expect(await who.api.me.get()).toMatchObject({ name: who.name });
  } finally {
    await board.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
