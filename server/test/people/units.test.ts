import { makeWorld, type Actor, type World } from '../world.js';
import { codesOf, startBoard, type Board } from '../start.js';

let board: Board, world: World, city: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
});
afterAll(() => board.stop());

test('the city creates a unit, below another one if need be', async () => {
  const parent = await city.api.units.create({ name: '卫生健康局𠮷' });
  expect(parent).toMatchObject({ name: '卫生健康局𠮷', parentId: null, areaId: null, memberCount: 0 });
  const child = await city.api.units.create({ name: '人民医院', parentId: parent.id, areaId: world.community.id });
  expect(child).toMatchObject({ parentId: parent.id, areaId: world.community.id });
  await world.person({ unitId: child.id });
  expect((await city.api.units.search({ q: '人民医' })).items).toEqual([{ ...child, memberCount: 1 }]);
});
test('anybody who is signed in finds units, page by page', async () => {
  for (let i = 0; i < 22; i++) await world.unit(`分页学校${i}`);
  await world.unit('100%工厂');
  const { api } = await world.person();
  const first = await api.units.search({ q: '分页' }), second = await api.units.search({ q: '分页', after: first.next ?? '' });
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 2, null]);
  expect((await api.units.search({ q: '%' })).items.map((u) => u.name)).toEqual(['100%工厂']);
  expect((await api.units.search({ q: '没有的' })).items).toEqual([]);
  await expect(board.api().units.search({})).rejects.toMatchObject({ status: 401 });
  await expect(api.units.search({ q: '名'.repeat(61) })).rejects.toMatchObject({ status: 400 });
  await expect(api.units.search({ after: 'abc' })).rejects.toMatchObject({ status: 400 });
});
test('of two units of one name at once, one comes in', async () => {
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => city.api.units.create({ name: '同名局' })));
  expect(codesOf(results)).toEqual(['NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN', 'ok']);
});
test('only the city creates units', async () => {
  for (const who of [await world.staff('STREET_OFFICER', world.street), await world.person()]) await expect(who.api.units.create({ name: '私设单位' })).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect((await city.api.units.search({ q: '私设' })).items).toEqual([]);
});
test.each([
  [{}], [{ name: '一' }], [{ name: '名'.repeat(61) }], [{ name: ['x'] }], [{ name: '好单位', more: 1 }], [{ name: '好单位', parentId: 1 }], [{ name: '好单位', areaId: 1 }], [{ name: '好单位', parentId: '1' }], [{ name: '好单位', areaId: null }],
])('bad input %j', async (body) => {
  await expect(city.send({ method: 'POST', path: '/units', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  expect((await city.api.units.search({ q: '好单位' })).items).toEqual([]);
});
