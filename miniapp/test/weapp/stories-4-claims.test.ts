import { DAY_MS, HOUR_MS, TASK_KINDS, isEvening, isWeekend, saySpan } from '@xianfeng/shared';
import { home, key, neighbour, shiftOf, task } from '../../e2e/support/world.ts';
import { liveIn } from './city.ts';
import type { Weapp } from './runtime.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const idOf = (phone: Weapp): number => Number(/[?&]id=(\d+)/.exec(phone.url)?.[1]);
/** What the list was asked for last. */
const asked = (phone: Weapp): URLSearchParams => new URL(phone.called('request').map(([options]) => (options as { url: string }).url).filter((url) => /\/api\/tasks\?/.test(url)).at(-1) ?? 'http://none').searchParams;

test('4 a member finds what fits: near or far, evening, weekend, kind, words, newest or soonest', async () => {
  const member = await city.person('在职党员'), api = city.api(member.token);
  const phone = city.phone(member);
  const page = await phone.open('/pages/tasks/index');
  const filtered = async (fits: (query: URLSearchParams) => boolean) => {
    await page.until('the filtered list', () => fits(asked(phone)));
    await page.until('its tasks', () => page.all('.x-skeleton').length === 0);
    return (await api.tasks.list(Object.fromEntries(asked(phone)) as never)).items;
  };
  await page.tap('全市');
  await page.tap('晚上');
  for (const { id } of (await filtered((query) => query.get('when') === 'EVENING')).slice(0, 3)) expect((await api.tasks.get(id)).shifts.some((shift) => isEvening(shift.startsAt))).toBe(true);
  await page.tap('周末');
  const weekend = await filtered((query) => query.get('when') === 'WEEKEND');
  expect(weekend.length).toBeGreaterThan(0);
  for (const { id } of weekend.slice(0, 3)) expect((await api.tasks.get(id)).shifts.some((shift) => isWeekend(shift.startsAt))).toBe(true);
  await page.tap('周末');
  await page.tap(TASK_KINDS.HAIR.label, '.x-chips');
  const [hair] = await filtered((query) => query.get('kind') === 'HAIR' && !query.has('when'));
  expect(hair?.kind).toBe('HAIR');
  await page.see(saySpan(hair?.startsAt ?? 0, hair?.endsAt ?? 0, Date.now()));
  await page.tap(TASK_KINDS.HAIR.label, '.x-chips');
  await page.tap('最近开始');
  await filtered((query) => query.get('order') === 'NEWEST');
  await task(city, { title: '找得到的那一个', kind: 'OTHER' });
  await page.type('搜标题或地点', '找得到');
  await page.enter('搜标题或地点');
  await page.see('找得到的那一个');
});

test('4 the list goes on to its end without a gap or a repetition', async () => {
  const member = await city.person('在职党员'), phone = city.phone(member);
  const page = await phone.open('/pages/tasks/index');
  await page.tap('全市');
  const cards = () => page.all('.x-card--press').length;
  await page.until('a first page', () => cards() >= 20 && !page.text.includes('已经到底了'));
  for (let last = cards(); !page.text.includes('已经到底了'); last = cards()) {
    await phone.reachBottom();
    await page.until('more cards, or the end', () => cards() > last || page.text.includes('已经到底了'));
  }
  const api = city.api(member.token), ids: number[] = [], areaId = Number(asked(phone).get('areaId'));
  for (let after: string | undefined; ;) {
    const { items, next } = await api.tasks.list({ areaId, order: 'SOONEST', ...(after ? { after } : {}) });
    ids.push(...items.map((one) => one.id));
    if (!next) break;
    after = next;
  }
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
  const shown = page.all('.x-card--press').length;
  expect(shown).toBeGreaterThanOrEqual(ids.length);
});

