import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS, TASK_KINDS, weekdayOf, type TaskCard, type TaskListQuery } from '@xianfeng/shared';
import { endClaims } from '../../src/board/tasks/tasks.store.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { morning, outcomes, publish, taskInput } from './board.world.js';

let board: Board, world: World, secretary: Actor, member: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  member = await world.person();
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());
const task = (o: Parameters<typeof publish>[2] = {}) => publish(secretary.api, world.community.id, o);
const claim = (who: Actor, shiftId: number, waitlist = false) => who.api.claims.create({ shiftId, waitlist }, key());
const ids = (cards: TaskCard[]) => cards.map((c) => c.id);
const listed = async (who: Actor, id: number, query: TaskListQuery = {}) => ids((await who.api.tasks.list(query)).items).includes(id);

describe('templates', () => {
  test('each is ready to publish; a photo is required only with its reason', async () => {
    const all = await member.api.tasks.templates();
    expect(all.length).toBeGreaterThanOrEqual(12);
    for (const t of all) {
      expect(TASK_KINDS[t.kind]).toBeDefined();
      expect([t.key, t.photoRule === 'REQUIRED']).toEqual([t.key, t.photoReason !== '']);
      await expect(secretary.api.tasks.create({ ...taskInput(world.community.id), kind: t.kind, title: t.title, summary: t.summary, riskNote: t.riskNote, photoRule: t.photoRule, photoReason: t.photoReason, audience: t.audience, presence: t.presence, publish: false }, key())).resolves.toMatchObject({ status: 'DRAFT' });
    }
  });
});

