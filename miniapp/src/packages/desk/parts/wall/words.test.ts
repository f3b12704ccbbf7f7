import { clock, headKinds, headWaits, sayDate, sayShare, show, showHours } from './words.ts';

test('a number of fewer than five is words', () => {
  expect([show('FEW'), show('HIDDEN'), show(0), show(5), show(12_345)]).toEqual(['少于5', '—', '0', '5', '12,345']);
  expect([showHours('FEW'), showHours(90), showHours(60_000)]).toEqual(['少于5', '1.5', '1,000']);
});
test('a share is said in tenths, never more than it is', () => {
  expect([sayShare(3, 100), sayShare(39, 100), sayShare(40, 100), sayShare(7, 7)]).toEqual(['不到一成', '三成', '四成', '全部']);
});
test('the time on the wall is that of Shanghai', () => {
  expect(clock(Date.UTC(2026, 10, 22, 16, 5, 9))).toBe('00:05:09');
  expect(sayDate(Date.UTC(2026, 10, 22, 16, 5, 9))).toBe('11月23日 星期一');
});
test('a heading says what the picture shows', () => {
  const view = { recent: { medianDays: 0, asked: 100 }, kinds: [{ kind: 'OTHER', n: 40 }, { kind: 'REPAIR', n: 34 }, { kind: 'CARE', n: 'FEW' }] } as unknown as Parameters<typeof headKinds>[0];
  expect(headKinds(view)).toBe('维修最多，占三成');
  expect(headWaits(view)).toBe('一半的点单当天就办结');
});
