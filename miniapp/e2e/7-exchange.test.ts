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
  // What holds the points opens from the statement, and leads back to the order.
  await page.goto('/packages/more/pages/points/index');
  await page.getByRole('link', { name: /^兑换 食盐/ }).first().click();
  await page.waitForURL(/points-why\/index/);
  await see(page, '看这张兑换单');
  await page.goto(`/packages/more/pages/order/index?id=${first}`);
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
  await see(page, '已领取');
  expect(city.broken).toEqual([]);
});

test('why an entry is what it is: the rule, its arithmetic line by line, what it was given, and until when the points are good', async () => {
  const member = await city.person('在职党员');
  const { items } = await city.api(member.token).points.entries({});
  const award = items.find((one) => one.kind === 'AWARD');
  const page = await city.open(member);
  await page.goto('/packages/more/pages/points/index');
  await see(page, '现在可以用');
  await see(page, /90 天内/);
  await shot(page, '7-points');
  await page.getByRole('link', { name: new RegExp(`^${award?.title}`) }).first().click();
  await page.waitForURL(/points-why\/index/);
  for (const part of ['一步一步算', '用的哪条规则', '按什么算的', '这些分用到什么时候', '看这次服务的日志', `+${award?.amount} 分`]) await see(page, part);
  await shot(page, '7-why');
  expect(city.broken).toEqual([]);
});

test('who waits for what has run out is in line until he leaves it; the sheet of the month is open to everybody', async () => {
  const member = await city.person('在职党员'), api = city.api(member.token);
  const point = (await api.rewards.pickupPoints()).find((one) => one.nearest);
  const gone = (await api.rewards.list({ pickupPointId: point?.id ?? 0 })).items.find((one) => one.actions.includes('wait'));
  const page = await city.open(member);
  await page.goto(`/packages/more/pages/reward/index?id=${gone?.id}`);
  await press(page, '排队等补货');
  await see(page, /^您已在排队/);
  expect((await api.rewards.get(gone?.id ?? 0)).waiting).toBe(true);
  await press(page, '不等了，退出排队');
  await press(page, '撤销');
  await see(page, /^您已在排队/);
  const guest = await city.open();
  await guest.goto('/pages/shop/index');
  await guest.getByRole('link', { name: /物资公示/ }).click();
  await see(guest, '本月领走');
  await press(guest, /上个月/);
  await see(guest, /月进出$/);
  await shot(guest, '7-sheet');
  expect(city.broken).toEqual([]);
});
