import { POINTS_FLOOR, type CorrectionInput, type CorrectionView } from '@xianfeng/shared';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

/** A correction of the journal takes two people, and neither is the one it concerns. */
let board: Board, beside: Board | null = null, world: World, shop: Shop, me: Actor, first: Actor, second: Actor;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  shop = makeShop(board);
  first = await world.staff('COMMUNITY_SECRETARY', world.community);
  second = await world.staff('STREET_OFFICER', world.street);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
beforeEach(async () => {
  me = await world.person();
  await shop.give(me, 120);
});
const code = (work: Promise<unknown>) => work.then(() => 'ok', (e: { code: string }) => e.code);
const awardOf = async (who = me) => (await who.api.points.entries({})).items.find((e) => e.kind === 'AWARD')!.id;
const propose = (input: Partial<CorrectionInput> & { kind: CorrectionInput['kind'] }, by = first): Promise<CorrectionView> => by.api.corrections.propose({ reason: '重复计了一次', ...input }, key());
const reversal = async (by = first) => propose({ kind: 'REVERSE', entryId: await awardOf() }, by);
const adjustment = (points: number, by = first) => propose({ kind: 'ADJUST', userId: me.id, points }, by);
const approve = (c: { id: number }, by = second) => by.api.corrections.approve(c.id, key());
const audits = async (id: number) => (await board.tx.read.query<{ action: string; actorId: number }[]>("SELECT action, actorId FROM audit WHERE refType = 'correction' AND refId = ? ORDER BY id", [id])).map((a) => [a.action, a.actorId]);
const told = async () => (await me.api.notices.list({})).items.map((n) => [n.kind, n.title, n.body]);

describe('a reversal', () => {
  test('moves nothing until another has signed; then it points to what it takes back, and the person is told why', async () => {
    const proposed = await reversal(), entryId = await awardOf();
    expect(proposed).toEqual({
      id: proposed.id, kind: 'REVERSE', userId: me.id, name: me.name, entryId, entryTitle: '和平苑环境整治', points: -120, reason: '重复计了一次', status: 'PROPOSED',
      proposedBy: first.name, proposedAt: expect.any(Number) as number, decidedBy: null, decidedAt: null, decision: null, actions: ['refuse'],
    });
    expect((await me.api.points.mine()).available).toBe(120);
    expect(await told()).toEqual([]);
    const approved = await approve(proposed);
    expect(approved).toMatchObject({ status: 'APPROVED', decidedBy: second.name, decidedAt: expect.any(Number) as number, actions: [] });
    expect(await me.api.points.mine()).toMatchObject({ available: 0, earned: 0, blocked: null });
    const [reversed, award] = (await me.api.points.entries({})).items;
    expect([reversed, award].map((e) => [e!.kind, e!.amount, e!.balance])).toEqual([['REVERSAL', -120, 0], ['AWARD', 120, 120]]);
    expect(await me.api.points.why(reversed!.id)).toMatchObject({ reverses: entryId, reversedBy: null, why: expect.stringMatching(/^冲正：.*。原因：重复计了一次$/) as string, lots: [expect.objectContaining({ points: -120 })] });
    expect(await me.api.points.why(entryId)).toMatchObject({ reverses: null, reversedBy: reversed!.id });
    expect(await told()).toEqual([['POINTS', '一笔积分已冲正', '“和平苑环境整治”已冲正，积分减少 120 分。原因：重复计了一次。服务时长不受影响。有疑问请联系社区。']]);
    expect(await audits(proposed.id)).toEqual([['correction.propose', first.id], ['correction.approve', second.id]]);
  });
  test('of points that are used already leaves a debt that is said and blocks orders', async () => {
    const point = await shop.point(world.community), rewardId = await shop.goods(point, { points: 50 });
    await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    await approve(await reversal());
    expect(await me.api.points.mine()).toMatchObject({ available: -50, held: 50, blocked: '积分为负，补足前不能兑换', freeze: null });
    expect((await told())[0]![2]).toMatch(/积分为负，以后得的先补足/);
    expect(await code(me.api.redemptions.order({ rewardId, quantity: 1 }, key()))).toBe('POINTS_DEBT');
    await shop.give(me, 60);
    expect(await me.api.points.mine()).toMatchObject({ available: 10, blocked: null });
  });
  test('is refused for what is no entry of one\'s own, what cannot be taken back, and what was', async () => {
    const point = await shop.point(world.community);
    await me.api.redemptions.order({ rewardId: await shop.goods(point, { points: 50 }), quantity: 1 }, key());
    const [held] = (await me.api.points.entries({})).items;
    expect(await code(propose({ kind: 'REVERSE', entryId: held!.id }))).toBe('NOT_REVERSIBLE');
    expect(await code(propose({ kind: 'REVERSE', entryId: 999 }))).toBe('NOT_FOUND');
    // Two proposals of the same: the second is told when it comes to be signed, and is left to be refused.
    const [a, b] = [await reversal(), await reversal()];
    await approve(a);
    expect(await code(approve(b))).toBe('REVERSED');
    expect(await code(reversal())).toBe('REVERSED');
    expect(await second.api.corrections.refuse(b.id, { reason: '已经冲正' }, key())).toMatchObject({ status: 'REFUSED', decision: '已经冲正', decidedBy: second.name });
  });
  test('stops at the floor, and then nothing has moved', async () => {
    await shop.give(me, -POINTS_FLOOR);
    const entryId = (await me.api.points.entries({})).items[0]!.id, point = await shop.point(world.community);
    await me.api.redemptions.order({ rewardId: await shop.goods(point, { points: -POINTS_FLOOR + 120 }), quantity: 1 }, key());
    const big = await propose({ kind: 'REVERSE', entryId }), other = await propose({ kind: 'REVERSE', entryId: (await me.api.points.entries({})).items.at(-1)!.id });
    await approve(big);
    expect(await code(approve(other))).toBe('POINTS_FLOOR');
    expect((await first.api.corrections.list({ areaId: world.community.id, status: 'PROPOSED' })).items.map((c) => c.id)).toContain(other.id);
    expect((await me.api.points.mine()).available).toBe(POINTS_FLOOR);
  });
});

