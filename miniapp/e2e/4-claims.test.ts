import { DAY_MS, HOUR_MS, TASK_KINDS, isEvening, isWeekend } from '@xianfeng/shared';
import { idIn, pick, press, see, settled, shot, startCity, tick, until, words, type City } from './support/browser.ts';
import { home, key, neighbour, shiftOf, task } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('a member finds what fits: evening, weekend, kind, words, near or far', async () => {
  const member = await city.person('在职党员');
  const page = await city.open(member);
  const asked: URL[] = [];
  page.on('response', (response) => { const url = new URL(response.url()); if (url.pathname === '/api/tasks') asked.push(url); });
  const shown = async (fits: (query: URLSearchParams) => boolean): Promise<number[]> => {
    await until('the filtered list', async () => asked.at(-1)?.searchParams, (query) => query !== undefined && fits(query));
    await settled(page);
    const links = await page.locator('a[href*="more/pages/task/index?id="]:visible').evaluateAll((all) => all.map((one) => Number(new URL((one as HTMLAnchorElement).href).searchParams.get('id'))));
    return links;
  };
  await page.goto('/pages/tasks/index');
  await settled(page);
  await shot(page, '4-tasks');
  const api = city.api(member.token);
  await pick(page, '全市');
  await tick(page, '晚上');
  for (const id of (await shown((query) => query.get('when') === 'EVENING')).slice(0, 5)) expect((await api.tasks.get(id)).shifts.some((shift) => isEvening(shift.startsAt))).toBe(true);
  await tick(page, '周末');
  const weekend = await shown((query) => query.get('when') === 'WEEKEND');
  expect(weekend.length).toBeGreaterThan(0);
  for (const id of weekend.slice(0, 5)) expect((await api.tasks.get(id)).shifts.some((shift) => isWeekend(shift.startsAt))).toBe(true);
  await tick(page, '周末');
  await tick(page, TASK_KINDS.HAIR.label);
  const hair = await shown((query) => query.get('kind') === 'HAIR' && !query.has('when'));
  expect(hair.length).toBeGreaterThan(0);
  for (const id of hair.slice(0, 5)) expect((await api.tasks.get(id)).kind).toBe('HAIR');
  await tick(page, TASK_KINDS.HAIR.label);
  await task(city, { title: '找得到的那一个', kind: 'OTHER' });
  await page.getByRole('searchbox').or(page.getByPlaceholder('搜标题或地点')).first().fill('找得到');
  await page.keyboard.press('Enter');
  await see(page, '找得到的那一个');
  expect(city.broken).toEqual([]);
});

test('the list goes on to its end without a gap or a repetition', async () => {
  const member = await city.person('在职党员');
  const page = await city.open(member);
  await page.goto('/pages/tasks/index');
  await pick(page, '全市');
  const cards = page.locator('a[href*="more/pages/task/index?id="]:visible');
  const end = page.getByText('已经到底了').filter({ visible: true });
  // The city has more than a page; the list of the own community, which may still stand there, has its end in sight.
  await until('a first page', async () => ({ n: await cards.count(), over: await end.isVisible() }), ({ n, over }) => n >= 20 && !over);
  for (let last = await cards.count(); !(await end.isVisible());) {
    await cards.last().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 20_000);
    await until('more cards, or the end', async () => ({ n: await cards.count(), over: await end.isVisible() }), ({ n, over }) => over || n > last);
    last = await cards.count();
  }
  const ids = await cards.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
  expect(city.broken).toEqual([]);
});

