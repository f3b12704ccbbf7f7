import type { SessionView } from '@xianfeng/shared';
import { inspect, walker } from './support/axe.ts';
import { DESK, PHONE, press, see, settled, shot, startCity, tick, until, type City } from './support/browser.ts';
import { photo } from './support/photo.ts';
import { home, key, neighbour, task } from './support/world.ts';

const MORE = '/packages/more/pages', WORK = '/packages/desk/pages';
let city: City, secretary: SessionView, officer: SessionView, member: SessionView, areaId: number;
beforeAll(async () => {
  city = await startCity();
  [officer, member] = await Promise.all(['街道干部', '在职党员'].map((title) => city.person(title))) as [SessionView, SessionView];
  ({ secretary, areaId } = await home(city));
});
afterAll(async () => { await city?.stop(); });
const looked = walker(() => city, '19');
const open = () => city.api(secretary.token).reviews.list({ areaId });

test('photos in doubt and words side by side, on a phone and on a desk', async () => {
  await looked(secretary, `${WORK}/reviews/index`, 'photos', /等了一天以上/);
});

test('the secretary looks at photos in a grid: one tap passes, a slip is taken back, one goes with a reason, the rest at once', async () => {
  const api = city.api(secretary.token), before = (await open()).items.filter((r) => r.kind === 'photo'), page = await city.open(secretary);
  expect(before.length).toBeGreaterThan(3);
  await page.goto(`${WORK}/home/index`);
  await see(page, '内容核对');
  await page.goto(`${WORK}/reviews/index`);
  await see(page, /等了一天以上的有 \d 项/);
  await shot(page, '19-desk-phone');
  expect(await inspect(page)).toEqual([]);
  await press(page, /^通过：照片/);
  await until('one is passed', open, ({ items }) => items.filter((r) => r.kind === 'photo').length === before.length - 1);
  await press(page, '撤销');
  await until('it waits again', open, ({ items }) => items.filter((r) => r.kind === 'photo').length === before.length);
  await settled(page);
  await press(page, /^撤下：照片/);
  await tick(page, '照片里能看清别人的脸或门牌');
  await shot(page, '19-take-down');
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: '撤下' }).last().click();
  await until('it is down', () => api.reviews.list({ areaId, show: 'DONE' }), ({ items }) => items.some((r) => r.kind === 'photo' && r.state === 'DOWN' && r.reason === '照片里能看清别人的脸或门牌'));
  await settled(page);
  await press(page, /^这 \d 张都通过/);
  await page.getByRole('dialog').getByRole('button', { name: '都通过' }).click();
  await until('no photo waits', open, ({ items }) => items.every((r) => r.kind !== 'photo'));
  expect(city.broken).toEqual([]);
});

test('somebody reports a task in two taps; it stays until the street took it down, then it is nowhere', async () => {
  const { id } = await task(city, { title: '代购某品牌保健品' }), phone = await city.open(member);
  await phone.goto(`${MORE}/task/index?id=${id}`);
  await press(phone, '举报这个任务');
  await shot(phone, '19-report');
  await phone.getByText('广告推销').filter({ visible: true }).first().click();
  await see(phone, /已收到/);
  const item = await until('it lies on the desk', () => city.api(officer.token).reviews.list({ areaId, kind: 'task' }), ({ items }) => items.some((r) => r.reports.length > 0 && r.link?.endsWith(`=${id}`)));
  expect(item.items.find((r) => r.link?.endsWith(`=${id}`))).toMatchObject({ why: 'OFFICE', reports: [{ why: 'AD', count: 1 }] });
  const street = await city.open(officer, { screen: DESK });
  await street.goto(`${WORK}/reviews/index`);
  await see(street, '代购某品牌保健品');
  await shot(street, '19-desk-street');
  await press(street, /^撤下：任务：代购某品牌保健品/);
  await tick(street, '像是广告');
  await street.getByRole('dialog').getByRole('button', { name: '撤下' }).last().click();
  await until('nobody reads it', () => city.api(member.token).tasks.get(id), (view) => view.title === '内容已撤下');
  await until('who reported is told', () => city.api(member.token).notices.list({}), ({ items }) => items.some((x) => x.title === '您举报的内容处理好了'));
  await phone.reload();
  await see(phone, '内容已撤下');
  await shot(phone, '19-taken-down');
  await until('the author reads why', () => city.api(secretary.token).notices.list({}), ({ items }) => items.some((x) => x.title === '任务已撤下' && x.body.includes('像是广告')));
  expect(city.broken).toEqual([]);
});

test('a photo of a need is marked for its owner and the desk, and not shown to others until somebody passed it', async () => {
  const asker = await neighbour(city, 91, '丁一'), api = city.api(asker.token), phone = await city.open(asker);
  await phone.goto(`${MORE}/needs/index`);
  const { id: photoId } = await api.uploads.photo({ name: 'a.jpg', data: await photo(phone) });
  await api.me.consent({ purpose: 'PUBLISH_PHOTO', granted: true });
  const need = await api.needs.create({ areaId, kind: 'REPAIR', title: '单元门关不上', photoIds: [photoId] }, key());
  const { id } = await task(city, { needId: need.id, title: '修单元门' });
  await phone.goto(`${MORE}/need/index?id=${need.id}`);
  await see(phone, '待核对');
  await shot(phone, '19-own-photo');
  expect((await city.api(member.token).tasks.get(id)).photos).toEqual([]);
  const [waiting] = (await until('it lies on the desk', () => city.api(secretary.token).reviews.list({ areaId, kind: 'photo' }), ({ items }) => items.some((r) => r.photo?.id === photoId))).items.filter((r) => r.photo?.id === photoId);
  await city.api(secretary.token).reviews.pass({ ids: [waiting!.id] }, key());
  expect((await city.api(member.token).tasks.get(id)).photos.map((p) => p.id)).toEqual([photoId]);
  await phone.reload();
  await until('the mark is gone', () => phone.getByText('待核对').filter({ visible: true }).count(), (n) => n === 0);
  const reader = await city.open(member);
  await reader.goto(`${MORE}/task/index?id=${id}`);
  await see(reader, '现场照片');
  await shot(reader, '19-shown-photo');
  expect(await inspect(reader)).toEqual([]);
  expect(city.broken).toEqual([]);
});

test('each page of it on a phone and on a desk', async () => {
  await looked(secretary, `${WORK}/reviews/index`, 'reviews', /内容核对/);
  await looked(officer, `${WORK}/reviews/index`, 'street', /文字/);
  const done = await city.open(secretary, { screen: PHONE });
  await done.goto(`${WORK}/reviews/index`);
  await done.getByRole('radio', { name: '已处理' }).click();
  await see(done, '已撤下');
  await shot(done, '19-done');
  expect(await inspect(done)).toEqual([]);

  const street = await city.open(officer, { screen: DESK });
  await street.goto(`${WORK}/reviews/index`);
  await press(street, /^这 \d 项都通过/);
  await street.getByRole('dialog').getByRole('button', { name: '都通过' }).click();
  await until('nothing waits', open, ({ items }) => items.length === 0);
  await see(street, '没有等着核对的');
  await shot(street, '19-empty');
  expect(city.broken).toEqual([]);
});
