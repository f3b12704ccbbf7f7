import { HOUR_MS, type RedemptionView } from '@xianfeng/shared';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, beside: Board | null = null, world: World, shop: Shop, point: number, keeper: Actor;
beforeAll(async () => {
  board = await startBoard();
  // A second server on the same database; SQLite has only one.
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  shop = makeShop(board);
  point = await shop.point(world.community);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
beforeEach(async () => { for (const b of [board, beside]) b?.clock.reset(); keeper = await world.staff('KEEPER', world.community); });
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

/** FT-8 asks for 300: `ROUNDS=300`. */
const ROUNDS = Number(process.env.ROUNDS ?? 30);
const rich = async (points: number): Promise<Actor> => {
  const who = await world.person();
  await shop.give(who, points);
  return who;
};
/** The same person through one server or the other. */
const through = (who: Actor, i: number) => (i % 2 === 1 && beside ? beside.api(who.token) : who.api);
/** How many succeeded, and how often each refusal was given. */
const tally = (results: PromiseSettledResult<unknown>[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const r of results) {
    const name = r.status === 'fulfilled' ? 'ok' : (r.reason as { code?: string }).code ?? String(r.reason);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};
const times = <T>(n: number, work: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> => Promise.allSettled(Array.from({ length: n }, (_, i) => work(i)));

test('200 people want the last 50: 50 get one, 150 are told that it is gone', async () => {
  const people: Actor[] = [];
  for (let i = 0; i < 200; i++) people.push(await rich(50));
  const rewardId = await shop.goods(point, { stock: 50 });
  expect(tally(await times(200, (i) => through(people[i]!, i).redemptions.order({ rewardId, quantity: 1 }, key())))).toEqual({ ok: 50, STOCK_OUT: 150 });
  expect(await shop.onShelf(rewardId)).toEqual({ stock: 0, reserved: 50 });
}, 120_000);
test('one account with 100 points orders fifty times at once for 30: three orders, 10 points left', async () => {
  const me = await rich(100), rewardId = await shop.goods(point, { points: 30, stock: 100 });
  expect(tally(await times(50, (i) => through(me, i).redemptions.order({ rewardId, quantity: 1 }, key())))).toEqual({ ok: 3, POINTS_SHORT: 47 });
  expect([await shop.account(me.id), await shop.onShelf(rewardId)]).toEqual([{ available: 10, held: 90, earned: 100, spent: 0 }, { stock: 97, reserved: 3 }]);
}, 60_000);
test('one account orders twice at once with points for one', async () => {
  for (let round = 0; round < 10; round++) {
    const me = await rich(70), a = await shop.goods(point), b = await shop.goods(point);
    expect(tally(await times(2, (i) => through(me, i).redemptions.order({ rewardId: i === 0 ? a : b, quantity: 1 }, key())))).toEqual({ ok: 1, POINTS_SHORT: 1 });
    expect(await shop.account(me.id)).toMatchObject({ available: 20, held: 50 });
  }
});
test('one account orders five times at once what it may have twice a month', async () => {
  const me = await rich(1_000), rewardId = await shop.goods(point, { perPerson: 2 });
  expect(tally(await times(5, (i) => through(me, i).redemptions.order({ rewardId, quantity: 1 }, key())))).toEqual({ ok: 2, REWARD_LIMIT: 3 });
});
test('the same order sent ten times at once is one order', async () => {
  const me = await rich(1_000), rewardId = await shop.goods(point), k = key();
  const sent = await Promise.all(Array.from({ length: 10 }, (_, i) => through(me, i).redemptions.order({ rewardId, quantity: 1 }, k)));
  expect(new Set(sent.map((s) => s.id)).size).toBe(1);
  expect([await shop.account(me.id), await shop.onShelf(rewardId)]).toEqual([{ available: 950, held: 50, earned: 1_000, spent: 0 }, { stock: 9, reserved: 1 }]);
});
test('a hundred codes, each at five counters at once: each is handed over once', async () => {
  const me = await rich(100), rewardId = await shop.goods(point, { points: 1, stock: 100 }), keepers = [keeper, ...(await Promise.all(Array.from({ length: 4 }, () => world.staff('KEEPER', world.community))))];
  const results: PromiseSettledResult<unknown>[] = [];
  for (let n = 0; n < 100; n++) {
    const { code } = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    results.push(...(await times(5, (i) => through(keepers[(i + n) % 5]!, i).redemptions.collect({ code: code! }, key()))));
  }
  expect(tally(results)).toEqual({ ok: 100, STATE: 400 });
  expect([await shop.account(me.id), await shop.onShelf(rewardId)]).toEqual([{ available: 0, held: 0, earned: 100, spent: 100 }, { stock: 0, reserved: 0 }]);
}, 180_000);

/** Every end of one order at the same moment, each setting out first in turn; in every third round its time is over. What became of it. */
async function allEnds(rounds: number, prepare: (order: RedemptionView) => Promise<unknown>, ends: (me: Actor, order: RedemptionView) => (() => Promise<unknown>)[]): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const me = await rich(50), rewardId = await shop.goods(point, { stock: 1 });
    const order = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    await prepare(order);
    for (const b of [board, beside]) b?.clock.set(order.expiresAt + (round % 3 === 2 ? 0 : -HOUR_MS));
    const starts = ends(me, order), turned = [...starts.slice(round % starts.length), ...starts.slice(0, round % starts.length)];
    const won = (await Promise.allSettled(turned.map((start) => start()))).filter((r) => r.status === 'rejected').map((r) => (r.reason as { code?: string }).code ?? String(r.reason));
    for (const code of won) expect(code).toBe('STATE');
    const { status, replacedBy } = await me.api.redemptions.get(order.id), steps = await board.tx.read.query<{ status: string }[]>("SELECT status FROM redemption_step WHERE redemptionId = ? AND status <> 'HELD'", [order.id]);
    expect(steps.map((s) => s.status)).toEqual([status]);
    const kinds = await board.tx.read.query<{ kind: string }[]>("SELECT kind FROM journal_tx WHERE refType = 'redemption' AND refId = ? ORDER BY id", [order.id]);
    expect(kinds.map((t) => t.kind)).toEqual(['HOLD', status === 'COLLECTED' ? 'SPEND' : 'RELEASE']);
    const owed = status === 'SUBSTITUTED' ? 40 : 0;
    expect(await shop.account(me.id)).toEqual(status === 'COLLECTED' ? { available: 0, held: 0, earned: 50, spent: 50 } : { available: 50 - owed, held: owed, earned: 50, spent: 0 });
    expect(await shop.onShelf(rewardId)).toEqual({ stock: status === 'COLLECTED' ? 0 : 1, reserved: 0 });
    expect(replacedBy === null).toBe(status !== 'SUBSTITUTED');
    seen[status] = (seen[status] ?? 0) + 1;
    for (const b of [board, beside]) b?.clock.reset();
  }
  expect(await shop.wrongBooks()).toEqual({});
  return seen;
}
const expire = (i: number) => () => (i % 2 === 1 && beside ? beside : board).jobs.run('redemptions-expire');
test('cancelled, collected, expired and called off at the same time: one of them, once', async () => {
  const colleague = await world.staff('KEEPER', world.community), seen = await allEnds(ROUNDS, () => Promise.resolve(), (me, order) => [
    () => through(me, 0).redemptions.cancel(order.id, key()), () => through(keeper, 1).redemptions.collect({ code: order.code! }, key()), () => through(colleague, 1).redemptions.callOff(order.id, { reason: '缺货' }, key()),
    () => through(me, 1).redemptions.cancel(order.id, key()), () => through(colleague, 0).counter.collect({ pickupPointId: point, name: me.name, phoneTail: me.phone.slice(-4), redemptionId: order.id }, key()), expire(0), expire(1),
  ]);
  expect(Object.keys(seen).length).toBeGreaterThan(1);
}, 300_000);
test('something else accepted, declined, the order cancelled, collected and expired at the same time: one of them, once', async () => {
  const other = await shop.goods(point, { points: 40, stock: 1_000 });
  const seen = await allEnds(ROUNDS, (order) => keeper.api.redemptions.substitute(order.id, { rewardId: other, note: '换一样' }, key()), (me, order) => [
    () => through(me, 0).redemptions.acceptSubstitute(order.id, key()), () => through(me, 1).redemptions.cancel(order.id, key()), () => through(me, 1).redemptions.acceptSubstitute(order.id, key()),
    () => through(me, 0).redemptions.declineSubstitute(order.id, key()), () => through(keeper, 1).redemptions.collect({ code: order.code! }, key()), expire(0), expire(1),
  ]);
  expect(Object.keys(seen).length).toBeGreaterThan(1);
  expect((await shop.onShelf(other)).reserved).toBe(seen['SUBSTITUTED'] ?? 0);
}, 300_000);
test('twenty exchange A for B while twenty exchange B for A: all of them, and nobody waits in a ring', async () => {
  const [a, b] = [await shop.goods(point, { points: 10, stock: 40 }), await shop.goods(point, { points: 10, stock: 40 })];
  const people = await Promise.all(Array.from({ length: 40 }, () => rich(10))), orders: RedemptionView[] = [];
  for (const [i, who] of people.entries()) {
    const [from, to] = i % 2 ? [a, b] : [b, a], order = await who.api.redemptions.order({ rewardId: from, quantity: 1 }, key());
    await keeper.api.redemptions.substitute(order.id, { rewardId: to, note: '换一样' }, key());
    orders.push(order);
  }
  expect(tally(await times(40, (i) => through(people[i]!, i >> 1).redemptions.acceptSubstitute(orders[i]!.id, key())))).toEqual({ ok: 40 });
  expect([await shop.onShelf(a), await shop.onShelf(b)]).toEqual([{ stock: 20, reserved: 20 }, { stock: 20, reserved: 20 }]);
}, 120_000);
test('one owner says yes ten times at once: one new order', async () => {
  const me = await rich(500), order = await me.api.redemptions.order({ rewardId: await shop.goods(point), quantity: 1 }, key()), other = await shop.goods(point, { points: 10 });
  await keeper.api.redemptions.substitute(order.id, { rewardId: other, note: '换一样' }, key());
  expect(tally(await times(10, (i) => through(me, i).redemptions.acceptSubstitute(order.id, key())))).toEqual({ ok: 1, STATE: 9 });
  expect(await shop.onShelf(other)).toEqual({ stock: 9, reserved: 1 });
});
test('two keepers offer at once: one offer', async () => {
  const me = await rich(50), order = await me.api.redemptions.order({ rewardId: await shop.goods(point), quantity: 1 }, key()), others = [await shop.goods(point), await shop.goods(point)], colleague = await world.staff('KEEPER', world.community);
  expect(tally(await times(8, (i) => through(i % 2 ? keeper : colleague, i).redemptions.substitute(order.id, { rewardId: others[i % 2]!, note: '换一样' }, key())))).toEqual({ ok: 1, STATE: 7 });
});
test('collected goods are taken back five times at once: once', async () => {
  const me = await rich(50), rewardId = await shop.goods(point), { code } = await me.api.redemptions.order({ rewardId, quantity: 1 }, key()), { id } = await keeper.api.redemptions.collect({ code: code! }, key());
  expect(tally(await times(5, (i) => through(keeper, i).redemptions.giveBack(id, { reason: '坏了' }, key())))).toEqual({ ok: 1, STATE: 4 });
  expect([await shop.account(me.id), await shop.onShelf(rewardId)]).toEqual([{ available: 50, held: 0, earned: 50, spent: 0 }, { stock: 10, reserved: 0 }]);
});
test('one person orders in the app and at two counters at once what he may have once', async () => {
  for (let round = 0; round < 5; round++) {
    const me = await rich(500), rewardId = await shop.goods(point, { perPerson: 1 }), colleague = await world.staff('KEEPER', world.community), says = { pickupPointId: point, name: me.name, phoneTail: me.phone.slice(-4), rewardId, quantity: 1 };
    expect(tally(await times(6, (i) => (i % 3 === 0 ? through(me, i).redemptions.order({ rewardId, quantity: 1 }, key()) : through(i % 3 === 1 ? keeper : colleague, i).counter.order(says, key()))))).toEqual({ ok: 1, REWARD_LIMIT: 5 });
  }
});
test('two who bring the same new goods at once make one row of both', async () => {
  const shelf = await shop.point(world.community), stock = { name: '面粉', unit: '袋', kind: 'GOODS' as const, points: 40, stock: 3 };
  expect(tally(await times(6, (i) => through(keeper, i).rewards.stock(shelf, stock, key())))).toEqual({ ok: 6 });
  expect((await keeper.api.rewards.list({ pickupPointId: shelf })).items.map((r) => r.stock)).toEqual([18]);
});
test('a first earning five times at once opens one account', async () => {
  for (let round = 0; round < 8; round++) {
    const me = await world.person();
    expect(tally(await times(5, () => shop.give(me, 10)))).toEqual({ ok: 5 });
    expect(await shop.account(me.id)).toEqual({ available: 50, held: 0, earned: 50, spent: 0 });
  }
});
test('forty guesses at once are counted one by one', async () => {
  const results = tally(await times(40, (i) => through(keeper, i).redemptions.lookUp({ code: '22222222' })));
  expect(results).toEqual({ PICKUP_CODE: 10, PICKUP_LOCKED: 30 });
});
test('the same key twenty times at once is one order, and everybody hears the same', async () => {
  const me = await world.person(), shelf = await shop.point(world.community), rewardId = await shop.goods(shelf, { points: 10, stock: 50 });
  await shop.give(me, 500);
  for (let round = 0; round < 3; round++) {
    const k = key(), before = (await shop.account(me.id))!;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => through(me, i).redemptions.order({ rewardId, quantity: 1 }, k)));
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(await shop.account(me.id)).toMatchObject({ available: before.available - 10, held: before.held + 10 });
  }
  expect((await me.api.redemptions.mine({})).items).toHaveLength(3);
});
