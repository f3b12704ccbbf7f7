import { instant, type LimitPeriod } from '@xianfeng/shared';
import { alertsOf, byNearness, isPastDay, mergedDay, nearness, periodBegins, rewardActions, whyBlocked } from './shelf.rules.js';

const NOW = instant('2026-11-22', '10:00');

test.each<[LimitPeriod, string]>([['DAY', '2026-11-22'], ['WEEK', '2026-11-16'], ['MONTH', '2026-11-01'], ['QUARTER', '2026-10-01'], ['YEAR', '2026-01-01']])('the %s of a Sunday in November begins on %s', (period, day) => {
  expect(periodBegins(period, NOW)).toBe(instant(day, '00:00'));
});
test('periods begin at midnight in Shanghai; once is for ever', () => {
  expect(periodBegins('MONTH', instant('2026-12-01', '00:00'))).toBe(instant('2026-12-01', '00:00'));
  expect(periodBegins('MONTH', instant('2026-12-01', '00:00') - 1)).toBe(instant('2026-11-01', '00:00'));
  expect(periodBegins('WEEK', instant('2026-11-23', '00:00'))).toBe(instant('2026-11-23', '00:00'));
  expect(periodBegins('QUARTER', instant('2027-01-01', '00:00'))).toBe(instant('2027-01-01', '00:00'));
  expect(periodBegins('ONCE', NOW)).toBe(0);
});
const shelf = { points: 50, stock: 3, bestBefore: null, perPerson: 0, limitPeriod: 'MONTH' as const, listed: 1 };
const reader = { available: 50, frozen: 0, taken: 0, consented: true };
test.each([
  [{}, {}, null],
  [{ bestBefore: '2026-11-22' }, {}, null],
  [{ bestBefore: '2026-11-21' }, {}, '已过保质期，暂停兑换'],
  [{ stock: 0 }, {}, '已兑完，等待补货'],
  [{}, { consented: false }, '同意服务协议后可以兑换'],
  [{ perPerson: 2 }, { taken: 1 }, null],
  [{ perPerson: 2 }, { taken: 2 }, '每月每人限兑 2 件'],
  [{}, { taken: 99 }, null],
  [{}, { available: 49 }, '还差 1 分'],
  [{}, { available: -3 }, '积分为负，补足后可以兑换'],
  [{}, { frozen: 1 }, '积分已冻结，暂不能兑换'],
  [{ listed: 0 }, {}, '已下架'],
])('shelf %p, reader %p: %p', (s, r, blocked) => {
  expect(whyBlocked({ ...shelf, ...s }, { ...reader, ...r }, NOW)).toBe(blocked);
});
test('goods are good through their last day', () => {
  expect([isPastDay('2026-11-22', NOW), isPastDay('2026-11-21', NOW), isPastDay(null, NOW)]).toEqual([false, true, false]);
  expect(isPastDay('2026-11-21', instant('2026-11-22', '00:00'))).toBe(true);
});
test.each([
  [5, '2027-01-01', '2026-12-01', '2026-12-01'],
  [5, '2027-01-01', '2027-06-01', '2027-01-01'],
  [5, '2027-01-01', undefined, '2027-01-01'],
  [0, '2026-01-01', '2027-06-01', '2027-06-01'],
  [5, null, '2027-06-01', '2027-06-01'],
  [5, null, undefined, null],
  [0, '2026-01-01', undefined, null],
])('%i on the shelf until %p, more until %p: %p', (stock, bestBefore, incoming, merged) => {
  expect(mergedDay({ stock, reserved: 0, bestBefore }, incoming)).toBe(merged);
});
test('nearest is the own community, then the own street, then the rest by name', () => {
  expect([nearness('/1/2/3/', '/1/2/3/'), nearness('/1/2/', '/1/2/3/'), nearness('/1/2/4/', '/1/2/3/'), nearness('/1/22/', '/1/2/'), nearness('/1/', '')]).toEqual([3, 2, 2, 1, 0]);
  const points = [{ path: '/1/9/', name: '乙' }, { path: '/1/2/4/', name: '丙' }, { path: '/1/2/3/', name: '丁' }, { path: '/1/8/', name: '甲' }];
  expect(byNearness(points, '/1/2/3/').map((p) => p.path)).toEqual(['/1/2/3/', '/1/2/4/', '/1/8/', '/1/9/']);
  expect(byNearness(points, '').map((p) => p.name)).toEqual(['丙', '丁', '甲', '乙']);
});
test.each([
  [{ stock: 3, listed: 1 }, { blocked: null }, ['order']],
  [{ stock: 3, listed: 1 }, { blocked: '还差 1 分' }, []],
  [{ stock: 0, listed: 1 }, { blocked: '已兑完，等待补货' }, ['wait']],
  [{ stock: 0, listed: 1 }, { blocked: '已兑完，等待补货', waiting: true }, ['leave']],
  [{ stock: 0, listed: 1 }, { blocked: '已兑完，等待补货', consented: false }, []],
  [{ stock: 0, listed: 0 }, { blocked: '已下架' }, []],
  [{ stock: 0, listed: 0 }, { blocked: '已下架', waiting: true, mayEdit: true }, ['leave', 'edit']],
  [{ stock: 3, listed: 1 }, { blocked: null, waiting: true, mayEdit: true }, ['order', 'leave', 'edit']],
])('shelf %p, reader %p: %p', (reward, reader, actions) => {
  expect(rewardActions(reward, { waiting: false, consented: true, mayEdit: false, ...reader })).toEqual(actions);
});
test.each([
  [{}, []],
  [{ stock: 3 }, ['快没货']],
  [{ stock: 3, listed: 0 }, []],
  [{ stock: 4 }, []],
  [{ bestBefore: '2026-12-22' }, ['快到期']],
  [{ bestBefore: '2026-12-23' }, []],
  [{ bestBefore: '2026-11-22' }, ['快到期']],
  [{ bestBefore: '2026-11-21' }, ['已过期']],
  [{ bestBefore: '2026-11-21', stock: 0 }, ['快没货']],
  [{ bestBefore: '2026-11-21', stock: 0, reserved: 1 }, ['已过期', '快没货']],
])('the keeper is told of %p: %p', (row, alerts) => {
  expect(alertsOf({ stock: 10, reserved: 0, bestBefore: null, listed: 1, ...row }, NOW)).toEqual(alerts);
});
