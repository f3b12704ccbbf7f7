import { DAY_MS, MINUTE_MS, PAGE_SIZE, addDays, dayOf, instant, startOfDay, type TariffFacts } from '@xianfeng/shared';
import { award } from '../../src/credit/journal/journal.store.js';
import { freezeAccount } from '../../src/credit/points/freezes.store.js';
import { newId } from '../../src/lib/ids.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, beside: Board | null = null, world: World, shop: Shop, me: Actor, secretary: Actor, officer: Actor;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  shop = makeShop(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  officer = await world.staff('STREET_OFFICER', world.street);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
const at = (time: number): void => { board.clock.set(time); beside?.clock.set(time); };
beforeEach(async () => {
  at(instant('2026-11-22', '15:00'));
  me = await world.person();
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

const code = (work: Promise<unknown>) => work.then(() => 'ok', (e: { code: string }) => e.code);
const told = async (who = me) => (await who.api.notices.list({})).items.map((n) => [n.title, n.body]);
/** Points earned at that time; they live three years. */
const earn = async (day: string, points: number, who = me): Promise<void> => {
  const was = board.clock.now();
  at(instant(day, '10:00'));
  await shop.give(who, points);
  at(was);
};
const facts = (o: Partial<TariffFacts> = {}): TariffFacts => ({ minutes: 90, kind: 'ELDER', evidence: 'C', difficulty: null, day: '2026-11-22', dayPoints: 0, monthPoints: 0, addition: null, ...o });
const mine = () => me.api.points.mine();
const job = (name: 'points-expire' | 'points-warn') => Promise.all([board, beside ?? board].map((b) => b.jobs.run(name)));

describe('my points', () => {
  test('what I have, what ends within ninety days by its last day, and nothing in the way', async () => {
    await earn('2024-01-10', 5);
    await earn('2023-12-01', 20);
    await earn('2023-12-01', 3);
    await earn('2024-02-21', 7);
    await earn('2026-11-01', 100);
    const view = await mine();
    expect(view).toMatchObject({ available: 135, held: 0, earned: 135, spent: 0, expired: 0, blocked: null, freeze: null });
    expect(view.expiring).toEqual([{ day: '2026-12-01', points: 23 }, { day: '2027-01-10', points: 5 }]);
    expect(view.tariffText.length).toBeGreaterThan(3);
  });
  test('of somebody who never had any: zero, not an error', async () => {
    expect(await mine()).toMatchObject({ available: 0, blocked: null, freeze: null, expiring: [] });
    expect(await me.api.points.entries({})).toEqual({ items: [], next: null });
  });
  test('entries come page by page, newest first', async () => {
    for (let i = 0; i < PAGE_SIZE + 3; i++) await shop.give(me, 1 + i);
    const first = await me.api.points.entries({}), second = await me.api.points.entries({ after: first.next! });
    expect([first.items.length, second.items.length, second.next]).toEqual([PAGE_SIZE, 3, null]);
    expect([...first.items, ...second.items].map((e) => e.amount)).toEqual(Array.from({ length: PAGE_SIZE + 3 }, (_, i) => PAGE_SIZE + 3 - i));
  });
});

describe('why an entry is what it is', () => {
  const awardOf = (f: TariffFacts, points: number) => board.tx.run((m) => award(m, board.clock.now(), { userId: me.id, points, title: '陪护老人', why: '按规则', logId: newId(), areaId: world.community.id, actorId: secretary.id, ruleVersion: 1, facts: f }));
  const newest = async () => (await me.api.points.entries({})).items[0]!.id;
  test('the rule, what it was given, the arithmetic worked out again, and the lot', async () => {
    await awardOf(facts(), 9);
    const id = await newest(), why = await me.api.points.why(id);
    expect(why).toMatchObject({ id, kind: 'AWARD', amount: 9, balance: 9, refType: 'log', rule: { version: 1, effectiveFrom: '2000-01-01' }, facts: facts(), reverses: null, reversedBy: null });
    expect(why.steps.map((s) => [s.label, s.value])).toEqual(expect.arrayContaining([['计入时长', '1小时30分钟'], ['每小时', '10 分'], ['难度（需要手艺或耐心）', '× 1.2'], [expect.stringContaining('依据') as string, '× 50%'], ['取整', '9 分']]));
    expect(why.lots.map((l) => [l.points, dayOf(l.expiresAt)])).toEqual([[9, '2029-11-22']]);
  });
  test('what an order used, and what has no rule', async () => {
    await earn('2026-11-01', 30);
    await earn('2026-11-05', 30);
    const rewardId = await shop.goods(await shop.point(world.community), { points: 40 });
    await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    const why = await me.api.points.why(await newest());
    expect(why).toMatchObject({ kind: 'HOLD', amount: -40, refType: 'redemption', rule: null, steps: [], facts: null });
    expect(why.lots.map((l) => [l.points, dayOf(l.expiresAt)])).toEqual([[-30, '2029-11-01'], [-10, '2029-11-05']]);
  });
  test('is for its owner, and for officers and auditors of the community it comes from', async () => {
    await awardOf(facts(), 9);
    const id = await newest(), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), auditor = await world.staff('AUDITOR', world.street), worker = await world.staff('COMMUNITY_WORKER', world.community);
    for (const who of [me, secretary, officer, auditor]) expect((await who.api.points.why(id)).id).toBe(id);
    for (const who of [elsewhere, await world.person(), await world.staff('AUDITOR', world.otherStreet)]) expect(await code(who.api.points.why(id))).toBe('NOT_FOUND');
    expect(await code(worker.api.points.why(id))).toBe('FORBIDDEN');
    expect(await code(me.api.points.why(999))).toBe('NOT_FOUND');
    // Whoever looked at another's is written down, in whatever way he came.
    const looks = await board.tx.read.query<{ actorId: number; refId: number }[]>("SELECT actorId, refId FROM audit WHERE action = 'points.look' AND refType = 'person' AND refId = ? ORDER BY id", [me.id]);
    expect(looks).toEqual([secretary, officer, auditor].map((who) => ({ actorId: who.id, refId: me.id })));
    // Work done elsewhere belongs to the officers there, whoever did it.
    const guest = await world.person({ community: world.otherCommunity });
    await board.tx.run((m) => award(m, board.clock.now(), { userId: guest.id, points: 9, title: '陪护老人', why: '按规则', logId: newId(), areaId: world.community.id, actorId: 0, ruleVersion: 1, facts: facts() }));
    const other = (await guest.api.points.entries({})).items[0]!.id;
    expect([await code(secretary.api.points.why(other)), await code(elsewhere.api.points.why(other))]).toEqual(['ok', 'NOT_FOUND']);
  });
});

describe('a freeze', () => {
  const freeze = (by = secretary, userId = me.id) => by.api.freezes.create({ userId, reason: '同一时间在两处签到' }, key());
  const order = async () => code(me.api.redemptions.order({ rewardId: await shop.goods(await shop.point(world.community), { points: 10 }), quantity: 1 }, key()));
  const audits = async (id: number) => (await board.tx.read.query<{ action: string; actorId: number }[]>("SELECT action, actorId FROM audit WHERE refType = 'freeze' AND refId = ? ORDER BY id", [id])).map((a) => [a.action, a.actorId]);
  beforeEach(() => earn('2026-11-01', 50));

  test('stops exchange and nothing else; the person is told why and that he may appeal', async () => {
    const rewardId = await shop.goods(await shop.point(world.community), { points: 10 });
    const waiting = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    const view = await freeze();
    expect(view).toEqual({ id: view.id, userId: me.id, name: me.name, status: 'ACTIVE', reason: '同一时间在两处签到', frozenAt: expect.any(Number) as number, appeal: null, appealedAt: null, decision: null, decidedAt: null, actions: ['lift'] });
    expect(await mine()).toMatchObject({ available: 40, blocked: '积分已冻结，暂不能兑换，可以申诉', freeze: { id: view.id, actions: ['appeal'] } });
    expect(await told()).toEqual([['积分兑换已暂停', '原因：同一时间在两处签到。服务、时长和得积分照常。有不同意见，可在“我的积分”里申诉。']]);
    expect(await order()).toBe('POINTS_FROZEN');
    await shop.give(me, 7);
    await me.api.redemptions.cancel(waiting.id, key());
    expect((await mine()).available).toBe(57);
    expect(await audits(view.id)).toEqual([['freeze.create', secretary.id]]);
  });
  test('of somebody without any points holds from his first point on', async () => {
    me = await world.person();
    await freeze();
    await shop.give(me, 30);
    expect(await order()).toBe('POINTS_FROZEN');
  });
  test('once at a time; sent again with its key it is the same one', async () => {
    const k = key(), input = { userId: me.id, reason: '时长需要核对' }, one = await secretary.api.freezes.create(input, k);
    expect(await secretary.api.freezes.create(input, k)).toEqual(one);
    expect(await code(freeze(officer))).toBe('STATE');
    expect(await told()).toHaveLength(1);
  });
  test('an appeal is decided by somebody else than who froze, and the answer is told; it may be appealed again', async () => {
    const { id } = await freeze(), text = '那天我只去了一处，同去的人可以作证', k = key();
    const appealed = await me.api.points.appeal({ text }, k);
    expect(appealed.freeze).toMatchObject({ id, status: 'APPEALED', appeal: text, actions: [] });
    expect(await me.api.points.appeal({ text }, k)).toEqual(appealed);
    expect(await code(me.api.points.appeal({ text }, key()))).toBe('STATE');
    for (const action of ['lift', 'keep'] as const) await expect(secretary.api.freezes[action](id, { reason: '我再看看' }, key())).rejects.toMatchObject({ status: 403, code: 'SECOND_PERSON' });
    expect(await officer.api.freezes.keep(id, { reason: '签到记录仍有出入' }, key())).toMatchObject({ status: 'ACTIVE', decision: '签到记录仍有出入', actions: ['lift'] });
    expect((await told())[0]).toEqual(['申诉有了答复', '兑换暂不恢复。答复：签到记录仍有出入。服务和时长照常；有新的情况，可以再次申诉。']);
    expect((await mine()).freeze).toMatchObject({ status: 'ACTIVE', decision: '签到记录仍有出入', actions: ['appeal'] });
    expect((await me.api.points.appeal({ text: '找到了当天的照片' }, key())).freeze).toMatchObject({ status: 'APPEALED', decision: null });
    expect(await officer.api.freezes.lift(id, { reason: '照片可以证明' }, key())).toMatchObject({ status: 'LIFTED', actions: [] });
    expect(await mine()).toMatchObject({ blocked: null, freeze: null });
    expect((await told())[0]![0]).toBe('积分兑换已恢复');
    expect(await order()).toBe('ok');
    expect(await audits(id)).toEqual([['freeze.create', secretary.id], ['freeze.appeal', me.id], ['freeze.keep', officer.id], ['freeze.appeal', me.id], ['freeze.lift', officer.id]]);
    expect(await code(officer.api.freezes.lift(id, { reason: '照片可以证明' }, key()))).toBe('STATE');
    expect(await code(officer.api.freezes.keep(id, { reason: '照片可以证明' }, key()))).toBe('STATE');
    // Over and done with: another may begin.
    expect((await freeze()).status).toBe('ACTIVE');
  });
  test('who froze may lift what was not appealed against; there is nothing to keep then', async () => {
    const { id } = await freeze();
    expect(await code(officer.api.freezes.keep(id, { reason: '还没有申诉' }, key()))).toBe('STATE');
    expect((await secretary.api.freezes.lift(id, { reason: '已经查清楚' }, key())).status).toBe('LIFTED');
    expect(await code(me.api.points.appeal({ text: '现在申诉来得及吗' }, key()))).toBe('STATE');
  });
  test('nobody decides about himself', async () => {
    expect(await code(freeze(secretary, secretary.id))).toBe('SELF_REVIEW');
    me = await world.person({ posts: [{ role: 'COMMUNITY_SECRETARY', area: world.community }] });
    const { id } = await freeze();
    expect(await code(me.api.freezes.lift(id, { reason: '我自己解除' }, key()))).toBe('SELF_REVIEW');
    await me.api.points.appeal({ text: '我没有重复签到' }, key());
    expect(await code(me.api.freezes.keep(id, { reason: '我自己解除' }, key()))).toBe('SELF_REVIEW');
    expect((await me.api.freezes.list({ areaId: world.community.id })).items.find((f) => f.id === id)?.actions).toEqual([]);
  });
  test('the list shows one\'s own areas; others are told that there is nothing, or that they may not', async () => {
    const { id } = await freeze(), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), worker = await world.staff('COMMUNITY_WORKER', world.community), auditor = await world.staff('AUDITOR', world.city), areaId = world.community.id;
    for (const list of [secretary.api.freezes.list({ areaId, status: 'ACTIVE' }), officer.api.freezes.list({ areaId: world.street.id })]) expect((await list).items[0]).toMatchObject({ id, name: me.name, actions: ['lift'] });
    expect((await secretary.api.freezes.list({ areaId, status: 'APPEALED' })).items.map((f) => f.id)).not.toContain(id);
    expect((await elsewhere.api.freezes.list({ areaId: world.otherCommunity.id })).items).toEqual([]);
    for (const work of [elsewhere.api.freezes.list({ areaId }), elsewhere.api.freezes.lift(id, { reason: '替他解除' }, key()), freeze(elsewhere), freeze(secretary, 999)]) expect(await code(work)).toBe('NOT_FOUND');
    for (const who of [worker, auditor]) for (const work of [who.api.freezes.list({ areaId }), who.api.freezes.lift(id, { reason: '替他解除' }, key()), freeze(who)]) expect(await code(work)).toBe('FORBIDDEN');
    for (const work of [me.api.freezes.list({ areaId }), me.api.freezes.lift(id, { reason: '我自己解除' }, key())]) expect(await code(work)).toMatch(/^(FORBIDDEN|NOT_FOUND)$/);
  });
  test('by the house itself: at night, once, with the city\'s officers for whoever is registered nowhere', async () => {
    const homeless = await world.person({ community: null }), organiser = await world.staff('CITY_ORGANISER', world.city);
    const night = () => board.tx.run((m) => freezeAccount(m, board.clock.now(), { userId: homeless.id, areaId: null, reason: '夜间核对发现账目不符', byId: 0 }));
    const id = await night();
    expect([typeof id, await night()]).toEqual(['number', null]);
    expect(await told(homeless)).toHaveLength(1);
    await homeless.api.points.appeal({ text: '请再核对一次' }, key());
    expect((await organiser.api.freezes.list({ areaId: world.city.id })).items[0]).toMatchObject({ id, actions: ['lift', 'keep'] });
    expect((await organiser.api.freezes.lift(id!, { reason: '账目已更正' }, key())).status).toBe('LIFTED');
    expect(await code(secretary.api.freezes.lift(id!, { reason: '账目已更正' }, key()))).toBe('NOT_FOUND');
  });
  test('long words of an officer fit into the notice', async () => {
    await secretary.api.freezes.create({ userId: me.id, reason: '核'.repeat(200) }, key());
    expect([...(await told())[0]![1]!].length).toBe(200);
  });
  test('two who freeze at once make one freeze; lifted, appealed and kept at once there is one answer', async () => {
    for (let round = 0; round < 12; round++) {
      me = await world.person();
      const near = beside ? beside.api(officer.token) : officer.api, both = await Promise.allSettled([freeze(), near.freezes.create({ userId: me.id, reason: '时长需要核对' }, key()), freeze()]);
      expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      const { id } = (await mine()).freeze!, third = await world.staff('COMMUNITY_SECRETARY', world.community);
      await me.api.points.appeal({ text: '请再核对一次' }, key());
      const fourth = await world.staff('COMMUNITY_SECRETARY', world.community), other = beside ? beside.api(fourth.token) : fourth.api;
      const answers = await Promise.allSettled([third.api.freezes.lift(id, { reason: '已经查清楚' }, key()), other.freezes.keep(id, { reason: '仍需要核对' }, key()), other.freezes.lift(id, { reason: '已经查清楚' }, key()), third.api.freezes.keep(id, { reason: '仍需要核对' }, key())]);
      const { status } = (await third.api.freezes.list({ areaId: world.community.id })).items.find((f) => f.id === id)!;
      const view = await mine(), done = answers.filter((r) => r.status === 'fulfilled').map((r) => r.value.status);
      expect(done.filter((s) => s === 'LIFTED').length).toBeLessThanOrEqual(1);
      expect(done.length).toBeGreaterThan(0);
      expect(done.filter((s) => s === 'ACTIVE').length).toBeLessThanOrEqual(1);
      expect(status).toBe(done.includes('LIFTED') ? 'LIFTED' : 'ACTIVE');
      expect(view.blocked === null).toBe(done.includes('LIFTED'));
      expect((view.freeze === null)).toBe(done.includes('LIFTED'));
      expect(await told()).toHaveLength(1 + done.length);
    }
  }, 120_000);
});

