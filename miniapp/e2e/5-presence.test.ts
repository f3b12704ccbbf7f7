import { MINUTE_MS, QR_SECONDS } from '@xianfeng/shared';
import { idIn, pick, press, see, shot, startCity, until, words, type City, DESK } from './support/browser.ts';
import { home, key, neighbour, shiftOf, task } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('the leader shows codes and marks people; a member types the digits; one who only came is added', async () => {
  const soon = await task(city, { title: '马上开始的任务', in: 10 * MINUTE_MS });
  const typing = await neighbour(city, 51, '冯输码'), named = await neighbour(city, 52, '陈点名'), scanning = await neighbour(city, 53, '褚扫码');
  for (const who of [typing, named, scanning]) await city.api(who.token).claims.create({ shiftId: shiftOf(soon) }, key());

  const { secretary } = await home(city);
  const leader = await city.open(secretary);
  await leader.goto(`/packages/desk/pages/task/index?id=${soon.id}`);
  await press(leader, '名单与签到');
  await leader.waitForURL(/desk\/pages\/shift/);
  await leader.getByRole('img', { name: '签到二维码，自动更换' }).waitFor();
  const dayCode = (await leader.getByText(/^\d{6}$/).innerText()).trim();
  await see(leader, '已到 0 / 3 人');
  await shot(leader, '5-code');
  // What the picture holds is signed, short-lived and changes by itself.
  const desk = city.api(secretary.token);
  const { payload, refreshInSeconds } = await desk.attendance.shiftCode(shiftOf(soon));
  expect(refreshInSeconds).toBeLessThanOrEqual(QR_SECONDS);
  expect(payload).toContain(String(shiftOf(soon)));

  const page = await city.open(typing);
  await page.goto('/pages/tasks/index');
  await see(page, '马上开始的任务');
  await page.getByRole('link', { name: '签到' }).or(page.getByRole('button', { name: '签到', exact: true })).first().click();
  await page.waitForURL(/scan/);
  await page.getByLabel('六位码').fill(dayCode === '123456' ? '654321' : '123456');
  await see(page, '六位码不对，请看负责人手机');
  await shot(page, '5-typing');
  await page.getByLabel('六位码').fill(dayCode);
  await see(page, /签到成功/);
  await shot(page, '5-present');

  await city.api(scanning.token).attendance.scan({ payload }, key());
  await see(leader, '已到 2 / 3 人');

  await pick(leader, /^名单/);
  await leader.getByRole('button', { name: '陈点名到了' }).click();
  await see(leader, '陈点名 已到场');
  await press(leader, '现场登记');
  await leader.getByLabel('姓名').fill('卫路过');
  await leader.getByLabel('手机后四位').fill('4321');
  await press(leader, '登记到场');
  await see(leader, '卫路过');
  await shot(leader, '5-roster');
  const rows = await until('the roster', () => desk.claims.roster(shiftOf(soon)), (all) => all.filter((row) => row.attendedAt !== null).length === 4);
  expect(Object.fromEntries(rows.map((row) => [row.name, row.method]))).toMatchObject({ 冯输码: 'CODE', 褚扫码: 'QR', 陈点名: 'ROSTER', 卫路过: 'WALK_UP' });
  expect(city.broken).toEqual([]);
});

test('a mark can be taken back, and a member can show a code of his own instead', async () => {
  const soon = await task(city, { title: '另一个马上开始的', in: 15 * MINUTE_MS });
  const who = await neighbour(city, 54, '蒋出示');
  const claim = await city.api(who.token).claims.create({ shiftId: shiftOf(soon) }, key());
  const { secretary } = await home(city);
  const leader = await city.open(secretary, { screen: DESK });
  await leader.goto(`/packages/desk/pages/shift/index?id=${shiftOf(soon)}&taskId=${soon.id}`);
  await leader.getByRole('button', { name: '蒋出示到了' }).click();
  await press(leader, '撤销');
  await until('taking back', () => city.api(who.token).claims.get(claim.id), ({ attendedAt }) => attendedAt === null);
  await shot(leader, '5-shift-desk');

  const page = await city.open(who);
  await page.goto(`/packages/more/pages/claim/index?id=${claim.id}`);
  await words(page, '出示我的码').click();
  await page.waitForURL(/my-code/);
  await page.getByRole('img', { name: /码/ }).first().waitFor();
  await shot(page, '5-my-code');
  const { payload } = await city.api(who.token).me.code();
  expect(await city.api(secretary.token).attendance.memberCode(shiftOf(soon), { payload }, key())).toMatchObject({ name: '蒋出示' });
  await page.goto(`/packages/more/pages/claim/index?id=${claim.id}`);
  await see(page, '已签到');
  expect(idIn(page)).toBe(claim.id);
  expect(city.broken).toEqual([]);
});
