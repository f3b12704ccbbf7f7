import { DAY_MS, HOUR_MS, MINUTE_MS, type ClaimView, type CreateTaskInput, type LogView, type TaskView } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { claim, count, outcomes, publish } from './service.js';

let board: Board, world: World, secretary: Actor, worker: Actor, stranger: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  worker = await world.staff('COMMUNITY_WORKER', world.community);
  stranger = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
beforeEach(() => board.clock.reset());

interface Scene { task: TaskView; shiftId: number; member: Actor; claimed: ClaimView }
/** A member was present from the planned start; the shift is over. */
async function served(o: Partial<CreateTaskInput> = {}, member?: Actor): Promise<Scene> {
  const who = member ?? (await world.person()), task = await publish(board, world, secretary, o), claimed = await claim(who, task), shiftId = task.shifts[0]!.id;
  board.clock.set(claimed.endsAt + MINUTE_MS);
  await secretary.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key());
  return { task, shiftId, member: who, claimed };
}
const log = (s: Scene, o: { text?: string; photoIds?: number[] } = {}): Promise<LogView> => s.member.api.logs.submit({ claimId: s.claimed.id, text: '已按要求完成', ...o }, key());
const logged = async (o: Partial<CreateTaskInput> = {}, member?: Actor): Promise<Scene & { log: LogView }> => {
  const s = await served(o, member);
  return { ...s, log: await log(s) };
};
/** A photo that was uploaded before. */
async function photo(owner: Actor): Promise<number> {
  const id = newId();
  await board.tx.run((m) => m.query('INSERT INTO upload (id, ownerId, width, height, bytes, sha256, refType, refId, createdAt, shown) VALUES (?, ?, 10, 10, 10, ?, NULL, NULL, ?, 0)', [id, owner.id, 'x', board.clock.now()]));
  return id;
}
const verify = (by: Actor, ...logIds: number[]) => by.api.logs.verify({ logIds }, key());

