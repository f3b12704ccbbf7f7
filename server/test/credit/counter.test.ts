import { dayOf, addDays, type CounterFindInput } from '@xianfeng/shared';
import { codeOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type PersonOptions, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, point: number, granny: Actor, keeper: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
});
afterAll(() => board.stop());
const elder = async (o: PersonOptions = {}): Promise<Actor> => world.person({ kind: 'RESIDENT', ...o });
beforeEach(async () => {
  board.clock.reset();
  point = await shop.point(world.community);
  granny = await elder();
  keeper = await world.staff('KEEPER', world.community);
  await shop.give(granny, 120);
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

const says = (who: Actor = granny, o: Partial<CounterFindInput> = {}): CounterFindInput => ({ pickupPointId: point, name: who.name, phoneTail: who.phone.slice(-4), ...o });
const messages = (phone: string) => board.tx.read.query<{ payload: string; refType: string; refId: number }[]>('SELECT payload, refType, refId FROM outbox WHERE target = ? ORDER BY id', [phone]);
const looks = () => board.tx.read.query<{ refType: string; refId: number; areaId: number }[]>("SELECT refType, refId, areaId FROM audit WHERE action = 'counter.look' AND actorId = ? ORDER BY id", [keeper.id]);

describe('who stands there', () => {
  test('name and the last four digits find him, his points and what waits for him here', async () => {
    const rice = await shop.goods(point, { name: '大米' }), elsewhere = await shop.goods(await shop.point(world.community));
    const order = await granny.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
    await granny.api.redemptions.order({ rewardId: elsewhere, quantity: 1 }, key());
    expect(await keeper.api.counter.find(says())).toEqual({ name: granny.name, phoneTail: granny.phone.slice(-4), available: 20, blocked: null, waiting: [{ id: order.id, name: '大米', quantity: 1, unit: '袋' }] });
    expect(await looks()).toEqual([{ refType: 'person', refId: granny.id, areaId: world.community.id }]);
    board.clock.set(order.expiresAt);
    expect((await keeper.api.counter.find(says())).waiting).toEqual([]);
  });
  test('he is at home anywhere in the point’s street, and nowhere else', async () => {
    const neighbour = await world.area(world.street, 'COMMUNITY', `桃树社区${key().slice(0, 6)}`), near = await elder({ community: neighbour }), far = await elder({ community: world.otherCommunity }), homeless = await elder({ community: null });
    expect((await keeper.api.counter.find(says(near))).available).toBe(0);
    for (const who of [far, homeless]) await expect(keeper.api.counter.find(says(who))).rejects.toMatchObject({ status: 404, code: 'COUNTER_NOBODY', message: '没有找到这个人，请核对姓名和尾号' });
    const street = await shop.point(world.street), officer = await world.staff('STREET_OFFICER', world.street);
    expect((await officer.api.counter.find(says(granny, { pickupPointId: street }))).available).toBe(120);
  });
  test('two of the same name and digits are nobody; each look leaves a row', async () => {
    const twin = await elder({ name: granny.name });
    await board.tx.run((m) => m.query('UPDATE person SET phone = ? WHERE id = ?', [`1391111${granny.phone.slice(-4)}`, twin.id]));
    expect(await codeOf(keeper.api.counter.find(says()))).toBe('COUNTER_NOBODY');
    expect(await codeOf(keeper.api.counter.find(says(granny, { name: '没有此人' })))).toBe('COUNTER_NOBODY');
    expect(await looks()).toEqual(Array(2).fill({ refType: 'pickup_point', refId: point, areaId: world.community.id }));
    await board.tx.run((m) => m.query('UPDATE person SET communityId = ? WHERE id = ?', [world.otherCommunity.id, twin.id]));
    expect(await codeOf(keeper.api.counter.find(says()))).toBe('ok');
  });
  test('a name is what it is, with dots and rare characters, and nothing more', async () => {
    const rare = await elder({ name: '阿卜杜拉·买买提𠮷' });
    expect((await keeper.api.counter.find(says(rare, { name: ' 阿卜杜拉·买买提𠮷 ' }))).name).toBe('阿卜杜拉·买买提𠮷');
    for (const name of ['阿卜杜拉·买买提', '阿卜杜拉·买买提%', '%', '_'.repeat(9)]) expect(await codeOf(keeper.api.counter.find(says(rare, { name })))).toBe('COUNTER_NOBODY');
  });
  test('digits are not found by patience: thirty misses a day end it, somebody is told, and codes still work', async () => {
    const boss = await world.staff('COMMUNITY_SECRETARY', world.community), rice = await shop.goods(point);
    const order = await granny.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
    for (let i = 0; i < 30; i++) {
      if (i % 9 === 0) board.clock.set(board.clock.now() + 11 * 60_000);
      expect(await codeOf(keeper.api.counter.find(says(granny, { name: '没有此人' })))).toBe('COUNTER_NOBODY');
    }
    board.clock.set(board.clock.now() + 11 * 60_000);
    await expect(keeper.api.counter.find(says())).rejects.toMatchObject({ code: 'PICKUP_LOCKED', message: expect.stringMatching(/请 1[34]\d\d 分钟后再试/) as string });
    expect((await boss.api.notices.list({})).items[0]).toMatchObject({ title: '核销连续输错，已暂停', body: expect.stringContaining('一天内 30 次找不到人') as string });
    expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('ok');
    board.clock.set(board.clock.now() + 24 * 3_600_000);
    expect((await keeper.api.counter.find(says())).name).toBe(granny.name);
  });
  test('only for staff of the point', async () => {
    for (const who of [granny, await world.staff('KEEPER', world.otherCommunity)]) expect(await codeOf(who.api.counter.find(says()))).toBe('NOT_FOUND');
    expect(await codeOf((await world.staff('GRID_WORKER', world.community)).api.counter.find(says()))).toBe('FORBIDDEN');
    expect(await codeOf(board.api().counter.find(says()))).toBe('SIGN_IN');
    expect(await codeOf(keeper.api.counter.find(says(granny, { pickupPointId: 999 })))).toBe('NOT_FOUND');
    for (const bad of [{ name: '' }, { phoneTail: '123' }, { phoneTail: '12345' }, { phoneTail: '%%%%' }, { phoneTail: 1234 }, { pickupPointId: 'x' }, { phone: '1' }]) await expect(keeper.send({ method: 'POST', path: '/counter/find', body: { ...says(), ...bad } })).rejects.toMatchObject({ code: 'INVALID' });
  });
  test('wrong ones count together with wrong codes, and lock both', async () => {
    for (let i = 0; i < 5; i++) expect(await codeOf(keeper.api.counter.find(says(granny, { phoneTail: '0000' })))).toBe('COUNTER_NOBODY');
    for (let i = 0; i < 4; i++) expect(await codeOf(keeper.api.redemptions.lookUp({ code: 'ZZZZZZZZ' }))).toBe('PICKUP_CODE');
    const secretary = await world.staff('COMMUNITY_SECRETARY', world.community), rewardId = await shop.goods(point);
    expect(await codeOf(keeper.api.counter.order({ ...says(granny, { name: '没有此人' }), rewardId, quantity: 1 }, key()))).toBe('COUNTER_NOBODY');
    expect(await codeOf(keeper.api.counter.find(says()))).toBe('PICKUP_LOCKED');
    expect(await codeOf(keeper.api.redemptions.lookUp({ code: 'ZZZZZZZZ' }))).toBe('PICKUP_LOCKED');
    expect((await secretary.api.notices.list({})).items.map((n) => n.title)).toEqual(['核销连续输错，已暂停']);
    expect(await codeOf(secretary.api.counter.find(says()))).toBe('ok');
  });
  test('he is told to the keeper with what stands in his way', async () => {
    const blocked = async (who: Actor, as = keeper) => (await as.api.counter.find(says(who))).blocked;
    expect(await blocked(await elder({ terms: false }))).toBe('同意服务协议后可以兑换');
    expect(await blocked(keeper)).toBe('自己的兑换要由别的核销员办理');
    await board.tx.run((m) => m.query('UPDATE points_account SET frozen = 1 WHERE userId = ?', [granny.id]));
    expect(await blocked(granny)).toBe('积分已冻结，暂不能兑换');
  });
});

describe('served at the counter', () => {
  test('ordered and handed over at once; he is told in his inbox and by one SMS', async () => {
    const rewardId = await shop.goods(point, { name: '大米' }), k = key(), input = { ...says(), rewardId, quantity: 2 };
    const order = await keeper.api.counter.order(input, k);
    expect(order).toMatchObject({ status: 'COLLECTED', channel: 'COUNTER', quantity: 2, points: 100, personName: granny.name, code: null, collectedAt: order.createdAt, actions: ['giveBack'] });
    expect(await keeper.api.counter.order(input, k)).toEqual(order);
    expect(await codeOf(keeper.api.counter.order({ ...input, quantity: 1 }, k))).toBe('KEY_REUSED');
    expect([await shop.account(granny.id), await shop.onShelf(rewardId)]).toEqual([{ available: 20, held: 0, earned: 120, spent: 100 }, { stock: 8, reserved: 0 }]);
    expect(await granny.api.redemptions.get(order.id)).toMatchObject({ status: 'COLLECTED', channel: 'COUNTER', actions: [] });
    const { name } = order.pickupPoint;
    expect((await granny.api.notices.list({})).items).toMatchObject([{ kind: 'REDEMPTION', title: '已领取 大米 2袋', body: `由${keeper.name}在${name}柜台代办，使用 100 分。如不是您本人，请拨打 0359-0000000。` }]);
    expect(await messages(granny.phone)).toEqual([{ payload: JSON.stringify({ text: `【先锋】您在${name}领取了大米 2袋，用去 100 分。如不是您本人，请拨打 0359-0000000。` }), refType: 'redemption', refId: order.id }]);
    const steps = await board.tx.read.query<{ status: string; actorId: number }[]>('SELECT status, actorId FROM redemption_step WHERE redemptionId = ? ORDER BY status DESC', [order.id]);
    expect(steps).toEqual([{ status: 'HELD', actorId: keeper.id }, { status: 'COLLECTED', actorId: keeper.id }]);
    expect((await keeper.api.redemptions.giveBack(order.id, { reason: '拿错了' }, key())).status).toBe('RETURNED');
    expect(await shop.account(granny.id)).toMatchObject({ available: 120, spent: 0 });
  });
  test('what waits for him is handed over without a code', async () => {
    const order = await granny.api.redemptions.order({ rewardId: await shop.goods(point, { name: '食用油' }), quantity: 1 }, key()), k = key(), input = { ...says(), redemptionId: order.id };
    const given = await keeper.api.counter.collect(input, k);
    expect(given).toMatchObject({ id: order.id, status: 'COLLECTED', channel: 'APP' });
    expect(await keeper.api.counter.collect(input, k)).toEqual(given);
    expect(await codeOf(keeper.api.counter.collect(input, key()))).toBe('STATE');
    expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('STATE');
    expect((await messages(granny.phone)).map((r) => r.refId)).toEqual([order.id]);
    expect(await shop.account(granny.id)).toEqual({ available: 70, held: 0, earned: 120, spent: 50 });
  });
  test('all limits of an order stand, and a refusal leaves nothing', async () => {
    const order = (o: Parameters<Shop['goods']>[1], quantity = 1, who = granny) => shop.goods(point, o).then((rewardId) => codeOf(keeper.api.counter.order({ ...says(who), rewardId, quantity }, key())));
    expect(await order({ points: 121 })).toBe('POINTS_SHORT');
    expect(await order({ points: 1, stock: 0 })).toBe('STOCK_OUT');
    expect(await order({ points: 1, perPerson: 1 }, 2)).toBe('REWARD_LIMIT');
    expect(await order({ points: 1, bestBefore: addDays(dayOf(board.clock.now()), -1) })).toBe('INVALID');
    const silent = await elder({ terms: false });
    await shop.give(silent, 50);
    expect(await order({}, 1, silent)).toBe('CONSENT_NEEDED');
    expect(await codeOf(keeper.api.counter.order({ ...says(), rewardId: await shop.goods(await shop.point(world.community)), quantity: 1 }, key()))).toBe('NOT_FOUND');
    const limited = await shop.goods(point, { points: 1, perPerson: 1 });
    await granny.api.redemptions.order({ rewardId: limited, quantity: 1 }, key());
    expect(await codeOf(keeper.api.counter.order({ ...says(), rewardId: limited, quantity: 1 }, key()))).toBe('REWARD_LIMIT');
    await board.tx.run((m) => m.query('UPDATE points_account SET frozen = 1 WHERE userId = ?', [granny.id]));
    expect(await order({ points: 1 })).toBe('POINTS_FROZEN');
    expect([await shop.account(granny.id), await messages(granny.phone)]).toEqual([{ available: 119, held: 1, earned: 120, spent: 0 }, []]);
  });
  test('nobody serves himself; a colleague does', async () => {
    await shop.give(keeper, 100);
    const rewardId = await shop.goods(point), order = await keeper.api.redemptions.order({ rewardId, quantity: 1 }, key()), colleague = await world.staff('KEEPER', world.community);
    expect(await codeOf(keeper.api.counter.order({ ...says(keeper), rewardId, quantity: 1 }, key()))).toBe('OWN_GOODS');
    expect(await codeOf(keeper.api.counter.collect({ ...says(keeper), redemptionId: order.id }, key()))).toBe('OWN_GOODS');
    expect((await colleague.api.counter.collect({ ...says(keeper), redemptionId: order.id }, key())).status).toBe('COLLECTED');
  });
  test('another’s order is not his, nor one of another point', async () => {
    const other = await elder();
    await shop.give(other, 100);
    const theirs = await other.api.redemptions.order({ rewardId: await shop.goods(point), quantity: 1 }, key()), away = await granny.api.redemptions.order({ rewardId: await shop.goods(await shop.point(world.community)), quantity: 1 }, key());
    for (const redemptionId of [theirs.id, away.id, 999]) expect(await codeOf(keeper.api.counter.collect({ ...says(), redemptionId }, key()))).toBe('NOT_FOUND');
    expect(await messages(granny.phone)).toEqual([]);
  });
  test('past its time it is not handed over', async () => {
    const order = await granny.api.redemptions.order({ rewardId: await shop.goods(point), quantity: 1 }, key());
    board.clock.set(order.expiresAt);
    expect(await codeOf(keeper.api.counter.collect({ ...says(), redemptionId: order.id }, key()))).toBe('STATE');
  });
});
