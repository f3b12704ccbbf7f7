import { unpackAnswer } from '../../src/db/answers.js';
import { codeOf, key } from '../start.js';
import type { Actor } from '../world.js';
import { addDays, dayOf } from '@xianfeng/shared';
import { board, elsewhere, keeper, me, point, shop, standAtCounter, world } from './at-counter.js';
import type { Shop } from './shop.js';

standAtCounter();

const full = { available: 120, held: 0, earned: 120, spent: 0 };
/** An order of rice (50) for which something else of `points` is offered. */
const offered = async (o: Parameters<Shop['goods']>[1] = {}, quantity = 1) => {
  const rice = await shop.goods(point, { name: '大米', points: 50 }).catch(() => shop.goods(point)), other = await shop.goods(point, { name: '面粉', points: 40, ...o });
  const order = await me.api.redemptions.order({ rewardId: rice, quantity }, key());
  const seen = await keeper.api.redemptions.substitute(order.id, { rewardId: other, note: '大米受潮了' }, key());
  return { rice, other, order, seen };
};

test('the keeper offers, the owner is told and decides; nothing moves until then', async () => {
  const { rice, other, order, seen } = await offered();
  const substitute = { rewardId: other, name: '面粉', spec: '5kg', unit: '袋', points: 40, note: '大米受潮了' };
  expect(seen).toMatchObject({ status: 'HELD', substitute, code: null, actions: ['collect', 'callOff'] });
  expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'HELD', code: order.code, substitute, actions: ['acceptSubstitute', 'declineSubstitute', 'cancel'] });
  expect((await me.api.redemptions.mine({})).items[0]).toMatchObject({ substitute });
  expect((await me.api.notices.list({})).items[0]).toMatchObject({ title: '大米 1袋 可以换一样', body: '大米受潮了。可换成面粉 1袋（40 分），换不换由您定。', link: `/packages/more/pages/order/index?id=${order.id}` });
  expect([await shop.onShelf(rice), await shop.onShelf(other)]).toEqual([{ stock: 9, reserved: 1 }, { stock: 10, reserved: 0 }]);
});
test('yes: the old order ends, the new one stands at its own price with a code of its own', async () => {
  const { rice, other, order } = await offered(), k = key(), made = await me.api.redemptions.acceptSubstitute(order.id, k);
  expect(made).toMatchObject({ rewardId: other, name: '面粉', quantity: 1, points: 40, status: 'HELD', channel: 'APP', substitute: null, replacedBy: null, actions: ['cancel'], personName: me.name });
  expect(made.code).toMatch(/^\w{8}$/);
  expect(made.code).not.toBe(order.code);
  expect(await me.api.redemptions.acceptSubstitute(order.id, k)).toEqual(made);
  expect(await me.api.redemptions.get(made.id)).toEqual(made);
  expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'SUBSTITUTED', replacedBy: made.id, code: null, substitute: null, actions: [] });
  expect([await shop.account(me.id), await shop.onShelf(rice), await shop.onShelf(other)]).toEqual([{ available: 80, held: 40, earned: 120, spent: 0 }, { stock: 10, reserved: 0 }, { stock: 9, reserved: 1 }]);
  expect(await codeOf(keeper.api.redemptions.collect({ code: order.code! }, key()))).toBe('STATE');
  expect((await keeper.api.redemptions.collect({ code: made.code! }, key())).status).toBe('COLLECTED');
  for (const table of ['redemption', 'audit', 'journal_tx', 'notice']) expect(JSON.stringify(await board.tx.read.query(`SELECT * FROM ${table}`))).not.toContain(made.code);
  const answers = await board.tx.read.query<{ body: string }[]>('SELECT body FROM idempotency WHERE userId = ?', [me.id]);
  expect(answers.map((a) => unpackAnswer(a.body)).filter((body) => body.includes(String(made.id)) && !body.includes(made.code!))).not.toEqual([]);
  expect(answers.map((a) => unpackAnswer(a.body)).join()).not.toContain(made.code);
  expect(await me.api.redemptions.acceptSubstitute(order.id, k)).toEqual(made);
});
test('as many pieces as were ordered, and the price is for all of them', async () => {
  const { order, seen } = await offered({}, 2);
  expect(seen.substitute?.points).toBe(80);
  expect(await me.api.redemptions.acceptSubstitute(order.id, key())).toMatchObject({ quantity: 2, points: 80 });
});
test('no: all returns', async () => {
  const { rice, order } = await offered(), k = key(), ended = await me.api.redemptions.declineSubstitute(order.id, k);
  expect(ended).toMatchObject({ status: 'CANCELLED', substitute: null, actions: [] });
  expect(await me.api.redemptions.declineSubstitute(order.id, k)).toEqual(ended);
  expect([await shop.account(me.id), await shop.onShelf(rice)]).toEqual([full, { stock: 10, reserved: 0 }]);
  expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('STATE');
});
test('an offer does not change under the owner’s hand: one per order', async () => {
  const { order, other } = await offered(), third = await shop.goods(point);
  expect(await codeOf(keeper.api.redemptions.substitute(order.id, { rewardId: third, note: '还是这个吧' }, key()))).toBe('STATE');
  expect((await me.api.redemptions.get(order.id)).substitute?.rewardId).toBe(other);
});
test('the owner may still collect what he ordered, cancel, or be called off; the offer ends with it', async () => {
  const a = await offered();
  expect(await keeper.api.redemptions.collect({ code: a.order.code! }, key())).toMatchObject({ status: 'COLLECTED', substitute: null });
  const b = await offered({ name: '挂面' });
  expect(await me.api.redemptions.cancel(b.order.id, key())).toMatchObject({ status: 'CANCELLED', substitute: null });
  const c = await offered({ name: '白糖' });
  expect((await keeper.api.redemptions.callOff(c.order.id, { reason: '都没有了' }, key())).status).toBe('CANCELLED');
  for (const { order } of [a, b, c]) for (const answer of [me.api.redemptions.acceptSubstitute, me.api.redemptions.declineSubstitute]) expect(await codeOf(answer(order.id, key()))).toBe('STATE');
});
test('past its time the offer has lapsed, before and after the job', async () => {
  const { order } = await offered();
  board.clock.set(order.expiresAt);
  expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'HELD', substitute: null, actions: ['cancel'] });
  expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('STATE');
  expect(await codeOf(me.api.redemptions.declineSubstitute(order.id, key()))).toBe('STATE');
  await board.jobs.run('redemptions-expire');
  expect(await me.api.redemptions.get(order.id)).toMatchObject({ status: 'EXPIRED', substitute: null });
  expect(await shop.account(me.id)).toEqual(full);
});
describe('a yes that cannot be fulfilled leaves the old order as it was', () => {
  const untouched = async (id: number) => {
    expect(await me.api.redemptions.get(id)).toMatchObject({ status: 'HELD', replacedBy: null, actions: ['acceptSubstitute', 'declineSubstitute', 'cancel'] });
    expect(await shop.account(me.id)).toMatchObject({ available: 70, held: 50 });
  };
  test('too dear', async () => {
    const { order } = await offered({ points: 121 });
    await expect(me.api.redemptions.acceptSubstitute(order.id, key())).rejects.toMatchObject({ code: 'POINTS_SHORT', message: '积分不足，还差 1 分' });
    await untouched(order.id);
  });
  test('gone meanwhile', async () => {
    const { order, other } = await offered({ stock: 1, points: 10 }), another = await world.person();
    await shop.give(another, 10);
    await another.api.redemptions.order({ rewardId: other, quantity: 1 }, key());
    expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('STOCK_OUT');
    await untouched(order.id);
  });
  test('over the limit per person', async () => {
    const { order, other } = await offered({ points: 10, perPerson: 1 });
    const mine = await me.api.redemptions.order({ rewardId: other, quantity: 1 }, key());
    expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('REWARD_LIMIT');
    await me.api.redemptions.cancel(mine.id, key());
    await untouched(order.id);
  });
  test('taken off the shelf', async () => {
    const { order, other } = await offered();
    await board.tx.run((m) => m.query('UPDATE reward SET listed = 0 WHERE id = ?', [other]));
    expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('REWARD_OFF');
    await untouched(order.id);
  });
  test('frozen', async () => {
    const { order } = await offered();
    await board.tx.run((m) => m.query('UPDATE points_account SET frozen = 1 WHERE userId = ?', [me.id]));
    expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('POINTS_FROZEN');
    await untouched(order.id);
  });
});
test('the limit of the old thing does not stand in the way, and is free again', async () => {
  const rice = await shop.goods(point, { perPerson: 1 }), other = await shop.goods(point, { perPerson: 1, points: 10 }), order = await me.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
  await keeper.api.redemptions.substitute(order.id, { rewardId: other, note: '换一样' }, key());
  await me.api.redemptions.acceptSubstitute(order.id, key());
  await me.api.redemptions.order({ rewardId: rice, quantity: 1 }, key());
  expect(await codeOf(me.api.redemptions.order({ rewardId: other, quantity: 1 }, key()))).toBe('REWARD_LIMIT');
});
test('what cannot be offered, and by whom not', async () => {
  const far = await shop.goods(await shop.point(world.community)), gone = await shop.goods(point, { stock: 0 }), stale = await shop.goods(point, { bestBefore: addDays(dayOf(board.clock.now()), -1) }), good = await shop.goods(point), off = await shop.goods(point);
  await board.tx.run((m) => m.query('UPDATE reward SET listed = 0 WHERE id = ?', [off]));
  const order = await me.api.redemptions.order({ rewardId: await shop.goods(point), quantity: 1 }, key());
  const offer = (who: Actor, rewardId: number, id = order.id) => codeOf(who.api.redemptions.substitute(id, { rewardId, note: '换一样' }, key()));
  expect([await offer(keeper, far), await offer(keeper, order.rewardId), await offer(keeper, 999), await offer(keeper, gone), await offer(keeper, stale), await offer(keeper, off), await offer(keeper, good, 999)]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'STOCK_OUT', 'INVALID', 'REWARD_OFF', 'NOT_FOUND']);
  expect([await offer(me, good), await offer(elsewhere, good), await offer(await world.staff('GRID_WORKER', world.community), good)]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
  for (const body of [{}, { rewardId: good }, { rewardId: good, note: '' }, { rewardId: 'x', note: '换一样' }, { rewardId: good, note: '长'.repeat(101) }, { rewardId: good, note: '换一样', points: 1 }]) await expect(keeper.send({ method: 'POST', path: `/redemptions/${order.id}/substitute`, body, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
  expect(await codeOf(me.api.redemptions.acceptSubstitute(order.id, key()))).toBe('STATE');
  expect(await codeOf(me.api.redemptions.declineSubstitute(order.id, key()))).toBe('STATE');
  expect(await offer(keeper, good)).toBe('ok');
  for (const who of [keeper, await world.person()]) for (const answer of [who.api.redemptions.acceptSubstitute, who.api.redemptions.declineSubstitute]) expect(await codeOf(answer(order.id, key()))).toBe('NOT_FOUND');
  expect(await codeOf(keeper.api.redemptions.callOff(order.id, { reason: '缺货' }, key()))).toBe('ok');
  expect(await offer(keeper, good)).toBe('STATE');
});
