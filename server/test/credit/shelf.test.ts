import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { addDays, DAY_MS, dayOf, PAGE_SIZE, type PickupPointInput, type StockInput } from '@xianfeng/shared';
import { joinWait, tellWaiters } from '../../src/credit/shelf/waits.store.js';
import { codeOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, point: number, keeper: Actor, secretary: Actor, elsewhere: Actor, me: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  keeper = await world.staff('KEEPER', world.community);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  elsewhere = await world.staff('KEEPER', world.otherCommunity);
});
afterAll(() => board.stop());
beforeEach(async () => {
  board.clock.reset();
  point = await shop.point(world.community);
  me = await world.person();
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

const today = (): string => dayOf(board.clock.now());
const moves = async (rewardId?: number) => (await keeper.api.rewards.moves({ pickupPointId: point, rewardId })).items.map((m) => [m.kind, m.quantity, m.reservedQuantity, m.reason]);
const notices = async (who: Actor): Promise<string[]> => (await who.api.notices.list({})).items.filter((n) => n.kind === 'REDEMPTION').map((n) => n.title);
let serial = 0;
const photo = async (who: Actor): Promise<number> => (await who.api.uploads.photo({ name: 'a.jpg', data: await sharp({ create: { width: 40 + ++serial, height: 30, channels: 3, background: '#c04020' } }).jpeg().toBuffer() })).id;
const outOf = async (rewardId: number) => shop.one<{ refId: number | null; refType: string | null }>('SELECT refId, refType FROM upload WHERE id = ?', [rewardId]);

describe('pickup points', () => {
  const input = (): PickupPointInput => ({ areaId: world.community.id, name: '柳树社区兑换点', address: '和平路 1 号', openHours: '9:00–17:00', phone: '0359-1234567' });
  test('are opened and edited by those who keep shelves in the area, with an audit row', async () => {
    const opened = await secretary.api.rewards.openPoint(input());
    expect(opened).toMatchObject({ name: '柳树社区兑换点', areaName: '柳树社区', openHours: '9:00–17:00' });
    const edited = await keeper.api.rewards.updatePoint(opened.id, { name: '柳树兑换点', address: '和平路 2 号', phone: '0359-7654321' });
    expect(edited).toMatchObject({ id: opened.id, name: '柳树兑换点', address: '和平路 2 号', openHours: '', phone: '0359-7654321' });
    expect((await me.api.rewards.pickupPoints()).find((p) => p.id === opened.id)).toMatchObject({ name: '柳树兑换点' });
    expect(await board.tx.read.query('SELECT action, actorId FROM audit WHERE refType = ? AND refId = ? ORDER BY id', ['point', opened.id])).toEqual([{ action: 'point.open', actorId: secretary.id }, { action: 'point.update', actorId: keeper.id }]);
  });
  test('not by others, and not elsewhere', async () => {
    expect(await codeOf(me.api.rewards.openPoint(input()))).toBe('NOT_FOUND');
    expect(await codeOf(elsewhere.api.rewards.openPoint(input()))).toBe('NOT_FOUND');
    expect(await codeOf((await world.staff('GRID_WORKER', world.community)).api.rewards.openPoint(input()))).toBe('FORBIDDEN');
    expect(await codeOf(elsewhere.api.rewards.updatePoint(point, input()))).toBe('INVALID'); // the area of a point is not moved
    const { areaId: _, ...rest } = input();
    expect(await codeOf(elsewhere.api.rewards.updatePoint(point, rest))).toBe('NOT_FOUND');
    expect(await codeOf(keeper.api.rewards.updatePoint(999, rest))).toBe('NOT_FOUND');
  });
});

describe('the catalogue', () => {
  test('shows what is offered; staff still see what is not, and old links still lead to it', async () => {
    const [rice, oil] = [await shop.goods(point, { name: '大米', points: 10 }), await shop.goods(point, { name: '食用油', points: 20 })];
    expect(await keeper.api.rewards.update(oil, { listed: false })).toMatchObject({ listed: false, blocked: '已下架' });
    expect((await me.api.rewards.list({ pickupPointId: point })).items.map((r) => r.id)).toEqual([rice]);
    expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items.map((r) => [r.id, r.listed])).toEqual([[rice, true], [oil, false]]);
    expect(await me.api.rewards.get(oil)).toMatchObject({ name: '食用油', blocked: '已下架', actions: [] });
    expect(await codeOf(me.api.rewards.get(999))).toBe('NOT_FOUND');
    await keeper.api.rewards.update(oil, { listed: true });
    expect((await me.api.rewards.list({ pickupPointId: point })).items).toHaveLength(2);
  });
  test('says nothing of what a thing cost', async () => {
    const id = await shop.goods(point, { costFen: 1_234 });
    for (const view of [await me.api.rewards.get(id), (await me.api.rewards.list({ pickupPointId: point })).items[0]!]) expect(Object.keys(view)).not.toEqual(expect.arrayContaining(['costFen']));
    expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items[0]).toMatchObject({ costFen: 1_234 });
  });
  test('counts each limit in its own period', async () => {
    await shop.give(me, 1_000);
    const [daily, once] = [await shop.goods(point, { points: 10, perPerson: 1, limitPeriod: 'DAY' }), await shop.goods(point, { points: 20, perPerson: 1, limitPeriod: 'ONCE' })];
    for (const rewardId of [daily, once]) await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    const blocked = async () => (await me.api.rewards.list({ pickupPointId: point })).items.map((r) => r.blocked);
    expect(await blocked()).toEqual(['每天每人限兑 1 件', '总共每人限兑 1 件']);
    board.clock.set(board.clock.now() + DAY_MS);
    expect(await blocked()).toEqual([null, '总共每人限兑 1 件']);
  });
});

