import { DAY_MS, MINUTE_MS, type ClaimView, type OfflineMark, type PresenceSheet, type TaskView } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { claim, count, outcomes, publish } from './service.js';

let board: Board, world: World, leader: Actor, other: Actor, stranger: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  leader = await world.staff('COMMUNITY_SECRETARY', world.community);
  other = await world.staff('COMMUNITY_SECRETARY', world.community);
  stranger = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());

interface Scene { task: TaskView; shiftId: number; member: Actor; claimed: ClaimView; sheet: PresenceSheet }
/** A member claimed; the leader fetched the list an hour before and is now `minutes` into the shift, without network. */
async function scene(minutes = 10): Promise<Scene> {
  const member = await world.person(), task = await publish(board, world, leader), claimed = await claim(member, task), shiftId = task.shifts[0]!.id;
  const sheet = await leader.api.attendance.sheet(shiftId);
  board.clock.set(claimed.startsAt + minutes * MINUTE_MS);
  return { task, shiftId, member, claimed, sheet };
}
const tap = (s: Scene, o: Partial<OfflineMark> = {}): OfflineMark => ({ ref: key(), claimId: s.claimed.id, present: true, saw: 'CONFIRMED', listAt: s.sheet.at, tappedAt: board.clock.now(), offsetMs: 0, ...o });
const send = (s: Scene, marks: OfflineMark[], by = leader, k = key()) => by.api.attendance.offlineMarks(s.shiftId, { marks }, k);
const rows = (claimId: number) => count(board, 'attendance WHERE claimId = ?', [claimId]);
const marksOf = (claimId: number) => board.tx.read.query<{ tappedAt: number; offsetMs: number; arrivedAt: number; outcome: string }[]>('SELECT tappedAt, offsetMs, arrivedAt, outcome FROM offline_mark WHERE claimId = ? ORDER BY id', [claimId]);

