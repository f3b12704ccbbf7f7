import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor } from '../world.js';
import { writeBook, type RawCell } from './workbook.js';

const ROWS = Number(process.env.ROWS ?? 20_000);
/** The bound; measured values are in docs/performance.md. */
const SECONDS = 60;
/** Growth of resident memory that counts as flat: one batch, the shared texts, the phones seen, and what V8 has not given back yet. */
const GROWTH_MB = 250;

let board: Board, city: Actor, dir: string;
beforeAll(async () => {
  board = await startBoard();
  const world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  dir = await mkdtemp(join(tmpdir(), 'imports-'));
});
afterAll(async () => {
  await board.stop();
  await rm(dir, { recursive: true });
});

/** Phones no carrier assigns; two thirds of them as offices type them. */
const FIRST = 15_490_000_000;
const spaced = (phone: number): string => String(phone).replace(/^(...)(....)/, '$1 $2 ');
const MB = 1024 * 1024;
const rss = (): number => process.memoryUsage().rss / MB;

test(`${ROWS} rows are read and written in under a minute with flat memory, and progress can be seen`, async () => {
  const people = Array.from({ length: ROWS }, (_, i): RawCell[] => [i + 1, `测${String.fromCodePoint(0x4e00 + (i % 900))}${String.fromCodePoint(0x5000 + (i % 700))}`, '男', '中共党员', `第${i % 87}局党支部`, i % 3 === 0 ? FIRST + i : spaced(FIRST + i), i % 2 ? '柳树社区' : '槐树', `和平苑${1 + (i % 40)}号楼${1 + (i % 5)}单元`, '理发']);
  const path = await writeBook(join(dir, 'big.xlsx'), [{ name: '全市', rows: [['花名册'], ['序号', '姓名', '性别', '政治面貌', '所在单位党组织', '联系电话', '居住社区', '小区楼栋', '特长'], ...people] }]);
  people.length = 0;
  const data = await readFile(path);
  const before = rss();
  let peak = before;
  const sampler = setInterval(() => { peak = Math.max(peak, rss()); }, 20);
  const begun = performance.now();
  const { id } = await city.api.imports.create('MEMBERS', { name: 'big.xlsx', data });
  const seen = new Set<number>();
  let view = await city.api.imports.get(id);
  for (; view.status === 'READING'; view = await city.api.imports.get(id)) {
    seen.add(view.rowsRead);
    await new Promise((r) => setTimeout(r, 20));
  }
  await board.app.get(ReadingService).idle();
  const read = performance.now();
  expect(view).toMatchObject({ status: 'READY', error: null, rowsRead: ROWS });
  expect(view.counts.REFUSED).toBe(0);
  const done = await city.api.imports.confirm(id, key());
  const written = performance.now();
  clearInterval(sampler);
  expect(done.status).toBe('DONE');
  const [{ n } = { n: 0 }] = await board.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM roster_entry');
  expect(Number(n)).toBe(done.counts.TAKEN + done.counts.MENDED);
  expect(seen.size).toBeGreaterThan(3);
  if (process.env.FIGURES) console.log({ file: `${(data.length / MB).toFixed(1)} MB`, readSeconds: ((read - begun) / 1000).toFixed(1), writeSeconds: ((written - read) / 1000).toFixed(1), rssBefore: before.toFixed(0), rssPeak: peak.toFixed(0) });
  expect((written - begun) / 1000).toBeLessThan(SECONDS);
  expect(peak - before).toBeLessThan(GROWTH_MB);
});
