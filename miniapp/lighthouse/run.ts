/**
 * What Lighthouse says of the built H5 app on a phone: the list of tasks as a stranger sees it, and the desk of a secretary. The server is as it is
 * shipped, with the demo county. Prints one JSON object: per page the median of `RUNS` runs (3). `npm run lighthouse`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { person } from '../e2e/support/people.ts';
import { startServer } from '../test/server.ts';

const GOALS = { performance: 93, accessibility: 100, 'best-practices': 95 };
type Category = keyof typeof GOALS;
const CATEGORIES = Object.keys(GOALS) as Category[];
interface Run { scores: Record<Category, number>; lcpMs: number; tbtMs: number; cls: number; bytes: number; failed: string[] }

const runs = Number(process.env['RUNS'] ?? 3);
const H5 = process.env['H5_DIST'] ?? path.resolve(import.meta.dirname, '../dist/h5');
const freePort = (): Promise<number> => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => found(port));
  });
});
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

async function once(url: string, port: number): Promise<Run> {
  const result = await lighthouse(url, { port, logLevel: 'error', onlyCategories: CATEGORIES, formFactor: 'mobile', disableStorageReset: true, maxWaitForLoad: 30_000 });
  if (!result) throw new Error(`no answer about ${url}`);
  const { categories, audits, runtimeError } = result.lhr, number = (id: string): number => audits[id]?.numericValue ?? Number.NaN;
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  const failed = CATEGORIES.slice(1).flatMap((c) => categories[c]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id));
  return { scores: Object.fromEntries(CATEGORIES.map((c) => [c, Math.round((categories[c]!.score ?? 0) * 100)])) as Run['scores'], lcpMs: number('largest-contentful-paint'), tbtMs: number('total-blocking-time'), cls: number('cumulative-layout-shift'), bytes: number('total-byte-weight'), failed };
}

const server = await startServer({ webDir: H5 }), profile = mkdtempSync(path.join(tmpdir(), 'xianfeng-lighthouse-')), port = await freePort();
// Lighthouse opens pages in the browser's own profile, so that is where somebody is signed in.
const browser = await chromium.launchPersistentContext(profile, { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--headless=new', '--disable-quic', '--no-first-run', '--disable-background-networking', `--remote-debugging-port=${port}`], locale: 'zh-CN' });
const pages: Record<string, object> = {};
let met = true;
try {
  const [page = await browser.newPage()] = browser.pages(), devtools = await browser.newCDPSession(page);
  for (const [name, address, who] of [['tasks', '/', null], ['desk', '/packages/desk/pages/home/index', '社区书记']] as const) {
    if (who) {
      const { token, me } = await person(server.url, who);
      await page.goto(server.url);
      await page.evaluate((kept) => localStorage.setItem('session', kept), JSON.stringify({ data: { token, me, elder: false } }));
      await page.goto('about:blank');
    }
    const all: Run[] = [];
    for (let i = 0; i < runs; i++) {
      // Everybody comes for the first time; Lighthouse would sign him out while clearing.
      await devtools.send('Network.clearBrowserCache');
      all.push(await once(server.url + address, port));
    }
    const scores = Object.fromEntries(CATEGORIES.map((c) => [c, median(all.map((r) => r.scores[c]))])) as Run['scores'];
    met &&= CATEGORIES.every((c) => scores[c] >= GOALS[c]);
    pages[name] = { ...scores, lcpMs: Math.round(median(all.map((r) => r.lcpMs))), tbtMs: Math.round(median(all.map((r) => r.tbtMs))), cls: Number(median(all.map((r) => r.cls)).toFixed(3)), kilobytes: Math.round(median(all.map((r) => r.bytes)) / 1000), failed: [...new Set(all.flatMap((r) => r.failed))] };
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify({ runs, goals: GOALS, pages, met }));
