import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeBook, type RawCell } from '../people/workbook.js';
import { key } from '../start.js';
import type { Actor } from '../world.js';
import { openHouse, type House } from './support/house.js';
import { tally } from './support/line.js';
import type { Database } from './support/mariadb.js';
import { fault, QUICK, quantile, rounds, say, seconds } from './support/report.js';

const CLAIM_EVERY_MS = 70;
const RUSH_EVERY_MS = 4_000;
/** Heavy work of one desk while everybody else goes on. */
export function load(database: () => Database): void {
  let house: House, city: Actor, comers: Actor[], buyers: Actor[], dir: string, shiftIds: number[];
  const books = (): Promise<string> => house.books();
  beforeAll(async () => {
    house = await openHouse(database());
    city = await house.staff('CITY_ORGANISER', house.world.city);
    comers = await house.people(rounds(200, 60));
    buyers = await house.people(rounds(200, 100), 2_000);
    dir = mkdtempSync(join(tmpdir(), 'xianfeng-load-'));
    shiftIds = [];
    for (let i = 0; i < 12; i++) shiftIds.push((await house.task(500)).shifts[0]!.id);
  }, 240_000);
  afterAll(async () => {
    await house?.close();
    if (dir) rmSync(dir, { recursive: true, force: true });
  });
  /** Claims at a steady pace and a rush on the last goods every few seconds, until `over`. @returns the claims' answer times in ms, and how the rushes ended */
  let claims = 0;
  const life = async (over: () => boolean): Promise<{ times: number[]; rushes: Record<string, number>; orders: number[] }> => {
    const times: number[] = [], orders: number[] = [], rushes: Record<string, number> = {}, under: Promise<unknown>[] = [];
    const claiming = (async () => {
      for (; !over(); await sleep(CLAIM_EVERY_MS)) {
        const n = claims++, who = comers[n % comers.length]!, shiftId = shiftIds[Math.floor(n / comers.length) % shiftIds.length]!;
        under.push(house.through(who, n, { onAnswer: (a) => times.push(a.ms) }).claims.create({ shiftId }, key()));
      }
    })();
    const rushing = (async () => {
      while (!over()) {
        const rewardId = await house.goods({ stock: buyers.length / 4, points: 1 });
        for (const [h, n] of Object.entries(await tally(buyers.map((who, n) => house.through(who, n, { onAnswer: (a) => orders.push(a.ms) }).redemptions.order({ rewardId, quantity: 1 }, key()))))) rushes[h] = (rushes[h] ?? 0) + n;
        expect(await house.shop.onShelf(rewardId)).toMatchObject({ stock: 0 });
        for (const since = performance.now(); !over() && performance.now() - since < RUSH_EVERY_MS;) await sleep(50);
      }
    })();
    await Promise.all([claiming, rushing]);
    await Promise.all(under);
    return { times, rushes, orders };
  };

  fault('FT-19', 'a register of many rows is imported while the goods are rushed', books, async () => {
    const rows = rounds(50_000, 5_000), first = 15_490_000_000;
    const people = Array.from({ length: rows }, (_, i): RawCell[] => [i + 1, `测${String.fromCodePoint(0x4e00 + (i % 900))}${String.fromCodePoint(0x5000 + (i % 700))}`, '男', '中共党员', `第${i % 87}局党支部`, first + i, i % 2 ? '柳树社区' : '槐树', `和平苑${1 + (i % 40)}号楼${1 + (i % 5)}单元`, '理发']);
    const path = await writeBook(join(dir, 'big.xlsx'), [{ name: '全市', rows: [['花名册'], ['序号', '姓名', '性别', '政治面貌', '所在单位党组织', '联系电话', '居住社区', '小区楼栋', '特长'], ...people] }]);
    people.length = 0;
    await life(((until) => () => performance.now() > until)(performance.now() + 2_000)); // warm
    const idle = await life(((until) => () => performance.now() > until)(performance.now() + rounds(15_000, 4_000)));
    const outside = await database().connect(house.board.config.databaseUrl!.pathname.slice(1)), seen = new Set<number>();
    let done = false, took = 0;
    const bringing = (async () => {
      const begun = performance.now(), api = house.through(city, 0), { id } = await api.imports.create('MEMBERS', { name: '花名册.xlsx', data: readFileSync(path) });
      let view = await api.imports.get(id);
      for (; view.status === 'READING'; view = await api.imports.get(id)) await sleep(200);
      expect(view).toMatchObject({ status: 'READY', rowsRead: rows, error: null });
      const confirmed = await api.imports.confirm(id, key());
      expect(confirmed.status).toBe('DONE');
      took = performance.now() - begun;
    })().finally(() => { done = true; });
    // What anybody else sees of the register while it is written: nothing, then all of it.
    const looking = (async () => {
      for (; !done; await sleep(25)) {
        const [[row]] = (await outside.query('SELECT COUNT(*) AS n FROM roster_entry')) as unknown as [{ n: number }[]];
        seen.add(Number(row!.n));
      }
    })();
    const busy = await life(() => done);
    await Promise.all([bringing, looking]);
    const [[row]] = (await outside.query('SELECT COUNT(*) AS n FROM roster_entry')) as unknown as [{ n: number }[]], all = Number(row!.n);
    await outside.end();
    expect(all).toBe(rows);
    expect([...seen].filter((n) => n !== 0 && n !== all)).toEqual([]);
    for (const { rushes } of [idle, busy]) expect(Object.keys(rushes).sort()).toEqual(['409 STOCK_OUT', 'ok']);
    const memory = house.servers.map((s) => s.peakMiB()), [before, during] = [quantile(idle.times, 0.95), quantile(busy.times, 0.95)];
    for (const m of memory) expect(m).toBeLessThan(512);
    // On a busy machine a few seconds say little about times: only the long profile is held to them.
    if (!QUICK) expect(during / before).toBeLessThan(2);
    return `${rows} rows in ${seconds(took)}, seen by others as 0 or ${all}; p95 of a claim ${during.toFixed(0)} ms (${busy.times.length} claims), without the import ${before.toFixed(0)} ms: ${(during / before).toFixed(2)} ×; rushes meanwhile: ${say(busy.rushes)}; memory at most ${Math.max(...memory).toFixed(0)} MiB`;
  });
}
