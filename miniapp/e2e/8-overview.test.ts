import { DAY_MS } from '@xianfeng/shared';
import { DESK, press, settled, shot, startCity, type City } from './support/browser.ts';
import { home, key, shiftOf, task } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('the member finds what concerns him in the inbox, follows it, and marks the rest as read', async () => {
  const member = await city.person('在职党员'), { secretary } = await home(city);
  for (const title of ['要取消的一个', '要取消的另一个']) {
    const off = await task(city, { title, in: title.length * 7 * DAY_MS });
    await city.api(member.token).claims.create({ shiftId: shiftOf(off) }, key());
    await city.api(secretary.token).tasks.cancel(off.id, { reason: '天气原因' }, key());
  }
  const page = await city.open(member);
  await page.goto('/packages/more/pages/inbox/index');
  await settled(page);
  await shot(page, '8-inbox');
  await page.getByRole('button', { name: /要取消的一个.*天气原因/s }).click();
  await page.waitForURL(/(task|claim)\/index/);
  await settled(page);
  await page.goBack();
  await page.waitForURL(/inbox/);
  await settled(page);
  await press(page, '全部标为已读');
  await page.getByText('未读', { exact: true }).first().waitFor({ state: 'hidden' });
  expect((await city.api(member.token).me.get()).unread).toBe(0);
  expect(city.broken).toEqual([]);
});

test('the secretary sees what waits for her, and each figure opens what it counts', async () => {
  const secretary = await city.person('社区书记');
  const page = await city.open(undefined, { screen: DESK });
  await page.goto('/pages/sign-in/index');
  await press(page, /社区书记/);
  await page.waitForURL(/desk\/pages\/home/);
  await settled(page);
  await shot(page, '8-desk');
  const desk = await city.api(secretary.token).desk.get();
  for (const [name, queue, to] of [['居民点单', desk.needs, /needs/], ['待核实日志', desk.logs, /logs/], ['个人报到', desk.registrations, /registrations/], ['待领兑换单', desk.orders, /shop/]] as const) {
    const tile = page.locator('main').filter({ visible: true }).getByRole('link', { name: new RegExp(name) }).first();
    expect(await tile.innerText()).toContain(queue.count > 99 ? '99+' : queue.count > 0 ? String(queue.count) : '没有等着的');
    await tile.click();
    await page.waitForURL(to);
    await settled(page);
    await shot(page, `8-desk-${name}`);
    await page.goBack();
    await page.waitForURL(/desk\/pages\/home/);
    await settled(page);
  }
  expect(city.broken).toEqual([]);
});