describe('an adjustment', () => {
  test('adds points that are good for three years, or takes no more than is there', async () => {
    await approve(await adjustment(15));
    expect(await me.api.points.mine()).toMatchObject({ available: 135, earned: 120 });
    expect((await told())[0]).toEqual(['POINTS', '积分有更正', '积分增加 15 分。原因：重复计了一次。服务时长不受影响。有疑问请联系社区。']);
    await approve(await adjustment(-35));
    expect((await me.api.points.entries({})).items.map((e) => [e.kind, e.amount, e.balance])).toEqual([['ADJUST', -35, 100], ['ADJUST', 15, 135], ['AWARD', 120, 120]]);
    await expect(approve(await adjustment(-101))).rejects.toMatchObject({ code: 'POINTS_SHORT' });
    expect((await me.api.points.mine()).available).toBe(100);
  });
  test('of somebody who never had points opens his account', async () => {
    const fresh = await world.person();
    await approve(await propose({ kind: 'ADJUST', userId: fresh.id, points: 8 }));
    expect(await fresh.api.points.mine()).toMatchObject({ available: 8, earned: 0 });
  });
});

describe('who may', () => {
  test('four eyes, and neither pair of them the person\'s own', async () => {
    const c = await adjustment(5);
    await expect(approve(c, first)).rejects.toMatchObject({ status: 403, code: 'SECOND_PERSON', message: '需要另一位工作人员来批准' });
    expect((await me.api.points.mine()).available).toBe(120);
    const secretary = await world.person({ posts: [{ role: 'COMMUNITY_SECRETARY', area: world.community }] });
    await shop.give(secretary, 30);
    expect(await code(propose({ kind: 'ADJUST', userId: secretary.id, points: 5 }, secretary))).toBe('SELF_REVIEW');
    expect(await code(propose({ kind: 'REVERSE', entryId: await awardOf(secretary) }, secretary))).toBe('SELF_REVIEW');
    const own = await propose({ kind: 'ADJUST', userId: secretary.id, points: 5 });
    expect(await code(approve(own, secretary))).toBe('SELF_REVIEW');
    expect(await code(secretary.api.corrections.refuse(own.id, { reason: '我不同意' }, key()))).toBe('SELF_REVIEW');
    expect((await secretary.api.corrections.list({ areaId: world.community.id })).items.find((x) => x.id === own.id)?.actions).toEqual([]);
    expect((await second.api.corrections.list({ areaId: world.community.id })).items.find((x) => x.id === own.id)?.actions).toEqual(['approve', 'refuse']);
  });
  test('who proposed may take it back', async () => {
    const c = await adjustment(5);
    expect(await first.api.corrections.refuse(c.id, { reason: '填错了人' }, key())).toMatchObject({ status: 'REFUSED', decidedBy: first.name, decision: '填错了人', actions: [] });
    expect(await code(approve(c))).toBe('STATE');
    expect(await code(first.api.corrections.refuse(c.id, { reason: '填错了人' }, key()))).toBe('STATE');
    expect(await told()).toEqual([]);
    expect(await audits(c.id)).toEqual([['correction.propose', first.id], ['correction.refuse', first.id]]);
  });
  test('officers of another community are told that there is nothing; those without the permission that they may not', async () => {
    const c = await adjustment(5), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), worker = await world.staff('COMMUNITY_WORKER', world.community), auditor = await world.staff('AUDITOR', world.city);
    for (const work of [approve(c, elsewhere), elsewhere.api.corrections.refuse(c.id, { reason: '不同意这样' }, key()), adjustment(5, elsewhere), reversal(elsewhere), elsewhere.api.corrections.list({ areaId: world.community.id })]) expect(await code(work)).toBe('NOT_FOUND');
    for (const who of [worker, auditor]) for (const work of [approve(c, who), adjustment(5, who), who.api.corrections.list({ areaId: world.community.id })]) expect(await code(work)).toBe('FORBIDDEN');
    for (const work of [approve(c, me), adjustment(5, me)]) expect(await code(work)).toMatch(/^(FORBIDDEN|NOT_FOUND)$/);
    expect((await elsewhere.api.corrections.list({ areaId: world.otherCommunity.id })).items).toEqual([]);
    expect((await board.tx.read.query<object[]>('SELECT id FROM points_correction WHERE userId = ?', [me.id])).length).toBe(1);
  });
  test('of somebody registered nowhere: the city', async () => {
    const homeless = await world.person({ community: null }), organiser = await world.staff('CITY_ORGANISER', world.city), another = await world.staff('CITY_ORGANISER', world.city);
    expect(await code(propose({ kind: 'ADJUST', userId: homeless.id, points: 5 }))).toBe('NOT_FOUND');
    const c = await propose({ kind: 'ADJUST', userId: homeless.id, points: 5 }, organiser);
    expect((await approve(c, another)).status).toBe('APPROVED');
    expect((await organiser.api.corrections.list({ areaId: world.city.id })).items[0]?.id).toBe(c.id);
  });
});

