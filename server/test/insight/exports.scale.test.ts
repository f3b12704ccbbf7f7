import { SHEET_LIMITS } from '../../src/lib/sheet/parts.js';
import { openWorkbook } from '../../src/lib/sheet/read.js';
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

const ROWS = Number(process.env.ROWS ?? 50_000);
/** Growth of resident memory while the file is made and fetched, with the test's own fetch in the same process; measured values are in docs/burden.md. */
const GROWTH_MB = 150;
const MB = 1024 * 1024;
/** Office software beside the tests; where there is none, one test is left out. */
const OFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));
let board: Board, world: World, secretary: Actor, dir: string;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  dir = await mkdtemp(join(tmpdir(), 'exports-'));
});
afterAll(async () => {
  await board.stop();
  await rm(dir, { recursive: true });
});

test(`${ROWS} rows are streamed with flat memory, each once, none of them a formula`, async () => {
  const now = board.clock.now();
  await board.tx.run(async (m) => {
    for (let i = 0; i < ROWS; i += 1_000)
      await m.query(`INSERT INTO need (id, areaId, communityId, kind, title, text, place, askerId, phone, status, createdAt, dueAt) VALUES ${Array.from({ length: Math.min(1_000, ROWS - i) }, (_, j) => `(${9_000_000_000_000 + i + j}, ${world.community.id}, ${world.community.id}, 'REPAIR', '=第${i + j}件', '${'楼道里的灯坏了，晚上看不见台阶。'.repeat(3)}', '${1 + (j % 40)}号楼', ${secretary.id}, '15400000001', 'ANSWERED', ${now}, ${now})`).join(',')}`);
  });
  const { url } = await secretary.api.exports.list({ areaId: world.community.id, kind: 'NEEDS' }), path = join(dir, 'needs.xlsx');
  const before = process.memoryUsage().rss / MB, begun = performance.now();
  let peak = before;
  const sampler = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss / MB); }, 20);
  await pipeline(Readable.fromWeb((await fetch(board.url + url)).body as never), createWriteStream(path));
  clearInterval(sampler);
  const seconds = (performance.now() - begun) / 1000;
  if (process.env.FIGURES) console.log({ rows: ROWS, seconds: seconds.toFixed(1), mb: ((await stat(path)).size / MB).toFixed(1), rssBefore: before.toFixed(0), rssPeak: peak.toFixed(0) });
  expect(peak - before).toBeLessThan(GROWTH_MB);
  const titles = new Set<string>(), book = await openWorkbook(path, { ...SHEET_LIMITS, rows: ROWS + 2 });
  let rows = 0;
  for await (const row of book.rows) {
    rows += 1;
    for (const cell of row.cells) expect(cell.kind).not.toBe('formula');
    const title = row.cells[2];
    if (title?.kind === 'text' && title.text.includes('件')) titles.add(title.text);
  }
  book.close();
  expect([rows, titles.size]).toEqual([ROWS + 2, ROWS]);
  expect([...titles].every((t) => t.startsWith("'="))).toBe(true);
}, 180_000);
(OFFICE ? test : test.skip)('LibreOffice opens the same file: all rows, every title as text', () => {
  const made = spawnSync(OFFICE!, [`-env:UserInstallation=file://${join(dir, 'office')}`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1', '--outdir', dir, join(dir, 'needs.xlsx')], { encoding: 'utf8', timeout: 150_000 });
  expect({ status: made.status, said: made.stderr }).toMatchObject({ status: 0 });
  const lines = readFileSync(join(dir, 'needs.csv'), 'utf8').trimEnd().split('\n'), titles = new Set(lines.map((line) => /'=第\d+件/.exec(line)?.[0]));
  titles.delete(undefined);
  expect([lines.length, titles.size]).toEqual([ROWS + 2, ROWS]);
}, 180_000);
