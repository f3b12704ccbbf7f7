import type { Locator, Page } from 'playwright-core';
import { DESK, PHONE, press, see, settled, startCity, type City } from './support/browser.ts';
import { task } from './support/world.ts';

const HOME = '/packages/desk/pages/home/index', NEEDS = /desk\/pages\/needs/, LOGS = /desk\/pages\/logs/;
/** Longer than any page takes to draw once its script is there, shorter than anybody's patience. */
const LATE_MS = 1500;

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

const title = async (page: Page): Promise<string[]> => page.getByRole('heading', { level: 1 }).filter({ visible: true }).allInnerTexts();
/** That page alone is in front, and the address is its. */
async function inFront(page: Page, name: string, url: RegExp): Promise<void> {
  await page.waitForURL(url);
  await settled(page);
  await page.getByRole('heading', { level: 1, name, exact: true }).filter({ visible: true }).waitFor();
  expect(await title(page)).toEqual([name]);
}
const tile = (page: Page, name: string): Locator => page.locator('main').filter({ visible: true }).getByRole('link', { name: new RegExp(name) }).first();
const leave = (page: Page): Promise<void> => page.getByRole('button', { name: '返回', exact: true }).filter({ visible: true }).click();
/** Scripts asked for from now on come late; gives their addresses. */
async function delay(page: Page, late: (url: string) => boolean = () => true): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/js/*', async (route) => {
    const url = route.request().url();
    asked.push(url);
    if (late(url)) await new Promise((go) => setTimeout(go, LATE_MS));
    await route.continue().catch(() => undefined);
  });
  return asked;
}

describe.each([['desk', DESK], ['phone', PHONE]] as const)('on a %s', (_name, screen) => {
  /** The secretary's desk, reached from her own page, which stays behind it. */
  async function atDesk(): Promise<Page> {
    const page = await city.open(await city.person('社区书记'), { screen });
    await page.goto('/pages/me/index');
    await settled(page);
    await tile(page, '工作台').click();
    await inFront(page, '工作台', /desk\/pages\/home/);
    return page;
  }

  test('who goes back before a page has come stays where he went', async () => {
    const page = await atDesk();
    const asked = await delay(page);
    await tile(page, '居民点单').click();
    await page.waitForTimeout(LATE_MS / 5);
    await page.goBack();
    await inFront(page, '我的', /pages\/me/);
    await page.waitForTimeout(LATE_MS);
    expect(asked.length).toBeGreaterThan(0);
    await inFront(page, '我的', /pages\/me/);
  });

  test('of two taps the later one counts, also when its page comes first', async () => {
    const page = await atDesk();
    let first = true;
    await delay(page, () => first);
    await tile(page, '居民点单').click();
    await page.waitForTimeout(LATE_MS / 5);
    first = false;
    await tile(page, '待核实日志').click();
    await inFront(page, '核实日志', LOGS);
    await page.waitForTimeout(LATE_MS);
    await inFront(page, '核实日志', LOGS);
    await page.goBack();
    await inFront(page, '工作台', /desk\/pages\/home/);
  });

  test('a page that did not come leaves the address alone, says so, and opens at the next tap', async () => {
    const page = await atDesk();
    await page.route('**/js/*', (route) => route.abort());
    await tile(page, '居民点单').click();
    await see(page, /没能打开/);
    await inFront(page, '工作台', /desk\/pages\/home/);
    await page.unroute('**/js/*');
    await tile(page, '居民点单').click();
    await inFront(page, '居民点单', NEEDS);
    await page.goBack();
    await inFront(page, '工作台', /desk\/pages\/home/);
  });

  test('after a reload, the browser and the page itself still lead back to where one came from', async () => {
    const page = await atDesk();
    await tile(page, '居民点单').click();
    await inFront(page, '居民点单', NEEDS);
    await page.reload();
    await inFront(page, '居民点单', NEEDS);
    await page.goBack();
    await inFront(page, '工作台', /desk\/pages\/home/);
    await page.goForward();
    await inFront(page, '居民点单', NEEDS);
    await page.reload();
    await inFront(page, '居民点单', NEEDS);
    await leave(page);
    await inFront(page, '工作台', /desk\/pages\/home/);
    await leave(page);
    await inFront(page, '我的', /pages\/me/);
  });

  test('a reloaded page that comes after the reader went back does not cover the page he went to', async () => {
    const page = await atDesk();
    const known = await delay(page, () => false);
    await tile(page, '居民点单').click();
    await inFront(page, '居民点单', NEEDS);
    const own = [...known];
    await page.unroute('**/js/*');
    await delay(page, (url) => own.includes(url));
    const begun = page.waitForRequest((request) => own.includes(request.url()));
    await page.reload({ waitUntil: 'commit' });
    await begun;
    await page.goBack();
    await inFront(page, '工作台', /desk\/pages\/home/);
    await page.waitForTimeout(LATE_MS);
    await inFront(page, '工作台', /desk\/pages\/home/);
  });

  test('a link from outside has the first tab behind it', async () => {
    const page = await city.open(await city.person('社区书记'), { screen });
    await page.goto('/packages/desk/pages/needs/index');
    await inFront(page, '居民点单', NEEDS);
    await leave(page);
    await inFront(page, '任务', /pages\/tasks/);
  });

  test('who signed in goes back to the page that asked him to, and it knows him', async () => {
    const page = await city.open(undefined, { screen });
    await page.goto('/pages/me/index');
    await settled(page);
    await press(page, /登录/);
    await page.waitForURL(/sign-in/);
    await press(page, /社区书记/);
    await inFront(page, '工作台', /desk\/pages\/home/);
    await page.goBack();
    await inFront(page, '我的', /pages\/me/);
    await tile(page, '工作台').waitFor();
    await page.goForward();
    await inFront(page, '工作台', /desk\/pages\/home/);
  });

  test('a form that was sent is not behind the page it made, and nothing is there twice', async () => {
    const made = await task(city, { title: `改一改${screen.width}` });
    const page = await city.open(await city.person('社区书记'), { screen });
    await page.goto(HOME);
    await settled(page);
    await page.goto(`/packages/desk/pages/task/index?id=${made.id}`);
    await inFront(page, '任务办理', /desk\/pages\/task\//);
    await page.getByRole('button', { name: /修改/ }).filter({ visible: true }).first().click();
    await inFront(page, '修改任务', /task-edit/);
    await page.getByRole('button', { name: /保存/ }).filter({ visible: true }).first().click();
    await inFront(page, '任务办理', /desk\/pages\/task\//);
    await page.goBack();
    await inFront(page, '工作台', /desk\/pages\/home/);
  });

  test('a list is where it was left', async () => {
    const page = await city.open(await city.person('在职党员'), { screen });
    await page.goto('/pages/tasks/index');
    await settled(page);
    const scrolled = (to?: number): Promise<number> => page.evaluate((top) => {
      const [front] = [...document.querySelectorAll<HTMLElement>('.taro_page')].filter((one) => one.offsetParent !== null);
      if (front && top) front.scrollTop = top;
      return front?.scrollTop ?? -1;
    }, to);
    expect(await scrolled(200)).toBe(200);
    await page.locator('main a[href*="pages/task/index"]').filter({ visible: true }).last().dispatchEvent('click');
    await inFront(page, '任务详情', /pages\/task\//);
    await page.goBack();
    await inFront(page, '任务', /pages\/tasks/);
    expect(await scrolled()).toBe(200);
  });
});

test('nothing went wrong meanwhile but the scripts that were kept away', () => {
  expect(city.broken.filter((line) => !/ERR_FAILED/.test(line))).toEqual([]);
});