describe('bad input and repeats', () => {
  test('each kind takes its own fields and no others', async () => {
    const entryId = await awardOf(), bad: [object, string][] = [
      [{ kind: 'REVERSE' }, 'entryId'], [{ kind: 'REVERSE', entryId, points: 5 }, 'points'], [{ kind: 'REVERSE', entryId, userId: me.id }, 'points'],
      [{ kind: 'ADJUST', points: 5 }, 'userId'], [{ kind: 'ADJUST', userId: me.id }, 'points'], [{ kind: 'ADJUST', userId: me.id, points: 0 }, 'points'], [{ kind: 'ADJUST', userId: me.id, points: 5, entryId }, 'entryId'],
      [{ kind: 'ADJUST', userId: me.id, points: 10_001 }, 'points'], [{ kind: 'ADJUST', userId: me.id, points: 1.5 }, 'points'], [{ kind: 'GIFT', userId: me.id, points: 5 }, 'kind'], [{ kind: 'ADJUST', userId: me.id, points: 5, reason: '短' }, 'reason'],
    ];
    for (const [body, field] of bad) await expect(first.send({ method: 'POST', path: '/corrections', body: { reason: '重复计了一次', ...body }, key: key() })).rejects.toMatchObject({ status: 400, code: 'INVALID', fields: { [field]: expect.any(String) as string } });
    await expect(first.send({ method: 'POST', path: '/corrections', body: { kind: 'ADJUST', userId: me.id, points: 5, reason: '漏记一次服务' } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });
  test('sent again with its key it answers the same, and another body with it is refused', async () => {
    const k = key(), body: CorrectionInput = { kind: 'ADJUST', userId: me.id, points: 5, reason: '漏记一次服务' };
    const c = await first.api.corrections.propose(body, k);
    expect(await first.api.corrections.propose(body, k)).toEqual(c);
    expect(await code(first.api.corrections.propose({ ...body, points: 6 }, k))).toBe('KEY_REUSED');
    const k2 = key(), approved = await second.api.corrections.approve(c.id, k2);
    expect(await second.api.corrections.approve(c.id, k2)).toEqual(approved);
    expect((await me.api.points.mine()).available).toBe(125);
  });
});

describe('at the same time', () => {
  test('two approvers, a refusal and a repeat: one decision, at most one transaction', async () => {
    const third = await world.staff('COMMUNITY_SECRETARY', world.community);
    for (let round = 0; round < 10; round++) {
      me = await world.person();
      await shop.give(me, 20);
      const c = round % 2 === 0 ? await reversal() : await adjustment(7), near = beside ? beside.api(third.token) : third.api, k = key();
      const results = await Promise.allSettled([second.api.corrections.approve(c.id, k), near.corrections.approve(c.id, key()), second.api.corrections.approve(c.id, k), near.corrections.refuse(c.id, { reason: '不同意这样' }, key())]);
      const { status } = (await first.api.corrections.list({ areaId: world.community.id })).items.find((x) => x.id === c.id)!;
      const moved = status === 'APPROVED' ? c.points : 0, entries = (await me.api.points.entries({})).items;
      expect([entries.length, (await me.api.points.mine()).available]).toEqual([status === 'APPROVED' ? 2 : 1, 20 + moved]);
      expect(await audits(c.id)).toHaveLength(2);
      expect((await told()).length).toBe(status === 'APPROVED' ? 1 : 0);
      for (const r of results) if (r.status === 'rejected') expect((r.reason as { code: string }).code).toMatch(/^(STATE|BUSY)$/);
    }
  }, 120_000);
});
