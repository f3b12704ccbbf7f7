import { PAGE_SIZE, type StockTakeView } from '@xianfeng/shared';
import { codeOf, key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, beside: Board | null = null, world: World, shop: Shop, point: number, keeper: Actor, second: Actor, elsewhere: Actor, rice: number, oil: number;
beforeAll(async () => {
  board = await startBoard();
  // A second server on the same database; SQLite has only one.
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  shop = makeShop(board);
  keeper = await world.staff('KEEPER', world.community);
  second = await world.staff('COMMUNITY_WORKER', world.community);
  elsewhere = await world.staff('KEEPER', world.otherCommunity);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
beforeEach(async () => {
  point = await shop.point(world.community);
  rice = await shop.goods(point, { name: '大米', stock: 10, points: 10 });
  oil = await shop.goods(point, { name: '食用油', stock: 4, points: 20 });
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

const begin = (who = keeper): Promise<StockTakeView> => who.api.stockTakes.begin(point, key());
/** A take that waits for its second person. */
const counted = async (numbers: [number, number], by = keeper): Promise<number> => {
  const { id } = await begin(by);
  await by.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: numbers[0] }, { rewardId: oil, counted: numbers[1], note: '渗漏' }] });
  return (await by.api.stockTakes.submit(id, key())).id;
};
const countMoves = async () => (await keeper.api.rewards.moves({ pickupPointId: point })).items.filter((m) => m.kind === 'COUNT').map((m) => [m.rewardName, m.quantity, m.reason, m.actorName]);
const customer = async (): Promise<Actor> => {
  const who = await world.person();
  await shop.give(who, 100);
  return who;
};

describe('a stock-take', () => {
  test('is begun once, counted line by line, handed on, and booked by somebody else', async () => {
    const k = key(), take = await keeper.api.stockTakes.begin(point, k);
    expect(take).toMatchObject({ pickupPointId: point, status: 'OPEN', startedBy: keeper.name, confirmedBy: null, differences: 0, actions: ['count', 'submit', 'drop'] });
    expect(take.lines.map((l) => [l.name, l.book, l.counted])).toEqual([['大米', 10, null], ['食用油', 4, null]]);
    expect(await keeper.api.stockTakes.begin(point, k)).toEqual(take);
    expect(await codeOf(begin(second))).toBe('TAKE_OPEN');
    await keeper.api.stockTakes.count(take.id, { lines: [{ rewardId: rice, counted: 8 }] });
    await expect(keeper.api.stockTakes.submit(take.id, key())).rejects.toMatchObject({ code: 'INVALID', fields: { lines: '还没清点：食用油' } });
    // Counted again: the last word counts.
    const open = await keeper.api.stockTakes.count(take.id, { lines: [{ rewardId: rice, counted: 9, note: '少一袋' }, { rewardId: oil, counted: 6 }] });
    expect([open.lines.map((l) => [l.counted, l.note]), open.differences]).toEqual([[[9, '少一袋'], [6, '']], 2]);
    expect(await keeper.api.stockTakes.submit(take.id, key())).toMatchObject({ status: 'COUNTED', actions: ['drop'] });
    expect(await codeOf(keeper.api.stockTakes.count(take.id, { lines: [{ rewardId: rice, counted: 1 }] }))).toBe('STATE');
    expect((await second.api.stockTakes.get(take.id)).actions).toEqual(['confirm', 'drop']);
    expect(await codeOf(keeper.api.stockTakes.confirm(take.id, key()))).toBe('SECOND_PERSON');
    const ck = key(), confirmed = await second.api.stockTakes.confirm(take.id, ck);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', confirmedBy: second.name, actions: [] });
    expect(await second.api.stockTakes.confirm(take.id, ck)).toEqual(confirmed);
    expect(await codeOf(second.api.stockTakes.confirm(take.id, key()))).toBe('STATE');
    expect([await shop.onShelf(rice), await shop.onShelf(oil)]).toEqual([{ stock: 9, reserved: 0 }, { stock: 6, reserved: 0 }]);
    expect(await countMoves()).toEqual([['食用油', 2, null, second.name], ['大米', -1, '少一袋', second.name]]);
    expect((await keeper.api.stockTakes.list({ pickupPointId: point })).items).toEqual([{ id: take.id, status: 'CONFIRMED', startedBy: keeper.name, startedAt: take.startedAt, confirmedBy: second.name, differences: 2 }]);
    expect((await board.tx.read.query<{ action: string }[]>("SELECT action FROM audit WHERE refType = 'take' AND refId = ? ORDER BY id", [take.id])).map((r) => r.action)).toEqual(['take.begin', 'take.count', 'take.count', 'take.submit', 'take.confirm']);
    // And the next one may begin.
    expect((await begin(second)).status).toBe('OPEN');
  });
  test('is not confirmed by whoever counted a part of it', async () => {
    const { id } = await begin();
    await keeper.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 10 }] });
    await second.api.stockTakes.count(id, { lines: [{ rewardId: oil, counted: 3 }] });
    await keeper.api.stockTakes.submit(id, key());
    expect((await second.api.stockTakes.get(id)).actions).toEqual(['drop']);
    expect(await codeOf(second.api.stockTakes.confirm(id, key()))).toBe('SECOND_PERSON');
    expect((await (await world.staff('KEEPER', world.community)).api.stockTakes.confirm(id, key())).status).toBe('CONFIRMED');
  });
  test('that was dropped books nothing and makes room for another', async () => {
    const id = await counted([1, 1]);
    expect(await second.api.stockTakes.drop(id, key())).toMatchObject({ status: 'DROPPED', actions: [] });
    for (const call of [second.api.stockTakes.confirm(id, key()), keeper.api.stockTakes.submit(id, key()), keeper.api.stockTakes.drop(id, key())]) expect(await codeOf(call)).toBe('STATE');
    expect(await countMoves()).toEqual([]);
    expect((await begin()).status).toBe('OPEN');
  });
  test('has a line for what is offered or lies there', async () => {
    const gone = await shop.goods(point, { stock: 0 }), off = await shop.goods(point, { stock: 2 }), soldOut = await shop.goods(point, { stock: 0 });
    for (const id of [gone, off]) await keeper.api.rewards.update(id, { listed: false });
    const { id, lines } = await begin();
    expect(lines.map((l) => l.rewardId)).toEqual([rice, oil, off, soldOut]);
    for (const rewardId of [gone, 999]) await expect(keeper.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 1 }, { rewardId, counted: 1 }] })).rejects.toMatchObject({ code: 'INVALID', fields: { lines: '有商品不在这次盘点里，请刷新' } });
    expect((await keeper.api.stockTakes.get(id)).lines[0]!.counted).toBeNull();
  });
  test('is not for others', async () => {
    const id = await counted([10, 4]), person = await world.person();
    for (const who of [elsewhere, person]) {
      for (const call of [who.api.stockTakes.begin(point, key()), who.api.stockTakes.get(id), who.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 1 }] }), who.api.stockTakes.submit(id, key()), who.api.stockTakes.confirm(id, key()), who.api.stockTakes.drop(id, key()), who.api.stockTakes.list({ pickupPointId: point })]) expect(await codeOf(call)).toBe('NOT_FOUND');
    }
    expect(await codeOf(keeper.api.stockTakes.get(999))).toBe('NOT_FOUND');
    expect(await codeOf(keeper.api.stockTakes.begin(999, key()))).toBe('NOT_FOUND');
  });
  test('lists come page by page', async () => {
    for (let i = 0; i < PAGE_SIZE + 2; i++) await keeper.api.stockTakes.drop((await begin()).id, key());
    const one = await keeper.api.stockTakes.list({ pickupPointId: point }), two = await keeper.api.stockTakes.list({ pickupPointId: point, after: one.next! });
    expect([one.items.length, two.items.length, two.next, new Set([...one.items, ...two.items].map((t) => t.id)).size]).toEqual([PAGE_SIZE, 2, null, PAGE_SIZE + 2]);
  });
});