test('two taps from the list claim a task; another at the same time is shown as a clash', async () => {
  const helper = await neighbour(city, 11, '周明远');
  const startsAt = Date.now() + 30 * HOUR_MS;
  const one = await task(city, { title: '第一个要去的', in: 30 * HOUR_MS });
  const other = await task(city, { title: '撞在一起的', shifts: [{ startsAt: startsAt + HOUR_MS / 2, endsAt: startsAt + 2 * HOUR_MS, places: 3 }] });
  const page = await city.open(helper);
  await page.goto('/pages/tasks/index');
  await page.getByRole('link', { name: /第一个要去的/ }).click();
  await shot(page, '4-task');
  await press(page, '认领');
  await page.waitForURL(/claim\/index/);
  await see(page, '已认领，请按时到');
  await shot(page, '4-claim');
  expect(await city.api(helper.token).claims.get(idIn(page))).toMatchObject({ taskId: one.id, status: 'CONFIRMED' });

  await page.goto(`/packages/more/pages/task/index?id=${other.id}`);
  await see(page, '时间有冲突');
  await shot(page, '4-clash');
  await press(page, '认领');
  await see(page, '与您的“第一个要去的”时间冲突');
  expect((await city.api(helper.token).claims.mine({ state: 'COMING' })).items).toHaveLength(1);

  // The organiser has talked to him and takes him in all the same.
  const { secretary } = await home(city);
  await city.api(secretary.token).claims.add({ shiftId: shiftOf(other), userId: helper.me.id, anyway: true }, key());
  expect((await city.api(helper.token).claims.mine({ state: 'COMING' })).items).toHaveLength(2);
  expect(city.broken).toEqual([]);
});

test('on a full task one stands in line and moves up when somebody leaves', async () => {
  const full = await task(city, { title: '只要一个人', places: 1, in: 5 * DAY_MS });
  const first = await neighbour(city, 21, '吴先到'), second = await neighbour(city, 22, '郑后到');
  await city.api(first.token).claims.create({ shiftId: shiftOf(full) }, key());
  const page = await city.open(second);
  await page.goto(`/packages/more/pages/task/index?id=${full.id}`);
  await press(page, '排队候补');
  await page.waitForURL(/claim\/index/);
  await see(page, '候补第 1 位');
  await shot(page, '4-waiting');

  const leaving = await city.open(first);
  await leaving.goto('/packages/more/pages/my-claims/index');
  await leaving.getByRole('link', { name: /只要一个人/ }).click();
  await press(leaving, '去不了，退出');
  await leaving.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click();
  await see(leaving, '已退出');

  await until('moving up', () => city.api(second.token).claims.get(idIn(page)), ({ status }) => status === 'CONFIRMED');
  await page.reload();
  await see(page, '已认领，请按时到');
  await page.goto('/packages/more/pages/inbox/index');
  await words(page, /只要一个人/).waitFor();
  await shot(page, '4-moved-up');
  expect(city.broken).toEqual([]);
});

test('an offer may be declined, and nobody sees that it was', async () => {
  const { secretary } = await home(city);
  const wanted = await task(city, { title: '想请您来帮忙', in: 6 * DAY_MS });
  const desk = city.api(secretary.token);
  const page = await city.open(secretary);
  await page.goto(`/packages/desk/pages/task/index?id=${wanted.id}`);
  await press(page, '邀请');
  await page.getByRole('dialog').getByRole('checkbox').first().click();
  await shot(page, '4-offer');
  await press(page, '邀请 1 人');
  await see(page, /已邀请/);

  const invited = await city.person('在职党员');
  await desk.offers.send({ shiftId: shiftOf(wanted), userIds: [invited.me.id] }, key());
  const his = await city.open(invited);
  await his.goto('/packages/more/pages/offers/index');
  await see(his, '想请您来帮忙');
  await shot(his, '4-offers');
  const before = await desk.offers.summary(shiftOf(wanted));
  await his.locator('.x-card').filter({ hasText: '想请您来帮忙' }).getByRole('button', { name: '这次不去' }).click();
  await see(his, '好的，不会留下记录');
  expect(await desk.offers.summary(shiftOf(wanted))).toEqual(before);
  expect(JSON.stringify([await desk.tasks.get(wanted.id), await desk.claims.roster(shiftOf(wanted))])).not.toContain(invited.me.name);
  expect(city.broken).toEqual([]);
});
