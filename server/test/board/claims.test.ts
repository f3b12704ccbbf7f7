import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, type TaskView } from '@xianfeng/shared';
import { insertClaim } from '../../src/board/claims/claims.store.js';
import { standInLine, takePlace } from '../../src/board/tasks/places.store.js';
import { newId } from '../../src/lib/ids.js';
import { User } from '../../src/people/users/user.entity.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
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
const people = (n: number) => Promise.all(Array.from({ length: n }, () => world.person()));
const task = (o: Parameters<typeof publish>[2] = {}): Promise<TaskView> => publish(secretary.api, world.community.id, o);
const shiftOf = (t: TaskView) => t.shifts[0]!.id;
const claim = (who: Actor, t: TaskView, waitlist?: boolean) => who.api.claims.create({ shiftId: shiftOf(t), ...(waitlist === undefined ? {} : { waitlist }) }, key());

describe('claiming', () => {
  test('a member claims, sees it among what is coming, and the task counts him', async () => {
    const me = await world.person(), t = await task();
    const mine = await claim(me, t);
    expect(mine).toMatchObject({ taskId: t.id, title: t.title, status: 'CONFIRMED', queue: null, contactPhone: '15400000000', actions: ['withdraw'] });
    expect((await me.api.claims.mine({ state: 'COMING' })).items.map((c) => c.id)).toEqual([mine.id]);
    expect(await me.api.claims.get(mine.id)).toEqual(mine);
    const seen = await me.api.tasks.get(t.id);
    expect(seen).toMatchObject({ taken: 1, actions: [] });
    expect(seen.shifts[0]).toMatchObject({ taken: 1, claimId: mine.id, claimStatus: 'CONFIRMED' });
    expect((await secretary.api.claims.roster(shiftOf(t)))[0]).toMatchObject({ userId: me.id, phone: me.phone, status: 'CONFIRMED', clash: null });
  });
  test('the same key answers the same, even when it took the last place', async () => {
    const me = await world.person(), t = await task({ places: 1 }), k = key();
    const first = await me.api.claims.create({ shiftId: shiftOf(t) }, k);
    expect(await me.api.claims.create({ shiftId: shiftOf(t) }, k)).toEqual(first);
    await expect(me.api.claims.create({ shiftId: shiftOf(t) }, key())).rejects.toMatchObject({ code: 'CLAIM_EXISTS' });
    await expect(me.api.claims.create({ shiftId: shiftOf(t), waitlist: true }, k)).rejects.toMatchObject({ code: 'KEY_REUSED' });
  });
  test('who may not claim is told why', async () => {
    const t = await task(), unit = await world.unit();
    const open = [
      [await world.person({ terms: false }), t, 'CONSENT_NEEDED'],
      [await world.person({ community: null }), t, 'NOT_REGISTERED'],
      [await world.person({ kind: 'RESIDENT' }), await task({ audience: 'MEMBERS' }), 'CLAIM_AUDIENCE'],
      [await world.person(), await task({ audience: 'UNIT', unitId: unit.id }), 'CLAIM_AUDIENCE'],
    ] as const;
    for (const [who, what, code] of open) {
      await expect(claim(who, what)).rejects.toMatchObject({ code });
      expect((await who.api.tasks.get(what.id)).blocked).not.toBeNull();
    }
    const colleague = await world.person({ unitId: unit.id });
    await expect(claim(colleague, await task({ audience: 'UNIT', unitId: unit.id }))).resolves.toMatchObject({ status: 'CONFIRMED' });
    const me = await world.person(), gone = await task();
    await secretary.api.tasks.withdraw(gone.id, key());
    await expect(claim(me, gone)).rejects.toMatchObject({ code: 'TASK_CLOSED' });
    board.clock.set(t.startsAt + 1);
    await expect(claim(me, t)).rejects.toMatchObject({ code: 'SHIFT_BEGUN' });
  });
  test('two shifts at one time clash, one after the other do not', async () => {
    const me = await world.person(), at = morning(3);
    const a = await task({ startsAt: at, title: '上午巡逻' }), b = await task({ startsAt: at + HOUR_MS }), c = await task({ startsAt: at + 2 * HOUR_MS });
    await claim(me, a);
    expect((await me.api.tasks.get(b.id)).shifts[0]!.clash).toBe('上午巡逻');
    await expect(claim(me, b)).rejects.toMatchObject({ code: 'CLAIM_CLASH', message: '与您的“上午巡逻”时间冲突' });
    await expect(claim(me, c)).resolves.toMatchObject({ status: 'CONFIRMED' });
    await expect(secretary.api.claims.add({ shiftId: shiftOf(b), userId: me.id }, key())).rejects.toMatchObject({ code: 'CLAIM_CLASH' });
    const roster = await secretary.api.claims.add({ shiftId: shiftOf(b), userId: me.id, anyway: true }, key());
    expect(roster[0]).toMatchObject({ userId: me.id, clash: expect.any(String) });
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ title: '社区为您登记了任务' });
  });
  test('bad input is refused and writes nothing', async () => {
    const me = await world.person(), t = await task();
    const post = (body: unknown) => me.send({ method: 'POST', path: '/claims', body, key: key() });
    for (const body of [{}, { shiftId: '1' }, { shiftId: -1 }, { shiftId: shiftOf(t), more: 1 }, { shiftId: shiftOf(t), waitlist: 'yes' }, [], null, { shiftId: 1.5 }])
      await expect(post(body)).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    await expect(post({ shiftId: 123456789 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(me.send({ method: 'POST', path: '/claims', body: { shiftId: shiftOf(t) } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await expect(board.api().claims.create({ shiftId: shiftOf(t) }, key())).rejects.toMatchObject({ code: 'SIGN_IN' });
    expect((await me.api.claims.mine({})).items).toEqual([]);
  });
});

describe('stepping back', () => {
  test('is free before the cut-off, and the place is given to who waited longest', async () => {
    const [a, b, c] = await people(3) as [Actor, Actor, Actor], t = await task({ places: 1 });
    const held = await claim(a, t);
    await expect(claim(b, t)).rejects.toMatchObject({ code: 'SHIFT_FULL' });
    expect(await claim(b, t, true)).toMatchObject({ status: 'WAITLISTED', queue: 1 });
    const last = await claim(c, t, true);
    expect(last).toMatchObject({ status: 'WAITLISTED', queue: 2 });
    expect(await a.api.claims.withdraw(held.id, key())).toMatchObject({ status: 'WITHDRAWN', actions: [] });
    expect((await b.api.claims.mine({ state: 'COMING' })).items[0]).toMatchObject({ status: 'CONFIRMED', queue: null });
    expect((await b.api.notices.list({})).items[0]).toMatchObject({ title: '候补成功' });
    expect(await c.api.claims.get(last.id)).toMatchObject({ queue: 1 });
    expect((await a.api.tasks.get(t.id)).shifts[0]).toMatchObject({ taken: 1, waiting: 1 });
    await expect(a.api.claims.withdraw(held.id, key())).rejects.toMatchObject({ code: 'STATE' });
    await expect(claim(a, t, true)).resolves.toMatchObject({ queue: 2 });
  });
  test('after the cut-off it is an excuse and the organiser is told; after the beginning it is too late', async () => {
    const [a, b] = await people(2) as [Actor, Actor], t = await task();
    const x = await claim(a, t), y = await claim(b, t);
    board.clock.set(t.startsAt - HOUR_MS);
    expect(await a.api.claims.withdraw(x.id, key())).toMatchObject({ status: 'EXCUSED' });
    expect((await secretary.api.notices.list({})).items[0]!.body).toContain(a.name);
    board.clock.set(t.startsAt + 1);
    await expect(b.api.claims.withdraw(y.id, key())).rejects.toMatchObject({ code: 'SHIFT_BEGUN' });
  });
  test('who has something else by then is passed over', async () => {
    const [a, b, c] = await people(3) as [Actor, Actor, Actor], at = morning(4), t = await task({ places: 1, startsAt: at }), other = await task({ startsAt: at });
    const held = await claim(a, t);
    const waits = await claim(b, t, true);
    await claim(c, t, true);
    await claim(b, other);
    await a.api.claims.withdraw(held.id, key());
    expect(await b.api.claims.get(waits.id)).toMatchObject({ status: 'WAITLISTED' });
    expect((await c.api.claims.mine({ state: 'COMING' })).items[0]).toMatchObject({ status: 'CONFIRMED' });
  });
  test('somebody else cannot see or withdraw it', async () => {
    const [a, b] = await people(2) as [Actor, Actor], x = await claim(a, await task());
    await expect(b.api.claims.withdraw(x.id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(b.api.claims.get(x.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(secretary.api.claims.get(x.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the organiser', () => {
  test('approves and refuses; a refused place goes to who waits', async () => {
    const [a, b, c] = await people(3) as [Actor, Actor, Actor], t = await task({ places: 2, claimMode: 'APPROVAL' });
    const x = await claim(a, t), y = await claim(b, t), z = await claim(c, t, true);
    expect([x.status, y.status, z.status]).toEqual(['REQUESTED', 'REQUESTED', 'WAITLISTED']);
    expect((await secretary.api.claims.approve(x.id, key())).find((r) => r.claimId === x.id)).toMatchObject({ status: 'CONFIRMED', actions: ['excuse'] });
    await expect(secretary.api.claims.approve(x.id, key())).rejects.toMatchObject({ code: 'STATE' });
    await secretary.api.claims.refuse(y.id, key());
    expect(await b.api.claims.get(y.id)).toMatchObject({ status: 'REFUSED' });
    expect(await c.api.claims.get(z.id)).toMatchObject({ status: 'REQUESTED' });
  });
  test('notes an excuse before, and who did not come after the beginning', async () => {
    const [a, b] = await people(2) as [Actor, Actor], t = await task();
    const x = await claim(a, t), y = await claim(b, t);
    await secretary.api.claims.excuse(x.id, key());
    expect((await secretary.api.tasks.get(t.id)).taken).toBe(1);
    await expect(secretary.api.claims.noShow(y.id, key())).rejects.toMatchObject({ code: 'STATE' });
    board.clock.set(t.startsAt + HOUR_MS);
    expect((await secretary.api.claims.noShow(y.id, key())).find((r) => r.claimId === y.id)).toMatchObject({ status: 'NO_SHOW', actions: ['mark', 'excuse'] });
  });
  test('a shift of hundreds: one more is taken in on every database, and the repeat answers the same', async () => {
    const t = await task({ places: 400 }), one = await world.person(), k = key();
    await board.tx.run(async (m) => {
      for (let n = 0; n < 300; n++) {
        const id = newId();
        await m.insert(User, { id, name: `阿卜杜拉·买买提${n}`, phone: null, openId: null, kind: 'MEMBER', unitId: null, communityId: world.community.id, compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: 1 });
        await insertClaim(m, { id: newId(), taskId: t.id, shiftId: shiftOf(t), userId: id, status: 'CONFIRMED', startsAt: t.startsAt, endsAt: t.endsAt }, 1);
      }
    });
    const rows = await secretary.api.claims.add({ shiftId: shiftOf(t), userId: one.id }, k);
    expect(rows).toHaveLength(301);
    expect(await secretary.api.claims.add({ shiftId: shiftOf(t), userId: one.id }, k)).toEqual(rows);
  });
  test('acts in his own area only, and helpers not at all', async () => {
    const a = await world.person(), other = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), grid = await world.staff('GRID_WORKER', world.community), t = await task({ claimMode: 'APPROVAL' });
    const x = await claim(a, t), stranger = await world.person({ community: world.otherCommunity });
    for (const call of [other.api.claims.roster(shiftOf(t)), other.api.claims.approve(x.id, key()), other.api.claims.refuse(x.id, key()), other.api.claims.excuse(x.id, key()), other.api.claims.noShow(x.id, key()), other.api.claims.add({ shiftId: shiftOf(t), userId: a.id }, key()), a.api.claims.roster(shiftOf(t)), a.api.claims.approve(x.id, key()), secretary.api.claims.add({ shiftId: shiftOf(t), userId: stranger.id }, key())])
      await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(grid.api.claims.approve(x.id, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await grid.api.claims.roster(shiftOf(t)))[0]).toMatchObject({ claimId: x.id, actions: [] });
  });
});

describe('at the same moment', () => {
  test('200 people race for 20 places through two server processes: 20 get one, 180 are told it is full', async () => {
    const second = await startBoard({ WORKER_ID: '1' }, board);
    const t = await task({ places: 20 }), crowd = await people(200);
    try {
      const got = await outcomes(crowd.map((p, i) => (i % 2 ? p.api : second.api(p.token)).claims.create({ shiftId: shiftOf(t) }, key())));
      expect(got).toEqual({ ok: 20, SHIFT_FULL: 180 });
    } finally {
      await second.stop();
    }
    expect((await secretary.api.tasks.get(t.id)).shifts[0]).toMatchObject({ taken: 20, places: 20 });
    expect(await secretary.api.claims.roster(shiftOf(t))).toHaveLength(20);
  });
  test('one person and two overlapping shifts: one of them', async () => {
    for (let i = 0; i < 5; i++) {
      const me = await world.person(), at = morning(5), both = [await task({ startsAt: at }), await task({ startsAt: at + HOUR_MS })];
      expect(await outcomes(both.map((t) => claim(me, t)))).toEqual({ ok: 1, CLAIM_CLASH: 1 });
    }
  });
  test('one person claims one shift five times: one claim', async () => {
    const me = await world.person(), t = await task({ places: 9 });
    expect(await outcomes(Array.from({ length: 5 }, () => claim(me, t)))).toEqual({ ok: 1, CLAIM_EXISTS: 4 });
    expect((await me.api.tasks.get(t.id)).taken).toBe(1);
  });
  test('withdrawing five times frees one place and moves one up', async () => {
    for (let i = 0; i < 3; i++) {
      const [a, b, c] = await people(3) as [Actor, Actor, Actor], t = await task({ places: 1 }), held = await claim(a, t);
      await claim(b, t, true);
      await claim(c, t, true);
      expect(await outcomes(Array.from({ length: 5 }, () => a.api.claims.withdraw(held.id, key())))).toEqual({ ok: 1, STATE: 4 });
      expect((await a.api.tasks.get(t.id)).shifts[0]).toMatchObject({ taken: 1, waiting: 1 });
      expect((await secretary.api.claims.roster(shiftOf(t))).map((r) => [r.userId, r.status])).toEqual([[b.id, 'CONFIRMED'], [c.id, 'WAITLISTED']]);
    }
  });
  test('who joins the line while somebody leaves is seen and moves up', async () => {
    const [leaves, joins] = await people(2) as [Actor, Actor], t = await task({ places: 1 }), held = await claim(leaves, t), shift = t.shifts[0]!;
    let inLine: (ready: true) => void = () => undefined;
    const standing = new Promise<true>((resolve) => { inLine = resolve; });
    const joining = board.tx.run(async (m) => {
      await insertClaim(m, { id: newId(), taskId: t.id, shiftId: shift.id, userId: joins.id, status: 'WAITLISTED', startsAt: shift.startsAt, endsAt: shift.endsAt }, Date.now());
      expect(await standInLine(m, shift.id, t.id)).toBe(true);
      inLine(true);
      await sleep(150);
    });
    await standing;
    await Promise.all([joining, leaves.api.claims.withdraw(held.id, key())]);
    expect((await joins.api.claims.mine({ state: 'COMING' })).items[0]).toMatchObject({ status: 'CONFIRMED' });
  });
  // On SQLite writes take turns, so nothing can happen between two statements of one transaction.
  if (onMariaDb) test('nobody joins the line of a shift that has just got a place free', async () => {
    const leaves = await world.person(), t = await task({ places: 1 }), held = await claim(leaves, t), shiftId = shiftOf(t);
    const joined = await board.tx.run(async (m) => {
      expect(await takePlace(m, { ...t.shifts[0]!, taskId: t.id })).toBe(false);
      await leaves.api.claims.withdraw(held.id, key());
      return standInLine(m, shiftId, t.id);
    });
    expect(joined).toBe(false);
  });
  test('a shift that is moved while somebody claims it does not keep him at the old time', async () => {
    const t = await task(), { id, startsAt, endsAt, places } = t.shifts[0]!, me = await world.person();
    await secretary.api.tasks.update(t.id, { shifts: [{ id, startsAt: startsAt + HOUR_MS, endsAt: endsAt + HOUR_MS, places }] }, key());
    expect(await board.tx.run((m) => takePlace(m, { id, taskId: t.id, startsAt, endsAt }))).toBe(false);
    expect(await claim(me, t)).toMatchObject({ startsAt: startsAt + HOUR_MS });
  });
  test('leaving and joining in any order: the counters say what the claims say', async () => {
    for (let i = 0; i < 4; i++) {
      const [leaves, ...join] = await people(7) as [Actor, ...Actor[]], t = await task({ places: 1 }), held = await claim(leaves, t);
      await outcomes([...join.slice(0, 3).map((p) => claim(p, t, true)), leaves.api.claims.withdraw(held.id, key()), ...join.slice(3).map((p) => claim(p, t, true))]);
      expect((await leaves.api.tasks.get(t.id)).shifts[0]).toMatchObject({ taken: 1, waiting: 5 });
      expect((await secretary.api.claims.roster(shiftOf(t))).map((r) => r.status).sort()).toEqual(['CONFIRMED', ...Array<string>(5).fill('WAITLISTED')]);
    }
  });
});