describe('writing', () => {
  test('one line is enough; the view says what it will be worth and when it is due', async () => {
    const s = await served(), view = await log(s, { text: '' });
    expect(view).toMatchObject({ claimId: s.claimed.id, userId: s.member.id, status: 'SUBMITTED', minutes: 120, evidence: 'B', points: null, overdue: false, photos: [], actions: ['addPhotos'], areaName: '柳树社区' });
    expect(view.minutesWhy).toBe('按时到场，未签退按计划结束计，计2小时');
    expect(view.dueAt - board.clock.now()).toBeGreaterThan(12 * DAY_MS);
    expect(await s.member.api.claims.get(s.claimed.id)).toMatchObject({ logId: view.id, logStatus: 'SUBMITTED' });
    expect((await s.member.api.logs.mine({})).items).toEqual([view]);
    expect(await s.member.api.logs.get(view.id)).toEqual(view);
  });
  test('not before the shift begins, not for somebody else, not twice', async () => {
    const member = await world.person(), task = await publish(board, world, secretary), claimed = await claim(member, task);
    const submit = (who: Actor, claimId = claimed.id) => who.api.logs.submit({ claimId, text: '' }, key());
    await expect(submit(member)).rejects.toMatchObject({ code: 'LOG_TOO_EARLY' });
    board.clock.set(claimed.startsAt + MINUTE_MS);
    await expect(submit(await world.person())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(submit(member, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const first = await submit(member);
    expect(first).toMatchObject({ evidence: 'C', minutes: 120, minutesWhy: '本人填报，按计划时段计2小时' });
    await expect(submit(member)).rejects.toMatchObject({ code: 'LOG_EXISTS' });
  });
  test('ten submits at once are one log', async () => {
    const s = await served();
    const { done, codes } = await outcomes(Array.from({ length: 10 }, () => log(s)));
    expect(done).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['LOG_EXISTS']));
    expect(await count(board, 'service_log WHERE claimId = ?', [s.claimed.id])).toBe(1);
  });
  test('the same key sends once and answers the same', async () => {
    const s = await served(), k = key(), input = { claimId: s.claimed.id, text: '阿卜杜拉·买买提 𠮷😀' };
    const first = await s.member.api.logs.submit(input, k);
    expect(await s.member.api.logs.submit(input, k)).toEqual(first);
    expect(first.text).toBe(input.text);
    await expect(s.member.api.logs.submit({ ...input, text: '别的' }, k)).rejects.toMatchObject({ code: 'KEY_REUSED' });
  });
  test('a photo is asked for only where the task says why; photos may come later; others’ photos never', async () => {
    const s = await served({ photoRule: 'REQUIRED', photoReason: '用于向住户说明清理结果' });
    await expect(log(s)).rejects.toMatchObject({ code: 'LOG_PHOTO', message: '这个任务需要照片：用于向住户说明清理结果' });
    const [one, two, foreign] = [await photo(s.member), await photo(s.member), await photo(secretary)];
    await expect(log(s, { photoIds: [foreign] })).rejects.toMatchObject({ code: 'INVALID', fields: { photoIds: expect.any(String) as string } });
    expect(await count(board, 'service_log WHERE claimId = ?', [s.claimed.id])).toBe(0);
    const first = await log(s, { photoIds: [one] });
    expect(first.photos.map((p) => p.id)).toEqual([one]);
    const second = await s.member.api.logs.resubmit(first.id, { claimId: s.claimed.id, text: '补一张', photoIds: [two] }, key());
    expect(second).toMatchObject({ status: 'SUBMITTED', text: '补一张', dueAt: first.dueAt, submittedAt: first.submittedAt });
    expect(second.photos.map((p) => p.id)).toEqual([one, two]);
    const many = [];
    for (let i = 0; i < 8; i++) many.push(await photo(s.member));
    await expect(s.member.api.logs.resubmit(first.id, { claimId: s.claimed.id, text: '', photoIds: many }, key())).rejects.toMatchObject({ fields: { photoIds: '照片最多 9 张' } });
  });
  test('bad input is named field by field', async () => {
    const s = await served();
    for (const [body, field] of [
      [{ claimId: 'x', text: '' }, 'claimId'], [{ claimId: s.claimed.id }, 'text'], [{ claimId: s.claimed.id, text: '长'.repeat(301) }, 'text'], [{ claimId: s.claimed.id, text: '\u0000' }, 'text'],
      [{ claimId: s.claimed.id, text: '', photoIds: 'x' }, 'photoIds'], [{ claimId: s.claimed.id, text: '', photoIds: Array.from({ length: 10 }, (_, i) => i + 1) }, 'photoIds'], [{ claimId: s.claimed.id, text: '', minutes: 600 }, 'minutes'],
    ] as const) await expect(s.member.send({ method: 'POST', path: '/logs', body, key: key() })).rejects.toMatchObject({ status: 400, code: 'INVALID', fields: { [field]: expect.any(String) as string } });
    expect(await count(board, 'service_log WHERE claimId = ?', [s.claimed.id])).toBe(0);
  });
  test('paid duty is claimed by who holds a post there, gives no points and yields no log', async () => {
    const grid = await world.staff('GRID_WORKER', world.community), member = await world.person(), task = await publish(board, world, secretary, { kind: 'DUTY' });
    expect(task.pointsHint).toBe(0);
    expect(await member.api.tasks.get(task.id)).toMatchObject({ blocked: '在岗值班由任职的工作人员认领' });
    await expect(claim(member, task)).rejects.toMatchObject({ code: 'DUTY_POST' });
    await expect(claim(stranger, task)).rejects.toMatchObject({ code: 'DUTY_POST' });
    const claimed = await claim(grid, task);
    board.clock.set(claimed.endsAt + MINUTE_MS);
    await secretary.api.attendance.mark(task.shifts[0]!.id, { claimIds: [claimed.id], present: true }, key());
    await expect(grid.api.logs.submit({ claimId: claimed.id, text: '' }, key())).rejects.toMatchObject({ code: 'STATE' });
    expect((await grid.api.claims.get(claimed.id)).actions).not.toContain('log');
  });
  test('a meeting yields no log', async () => {
    const s = await served({ kind: 'NOTICE' });
    await expect(log(s)).rejects.toMatchObject({ code: 'STATE' });
  });
});

describe('verifying', () => {
  test('writes the record and the points once, and tells the member why', async () => {
    const s = await logged({ kind: 'ELDER' }), k = key();
    const result = await secretary.api.logs.verify({ logIds: [s.log.id] }, k);
    expect(result).toEqual({ verified: [s.log.id], refused: [], points: 24, minutes: 120 });
    expect(await secretary.api.logs.verify({ logIds: [s.log.id] }, k)).toEqual(result);
    const view = await s.member.api.logs.get(s.log.id);
    expect(view).toMatchObject({ status: 'VERIFIED', minutes: 120, points: 24, evidence: 'B', actions: [] });
    expect(view.verifiedAt).not.toBeNull();
    expect((await s.member.api.records.mine({})).items).toEqual([expect.objectContaining({ day: view.day, title: '楼道清扫', kind: 'ELDER', minutes: 120, evidence: 'B', points: 24, pointsWhy: view.pointsWhy, unitOfRecord: '柳树社区' })]);
    expect((await s.member.api.points.mine()).available).toBe(24);
    const notice = (await s.member.api.notices.list({})).items[0]!;
    expect(notice).toMatchObject({ kind: 'LOG', title: '服务已核实', link: `/packages/more/pages/log-view/index?id=${s.log.id}` });
    expect(notice.body).toContain('24 积分');
    expect(await verify(secretary, s.log.id)).toEqual({ verified: [], refused: [{ id: s.log.id, message: '状态已变化，请刷新后再操作' }], points: 0, minutes: 0 });
  });
  test('grades: C for what he says himself, A when the asker says it helped', async () => {
    const member = await world.person(), task = await publish(board, world, secretary), claimed = await claim(member, task);
    board.clock.set(claimed.startsAt + MINUTE_MS);
    const own = await member.api.logs.submit({ claimId: claimed.id, text: '' }, key());
    expect(await verify(secretary, own.id)).toMatchObject({ verified: [own.id], points: 10 });
    expect((await member.api.claims.get(claimed.id)).status).toBe('ATTENDED');
    board.clock.reset();
    const asker = await world.person();
    const need = await asker.api.needs.create({ areaId: world.community.id, kind: 'CLEAN', title: '楼道杂物太多' }, key());
    const s = await served({ needId: need.id });
    await board.jobs.run('tasks.end');
    await asker.api.needs.feedback(need.id, { helped: true });
    const helped = await log(s);
    expect(helped.evidence).toBe('A');
    await verify(secretary, helped.id);
    expect((await s.member.api.logs.get(helped.id)).evidence).toBe('A');
  });
  test('a leader who marked himself is no witness', async () => {
    const s = await served({}, secretary);
    expect((await log(s)).evidence).toBe('C');
  });
  test('nobody verifies, returns or rejects his own', async () => {
    const boss = await world.staff('COMMUNITY_SECRETARY', world.community), s = await logged({}, boss), other = await logged();
    expect(await verify(boss, s.log.id, other.log.id)).toMatchObject({ verified: [other.log.id], refused: [{ id: s.log.id, message: '与自己有关的，请由别人办理' }] });
    await expect(boss.api.logs.return(s.log.id, { reason: '请补充' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    await expect(boss.api.logs.reject(s.log.id, { reason: '不算' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    expect((await boss.api.logs.get(s.log.id)).actions).toEqual(['addPhotos']);
    expect(await verify(worker, s.log.id)).toMatchObject({ verified: [s.log.id] });
  });
  test('outside the subtree a log is not found, and a batch says so for that one only', async () => {
    const s = await logged();
    expect(await verify(stranger, s.log.id, 1)).toEqual({ verified: [], refused: expect.arrayContaining([{ id: s.log.id, message: expect.any(String) as string }, { id: 1, message: expect.any(String) as string }]) as unknown, points: 0, minutes: 0 });
    await expect(stranger.api.logs.get(s.log.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.logs.return(s.log.id, { reason: '请补充' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.logs.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(s.member.api.logs.verify({ logIds: [s.log.id] }, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect((await world.staff('KEEPER', world.community)).api.logs.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(secretary.send({ method: 'POST', path: '/logs/verify', body: { logIds: Array.from({ length: 51 }, (_, i) => i + 1) }, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
    expect((await s.member.api.logs.get(s.log.id)).status).toBe('SUBMITTED');
  });
  test('ten verifications and a rejection at once: one record and one entry, or none and rejected', async () => {
    for (let round = 0; round < 3; round++) {
      const s = await logged();
      const tries = Array.from({ length: 10 }, (_, i) => verify(i % 2 ? secretary : worker, s.log.id).then((r) => r.verified.length));
      const reject = worker.api.logs.reject(s.log.id, { reason: '未见人到场' }, key()).then(() => true, (e: { code: string }) => e.code);
      const verified = (await Promise.all(tries)).reduce((a, b) => a + b, 0), rejected = await reject;
      const status = (await s.member.api.logs.get(s.log.id)).status;
      expect([verified, rejected, status]).toEqual(verified === 1 ? [1, 'STATE', 'VERIFIED'] : [0, true, 'REJECTED']);
      expect(await count(board, 'service_record WHERE logId = ?', [s.log.id])).toBe(verified);
      expect(await count(board, "journal_tx WHERE kind = 'AWARD' AND refType = 'log' AND refId = ?", [s.log.id])).toBe(verified);
      expect((await s.member.api.points.mine()).available).toBe(20 * verified);
    }
  });
  test('two logs of one person verified at once by two desks share the day’s cap', async () => {
    const member = await world.person(), base = board.clock.now() - (board.clock.now() % DAY_MS) + 2 * DAY_MS - 8 * HOUR_MS; // the midnight before a day ahead, in Shanghai
    const shift = (from: number, hours: number) => [{ startsAt: base + from * HOUR_MS, endsAt: base + (from + hours) * HOUR_MS, places: 5 }];
    const morning = await publish(board, world, secretary, { shifts: shift(6, 6) }), evening = await publish(board, world, secretary, { shifts: shift(14, 6) });
    const [a, b] = [await claim(member, morning), await claim(member, evening)];
    board.clock.set(base + 21 * HOUR_MS);
    const logs = [];
    for (const c of [a, b]) {
      await secretary.api.attendance.mark(c.shiftId, { claimIds: [c.id], present: true }, key());
      logs.push(await member.api.logs.submit({ claimId: c.id, text: '' }, key()));
    }
    await Promise.all([verify(secretary, logs[0]!.id), verify(worker, logs[1]!.id)]);
    const { items } = await member.api.records.mine({});
    expect(items.map((r) => r.minutes).sort((x, y) => x - y)).toEqual([120, 360]);
    expect(await member.api.records.summary()).toMatchObject({ minutes: 480, count: 2 });
    expect((await member.api.logs.mine({})).items.some((l) => l.minutesWhy.includes('当日最多计8小时'))).toBe(true);
  });
});

describe('sending back', () => {
  test('a returned log can be sent in again; a rejected one is closed', async () => {
    const s = await logged();
    const returned = await secretary.api.logs.return(s.log.id, { reason: '请写清楚打扫了哪几层' }, key());
    expect(returned).toMatchObject({ status: 'RETURNED', reason: '请写清楚打扫了哪几层' });
    expect((await s.member.api.notices.list({})).items[0]).toMatchObject({ title: '日志请补充' });
    expect((await s.member.api.logs.get(s.log.id)).actions).toEqual(['resubmit']);
    expect(await verify(secretary, s.log.id)).toMatchObject({ verified: [] });
    await expect(s.member.api.logs.resubmit(s.log.id, { claimId: 1, text: '' }, key())).rejects.toMatchObject({ fields: { claimId: expect.any(String) as string } });
    await expect((await world.person()).api.logs.resubmit(s.log.id, { claimId: s.claimed.id, text: '' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    board.clock.set(board.clock.now() + 3 * DAY_MS);
    const again = await s.member.api.logs.resubmit(s.log.id, { claimId: s.claimed.id, text: '三到六层' }, key());
    expect(again).toMatchObject({ status: 'SUBMITTED', text: '三到六层' });
    expect(again.dueAt).toBeGreaterThan(s.log.dueAt);
    const rejected = await secretary.api.logs.reject(s.log.id, { reason: '与现场不符' }, key());
    expect(rejected).toMatchObject({ status: 'REJECTED', points: null });
    await expect(s.member.api.logs.resubmit(s.log.id, { claimId: s.claimed.id, text: '' }, key())).rejects.toMatchObject({ code: 'STATE' });
    await expect(secretary.api.logs.reject(s.log.id, { reason: '再一次' }, key())).rejects.toMatchObject({ code: 'STATE' });
    expect(await count(board, 'service_record WHERE logId = ?', [s.log.id])).toBe(0);
    await expect(secretary.send({ method: 'POST', path: `/logs/${s.log.id}/return`, body: { reason: '' }, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(secretary.api.logs.return(1, { reason: '没有这条' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the desk', () => {
  test('lists what waits in its subtree, due first, page by page', async () => {
    const home = await world.area(world.street, 'COMMUNITY', `长名单${newId()}`), boss = await world.staff('COMMUNITY_SECRETARY', home);
    const task = await publish(board, { ...world, community: home }, boss, { shifts: [{ startsAt: board.clock.now() + HOUR_MS, endsAt: board.clock.now() + 3 * HOUR_MS, places: 60 }] });
    const people: { actor: Actor; claimed: ClaimView }[] = [];
    for (let i = 0; i < 23; i++) { const actor = await world.person({ community: home }); people.push({ actor, claimed: await claim(actor, task) }); }
    board.clock.set(task.startsAt + MINUTE_MS);
    const ids: number[] = [];
    for (const p of people) ids.push((await p.actor.api.logs.submit({ claimId: p.claimed.id, text: '' }, key())).id);
    const first = await boss.api.logs.list({ areaId: home.id });
    expect(first.items.map((l) => l.id)).toEqual(ids.slice(0, 20));
    expect(first.items[0]!.actions).toEqual(['verify', 'return', 'reject']);
    expect(first.items[0]!.name).toBe(people[0]!.actor.name);
    const second = await boss.api.logs.list({ areaId: home.id, status: 'SUBMITTED', after: first.next! });
    expect(second).toMatchObject({ next: null });
    expect(second.items.map((l) => l.id)).toEqual(ids.slice(20));
    const street = await world.staff('STREET_OFFICER', world.street);
    expect((await street.api.logs.list({ areaId: home.id })).items).toHaveLength(20);
    expect(await verify(boss, ...ids)).toMatchObject({ verified: expect.any(Array) as unknown, minutes: 23 * 120 });
    expect((await boss.api.logs.list({ areaId: home.id })).items).toEqual([]);
    expect((await boss.api.logs.list({ areaId: home.id, status: 'VERIFIED' })).items[0]!.id).toBe(ids[22]);
    await expect(boss.send({ method: 'GET', path: '/logs', query: { areaId: home.id, after: 'x' } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(boss.send({ method: 'GET', path: '/logs', query: { areaId: 'x' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('settling', () => {
  test('an ended task is settled with its last decision, also when two come at once', async () => {
    const [one, two] = [await world.person(), await world.person()];
    const task = await publish(board, world, secretary), claims = [await claim(one, task), await claim(two, task)];
    board.clock.set(task.endsAt + MINUTE_MS);
    await secretary.api.attendance.mark(task.shifts[0]!.id, { claimIds: claims.map((c) => c.id), present: true }, key());
    const logs = [await one.api.logs.submit({ claimId: claims[0]!.id, text: '' }, key()), await two.api.logs.submit({ claimId: claims[1]!.id, text: '' }, key())];
    await board.jobs.run('tasks.end');
    await Promise.all([verify(secretary, logs[0]!.id), verify(worker, logs[1]!.id)]);
    expect((await secretary.api.tasks.get(task.id)).status).toBe('SETTLED');
  });
  test('a task whose logs were decided before it ended is settled later; one with an open log is not', async () => {
    const early = await logged(), open = await logged();
    await verify(secretary, early.log.id);
    board.clock.set(Math.max(early.task.endsAt, open.task.endsAt) + MINUTE_MS);
    await board.jobs.run('tasks.end');
    await board.jobs.run('logs.settle');
    expect((await secretary.api.tasks.get(early.task.id)).status).toBe('SETTLED');
    expect((await secretary.api.tasks.get(open.task.id)).status).toBe('ENDED');
    await secretary.api.logs.reject(open.log.id, { reason: '未见人到场' }, key());
    expect((await secretary.api.tasks.get(open.task.id)).status).toBe('SETTLED');
  });
});