describe('publishing', () => {
  test('at once: it stands in the lists of its community, street and city, and nowhere else', async () => {
    const t = await task({ title: '义务理发 𠮷 阿卜杜拉·买买提', kind: 'HAIR' });
    expect(t).toMatchObject({ status: 'PUBLISHED', community: { id: world.community.id }, places: 2, taken: 0, shiftCount: 1, blocked: null, actions: ['edit', 'offer', 'withdraw', 'copy', 'lead', 'claim'] });
    expect(t.pointsHint).toBeGreaterThan(0);
    for (const area of [world.community, world.street, world.city]) expect(await listed(member, t.id, { areaId: area.id })).toBe(true);
    for (const area of [world.otherCommunity, world.otherStreet, world.compound]) expect(await listed(member, t.id, { areaId: area.id })).toBe(false);
    expect(await listed(member, t.id)).toBe(true);
    expect((await member.api.tasks.get(t.id)).actions).toEqual(['claim']);
    const stranger = await board.api().tasks.get(t.id);
    expect(stranger).toMatchObject({ contactPhone: '', blocked: '请先登录', actions: [] });
  });
  test('as a draft: its desk alone sees it, publishes it once, or discards it', async () => {
    const draft = await secretary.api.tasks.create(taskInput(world.community.id, { publish: false }), key());
    expect(draft.actions).toEqual(['edit', 'publish', 'discard', 'copy']);
    await expect(member.api.tasks.get(draft.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(claim(member, draft.shifts[0]!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await listed(member, draft.id)).toBe(false);
    expect(await outcomes(Array.from({ length: 5 }, () => secretary.api.tasks.publish(draft.id, key())))).toEqual({ ok: 1, STATE: 4 });
    expect(await listed(member, draft.id)).toBe(true);
    await expect(secretary.api.tasks.discard(draft.id)).rejects.toMatchObject({ code: 'STATE' });
    const other = await secretary.api.tasks.create(taskInput(world.community.id, { publish: false }), key());
    await secretary.api.tasks.discard(other.id);
    await expect(secretary.api.tasks.get(other.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('what cannot be is refused with the field that is wrong', async () => {
    const now = Date.now(), at = morning(2), one = (startsAt: number, endsAt: number, places = 2) => ({ shifts: [{ startsAt, endsAt, places }] });
    const cases: [object, string, string?][] = [
      [one(now - HOUR_MS, now + HOUR_MS), 'TASK_PAST'], [one(at, at), 'INVALID', 'shifts.0.endsAt'], [one(at, at + 17 * HOUR_MS), 'INVALID', 'shifts.0.endsAt'], [one(now + 366 * DAY_MS, now + 366 * DAY_MS + HOUR_MS), 'INVALID', 'shifts.0.startsAt'],
      [one(at, at + HOUR_MS, 0), 'INVALID', 'shifts.0.places'], [one(at, at + HOUR_MS, 501), 'INVALID', 'shifts.0.places'], [{ shifts: [] }, 'INVALID', 'shifts'], [{ shifts: 'x' }, 'INVALID', 'shifts'], [{ shifts: [{ startsAt: at, endsAt: at + HOUR_MS, places: 2, extra: 1 }] }, 'INVALID', 'shifts.0.extra'],
      [{ shifts: [one(at, at + HOUR_MS).shifts[0], one(at, at + 2 * HOUR_MS).shifts[0]] }, 'INVALID', 'shifts.1.startsAt'],
      [{ photoRule: 'REQUIRED' }, 'PHOTO_REASON'], [{ audience: 'UNIT' }, 'INVALID', 'unitId'], [{ audience: 'UNIT', unitId: 12345 }, 'INVALID', 'unitId'], [{ title: '长'.repeat(41) }, 'INVALID', 'title'], [{ title: '  ' }, 'INVALID', 'title'],
      [{ kind: 'PARTY' }, 'INVALID', 'kind'], [{ riskNote: '' }, 'INVALID', 'riskNote'], [{ contactPhone: 'abc' }, 'INVALID', 'contactPhone'], [{ surprise: 1 }, 'INVALID', 'surprise'], [{ publish: 'yes' }, 'INVALID', 'publish'], [{ needId: 77777 }, 'INVALID', 'needId'], [{ summary: null }, 'INVALID', 'summary'],
    ];
    const before = (await secretary.api.tasks.desk({ areaId: world.community.id })).items[0]!.id;
    for (const [change, code, field] of cases) {
      const refusal = secretary.send({ method: 'POST', path: '/tasks', body: { ...taskInput(world.community.id), ...change }, key: key() });
      await expect(refusal).rejects.toMatchObject({ code, ...(field ? { fields: { [field]: expect.stringMatching(/[\u4e00-\u9fff]/) } } : {}) });
    }
    expect((await secretary.api.tasks.desk({ areaId: world.community.id })).items[0]!.id).toBe(before);
  });
  test('only where one manages tasks', async () => {
    const officer = await world.staff('STREET_OFFICER', world.street), keeper = await world.staff('KEEPER', world.community), t = await task();
    await expect(publish(officer.api, world.community.id)).resolves.toMatchObject({ status: 'PUBLISHED' });
    await expect(publish(secretary.api, world.otherCommunity.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(publish(secretary.api, world.street.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(publish(keeper.api, world.community.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(publish(member.api, world.community.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const away = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
    for (const call of [away.api.tasks.update(t.id, { title: '换个标题' }, key()), away.api.tasks.publish(t.id, key()), away.api.tasks.copy(t.id), away.api.tasks.withdraw(t.id, key()), away.api.tasks.cancel(t.id, { reason: '不需要了' }, key()), away.api.tasks.discard(t.id), away.api.tasks.desk({ areaId: world.community.id }), secretary.api.tasks.get(424242)])
      await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(keeper.api.tasks.cancel(t.id, { reason: '不需要了' }, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('editing', () => {
  test('a new time tells the helpers the old and the new one, and moves their claims', async () => {
    const t = await task(), shift = t.shifts[0]!;
    const mine = await claim(member, shift.id);
    const to = { id: shift.id, startsAt: shift.startsAt + DAY_MS, endsAt: shift.endsAt + DAY_MS, places: 3 };
    const after = await secretary.api.tasks.update(t.id, { title: '改到后一天', shifts: [to] }, key());
    expect(after).toMatchObject({ title: '改到后一天', startsAt: to.startsAt, places: 3, taken: 1 });
    expect(await member.api.claims.get(mine.id)).toMatchObject({ startsAt: to.startsAt, title: '改到后一天' });
    expect((await member.api.notices.list({})).items[0]).toMatchObject({ title: '任务时间有变动', body: expect.stringMatching(/原定.+现改为/) });
    await secretary.api.tasks.update(t.id, { shifts: [{ ...to, startsAt: to.startsAt + 3 * MINUTE_MS }] }, key());
    expect((await member.api.notices.list({})).items.filter((n) => n.title === '任务时间有变动')).toHaveLength(1);
  });
  test('places never fall below those taken; more of them move up who waits', async () => {
    const [a, b, c] = await Promise.all([world.person(), world.person(), world.person()]), t = await task({ places: 2 }), shift = t.shifts[0]!;
    await claim(a, shift.id);
    await claim(b, shift.id);
    await claim(c, shift.id, true);
    await expect(secretary.api.tasks.update(t.id, { shifts: [{ ...pick(shift), places: 1 }] }, key())).rejects.toMatchObject({ code: 'PLACES_TAKEN' });
    await expect(secretary.api.tasks.update(t.id, { shifts: [{ startsAt: morning(6), endsAt: morning(6) + HOUR_MS, places: 5 }] }, key())).rejects.toMatchObject({ code: 'PLACES_TAKEN' });
    await expect(secretary.api.tasks.update(t.id, { kind: 'HAIR' }, key())).rejects.toMatchObject({ fields: { kind: expect.any(String) } });
    const after = await secretary.api.tasks.update(t.id, { shifts: [{ ...pick(shift), places: 3 }] }, key());
    expect(after.shifts[0]).toMatchObject({ taken: 3, waiting: 0, places: 3 });
    expect((await c.api.claims.mine({ state: 'COMING' })).items[0]!.status).toBe('CONFIRMED');
  });
  test('shifts are added and removed, the list follows', async () => {
    const t = await task({ startsAt: morning(20) }), shift = t.shifts[0]!, extra = { startsAt: morning(19), endsAt: morning(19) + HOUR_MS, places: 4 };
    const two = await secretary.api.tasks.update(t.id, { shifts: [pick(shift), extra] }, key());
    expect(two).toMatchObject({ shiftCount: 2, places: 6, startsAt: extra.startsAt });
    const one = await secretary.api.tasks.update(t.id, { shifts: [{ startsAt: extra.startsAt, endsAt: extra.endsAt, places: 1 }] }, key());
    expect(one).toMatchObject({ shiftCount: 1, places: 1, shifts: [{ id: two.shifts[0]!.id }] });
    await expect(secretary.api.tasks.update(t.id, { shifts: [{ id: shift.id, ...extra }] }, key())).rejects.toMatchObject({ fields: { 'shifts.0.id': expect.any(String) } });
    await expect(secretary.api.tasks.update(t.id, { shifts: [{ startsAt: Date.now() - 1, endsAt: Date.now() + HOUR_MS, places: 1 }] }, key())).rejects.toMatchObject({ code: 'TASK_PAST' });
  });
  test('a copy is a draft of the same weekday in the future', async () => {
    const t = await task({ startsAt: morning(3), audience: 'MEMBERS' });
    board.clock.set(t.endsAt + 10 * DAY_MS);
    const copy = await secretary.api.tasks.copy(t.id);
    expect(copy).toMatchObject({ status: 'DRAFT', title: t.title, audience: 'MEMBERS', taken: 0 });
    expect((copy.startsAt - t.startsAt) / DAY_MS).toBe(14);
  });
});

describe('ending', () => {
  test('withdrawn while nobody claimed, else cancelled and everybody told', async () => {
    const free = await task();
    expect(await secretary.api.tasks.withdraw(free.id, key())).toMatchObject({ status: 'WITHDRAWN', actions: ['copy'] });
    expect(await listed(member, free.id)).toBe(false);
    const [a, b] = await Promise.all([world.person(), world.person()]), t = await task({ places: 1 }), shiftId = t.shifts[0]!.id;
    const mine = await claim(a, shiftId);
    await claim(b, shiftId, true);
    expect((await secretary.api.tasks.get(t.id)).actions).toContain('cancel');
    await expect(secretary.api.tasks.withdraw(t.id, key())).rejects.toMatchObject({ code: 'TASK_CLAIMED' });
    await expect(secretary.api.tasks.cancel(t.id, { reason: '' }, key())).rejects.toMatchObject({ code: 'INVALID' });
    expect(await secretary.api.tasks.cancel(t.id, { reason: '下大雨' }, key())).toMatchObject({ status: 'CANCELLED', cancelReason: '下大雨' });
    expect(await a.api.claims.get(mine.id)).toMatchObject({ status: 'CANCELLED', actions: [] });
    for (const p of [a, b]) expect((await p.api.notices.list({})).items[0]).toMatchObject({ title: '任务已取消', body: expect.stringContaining('下大雨') });
    await expect(secretary.api.tasks.cancel(t.id, { reason: '再取消一次' }, key())).rejects.toMatchObject({ code: 'STATE' });
  });
  test('when its time is over it ends, leaves the lists, and lets go who only waited', async () => {
    const [a, b] = await Promise.all([world.person(), world.person()]), t = await task({ places: 1 }), shiftId = t.shifts[0]!.id;
    await claim(a, shiftId);
    const waits = await claim(b, shiftId, true);
    board.clock.set(t.endsAt + MINUTE_MS);
    await board.jobs.run('tasks.end');
    expect(await secretary.api.tasks.get(t.id)).toMatchObject({ status: 'ENDED', actions: ['copy', 'lead'] });
    expect(await listed(a, t.id)).toBe(false);
    expect(await b.api.claims.get(waits.id)).toMatchObject({ status: 'REFUSED' });
  });
  test('of several shifts the list shows the next one, until none is left to join', async () => {
    const first = morning(1), second = first + 10 * HOUR_MS, t = await task({ shifts: [first, second].map((startsAt) => ({ startsAt, endsAt: startsAt + HOUR_MS, places: 2 })) });
    expect(t.startsAt).toBe(first);
    expect(await listed(member, t.id, { when: 'EVENING' })).toBe(false);
    board.clock.set(first + MINUTE_MS);
    await board.jobs.run('tasks.roll');
    expect((await secretary.api.tasks.get(t.id)).startsAt).toBe(second);
    expect(await listed(member, t.id, { when: 'EVENING' })).toBe(true);
    board.clock.set(second + MINUTE_MS);
    await board.jobs.run('tasks.roll');
    expect(await listed(member, t.id)).toBe(false);
  });
  test('a running task that gets one more shift is back in the lists', async () => {
    const first = morning(1), t = await task({ shifts: [{ startsAt: first, endsAt: first + 4 * HOUR_MS, places: 2 }] }), [begun] = t.shifts;
    board.clock.set(first + MINUTE_MS);
    await board.jobs.run('tasks.roll');
    expect(await listed(member, t.id)).toBe(false);
    const evening = first + 10 * HOUR_MS;
    await secretary.api.tasks.update(t.id, { shifts: [pick(begun!), { startsAt: evening, endsAt: evening + HOUR_MS, places: 2 }] }, key());
    expect(await listed(member, t.id, { when: 'EVENING' })).toBe(true);
    expect(await listed(member, t.id, { order: 'SOONEST' })).toBe(true);
  });
  test('who is marked present at the very end is not let go with those who waited', async () => {
    const [a, b] = await Promise.all([world.person(), world.person()]), t = await task({ places: 1 }), [shift] = t.shifts;
    await claim(a, shift!.id);
    const waits = await claim(b, shift!.id, true);
    board.clock.set(t.endsAt);
    await secretary.api.attendance.mark(shift!.id, { claimIds: [waits.id], present: true }, key());
    // The job had read him as waiting a moment before.
    await board.tx.run((m) => endClaims(m, board.clock.now(), [waits.id], 'REFUSED'));
    expect(await b.api.claims.get(waits.id)).toMatchObject({ status: 'ATTENDED' });
  });
  test('claiming and withdrawing the task at once: never a claim in a withdrawn task', async () => {
    for (let i = 0; i < 8; i++) {
      const me = await world.person(), t = await task({ places: 1 });
      // Either may be first: now and then the claim gets a head start.
      const claiming = claim(me, t.shifts[0]!.id);
      if (i % 2) await sleep(i * 3);
      const [withdrawn, claimed] = await Promise.allSettled([secretary.api.tasks.withdraw(t.id, key()), claiming]);
      expect([withdrawn.status, claimed.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect((await secretary.api.tasks.get(t.id)).taken).toBe(claimed.status === 'fulfilled' ? 1 : 0);
    }
  });
  test('claiming and cancelling at once: nobody stays in a cancelled task', async () => {
    for (let i = 0; i < 8; i++) {
      const crowd = await Promise.all(Array.from({ length: 4 }, () => world.person())), t = await task({ places: 9 });
      const [cancelled] = await Promise.allSettled([secretary.api.tasks.cancel(t.id, { reason: '下大雨' }, key()), ...crowd.map((p) => claim(p, t.shifts[0]!.id))]);
      expect(cancelled.status).toBe('fulfilled');
      for (const p of crowd) expect((await p.api.claims.mine({ state: 'COMING' })).items).toEqual([]);
    }
  });
});

describe('lists', () => {
  test('are filtered by kind, evening, weekend and words, and by what the reader may join', async () => {
    const place = await world.area(world.street, 'COMMUNITY', '清单社区'), boss = await world.staff('COMMUNITY_SECRETARY', place), unit = await world.unit();
    const reader = await world.person({ community: place }), resident = await world.person({ community: place, kind: 'RESIDENT' }), colleague = await world.person({ community: place, unitId: unit.id });
    const days = [7, 8, 9, 10, 11, 12, 13].map((n) => morning(n)), wednesday = days.find((d) => weekdayOf(d) === 3)!, saturday = wednesday + 3 * DAY_MS;
    const all = await publish(boss.api, place.id, { startsAt: wednesday, title: '扫雪 100%' }), evening = await publish(boss.api, place.id, { startsAt: wednesday + 10 * HOUR_MS, kind: 'PATROL', title: '夜巡' }), weekend = await publish(boss.api, place.id, { startsAt: saturday, place: '东门广场', audience: 'MEMBERS' }), own = await publish(boss.api, place.id, { startsAt: saturday, audience: 'UNIT', unitId: unit.id });
    const list = async (who: Actor, query: TaskListQuery = {}) => ids((await who.api.tasks.list(query)).items);
    expect(await list(reader)).toEqual([weekend.id, evening.id, all.id]);
    expect(await list(colleague)).toEqual([own.id, weekend.id, evening.id, all.id]);
    expect(await list(resident)).toEqual([evening.id, all.id]);
    expect(await list(reader, { order: 'SOONEST' })).toEqual([all.id, evening.id, weekend.id]);
    expect(await list(reader, { kind: 'PATROL' })).toEqual([evening.id]);
    expect(await list(reader, { when: 'EVENING' })).toEqual([evening.id]);
    expect(await list(reader, { when: 'WEEKEND', order: 'SOONEST' })).toEqual([weekend.id]);
    for (const q of ['100%', '扫雪']) expect(await list(reader, { q })).toEqual([all.id]);
    expect(await list(reader, { q: '东门' })).toEqual([weekend.id]);
    expect(await list(reader, { q: '东门', order: 'SOONEST' })).toEqual([weekend.id]);
    expect(await list(reader, { q: '%' })).toEqual([all.id]);
    expect(await list(reader, { q: '𠮷' })).toEqual([]);
    board.clock.set(wednesday + 1);
    expect(await list(reader, { order: 'SOONEST' })).toEqual([evening.id, weekend.id]);
    expect(ids((await board.api().tasks.open({ areaId: place.id })).items)).toEqual([weekend.id, evening.id, all.id]);
  });
  test('are endless by keyset: every task once, in order, also with equal times', async () => {
    const place = await world.area(world.street, 'COMMUNITY', '长单社区'), boss = await world.staff('COMMUNITY_SECRETARY', place), reader = await world.person({ community: place });
    const made: number[] = [];
    for (let i = 0; i < 45; i++) made.push((await publish(boss.api, place.id, { startsAt: morning(5 + Math.floor(i / 15)) })).id);
    const walk = async (read: (after?: string) => Promise<{ items: TaskCard[]; next: string | null }>) => {
      const seen: number[] = [], sizes: number[] = [];
      for (let after: string | undefined, more = true; more; ) {
        const page = await read(after);
        seen.push(...ids(page.items));
        sizes.push(page.items.length);
        more = page.next !== null;
        after = page.next ?? undefined;
      }
      return { seen, sizes };
    };
    expect(await walk((after) => reader.api.tasks.list({ after }))).toEqual({ seen: [...made].reverse(), sizes: [20, 20, 5] });
    expect(await walk((after) => reader.api.tasks.list({ order: 'SOONEST', after }))).toEqual({ seen: made, sizes: [20, 20, 5] });
    expect(await walk((after) => board.api().tasks.open({ areaId: place.id, after }))).toEqual({ seen: [...made].reverse(), sizes: [20, 20, 5] });
    expect(await walk((after) => boss.api.tasks.desk({ areaId: place.id, status: 'PUBLISHED', after }))).toEqual({ seen: [...made].reverse(), sizes: [20, 20, 5] });
    const officer = await world.staff('STREET_OFFICER', world.street);
    expect((await walk((after) => officer.api.tasks.desk({ areaId: world.street.id, after }))).seen).toEqual(expect.arrayContaining(made));
  });
  test('drafts are on the desk of who may edit them, not on the grid worker\u2019s', async () => {
    const grid = await world.staff('GRID_WORKER', world.community), draft = await secretary.api.tasks.create(taskInput(world.community.id, { publish: false }), key());
    expect(ids((await secretary.api.tasks.desk({ areaId: world.community.id, status: 'DRAFT' })).items)).toContain(draft.id);
    expect(ids((await grid.api.tasks.desk({ areaId: world.community.id, status: 'DRAFT' })).items)).toEqual([]);
  });
  test('refuse odd questions', async () => {
    for (const query of [{ order: 'BEST' }, { kind: 'PARTY' }, { when: 'NIGHT' }, { q: '长'.repeat(31) }, { after: "1' OR 1=1" }, { areaId: 'x' }, { extra: '1' }])
      await expect(member.send({ method: 'GET', path: '/tasks', query })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    await expect(board.api().tasks.list({})).rejects.toMatchObject({ code: 'SIGN_IN' });
    await expect(board.send()({ method: 'GET', path: '/open-tasks', query: { areaId: '-1' } })).rejects.toMatchObject({ code: 'INVALID' });
  });
});
const pick = ({ id, startsAt, endsAt, places }: { id: number; startsAt: number; endsAt: number; places: number }) => ({ id, startsAt, endsAt, places });
