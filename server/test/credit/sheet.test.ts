import { addDays, instant, monthOf, type StockSheetRow } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, point: number, keeper: Actor, second: Actor;
beforeAll(async () => {
  board = await startBoard({ RATE_LIMIT: '1000000' });
  world = await makeWorld(board);
  shop = makeShop(board);
  keeper = await world.staff('KEEPER', world.community);
  second = await world.staff('KEEPER', world.community);
});
afterAll(() => board.stop());
beforeEach(async () => {
  board.clock.reset();
  point = await shop.point(world.community, '柳树兑换点');
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

const sheet = (month: string, pickupPointId = point) => board.api().rewards.sheet({ pickupPointId, month });
const nextMonth = (month: string): string => monthOf(instant(addDays(`${month}-28`, 5), '12:00'));
const customer = async (): Promise<Actor> => {
  const who = await world.person();
  await shop.give(who, 10_000);
  return who;
};

test('a month is read by anybody, without people', async () => {
  const month = monthOf(board.clock.now()), who = await customer();
  const { id } = await keeper.api.rewards.stock(point, { name: '大米', spec: '5kg', unit: '袋', kind: 'GOODS', points: 50, stock: 10, donor: '甲公司' }, key());
  await keeper.api.rewards.restock(id, { quantity: 5, source: 'PURCHASE' }, key());
  await keeper.api.rewards.damage(id, { quantity: 1, reason: '受潮' }, key());
  const [one, two] = [await who.api.redemptions.order({ rewardId: id, quantity: 2 }, key()), await who.api.redemptions.order({ rewardId: id, quantity: 3 }, key())];
  await keeper.api.redemptions.collect({ code: one.code! }, key());
  await who.api.redemptions.cancel(two.id, key());
  await who.api.redemptions.order({ rewardId: id, quantity: 1 }, key());
  expect(await sheet(month)).toEqual({
    pickupPointId: point, pointName: '柳树兑换点', areaName: '柳树社区', month, orders: 1, points: 100,
    rows: [{ rewardId: id, kind: 'GOODS', name: '大米', spec: '5kg', unit: '袋', donor: '甲公司', opening: 0, purchased: 5, donated: 10, issued: 2, returned: 0, damaged: 1, counted: 0, closing: 12 }],
  });
  expect(JSON.stringify(await sheet(month))).not.toContain(who.name);
});
test('not of a month that is none or to come, nor of no point', async () => {
  const month = monthOf(board.clock.now());
  for (const wrong of [nextMonth(month), '2099-01', '2026-13', '2026-00', '1999-01']) await expect(sheet(wrong)).rejects.toMatchObject({ code: 'INVALID', fields: { month: '请选择本月或以前的月份' } });
  for (const wrong of ['2026', '2026-1', 'x', '']) await expect(sheet(wrong)).rejects.toMatchObject({ code: 'INVALID', fields: { month: expect.any(String) as string } });
  await expect(sheet(month, 999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await sheet('2020-01')).rows).toEqual([]);
});

/** What moved, as a test writes it down beside the server. */
interface Moved { month: string; rewardId: number; column: 'purchased' | 'donated' | 'issued' | 'returned' | 'damaged' | 'counted'; n: number }
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
test(`whatever moves: opening + in − out = closing, and months join (SEED=${seed})`, async () => {
  let state = seed || 1;
  const random = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const who = await customer(), moved: Moved[] = [], months: string[] = [], rewards: number[] = [], waiting: { id: number; code: string; rewardId: number; quantity: number }[] = [], handed: { id: number; rewardId: number; quantity: number }[] = [];
  const month = () => monthOf(board.clock.now());
  const note = (rewardId: number, column: Moved['column'], n: number) => moved.push({ month: month(), rewardId, column, n });
  // Refused where there is too little, or an order is too old: then nothing moved.
  const ok = async (work: Promise<unknown>): Promise<boolean> => work.then(() => true, (e: { status?: number }) => { if (e.status === 409) return false; throw e; });
  const any = <T>(list: T[]): T | undefined => list[random(list.length)];
  const steps: (() => Promise<void>)[] = [
    async () => {
      const stock = random(8), donor = random(2) === 0 ? '甲公司' : undefined, { id } = await keeper.api.rewards.stock(point, { name: `物${random(6)}`, unit: '件', kind: 'GOODS', points: 1, stock, donor }, key());
      if (!rewards.includes(id)) rewards.push(id);
      note(id, donor ? 'donated' : 'purchased', stock);
    },
    async () => {
      const id = any(rewards), quantity = 1 + random(5), source = random(2) === 0 ? 'PURCHASE' : 'DONATION';
      if (id && (await ok(keeper.api.rewards.restock(id, { quantity, source }, key())))) note(id, source === 'PURCHASE' ? 'purchased' : 'donated', quantity);
    },
    async () => {
      const id = any(rewards), quantity = 1 + random(3);
      if (id && (await ok(keeper.api.rewards.damage(id, { quantity, reason: '破损' }, key())))) note(id, 'damaged', quantity);
    },
    async () => {
      const rewardId = any(rewards), quantity = 1 + random(3);
      if (rewardId) await ok(who.api.redemptions.order({ rewardId, quantity }, key()).then((o) => waiting.push({ id: o.id, code: o.code!, rewardId, quantity })));
    },
    async () => {
      const order = waiting.splice(random(waiting.length), 1)[0];
      if (order) await ok(who.api.redemptions.cancel(order.id, key()));
    },
    async () => {
      const order = waiting.splice(random(waiting.length), 1)[0];
      if (!order || !(await ok(keeper.api.redemptions.collect({ code: order.code }, key())))) return;
      handed.push(order);
      note(order.rewardId, 'issued', order.quantity);
    },
    async () => {
      const order = handed.splice(random(handed.length), 1)[0];
      if (order && (await ok(keeper.api.redemptions.giveBack(order.id, { reason: '质量问题' }, key())))) note(order.rewardId, 'returned', order.quantity);
    },
    async () => {
      const { id, lines } = await keeper.api.stockTakes.begin(point, key()), found = lines.map((l) => ({ rewardId: l.rewardId, counted: l.book + random(3) }));
      if (found.length === 0) return void (await keeper.api.stockTakes.drop(id, key()));
      await keeper.api.stockTakes.count(id, { lines: found });
      await keeper.api.stockTakes.submit(id, key());
      await second.api.stockTakes.confirm(id, key());
      for (const [i, l] of lines.entries()) note(l.rewardId, 'counted', found[i]!.counted - l.book);
    },
  ];
  let first = nextMonth(monthOf(board.clock.now()));
  for (let m = 0; m < 4; m++, first = nextMonth(first)) {
    months.push(first);
    // The first instant of the month, its middle, and its last seconds.
    for (const at of [instant(`${first}-01`, '00:00'), instant(`${first}-10`, '12:00'), instant(`${nextMonth(first)}-01`, '00:00') - 5_000]) {
      board.clock.set(at);
      await board.jobs.run('redemptions-expire');
      for (let i = 0; i < 14 && board.clock.now() < instant(`${nextMonth(first)}-01`, '00:00') - 1_500; i++) await steps[random(steps.length)]!();
    }
  }
  const sum = (until: (m: string) => boolean, rewardId: number, column: Moved['column']): number => moved.reduce((n, v) => (v.rewardId === rewardId && v.column === column && until(v.month) ? n + v.n : n), 0);
  const columns = ['purchased', 'donated', 'issued', 'returned', 'damaged', 'counted'] as const, sign = { purchased: 1, donated: 1, returned: 1, counted: 1, issued: -1, damaged: -1 };
  let before = new Map<number, StockSheetRow>();
  for (const m of months) {
    const rows = new Map((await sheet(m)).rows.map((r) => [r.rewardId, r]));
    for (const id of rewards) {
      const row = rows.get(id), by = Object.fromEntries(columns.map((c) => [c, sum((x) => x === m, id, c)])), closing = columns.reduce((n, c) => n + sign[c] * sum((x) => x <= m, id, c), 0), opening = columns.reduce((n, c) => n + sign[c] * sum((x) => x < m, id, c), 0);
      if (!row) { expect([opening, closing, ...Object.values(by)].every((n) => n === 0)).toBe(true); continue; }
      expect(row).toMatchObject({ ...by, opening, closing });
      expect(row.opening + row.purchased + row.donated + row.returned + row.counted - row.issued - row.damaged).toBe(row.closing);
      expect(row.opening).toBe(before.get(id)?.closing ?? 0);
    }
    before = rows;
  }
  for (const id of rewards) {
    const { stock, reserved } = await shop.onShelf(id);
    expect(before.get(id)?.closing ?? 0).toBe(stock + reserved);
  }
  expect(moved.length).toBeGreaterThan(20);
}, 120_000);
