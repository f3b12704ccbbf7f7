import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { backup, backupLogs } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { BackupProblem, seal } from '../../src/backup/vault.js';
import { readConfig, type Config } from '../../src/config.js';
import { openReady } from '../../src/db/open.js';
import { migrations } from '../../src/db/schema.js';
import { Tx } from '../../src/db/tx.js';
import { seedDemo } from '../../src/demo/seed.js';
import { makeShop } from '../credit/shop.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor } from '../world.js';
import { boardOn, keepOrdering, ownMariaDb } from './drill.js';

const KEY = 'the key of the drill, kept apart';
const CLI = join(import.meta.dirname, '../../dist/backup-cli.js');
(onMariaDb ? () => undefined : describe)('the drill on the embedded database', () => {
  let dir: string, folder: string, archive: string, config: Config, people: Actor[], rewardId: number, acknowledged: { id: number; at: number }[];
  const configOf = (name: string): Config => {
    mkdirSync(join(dir, name), { recursive: true });
    return readConfig({ DATA_DIR: join(dir, name), DEMO: '1' });
  };
  const cli = (args: string[], dataDir: string, env: NodeJS.ProcessEnv = {}) => spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, DATA_DIR: dataDir, DATABASE_URL: '', BACKUP_KEY: KEY, ...env } });
  const digest = (c: Config): string => {
    const db = new Database(join(c.dataDir, 'xianfeng.sqlite'), { readonly: true });
    try {
      return createHash('sha256').update(JSON.stringify(['redemption', 'journal_tx', 'points_account'].map((t) => db.prepare(`SELECT * FROM ${t} ORDER BY 1`).all()))).digest('hex');
    } finally {
      db.close();
    }
  };
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'xianfeng-drill-'));
    folder = join(dir, 'backups');
    config = configOf('data');
    const board = await boardOn(config), world = await makeWorld(board), shop = makeShop(board);
    rewardId = await shop.goods(await shop.point(world.community), { points: 1, stock: 100_000 });
    people = [];
    for (let i = 0; i < 8; i++) {
      people.push(await world.person());
      await shop.give(people[i]!, 5_000);
    }
    mkdirSync(join(config.dataDir, 'files/2026-11-22'), { recursive: true });
    writeFileSync(join(config.dataDir, 'files/2026-11-22/1-photo.jpg'), 'a photo');
    const orders = keepOrdering(people, rewardId);
    while (orders.acknowledged.length < 40) await sleep(20);
    const madeAt = Date.now(), made = await backup(config, folder, KEY, madeAt);
    archive = made.path;
    await sleep(400);
    await orders.stop();
    acknowledged = orders.acknowledged.filter((o) => o.at < madeAt);
    await board.stop();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('a backup made while people order holds all that was acknowledged before it, whole', async () => {
    const anew = { ...configOf('new'), dataDir: join(dir, 'restored') };
    mkdirSync(anew.dataDir);
    await restore(anew, KEY, { from: folder, to: null, replace: false }, Date.now());
    expect(readFileSync(join(anew.dataDir, 'files/2026-11-22/1-photo.jpg'), 'utf8')).toBe('a photo');
    expect(readFileSync(join(anew.dataDir, 'secret'), 'utf8')).toBe(readFileSync(join(config.dataDir, 'secret'), 'utf8'));
    const board: Board = await boardOn({ ...anew, secret: config.secret });
    try {
      const there = new Set((await board.tx.read.query<{ id: number }[]>('SELECT id FROM redemption')).map((r) => r.id));
      expect(acknowledged.length).toBeGreaterThan(20);
      expect(acknowledged.filter((o) => !there.has(o.id))).toEqual([]);
      expect(await makeShop(board).wrongBooks()).toEqual({});
      const again = board.api(people[0]!.token);
      expect((await again.redemptions.order({ rewardId, quantity: 1 }, key())).code).toMatch(/^[0-9A-Z]{8}$/);
      // While the server has it open, nothing may replace it.
      await expect(restore(anew, KEY, { from: archive, to: null, replace: true }, Date.now())).rejects.toThrow('请先停止服务');
    } finally {
      await board.stop();
    }
    const aside = await restore(anew, KEY, { from: archive, to: null, replace: true }, 1_790_000_000_000);
    expect(aside.asideAs).toBe('replaced-1790000000000');
    expect(readdirSync(anew.dataDir)).toContain('xianfeng.sqlite.replaced-1790000000000');
    await expect(restore(anew, KEY, { from: archive, to: null, replace: false }, Date.now())).rejects.toThrow('--replace');
  });
  test('the newest before an instant is taken from a folder; before the first there is none', async () => {
    const target = { ...configOf('earlier') };
    await expect(restore(target, KEY, { from: folder, to: 1_000, replace: false }, Date.now())).rejects.toBeInstanceOf(BackupProblem);
    expect((await restore(target, KEY, { from: folder, to: Date.now(), replace: false }, Date.now())).archive).toBe(archive);
  });
  test('the commands: sealed, restored, the books looked at', async () => {
    const demo = configOf('demo'), open = await openReady(demo);
    await seedDemo(demo, new Tx(open.writer, open.reader), Date.now(), () => undefined);
    for (const d of new Set([open.writer, open.reader])) await d.destroy();
    const made = cli(['backup', join(dir, 'by-command'), '--keep'], demo.dataDir);
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('备份完成');
    expect(readdirSync(demo.dataDir).some((n) => n.startsWith('backup-'))).toBe(false);
    const target = configOf('by-command-target');
    const done = cli(['restore', join(dir, 'by-command')], target.dataDir);
    expect(done.stderr).toBe('');
    expect(done.stdout).toContain('恢复完成');
    expect(done.status).toBe(0);
    expect(digest(target)).toBe(digest(demo));
  }, 120_000);
  test('a backup of a newer version is refused before anything is touched', async () => {
    const newer = join(dir, 'newer.xfbackup'), before = digest(config);
    await seal(newer, KEY, { product: '99.0.0', kind: 'sqlite', schema: 'Later1990000000000', madeAt: Date.now() }, Readable.from([Buffer.from('x')]));
    await expect(restore(config, KEY, { from: newer, to: null, replace: true }, Date.now())).rejects.toThrow('更新的版本（99.0.0）');
    expect(digest(config)).toBe(before);
  });
  test('what cannot be used is refused, says why, and touches nothing', () => {
    const before = digest(config), bytes = readFileSync(archive), bad = join(dir, 'bad.xfbackup');
    const refused = (content: Buffer, says: string, env: NodeJS.ProcessEnv = {}): void => {
      writeFileSync(bad, content);
      const { status, stderr } = cli(['restore', bad, '--replace'], config.dataDir, env);
      expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
      expect(digest(config)).toBe(before);
      expect(readdirSync(config.dataDir).filter((n) => n.includes('replaced') || n.startsWith('restore-'))).toEqual([]);
    };
    const flipped = (at: number): Buffer => { const b = Buffer.from(bytes); b[at]! ^= 1; return b; };
    refused(flipped(bytes.length >> 1), '密钥不对，或内容已损坏');
    refused(flipped(3), '不是本系统的备份文件');
    refused(bytes.subarray(0, bytes.length - 10), '被截断');
    refused(bytes.subarray(0, 40), '被截断');
    refused(bytes, '密钥不对', { BACKUP_KEY: 'another key of enough letters' });
    refused(bytes, 'BACKUP_KEY', { BACKUP_KEY: '' });
    refused(Buffer.from('这不是备份'), '不是本系统的备份文件');
    expect(cli(['restore', join(dir, 'none')], config.dataDir).status).toBe(2);
    expect(cli(['restore', archive, '--to', 'soon'], config.dataDir).status).toBe(2);
    expect(cli([], config.dataDir).stderr).toContain('usage');
  });
});
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
    expect(made.header).toMatchObject({ kind: 'mysql', schema: migrations.at(-1)!.name });
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
