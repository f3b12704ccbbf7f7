import { DAY_MS, HOUR_MS, MINUTE_MS, type ClaimView, type TaskView } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { claim, count, outcomes, publish } from './service.js';

let board: Board, world: World, secretary: Actor, stranger: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  stranger = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());

interface Scene { task: TaskView; shiftId: number; member: Actor; claimed: ClaimView }
/** A member who claimed a shift; the clock stands `minutes` after its start. */
async function scene(minutes = 0): Promise<Scene> {
  const member = await world.person(), task = await publish(board, world, secretary), claimed = await claim(member, task);
  board.clock.set(claimed.startsAt + minutes * MINUTE_MS);
  return { task, shiftId: task.shifts[0]!.id, member, claimed };
}
const seen = (claimId: number) => count(board, 'attendance WHERE claimId = ?', [claimId]);

describe('the rotating QR', () => {
  test('a scan marks the member present, and a second one says since when', async () => {
    const { shiftId, member, claimed, task } = await scene(5);
    const code = await secretary.api.attendance.shiftCode(shiftId);
    expect(code).toMatchObject({ shiftId, present: 0, expected: 1 });
    expect(code.refreshInSeconds).toBeLessThanOrEqual(15);
    const k = key(), first = await member.api.attendance.scan({ payload: code.payload }, k);
    expect(first).toMatchObject({ claimId: claimed.id, shiftId, taskId: task.id, title: '楼道清扫', name: member.name, leftAt: null });
    expect(first.message).toContain('签到成功');
    expect(first.attendedAt).toBeGreaterThanOrEqual(claimed.startsAt + 5 * MINUTE_MS);
    expect(await member.api.attendance.scan({ payload: code.payload }, k)).toEqual(first);
    const again = await member.api.attendance.scan({ payload: code.payload }, key());
    expect(again.attendedAt).toBe(first.attendedAt);
    expect(again.message).toContain('已签到');
    expect(await seen(claimed.id)).toBe(1);
    expect(await member.api.claims.get(claimed.id)).toMatchObject({ status: 'ATTENDED', attendedAt: first.attendedAt });
    expect((await secretary.api.attendance.shiftCode(shiftId)).present).toBe(1);
  });
  test('an old, forged or foreign code is refused, and so is a person without a claim', async () => {
    const { shiftId, member, claimed } = await scene();
    const { payload } = await secretary.api.attendance.shiftCode(shiftId);
    for (const wrong of [payload.slice(0, -1) + (payload.endsWith('a') ? 'b' : 'a'), payload.replace(String(shiftId), String(shiftId + 1)), '𠮷😀', 'XFS.1.2'])
      await expect(member.api.attendance.scan({ payload: wrong }, key())).rejects.toMatchObject({ code: 'QR_STALE' });
    await expect((await world.person()).api.attendance.scan({ payload }, key())).rejects.toMatchObject({ code: 'NO_CLAIM' });
    board.clock.set(claimed.startsAt + 40_000);
    await expect(member.api.attendance.scan({ payload }, key())).rejects.toMatchObject({ code: 'QR_STALE' });
    expect(await seen(claimed.id)).toBe(0);
  });
  test('only around the shift', async () => {
    const { shiftId, member } = await scene(-31);
    const scanNow = async () => member.api.attendance.scan({ payload: (await secretary.api.attendance.shiftCode(shiftId)).payload }, key());
    await expect(scanNow()).rejects.toMatchObject({ code: 'NOT_TODAY' });
    board.clock.set(board.clock.now() + 3 * HOUR_MS + 2 * MINUTE_MS);
    await expect(scanNow()).rejects.toMatchObject({ code: 'PRESENCE_OVER' });
  });
  test('ten scans at once are one presence', async () => {
    const { shiftId, member, claimed } = await scene();
    const { payload } = await secretary.api.attendance.shiftCode(shiftId);
    const { done, codes } = await outcomes(Array.from({ length: 10 }, () => member.api.attendance.scan({ payload }, key())));
    expect({ done, codes }).toEqual({ done: 10, codes: [] });
    expect(await seen(claimed.id)).toBe(1);
    expect(await count(board, "audit WHERE refType = 'claim' AND refId = ? AND action = 'attendance.checkIn'", [claimed.id])).toBe(1);
  });
  test('the code is for whoever leads in that area', async () => {
    const { shiftId, member } = await scene();
    await expect(stranger.api.attendance.shiftCode(shiftId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(member.api.attendance.shiftCode(shiftId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await world.staff('KEEPER', world.community)).api.attendance.shiftCode(shiftId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(secretary.api.attendance.shiftCode(1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the six digits of the day', () => {
  test('the right ones mark present; wrong ones are counted, and after ten nothing helps for ten minutes', async () => {
    const { shiftId, member, claimed, task } = await scene();
    const { dayCode } = await secretary.api.attendance.shiftCode(shiftId);
    const wrong = dayCode === '000000' ? '000001' : '000000';
    const { codes } = await outcomes(Array.from({ length: 12 }, () => member.api.attendance.dayCode({ taskId: task.id, code: wrong }, key())));
    expect(codes.filter((c) => c === 'DAY_CODE_WRONG')).toHaveLength(10);
    expect(codes.filter((c) => c === 'TOO_MANY')).toHaveLength(2);
    await expect(member.api.attendance.dayCode({ taskId: task.id, code: dayCode }, key())).rejects.toMatchObject({ code: 'TOO_MANY' });
    board.clock.set(claimed.startsAt + 11 * MINUTE_MS);
    expect(await member.api.attendance.dayCode({ taskId: task.id, code: dayCode }, key())).toMatchObject({ claimId: claimed.id });
    expect(await seen(claimed.id)).toBe(1);
  });
  test('who has no place there learns nothing about the code', async () => {
    const { shiftId, task } = await scene(), other = await world.person();
    const { dayCode } = await secretary.api.attendance.shiftCode(shiftId);
    await expect(other.api.attendance.dayCode({ taskId: task.id, code: dayCode }, key())).rejects.toMatchObject({ code: 'NO_CLAIM' });
    await expect(other.api.attendance.dayCode({ taskId: task.id, code: '12345' }, key())).rejects.toMatchObject({ code: 'INVALID', fields: { code: '六位码不对，请核对' } });
    await expect(other.api.attendance.dayCode({ taskId: 1, code: dayCode }, key())).rejects.toMatchObject({ code: 'NO_CLAIM' });
  });
});

test('late for a long shift, the next one being nearer: the day\u2019s code still marks him present', async () => {
  const member = await world.person(), from = board.clock.now() + HOUR_MS;
  const task = await publish(board, world, secretary, { shifts: [{ startsAt: from, endsAt: from + 4 * HOUR_MS, places: 3 }, { startsAt: from + 5 * HOUR_MS, endsAt: from + 6 * HOUR_MS, places: 3 }] });
  for (const s of task.shifts) await member.api.claims.create({ shiftId: s.id }, key());
  board.clock.set(from + 3 * HOUR_MS);
  const { dayCode } = await secretary.api.attendance.shiftCode(task.shifts[0]!.id);
  expect(await member.api.attendance.dayCode({ taskId: task.id, code: dayCode }, key())).toMatchObject({ shiftId: task.shifts[0]!.id });
});

describe('the leader', () => {
  test('marks a batch from the roster, counted from the planned start, and takes a mark back', async () => {
    const { shiftId, member, claimed, task } = await scene(30), second = await world.person();
    board.clock.reset();
    const other = await claim(second, task);
    board.clock.set(claimed.startsAt + 30 * MINUTE_MS);
    const rows = await secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id, other.id], present: true }, key());
    expect(rows.map((r) => [r.status, r.attendedAt, r.method])).toEqual([['ATTENDED', claimed.startsAt, 'ROSTER'], ['ATTENDED', claimed.startsAt, 'ROSTER']]);
    expect((await member.api.notices.list({})).items[0]).toMatchObject({ title: '已登记到场', link: `/packages/more/pages/claim/index?id=${claimed.id}` });
    const back = await secretary.api.attendance.mark(shiftId, { claimIds: [other.id], present: false }, key());
    expect(back.find((r) => r.claimId === other.id)).toMatchObject({ status: 'CONFIRMED', attendedAt: null });
    expect(await seen(other.id)).toBe(0);
  });
  test('marks made without network are taken for a week, not longer', async () => {
    const { shiftId, claimed } = await scene(6 * 24 * 60);
    expect((await secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key()))[0]).toMatchObject({ status: 'ATTENDED', attendedAt: claimed.startsAt });
    board.clock.set(claimed.endsAt + 8 * DAY_MS);
    await expect(secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: false }, key())).rejects.toMatchObject({ code: 'PRESENCE_OVER' });
  });
  test('a mark that a log builds on stays', async () => {
    const { shiftId, member, claimed } = await scene();
    await secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key());
    await member.api.logs.submit({ claimId: claimed.id, text: '' }, key());
    await expect(secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: false }, key())).rejects.toMatchObject({ code: 'STATE' });
    expect(await seen(claimed.id)).toBe(1);
  });
  test('somebody who waited in the line and came is present, and leaves the line', async () => {
    const first = await world.person(), waiting = await world.person();
    const startsAt = board.clock.now() + HOUR_MS;
    const task = await publish(board, world, secretary, { shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 1 }] }), shiftId = task.shifts[0]!.id;
    await claim(first, task);
    const waits = await waiting.api.claims.create({ shiftId, waitlist: true }, key());
    board.clock.set(startsAt);
    await secretary.api.attendance.mark(shiftId, { claimIds: [waits.id], present: true }, key());
    expect((await secretary.api.tasks.get(task.id)).shifts[0]).toMatchObject({ taken: 1, waiting: 0 });
    expect((await waiting.api.claims.get(waits.id)).status).toBe('ATTENDED');
  });
  test('whose mark out of the line is taken back is out: he held no place and gives none away', async () => {
    const first = await world.person(), waiting = await world.person();
    const startsAt = board.clock.now() + HOUR_MS;
    const task = await publish(board, world, secretary, { shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 1 }] }), shiftId = task.shifts[0]!.id;
    await claim(first, task);
    const waits = await waiting.api.claims.create({ shiftId, waitlist: true }, key());
    board.clock.set(startsAt - 20 * MINUTE_MS);
    for (const present of [true, false]) await secretary.api.attendance.mark(shiftId, { claimIds: [waits.id], present }, key());
    expect(await waiting.api.claims.get(waits.id)).toMatchObject({ status: 'WITHDRAWN', actions: [] });
    await expect(waiting.api.claims.withdraw(waits.id, key())).rejects.toMatchObject({ code: 'STATE' });
    expect((await secretary.api.tasks.get(task.id)).shifts[0]).toMatchObject({ taken: 1, waiting: 0 });
  });
  test('claims of another shift, people outside and strangers are not found', async () => {
    const { shiftId, claimed } = await scene(), other = await scene();
    board.clock.set(claimed.startsAt);
    await expect(secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id, other.claimed.id], present: true }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(claimedBy(claimed)).resolves.toBe('CONFIRMED');
    const send = secretary.send;
    for (const body of [{ claimIds: 'x', present: true }, { claimIds: [1.5], present: true }, { claimIds: [claimed.id, claimed.id], present: true }, { claimIds: [claimed.id], present: 'yes' }, { claimIds: [], present: true, extra: 1 }, null, []])
      await expect(send({ method: 'POST', path: `/shifts/${shiftId}/mark`, body, key: key() })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    await expect(send({ method: 'POST', path: `/shifts/${shiftId}/mark`, body: { claimIds: [], present: true } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });
  test('scans a member’s own code; without a claim he is taken in on the spot', async () => {
    const { shiftId, member, claimed } = await scene(10), late = await world.person();
    expect(await secretary.api.attendance.memberCode(shiftId, { payload: (await member.api.me.code()).payload }, key())).toMatchObject({ claimId: claimed.id, name: member.name });
    const taken = await secretary.api.attendance.memberCode(shiftId, { payload: (await late.api.me.code()).payload }, key());
    expect(await late.api.claims.get(taken.claimId!)).toMatchObject({ status: 'ATTENDED' });
    expect(taken.attendedAt).toBeGreaterThanOrEqual(claimed.startsAt + 10 * MINUTE_MS);
    await expect(secretary.api.attendance.memberCode(shiftId, { payload: 'XFM.1.2.3' }, key())).rejects.toMatchObject({ code: 'QR_STALE' });
    await expect(stranger.api.attendance.memberCode(shiftId, { payload: 'x' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('adds walk-ups by name and phone tail: a known person is linked, anybody else is a guest, nobody twice', async () => {
    const { shiftId, claimed } = await scene(), known = await world.person({ name: '阿卜杜拉·买买提' });
    const add = (name: string, phoneTail: string) => secretary.api.attendance.walkUp(shiftId, { name, phoneTail }, key());
    expect((await add(known.name, known.phone.slice(-4))).find((r) => r.userId === known.id)).toMatchObject({ status: 'ATTENDED', method: 'WALK_UP' });
    expect((await add(known.name, known.phone.slice(-4))).filter((r) => r.userId === known.id)).toHaveLength(1);
    const { done } = await outcomes(Array.from({ length: 5 }, () => add('𠮷野家', '0000')));
    expect(done).toBe(5);
    const rows = await add('𠮷野家', '0000');
    expect(rows.filter((r) => r.status === 'WALK_UP')).toEqual([expect.objectContaining({ claimId: null, userId: null, name: '𠮷野家', phone: '0000', method: 'WALK_UP' })]);
    expect((await secretary.api.tasks.get(claimed.taskId)).shifts[0]!.taken).toBe(1);
    for (const body of [{ name: '', phoneTail: '1234' }, { name: '甲'.repeat(31), phoneTail: '1234' }, { name: '甲', phoneTail: '123' }, { name: 1, phoneTail: '1234' }, { name: '甲', phoneTail: '1234', claimId: 1 }])
      await expect(secretary.send({ method: 'POST', path: `/shifts/${shiftId}/walk-ups`, body, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
  });
  test('five leaders at once add the same person once', async () => {
    const { shiftId } = await scene(), known = await world.person();
    const { done, codes } = await outcomes(Array.from({ length: 5 }, () => secretary.api.attendance.walkUp(shiftId, { name: known.name, phoneTail: known.phone.slice(-4) }, key())));
    expect({ done, codes }).toEqual({ done: 5, codes: [] });
    expect(await count(board, 'attendance WHERE shiftId = ? AND userId = ?', [shiftId, known.id])).toBe(1);
  });
  test('a walk-up who is taken back has no claim left', async () => {
    const { shiftId } = await scene(), known = await world.person();
    const rows = await secretary.api.attendance.walkUp(shiftId, { name: known.name, phoneTail: known.phone.slice(-4) }, key());
    const row = rows.find((r) => r.userId === known.id)!;
    expect((await secretary.api.attendance.mark(shiftId, { claimIds: [row.claimId!], present: false }, key())).some((r) => r.userId === known.id)).toBe(false);
    expect((await known.api.claims.get(row.claimId!)).status).toBe('WITHDRAWN');
  });
});

describe('checking out', () => {
  test('is kept once and only for oneself', async () => {
    const { shiftId, member, claimed } = await scene();
    await expect(member.api.attendance.checkOut(claimed.id, key())).rejects.toMatchObject({ code: 'STATE' });
    await secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key());
    board.clock.set(claimed.startsAt + HOUR_MS);
    const first = await member.api.attendance.checkOut(claimed.id, key());
    expect(first.leftAt).toBeGreaterThanOrEqual(claimed.startsAt + HOUR_MS);
    board.clock.set(claimed.startsAt + 90 * MINUTE_MS);
    expect((await member.api.attendance.checkOut(claimed.id, key())).leftAt).toBe(first.leftAt);
    await expect((await world.person()).api.attendance.checkOut(claimed.id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(member.api.attendance.checkOut(1, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
const claimedBy = async (c: ClaimView): Promise<string> => (await board.tx.read.query<{ status: string }[]>('SELECT status FROM claim WHERE id = ?', [c.id]))[0]!.status;
