import { DAY_MS, MINUTE_MS, RETURN_DAYS, type RedemptionView } from '@xianfeng/shared';
import { pickupCode } from '../../src/credit/redemptions/pickup-code.js';
import { step } from '../../src/credit/redemptions/redemptions.store.js';
import { codeOf, key } from '../start.js';
import type { Actor } from '../world.js';
import { board, elsewhere, keeper, me, point, shop, standAtCounter, world } from './at-counter.js';

standAtCounter();

const orderOne = async (as = me): Promise<RedemptionView> => as.api.redemptions.order({ rewardId: await shop.goods(point, { name: '大米', points: 50 }).catch(() => shop.goods(point)), quantity: 1 }, key());
const stepsOf = async (id: number) => (await board.tx.read.query<{ status: string; actorId: number }[]>('SELECT status, actorId FROM redemption_step WHERE redemptionId = ? ORDER BY createdAt, CASE status WHEN ? THEN 0 ELSE 1 END', [id, 'HELD'])).map((s) => [s.status, s.actorId]);
const trail = async (id: number) => (await board.tx.read.query<{ action: string; actorId: number }[]>("SELECT action, actorId FROM audit WHERE refType = 'redemption' AND refId = ? ORDER BY id", [id])).map((a) => [a.action, a.actorId]);
const raw = (who: Actor, path: string, body: object, k: string): Promise<string> =>
  fetch(`${board.url}/api${path}`, { method: 'POST', headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json', 'idempotency-key': k }, body: JSON.stringify(body) }).then((r) => r.text());

describe('every state an order ever reached has its row', () => {
  test.each<[string, [string, 'me' | 'keeper' | 0][], (o: RedemptionView) => Promise<unknown>]>([
    ['collected', [['HELD', 'me'], ['COLLECTED', 'keeper']], (o) => keeper.api.redemptions.collect({ code: o.code! }, key())],
    ['cancelled', [['HELD', 'me'], ['CANCELLED', 'me']], (o) => me.api.redemptions.cancel(o.id, key())],
    ['called off', [['HELD', 'me'], ['CANCELLED', 'keeper']], (o) => keeper.api.redemptions.callOff(o.id, { reason: '货物受潮' }, key())],
    ['expired', [['HELD', 'me'], ['EXPIRED', 0]], (o) => { board.clock.set(o.expiresAt); return board.jobs.run('redemptions-expire'); }],
    ['given back', [['HELD', 'me'], ['COLLECTED', 'keeper'], ['RETURNED', 'keeper']], async (o) => {
      await keeper.api.redemptions.collect({ code: o.code! }, key());
      board.clock.set(board.clock.now() + MINUTE_MS);
      await keeper.api.redemptions.giveBack(o.id, { reason: '袋子破了' }, key());
    }],
  ])('%s', async (_how, steps, end) => {
    const order = await orderOne(), ids = { me: me.id, keeper: keeper.id };
    await end(order);
    const want = steps.map(([status, who]) => [status, who === 0 ? 0 : ids[who]]);
    expect(await stepsOf(order.id)).toEqual(want);
    expect((await trail(order.id)).map(([, actor]) => actor)).toEqual(want.map(([, actor]) => actor));
  });
  test('a step is refused a second time, with everything beside it', async () => {
    const order = await orderOne();
    await board.tx.run((m) => m.query("INSERT INTO redemption_step (redemptionId, status, actorId, createdAt) VALUES (?, 'CANCELLED', 0, 1)", [order.id]));
    expect(await codeOf(me.api.redemptions.cancel(order.id, key()))).not.toBe('ok');
    expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'HELD' });
  });
});

test('time ends an order when it is over, not before, whoever asks', async () => {
  const order = await orderOne(), end = (now: number) => board.tx.run((m) => step(m, now, order.id, { action: 'expire', actorId: 0 }));
  expect(await codeOf(end(order.expiresAt - 1))).toBe('STATE');
  expect((await me.api.redemptions.get(order.id)).status).toBe('HELD');
});

