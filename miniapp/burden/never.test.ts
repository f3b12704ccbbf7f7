import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SessionView } from '@xianfeng/shared';
import { DESK, press, see, settled, startCity, tick, type City } from '../e2e/support/browser.ts';
import { home, neighbour, shiftOf, task, whoHaveToLog } from '../e2e/support/world.ts';
import { personSeconds, watch, type Cost } from './counting.ts';
import { WORDS, promised } from './words.ts';

const SRC = path.resolve(import.meta.dirname, '../src'), quick = process.env['BURDEN_QUICK'] === '1';
let city: City;
// Records are paged through faster than hands do.
process.env['RATE_LIMIT'] = '1000000';
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });
const figures: Record<string, unknown>[] = [];
afterAll(() => { if (process.env['FIGURES']) console.log(JSON.stringify(figures, null, 1)); });
const keep = (what: string, cost: Cost, machine: number): number => {
  const seconds = personSeconds(cost) + machine;
  figures.push({ what, ...cost, seconds: Math.round(seconds) });
  return seconds;
};

describe('1. what it costs', () => {
  test('1. publishing from a template: at most 8 fields, at most 60 seconds', async () => {
    const { secretary } = await home(city), page = await city.open(secretary), seen = await watch(page);
    await page.goto('/packages/desk/pages/home/index');
    await settled(page);
    const began = performance.now();
    await press(page, '发布任务');
    await page.waitForURL(/task-edit/);
    await press(page, /巡逻/);
    await page.getByLabel('地点').fill('阳光花园大门');
    const phone = page.getByLabel('联系电话');
    if (!(await phone.inputValue())) await phone.fill('15400000009');
    const before = await seen.cost();
    await press(page, '发布');
    await page.waitForURL(/desk\/pages\/task\/index/);
    const cost = { ...before, taps: before.taps + 1 }, seconds = keep('publish from a template', cost, (performance.now() - began) / 1000);
    expect(cost.fields).toBeLessThanOrEqual(8);
    expect(seconds).toBeLessThanOrEqual(60);
    // The meter that the city looks at counted the same.
    expect(seen.told).toEqual([expect.objectContaining({ intent: 'PUBLISH', taps: cost.taps, fields: cost.fields })]);
  });
  test('1. claiming: at most 2 taps', async () => {
    const helper = await neighbour(city, 81, '陈一鸣');
    await task(city, { title: '两下就认领' });
    const page = await city.open(helper), seen = await watch(page);
    await page.goto('/pages/tasks/index');
    await settled(page);
    const began = performance.now();
    await page.getByRole('link', { name: /两下就认领/ }).first().click();
    await press(page, '认领');
    await page.waitForURL(/claim\/index/);
    const cost = await seen.cost();
    keep('claim a task', cost, (performance.now() - began) / 1000);
    expect(cost).toEqual({ taps: cost.taps, fields: 0, chars: 0 });
    expect(cost.taps).toBeLessThanOrEqual(2);
    expect(seen.told).toEqual([expect.objectContaining({ intent: 'CLAIM', taps: cost.taps, fields: 0 })]);
  });
  test('1. a log: at most 3 taps, no typing', async () => {
    const [writer] = await whoHaveToLog(city, 1), page = await city.open(writer!.who), seen = await watch(page);
    await page.goto('/pages/tasks/index');
    await settled(page);
    const began = performance.now();
    await page.getByRole('link', { name: '写日志' }).or(page.getByRole('button', { name: '写日志', exact: true })).first().click();
    await page.waitForURL(/log\/index/);
    await tick(page, '居民很满意');
    await press(page, '提交');
    await page.waitForURL(/log-view/);
    const cost = await seen.cost();
    keep('write a log', cost, (performance.now() - began) / 1000);
    expect(cost.taps).toBeLessThanOrEqual(3);
    expect([cost.fields, cost.chars]).toEqual([0, 0]);
    expect(seen.told).toEqual([expect.objectContaining({ intent: 'LOG', taps: cost.taps, fields: 0 })]);
  });
  test('1. verifying 20 logs: at most a minute', async () => {
    const who = await city.person('市委组织部'), page = await city.open(who, { screen: DESK }), seen = await watch(page);
    let verified = 0;
    page.on('response', (r) => { if (new URL(r.url()).pathname === '/api/logs/verify') void r.json().then((b: { verified: unknown[] }) => { verified += b.verified.length; }); });
    await page.goto('/packages/desk/pages/home/index');
    await settled(page);
    const began = performance.now();
    await page.locator('main').filter({ visible: true }).getByRole('link', { name: /待核实日志/ }).first().click();
    for (let round = 0; verified < 20 && round < 4; round++) {
      await see(page, /^全选 \d+ 条$/);
      await press(page, /^全选 \d+ 条$/);
      await press(page, /^核实 \d+ 条$/);
      await see(page, /已核实 \d+ 条/);
      await page.waitForTimeout(300);
    }
    const cost = await seen.cost(), seconds = keep(`verify ${verified} logs`, cost, (performance.now() - began) / 1000);
    expect(verified).toBeGreaterThanOrEqual(20);
    expect((seconds * 20) / verified).toBeLessThanOrEqual(60);
  });
});