test('4 two taps from the list claim a task; another at the same time is shown as a clash, and the organiser may override', async () => {
  const helper = await neighbour(city, 11, '周明远'), startsAt = Date.now() + 30 * HOUR_MS;
  const one = await task(city, { title: '第一个要去的', in: 30 * HOUR_MS });
  const other = await task(city, { title: '撞在一起的', shifts: [{ startsAt: startsAt + HOUR_MS / 2, endsAt: startsAt + 2 * HOUR_MS, places: 3 }] });
  const phone = city.phone(helper);
  await (await phone.open('/pages/tasks/index')).tap('第一个要去的');
  await (await phone.arrived('packages/more/pages/task/index')).tap('认领', '.x-footer');
  await (await phone.arrived('packages/more/pages/claim/index')).see('已认领，请按时到');
  expect(await city.api(helper.token).claims.get(idOf(phone))).toMatchObject({ taskId: one.id, status: 'CONFIRMED' });
  const page = await phone.open(`${MORE}/task/index?id=${other.id}`);
  await page.see('时间有冲突');
  await page.tap('认领', '.x-footer');
  await page.until('the refusal', () => phone.toasts.some((text) => text.includes('与您的“第一个要去的”时间冲突')));
  const { secretary } = await home(city);
  await city.api(secretary.token).claims.add({ shiftId: shiftOf(other), userId: helper.me.id, anyway: true }, key());
  await page.see('撞在一起的');
  await (await phone.open(`${MORE}/my-claims/index`)).see('撞在一起的');
});

test('4 before the cut-off he steps back freely; on a full task one waits and moves up when somebody leaves', async () => {
  const full = await task(city, { title: '只要一个人', places: 1, in: 5 * DAY_MS });
  const first = await neighbour(city, 21, '吴先到'), second = await neighbour(city, 22, '郑后到');
  await city.api(first.token).claims.create({ shiftId: shiftOf(full) }, key());
  const waiting = city.phone(second);
  await (await waiting.open(`${MORE}/task/index?id=${full.id}`)).tap('排队候补');
  const claim = await waiting.arrived('packages/more/pages/claim/index');
  await claim.see('候补第 1 位');
  const id = idOf(waiting);
  const leaving = city.phone(first);
  await (await leaving.open(`${MORE}/my-claims/index`)).tap('只要一个人');
  const his = await leaving.arrived('packages/more/pages/claim/index');
  await his.tap('去不了，退出');
  await his.see('已退出');
  await expect(city.api(second.token).claims.get(id)).resolves.toMatchObject({ status: 'CONFIRMED' });
  await waiting.pullDown();
  await claim.see('已认领，请按时到');
  await (await waiting.open(`${MORE}/inbox/index`)).see('只要一个人');
});

test('4 the community offers a task to people: one goes, another declines, and nobody sees that he did', async () => {
  const { secretary } = await home(city), desk = city.api(secretary.token);
  const wanted = await task(city, { title: '想请您来帮忙', in: 6 * DAY_MS });
  const phone = city.phone(secretary);
  const page = await phone.open(`${DESK}/task/index?id=${wanted.id}`);
  await page.tap('邀请');
  await page.tap('[aria-role="checkbox"]', '.x-dialog');
  await page.tap('邀请 1 人');
  await page.until('the word', () => phone.toasts.some((text) => text.startsWith('已邀请')));
  const declines = await city.person('在职党员'), accepts = await neighbour(city, 31, '冯愿意');
  await desk.offers.send({ shiftId: shiftOf(wanted), userIds: [declines.me.id, accepts.me.id] }, key());
  const his = city.phone(declines), offers = await his.open(`${MORE}/offers/index`);
  await offers.see('想请您来帮忙');
  const before = await desk.offers.summary(shiftOf(wanted));
  await offers.tap('这次不去', '想请您来帮忙');
  await offers.until('the word', () => his.toasts.includes('好的，不会留下记录'));
  expect(await desk.offers.summary(shiftOf(wanted))).toEqual(before);
  expect(JSON.stringify([await desk.tasks.get(wanted.id), await desk.claims.roster(shiftOf(wanted))])).not.toContain(declines.me.name);
  const hers = city.phone(accepts);
  await (await hers.open(`${MORE}/offers/index`)).tap('我去', '想请您来帮忙');
  await (await hers.arrived('packages/more/pages/claim/index')).see('已认领，请按时到');
});
