import { DAY_MS, PAGE_SIZE, type FundInput, type GuardView } from '@xianfeng/shared';
import { codeOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, officer: Actor, organiser: Actor, secretary: Actor, point: number;
/** The guard looks at the whole city: each group has one of its own. */
const fresh = async (): Promise<void> => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  officer = await world.staff('STREET_OFFICER', world.street);
  organiser = await world.staff('CITY_ORGANISER', world.city);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  point = await shop.point(world.community);
};
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });
const money = (areaId: number, amountFen = 100_000): FundInput => ({ areaId, amountFen, source: '街道经费', note: '第四季度' });
/** A board keeps the guard's answer for a second; another day is another question. */
const guard = async (): Promise<GuardView> => {
  await organiser.api.funds.add({ ...money(world.city.id, 1), source: '零头' }, key());
  await organiser.api.funds.add({ ...money(world.city.id, -1), source: '零头' }, key());
  return organiser.api.funds.guard();
};

describe('money set aside', () => {
  beforeAll(fresh);
  afterAll(() => board.stop());
  test('is set aside once for a key, seen in the area and above, and never changed', async () => {
    const k = key(), entry = await officer.api.funds.add(money(world.community.id), k);
    expect(entry).toEqual({ id: expect.any(Number) as number, at: expect.any(Number) as number, areaName: '柳树社区', amountFen: 100_000, source: '街道经费', note: '第四季度', actorName: officer.name });
    expect(await officer.api.funds.add(money(world.community.id), k)).toEqual(entry);
    expect(await codeOf(officer.api.funds.add(money(world.community.id, 5), k))).toBe('KEY_REUSED');
    await organiser.api.funds.add({ areaId: world.otherStreet.id, amountFen: -2_000, source: '采购支出' }, key());
    expect((await organiser.api.funds.list({ areaId: world.city.id })).items.map((f) => [f.areaName, f.amountFen, f.note])).toEqual([['西街道', -2_000, ''], ['柳树社区', 100_000, '第四季度']]);
    expect((await officer.api.funds.list({ areaId: world.street.id })).items.map((f) => f.id)).toEqual([entry.id]);
    expect(await board.tx.read.query("SELECT action, actorId, areaId FROM audit WHERE refType = 'fund' AND refId = ?", [entry.id])).toEqual([{ action: 'fund.add', actorId: officer.id, areaId: world.community.id }]);
  });
  test('not by others, not elsewhere, not nothing', async () => {
    expect(await codeOf(secretary.api.funds.add(money(world.community.id), key()))).toBe('FORBIDDEN');
    expect(await codeOf(officer.api.funds.add(money(world.otherStreet.id), key()))).toBe('NOT_FOUND');
    expect(await codeOf(officer.api.funds.list({ areaId: world.city.id }))).toBe('NOT_FOUND');
    await expect(officer.api.funds.add(money(world.street.id, 0), key())).rejects.toMatchObject({ code: 'INVALID', fields: { amountFen: '金额不能是 0' } });
    const person = await world.person();
    expect(await codeOf(person.api.funds.guard())).toBe('FORBIDDEN');
    expect(await codeOf(board.api().funds.guard())).toBe('SIGN_IN');
  });
  test('entries come page by page', async () => {
    for (let i = 0; i < PAGE_SIZE + 2; i++) await officer.api.funds.add(money(world.compound.id, i + 1), key());
    const one = await officer.api.funds.list({ areaId: world.compound.id }), two = await officer.api.funds.list({ areaId: world.compound.id, after: one.next! });
    expect([one.items[0]!.amountFen, one.items.length, two.items.map((f) => f.amountFen), two.next]).toEqual([PAGE_SIZE + 2, PAGE_SIZE, [2, 1], null]);
  });
});

