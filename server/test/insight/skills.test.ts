import { DAY_MS, HOUR_MS, IDLE_SKILL_DAYS, REST_DAYS, type CreateTaskInput } from '@xianfeng/shared';
import { makeWorld, type Actor, type World } from '../world.js';
import { key, startBoard, type Board } from '../start.js';

let board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());

const skilled = async (...skills: string[]): Promise<Actor> => {
  const who = await world.person();
  await who.api.me.update({ skills });
  return who;
};
const task = async (o: Partial<CreateTaskInput> = {}) => {
  const startsAt = board.clock.now() + 3 * DAY_MS;
  return secretary.api.tasks.create({ areaId: world.community.id, kind: 'HAIR', title: '义务理发', place: '活动室', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 5 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'CODE', photoRule: 'NONE', riskNote: '注意剪刀', contactName: '王', contactPhone: '15400000009', publish: true, ...o }, key());
};
const need = (o: { kind?: 'LEARN' | 'REPAIR' | 'CARE' } = {}) => world.person({ kind: 'RESIDENT' }).then((p) => p.api.needs.create({ areaId: world.community.id, kind: o.kind ?? 'LEARN', title: '想学用手机' }, key()));
const look = () => secretary.api.skills.get(world.community.id);
const unmet = async () => (await secretary.api.skills.needs({ areaId: world.community.id })).items;

test('a skill that no task of the last 90 days could use lies idle, until one is published', async () => {
  await skilled('理发', '摄影');
  await skilled('理发');
  expect((await look()).skills).toEqual(expect.arrayContaining([{ skill: '理发', people: 2, tasks: 0, idle: true }, { skill: '摄影', people: 1, tasks: 0, idle: true }]));
  await task({ publish: false });
  expect((await look()).skills.find((s) => s.skill === '理发')).toMatchObject({ idle: true });
  await task();
  expect((await look()).skills.find((s) => s.skill === '理发')).toEqual({ skill: '理发', people: 2, tasks: 1, idle: false });
  board.clock.set(Date.now() + (IDLE_SKILL_DAYS + 1) * DAY_MS);
  expect((await look()).skills.find((s) => s.skill === '理发')).toMatchObject({ tasks: 0, idle: true });
});
test('people by skill: name and skill and nothing else; whoever was invited lately may be left out', async () => {
  const a = await skilled('法律咨询', '调解'), b = await skilled('法律咨询');
  const ids = async (rested?: '1') => (await secretary.api.skills.people({ areaId: world.community.id, skill: '法律咨询', ...(rested ? { rested } : {}) })).items.map((p) => p.id);
  expect(await ids()).toEqual([a.id, b.id]);
  expect((await secretary.api.skills.people({ areaId: world.community.id, skill: '调解' })).items).toEqual([{ id: a.id, name: a.name, unitName: null, skills: ['法律咨询', '调解'] }]);
  await secretary.api.offers.send({ shiftId: (await task({ kind: 'LEGAL', title: '法律咨询' })).shifts[0]!.id, userIds: [a.id] }, key());
  expect(await ids('1')).toEqual([b.id]);
  expect(await ids()).toEqual([a.id, b.id]);
  board.clock.set(Date.now() + (REST_DAYS + 1) * DAY_MS);
  expect(await ids('1')).toEqual([a.id, b.id]);
});
test('needs that nobody could meet: words only, refused, overdue, a task to which nobody came; with the skills that could have helped', async () => {
  const [waits, answered, refused, empty, met] = [await need(), await need({ kind: 'REPAIR' }), await need(), await need(), await need({ kind: 'CARE' })];
  expect(await unmet()).toEqual([]);
  await secretary.api.needs.answer(answered.id, { reply: '请找物业' });
  await secretary.api.needs.refuse(refused.id, { reply: '不在服务范围' });
  const one = await task({ kind: 'TUTOR', needId: empty.id }), other = await task({ kind: 'ELDER', needId: met.id }), helper = await world.person();
  const claim = await helper.api.claims.create({ shiftId: other.shifts[0]!.id }, key());
  await secretary.api.tasks.withdraw(one.id, key());
  await board.tx.run((m) => m.query("UPDATE claim SET status = 'ATTENDED' WHERE id = ?", [claim.id]));
  board.clock.set(Date.now() + 20 * DAY_MS);
  expect((await unmet()).map((n) => [n.id, n.why]).sort()).toEqual([[waits.id, 'WAITING'], [answered.id, 'WORDS_ONLY'], [refused.id, 'REFUSED'], [empty.id, 'NO_HELPER']].sort());
  expect((await look()).unmet).toEqual([{ kind: 'LEARN', needs: 3, skills: ['课业辅导'] }, { kind: 'REPAIR', needs: 1, skills: ['家电维修', '水电维修'] }]);
  expect((await secretary.api.skills.needs({ areaId: world.community.id, kind: 'REPAIR' })).items.map((n) => n.id)).toEqual([answered.id]);
});
test('for those who publish tasks here, and nobody else', async () => {
  const elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), grid = await world.staff('GRID_WORKER', world.community), member = await world.person();
  for (const [who, status] of [[elsewhere, 404], [grid, 403], [member, 404]] as const)
    for (const call of [() => who.api.skills.get(world.community.id), () => who.api.skills.people({ areaId: world.community.id }), () => who.api.skills.needs({ areaId: world.community.id })]) await expect(call()).rejects.toMatchObject({ status });
  expect((await (await world.staff('STREET_OFFICER', world.street)).api.skills.get(world.street.id)).people).toBeGreaterThan(3);
});