describe('stocking', () => {
  const soap: StockInput = { name: '香皂', spec: '100g', unit: '块', kind: 'GOODS', points: 20, stock: 5 };
  test('new goods with everything that is said of them, once for a key', async () => {
    const k = key(), photoIds = [await photo(keeper)], full = { ...soap, donor: '甲公司', intro: '无磷', bestBefore: '2099-06-30', perPerson: 2, limitPeriod: 'QUARTER' as const, costFen: 350, photoIds };
    const view = await keeper.api.rewards.stock(point, full, k);
    expect(view).toMatchObject({ name: '香皂', stock: 5, reserved: 0, donor: '甲公司', intro: '无磷', perPerson: 2, limitPeriod: 'QUARTER', costFen: 350, listed: true, waiters: 0, alerts: [] });
    expect([view.photos.map((p) => p.id), view.photoUrl]).toEqual([photoIds, view.photos[0]!.url]);
    expect(await keeper.api.rewards.stock(point, full, k)).toEqual(view);
    expect(await codeOf(keeper.api.rewards.stock(point, { ...full, stock: 6 }, k))).toBe('KEY_REUSED');
    expect(await moves()).toEqual([['DONATION', 5, 0, null]]);
    expect((await fetch(`${board.url}${view.photoUrl!}`)).headers.get('content-type')).toBe('image/jpeg');
  });
  test('the same thing grows, keeps what is not said anew, and is offered again', async () => {
    const first = await keeper.api.rewards.stock(point, { ...soap, intro: '无磷', costFen: 350, perPerson: 2 }, key());
    await keeper.api.rewards.update(first.id, { listed: false });
    expect(await keeper.api.rewards.stock(point, { ...soap, stock: 3, costFen: 400 }, key())).toMatchObject({ id: first.id, stock: 8, intro: '无磷', costFen: 400, perPerson: 2, listed: true });
    expect(await moves()).toEqual([['PURCHASE', 3, 0, null], ['PURCHASE', 5, 0, null]]);
  });
  test('a shelf that has run empty takes the day of the new batch, or none', async () => {
    const id = await shop.goods(point, { stock: 1, bestBefore: addDays(today(), 2) });
    expect(await keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key())).toMatchObject({ bestBefore: addDays(today(), 2) });
    expect(await keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE', bestBefore: addDays(today(), 1) }, key())).toMatchObject({ bestBefore: addDays(today(), 1) });
    await keeper.api.rewards.damage(id, { quantity: 3, reason: '都坏了' }, key());
    expect(await keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key())).toMatchObject({ stock: 1, bestBefore: null });
  });
  test('more of it, with its donor, once for a key and never past its day', async () => {
    const id = await shop.goods(point, { stock: 2, donor: '' }), k = key();
    const view = await keeper.api.rewards.restock(id, { quantity: 4, source: 'DONATION', donor: '乙公司' }, k);
    expect(view).toMatchObject({ stock: 6, donor: '乙公司' });
    expect(await keeper.api.rewards.restock(id, { quantity: 4, source: 'DONATION', donor: '乙公司' }, k)).toEqual(view);
    expect(await shop.onShelf(id)).toEqual({ stock: 6, reserved: 0 });
    await expect(keeper.api.rewards.restock(id, { quantity: 4, source: 'PURCHASE', bestBefore: '2020-01-01' }, key())).rejects.toMatchObject({ code: 'INVALID', fields: { bestBefore: '保质期已过，不能上架' } });
    expect(await codeOf(elsewhere.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key()))).toBe('NOT_FOUND');
    expect(await codeOf(keeper.api.rewards.restock(id, { quantity: 0, source: 'PURCHASE' }, key()))).toBe('INVALID');
  });
  test('photos are replaced: own ones or those that hang there, and no more than four', async () => {
    const id = await shop.goods(point), [a, b, c] = [await photo(keeper), await photo(keeper), await photo(secretary)];
    expect((await keeper.api.rewards.update(id, { photoIds: [a, b] })).photos.map((p) => p.id)).toEqual([a, b]);
    // A colleague keeps one of them and adds his own.
    expect((await secretary.api.rewards.update(id, { photoIds: [b, c] })).photos.map((p) => p.id)).toEqual([b, c]);
    expect(await outOf(a)).toEqual({ refId: null, refType: null });
    await expect(keeper.api.rewards.update(id, { photoIds: [await photo(elsewhere)] })).rejects.toMatchObject({ code: 'INVALID', fields: { photoIds: '有照片已失效，请重新上传' } });
    expect(await codeOf(keeper.api.rewards.update(id, { photoIds: [1, 2, 3, 4, 5] }))).toBe('INVALID');
    expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items[0]!.photos.map((p) => p.id)).toEqual([b, c]);
    expect((await keeper.api.rewards.update(id, { photoIds: [] })).photoUrl).toBeNull();
    expect((await keeper.api.rewards.update(id, { intro: '新米' })).intro).toBe('新米');
  });
  test('two who replace the photos at once: the ones of one of them hang there', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await shop.goods(point), own = await Promise.all([keeper, secretary].map(async (who) => [await photo(who), await photo(who), await photo(who)]));
      await Promise.all([keeper, secretary].map((who, i) => who.api.rewards.update(id, { photoIds: own[i] })));
      const { photos } = (await keeper.api.rewards.shelf({ pickupPointId: point })).items.find((r) => r.id === id)!;
      expect(own).toContainEqual(photos.map((p) => p.id));
    }
  });
  test('what broke leaves the shelf with its reason, never more than is free', async () => {
    const id = await shop.goods(point, { stock: 5, points: 10 }), k = key();
    await shop.give(me, 100);
    await me.api.redemptions.order({ rewardId: id, quantity: 3 }, key());
    expect(await codeOf(keeper.api.rewards.damage(id, { quantity: 3, reason: '受潮' }, key()))).toBe('STOCK_OUT');
    expect(await keeper.api.rewards.damage(id, { quantity: 2, reason: '受潮' }, k)).toMatchObject({ stock: 0, reserved: 3 });
    expect(await keeper.api.rewards.damage(id, { quantity: 2, reason: '受潮' }, k)).toMatchObject({ stock: 0, reserved: 3 });
    expect(await moves(id)).toEqual([['DAMAGE', -2, 0, '受潮'], ['RESERVE', -3, 3, null], ['PURCHASE', 5, 0, null]]);
  });
  test('five write off the last piece at once: one does', async () => {
    const id = await shop.goods(point, { stock: 1 });
    const done = await Promise.all(Array.from({ length: 5 }, () => codeOf(keeper.api.rewards.damage(id, { quantity: 1, reason: '破损' }, key()))));
    expect(done.sort()).toEqual(['STOCK_OUT', 'STOCK_OUT', 'STOCK_OUT', 'STOCK_OUT', 'ok']);
  });
  test('six bring different things of the same kind at once: everything is there', async () => {
    const id = await shop.goods(point, { stock: 1, bestBefore: addDays(today(), 90) });
    await Promise.all(Array.from({ length: 6 }, (_, i) => keeper.api.rewards.restock(id, { quantity: 2, source: 'PURCHASE', bestBefore: addDays(today(), 40 + i) }, key())));
    expect(await shop.onShelf(id)).toEqual({ stock: 13, reserved: 0 });
    expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items[0]!.bestBefore).toBe(addDays(today(), 40));
  });
});

