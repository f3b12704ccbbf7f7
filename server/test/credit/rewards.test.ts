import { DAY_MS, dayOf, addDays, HOUR_MS, MINUTE_MS, PAGE_SIZE, PICKUP_DAYS } from '@xianfeng/shared';
import { pickupCode } from '../../src/credit/redemptions/pickup-code.js';
import { newId } from '../../src/lib/ids.js';
import { Upload } from '../../src/reach/uploads/upload.entity.js';
import { unpackAnswer } from '../../src/db/answers.js';
import { codeOf, key } from '../start.js';
import { board, elsewhere, keeper, me, point, shop, standAtCounter, world } from './at-counter.js';
import type { Shop } from './shop.js';

standAtCounter();

const orderOne = async (o: Parameters<Shop['goods']>[1] = {}) => me.api.redemptions.order({ rewardId: await shop.goods(point, o), quantity: 1 }, key());

describe('the shop', () => {
  test('points are listed nearest first: own community, own street, the rest', async () => {
    const street = await shop.point(world.street, '东街道兑换点'), far = await shop.point(world.otherCommunity, '槐树兑换点');
    const all = await me.api.rewards.pickupPoints();
    const place = (id: number) => all.findIndex((p) => p.id === id);
    expect(place(point)).toBeLessThan(place(street));
    expect(place(street)).toBeLessThan(place(far));
    expect(all.filter((p) => p.nearest).map((p) => p.areaId)).toEqual([world.community.id]);
    expect(all.find((p) => p.id === street)).toEqual({ id: street, areaId: world.street.id, areaName: '东街道', name: '东街道兑换点', address: '和平路 1 号', openHours: '周一至周五 9:00–17:00', phone: '0359-0000000', nearest: false });
    const homeless = await world.person({ community: null });
    expect((await homeless.api.rewards.pickupPoints()).some((p) => p.nearest)).toBe(false);
  });
  test('a shelf says what can be ordered and why not', async () => {
    const photo = newId();
    const [rice, oil, gone, dear, past] = [await shop.goods(point, { name: '大米', points: 50, perPerson: 1 }), await shop.goods(point, { name: '食用油', points: 60, donor: '市烟草公司', source: 'DONATION', bestBefore: dayOf(board.clock.now()) }), await shop.goods(point, { name: '𠮷牌香皂', points: 70, stock: 0 }), await shop.goods(point, { name: '电饭煲', points: 900 }), await shop.goods(point, { name: '牛奶', points: 30, bestBefore: addDays(dayOf(board.clock.now()), -1) })];
    await board.tx.run((m) => m.insert(Upload, { id: photo, ownerId: keeper.id, width: 1, height: 1, bytes: 1, sha256: 'x', refType: 'reward', refId: rice, createdAt: 1, shown: 1 }));
    await me.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
    const { items, next } = await me.api.rewards.list({ pickupPointId: point });
    expect(next).toBeNull();
    expect(items.map((r) => [r.id, r.blocked, r.actions])).toEqual([
      [past, '已过保质期，暂停兑换', []], [rice, '每月每人限兑 1 件', []], [oil, null, ['order']], [gone, '已兑完，等待补货', ['wait']], [dear, '还差 830 分', []],
    ]);
    expect(items[1]).toMatchObject({ pickupPointId: point, kind: 'GOODS', name: '大米', spec: '5kg', unit: '袋', points: 50, stock: 9, donor: '', bestBefore: null, perPerson: 1 });
    expect(items[1]?.photoUrl).toMatch(new RegExp(`^/api/files/${photo}/photo\\?`));
    expect(Object.keys(items[1]!)).not.toContain('reserved');
    const asKeeper = (await keeper.api.rewards.list({ pickupPointId: point })).items;
    expect(asKeeper.map((r) => r.actions)).toEqual([['edit'], ['edit'], ['edit'], ['wait', 'edit'], ['edit']]);
    expect((await elsewhere.api.rewards.list({ pickupPointId: point })).items[0]?.actions).toEqual([]);
  });
  test('a long shelf comes page by page, cheapest first, each thing once', async () => {
    for (let i = 0; i < PAGE_SIZE + 5; i++) await shop.goods(point, { points: 10 + (i % 3) });
    const first = await me.api.rewards.list({ pickupPointId: point });
    const second = await me.api.rewards.list({ pickupPointId: point, after: first.next! });
    const all = [...first.items, ...second.items];
    expect([first.items.length, second.items.length, second.next, new Set(all.map((r) => r.id)).size]).toEqual([PAGE_SIZE, 5, null, PAGE_SIZE + 5]);
    expect(all.map((r) => r.points)).toEqual(all.map((r) => r.points).sort((a, b) => a - b));
  });
  test('stock comes in: new things get a row, the same thing at the same price grows', async () => {
    const soap = { name: '香皂', spec: '100g', unit: '块', kind: 'GOODS' as const, points: 20, stock: 5, donor: '阿卜杜拉·买买提', bestBefore: '2030-01-31', perPerson: 2 };
    const first = await keeper.api.rewards.stock(point, soap, key());
    expect(first).toMatchObject({ ...soap, actions: ['edit'] });
    const k = key();
    const again = await keeper.api.rewards.stock(point, { ...soap, stock: 3, donor: undefined, bestBefore: '2029-06-30', perPerson: 1 }, k);
    expect(again).toMatchObject({ id: first.id, stock: 8, donor: '阿卜杜拉·买买提', bestBefore: '2029-06-30', perPerson: 1 });
    expect((await keeper.api.rewards.stock(point, { ...soap, stock: 3, donor: undefined, bestBefore: '2029-06-30', perPerson: 1 }, k)).stock).toBe(8);
    const dearer = await keeper.api.rewards.stock(point, { ...soap, points: 25 }, key());
    expect(dearer.id).not.toBe(first.id);
    const moves = await board.tx.read.query<{ kind: string; quantity: number }[]>('SELECT kind, quantity FROM stock_move WHERE rewardId = ? ORDER BY id', [first.id]);
    expect(moves).toEqual([{ kind: 'DONATION', quantity: 5 }, { kind: 'PURCHASE', quantity: 3 }]);
  });
  test('who may not stock this point, and what cannot be stock', async () => {
    const soap = { name: '香皂', unit: '块', kind: 'GOODS' as const, points: 20, stock: 5 };
    expect(await codeOf(me.api.rewards.stock(point, soap, key()))).toBe('NOT_FOUND');
    expect(await codeOf(elsewhere.api.rewards.stock(point, soap, key()))).toBe('NOT_FOUND');
    expect(await codeOf((await world.staff('GRID_WORKER', world.community)).api.rewards.stock(point, soap, key()))).toBe('FORBIDDEN');
    expect(await codeOf((await world.staff('COMMUNITY_SECRETARY', world.community)).api.rewards.stock(999, soap, key()))).toBe('NOT_FOUND');
    expect(await codeOf(board.api().rewards.stock(point, soap, key()))).toBe('SIGN_IN');
    await expect(keeper.api.rewards.stock(point, { ...soap, bestBefore: '2020-01-01' }, key())).rejects.toMatchObject({ code: 'INVALID', fields: { bestBefore: '保质期已过，不能上架' } });
    for (const bad of [{ name: '' }, { name: '皂'.repeat(41) }, { unit: '' }, { kind: 'CASH' }, { points: 0 }, { points: 1.5 }, { points: '20' }, { stock: -1 }, { stock: 1e9 }, { donor: 7 }, { bestBefore: '2029-02-30' }, { perPerson: -1 }, { price: 1 }, { spec: null }, { name: '\ud800皂' }])
      await expect(keeper.send({ method: 'POST', path: `/pickup-points/${point}/rewards`, body: { ...soap, ...bad }, key: key() })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    expect((await keeper.api.rewards.list({ pickupPointId: point })).items).toEqual([]);
  });
  test('lists refuse what is no point and no place', async () => {
    expect(await codeOf(me.api.rewards.list({ pickupPointId: 999 }))).toBe('NOT_FOUND');
    for (const query of [{}, { pickupPointId: 'x' }, { pickupPointId: point, after: '1' }, { pickupPointId: point, after: 'a_b' }, { pickupPointId: point, sort: 'stock' }]) await expect(me.send({ method: 'GET', path: '/rewards', query })).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('an order', () => {
  test('holds points, reserves goods and shows its code to its owner only', async () => {
    const order = await orderOne({ name: '大米', points: 50 });
    expect(order).toMatchObject({ name: '大米', spec: '5kg', unit: '袋', quantity: 1, points: 50, status: 'HELD', personName: me.name, collectedAt: null, actions: ['cancel'], pickupPoint: { id: point, nearest: false } });
    expect(order.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(order.expiresAt - order.createdAt).toBe(PICKUP_DAYS * DAY_MS);
    expect(await shop.account(me.id)).toEqual({ available: 70, held: 50, earned: 120, spent: 0 });
    expect(await keeper.api.redemptions.get(order.id)).toMatchObject({ code: null, personName: me.name, actions: ['collect', 'substitute', 'callOff'] });
    for (const table of ['redemption', 'audit', 'journal_tx', 'notice']) expect(JSON.stringify(await board.tx.read.query(`SELECT * FROM ${table}`))).not.toContain(order.code);
    const answers = await board.tx.read.query<{ body: string }[]>('SELECT body FROM idempotency WHERE userId = ?', [me.id]);
    expect(answers.map((a) => unpackAnswer(a.body)).filter((body) => body.includes(String(order.id)) && !body.includes(order.code!))).not.toEqual([]);
    expect(answers.map((a) => unpackAnswer(a.body)).join()).not.toContain(order.code);
  });
  test('is the same for the same key; another order needs another', async () => {
    const rewardId = await shop.goods(point), k = key();
    const first = await me.api.redemptions.order({ rewardId, quantity: 1 }, k);
    expect(await me.api.redemptions.order({ rewardId, quantity: 1 }, k)).toEqual(first);
    expect(await codeOf(me.api.redemptions.order({ rewardId, quantity: 2 }, k))).toBe('KEY_REUSED');
    await expect(me.send({ method: 'POST', path: '/redemptions', body: { rewardId, quantity: 1 } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });
  test('is refused without points, goods, consent, or over the month’s limit, and then nothing is held', async () => {
    const rice = await shop.goods(point, { points: 50, stock: 3, perPerson: 2 }), pot = await shop.goods(point, { points: 121 }), last = await shop.goods(point, { points: 1, stock: 1 });
    await expect(me.api.redemptions.order({ rewardId: pot, quantity: 1 }, key())).rejects.toMatchObject({ status: 409, code: 'POINTS_SHORT', message: '积分不足，还差 1 分' });
    await expect(me.api.redemptions.order({ rewardId: last, quantity: 2 }, key())).rejects.toMatchObject({ code: 'STOCK_OUT' });
    await expect(me.api.redemptions.order({ rewardId: rice, quantity: 3 }, key())).rejects.toMatchObject({ code: 'REWARD_LIMIT', message: '每月每人限兑 2 件' });
    const newcomer = await world.person({ terms: false });
    await expect(newcomer.api.redemptions.order({ rewardId: last, quantity: 1 }, key())).rejects.toMatchObject({ code: 'CONSENT_NEEDED', message: '请先同意服务协议与隐私政策' });
    const poor = await world.person();
    await expect(poor.api.redemptions.order({ rewardId: last, quantity: 1 }, key())).rejects.toMatchObject({ code: 'POINTS_SHORT', message: '积分不足，还差 1 分' });
    const stale = await shop.goods(point, { points: 1, bestBefore: '2020-01-01' });
    await expect(me.api.redemptions.order({ rewardId: stale, quantity: 1 }, key())).rejects.toMatchObject({ code: 'INVALID', fields: { rewardId: '已过保质期，暂停兑换' } });
    expect(await codeOf(me.api.redemptions.order({ rewardId: 999, quantity: 1 }, key()))).toBe('NOT_FOUND');
    for (const bad of [{ quantity: 0 }, { quantity: 11 }, { quantity: 1.5 }, { quantity: '1' }, { rewardId: 'x' }, { userId: 1 }, { points: 0 }]) await expect(me.send({ method: 'POST', path: '/redemptions', body: { rewardId: rice, quantity: 1, ...bad }, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
    expect([await shop.account(me.id), (await me.api.redemptions.mine({})).items]).toEqual([{ available: 120, held: 0, earned: 120, spent: 0 }, []]);
  });
  test('that was cancelled does not count against the month; the next month begins anew', async () => {
    const rewardId = await shop.goods(point, { points: 10, perPerson: 1 });
    const first = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    expect(await codeOf(me.api.redemptions.order({ rewardId, quantity: 1 }, key()))).toBe('REWARD_LIMIT');
    await me.api.redemptions.cancel(first.id, key());
    await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    board.clock.set(board.clock.now() + 32 * DAY_MS);
    await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
  });
  test('is cancelled freely by its owner, and by nobody else', async () => {
    const order = await orderOne(), k = key();
    expect(await codeOf(keeper.api.redemptions.cancel(order.id, key()))).toBe('NOT_FOUND');
    const cancelled = await me.api.redemptions.cancel(order.id, k);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', code: null, actions: [] });
    expect(await me.api.redemptions.cancel(order.id, k)).toEqual(cancelled);
    expect(await codeOf(me.api.redemptions.cancel(order.id, key()))).toBe('STATE');
    expect(await codeOf(me.api.redemptions.cancel(999, key()))).toBe('NOT_FOUND');
    expect(await shop.account(me.id)).toEqual({ available: 120, held: 0, earned: 120, spent: 0 });
    expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('STATE');
  });
  test('is seen by its owner and by the keepers of its point', async () => {
    const order = await orderOne();
    const secretary = await world.staff('COMMUNITY_SECRETARY', world.community), stranger = await world.person(), auditor = await world.staff('AUDITOR', world.street);
    expect((await secretary.api.redemptions.get(order.id)).code).toBeNull();
    for (const who of [stranger, elsewhere]) {
      expect(await codeOf(who.api.redemptions.get(order.id))).toBe('NOT_FOUND');
      expect(await codeOf(who.api.redemptions.orders({ pickupPointId: point }))).toBe('NOT_FOUND');
    }
    expect(await codeOf(auditor.api.redemptions.orders({ pickupPointId: point }))).toBe('FORBIDDEN');
    expect((await keeper.api.redemptions.orders({ pickupPointId: point })).items.map((o) => [o.id, o.code, o.actions])).toEqual([[order.id, null, ['collect', 'substitute', 'callOff']]]);
    expect((await keeper.api.redemptions.orders({ pickupPointId: point, status: 'COLLECTED' })).items).toEqual([]);
    expect((await me.api.redemptions.mine({})).items.map((o) => [o.id, o.code])).toEqual([[order.id, order.code]]);
    await expect(keeper.send({ method: 'GET', path: '/redemptions', query: { pickupPointId: point, status: 'LOST' } })).rejects.toMatchObject({ code: 'INVALID' });
  });
  test('lists come page by page', async () => {
    const rewardId = await shop.goods(point, { points: 1, stock: 100 });
    for (let i = 0; i < PAGE_SIZE + 2; i++) await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    for (const list of [(after?: string) => me.api.redemptions.mine({ after }), (after?: string) => keeper.api.redemptions.orders({ pickupPointId: point, after }), (after?: string) => keeper.api.redemptions.orders({ pickupPointId: point, status: 'HELD', after })]) {
      const first = await list(), second = await list(first.next!);
      expect([first.items.length, second.items.length, second.next, new Set([...first.items, ...second.items].map((o) => o.id)).size]).toEqual([PAGE_SIZE, 2, null, PAGE_SIZE + 2]);
    }
  });
});

describe('handing over', () => {
  test('the keeper looks, hands over once, and the person is told', async () => {
    const order = await orderOne({ name: '大米', points: 50 }), k = key();
    expect(await keeper.api.redemptions.lookUp({ code: ` ${order.code!.toLowerCase()} ` })).toMatchObject({ id: order.id, status: 'HELD', code: null, actions: ['collect', 'substitute', 'callOff'] });
    const collected = await keeper.api.redemptions.collect({ code: `XFP.${order.code!}` }, k);
    expect(collected).toMatchObject({ status: 'COLLECTED', collectedAt: expect.any(Number) as number, actions: ['giveBack'] });
    expect(await keeper.api.redemptions.collect({ code: order.code! }, k)).toEqual(collected);
    expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('STATE');
    expect(await shop.account(me.id)).toEqual({ available: 70, held: 0, earned: 120, spent: 50 });
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ kind: 'REDEMPTION', title: '已领取 大米 1袋', link: `/packages/more/pages/order/index?id=${order.id}` });
    expect((await me.api.points.entries({})).items.map((e) => [e.kind, e.amount, e.balance])).toEqual([['SPEND', 0, 70], ['HOLD', -50, 70], ['AWARD', 120, 120]]);
    expect(await codeOf(me.api.redemptions.cancel(order.id, key()))).toBe('STATE');
  });
  test('a keeper of another place does not even learn that the code exists', async () => {
    const order = await orderOne();
    await expect(elsewhere.api.redemptions.lookUp({ code: order.code! })).rejects.toMatchObject({ status: 404, code: 'PICKUP_CODE' });
    expect(await codeOf(elsewhere.api.redemptions.collect({ code: order.code! }, key()))).toBe('PICKUP_CODE');
    expect(await codeOf(me.api.redemptions.lookUp({ code: order.code! }))).toBe('FORBIDDEN');
    expect(await codeOf(board.api().redemptions.lookUp({ code: order.code! }))).toBe('SIGN_IN');
    for (const body of [{}, { code: '' }, { code: 7 }, { code: 'x'.repeat(41) }, { code: order.code, force: true }]) await expect(keeper.send({ method: 'POST', path: '/redemptions/look-up', body })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(keeper.send({ method: 'POST', path: '/redemptions/collect', body: { code: order.code } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });
  test('ten wrong codes within ten minutes lock the keeper for ten minutes, in every process', async () => {
    const order = await orderOne();
    for (let i = 0; i < 9; i++) expect(await codeOf(keeper.api.redemptions.lookUp({ code: '𠮷𠮷' }))).toBe('PICKUP_CODE');
    expect((await keeper.api.redemptions.lookUp({ code: order.code! })).id).toBe(order.id);
    expect(await codeOf(keeper.api.redemptions.collect({ code: '22222222' }, key()))).toBe('PICKUP_CODE');
    await expect(keeper.api.redemptions.lookUp({ code: order.code! })).rejects.toMatchObject({ status: 429, code: 'PICKUP_LOCKED', message: '输错太多次，请 10 分钟后再试' });
    const colleague = await world.staff('KEEPER', world.community);
    expect((await colleague.api.redemptions.lookUp({ code: order.code! })).id).toBe(order.id);
    board.clock.set(board.clock.now() + 10 * MINUTE_MS);
    expect((await keeper.api.redemptions.collect({ code: order.code! }, key())).status).toBe('COLLECTED');
  });
  test('wrong codes of long ago are forgotten', async () => {
    for (let i = 0; i < 9; i++) await codeOf(keeper.api.redemptions.lookUp({ code: '33333333' }));
    board.clock.set(board.clock.now() + 11 * MINUTE_MS);
    for (let i = 0; i < 9; i++) expect(await codeOf(keeper.api.redemptions.lookUp({ code: '33333333' }))).toBe('PICKUP_CODE');
  });
  test('after fifteen days everything returns and the person is told, once', async () => {
    const order = await orderOne({ name: '大米', points: 50, stock: 1 });
    board.clock.set(order.expiresAt - HOUR_MS);
    await board.jobs.run('redemptions-expire');
    expect((await me.api.redemptions.get(order.id)).status).toBe('HELD');
    board.clock.set(order.expiresAt);
    expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'HELD', code: null, actions: ['cancel'] });
    expect(await codeOf(keeper.api.redemptions.collect({ code: pickupCode('test-secret', order.id) }, key()))).toBe('STATE');
    await board.jobs.run('redemptions-expire');
    await board.jobs.run('redemptions-expire');
    expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'EXPIRED', code: null, actions: [] });
    expect([await shop.account(me.id), await shop.onShelf(order.rewardId)]).toEqual([{ available: 120, held: 0, earned: 120, spent: 0 }, { stock: 1, reserved: 0 }]);
    expect((await me.api.notices.list({})).items.map((n) => n.title)).toEqual(['大米 1袋 已过领取期限']);
  });
});

describe('points', () => {
  test('who never earned has zero and the tariff', async () => {
    const fresh = await world.person();
    expect(await fresh.api.points.mine()).toMatchObject({ available: 0, held: 0, earned: 0, spent: 0 });
    expect((await fresh.api.points.mine()).tariffText.length).toBeGreaterThan(3);
    expect(await fresh.api.points.entries({})).toEqual({ items: [], next: null });
  });
  test('entries say why, newest first, page by page, and only the own', async () => {
    for (let i = 0; i < PAGE_SIZE; i++) await shop.give(me, i + 1);
    const first = await me.api.points.entries({}), second = await me.api.points.entries({ after: first.next! });
    expect([first.items.length, second.items.length, second.next]).toEqual([PAGE_SIZE, 1, null]);
    expect(first.items[0]).toMatchObject({ kind: 'AWARD', amount: PAGE_SIZE, title: '和平苑环境整治', why: `2小时 × 每小时 10 分，取整得 ${PAGE_SIZE} 分`, balance: 120 + (PAGE_SIZE * (PAGE_SIZE + 1)) / 2 });
    expect((await (await world.person()).api.points.entries({})).items).toEqual([]);
    await expect(me.send({ method: 'GET', path: '/points/entries', query: { userId: 1 } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(me.send({ method: 'GET', path: '/points/entries', query: { after: 'x' } })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await codeOf(board.api().points.mine())).toBe('SIGN_IN');
  });
  test('no points leave no entry, and a log earns once', async () => {
    await shop.give(me, 0);
    expect((await me.api.points.entries({})).items).toHaveLength(1);
    const { award } = await import('../../src/credit/journal/journal.store.js');
    const logId = newId(), again = () => board.tx.run((m) => award(m, 1, { userId: me.id, points: 5, title: 'x', why: 'y', logId, areaId: null, actorId: 0, ruleVersion: 1, facts: { minutes: 30, kind: 'CLEAN', evidence: 'B', difficulty: null, day: '2026-01-01', dayPoints: 0, monthPoints: 0, addition: null } }));
    await again();
    await expect(again()).rejects.toThrow();
    expect(await shop.account(me.id)).toMatchObject({ available: 125 });
  });
});