/** The pages that the product has, with something to look at where a page is about one thing. */
async function pages(): Promise<string[]> {
  const config = readFileSync(path.join(SRC, 'app.config.ts'), 'utf8'), list = (text: string): string[] => [...text.matchAll(/'([^']+\/index)'/g)].map(([, p]) => p!);
  const all = [...list(/^ {2}pages: \[([^\]]*)\]/m.exec(config)![1]!), ...[...config.matchAll(/root: '([^']+)'[\s\S]*?pages: \[([^\]]*)\]/g)].flatMap(([, root, text]) => list(text!).map((p) => `${root}/${p}`))];
  const { secretary, areaId } = await home(city), api = city.api(secretary.token), [one] = (await api.tasks.desk({ areaId, status: 'PUBLISHED' })).items, [need] = (await api.needs.list({ areaId })).items, [log] = (await api.logs.list({ areaId, status: 'VERIFIED' })).items;
  const shiftId = shiftOf(await api.tasks.get(one!.id)), point = (await api.rewards.pickupPoints())[0]!.id, year = new Date().getFullYear();
  const with_: Record<string, string> = {
    'packages/desk/pages/need/index': `id=${need!.id}`, 'packages/desk/pages/task/index': `id=${one!.id}`, 'packages/desk/pages/shift/index': `id=${shiftId}&taskId=${one!.id}`, 'packages/desk/pages/task-edit/index': `id=${one!.id}`, 'packages/desk/pages/point/index': `id=${point}`,
    'packages/more/pages/task/index': `id=${one!.id}`, 'packages/more/pages/log-view/index': `id=${log!.id}`, 'packages/more/pages/sheet/index': `point=${point}`, 'packages/more/pages/need/index': `id=${need!.id}`, 'packages/more/pages/paper/index': `year=${year}&half=2`, 'packages/desk/pages/behind/index': `areaId=${areaId}&measure=resolved`,
  };
  return all.map((p) => `/${p}${with_[p] ? `?${with_[p]}` : ''}`);
}
/** Who looks at which pages; in the short form each page is looked at by one who sees the most on it. */
const LOOKERS = quick ? ['在职党员', '市委组织部'] : ['在职党员', '新党员', '居民', '社区书记', '兑换点核销员', '单位联络员', '街道干部', '市委组织部', '审计员'];