describe('calling off', () => {
  test('ends an order with a reason that its owner reads; all returns', async () => {
    const order = await orderOne(), k = key(), seen = await keeper.api.redemptions.callOff(order.id, { reason: '这批大米受潮' }, k);
    expect(seen).toMatchObject({ status: 'CANCELLED', reason: '这批大米受潮', settledAt: expect.any(Number) as number, collectedAt: null, code: null, actions: [] });
    expect(await keeper.api.redemptions.callOff(order.id, { reason: '这批大米受潮' }, k)).toEqual(seen);
    expect([await shop.account(me.id), await shop.onShelf(order.rewardId)]).toEqual([{ available: 120, held: 0, earned: 120, spent: 0 }, { stock: 10, reserved: 0 }]);
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ title: `${order.name} 1袋 已撤销`, body: '50 分已退回。原因：这批大米受潮', link: `/packages/more/pages/order/index?id=${order.id}` });
    expect((await me.api.redemptions.get(order.id)).reason).toBe('这批大米受潮');
  });
  test('restored points live as the house owes: at least thirty days', async () => {
    const [lot] = await board.tx.read.query<{ id: number; expiresAt: number }[]>('SELECT id, expiresAt FROM points_lot WHERE userId = ?', [me.id]), order = await orderOne();
    board.clock.set(order.createdAt + DAY_MS);
    await board.tx.run((m) => m.query('UPDATE points_lot SET expiresAt = ?, firstExpiresAt = ? WHERE id = ?', [order.createdAt + 2 * DAY_MS, order.createdAt - 60 * DAY_MS, lot!.id]));
    await keeper.api.redemptions.callOff(order.id, { reason: '缺货' }, key());
    const lots = await board.tx.read.query<{ leftPoints: number; expiresAt: number }[]>('SELECT leftPoints, expiresAt FROM points_lot WHERE userId = ? AND id <> ?', [me.id, lot!.id]);
    expect(lots.map((l) => [l.leftPoints, l.expiresAt > order.createdAt + 29 * DAY_MS])).toEqual([[50, true]]);
  });
  test('is for staff of the point, with a reason, and only while it waits', async () => {
    const order = await orderOne(), reason = { reason: '受潮' };
    expect(await codeOf(me.api.redemptions.callOff(order.id, reason, key()))).toBe('NOT_FOUND');
    expect(await codeOf(elsewhere.api.redemptions.callOff(order.id, reason, key()))).toBe('NOT_FOUND');
    expect(await codeOf((await world.staff('GRID_WORKER', world.community)).api.redemptions.callOff(order.id, reason, key()))).toBe('FORBIDDEN');
    expect(await codeOf(keeper.api.redemptions.callOff(999, reason, key()))).toBe('NOT_FOUND');
    for (const body of [{}, { reason: '' }, { reason: '无' }, { reason: '长'.repeat(101) }, { ...reason, force: true }]) await expect(keeper.send({ method: 'POST', path: `/redemptions/${order.id}/call-off`, body, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
    await keeper.api.redemptions.collect({ code: order.code! }, key());
    expect(await codeOf(keeper.api.redemptions.callOff(order.id, reason, key()))).toBe('STATE');
  });
});

describe('goods that come back', () => {
  const collected = async (): Promise<RedemptionView> => {
    const { code } = await orderOne();
    return keeper.api.redemptions.collect({ code: code! }, key());
  };
  test('bring the points back, and lie on the shelf again', async () => {
    const order = await collected(), k = key(), returned = await keeper.api.redemptions.giveBack(order.id, { reason: '袋子破了' }, k);
    expect(returned).toMatchObject({ status: 'RETURNED', reason: '袋子破了', collectedAt: order.collectedAt, actions: [] });
    expect(await keeper.api.redemptions.giveBack(order.id, { reason: '袋子破了' }, k)).toEqual(returned);
    expect(await codeOf(keeper.api.redemptions.giveBack(order.id, { reason: '袋子破了' }, key()))).toBe('STATE');
    expect([await shop.account(me.id), await shop.onShelf(order.rewardId)]).toEqual([{ available: 120, held: 0, earned: 120, spent: 0 }, { stock: 10, reserved: 0 }]);
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ title: `已退货 ${order.name} 1袋`, body: '50 分已退回。原因：袋子破了' });
    const kinds = await board.tx.read.query<{ kind: string }[]>("SELECT kind FROM journal_tx WHERE refType = 'redemption' AND refId = ? ORDER BY id", [order.id]);
    expect(kinds.map((t) => t.kind)).toEqual(['HOLD', 'SPEND', 'REVERSAL', 'RELEASE']);
  });
  test('only within thirty days, by who manages the shelf, and never one that was not collected', async () => {
    const waiting = await orderOne(), order = await collected(), reason = { reason: '不要了' };
    expect(await codeOf(keeper.api.redemptions.giveBack(waiting.id, reason, key()))).toBe('STATE');
    expect(await codeOf(me.api.redemptions.giveBack(order.id, reason, key()))).toBe('NOT_FOUND');
    expect(await codeOf(elsewhere.api.redemptions.giveBack(order.id, reason, key()))).toBe('NOT_FOUND');
    board.clock.set(order.collectedAt! + RETURN_DAYS * DAY_MS);
    await expect(keeper.api.redemptions.giveBack(order.id, reason, key())).rejects.toMatchObject({ code: 'RETURN_LATE', message: '领取已超过 30 天，不能退货' });
    expect((await keeper.api.redemptions.get(order.id)).actions).toEqual([]);
    board.clock.set(order.collectedAt! + RETURN_DAYS * DAY_MS - MINUTE_MS);
    expect((await keeper.api.redemptions.giveBack(order.id, reason, key())).status).toBe('RETURNED');
  });
  test('and free the limit per person', async () => {
    const rewardId = await shop.goods(point, { points: 10, perPerson: 1 }), first = await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
    await keeper.api.redemptions.collect({ code: first.code! }, key());
    expect(await codeOf(me.api.redemptions.order({ rewardId, quantity: 1 }, key()))).toBe('REWARD_LIMIT');
    await keeper.api.redemptions.giveBack(first.id, { reason: '质量问题' }, key());
    await me.api.redemptions.order({ rewardId, quantity: 1 }, key());
  });
});