describe('a shelf that moves while it is counted', () => {
  test('loses no order between the count and the confirmation', async () => {
    const [a, b, c] = [await customer(), await customer(), await customer()];
    await a.api.redemptions.order({ rewardId: rice, quantity: 2 }, key());
    const early = await b.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
    const { id } = await begin();
    // Between begin and count one is handed over: the line's book is what lies there when it is counted.
    await keeper.api.redemptions.collect({ code: early.code! }, key());
    const line = (await keeper.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 8 }, { rewardId: oil, counted: 4 }] })).lines[0];
    expect(line).toMatchObject({ book: 9, counted: 8 });
    await keeper.api.stockTakes.submit(id, key());
    const late = await c.api.redemptions.order({ rewardId: rice, quantity: 3 }, key());
    await keeper.api.redemptions.collect({ code: late.code! }, key());
    await a.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
    await second.api.stockTakes.confirm(id, key());
    // 10 − 1 and 3 handed over − 1 missing = 5, of which 3 wait.
    expect(await shop.onShelf(rice)).toEqual({ stock: 2, reserved: 3 });
  });
  test('is never booked below what is ordered, and says which', async () => {
    const who = await customer();
    await who.api.redemptions.order({ rewardId: oil, quantity: 3 }, key());
    const id = await counted([5, 2]);
    await expect(second.api.stockTakes.confirm(id, key())).rejects.toMatchObject({ code: 'INVALID', fields: { lines: '比已预订的还少，请先处理订单或重新盘点：食用油' } });
    expect([await shop.onShelf(rice), await shop.onShelf(oil), (await second.api.stockTakes.get(id)).status]).toEqual([{ stock: 10, reserved: 0 }, { stock: 1, reserved: 3 }, 'COUNTED']);
    expect(await countMoves()).toEqual([]);
  });
  test('found goods are told to those who wait', async () => {
    const sold = await shop.goods(point, { name: '毛巾', stock: 0 }), who = await customer();
    await who.api.rewards.wait(sold);
    const { id } = await begin();
    await keeper.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 10 }, { rewardId: oil, counted: 4 }, { rewardId: sold, counted: 1 }] });
    await keeper.api.stockTakes.submit(id, key());
    await second.api.stockTakes.confirm(id, key());
    expect((await who.api.notices.list({})).items[0]?.title).toBe('毛巾又有货了');
  });
});

