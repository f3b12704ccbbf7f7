import { readFileSync } from 'node:fs';
import { inspect } from './support/axe.ts';
import { DESK, pick, press, see, settled, shot, startCity, until, words, type City } from './support/browser.ts';
import { home } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });
const WORK = '/packages/desk/pages', MORE = '/packages/more/pages';

test('the secretary takes a list as she sees it, and a whole year in one file', async () => {
  const { secretary, areaId } = await home(city), page = await city.open(secretary, { screen: DESK });
  await page.goto(`${WORK}/logs/index`);
  await settled(page);
  const [logs] = await Promise.all([page.waitForEvent('download'), press(page, '导出服务日志')]);
  expect(logs.suggestedFilename()).toMatch(/-服务日志-\d{4}-\d\d-\d\d\.xlsx$/);
  expect(readFileSync((await logs.path())!).subarray(0, 2).toString()).toBe('PK');
  // Where a list holds phones she is asked first.
  await page.goto(`${WORK}/needs/index`);
  await settled(page);
  await press(page, '导出居民点单');
  await see(page, '表里有电话');
  await shot(page, '18-phones-desk');
  const [needs] = await Promise.all([page.waitForEvent('download'), press(page, '不带电话')]);
  expect(needs.suggestedFilename()).toMatch(/-居民点单-/);
  await page.goto(`${WORK}/exports/index`);
  await settled(page);
  expect(await inspect(page)).toEqual([]);
  await shot(page, '18-exports-desk');
  const [book] = await Promise.all([page.waitForEvent('download'), press(page, '导出全年')]);
  expect(book.suggestedFilename()).toMatch(/年全部列表\.xlsx$/);
  const small = await city.open(secretary);
  await small.goto(`${WORK}/exports/index`);
  await settled(small);
  expect(await inspect(small)).toEqual([]);
  await shot(small, '18-exports');
  expect(areaId).toBeGreaterThan(0);
  expect(city.broken).toEqual([]);
});

test('“这个填过了” goes from the form to the city and comes back with an answer', async () => {
  const member = await city.person('在职党员'), organiser = await city.person('市委组织部'), page = await city.open(member);
  await page.goto(`${MORE}/need-new/index`);
  await settled(page);
  await press(page, '这个填过了');
  await page.waitForURL(/suggestions/);
  await settled(page);
  await see(page, '关于“我要求助”');
  expect(await inspect(page)).toEqual([]);
  await shot(page, '18-suggestions');
  await press(page, '送给市里');
  await see(page, '收到了，答复会通知您');
  const [sent] = await until('sent', async () => (await city.api(member.token).suggestions.mine({})).items, (all) => all[0]?.page === '我要求助');
  expect(sent).toMatchObject({ kind: 'TWICE', status: 'OPEN' });

  const desk = await city.open(organiser, { screen: DESK });
  await desk.goto(`${WORK}/answers/index`);
  await settled(desk);
  expect(await inspect(desk)).toEqual([]);
  expect(await desk.locator('main').filter({ visible: true }).innerText()).not.toContain(member.me.name);
  await shot(desk, '18-answers-desk');
  await press(desk, /^答复：/);
  await desk.getByRole('dialog').getByText('这一项以后由系统带出，不用再填').click();
  await desk.getByRole('dialog').getByRole('button', { name: '答复', exact: true }).click();
  await until('answered', async () => (await city.api(member.token).suggestions.mine({})).items, (all) => all[0]?.status === 'ANSWERED');
  await page.reload();
  await settled(page);
  await words(page, '这一项以后由系统带出，不用再填').waitFor();
  await shot(page, '18-answered');
  const phone = await city.open(organiser);
  await phone.goto(`${WORK}/answers/index`);
  await settled(phone);
  expect(await inspect(phone)).toEqual([]);
  await pick(phone, '已答复');
  await settled(phone);
  await shot(phone, '18-answers');
  expect(city.broken).toEqual([]);
});

test('the city sees what things cost, in sums alone; what people just did is in them', async () => {
  const organiser = await city.person('市委组织部'), api = city.api(organiser.token), before = await api.burden.get({});
  const page = await city.open(organiser, { screen: DESK });
  await page.goto(`${WORK}/burden/index`);
  await settled(page);
  await see(page, '我们的承诺');
  expect(await inspect(page)).toEqual([]);
  await shot(page, '18-burden-desk');
  const small = await city.open(organiser);
  await small.goto(`${WORK}/burden/index`);
  await settled(small);
  expect(await inspect(small)).toEqual([]);
  await shot(small, '18-burden');
  // The member's suggestion above was counted by his own browser.
  expect(before.intents.find(({ intent }) => intent === 'SUGGEST')).toMatchObject({ times: 1, tapsTenths: null });
  const secretary = await city.person('社区书记'), hers = await city.open(secretary);
  await hers.goto(`${WORK}/burden/index`);
  await see(hers, '由市里看');
  expect(city.broken).toEqual([]);
});

test('anybody reads who runs this and what it promises', async () => {
  for (const [name, screen] of [['18-about', undefined], ['18-about-desk', DESK]] as const) {
    const page = await city.open(undefined, screen ? { screen } : {});
    await page.goto(`${MORE}/about/index`);
    await settled(page);
    await see(page, '备案号');
    expect(await inspect(page)).toEqual([]);
    await shot(page, name);
  }
  expect(city.broken).toEqual([]);
});
