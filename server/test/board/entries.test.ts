import { addDays, DAY_MS, dayOf, HOUR_MS, MINUTE_MS, type EntryInput, type RecordRequestInput } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { count, outcomes } from './service.js';
import { serve } from './served.js';

let board: Board, world: World, secretary: Actor, worker: Actor, third: Actor, stranger: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  worker = await world.staff('COMMUNITY_WORKER', world.community);
  third = await world.staff('COMMUNITY_WORKER', world.community);
  stranger = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());

const input = (who: Actor, o: Partial<EntryInput> = {}): EntryInput => ({ areaId: world.community.id, userId: who.id, kind: 'CLEAN', title: '清理排水沟', startsAt: board.clock.now() - 2 * DAY_MS, minutes: 90, evidence: '值班本第三页，两位邻居证明', ...o });
const propose = (who: Actor, o: Partial<EntryInput> = {}, by = secretary) => by.api.entries.propose(input(who, o), key());
const sums = (who: Actor) => who.api.records.summary();
/** A member with a verified record of two hours; gives the record's id. */
async function recorded(o: Parameters<typeof serve>[3] = {}) {
  const s = await serve(board, world, secretary, o);
  await secretary.api.logs.verify({ logIds: [s.log.id] }, key());
  return { ...s, recordId: (await s.member.api.records.mine({})).items[0]!.id };
}
const request = (who: Actor, recordId: number, o: Partial<RecordRequestInput> = {}) => who.api.recordRequests.create({ recordId, field: 'MINUTES', wish: '应当是一小时', why: '那天提前走了', ...o }, key());

