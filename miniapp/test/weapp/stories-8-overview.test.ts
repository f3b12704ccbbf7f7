import { DAY_MS } from '@xianfeng/shared';
import { home, key, shiftOf, task } from '../../e2e/support/world.ts';
import { liveIn } from './city.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';

test('8 the member finds what concerns him in the inbox, follows it, and marks the rest as read', async () => {
  const member = await city.person('在职党员'), { secretary } = await home(city);
  for (const title of ['要取消的一个', '要取消的另一个']) {
    const off = await task(city, { title, in: title.length * 7 * DAY_MS });
    await city.api(member.token).claims.create({ shiftId: shiftOf(off) }, key());
    await city.api(secretary.token).tasks.cancel(off.id, { reason: '天气原因' }, key());
  }
  const phone = city.phone(member), page = await phone.open(`${MORE}/inbox/index`);
  await page.tap('天气原因', '要取消的一个');
  await page.until('what it is about', () => /(task|claim)\/index/.test(phone.route));
  await phone.page.see('要取消的一个');
  await phone.back();
  const inbox = await phone.arrived('packages/more/pages/inbox/index');
  await inbox.tap('全部标为已读');
  await inbox.gone('未读');
  expect((await city.api(member.token).me.get()).unread).toBe(0);
});

test('8 the secretary sees what waits for her, and each figure opens what it counts', async () => {
  const phone = city.phone(), door = await phone.open('/pages/sign-in/index');
  await door.tap('社区书记');
  const page = await phone.arrived('packages/desk/pages/home/index');
  const desk = await city.api((await city.person('社区书记')).token).desk.get();
  for (const [name, queue, to] of [['居民点单', desk.needs, 'needs'], ['待核实日志', desk.logs, 'logs'], ['个人报到', desk.registrations, 'registrations'], ['待领兑换单', desk.orders, 'shop']] as const) {
    await page.see(name);
    const tile = page.all('[aria-role]').find((one) => one.textContent?.includes(name) && one.getAttribute('aria-role') === 'link');
    expect(tile?.textContent).toContain(queue.count > 99 ? '99+' : queue.count > 0 ? String(queue.count) : '没有等着的');
    await page.tap(name);
    const list = await phone.arrived(`packages/desk/pages/${to}/index`);
    await list.until('its rows', () => list.all('.x-skeleton').length === 0 && list.text);
    await phone.back();
    await phone.arrived('packages/desk/pages/home/index');
  }
});

test('8 the city sees each community\'s open, done and confirmed work; nobody is ranked and no sign-ins are counted', async () => {
  const organiser = await city.person('市委组织部'), api = city.api(organiser.token);
  const phone = city.phone(organiser), page = await phone.open(`${DESK}/dashboard/index`);
  const view = await api.dashboards.get({}), streets = (await api.dashboards.children({ areaId: view.area.id })).items.filter((row) => !row.own);
  await page.see(streets[0]?.area.name ?? 'no street');
  for (const word of ['没办完', '办结', '居民确认']) await page.see(word);
  await page.tap(streets[0]?.area.name ?? '');
  const street = await phone.arrived('packages/desk/pages/dashboard/index');
  const communities = (await api.dashboards.children({ areaId: streets[0]?.area.id ?? 0 })).items.filter((row) => !row.own);
  for (const { area } of communities.slice(0, 5)) await street.see(area.name);
  for (const seen of [page, street]) expect(seen.text).not.toMatch(/排行|第\s*1\s*名|登录次数|在线时长|活跃/);
});
