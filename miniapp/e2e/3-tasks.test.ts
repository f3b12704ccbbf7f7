import { DAY_MS } from '@xianfeng/shared';
import { DESK, idIn, press, see, shot, startCity, until, words, type City } from './support/browser.ts';
import { home, key, neighbour, shiftOf, task } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('the secretary publishes from a template with a handful of fields in less than a minute', async () => {
  const { secretary, areaId } = await home(city);
  const page = await city.open(secretary);
  await page.goto('/packages/desk/pages/home/index');
  await shot(page, '3-desk-phone');
  const began = performance.now();
  await press(page, '发布任务');
  await page.waitForURL(/task-edit/);
  await see(page, '选一个模板');
  await shot(page, '3-templates');
  await press(page, /巡逻/);
  await page.getByLabel('地点').fill('阳光花园大门');
  const phone = page.getByLabel('联系电话');
  let filled = 1;
  if (!(await phone.inputValue())) { await phone.fill('15400000009'); filled += 1; }
  // A template leaves nothing else open: whatever is required has a value already.
  const required = await page.locator('.x-main').filter({ visible: true }).locator('input:visible, select:visible, textarea:visible').evaluateAll((all) => all.filter((one) => one.getAttribute('aria-required') === 'true' && !(one as HTMLInputElement).value).length);
  expect(required).toBe(0);
  expect(filled).toBeLessThanOrEqual(8);
  await shot(page, '3-form');
  await press(page, '发布');
  await page.waitForURL(/desk\/pages\/task\/index/);
  expect((performance.now() - began) / 1000).toBeLessThan(60);
  await see(page, '招募中');
  await shot(page, '3-published');
  const id = idIn(page);
  expect(await city.api(secretary.token).tasks.get(id)).toMatchObject({ status: 'PUBLISHED', kind: 'PATROL', place: '阳光花园大门' });
  // Whoever lives there sees it at once.
  const member = await city.person('在职党员');
  expect((await city.api(member.token).tasks.list({ areaId, order: 'NEWEST' })).items.map((one) => one.id)).toContain(id);
  expect(city.broken).toEqual([]);
});

test('a half-written task survives a reload; the last one is copied with its dates moved on', async () => {
  const { secretary } = await home(city);
  const page = await city.open(secretary, { screen: DESK });
  await page.goto('/packages/desk/pages/task-edit/index');
  await press(page, /空白任务/);
  await page.getByLabel('标题').fill('楼道小广告清除');
  await page.reload();
  await see(page, '接着上次没填完的内容。');
  expect(await page.getByLabel('标题').inputValue()).toBe('楼道小广告清除');
  await shot(page, '3-draft-desk');

  const last = await task(city, { title: '最后发的任务', in: 2 * DAY_MS });
  await page.goto(`/packages/desk/pages/task/index?id=${last.id}`);
  await press(page, '复制');
  await page.waitForURL((url) => /task-edit/.test(url.pathname) && url.searchParams.get('id') !== String(last.id));
  expect(await page.getByLabel('标题').inputValue()).toBe('最后发的任务');
  await press(page, '发布');
  await page.waitForURL(/desk\/pages\/task\/index/);
  await see(page, '招募中');
  const copy = await city.api(secretary.token).tasks.get(idIn(page));
  expect(copy.id).not.toBe(last.id);
  expect((copy.startsAt - last.startsAt) % (7 * DAY_MS)).toBe(0);
  expect(copy.startsAt).toBeGreaterThan(Date.now());
  expect(city.broken).toEqual([]);
});

test('a resident asks, the secretary makes a task of it, and the asker follows', async () => {
  const { secretary } = await home(city);
  const resident = await city.person('居民');
  const phone = await city.open(resident);
  await phone.goto('/pages/ask/index');
  await shot(phone, '3-ask');
  await phone.goto('/packages/more/pages/need-new/index?kind=CARE');
  await phone.getByLabel('什么事').fill('想请人陪老人下楼晒太阳');
  await shot(phone, '3-need-new');
  await press(phone, '告诉社区');
  await phone.waitForURL(/need\/index/);
  const needId = idIn(phone);

  const desk = await city.open(secretary, { screen: DESK });
  await desk.goto('/packages/desk/pages/needs/index');
  await press(desk, /想请人陪老人下楼晒太阳/);
  await shot(desk, '3-needs-desk');
  await press(desk, '发成任务');
  await desk.waitForURL(/task-edit/);
  expect(await desk.getByLabel('标题').inputValue()).toBe('想请人陪老人下楼晒太阳');
  const phoneIn = desk.getByLabel('联系电话');
  if (!(await phoneIn.inputValue())) await phoneIn.fill('15400000009');
  await press(desk, '发布');
  await desk.waitForURL(/desk\/pages\/task\/index/);
  await see(desk, '来自居民点单');

  await phone.reload();
  await see(phone, '已发布任务');
  await shot(phone, '3-need-followed');
  expect((await city.api(resident.token).needs.get(needId)).status).toBe('PUBLISHED');
  expect(city.broken).toEqual([]);
});

test('somebody asks in the name of his mother and takes it back', async () => {
  const page = await city.open(await city.person('居民'));
  await page.goto('/packages/more/pages/need-new/index?kind=CARE&for=other');
  await page.getByLabel('什么事').fill('想请人陪老人去医院');
  await page.getByLabel('他的称呼').fill('我母亲');
  await press(page, '告诉社区');
  await page.waitForURL(/need\/index/);
  await see(page, '我母亲');
  await press(page, /撤回/);
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await see(page, '已撤回');
  expect(city.broken).toEqual([]);
});

test('what nobody claimed is taken back quietly; what somebody claimed is cancelled and everybody is told why', async () => {
  const { secretary } = await home(city);
  const quiet = await task(city, { title: '没有人认领的' });
  const page = await city.open(secretary);
  await page.goto(`/packages/desk/pages/task/index?id=${quiet.id}`);
  await press(page, '撤回');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await see(page, '已撤回');

  const claimed = await task(city, { title: '有人认领的', in: 4 * DAY_MS });
  const helper = await neighbour(city, 1, '孙志远');
  await city.api(helper.token).claims.create({ shiftId: shiftOf(claimed) }, key());
  await page.goto(`/packages/desk/pages/task/index?id=${claimed.id}`);
  await press(page, '取消任务');
  await page.getByRole('dialog').getByText('天气原因').first().click();
  await shot(page, '3-cancel');
  await press(page, '取消并通知 1 人');
  await see(page, /已通知 1 人/);
  const inbox = await city.open(helper);
  await inbox.goto('/packages/more/pages/inbox/index');
  await words(inbox, /天气原因/).waitFor();
  await until('the claim', () => city.api(helper.token).claims.mine({ state: 'PAST' }), ({ items }) => items.some((one) => one.taskId === claimed.id && one.status === 'CANCELLED'));
  expect(city.broken).toEqual([]);
});
