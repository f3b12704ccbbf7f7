import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeBook, type RawCell } from '../people/workbook.js';
import { key } from '../start.js';
import type { Actor } from '../world.js';
import type { House } from './support/house.js';
import { tally, type Answer } from './support/line.js';
import { fault, QUICK, quantile, rounds, say, seconds } from './support/report.js';

const CLAIM_EVERY_MS = 70;
const RUSH_EVERY_MS = 4_000;
/** Claims that were answered, the time of the slowest twentieth in ms while the goods were rushed and between the rushes, and how the rushes ended. */
interface Life { claims: number; inRush: number; between: number; rushes: Record<string, number> }
/** Heavy work of one desk while everybody else goes on. */
export function load(shared: () => House): void {
  let house: House, city: Actor, comers: Actor[], buyers: Actor[], dir: string, shiftIds: number[];
  const books = (): Promise<string> => house.books();
  beforeAll(async () => {
    house = shared();
    city = await house.staff('CITY_ORGANISER', house.world.city);
    comers = await house.people(rounds(200, 60));
    buyers = await house.people(rounds(200, 100), 2_000);
    dir = mkdtempSync(join(tmpdir(), 'xianfeng-load-'));
    shiftIds = [];
    for (let i = 0; i < 12; i++) shiftIds.push((await house.task(500)).shifts[0]!.id);
  }, 240_000);
  afterAll(() => { if (dir) rmSync(dir, { recursive: true, force: true }); });
  /** Claims at a steady pace and a rush on the last goods every few seconds, until `over`. */
  let claims = 0;
  const life = async (over: () => boolean): Promise<Life> => {
    const answers: Answer[] = [], spans: { from: number; to: number }[] = [], rushes: Record<string, number> = {}, under: Promise<unknown>[] = [];
    const claiming = (async () => {
      for (; !over(); await sleep(CLAIM_EVERY_MS)) {
        const n = claims++, who = comers[n % comers.length]!, shiftId = shiftIds[Math.floor(n / comers.length) % shiftIds.length]!;
        under.push(house.through(who, n, { onAnswer: (a) => answers.push(a) }).claims.create({ shiftId }, key()));
      }
    })();
    const rushing = (async () => {
      while (!over()) {
        const rewardId = await house.goods({ stock: buyers.length / 4, points: 1 }), from = performance.now();
        for (const [h, n] of Object.entries(await tally(buyers.map((who, n) => house.through(who, n).redemptions.order({ rewardId, quantity: 1 }, key()))))) rushes[h] = (rushes[h] ?? 0) + n;
        spans.push({ from, to: performance.now() });
        expect(await house.shop.onShelf(rewardId)).toMatchObject({ stock: 0 });
        for (const since = performance.now(); !over() && performance.now() - since < RUSH_EVERY_MS;) await sleep(50);
      }
    })();
    await Promise.all([claiming, rushing]);
    await Promise.all(under);
    const isInRush = (a: Answer): boolean => spans.some(({ from, to }) => a.startedAt < to && a.startedAt + a.ms > from), p95 = (some: Answer[]): number => quantile(some.map((a) => a.ms), 0.95);
    return { claims: answers.length, inRush: p95(answers.filter(isInRush)), between: p95(answers.filter((a) => !isInRush(a))), rushes };
  };

  fault('FT-19', 'a register of many rows is imported while the goods are rushed', books, async () => {
    // The sheet may have 50,000 rows, its two lines of headings among them.
    const rows = rounds(50_000, 5_000) - 2, first = 15_490_000_000;
    const people = Array.from({ length: rows }, (_, i): RawCell[] => [i + 1, `测${String.fromCodePoint(0x4e00 + (i % 900))}${String.fromCodePoint(0x5000 + (i % 700))}`, '男', '中共党员', `第${i % 87}局党支部`, first + i, i % 2 ? '柳树社区' : '槐树', `和平苑${1 + (i % 40)}号楼${1 + (i % 5)}单元`, '理发']);
    const path = await writeBook(join(dir, 'big.xlsx'), [{ name: '全市', rows: [['花名册'], ['序号', '姓名', '性别', '政治面貌', '所在单位党组织', '联系电话', '居住社区', '小区楼栋', '特长'], ...people] }]);
    people.length = 0;
    await life(((until) => () => performance.now() > until)(performance.now() + 2_000)); // warm
    const idle = await life(((until) => () => performance.now() > until)(performance.now() + rounds(15_000, 4_000)));
    const outside = await house.outside(), seen = new Set<number>();
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
    const memory = house.servers.map((s) => s.peakMiB()), ratio = (what: 'inRush' | 'between'): string => `${busy[what].toFixed(0)} ms against ${idle[what].toFixed(0)} ms without the import (${(busy[what] / idle[what]).toFixed(2)} ×)`;
    for (const m of memory) expect(m).toBeLessThan(512);
    const sentence = `${rows} rows in ${seconds(took)}, seen by others as 0 or ${all}; p95 of ${busy.claims} claims in a rush ${ratio('inRush')}, between rushes ${ratio('between')}; rushes meanwhile: ${say(busy.rushes)}; memory at most ${Math.max(...memory).toFixed(0)} MiB`;
    // Held to it while everybody is busy, as in a real rush, and only in the long profile: a few seconds say little about times.
    if (!QUICK && busy.inRush >= 2 * idle.inRush) throw new Error(`claims are too slow beside the import: ${sentence}`);
    return sentence;
  });
}
