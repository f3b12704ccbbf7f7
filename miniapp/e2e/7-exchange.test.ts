import { idIn, press, see, settled, shot, startCity, words, type City } from './support/browser.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('points are held by an order, come back when it is cancelled, and are spent when the keeper hands over', async () => {
  const member = await city.person('在职党员');
  const api = city.api(member.token);
  const before = await api.points.mine();
  const page = await city.open(member);
  await page.goto('/pages/shop/index');
  await settled(page);
  await shot(page, '7-shop');
  const order = async (): Promise<number> => {
    await page.goto('/pages/shop/index');
    await page.getByRole('link', { name: /食盐/ }).first().click();
    await page.waitForURL(/reward\/index/);
    await see(page, '我的积分');
    await shot(page, '7-reward');
    await press(page, /^用 \d+ 分兑换$/);
    await page.waitForURL(/order\/index/);
    await page.getByRole('img', { name: '提货二维码' }).waitFor();
    return idIn(page);
  };
  const first = await order();
  const held = await api.points.mine();
  expect(held.available).toBeLessThan(before.available);
  expect(held.available + held.held).toBe(before.available + before.held);
  await shot(page, '7-order');
  await press(page, '不要了，取消兑换');
  await page.getByRole('dialog').getByRole('button', { name: '取消兑换' }).click();
  await see(page, '积分已退回');
  expect(await api.points.mine()).toMatchObject({ available: before.available, held: before.held });
  expect((await api.redemptions.get(first)).status).toBe('CANCELLED');

  const second = await order();
  const { code, points } = await api.redemptions.get(second);
  const keeper = await city.open(await city.person('兑换点核销员'));
  await keeper.goto('/packages/desk/pages/collect/index');
  await shot(keeper, '7-counter');
  // Somebody reads it aloud: small letters and blanks do no harm.
  await keeper.getByLabel(/^提货码/).fill('zzzzzzzz');
  await see(keeper, '提货码不对，请核对后再输');
  await keeper.getByLabel(/^提货码/).fill(`${code?.slice(0, 4).toLowerCase()} ${code?.slice(4).toLowerCase()}`);
  await see(keeper, member.me.name);
  await shot(keeper, '7-hand-over');
  await press(keeper, '已交给本人');
  await see(keeper, '已交货');
  await words(keeper, '下一位').waitFor();
  expect((await api.redemptions.get(second)).status).toBe('COLLECTED');
  expect(await api.points.mine()).toMatchObject({ available: before.available - points, held: before.held, spent: before.spent + points });
  await page.reload();
  await see(page, '已领取');
  expect(city.broken).toEqual([]);
});
