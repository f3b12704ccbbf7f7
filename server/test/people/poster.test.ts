import { readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { startBoard, type Board } from '../start.js';

let board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());

test('a community has a poster whose code chooses it, and a sheet to print', async () => {
  const id = world.community.id;
  expect(await secretary.api.registrations.poster(id)).toEqual({ community: { id, name: '柳树社区' }, street: '东街道', path: `/pages/welcome/index?community=${id}` });
  const { url } = await secretary.api.registrations.posterFile(id), answer = await fetch(board.url + url), bytes = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const sheet = readPdf(bytes);
  expect([sheet.pages.length, sheet.fonts.every((f) => f.embedded)]).toEqual([1, true]);
  for (const words of ['东街道', '柳树社区 双报到', '扫码报到', `/pages/welcome/index?community=${id}`]) expect(sheet.pages[0]).toContain(words);
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('柳树社区报到海报.pdf');
  expect((await fetch(board.url + url.replace(String(id), String(world.otherCommunity.id)))).status).toBe(404);
  expect(await board.tx.read.query("SELECT actorId FROM audit WHERE action = 'poster.download'")).toEqual([{ actorId: secretary.id }]);
});
test('only for communities, and only for their own office', async () => {
  const officer = await world.staff('STREET_OFFICER', world.street), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
  await expect(officer.api.registrations.poster(world.street.id)).rejects.toMatchObject({ fields: { areaId: '请选择一个社区或村' } });
  await expect(elsewhere.api.registrations.poster(world.community.id)).rejects.toMatchObject({ status: 404 });
  await expect(elsewhere.api.registrations.posterFile(world.community.id)).rejects.toMatchObject({ status: 404 });
  await expect(board.api().registrations.poster(world.community.id)).rejects.toMatchObject({ status: 401 });
});