describe('a keeper with an order of his own', () => {
  test('goes to another keeper', async () => {
    await shop.give(keeper, 200);
    const order = await orderOne(keeper), colleague = await world.staff('KEEPER', world.community), other = await shop.goods(point);
    expect(order.actions).toEqual(['cancel']);
    expect((await keeper.api.redemptions.lookUp({ code: order.code! })).actions).toEqual(['cancel']);
    expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('OWN_GOODS');
    expect(await codeOf(keeper.api.redemptions.callOff(order.id, { reason: '不要了' }, key()))).toBe('OWN_GOODS');
    expect(await codeOf(keeper.api.redemptions.substitute(order.id, { rewardId: other, note: '换一样' }, key()))).toBe('OWN_GOODS');
    expect((await colleague.api.redemptions.collect({ code: order.code! }, key())).status).toBe('COLLECTED');
    expect(await codeOf(keeper.api.redemptions.giveBack(order.id, { reason: '不要了' }, key()))).toBe('OWN_GOODS');
    expect((await colleague.api.redemptions.giveBack(order.id, { reason: '质量问题' }, key())).status).toBe('RETURNED');
  });
});

describe('the same request again', () => {
  test('is answered with the same bytes, whatever happened since', async () => {
    const rewardId = await shop.goods(point), k = key(), body = { rewardId, quantity: 1 }, first = await raw(me, '/redemptions', body, k), { id, code } = JSON.parse(first) as RedemptionView;
    const ck = key(), taken = await raw(keeper, '/redemptions/collect', { code }, ck);
    expect((JSON.parse(taken) as RedemptionView).status).toBe('COLLECTED');
    expect(await raw(me, '/redemptions', body, k)).toBe(first);
    const rk = key(), back = await raw(keeper, `/redemptions/${id}/give-back`, { reason: '袋子破了' }, rk);
    expect(await raw(keeper, '/redemptions/collect', { code }, ck)).toBe(taken);
    expect(await raw(keeper, `/redemptions/${id}/give-back`, { reason: '袋子破了' }, rk)).toBe(back);
    expect(await raw(me, '/redemptions', body, k)).toBe(first);
  });
  test('is answered even when the shelf is empty now, and the keeper locked', async () => {
    const rewardId = await shop.goods(point, { stock: 1 }), k = key(), first = await raw(me, '/redemptions', { rewardId, quantity: 1 }, k), { code } = JSON.parse(first) as RedemptionView;
    expect(await codeOf(me.api.redemptions.order({ rewardId, quantity: 1 }, key()))).toBe('STOCK_OUT');
    expect(await raw(me, '/redemptions', { rewardId, quantity: 1 }, k)).toBe(first);
    const ck = key(), taken = await raw(keeper, '/redemptions/collect', { code }, ck);
    for (let i = 0; i < 10; i++) await codeOf(keeper.api.redemptions.lookUp({ code: 'ZZZZZZZZ' }));
    expect(await codeOf(keeper.api.redemptions.lookUp({ code: code! }))).toBe('PICKUP_LOCKED');
    expect(await raw(keeper, '/redemptions/collect', { code }, ck)).toBe(taken);
  });
  test('with another code is refused', async () => {
    const a = await orderOne(), b = await orderOne(), k = key();
    await keeper.api.redemptions.collect({ code: a.code! }, k);
    expect(await codeOf(keeper.api.redemptions.collect({ code: b.code! }, k))).toBe('KEY_REUSED');
    expect((await me.api.redemptions.get(b.id)).status).toBe('HELD');
  });
});

