import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { MemberRegistration } from '../../src/people/registrations/registration.entity.js';
import { claim, publish } from '../board/service.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());
const registrations = (n: number, communityId: number, submittedAt: number) => board.tx.run(async (m) => {
  for (let i = 0; i < n; i++) await m.insert(MemberRegistration, { id: newId(), userId: newId(), communityId, compoundId: null, building: '', status: 'SUBMITTED', slot: 0, live: 1, reason: null, decidedBy: null, submittedAt, decidedAt: null });
});

test('the desk counts what waits in its subtree, up to 99, with the oldest and what is overdue', async () => {
  const before = await secretary.api.desk.get();
  expect(before).toMatchObject({ area: { id: world.community.id, name: '柳树社区' }, areas: [{ id: world.community.id, name: '柳树社区' }] });
  const long = board.clock.now() - 20 * DAY_MS;
  await registrations(2, world.community.id, long);
  await registrations(120, world.otherCommunity.id, board.clock.now());
  const desk = await secretary.api.desk.get(world.community.id);
  expect(desk.registrations).toEqual({ count: 2, oldestAt: long, overdue: 2 });
  expect(desk.unitRegistrations).toEqual({ count: 0, oldestAt: null, overdue: 0 });
  const city = await (await world.staff('CITY_ORGANISER', world.city)).api.desk.get();
  expect(city.registrations).toMatchObject({ count: 99, oldestAt: long, overdue: 2 });
});
test('needs, claims to approve, logs and today’s shifts with who is present', async () => {
  const home = await world.area(world.street, 'COMMUNITY', '桂花社区'), boss = await world.staff('COMMUNITY_SECRETARY', home), there = { ...world, community: home };
  const [one, two] = [await world.person({ community: home }), await world.person({ community: home })];
  await one.api.needs.create({ areaId: home.id, kind: 'REPAIR', title: '楼道灯不亮' }, key());
  const noon = Math.floor((board.clock.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS + DAY_MS + 4 * HOUR_MS; // four o'clock tomorrow morning in Shanghai
  board.clock.set(noon);
  const open = await publish(board, there, boss), asked = await publish(board, there, boss, { claimMode: 'APPROVAL', title: '要审核的', shifts: [{ startsAt: noon + 5 * HOUR_MS, endsAt: noon + 6 * HOUR_MS, places: 3 }] });
  const present = await claim(one, open);
  await claim(two, asked);
  await publish(board, there, boss, { title: '改天的', shifts: [{ startsAt: noon + 3 * DAY_MS, endsAt: noon + 3 * DAY_MS + HOUR_MS, places: 7 }] });
  board.clock.set(present.startsAt + MINUTE_MS);
  await boss.api.attendance.mark(open.shifts[0]!.id, { claimIds: [present.id], present: true }, key());
  await one.api.logs.submit({ claimId: present.id, text: '' }, key());
  const desk = await boss.api.desk.get();
  expect(desk.needs.count).toBe(1);
  expect(desk.claims).toMatchObject({ count: 1, overdue: 0 });
  expect(desk.logs).toMatchObject({ count: 1, overdue: 0 });
  expect(desk.today.map((s) => [s.title, s.taken, s.places, s.present])).toEqual([['楼道清扫', 1, 20, 1], ['要审核的', 1, 3, 0]]);
  expect(desk.week).toEqual({ tasksOpen: 2, placesOpen: 9, verified: 0, minutes: 0 });

  const log = (await boss.api.logs.list({ areaId: home.id })).items[0]!;
  await boss.api.logs.verify({ logIds: [log.id] }, key());
  expect((await boss.api.desk.get()).week).toMatchObject({ verified: 1, minutes: 120 });
});
test('each sees the queues that are his to work on', async () => {
  const keeper = await world.staff('KEEPER', world.community), grid = await world.staff('GRID_WORKER', world.community);
  expect(await keeper.api.desk.get()).toMatchObject({ registrations: { count: 0 }, needs: { count: 0 }, logs: { count: 0 }, today: [] });
  expect((await grid.api.desk.get()).registrations.count).toBe(0);
  const two = await world.person({ posts: [{ role: 'COMMUNITY_WORKER', area: world.community }, { role: 'KEEPER', area: world.otherCommunity }, { role: 'COMMUNITY_SECRETARY', area: world.community }] });
  expect((await two.api.desk.get()).areas.map((a) => a.id)).toEqual([world.community.id, world.otherCommunity.id]);
  expect((await two.api.desk.get(world.otherCommunity.id)).registrations.count).toBe(0);
});
test('outside the subtree it is not found; without a post or permission it is refused', async () => {
  const path = '/desk';
  await expect(secretary.send({ method: 'GET', path, query: { areaId: world.otherCommunity.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(secretary.send({ method: 'GET', path, query: { areaId: world.city.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(secretary.send({ method: 'GET', path, query: { areaId: 1 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(secretary.send({ method: 'GET', path, query: { areaId: '柳树' } })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(secretary.send({ method: 'GET', path, query: { order: 'points' } })).rejects.toMatchObject({ code: 'INVALID' });
  await expect((await world.person()).send({ method: 'GET', path })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(board.send()({ method: 'GET', path })).rejects.toMatchObject({ code: 'SIGN_IN' });
  await expect((await world.staff('AUDITOR', world.city)).api.desk.get()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
