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
beforeEach(async () => { board.clock.reset(); keeper = await world.staff('KEEPER', world.community); });
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

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

test('200 people want the last 20: 20 get one, 180 are told that it is gone', async () => {
  const people: Actor[] = [];
  for (let i = 0; i < 200; i++) people.push(await rich(50));
  const rewardId = await shop.goods(point, { stock: 20 });
  expect(tally(await times(200, (i) => through(people[i]!, i).redemptions.order({ rewardId, quantity: 1 }, key())))).toEqual({ ok: 20, STOCK_OUT: 180 });
  expect(await shop.onShelf(rewardId)).toEqual({ stock: 0, reserved: 20 });
}, 120_000);
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
test('five keepers scan the same code at once: one hands over', async () => {
  const me = await rich(50), rewardId = await shop.goods(point);
  const { code } = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
  const keepers = [keeper, ...(await Promise.all(Array.from({ length: 4 }, () => world.staff('KEEPER', world.community))))];
  expect(tally(await times(5, (i) => through(keepers[i]!, i).redemptions.collect({ code: code! }, key())))).toEqual({ ok: 1, STATE: 4 });
  expect(await shop.account(me.id)).toEqual({ available: 0, held: 0, earned: 50, spent: 50 });
});
test('cancelled, collected and expired at the same time: one of them, once', async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 15; round++) {
    const me = await rich(50), rewardId = await shop.goods(point, { stock: 1 });
    const order: RedemptionView = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    const cancel = () => me.api.redemptions.cancel(order.id, key()), collect = () => keeper.api.redemptions.collect({ code: order.code! }, key()), expire = () => board.jobs.run('redemptions-expire');
    // Each of the three sets out first in turn; in every third round the order's time is over.
    board.clock.set(order.expiresAt + (round % 3 === 2 ? 0 : -HOUR_MS));
    const starts = [[cancel, collect, expire, collect, cancel], [collect, cancel, expire, cancel, collect], [expire, cancel, collect, expire, cancel]][round % 3]!;
    await Promise.allSettled(starts.map((start) => start()));
    const { status } = await me.api.redemptions.get(order.id);
    ends.add(status);
    expect(['CANCELLED', 'COLLECTED', 'EXPIRED']).toContain(status);
    expect(await shop.account(me.id)).toEqual(status === 'COLLECTED' ? { available: 0, held: 0, earned: 50, spent: 50 } : { available: 50, held: 0, earned: 50, spent: 0 });
    expect(await shop.onShelf(rewardId)).toEqual({ stock: status === 'COLLECTED' ? 0 : 1, reserved: 0 });
    board.clock.reset();
  }
  expect(ends.size).toBeGreaterThan(1);
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