describe('what cannot be ordered', () => {
  test('goods that were taken off the shelf', async () => {
    const rewardId = await shop.goods(point);
    await board.tx.run((m) => m.query('UPDATE reward SET listed = 0 WHERE id = ?', [rewardId]));
    await expect(me.api.redemptions.order({ rewardId, quantity: 1 }, key())).rejects.toMatchObject({ code: 'REWARD_OFF', message: '这件商品已下架' });
  });
  test('anything, with frozen points or in debt; what was ordered before may be collected', async () => {
    const order = await orderOne(), rewardId = await shop.goods(point, { points: 1 });
    await board.tx.run((m) => m.query('UPDATE points_account SET frozen = 1 WHERE userId = ?', [me.id]));
    expect(await codeOf(me.api.redemptions.order({ rewardId, quantity: 1 }, key()))).toBe('POINTS_FROZEN');
    expect((await keeper.api.redemptions.collect({ code: order.code! }, key())).status).toBe('COLLECTED');
  });
});

describe('guessing codes', () => {
  test('I and L are read as 1, O as 0', async () => {
    const { id, code } = await (async () => {
      for (;;) {
        const order = await orderOne();
        if (/[01]/.test(order.code!)) return order;
        await me.api.redemptions.cancel(order.id, key());
      }
    })();
    const spoken = code!.replaceAll('1', 'l').replaceAll('0', 'o');
    expect((await keeper.api.redemptions.lookUp({ code: spoken })).id).toBe(id);
    expect((await keeper.api.redemptions.lookUp({ code: code!.replaceAll('1', 'I').replaceAll('0', 'Ｏ') })).id).toBe(id);
    expect(code).toBe(pickupCode('test-secret', id));
  });
  test('the lock tells those who answer for the place, once, and leaves a row', async () => {
    const [secretary, colleague, officer, auditor, organiser] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('KEEPER', world.community), await world.staff('STREET_OFFICER', world.street), await world.staff('AUDITOR', world.street), await world.staff('CITY_ORGANISER', world.city)];
    const outside = [await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), await world.staff('STREET_OFFICER', world.otherStreet), await world.staff('GRID_WORKER', world.community), me];
    const alerts = async (who: Actor) => (await who.api.notices.list({})).items.filter((n) => n.title === '核销连续输错，已暂停');
    for (let i = 0; i < 9; i++) await codeOf(keeper.api.redemptions.lookUp({ code: 'ZZZZZZZZ' }));
    expect(await alerts(secretary)).toEqual([]);
    for (let i = 0; i < 5; i++) await codeOf(keeper.api.redemptions.lookUp({ code: 'ZZZZZZZZ' }));
    for (const who of [secretary, colleague, officer, auditor, organiser]) expect((await alerts(who)).map((n) => [n.kind, n.body])).toEqual([['REDEMPTION', `${keeper.name}在短时间内输错 10 次提货码或姓名尾号，已暂停核销 10 分钟。请问清情况，谨防有人试码。`]]);
    for (const who of [...outside, keeper]) expect(await alerts(who)).toEqual([]);
    const rows = await board.tx.read.query<{ areaId: number }[]>("SELECT areaId FROM audit WHERE action = 'pickup.lock' AND actorId = ?", [keeper.id]);
    expect(rows).toEqual([{ areaId: world.community.id }]);
  });
});