describe('at the same time', () => {
  const through = (who: Actor, i: number) => (i % 2 === 1 && beside ? beside.api(who.token) : who.api);
  test('two who begin: one does', async () => {
    for (let round = 0; round < 5; round++) {
      point = await shop.point(world.community);
      await shop.goods(point);
      const done = await Promise.all([keeper, second, keeper, second].map((who, i) => codeOf(through(who, i).stockTakes.begin(point, key()))));
      expect(done.sort()).toEqual(['TAKE_OPEN', 'TAKE_OPEN', 'TAKE_OPEN', 'ok']);
    }
  });
  test('two who confirm, and one who drops: it is booked once or not at all', async () => {
    const third = await world.staff('KEEPER', world.community), ends = new Set<string>();
    for (let round = 0; round < 10; round++) {
      point = await shop.point(world.community);
      [rice, oil] = [await shop.goods(point, { stock: 10 }), await shop.goods(point, { stock: 4 })];
      const id = await counted([7, 9]);
      const confirms = [second, third].map((who, i) => () => codeOf(through(who, i).stockTakes.confirm(id, key()))), drop = () => codeOf(keeper.api.stockTakes.drop(id, key()));
      const done = await Promise.all((round % 3 === 2 ? [drop, ...confirms] : round % 3 === 1 ? [...confirms, drop] : confirms).map((start) => start()));
      expect([done.filter((d) => d === 'ok').length, done.filter((d) => d === 'STATE').length]).toEqual([1, done.length - 1]);
      const { status } = await keeper.api.stockTakes.get(id);
      ends.add(status);
      expect([await shop.onShelf(rice), await shop.onShelf(oil)]).toEqual(status === 'CONFIRMED' ? [{ stock: 7, reserved: 0 }, { stock: 9, reserved: 0 }] : [{ stock: 10, reserved: 0 }, { stock: 4, reserved: 0 }]);
      expect(await countMoves()).toHaveLength(status === 'CONFIRMED' ? 2 : 0);
    }
    expect(ends.has('CONFIRMED')).toBe(true);
  });
  test('orders, a count and its confirmation: every piece is accounted for', async () => {
    for (let round = 0; round < 4; round++) {
      point = await shop.point(world.community);
      [rice, oil] = [await shop.goods(point, { stock: 10, points: 10 }), await shop.goods(point, { stock: 4 })];
      const people = await Promise.all(Array.from({ length: 6 }, customer)), order = (from: number) => people.slice(from, from + 3).map((who, i) => through(who, i).redemptions.order({ rewardId: rice, quantity: 1 }, key()));
      const { id } = await begin(), [take] = await Promise.all([keeper.api.stockTakes.count(id, { lines: [{ rewardId: rice, counted: 9 }, { rewardId: oil, counted: 4 }] }), ...order(0)]);
      expect((take).lines[0]!.book).toBe(10);
      await keeper.api.stockTakes.submit(id, key());
      await Promise.all([second.api.stockTakes.confirm(id, key()), ...order(3)]);
      expect(await shop.onShelf(rice)).toEqual({ stock: 3, reserved: 6 });
    }
  });
});
