import { MINUTE_MS, type SessionView } from '@xianfeng/shared';
import type { Page } from 'playwright-core';
import { inspect } from './support/axe.ts';
import { DESK, PHONE, press, see, settled, shot, startCity, until, words, type City } from './support/browser.ts';
import { home, key, neighbour, shiftOf, task } from './support/world.ts';

let city: City, secretary: SessionView, areaId: number;
beforeAll(async () => { city = await startCity(); ({ secretary, areaId } = await home(city)); });
afterAll(() => city.stop());

test('20 without network a leader marks presence; it uploads by itself, and what somebody else noted is asked', async () => {
  const now = await task(city, { title: '地下车库巡查', in: 10 * MINUTE_MS }), shiftId = shiftOf(now), desk = city.api(secretary.token);
  const people = [await neighbour(city, 81, '周离线'), await neighbour(city, 82, '吴在场'), await neighbour(city, 83, '郑未到')];
  for (const one of people) await city.api(one.token).claims.create({ shiftId }, key());
  const page = await city.open(secretary);
  await page.goto(`/packages/desk/pages/shift/index?id=${shiftId}&taskId=${now.id}`);
  await see(page, '地下车库巡查');
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('sheets:')));
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await see(page, '现在没有网络');
  await page.getByRole('link', { name: '离线点名' }).or(page.getByRole('button', { name: '离线点名' })).filter({ visible: true }).first().click();
  await see(page, '照常点名，先记在这部手机里');
  await press(page, '周离线到了');
  await press(page, '吴在场到了');
  await see(page, '已到 2 / 3 人');
  await shot(page, '20-offline-390');
  expect(await inspect(page)).toEqual([]);
  // Meanwhile at the desk: one of them is noted as not there.
  const roster = await desk.claims.roster(shiftId), of = (name: string) => roster.find((row) => row.name === name)!.claimId!;
  await desk.claims.excuse(of('周离线'), key());
  await page.context().setOffline(false);
  await see(page, '周离线：没能记上');
  await shot(page, '20-asked-390');
  await until('the mark to arrive', () => desk.claims.roster(shiftId), (rows) => rows.find((row) => row.name === '吴在场')?.method === 'OFFLINE');
  await press(page, '知道了');
  await words(page, '周离线：没能记上').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('sheets:')).map((name) => localStorage.getItem(name)).join())).not.toMatch(/1549997\d{4}/);
  await page.context().close();
  city.broken.splice(0, city.broken.length, ...city.broken.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line)));
});

test('20 the code for checking in is asked for again after every failure, and changes again when the network is back', async () => {
  const now = await task(city, { title: '码要一直换', in: 10 * MINUTE_MS }), page = await city.open(secretary);
  let away = false, asked = 0;
  await page.route(/\/api\/shifts\/\d+\/code/, (route) => { asked += 1; return away ? route.abort('connectionfailed') : route.continue(); });
  await page.clock.install();
  const pass = async (turns: number): Promise<void> => { for (let i = 0; i < turns; i += 1) { await page.clock.runFor(5_000); await new Promise((answered) => setTimeout(answered, 200)); } };
  await page.goto(`/packages/desk/pages/shift/index?id=${shiftOf(now)}&taskId=${now.id}`);
  await see(page, /每半分钟自动更换/);
  away = true;
  const before = asked;
  await pass(12);
  expect(asked - before).toBeGreaterThan(3);
  await see(page, /二维码没能更换/);
  away = false;
  await pass(3);
  await see(page, /每半分钟自动更换/);
  await page.context().close();
  city.broken.splice(0, city.broken.length, ...city.broken.filter((line) => !/ERR_CONNECTION_FAILED/.test(line)));
});