test('the list says who comes, with the ends of their numbers and the server’s clock, and nothing more', async () => {
  const s = await scene();
  expect(s.sheet).toMatchObject({ shiftId: s.shiftId, taskId: s.task.id, title: '楼道清扫', place: '和平苑门口', opensAt: s.claimed.startsAt - 30 * MINUTE_MS, closesAt: s.claimed.endsAt + 30 * MINUTE_MS, keepUntil: s.claimed.endsAt + 2 * DAY_MS });
  expect(s.sheet.rows).toEqual([{ claimId: s.claimed.id, name: s.member.name, phoneTail: s.member.phone.slice(-4), status: 'CONFIRMED', method: null, attendedAt: null, logged: false }]);
  await expect(stranger.api.attendance.sheet(s.shiftId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(s.member.api.attendance.sheet(s.shiftId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
test('a tap that comes an hour later counts from the planned start; both times are kept, and its evidence is a leader’s', async () => {
  const s = await scene(), offsetMs = 3 * MINUTE_MS, tappedAt = board.clock.now() - offsetMs;
  board.clock.set(s.claimed.startsAt + 70 * MINUTE_MS);
  const { results, sheet } = await send(s, [tap(s, { tappedAt, offsetMs })]);
  expect(results).toEqual([expect.objectContaining({ claimId: s.claimed.id, outcome: 'DONE', why: null, other: null })]);
  expect(sheet.rows[0]).toMatchObject({ status: 'ATTENDED', method: 'OFFLINE', attendedAt: s.claimed.startsAt });
  const [row] = await marksOf(s.claimed.id);
  expect(row).toMatchObject({ tappedAt, offsetMs, outcome: 'DONE' });
  expect(row!.arrivedAt).toBeGreaterThanOrEqual(s.claimed.startsAt + 70 * MINUTE_MS);
  const [trail] = await board.tx.read.query<{ detail: string }[]>("SELECT detail FROM audit WHERE refType = 'claim' AND refId = ? AND action = 'attendance.mark'", [s.claimed.id]);
  expect(JSON.parse(trail!.detail)).toEqual({ method: 'OFFLINE', tappedAt: tappedAt + offsetMs, phoneAt: tappedAt });
  expect((await s.member.api.notices.list({})).items[0]).toMatchObject({ title: '已登记到场' });
  board.clock.set(s.claimed.endsAt);
  const log = await s.member.api.logs.submit({ claimId: s.claimed.id, text: '' }, key());
  expect(log).toMatchObject({ evidence: 'B', minutes: 120 });
});
test('the same tap is taken once: by key, by its own number, in ten batches at once', async () => {
  const s = await scene(), mark = tap(s), k = key();
  const first = await send(s, [mark], leader, k);
  expect(await send(s, [mark], leader, k)).toEqual(first);
  expect((await send(s, [mark])).results[0]).toMatchObject({ outcome: 'DONE' });
  const t = await scene(), again = tap(t);
  const { done, codes } = await outcomes(Array.from({ length: 10 }, () => send(t, [again])));
  expect({ done, codes }).toEqual({ done: 10, codes: [] });
  expect([await rows(s.claimed.id), await rows(t.claimed.id), (await marksOf(t.claimed.id)).length]).toEqual([1, 1, 1]);
});
test('what cannot be believed or is too late is refused one by one, and never holds up the others', async () => {
  const s = await scene(), second = await world.person();
  board.clock.reset();
  const b = await claim(second, s.task);
  const sheet = await leader.api.attendance.sheet(s.shiftId);
  board.clock.set(s.claimed.startsAt + 20 * MINUTE_MS);
  const now = board.clock.now();
  const { results } = await send(s, [tap(s, { tappedAt: now + 6 * MINUTE_MS }), tap({ ...s, sheet }, { claimId: b.id, tappedAt: now })]);
  expect(results.map((r) => [r.claimId, r.outcome, r.why]).sort()).toEqual([[s.claimed.id, 'REFUSED', 'FUTURE'], [b.id, 'DONE', null]].sort());
  board.clock.set(s.claimed.startsAt + 2 * DAY_MS + 30 * MINUTE_MS);
  expect((await send(s, [tap(s, { tappedAt: s.claimed.startsAt + 20 * MINUTE_MS })])).results[0]).toMatchObject({ outcome: 'REFUSED', why: 'LATE' });
  expect((await send(s, [tap(s)])).results[0]).toMatchObject({ outcome: 'REFUSED', why: 'OUTSIDE' });
  expect((await send(s, [tap(s, { offsetMs: -3 * DAY_MS })])).results[0]).toMatchObject({ outcome: 'REFUSED', why: 'CLOCK' });
  expect((await marksOf(s.claimed.id)).map((m) => m.outcome)).toEqual(Array(4).fill('REFUSED'));
});
test('somebody else noted it otherwise: the leader is told who and when, and his word counts when he stays with it', async () => {
  const s = await scene();
  await other.api.claims.noShow(s.claimed.id, key());
  const mark = tap(s, { tappedAt: board.clock.now() - MINUTE_MS });
  const [result] = (await send(s, [mark])).results;
  expect(result).toMatchObject({ outcome: 'CONFLICT', why: 'CHANGED', other: { name: other.name, status: 'NO_SHOW' } });
  expect(await rows(s.claimed.id)).toBe(0);
  expect((await send(s, [{ ...mark, ref: key(), decided: true }])).results[0]).toMatchObject({ outcome: 'DONE' });
  expect(await rows(s.claimed.id)).toBe(1);
  // And the other way round: he wants to take back what somebody else has marked since.
  const t = await scene();
  await other.api.attendance.mark(t.shiftId, { claimIds: [t.claimed.id], present: true }, key());
  expect((await send(t, [tap(t, { present: false, saw: 'ATTENDED' })])).results[0]).toMatchObject({ outcome: 'CONFLICT' });
  expect(await rows(t.claimed.id)).toBe(1);
});
test('an answer that was lost is no conflict with oneself', async () => {
  const s = await scene(), mark = tap(s);
  await send(s, [mark]);
  board.clock.set(board.clock.now() + MINUTE_MS);
  expect((await send(s, [mark, tap(s, { present: false })])).results.map((r) => r.outcome)).toEqual(['DONE', 'DONE']);
  expect(await rows(s.claimed.id)).toBe(0);
});
test('who excused himself or wrote a log stays as he is', async () => {
  const s = await scene();
  board.clock.reset();
  await s.member.api.claims.withdraw(s.claimed.id, key());
  board.clock.set(s.claimed.startsAt + 10 * MINUTE_MS);
  expect((await send(s, [tap(s, { decided: true })])).results[0]).toMatchObject({ outcome: 'REFUSED', why: 'GONE', other: { name: s.member.name, status: 'EXCUSED' } });
  const t = await scene();
  await send(t, [tap(t)]);
  await t.member.api.logs.submit({ claimId: t.claimed.id, text: '' }, key());
  expect((await send(t, [tap(t, { present: false, saw: 'ATTENDED' })])).results[0]).toMatchObject({ outcome: 'REFUSED', why: 'LOGGED' });
});
test('two leaders who come back at once: one presence; one for and one against: one of them is told', async () => {
  for (let i = 0; i < 4; i++) {
    const s = await scene();
    const both = await Promise.all([send(s, [tap(s)]), send(s, [tap(s)], other)]);
    expect(both.map((b) => b.results[0]!.outcome).sort()).toEqual(['DONE', 'SAME']);
    expect(await rows(s.claimed.id)).toBe(1);
    const t = await scene();
    await send(t, [tap(t)]);
    const sheet = await leader.api.attendance.sheet(t.shiftId);
    board.clock.set(board.clock.now() + MINUTE_MS);
    const races = await Promise.all([send(t, [tap({ ...t, sheet }, { present: false, saw: 'ATTENDED' })], other), other.api.claims.roster(t.shiftId), send(t, [tap({ ...t, sheet }, { saw: 'ATTENDED' })])]);
    expect([['DONE', 'CONFLICT'], ['DONE', 'SAME']]).toContainEqual([races[0].results[0]!.outcome, races[2].results[0]!.outcome]);
    const [own] = await board.tx.read.query<{ status: string }[]>('SELECT status FROM claim WHERE id = ?', [t.claimed.id]);
    expect(own!.status === 'ATTENDED').toBe((await rows(t.claimed.id)) === 1);
  }
});
test('a member who scans at the same moment is present once', async () => {
  const s = await scene();
  const { payload } = await other.api.attendance.shiftCode(s.shiftId);
  const [mine, his] = await Promise.all([send(s, [tap(s)]), s.member.api.attendance.scan({ payload }, key())]);
  expect(['DONE', 'SAME']).toContain(mine.results[0]!.outcome);
  expect(his.claimId).toBe(s.claimed.id);
  expect(await rows(s.claimed.id)).toBe(1);
});
test('claims of other shifts, strangers and broken input are refused', async () => {
  const s = await scene(), t = await scene();
  await expect(send(s, [tap(t)])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(send(s, [tap(s)], stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(send(s, [tap(s)], s.member)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const bad of [{ ref: 'x' }, { tappedAt: 1.5 }, { offsetMs: Number.NaN }, { saw: 'THERE' }, { present: 'yes' }, { extra: 1 }] as object[])
    await expect(send(s, [{ ...tap(s), ...bad }])).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  await expect(send(s, [])).rejects.toMatchObject({ code: 'INVALID' });
  await expect(send(s, Array.from({ length: 201 }, () => tap(s)))).rejects.toMatchObject({ code: 'INVALID' });
  expect(await rows(s.claimed.id)).toBe(0);
});
test('two hundred taps to and fro are one answer, and the last of them counts', async () => {
  const s = await scene();
  const { results } = await send(s, Array.from({ length: 200 }, (_, i) => tap(s, { present: i % 2 === 0, saw: i % 2 === 0 ? 'CONFIRMED' : 'ATTENDED', tappedAt: board.clock.now() - (200 - i) * 1000 })));
  expect(results).toHaveLength(200);
  expect(await rows(s.claimed.id)).toBe(0);
});
