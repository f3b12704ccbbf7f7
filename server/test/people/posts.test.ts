import { addDays, dayOf, type CreatePostInput, type Role } from '@xianfeng/shared';
import { makeWorld, type Actor, type World } from '../world.js';
import { codesOf, startBoard, type Board } from '../start.js';

let board: Board, world: World, city: Actor, street: Actor, secretary: Actor, today: string;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  street = await world.staff('STREET_OFFICER', world.street);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  today = dayOf(board.clock.now());
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());
const input = (userId: number, role: Role = 'COMMUNITY_WORKER', more: Partial<CreatePostInput> = {}): CreatePostInput => ({ userId, role, areaId: world.community.id, from: today, ...more });

test('who is appointed may act at once, is told, and loses it at once', async () => {
  const worker = await world.person();
  const post = await secretary.api.posts.create(input(worker.id));
  expect(post).toMatchObject({ role: 'COMMUNITY_WORKER', areaId: world.community.id, areaName: '柳树社区', path: world.community.path, unitId: null, from: today, to: null });
  expect((await worker.api.me.get()).permissions).toContain('task.manage');
  expect((await worker.api.notices.list({})).items[0]).toMatchObject({ kind: 'SYSTEM', title: '您担任社区工作者' });
  expect(await secretary.api.posts.list(world.community.id)).toContainEqual({ ...post, userId: worker.id, userName: worker.name });
  await secretary.api.posts.end(post.id);
  expect((await worker.api.me.get()).posts).toEqual([]);
  await expect(secretary.api.posts.end(post.id)).rejects.toMatchObject({ code: 'STATE' });
  await secretary.api.posts.create(input(worker.id));
});
test('a post has days: before and after them it gives nothing', async () => {
  const worker = await world.person();
  const post = input(worker.id, 'GRID_WORKER', { from: addDays(today, 2), to: addDays(today, 4) });
  await secretary.api.posts.create(post);
  const held = async (n: number) => {
    board.clock.set(Date.now() + n * 86_400_000);
    return (await worker.api.me.get()).posts.length;
  };
  expect([await held(0), await held(2), await held(4), await held(5)]).toEqual([0, 1, 1, 0]);
  // Once its days are over, he may be appointed again.
  await secretary.api.posts.create({ ...post, from: addDays(today, 5), to: undefined });
  expect((await worker.api.me.get()).posts).toHaveLength(1);
});
test('of five equal appointments at once one holds', async () => {
  const worker = await world.person();
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => secretary.api.posts.create(input(worker.id))));
  expect(codesOf(results)).toEqual(['POST_EXISTS', 'POST_EXISTS', 'POST_EXISTS', 'POST_EXISTS', 'ok']);
  expect((await worker.api.me.get()).posts).toHaveLength(1);
});
test('nobody appoints above his level, outside his area, or himself', async () => {
  const { id } = await world.person();
  for (const role of ['COMMUNITY_SECRETARY', 'UNIT_LIAISON'] as const) {
    const place = role === 'UNIT_LIAISON' ? { areaId: undefined, unitId: (await world.unit()).id } : {};
    await expect(secretary.api.posts.create(input(id, role, place))).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  }
  await expect(secretary.api.posts.create(input(id, 'STREET_OFFICER', { areaId: world.street.id }))).rejects.toMatchObject({ status: 404 });
  await expect(street.api.posts.create(input(id, 'STREET_OFFICER', { areaId: world.street.id }))).rejects.toMatchObject({ status: 403 });
  await expect(street.api.posts.create(input(id, 'COMMUNITY_SECRETARY', { areaId: world.otherCommunity.id }))).rejects.toMatchObject({ status: 404 });
  await expect(secretary.api.posts.create(input(secretary.id))).rejects.toMatchObject({ status: 403 });
  await expect(city.api.posts.create(input(city.id, 'AUDITOR', { areaId: world.city.id }))).rejects.toMatchObject({ status: 403 });
  const worker = await world.staff('COMMUNITY_WORKER', world.community);
  await expect(worker.api.posts.create(input(id))).rejects.toMatchObject({ status: 403 });
  await expect(board.api().posts.create(input(id))).rejects.toMatchObject({ status: 401 });
  expect((await street.api.posts.create(input(id, 'COMMUNITY_SECRETARY'))).role).toBe('COMMUNITY_SECRETARY');
});
test('one appoints people of one’s own area; the city appoints anybody', async () => {
  const stranger = await world.person({ community: world.otherCommunity }), homeless = await world.person({ community: null });
  for (const userId of [stranger.id, homeless.id, 1]) await expect(secretary.api.posts.create(input(userId))).rejects.toMatchObject({ code: 'INVALID', fields: { userId: '没有找到这个人，请先让他在您的辖区报到' } });
  for (const userId of [stranger.id, homeless.id]) await city.api.posts.create(input(userId));
  await expect(city.api.posts.create(input(1))).rejects.toMatchObject({ code: 'INVALID' });
});
test('a liaison speaks for a unit', async () => {
  const member = await world.person(), unit = await world.unit();
  const post = await city.api.posts.create({ userId: member.id, role: 'UNIT_LIAISON', unitId: unit.id, from: today });
  expect(post).toMatchObject({ unitId: unit.id, unitName: unit.name, areaId: null, path: '' });
  expect((await city.api.posts.list(world.city.id)).map((p) => p.id)).toContain(post.id);
  expect((await secretary.api.posts.list(world.community.id)).map((p) => p.id)).not.toContain(post.id);
  await expect(street.api.posts.end(post.id)).rejects.toMatchObject({ status: 404 });
  await city.api.posts.end(post.id);
});
test('posts end from above, never by oneself', async () => {
  const [own] = (await secretary.api.me.get()).posts, [citys] = (await city.api.me.get()).posts;
  await expect(secretary.api.posts.end(own!.id)).rejects.toMatchObject({ status: 403 });
  await expect(secretary.api.posts.end(citys!.id)).rejects.toMatchObject({ status: 404 });
  await expect(city.api.posts.end(citys!.id)).rejects.toMatchObject({ status: 403 });
  await expect(city.api.posts.end(1)).rejects.toMatchObject({ status: 404 });
  const other = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), [theirs] = (await other.api.me.get()).posts;
  await expect(street.api.posts.end(theirs!.id)).rejects.toMatchObject({ status: 404 });
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => city.api.posts.end(theirs!.id)));
  expect(codesOf(results)).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
});
test('the list is for those who appoint, within their area', async () => {
  expect((await street.api.posts.list(world.street.id)).map((p) => p.role)).toContain('STREET_OFFICER');
  await expect(street.api.posts.list(world.otherStreet.id)).rejects.toMatchObject({ status: 404 });
  await expect((await world.person()).api.posts.list(world.community.id)).rejects.toMatchObject({ status: 404 });
});
test.each<[object, string]>([
  [{ role: 'KING' }, 'role'], [{ from: '2026-02-30' }, 'from'], [{ from: undefined }, 'from'], [{ to: '2020-01-01' }, 'to'], [{ from: '2019-01-01', to: '2020-01-01' }, 'to'], [{ userId: 'x' }, 'userId'], [{ more: 1 }, 'more'],
  [{ unitId: 1 }, 'unitId'], [{ areaId: undefined }, 'areaId'], [{ role: 'STAIRWELL_CHIEF' }, 'areaId'], [{ role: 'UNIT_LIAISON', areaId: undefined }, 'unitId'],
])('bad input %j', async (more, field) => {
  const { id } = await world.person();
  await expect(secretary.send({ method: 'POST', path: '/posts', body: { ...input(id), ...more } })).rejects.toMatchObject({ status: 400, code: 'INVALID', fields: { [field]: expect.any(String) as string } });
});
