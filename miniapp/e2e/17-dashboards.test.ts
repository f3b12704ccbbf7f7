import { WALL_LEAST, type Measure, type SessionView } from '@xianfeng/shared';
import { inspect } from './support/axe.ts';
import { DESK, PHONE, pick, press, see, settled, shot, startCity, until, words, type City } from './support/browser.ts';

const WORK = '/packages/desk/pages', WALL = { width: 1920, height: 1080 };
/** What a wall's reader sees from five metres. */
const LEAST_PX = 28;
let city: City, organiser: SessionView, secretary: SessionView, cityId: number;
beforeAll(async () => {
  city = await startCity();
  [organiser, secretary] = await Promise.all(['市委组织部', '社区书记'].map((title) => city.person(title))) as [SessionView, SessionView];
  cityId = (await city.api(organiser.token).dashboards.get({})).area.id;
});
afterAll(async () => { await city?.stop(); });
/** How many rows stand behind a number. */
async function countBehind(areaId: number, measure: Measure): Promise<number> {
  let rows = 0;
  for (let after: string | undefined; ; ) {
    const page = await city.api(organiser.token).dashboards.rows({ areaId, measure, after });
    rows += page.items.length;
    if (page.next === null) return rows;
    after = page.next;
  }
}

test('from the city down to a single record: each number is as many rows as it says', async () => {
  const api = city.api(organiser.token), page = await city.open(organiser, { screen: DESK });
  await page.goto(`${WORK}/dashboard/index`);
  await settled(page);
  await shot(page, '17-city');
  const view = await api.dashboards.get({}), [street] = (await api.dashboards.children({ areaId: cityId })).items.filter((c) => !c.own);
  await see(page, `${view.area.name}看板`);
  for (const measure of ['openNow', 'resolved', 'reopened'] as const) expect([measure, await countBehind(cityId, measure)]).toEqual([measure, { ...view.now, ...view.sums }[measure]]);
  await page.getByRole('table', { name: '下一级的工作' }).getByRole('button', { name: street!.area.name, exact: true }).click();
  await see(page, `${street!.area.name}看板`);
  await settled(page);
  await shot(page, '17-street');
  const [community] = (await api.dashboards.children({ areaId: street!.area.id })).items.filter((c) => !c.own && c.openNow > 0);
  await page.getByRole('table', { name: '下一级的工作' }).filter({ visible: true }).getByRole('button', { name: community!.area.name, exact: true }).click();
  await see(page, `${community!.area.name}看板`);
  await settled(page);
  // The number, the list behind it, and one of its records.
  await page.getByRole('link', { name: /没办完的点单/ }).filter({ visible: true }).click();
  await page.waitForURL(/behind/);
  await settled(page);
  const table = page.getByRole('table', { name: '没办完的点单' }).filter({ visible: true });
  expect(await table.getByRole('row').count() - 1).toBe(Math.min(community!.openNow, 20));
  await shot(page, '17-behind');
  await table.getByRole('button', { name: /打开/ }).first().click();
  await page.waitForURL(/need\/index/);
  await settled(page);
  expect(await page.locator('body').innerText()).not.toMatch(/排行|名次|登录次数|在线时长|活跃/);
  expect(city.broken).toEqual([]);
});

test('the secretary looks back a quarter on her phone, and what people hold opens month by month for the city', async () => {
  const phone = await city.open(secretary);
  await phone.goto(`${WORK}/dashboard/index`);
  await settled(phone);
  await shot(phone, '17-phone');
  await pick(phone, '按季度');
  await see(phone, /年第[1-4]季度/);
  await press(phone, /早一段/);
  await until('the quarter before', () => words(phone, /年第[1-4]季度/).innerText(), (text) => text.length > 0);
  await settled(phone);
  expect(await phone.locator('main').filter({ visible: true }).innerText()).toContain('积分全市通用');
  const page = await city.open(organiser, { screen: DESK });
  await page.goto(`${WORK}/dashboard/index`);
  await settled(page);
  await page.getByRole('link', { name: /大家手里的积分/ }).click();
  await page.waitForURL(/behind/);
  await settled(page);
  await shot(page, '17-outstanding');
  await page.getByRole('button', { name: /打开.*年.*月/ }).filter({ visible: true }).first().click();
  await see(page, '积分变动');
  await settled(page);
  expect(city.broken).toEqual([]);
});

test('the wall: live, big, without names, nothing of fewer than five, and it outlives the network', async () => {
  const page = await city.open(organiser, { screen: WALL });
  await page.goto(`${WORK}/wall/index`);
  await see(page, /数据更新于 \d\d:\d\d:\d\d/);
  await page.locator('.w-chart svg').nth(2).waitFor();
  await shot(page, '17-wall');
  const seen = await page.evaluate(() => {
    const texts: { text: string; px: number }[] = [];
    for (const el of document.querySelectorAll<HTMLElement>('.w-fit *')) if ([...el.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim())) texts.push({ text: (el.textContent ?? '').trim(), px: parseFloat(getComputedStyle(el).fontSize) });
    const stage = document.querySelector('.w-fit')!;
    const inside = [...stage.querySelectorAll('.w-fit *')].filter((el) => { const r = el.getBoundingClientRect(); return r.width > 0 && (r.right > 1921 || r.bottom > 1081); }).map((el) => el.className);
    return { texts, inside };
  });
  expect(seen.inside).toEqual([]);
  expect(seen.texts.filter(({ px }) => px < LEAST_PX)).toEqual([]);
  // Whatever is counted is nought or at least five; labels of days and axes are no counts.
  const numbers = await page.locator('.w-big__n, .w-now b, .w-row__n, .w-foot b').allInnerTexts();
  expect(numbers.map((t) => t.replace(/[^\d.%]/g, '')).filter((t) => /^\d+$/.test(t) && Number(t) > 0 && Number(t) < WALL_LEAST)).toEqual([]);
  expect(await page.locator('body').innerText()).not.toContain(organiser.me.name);
  expect(await inspect(page)).toEqual([]);
  const figure = () => page.locator('.w-big__n').first().innerText(), before = await figure();
  await page.context().setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await see(page, /网络断了，正在重连/);
  expect(await figure()).toBe(before);
  await shot(page, '17-wall-offline');
  await page.context().setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByText('网络断了').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.pathname.includes('/wall/'));
  // The network was away on purpose.
  expect(city.broken.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  city.broken.length = 0;
});

test('every page of it: nothing serious to axe, nothing wider than the screen', async () => {
  const street = (await city.api(organiser.token).dashboards.children({ areaId: cityId })).items.find((c) => !c.own)!.area.id, wrong: string[] = [];
  const pages: [SessionView, string][] = [[organiser, `${WORK}/dashboard/index?span=YEAR`], [organiser, `${WORK}/dashboard/index?areaId=${street}`], [secretary, `${WORK}/dashboard/index`], [organiser, `${WORK}/behind/index?areaId=${cityId}&measure=minutesB`], [organiser, `${WORK}/behind/index?areaId=${cityId}&measure=stockLowNow`], [secretary, `${WORK}/behind/index?measure=spent&span=YEAR`]];
  for (const screen of [PHONE, DESK]) {
    for (const [i, [who, url]] of pages.entries()) {
      const page = await city.open(who, { screen });
      await page.goto(url);
      await settled(page);
      await shot(page, `17-${screen.width}-${i}`);
      for (const one of await inspect(page)) wrong.push(`${url} ${screen.width}: ${one}`);
      await page.context().close();
    }
  }
  expect(wrong).toEqual([]);
  expect(city.broken).toEqual([]);
});