const PAGES: readonly (readonly [name: string, who: 'member' | 'secretary' | 'guest', url: () => string, ready: RegExp | string])[] = [
  ['tasks', 'member', () => '/pages/tasks/index', /任务/],
  ['ask', 'member', () => '/pages/ask/index', '我要办'],
  ['shop', 'member', () => '/pages/shop/index', /分/],
  ['me', 'member', () => '/pages/me/index', /积分/],
  ['points', 'member', () => '/packages/more/pages/points/index', /积分/],
  ['sign-in', 'guest', () => '/pages/sign-in/index', '登录'],
  ['desk', 'secretary', () => '/packages/desk/pages/home/index', /待/],
  ['desk-tasks', 'secretary', () => '/packages/desk/pages/tasks/index', /任务/],
  ['logs', 'secretary', () => '/packages/desk/pages/logs/index', /日志/],
  ['dashboard', 'secretary', () => '/packages/desk/pages/dashboard/index', /服务/],
  ['task-edit', 'secretary', () => '/packages/desk/pages/task-edit/index', /任务/],
  ['offline', 'secretary', () => '/packages/desk/pages/offline/index', '手机里没有名单'],
];
const whoIs = async (who: string): Promise<SessionView | undefined> => (who === 'guest' ? undefined : who === 'member' ? city.person('在职党员') : secretary);
/** Sentences that are cut: more words than the box shows, without lines that were meant to be clamped. */
const cut = (page: Page) => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.x-content .x-text, .x-button, .x-tag, .x-chip, .x-segment, .x-cell__value, .x-section__title')]
  .filter((one) => one.offsetParent !== null && !one.closest('.x-lines') && !one.matches('.x-lines') && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' && getComputedStyle(one).overflowX !== 'visible').map((one) => one.textContent?.slice(0, 40)));

test.each(PAGES)('20 %s by night, on a phone and on a desk: nothing serious for those who see little', async (name, who, url, ready) => {
  for (const [screen, size] of [[PHONE, '390'], [DESK, '1440']] as const) {
    const page = await city.open(await whoIs(who), { screen, dark: true });
    await page.goto(url());
    await see(page, ready);
    await shot(page, `20-night-${name}-${size}`);
    expect([name, size, await inspect(page)]).toEqual([name, size, []]);
    await page.context().close();
  }
});
test.each(PAGES)('20 %s with letters of 140 %%: nothing is cut and nothing sticks out', async (name, who, url, ready) => {
  const page = await city.open(await whoIs(who));
  await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '140%'; }));
  await page.goto(url());
  await see(page, ready);
  await settled(page);
  await shot(page, `20-letters-${name}-390`);
  expect([await page.evaluate(() => getComputedStyle(document.querySelector('.x-page')!).fontSize), await cut(page), await inspect(page)]).toEqual(['22.4px', [], []]);
  await page.context().close();
});
test.each(PAGES.filter(([, who]) => who !== 'guest'))('20 %s does not jump when what it shows arrives late', async (name, who, url, ready) => {
  const page = await city.open(await whoIs(who));
  await page.addInitScript(() => { (window as unknown as { jump: number }).jump = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) (window as unknown as { jump: number }).jump += entry.value; }).observe({ type: 'layout-shift', buffered: true }); });
  await page.route('**/api/**', async (route) => { await new Promise((resolve) => setTimeout(resolve, 600)); await route.continue(); });
  await page.goto(url());
  await see(page, ready);
  await settled(page);
  await page.waitForLoadState('networkidle');
  expect([name, (await page.evaluate(() => (window as unknown as { jump: number }).jump)) < 0.1]).toEqual([name, true]);
  await page.context().close();
});
test('20 whoever is not signed in sees everything public, and is not asked to sign in for it', async () => {
  const open = (await city.api().tasks.open({})).items[0]!;
  for (const [url, ready] of [['/pages/tasks/index', open.title], [`/packages/more/pages/task/index?id=${open.id}`, open.title], ['/pages/ask/index', '我要办'], ['/pages/shop/index', /分/], ['/packages/more/pages/sheet/index', /物资/], ['/packages/more/pages/about/index', /主办/], ['/packages/more/pages/terms/index', /协议/], ['/packages/more/pages/verify/index', /证明/], ['/packages/more/pages/star-verify/index', /星级/], ['/packages/more/pages/campaign-notice/index', /公示/], ['/packages/more/pages/settings/index', '大字版']] as const) {
    const page = await city.open();
    await page.goto(url);
    await settled(page);
    await see(page, ready);
    expect([url, await words(page, /^登录后可以看$/).count(), await words(page, /^请先登录$/).count(), new URL(page.url()).pathname === url.split('?')[0]]).toEqual([url, 0, 0, true]);
    await page.context().close();
  }
});
test('20 a page is pulled down with the finger and loads anew', async () => {
  const page = await city.open(await city.person('在职党员'), { touch: true });
  await page.goto('/pages/tasks/index');
  await settled(page);
  const asked = page.waitForRequest(/\/api\/open-tasks|\/api\/tasks/);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 180, y: 200 }] });
  for (const y of [240, 290, 340]) await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 180, y }] });
  await see(page, '松开刷新');
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await asked;
  await page.context().close();
});
test('20 nothing went wrong in any page meanwhile', () => { expect([areaId > 0, city.broken]).toEqual([true, []]); });
