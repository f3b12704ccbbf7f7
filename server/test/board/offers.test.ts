import { type TaskView } from '@xianfeng/shared';
import { User } from '../../src/people/users/user.entity.js';
import { UnitRegistration } from '../../src/people/registrations/registration.entity.js';
import { newId } from '../../src/lib/ids.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { morning, outcomes, publish } from './board.world.js';

let board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());
const task = (o: Parameters<typeof publish>[2] = {}): Promise<TaskView> => publish(secretary.api, world.community.id, o);
const shiftOf = (t: TaskView) => t.shifts[0]!.id;
const withSkills = async (skills: string, freeTimes = ''): Promise<Actor> => {
  const p = await world.person();
  await board.tx.run((m) => m.update(User, p.id, { skills, freeTimes }));
  return p;
};
const rows = async (sql: string) => (await board.tx.read.query<{ n: number }[]>(sql))[0]!.n;

test('candidates are named with the reason: skill, free time, and who was asked least', async () => {
  const [asked, fresh, plain] = await Promise.all([withSkills('理发,摄影'), withSkills('理发'), withSkills('')]);
  await secretary.api.offers.send({ shiftId: shiftOf(await task({ startsAt: morning(8) })), userIds: [asked.id] }, key());
  const t = await task({ kind: 'HAIR' }), busy = await withSkills('理发'), other = await task({ startsAt: t.startsAt });
  await busy.api.claims.create({ shiftId: shiftOf(other) }, key());
  const found = await secretary.api.offers.candidates(shiftOf(t)), order = found.map((c) => c.userId);
  expect(order.indexOf(fresh.id)).toBeLessThan(order.indexOf(asked.id));
  expect(order.indexOf(asked.id)).toBeLessThan(order.indexOf(plain.id));
  expect(order).not.toContain(busy.id);
  expect(found.find((c) => c.userId === fresh.id)!.reason).toBe('特长是理发，近 90 天还没有受邀');
  expect(found.find((c) => c.userId === asked.id)!.reason).toContain('受邀 1 次');
});
test('an offer is accepted once: it becomes a claim, also where claims wait for approval', async () => {
  const me = await withSkills('理发'), t = await task({ claimMode: 'APPROVAL', kind: 'HAIR' });
  expect(await secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [me.id] }, key())).toEqual({ shiftId: shiftOf(t), sent: 1, accepted: 0 });
  expect((await me.api.notices.list({})).items[0]).toMatchObject({ kind: 'OFFER', link: '/packages/more/pages/offers/index' });
  const [offer] = await me.api.offers.mine();
  expect(offer).toMatchObject({ taskId: t.id, reason: '社区看到您的特长是理发，想请您帮忙', expiresAt: t.startsAt });
  const results = await outcomes(Array.from({ length: 4 }, () => me.api.offers.accept(offer!.id, key())));
  expect(results.ok).toBe(1);
  expect((await me.api.claims.mine({ state: 'COMING' })).items[0]).toMatchObject({ status: 'CONFIRMED' });
  expect(await me.api.offers.mine()).toEqual([]);
  expect(await secretary.api.offers.summary(shiftOf(t))).toEqual({ shiftId: shiftOf(t), sent: 1, accepted: 1 });
});
test('declining leaves no trace: no audit, no notice, the same summary, and asking again changes nothing', async () => {
  const [me, silent] = await Promise.all([world.person(), world.person()]), t = await task();
  const before = await secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [me.id, silent.id] }, key()), [offer] = await me.api.offers.mine();
  const [audits, notices] = [await rows('SELECT COUNT(*) AS n FROM audit'), await rows('SELECT COUNT(*) AS n FROM notice')];
  await me.api.offers.decline(offer!.id);
  await me.api.offers.decline(offer!.id);
  expect([await rows('SELECT COUNT(*) AS n FROM audit'), await rows('SELECT COUNT(*) AS n FROM notice')]).toEqual([audits, notices]);
  expect(await me.api.offers.mine()).toEqual([]);
  expect(await secretary.api.offers.summary(shiftOf(t))).toEqual(before);
  expect(await secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [me.id, silent.id] }, key())).toEqual(before);
  const candidates = (await secretary.api.offers.candidates(shiftOf(t))).map((c) => c.userId);
  expect([candidates.includes(me.id), candidates.includes(silent.id)]).toEqual([false, false]);
  await expect(me.api.offers.accept(offer!.id, key())).rejects.toMatchObject({ code: 'STATE' });
});
test('a unit\u2019s members are asked: those who live here, and all once the unit is registered here', async () => {
  const unit = await world.unit(), here = await world.person({ unitId: unit.id }), there = await world.person({ unitId: unit.id, community: world.otherCommunity }), t = await task();
  expect(await secretary.api.offers.send({ shiftId: shiftOf(t), unitId: unit.id }, key())).toMatchObject({ sent: 1 });
  expect(await here.api.offers.mine()).toHaveLength(1);
  await board.tx.run((m) => m.insert(UnitRegistration, { id: newId(), unitId: unit.id, communityId: world.community.id, submittedBy: here.id, liaisonName: '李', liaisonPhone: '15400000001', resources: '', status: 'ACCEPTED', live: 1, reason: null, decidedBy: null, submittedAt: 1, decidedAt: null }));
  expect(await secretary.api.offers.send({ shiftId: shiftOf(t), unitId: unit.id }, key())).toMatchObject({ sent: 2 });
  expect((await there.api.offers.mine())[0]!.reason).toContain(unit.name);
});
test('offers expire when the shift begins or the task is called off', async () => {
  const [a, b] = await Promise.all([world.person(), world.person()]), t = await task(), gone = await task({ startsAt: morning(9) });
  await secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [a.id] }, key());
  await secretary.api.offers.send({ shiftId: shiftOf(gone), userIds: [b.id] }, key());
  const [x] = await a.api.offers.mine(), [y] = await b.api.offers.mine();
  await secretary.api.tasks.withdraw(gone.id, key());
  expect(await b.api.offers.mine()).toEqual([]);
  await expect(b.api.offers.accept(y!.id, key())).rejects.toMatchObject({ code: 'TASK_CLOSED' });
  board.clock.set(t.startsAt + 1);
  expect(await a.api.offers.mine()).toEqual([]);
  await expect(a.api.offers.accept(x!.id, key())).rejects.toMatchObject({ code: 'SHIFT_BEGUN' });
  await expect(secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [b.id] }, key())).rejects.toMatchObject({ code: 'SHIFT_BEGUN' });
});
test('accepting obeys places and clashes like any claim', async () => {
  const [me, first] = await Promise.all([world.person(), world.person()]), t = await task({ places: 1 });
  await secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [me.id] }, key());
  await first.api.claims.create({ shiftId: shiftOf(t) }, key());
  const [offer] = await me.api.offers.mine();
  await expect(me.api.offers.accept(offer!.id, key())).rejects.toMatchObject({ code: 'SHIFT_FULL' });
  expect(await me.api.offers.mine()).toHaveLength(1);
});
test('only who manages the task offers it, only to his own people; offers are private', async () => {
  const [me, nosy] = await Promise.all([world.person(), world.person()]), stranger = await world.person({ community: world.otherCommunity }), grid = await world.staff('GRID_WORKER', world.community), away = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), t = await task(), shiftId = shiftOf(t);
  await secretary.api.offers.send({ shiftId, userIds: [me.id] }, key());
  const [offer] = await me.api.offers.mine();
  for (const call of [away.api.offers.send({ shiftId, userIds: [me.id] }, key()), away.api.offers.summary(shiftId), away.api.offers.candidates(shiftId), nosy.api.offers.summary(shiftId), nosy.api.offers.accept(offer!.id, key()), nosy.api.offers.decline(offer!.id), secretary.api.offers.decline(offer!.id), secretary.api.offers.send({ shiftId, userIds: [stranger.id] }, key()), secretary.api.offers.send({ shiftId: 5, userIds: [me.id] }, key())])
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(grid.api.offers.candidates(shiftId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const body of [{ shiftId }, { shiftId, userIds: [] }, { shiftId, userIds: [1, 1] }, { shiftId, userIds: ['x'] }, { shiftId, userIds: Array.from({ length: 51 }, (_, i) => i + 1) }, { shiftId, unitId: 'x' }, { shiftId, extra: 1 }])
    await expect(secretary.send({ method: 'POST', path: '/offers', body, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
});
test('sending the same offer five times at once asks one person once', async () => {
  const me = await world.person(), t = await task();
  const sent = await Promise.all(Array.from({ length: 5 }, () => secretary.api.offers.send({ shiftId: shiftOf(t), userIds: [me.id] }, key())));
  expect(new Set(sent.map((s) => s.sent))).toEqual(new Set([1]));
  expect((await me.api.notices.list({})).items.filter((n) => n.kind === 'OFFER')).toHaveLength(1);
});