describe('the shelf of the staff', () => {
  test('is filtered by what should be looked at, and says why', async () => {
    await shop.goods(point, { name: '甲', points: 1, stock: 10, bestBefore: addDays(today(), 30) });
    await shop.goods(point, { name: '乙', points: 2, stock: 10, bestBefore: addDays(today(), 31) });
    const past = await shop.goods(point, { name: '丙', points: 3, stock: 3, bestBefore: today() });
    const off = await shop.goods(point, { name: '丁', points: 4, stock: 0 });
    await shop.goods(point, { name: '戊', points: 5, stock: 4 });
    await keeper.api.rewards.update(off, { listed: false });
    await keeper.api.rewards.update(past, { bestBefore: addDays(today(), -1) });
    const show = async (filter?: 'ALL' | 'EXPIRING' | 'LOW' | 'UNLISTED') => (await keeper.api.rewards.shelf({ pickupPointId: point, show: filter })).items.map((r) => [r.name, ...r.alerts]);
    expect(await show()).toEqual([['甲', '快到期'], ['乙'], ['丙', '已过期', '快没货'], ['丁'], ['戊']]);
    expect(await show('EXPIRING')).toEqual([['甲', '快到期'], ['丙', '已过期', '快没货']]);
    expect(await show('LOW')).toEqual([['丙', '已过期', '快没货']]);
    expect(await show('UNLISTED')).toEqual([['丁']]);
    expect(await codeOf(elsewhere.api.rewards.shelf({ pickupPointId: point }))).toBe('NOT_FOUND');
    expect(await codeOf(me.api.rewards.shelf({ pickupPointId: point }))).toBe('NOT_FOUND');
  });
  test('and its journal come page by page', async () => {
    for (let i = 0; i < PAGE_SIZE + 3; i++) await shop.goods(point, { points: 7 });
    const [first] = (await keeper.api.rewards.shelf({ pickupPointId: point })).items;
    for (let i = 0; i < PAGE_SIZE + 2; i++) await keeper.api.rewards.restock(first!.id, { quantity: 1, source: 'PURCHASE' }, key());
    for (const [list, rest] of [[(after?: string) => keeper.api.rewards.shelf({ pickupPointId: point, after }), 3], [(after?: string) => keeper.api.rewards.moves({ pickupPointId: point, rewardId: first!.id, after }), 3], [(after?: string) => me.api.rewards.list({ pickupPointId: point, after }), 3]] as const) {
      const one = await list(), two = await list(one.next!), ids = [...one.items, ...two.items].map((r) => r.id);
      expect([one.items.length, two.items.length, two.next, new Set(ids).size]).toEqual([PAGE_SIZE, rest, null, PAGE_SIZE + rest]);
    }
    const all: number[] = [];
    for (let page = await keeper.api.rewards.moves({ pickupPointId: point }); ; page = await keeper.api.rewards.moves({ pickupPointId: point, after: page.next! })) {
      all.push(...page.items.map((m) => m.at));
      if (page.next === null) break;
    }
    expect(all).toHaveLength(2 * PAGE_SIZE + 5);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect((await keeper.api.rewards.moves({ pickupPointId: await shop.point(world.community), rewardId: first!.id })).items).toEqual([]);
    expect(await codeOf(elsewhere.api.rewards.moves({ pickupPointId: point }))).toBe('NOT_FOUND');
  });
});