test('2. 6. 7. no screen shows anybody logins, time online, streaks or ranks; none asks for a position; none is a report to fill in', async () => {
  const all = await pages(), wrong: string[] = [];
  let looked = 0;
  const look = async (title: string, who: SessionView | undefined): Promise<void> => {
    const page = await city.open(who, { screen: DESK }), seen = await watch(page);
    // Without a post the desk's pages are one and the same sentence: one person reads it on all of them.
    const mine = !quick ? (['新党员', '居民', '单位联络员'].includes(title) ? all.filter((p) => !p.startsWith('/packages/desk/')) : all) : !who ? all.filter((p) => p.startsWith('/pages/')) : all.filter((p) => p.startsWith('/packages/desk/') === (title === '市委组织部'));
    for (const to of mine) {
      await page.goto(to);
      // Whatever cannot be shown to him says so; that is a screen, too.
      await settled(page).catch(() => undefined);
      const text = await page.locator('body').innerText();
      if (text.trim().length < 4) { wrong.push(`${title} ${to}: an empty screen`); continue; }
      looked += 1;
      const kept = promised(text);
      const found = WORDS.never.exec(kept)?.[0] ?? WORDS.report.exec(kept)?.[0];
      if (found) wrong.push(`${title} ${to}: ${found}`);
      for (const a of await seen.asked()) wrong.push(`${title} ${to}: asks for ${a}`);
    }
    await page.context().close();
  };
  await look('nobody', undefined);
  for (const title of LOOKERS) await look(title, await city.person(title));
  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThan(all.length * (quick ? 1 : 8) * 0.9);
  figures.push({ what: 'screens looked at', pages: all.length, looked });
});
test('2. 7. what counts as one is noticed', () => {
  for (const bad of ['本月登录次数：8', '连续签到 5 天', '积分排行榜', '张三 第 3 名']) expect(WORDS.never.test(promised(bad))).toBe(true);
  for (const bad of ['请填写本月报表', '月报填报', '志愿服务周报']) expect(WORDS.report.test(promised(bad))).toBe(true);
  for (const good of ['不排名、不看登录次数。', '没有要填的月报。']) expect([WORDS.never.test(promised(good)), WORDS.report.test(promised(good))]).toEqual([false, false]);
});
test('7. no page is called a report', () => {
  const titles = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('index.config.ts')).map((f) => /navigationBarTitleText: '([^']*)'/.exec(readFileSync(path.join(SRC, f), 'utf8'))?.[1] ?? '');
  expect(titles.length).toBeGreaterThan(40);
  expect(titles.filter((t) => WORDS.report.test(t))).toEqual([]);
});

test('4. on the demo county, each number of the year papers is as much as its records; on the screen one opens them', async () => {
  const { secretary, areaId } = await home(city), organiser = await city.person('市委组织部'), year = new Date().getFullYear(), wrong: string[] = [];
  const cityId = (await city.api(organiser.token).dashboards.get({})).area.id;
  let numbers = 0;
  for (const [who, id] of [[secretary, areaId], ...(quick ? [] : [[organiser, cityId]])] as [SessionView, number][]) {
    const api = city.api(who.token).papers, paper = await api.ofArea({ areaId: id, year });
    for (const n of paper.sections.flatMap((s) => s.lines)) {
      let sum = 0;
      for (let after: string | undefined, more = true; more; ) { const rows = await api.areaRows({ areaId: id, year, key: n.key, after }); sum += rows.items.reduce((t, r) => t + r.value, 0); more = rows.next !== null; after = rows.next ?? undefined; }
      numbers += 1;
      if (sum !== n.value) wrong.push(`${n.label}: ${n.value}, its records ${sum}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(numbers).toBeGreaterThan(10);
  figures.push({ what: 'numbers of papers opened', numbers });
  const page = await city.open(secretary, { screen: DESK });
  await page.goto('/packages/desk/pages/papers/index');
  await settled(page);
  // No figure of it can be typed: there is nothing to type into.
  expect(await page.locator('main').filter({ visible: true }).locator('input:visible, textarea:visible').count()).toBe(0);
});
