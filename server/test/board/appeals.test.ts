import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { count, outcomes } from './service.js';
import { serve, type Served } from './served.js';

let board: Board, world: World, secretary: Actor, officer: Actor, other: Actor, elsewhere: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  officer = await world.staff('STREET_OFFICER', world.street);
  other = await world.staff('STREET_OFFICER', world.street);
  elsewhere = await world.staff('STREET_OFFICER', world.otherStreet);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());

const rejected = async (by = secretary): Promise<Served> => {
  const s = await serve(board, world, secretary);
  return { ...s, log: await by.api.logs.reject(s.log.id, { reason: '没有到场' }, key()) };
};
const appeal = (s: Served, o: object = {}) => s.member.api.appeals.create({ logId: s.log.id, text: '我当时在三号楼', ...o }, key());
const minutesOf = async (who: Actor): Promise<number> => (await who.api.records.summary()).minutes;

test('a rejected log is appealed to the street, which overturns it: record, points and notice as after any verification', async () => {
  const s = await rejected(), before = await s.member.api.logs.get(s.log.id);
  expect(before.actions).toContain('appeal');
  expect(before.appealBy).toBe(startOfDay(dayOf(board.clock.now())) + 16 * DAY_MS);
  const k = key(), made = await s.member.api.appeals.create({ logId: s.log.id, text: '我当时在三号楼' }, k);
  expect(made).toMatchObject({ logId: s.log.id, status: 'APPEALED', ask: 'REJECTED', reason: '没有到场', decidedBy: secretary.name, recorded: 0, overdue: false, actions: [] });
  expect(await s.member.api.appeals.create({ logId: s.log.id, text: '我当时在三号楼' }, k)).toEqual(made);
  expect(await s.member.api.logs.get(s.log.id)).toMatchObject({ status: 'REJECTED', actions: [], appeal: { id: made.id, status: 'APPEALED' } });
  expect((await officer.api.appeals.list({ areaId: world.street.id })).items.find((a) => a.id === made.id)).toMatchObject({ name: s.member.name, actions: ['uphold', 'overturn'] });
  const won = await officer.api.appeals.overturn(made.id, { reason: '现场照片能证明' }, key());
  expect(won).toMatchObject({ status: 'OVERTURNED', minutes: 120, reply: '现场照片能证明', actions: [] });
  expect(await s.member.api.logs.get(s.log.id)).toMatchObject({ status: 'VERIFIED', minutes: 120, points: 20, appeal: { status: 'OVERTURNED', minutes: 120 } });
  expect(await minutesOf(s.member)).toBe(120);
  expect((await s.member.api.points.mine()).available).toBe(20);
  expect((await s.member.api.notices.list({})).items.map((n) => n.title)).toEqual(expect.arrayContaining(['申诉成立，已改判', '服务已核实']));
  await expect(officer.api.appeals.uphold(made.id, { reason: '再看一次' }, key())).rejects.toMatchObject({ code: 'STATE' });
  await expect(appeal(s)).rejects.toMatchObject({ code: 'APPEALED' });
});
test('upheld: nothing is recorded, the reason is told, and once is once', async () => {
  const s = await rejected(), { id } = await appeal(s);
  expect(await officer.api.appeals.uphold(id, { reason: '签到表上没有您' }, key())).toMatchObject({ status: 'UPHELD', minutes: null });
  expect(await s.member.api.logs.get(s.log.id)).toMatchObject({ status: 'REJECTED', appeal: { status: 'UPHELD', reply: '签到表上没有您' }, actions: [] });
  expect(await count(board, 'service_record WHERE userId = ?', [s.member.id])).toBe(0);
  expect((await s.member.api.notices.list({})).items[0]!.body).toContain('签到表上没有您');
  await expect(appeal(s)).rejects.toMatchObject({ code: 'APPEALED' });
});
test('minutes are disputed: more than were recorded, at most the shift; a further row carries the difference, points stay', async () => {
  const s = await serve(board, world, secretary, { late: 20 });
  await secretary.api.logs.verify({ logIds: [s.log.id] }, key());
  const { minutes } = await s.member.api.logs.get(s.log.id), points = (await s.member.api.points.mine()).available;
  expect(minutes).toBe(100);
  await expect(appeal(s)).rejects.toMatchObject({ fields: { minutes: expect.any(String) as string } });
  await expect(appeal(s, { minutes: 100 })).rejects.toMatchObject({ fields: { minutes: expect.any(String) as string } });
  await expect(appeal(s, { minutes: 121 })).rejects.toMatchObject({ fields: { minutes: '不能超过班次的时长' } });
  const { id } = await appeal(s, { minutes: 120 });
  await expect(officer.api.appeals.overturn(id, { reason: '负责人证明准时', minutes: 121 }, key())).rejects.toMatchObject({ fields: { minutes: '不能超过班次的时长' } });
  expect(await officer.api.appeals.overturn(id, { reason: '负责人证明准时' }, key())).toMatchObject({ status: 'OVERTURNED', minutes: 120, recorded: 120 });
  expect(await s.member.api.records.summary()).toMatchObject({ minutes: 120, count: 1 });
  expect((await s.member.api.records.mine({})).items.map((r) => [r.origin, r.minutes, r.services, r.counted])).toEqual([['CORRECTION', 20, 0, 0], ['LOG', 100, 1, 120]]);
  expect(await s.member.api.logs.get(s.log.id)).toMatchObject({ minutes: 120 });
  expect((await s.member.api.points.mine()).available).toBe(points);
});
test('a shift that is recorded in full leaves nothing to appeal for', async () => {
  const s = await serve(board, world, secretary);
  await secretary.api.logs.verify({ logIds: [s.log.id] }, key());
  expect(await s.member.api.logs.get(s.log.id)).toMatchObject({ actions: [], appealBy: null });
});
test('a waiting log cannot be appealed, nor after fifteen days', async () => {
  const waiting = await serve(board, world, secretary);
  await expect(appeal(waiting)).rejects.toMatchObject({ code: 'STATE' });
  board.clock.reset();
  const s = await rejected(), until = (await s.member.api.logs.get(s.log.id)).appealBy!;
  board.clock.set(until);
  await expect(appeal(s)).rejects.toMatchObject({ code: 'APPEAL_OVER' });
  expect((await s.member.api.logs.get(s.log.id)).actions).toEqual([]);
  board.clock.set(until - 20_000);
  expect((await appeal(s)).status).toBe('APPEALED');
});
test('who rejected does not answer, nor the member himself, nor another street, nor the community', async () => {
  const s = await rejected(officer), { id } = await appeal(s), why = { reason: '再看一遍' };
  await expect(officer.api.appeals.overturn(id, why, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
  await expect(secretary.api.appeals.uphold(id, why, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(elsewhere.api.appeals.uphold(id, why, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(elsewhere.api.appeals.list({ areaId: world.street.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await other.api.appeals.uphold(id, why, key())).toMatchObject({ status: 'UPHELD' });
  const own = await serve(board, world, secretary, { member: other }), log = await secretary.api.logs.reject(own.log.id, { reason: '没有到场' }, key());
  const mine = await other.api.appeals.create({ logId: log.id, text: '我当时在三号楼' }, key());
  await expect(other.api.appeals.overturn(mine.id, why, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
});
test('an answer is due in ten working days and says when it is late', async () => {
  const s = await rejected(), { id, dueAt } = await appeal(s);
  expect(dueAt - board.clock.now()).toBeGreaterThan(12 * DAY_MS);
  board.clock.set(dueAt + 1);
  expect((await officer.api.appeals.list({ areaId: world.street.id })).items.find((a) => a.id === id)).toMatchObject({ overdue: true });
});
test('ten answers at once: one of them counts', async () => {
  for (let round = 0; round < 2; round++) {
    const s = await rejected(), { id } = await appeal(s);
    const { done } = await outcomes(Array.from({ length: 10 }, (_, i) => (i % 2 ? officer.api.appeals.overturn(id, { reason: '照片能证明' }, key()) : other.api.appeals.uphold(id, { reason: '名单上没有' }, key()))));
    expect(done).toBe(1);
    const { status, appeal: mark } = await s.member.api.logs.get(s.log.id);
    expect(await count(board, 'service_record WHERE logId = ?', [s.log.id])).toBe(status === 'VERIFIED' ? 1 : 0);
    expect(mark!.status).toBe(status === 'VERIFIED' ? 'OVERTURNED' : 'UPHELD');
  }
});
test('ten appeals at once are one', async () => {
  const s = await rejected(), { done, codes } = await outcomes(Array.from({ length: 10 }, () => appeal(s)));
  expect([done, new Set(codes)]).toEqual([1, new Set(['APPEALED'])]);
});
test('what is overturned counts once beside what was recorded meanwhile', async () => {
  const member = await world.person(), startsAt = board.clock.now() + HOUR_MS;
  const s = await serve(board, world, secretary, { member, startsAt });
  await secretary.api.logs.reject(s.log.id, { reason: '没有到场' }, key());
  const e = await secretary.api.entries.propose({ areaId: world.community.id, userId: member.id, kind: 'CLEAN', title: '门岗执勤', startsAt: startsAt + 30 * MINUTE_MS, minutes: 60, evidence: '值班本第三页，当天在门岗' }, key());
  const colleague = await world.staff('COMMUNITY_WORKER', world.community);
  await colleague.api.entries.approve(e.id, key());
  const { id } = await appeal({ ...s, member });
  expect(await officer.api.appeals.overturn(id, { reason: '照片能证明' }, key())).toMatchObject({ minutes: 60 });
  expect(await minutesOf(member)).toBe(120);
});