describe('the waiting list', () => {
  test('is for what has run out', async () => {
    const id = await shop.goods(point, { stock: 1 });
    expect(await codeOf(me.api.rewards.wait(id))).toBe('STATE');
    await keeper.api.rewards.damage(id, { quantity: 1, reason: '破损' }, key());
    expect(await me.api.rewards.get(id)).toMatchObject({ blocked: '已兑完，等待补货', waiting: false, actions: ['wait'] });
    for (let i = 0; i < 3; i++) expect(await me.api.rewards.wait(id)).toMatchObject({ waiting: true, actions: ['leave'] });
    expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items[0]!.waiters).toBe(1);
    for (let i = 0; i < 2; i++) expect(await me.api.rewards.leave(id)).toMatchObject({ waiting: false, actions: ['wait'] });
    await keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key());
    expect(await notices(me)).toEqual([]);
    expect(await codeOf((await world.person({ terms: false })).api.rewards.wait(id))).toBe('CONSENT_NEEDED');
    await keeper.api.rewards.update(id, { listed: false });
    expect(await codeOf(me.api.rewards.wait(id))).toBe('REWARD_OFF');
    expect(await codeOf(me.api.rewards.wait(999))).toBe('NOT_FOUND');
    expect(await codeOf(me.api.rewards.leave(999))).toBe('NOT_FOUND');
  });
  test('one piece that comes back reads one of those who wait, however long the list is', async () => {
    const id = await shop.goods(point, { stock: 0 }), rows: number[] = [];
    for (let i = 0; i < 12; i++) await (await world.person()).api.rewards.wait(id);
    await board.tx.run(async (m) => {
      await m.query('UPDATE reward SET stock = 1 WHERE id = ?', [id]);
      const counting = Object.assign(Object.create(m) as typeof m, { query: async <T>(sql: string, params?: unknown[]): Promise<T> => { const found = await m.query<T>(sql, params); if (Array.isArray(found)) rows.push(found.length); return found; } });
      await tellWaiters(counting, board.clock.now(), id);
      await m.query('UPDATE reward SET stock = 0 WHERE id = ?', [id]);
    });
    expect(Math.max(...rows)).toBe(1);
  });
  test('is told in order, as many as there are pieces, once each', async () => {
    const id = await shop.goods(point, { name: '大米', stock: 0 }), queue = [me, await world.person(), await world.person(), await world.person()];
    for (const who of queue) await who.api.rewards.wait(id);
    const told = async () => Promise.all(queue.map(async (who) => (await notices(who)).length));
    await keeper.api.rewards.restock(id, { quantity: 2, source: 'PURCHASE' }, key());
    expect(await told()).toEqual([1, 1, 0, 0]);
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ kind: 'REDEMPTION', title: '大米又有货了', link: `/packages/more/pages/reward/index?id=${id}&point=${point}` });
    expect((await me.api.rewards.get(id)).waiting).toBe(false);
    await shop.give(me, 100);
    const order = await me.api.redemptions.order({ rewardId: id, quantity: 2 }, key());
    await me.api.redemptions.cancel(order.id, key());
    expect(await told()).toEqual([1, 1, 1, 1]);
    await keeper.api.rewards.restock(id, { quantity: 5, source: 'PURCHASE' }, key());
    expect(await told()).toEqual([1, 1, 1, 1]);
  });
  test('hears nothing of what it could not order; when it is offered again, it does', async () => {
    const id = await shop.goods(point, { stock: 0 });
    await me.api.rewards.wait(id);
    await keeper.api.rewards.update(id, { listed: false });
    await keeper.api.rewards.restock(id, { quantity: 2, source: 'PURCHASE' }, key());
    expect(await notices(me)).toEqual([]);
    await keeper.api.rewards.update(id, { listed: true });
    expect(await notices(me)).toHaveLength(1);
  });
  test('goods that arrive while somebody is joining find him on the list', async () => {
    const id = await shop.goods(point, { stock: 0 });
    let arrived: Promise<unknown> = Promise.resolve();
    await board.tx.run(async (m) => {
      expect(await joinWait(m, board.clock.now(), id, me.id)).toBe(true);
      arrived = keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key());
      await sleep(300);
    });
    await arrived;
    expect([await notices(me), (await me.api.rewards.get(id)).waiting]).toEqual([[expect.stringContaining('又有货了')], false]);
  });
  test('ten wait while goods arrive three times: each is told once or still waits for what is not there', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await shop.goods(point, { stock: 0 }), queue = await Promise.all(Array.from({ length: 10 }, () => world.person()));
      await Promise.all(queue.slice(0, 5).map((who) => who.api.rewards.wait(id)));
      const joined = await Promise.all([...queue.slice(5).map((who) => codeOf(who.api.rewards.wait(id))), ...Array.from({ length: 3 }, () => codeOf(keeper.api.rewards.restock(id, { quantity: 4, source: 'PURCHASE' }, key())))]);
      expect(joined.slice(5)).toEqual(['ok', 'ok', 'ok']);
      const told = await Promise.all(queue.map(async (who) => (await notices(who)).length)), left = await shop.one<{ n: number }>('SELECT COUNT(*) AS n FROM reward_wait WHERE rewardId = ? AND live = 1', [id]);
      expect(Number(left.n)).toBe(0);
      expect(told).toEqual(queue.map((_, i) => (i < 5 || joined[i - 5] === 'ok' ? 1 : 0)));
    }
  });
});
