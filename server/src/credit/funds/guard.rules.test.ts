import { adviceOf, guardOf, levelOf, PACE_WEEKS, percentOf, PERCENT_MAX, weeksLeft } from './guard.rules.js';

test.each([
  [0, 0, 0, 'OK'], [0, 1_000, 0, 'OK'], [0, -5, 0, 'OK'], [1, 0, PERCENT_MAX, 'OVER'], [1, -100, PERCENT_MAX, 'OVER'],
  [500, 1_000, 50, 'OK'], [990, 1_000, 99, 'OK'], [991, 1_000, 100, 'WATCH'], [1_000, 1_000, 100, 'WATCH'], [1_200, 1_000, 120, 'WATCH'], [1_201, 1_000, 121, 'OVER'], [1_000_000, 1, PERCENT_MAX, 'OVER'],
])('%i fen promised against %i: %i %%, %s', (promised, means, percent, level) => {
  expect([percentOf(promised, means), levelOf(percentOf(promised, means))]).toEqual([percent, level]);
});
const calm = { outstanding: 1_000, pointValueFen: 10, stockFen: 8_000, fundFen: 2_000, issued: 0, spent: 0 };
test.each([
  ['nothing moves', {}, null],
  ['as much is used as given', { issued: 600, spent: 600 }, null],
  ['more is used than given', { issued: 100, spent: 600 }, null],
  // 10,000 fen of means allow 12,000; 2,000 are left. 120 points in 12 weeks are 10 a week, 100 fen.
  ['ten points a week', { issued: 120 }, 20],
  ['ten points a week net', { issued: 360, spent: 240 }, 20],
  ['a little more', { issued: 121 }, 19],
  ['at once', { issued: 120_000 }, 0],
  ['already over', { outstanding: 2_000, issued: 120 }, 0],
  ['over, but falling', { outstanding: 2_000, spent: 120 }, null],
])('%s', (_what, change, weeks) => {
  expect(weeksLeft({ ...calm, ...change })).toBe(weeks);
});
test.each([
  ['OK', null, '家底充足，按近 12 周的节奏不会超出。'],
  ['OK', 20, '家底充足。按近 12 周的节奏，约 20 周后超出上限。'],
  ['OK', 105, '家底充足。按近 12 周的节奏，两年内不会超出。'],
  ['WATCH', 3, '发出的积分已接近上限，请先备货或筹款，暂缓新的加分办法。按近 12 周的节奏，约 3 周后超出上限。'],
  ['OVER', 0, '发出的积分已超出家底，还差约 40 元的物资或资金。补足前请不要新开加分办法。'],
] as const)('%s, %p weeks', (level, weeks, advice) => {
  // 16,800 fen promised need 14,000 fen of means.
  expect(adviceOf(level, weeks, 16_800, 10_000)).toBe(advice);
});
test('a guard says all of it, in whole numbers', () => {
  expect(guardOf({ ...calm, issued: 125, spent: 5 })).toEqual({ outstanding: 1_000, pointValueFen: 10, promisedFen: 10_000, stockFen: 8_000, fundFen: 2_000, percent: 100, level: 'WATCH', weeklyIssued: Math.round(125 / PACE_WEEKS), weeklySpent: 0, weeksLeft: 20, advice: expect.stringContaining('约 20 周后') as string });
});