describe('补录', () => {
  test('one proposes, another approves: a record of grade D without points; the member is told', async () => {
    const member = await world.person(), k = key(), body = input(member), made = await secretary.api.entries.propose(body, k);
    expect(await secretary.api.entries.propose(body, k)).toEqual(made);
    expect(made).toMatchObject({ name: member.name, status: 'PROPOSED', minutes: 90, proposedBy: secretary.name, recorded: null, actions: ['refuse'] });
    expect(await sums(member)).toMatchObject({ minutes: 0, count: 0 });
    await expect(secretary.api.entries.approve(made.id, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    expect(await worker.api.entries.approve(made.id, key())).toMatchObject({ status: 'APPROVED', recorded: 90, decidedBy: worker.name, actions: [] });
    expect((await member.api.records.mine({})).items).toEqual([expect.objectContaining({ origin: 'MANUAL', minutes: 90, services: 1, evidence: 'D', points: 0, title: '清理排水沟', day: dayOf(board.clock.now() - 2 * DAY_MS) })]);
    expect(await sums(member)).toMatchObject({ minutes: 90, count: 1 });
    expect((await member.api.points.mine()).available).toBe(0);
    expect((await member.api.notices.list({})).items[0]!.body).toContain('不计积分');
  });
  test('neither of the two is the one concerned', async () => {
    await expect(propose(secretary)).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    const { id } = await propose(worker);
    await expect(worker.api.entries.approve(id, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    await expect(worker.api.entries.refuse(id, { reason: '不对不对' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    expect(await third.api.entries.approve(id, key())).toMatchObject({ status: 'APPROVED' });
  });
  test('refused, or taken back by who proposed: nothing is recorded', async () => {
    const member = await world.person(), a = await propose(member), b = await propose(member);
    expect(await worker.api.entries.refuse(a.id, { reason: '依据不够' }, key())).toMatchObject({ status: 'REFUSED', decision: '依据不够' });
    expect(await secretary.api.entries.refuse(b.id, { reason: '填错了人' }, key())).toMatchObject({ status: 'REFUSED' });
    await expect(worker.api.entries.approve(a.id, key())).rejects.toMatchObject({ code: 'STATE' });
    expect(await count(board, 'service_record WHERE userId = ?', [member.id])).toBe(0);
  });
  test('sixty days back, over by now, a service, inside the task’s shift', async () => {
    const member = await world.person(), now = board.clock.now();
    await expect(propose(member, { startsAt: now - 62 * DAY_MS })).rejects.toMatchObject({ code: 'ENTRY_LATE', message: '只能补录 60 天以内的服务' });
    await expect(propose(member, { startsAt: now - HOUR_MS })).rejects.toMatchObject({ fields: { startsAt: '服务还没有结束' } });
    await expect(propose(member, { kind: 'NOTICE' })).rejects.toMatchObject({ fields: { kind: expect.any(String) as string } });
    await expect(propose(member, { kind: 'DUTY' })).rejects.toMatchObject({ fields: { kind: expect.any(String) as string } });
    await expect(propose(member, { taskId: 1 })).rejects.toMatchObject({ fields: { taskId: '没有找到这个社区的任务' } });
    await expect(propose(await world.person({ community: world.otherCommunity }))).rejects.toMatchObject({ fields: { userId: expect.any(String) as string } });
    const s = await serve(board, world, secretary), { startsAt } = s.task.shifts[0]!;
    await expect(propose(member, { taskId: s.task.id, startsAt, minutes: 121 })).rejects.toMatchObject({ fields: { minutes: '超出了这个任务的班次时间' } });
    expect(await propose(member, { taskId: s.task.id, startsAt, minutes: 120, title: '别的名字' })).toMatchObject({ title: '楼道清扫', kind: 'CLEAN', taskId: s.task.id });
  });
  test('the same minutes count once, and a day holds eight hours', async () => {
    const member = await world.person(), s = await recorded({ member }), { startsAt } = s.task.shifts[0]!;
    board.clock.set(board.clock.now() + 4 * HOUR_MS);
    await expect(propose(member, { startsAt: startsAt + 30 * MINUTE_MS, minutes: 60 })).rejects.toMatchObject({ code: 'RECORD_OVERLAP' });
    const { id } = await propose(member, { startsAt: startsAt + HOUR_MS, minutes: 120 });
    expect(await worker.api.entries.approve(id, key())).toMatchObject({ minutes: 120, recorded: 60 });
    expect(await sums(member)).toMatchObject({ minutes: 180, count: 2 });
    const early = startsAt - 8 * HOUR_MS, long = await propose(member, { startsAt: early, minutes: 480 });
    const { recorded: rest } = await worker.api.entries.approve(long.id, key());
    expect(rest).toBe(dayOf(early) === dayOf(startsAt) ? 300 : 480);
  });
  test('outside the subtree nothing is found; a keeper may not', async () => {
    const { id } = await propose(await world.person());
    await expect(stranger.api.entries.approve(id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.entries.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await world.staff('KEEPER', world.community)).api.entries.approve(id, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await worker.api.entries.list({ areaId: world.community.id, status: 'PROPOSED' })).items.map((e) => e.id)).toContain(id);
  });
  test('ten signatures at once are one; two entries of one person and time approved at once count once', async () => {
    const member = await world.person(), a = await propose(member), b = await propose(member, { title: '又写一次' });
    const { done } = await outcomes(Array.from({ length: 10 }, (_, i) => (i % 2 ? worker : third).api.entries.approve(a.id, key())));
    expect(done).toBe(1);
    await expect(worker.api.entries.approve(b.id, key())).rejects.toMatchObject({ code: 'RECORD_OVERLAP' });
    expect(await sums(member)).toMatchObject({ minutes: 90, count: 1 });
    const other = await world.person(), [x, y] = [await propose(other), await propose(other, { title: '又写一次' })];
    const both = await outcomes([worker.api.entries.approve(x.id, key()), third.api.entries.approve(y.id, key())]);
    expect(both).toEqual({ done: 1, codes: ['RECORD_OVERLAP'] });
    expect(await sums(other)).toMatchObject({ minutes: 90, count: 1 });
  });
});

describe('更正申请', () => {
  test('asked, agreed to by one, signed by another: rows are added, points stay, the member is told', async () => {
    const { member, recordId } = await recorded(), points = (await member.api.points.mine()).available, k = key();
    const body: RecordRequestInput = { recordId, field: 'MINUTES', wish: '应当是一小时', why: '那天提前走了' }, made = await member.api.recordRequests.create(body, k);
    expect(await member.api.recordRequests.create(body, k)).toEqual(made);
    expect(made).toMatchObject({ status: 'ASKED', minutes: 120, overdue: false, actions: [] });
    expect((await member.api.records.mine({})).items[0]).toMatchObject({ asked: 1, counted: 120, standing: 1 });
    await expect(request(member, recordId)).rejects.toMatchObject({ code: 'REQUEST_OPEN' });
    expect(await secretary.api.recordRequests.grant(made.id, { reply: '签退时间确实更早', minutes: 60 }, key())).toMatchObject({ status: 'PROPOSED', newMinutes: 60, answeredBy: secretary.name, actions: ['return'] });
    expect(await sums(member)).toMatchObject({ minutes: 120 });
    await expect(secretary.api.recordRequests.approve(made.id, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    expect(await worker.api.recordRequests.approve(made.id, key())).toMatchObject({ status: 'CORRECTED', approvedBy: worker.name, minutes: 60, actions: [] });
    expect(await sums(member)).toMatchObject({ minutes: 60, count: 1 });
    expect((await member.api.records.mine({})).items.map((r) => [r.origin, r.services, r.minutes, r.correctsId, r.counted, r.asked])).toEqual([['CORRECTION', 0, -60, recordId, 0, 0], ['LOG', 1, 120, null, 60, 0]]);
    expect((await member.api.points.mine()).available).toBe(points);
    expect((await member.api.notices.list({})).items[0]).toMatchObject({ title: '服务记录已更正：时长', body: expect.stringContaining('由 2小时更正为 1小时') as string });
    expect((await member.api.recordRequests.mine({})).items.map((r) => r.id)).toEqual([made.id]);
    expect((await request(member, recordId)).status).toBe('ASKED');
  });
  test('a whole service is taken back; afterwards there is nothing left to ask for', async () => {
    const { member, recordId } = await recorded(), { id } = await request(member, recordId, { field: 'SERVICE', wish: '不是我，是同名的人' });
    await secretary.api.recordRequests.grant(id, { reply: '核对过，确是同名' }, key());
    await worker.api.recordRequests.approve(id, key());
    expect(await sums(member)).toMatchObject({ minutes: 0, count: 0 });
    expect((await member.api.records.mine({})).items.at(-1)).toMatchObject({ counted: 0, standing: 0 });
    await expect(request(member, recordId)).rejects.toMatchObject({ code: 'STATE' });
  });
  test('another day and other words: taken back and entered anew, one service as before', async () => {
    const { member, recordId, log } = await recorded(), day = addDays(log.day, -1);
    const move = await request(member, recordId, { field: 'DAY', wish: day });
    await secretary.api.recordRequests.grant(move.id, { reply: '属实', day }, key());
    await worker.api.recordRequests.approve(move.id, key());
    const words = await request(member, recordId, { field: 'TITLE', wish: '清理三号楼' });
    await secretary.api.recordRequests.grant(words.id, { reply: '属实', title: '清理三号楼楼道' }, key());
    await worker.api.recordRequests.approve(words.id, key());
    expect(await sums(member)).toMatchObject({ minutes: 120, count: 1 });
    const rows = (await member.api.records.mine({})).items;
    expect(rows.reduce((n, r) => n + r.services, 0)).toBe(1);
    expect(rows.filter((r) => r.day === day).reduce((n, r) => n + r.minutes, 0)).toBe(120);
    expect(rows.filter((r) => r.day === log.day).reduce((n, r) => n + r.minutes, 0)).toBe(0);
    expect(rows.some((r) => r.title === '清理三号楼楼道' && r.services === 1 && r.day === day)).toBe(true);
    // The old day is free again, the new one is not.
    const startsAt = log.startsAt - DAY_MS;
    await expect(propose(member, { startsAt, minutes: 60 })).rejects.toMatchObject({ code: 'RECORD_OVERLAP' });
  });
  test('a correction that would count a minute twice is refused', async () => {
    const member = await world.person(), base = board.clock.now(), a = await recorded({ member, startsAt: base + HOUR_MS, late: 30 });
    const gap = await propose(member, { startsAt: a.log.startsAt, minutes: 30 });
    await worker.api.entries.approve(gap.id, key());
    expect(await sums(member)).toMatchObject({ minutes: 120, count: 2 });
    const { id } = await request(member, a.recordId, { wish: '应当是两小时' });
    await expect(secretary.api.recordRequests.grant(id, { reply: '属实', minutes: 120 }, key())).rejects.toMatchObject({ code: 'RECORD_OVERLAP' });
    await expect(secretary.api.recordRequests.grant(id, { reply: '属实', minutes: 121 }, key())).rejects.toMatchObject({ fields: { minutes: '不能超过班次的时长' } });
  });
  test('refused with a reason, sent back by the second one; who is asked about is what is answered', async () => {
    const { member, recordId } = await recorded(), a = await request(member, recordId);
    await expect(secretary.api.recordRequests.grant(a.id, { reply: '属实' }, key())).rejects.toMatchObject({ fields: { minutes: expect.any(String) as string } });
    await expect(secretary.api.recordRequests.grant(a.id, { reply: '属实', minutes: 120 }, key())).rejects.toMatchObject({ fields: { minutes: '与现在的记录相同' } });
    await expect(secretary.api.recordRequests.grant(a.id, { reply: '属实', day: '2026-01-01' }, key())).rejects.toMatchObject({ code: 'INVALID' });
    await secretary.api.recordRequests.grant(a.id, { reply: '属实', minutes: 90 }, key());
    expect(await worker.api.recordRequests.return(a.id, { reason: '签退记录是 11 点' }, key())).toMatchObject({ status: 'ASKED', reply: '签退记录是 11 点', newMinutes: null });
    expect(await worker.api.recordRequests.refuse(a.id, { reason: '签退记录与登记一致' }, key())).toMatchObject({ status: 'REFUSED' });
    expect(await sums(member)).toMatchObject({ minutes: 120 });
    expect((await member.api.notices.list({})).items[0]).toMatchObject({ title: '更正申请有了答复：时长' });
    expect((await worker.api.recordRequests.list({ areaId: world.community.id, status: 'REFUSED' })).items.map((r) => r.id)).toContain(a.id);
  });
  test('the office proposes of its own accord: the member is told at once, another one signs', async () => {
    const { member, recordId } = await recorded(), propose = (by: Actor, o: object) => by.api.recordRequests.propose({ recordId, field: 'SERVICE', why: '抽查发现当天没有活动', ...o }, key());
    await expect(propose(stranger, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(propose(secretary, { field: 'MINUTES' })).rejects.toMatchObject({ fields: { minutes: expect.any(String) as string } });
    const { id } = await propose(secretary, {});
    expect((await member.api.notices.list({})).items[0]!.body).toContain('抽查发现当天没有活动');
    await expect(propose(worker, {})).rejects.toMatchObject({ code: 'REQUEST_OPEN' });
    await expect(secretary.api.recordRequests.approve(id, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    expect(await sums(member)).toMatchObject({ minutes: 120 });
    expect(await worker.api.recordRequests.approve(id, key())).toMatchObject({ status: 'CORRECTED' });
    expect(await sums(member)).toMatchObject({ minutes: 0, count: 0 });
    const own = await recorded({ member: worker });
    await expect(propose(worker, { recordId: own.recordId })).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  });
  test('only one’s own record, and nobody decides about his own', async () => {
    const { recordId } = await recorded({ member: worker });
    await expect(request(await world.person(), recordId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await request(worker, recordId);
    await expect(worker.api.recordRequests.grant(id, { reply: '属实', minutes: 60 }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    await expect(stranger.api.recordRequests.refuse(id, { reason: '不行不行' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.recordRequests.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('ten signatures at once add one row; a correction and an entry of the same minutes at once count once', async () => {
    const { member, recordId } = await recorded(), { id } = await request(member, recordId);
    await secretary.api.recordRequests.grant(id, { reply: '属实', minutes: 60 }, key());
    expect((await outcomes(Array.from({ length: 10 }, (_, i) => (i % 2 ? worker : third).api.recordRequests.approve(id, key())))).done).toBe(1);
    expect(await count(board, 'service_record WHERE correctsId = ?', [recordId])).toBe(1);
    expect(await sums(member)).toMatchObject({ minutes: 60 });
    for (let round = 0; round < 4; round++) {
      board.clock.reset();
      const other = await world.person(), late = await recorded({ member: other, late: 30 }), more = await request(other, late.recordId), entry = await propose(other, { startsAt: late.log.startsAt, minutes: 30 });
      await secretary.api.recordRequests.grant(more.id, { reply: '属实', minutes: 120 }, key());
      const both = await outcomes([worker.api.recordRequests.approve(more.id, key()), third.api.entries.approve(entry.id, key())]);
      expect(both).toEqual({ done: 1, codes: ['RECORD_OVERLAP'] });
      expect(await sums(other)).toMatchObject({ minutes: 120 });
    }
  });
});