describe('points that end', () => {
  test('are warned of ninety and thirty days before, each once, in one notice however many lots', async () => {
    await earn('2023-12-10', 20);
    await earn('2023-12-10', 5);
    await earn('2024-02-01', 7);
    await earn('2024-06-01', 100);
    at(instant('2026-09-11', '08:00'));
    await job('points-warn');
    expect(await told()).toEqual([]);
    at(instant('2026-09-12', '08:00'));
    await job('points-warn');
    await job('points-warn');
    expect(await told()).toEqual([['有 25 分快到期了', '到 2026年12月10日 为止，之前兑换就不浪费。']]);
    at(instant('2026-11-12', '08:00'));
    await job('points-warn');
    expect((await told())[0]).toEqual(['有 32 分快到期了', '最早的 25 分到 2026年12月10日 为止，最晚的到 2027年2月1日。兑换时先用最早的。']);
    at(instant('2026-12-01', '08:00'));
    await job('points-warn');
    expect(await told()).toHaveLength(2);
    at(instant('2027-01-10', '08:00'));
    await job('points-expire');
    await job('points-warn');
    expect((await told()).map(([title]) => title)).toEqual(['有 7 分快到期了', '25 分已到期', '有 32 分快到期了', '有 25 分快到期了']);
  });
  test('end as the day begins that follows their last, oldest first, and the person is told once of all', async () => {
    await earn('2023-11-20', 20);
    await earn('2023-11-21', 10);
    await earn('2023-11-22', 5);
    at(startOfDay('2026-11-23') - MINUTE_MS); // time runs on from there
    await job('points-expire');
    expect(await mine()).toMatchObject({ available: 5, expired: 30, expiring: [{ day: '2026-11-22', points: 5 }] });
    expect(await told()).toEqual([['30 分已到期', '积分三年有效，这些没有用完。服务时长不受影响，永远记着。']]);
    expect((await me.api.points.entries({})).items.slice(0, 2).map((e) => [e.kind, e.amount, e.balance])).toEqual([['EXPIRE', -10, 5], ['EXPIRE', -20, 15]]);
    at(startOfDay('2026-11-23'));
    await job('points-expire');
    await job('points-expire');
    expect([(await mine()).available, (await told()).length]).toEqual([0, 2]);
  });
  test('do not while exchange is stopped; afterwards there are thirty days, and they are said', async () => {
    await earn('2023-11-20', 20);
    await earn('2026-01-01', 9);
    const { id } = await secretary.api.freezes.create({ userId: me.id, reason: '时长需要核对' }, key());
    await job('points-warn');
    await job('points-expire');
    expect((await mine()).available).toBe(29);
    expect(await told()).toHaveLength(1);
    await secretary.api.freezes.lift(id, { reason: '已经查清楚' }, key());
    await job('points-expire');
    await job('points-warn');
    expect((await mine()).expiring).toEqual([{ day: addDays('2026-11-22', 29), points: 20 }]);
    expect((await told()).map(([title]) => title)).toEqual(['有 20 分快到期了', '积分兑换已恢复', '积分兑换已暂停']);
    at(board.clock.now() + 31 * DAY_MS);
    await job('points-expire');
    expect(await mine()).toMatchObject({ available: 9, expired: 20 });
  });
  test('of many people by two processes at once: each point once, each person told once', async () => {
    const people: Actor[] = [];
    for (let i = 0; i < 25; i++) people.push(await world.person());
    for (const who of people) { await earn('2023-11-10', 10, who); await earn('2023-11-12', 5, who); await earn('2023-12-01', 3, who); }
    await Promise.all([job('points-expire'), job('points-warn'), job('points-expire')]);
    await Promise.all([job('points-warn'), job('points-warn')]);
    for (const who of people) {
      expect(await who.api.points.mine()).toMatchObject({ available: 3, expired: 15 });
      expect((await told(who)).map(([title]) => title).sort()).toEqual(['15 分已到期', '有 3 分快到期了']);
    }
  }, 120_000);
  test('of somebody who is being frozen: before it, or not at all', async () => {
    const people: Actor[] = [];
    for (let i = 0; i < 30; i++) people.push(await world.person());
    for (const who of people) await earn('2023-11-10', 10, who);
    const freezes = people.toReversed().map((who) => secretary.api.freezes.create({ userId: who.id, reason: '时长需要核对' }, key()));
    await job('points-expire');
    for (const { id, userId } of await Promise.all(freezes)) expect(await board.tx.read.query("SELECT id FROM journal_tx WHERE userId = ? AND kind = 'EXPIRE' AND id > ?", [userId, id])).toEqual([]);
  }, 120_000);
  test('a lot in trouble stops nobody else, and the run says so', async () => {
    const other = await world.person();
    await earn('2023-11-01', 10);
    await earn('2023-11-02', 10, other);
    // Books that do not agree: a lot without the balance that it is part of.
    await board.tx.run((m) => m.query('UPDATE points_account SET available = 0 WHERE userId = ?', [me.id]));
    await expect(board.jobs.run('points-expire')).rejects.toThrow('points of 1 people could not be ended');
    expect(await other.api.points.mine()).toMatchObject({ available: 0, expired: 10 });
    await board.tx.run((m) => m.query('UPDATE points_account SET available = 10 WHERE userId = ?', [me.id]));
    await board.jobs.run('points-expire');
    expect((await mine()).expired).toBe(10);
  });
});
