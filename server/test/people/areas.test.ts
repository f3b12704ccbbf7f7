import { makeWorld, type Actor, type World } from '../world.js';
import { codesOf, startBoard, type Board } from '../start.js';

let board: Board, world: World, city: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
});
afterAll(() => board.stop());

test('anybody walks down the tree, from the city to a compound', async () => {
  const [root] = await board.api().areas.children();
  expect(root).toMatchObject({ id: world.city.id, parentId: null, kind: 'CITY', name: '测试市', hasChildren: true });
  expect((await board.api().areas.children(world.city.id)).map((a) => a.name).sort()).toEqual(['东街道', '西街道']);
  expect(await board.api().areas.children(world.compound.id)).toEqual([]);
  expect(await board.api().areas.get(world.compound.id)).toEqual({ id: world.compound.id, parentId: world.community.id, kind: 'COMPOUND', name: '和平苑', path: world.compound.path, hasChildren: false });
  await expect(board.api().areas.get(1)).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND' });
  await expect(board.send()({ method: 'GET', path: '/areas/abc' })).rejects.toMatchObject({ status: 404 });
  await expect(board.send()({ method: 'GET', path: '/areas', query: { parentId: 'x' } })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
});
test('the city adds an area below another, under a path that begins with its parent’s', async () => {
  const building = await city.api.areas.create({ parentId: world.compound.id, kind: 'BUILDING', name: '7号楼' });
  expect(building).toMatchObject({ parentId: world.compound.id, kind: 'BUILDING', hasChildren: false });
  expect(building.path).toBe(`${world.compound.path}${building.id}/`);
  expect((await board.api().areas.get(world.compound.id)).hasChildren).toBe(true);
  const rare = await city.api.areas.create({ parentId: world.community.id, kind: 'COMPOUND', name: '𠮷祥·阿卜杜拉家园' });
  expect((await board.api().areas.get(rare.id)).name).toBe('𠮷祥·阿卜杜拉家园');
});
test('two sisters of one name do not both come in', async () => {
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => city.api.areas.create({ parentId: world.community.id, kind: 'GRID', name: '第一网格' })));
  expect(codesOf(results)).toEqual(['NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN', 'NAME_TAKEN', 'ok']);
  await expect(city.api.areas.create({ parentId: world.community.id, kind: 'GRID', name: ' 第一网格 ' })).rejects.toThrow('同一级已有同名的网格');
  await city.api.areas.create({ parentId: world.otherCommunity.id, kind: 'GRID', name: '第一网格' });
});
test('a rename keeps the path', async () => {
  const area = await city.api.areas.create({ parentId: world.street.id, kind: 'COMMUNITY', name: '老名社区' });
  expect(await city.api.areas.rename(area.id, { name: '新名社区' })).toEqual({ ...area, name: '新名社区' });
  await expect(city.api.areas.rename(area.id, { name: '柳树社区' })).rejects.toMatchObject({ status: 409, code: 'NAME_TAKEN' });
  await expect(city.api.areas.rename(1, { name: '没有' })).rejects.toMatchObject({ status: 404 });
});
test('only the city changes the tree', async () => {
  const street = await world.staff('STREET_OFFICER', world.street), member = await world.person();
  const input = { parentId: world.street.id, kind: 'COMMUNITY', name: '私设社区' } as const;
  await expect(street.api.areas.create(input)).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  await expect(street.api.areas.create({ ...input, parentId: world.otherStreet.id })).rejects.toMatchObject({ status: 404 });
  await expect(member.api.areas.create(input)).rejects.toMatchObject({ status: 404 });
  await expect(board.api().areas.create(input)).rejects.toMatchObject({ status: 401, code: 'SIGN_IN' });
  await expect(street.api.areas.rename(world.community.id, { name: '别名' })).rejects.toMatchObject({ status: 403 });
  await expect(member.api.areas.rename(world.community.id, { name: '别名' })).rejects.toMatchObject({ status: 404 });
  expect((await board.api().areas.get(world.community.id)).name).toBe('柳树社区');
});
test('a tree has its order', async () => {
  await expect(city.api.areas.create({ parentId: world.city.id, kind: 'COMMUNITY', name: '直属社区' })).rejects.toMatchObject({ code: 'INVALID', fields: { kind: '市下面不能设社区' } });
  let parent: { id: number } = world.community;
  for (let i = 0; i < 6; i++) parent = await city.api.areas.create({ parentId: parent.id, kind: 'GRID', name: '套网格' });
  await expect(city.api.areas.create({ parentId: parent.id, kind: 'GRID', name: '套网格' })).rejects.toMatchObject({ code: 'INVALID', fields: { parentId: expect.stringContaining('层级') as string } });
});
test.each([
  [{ parentId: 1, kind: 'GRID', name: 'x' }, 404], [{ parentId: 'x', kind: 'GRID', name: 'x' }, 404], [{ kind: 'GRID', name: 'x' }, 404],
  [{ kind: 'GRID', name: '' }, 400], [{ kind: 'GRID', name: '名'.repeat(41) }, 400], [{ kind: 'HOUSE', name: 'x' }, 400], [{ kind: 'GRID', name: 5 }, 400], [{ kind: 'GRID', name: 'x', path: '/1/' }, 400],
])('bad input %j', async (body, status) => {
  await expect(city.send({ method: 'POST', path: '/areas', body: status === 400 ? { parentId: world.community.id, ...body } : body })).rejects.toMatchObject({ status });
});