describe('the guard', () => {
  beforeAll(fresh);
  afterAll(() => board.stop());
  test('sets what people may still ask for against shelves and money', async () => {
    const [me, debtor] = [await world.person(), await world.person()], { pointValueFen } = (await me.api.tariffs.current()).rules;
    expect(await guard()).toMatchObject({ outstanding: 0, pointValueFen, promisedFen: 0, stockFen: 0, fundFen: 0, percent: 0, level: 'OK', weeklyIssued: 0, weeklySpent: 0, weeksLeft: null, advice: '家底充足，按近 12 周的节奏不会超出。' });
    await shop.give(me, 1_200);
    await shop.give(debtor, 10);
    // A debt (after a reversal) is nobody's claim: it does not make the promises smaller.
    await board.tx.run((m) => m.query('UPDATE points_account SET available = -500 WHERE userId = ?', [debtor.id]));
    const rice = await shop.goods(point, { points: 100, stock: 10, costFen: 1_000 });
    const order = await me.api.redemptions.order({ rewardId: rice, quantity: 2 }, key());
    // Reserved goods still lie there, held points are still promised.
    expect(await guard()).toMatchObject({ outstanding: 1_200, promisedFen: 1_200 * pointValueFen, stockFen: 10_000, fundFen: 0, weeklyIssued: Math.round(1_210 / 12), weeklySpent: 0 });
    await secretary.api.redemptions.collect({ code: order.code! }, key());
    await officer.api.funds.add(money(world.street.id, 5_000), key());
    const after = await guard();
    expect(after).toMatchObject({ outstanding: 1_000, stockFen: 8_000, fundFen: 5_000, weeklySpent: Math.round(200 / 12), percent: Math.min(999, Math.ceil((1_000 * pointValueFen * 100) / 13_000)) });
    // What is past its day cannot honour anything.
    await secretary.api.rewards.update(rice, { bestBefore: '2020-01-01' });
    expect(await guard()).toMatchObject({ stockFen: 0 });
    await board.tx.run((m) => m.query('UPDATE points_account SET available = 10 WHERE userId = ?', [debtor.id]));
    // Thirteen weeks on, that is no pace any more.
    board.clock.set(board.clock.now() + 13 * 7 * DAY_MS);
    expect(await guard()).toMatchObject({ outstanding: 1_010, weeklyIssued: 0, weeklySpent: 0, weeksLeft: null });
  });
  test('goods that are stocked at a cost take nothing from the money set aside', async () => {
    board.clock.reset();
    await organiser.api.funds.add(money(world.city.id), key());
    const before = await guard();
    await secretary.api.rewards.stock(point, { name: '香皂', unit: '块', kind: 'GOODS', points: 10, stock: 10, costFen: 300 }, key());
    expect(await guard()).toMatchObject({ stockFen: before.stockFen + 3_000, fundFen: before.fundFen });
  });
  test('a hundred who ask at once are answered from one read', async () => {
    await guard();
    await organiser.api.funds.add(money(world.city.id), key());
    const asked: string[] = [], query = board.tx.read.query.bind(board.tx.read);
    board.tx.read.query = ((sql: string, params?: unknown[]) => { asked.push(sql); return query(sql, params); }) as typeof board.tx.read.query;
    try {
      const answers = await Promise.all(Array.from({ length: 100 }, () => secretary.api.funds.guard()));
      expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
      expect(asked.filter((sql) => sql.includes('points_account'))).toHaveLength(1);
    } finally {
      board.tx.read.query = query as typeof board.tx.read.query;
    }
  });
});

describe('the guard of another city', () => {
  beforeAll(fresh);
  afterAll(() => board.stop());
  test('warns before promises pass the means, and says when they will', async () => {
    const me = await world.person(), { pointValueFen } = (await me.api.tariffs.current()).rules;
    await shop.give(me, 1_200);
    const promised = 1_200 * pointValueFen;
    await organiser.api.funds.add({ areaId: world.city.id, amountFen: promised * 2, source: '市财政' }, key());
    // 1,200 points in 12 weeks are 100 a week; 2.4 times that much is allowed: 1,680 points are left.
    expect(await organiser.api.funds.guard()).toMatchObject({ percent: 50, level: 'OK', weeklyIssued: 100, weeksLeft: 16, advice: '家底充足。按近 12 周的节奏，约 16 周后超出上限。' });
    await organiser.api.funds.add({ areaId: world.city.id, amountFen: -promised, source: '采购支出' }, key());
    expect(await organiser.api.funds.guard()).toMatchObject({ percent: 100, level: 'WATCH', weeksLeft: 2 });
    await organiser.api.funds.add({ areaId: world.city.id, amountFen: -promised / 2, source: '采购支出' }, key());
    expect(await organiser.api.funds.guard()).toMatchObject({ percent: 200, level: 'OVER', weeksLeft: 0, advice: expect.stringMatching(/还差约 \d+ 元/) as string });
  });
});
