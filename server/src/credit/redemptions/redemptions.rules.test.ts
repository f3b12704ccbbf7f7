import { DAY_MS, instant, RETURN_DAYS, type RedemptionAction, type RedemptionStatus } from '@xianfeng/shared';
import { actionsOf, assertOrderable, counterMessage, expiresAt, redemptionFlow, streetOf, type RedemptionStep } from './redemptions.rules.js';

const NOW = instant('2026-11-22', '10:00');
const STEPS: RedemptionStep[] = ['cancel', 'collect', 'expire', 'callOff', 'decline', 'replace', 'giveBack'];
test.each<[RedemptionStatus, RedemptionStep[]]>([['HELD', ['cancel', 'collect', 'expire', 'callOff', 'decline', 'replace']], ['COLLECTED', ['giveBack']], ['CANCELLED', []], ['EXPIRED', []], ['SUBSTITUTED', []], ['RETURNED', []]])('an order that is %s may %p', (status, steps) => {
  expect(redemptionFlow.actions(status)).toEqual(steps);
  for (const action of STEPS) if (!steps.includes(action)) expect(() => redemptionFlow.next(status, action)).toThrow('状态已变化');
});
test('an order waits fifteen days', () => {
  expect(expiresAt(NOW) - NOW).toBe(15 * DAY_MS);
});

const OWNER = { isOwner: true, mayCollect: false, mayManage: false }, OWN_KEEPER = { isOwner: true, mayCollect: true, mayManage: true }, KEEPER = { isOwner: false, mayCollect: true, mayManage: true }, HELPER = { isOwner: false, mayCollect: true, mayManage: false }, STRANGER = { isOwner: false, mayCollect: false, mayManage: false };
const held = { status: 'HELD' as const, expiresAt: NOW + 1, collectedAt: null, offeredId: null }, offered = { ...held, offeredId: 7 };
const collected = { status: 'COLLECTED' as const, expiresAt: NOW + 1, collectedAt: NOW - 1, offeredId: null };
test.each<[string, Parameters<typeof actionsOf>[0], Parameters<typeof actionsOf>[1], RedemptionAction[]]>([
  ['its owner, while it waits', held, OWNER, ['cancel']],
  ['its owner, past its time', { ...held, expiresAt: NOW }, OWNER, ['cancel']],
  ['its owner, with something else offered', offered, OWNER, ['acceptSubstitute', 'declineSubstitute', 'cancel']],
  ['its owner, with an offer past its time', { ...offered, expiresAt: NOW }, OWNER, ['cancel']],
  ['a keeper with his own', offered, OWN_KEEPER, ['acceptSubstitute', 'declineSubstitute', 'cancel']],
  ['a keeper with his own that he collected', collected, OWN_KEEPER, []],
  ['a keeper', held, KEEPER, ['collect', 'substitute', 'callOff']],
  ['a keeper, past its time', { ...held, expiresAt: NOW }, KEEPER, ['callOff']],
  ['a keeper, with something else offered', offered, KEEPER, ['collect', 'callOff']],
  ['a keeper, collected', collected, KEEPER, ['giveBack']],
  ['a keeper, collected long ago', { ...collected, collectedAt: NOW - RETURN_DAYS * DAY_MS }, KEEPER, []],
  ['who only hands over, collected', collected, HELPER, []],
  ['a stranger', offered, STRANGER, []],
  ['a keeper, over', { ...held, status: 'CANCELLED' }, KEEPER, []],
])('%s: what can be done', (_who, order, reader, actions) => { expect(actionsOf(order, reader, NOW)).toEqual(actions); });

const GOODS = { listed: 1, bestBefore: '2026-11-22', stock: 2 };
test.each([[GOODS, 2, null], [GOODS, 3, 'STOCK_OUT'], [{ ...GOODS, listed: 0 }, 1, 'REWARD_OFF'], [{ ...GOODS, bestBefore: '2026-11-21' }, 1, 'INVALID'], [{ ...GOODS, bestBefore: null, stock: 0 }, 1, 'STOCK_OUT']])('%p × %i: %p', (goods, quantity, code) => {
  const order = () => assertOrderable(goods, quantity, NOW);
  if (code === null) order();
  else expect(order).toThrow(expect.objectContaining({ code }));
});
test('what an SMS from the counter says', () => {
  expect(counterMessage({ name: '大米', quantity: 2, unit: '袋', points: 100 }, { name: '柳树社区积分超市', phone: '0359-1234567' })).toBe('【先锋】您在柳树社区积分超市领取了大米 2袋，用去 100 分。如不是您本人，请拨打 0359-1234567。');
});
test.each([['/1/', '/1/'], ['/1/2/', '/1/2/'], ['/1/2/3/', '/1/2/'], ['/1/2/3/4/5/', '/1/2/']])('the street of %p is %p', (path, street) => { expect(streetOf(path)).toBe(street); });
