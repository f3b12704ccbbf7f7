import { DAY_MS, instant } from '@xianfeng/shared';
import { superfluous } from './retention.rules.js';

const NOW = instant('2026-11-22', '03:10');
const daily = (days: number): number[] => Array.from({ length: days }, (_, i) => NOW - i * DAY_MS);

test.each([[0, 0], [1, 0], [7, 0]])('%i daily backups: %i may go', (days, gone) => expect(superfluous(daily(days), NOW)).toHaveLength(gone));
test('of two years of nights, seven days, five weeks and twelve months stay', () => {
  const all = daily(730), gone = superfluous(all, NOW), kept = all.filter((at) => !gone.includes(at));
  expect(kept.slice(0, 7)).toEqual(daily(7));
  expect(kept.length).toBeGreaterThanOrEqual(7 + 4 + 10);
  expect(kept.length).toBeLessThanOrEqual(7 + 5 + 12);
  expect(Math.min(...kept)).toBeGreaterThan(NOW - 366 * DAY_MS);
  expect(superfluous(kept, NOW)).toEqual([]);
});
test('of several on one day the latest stays, and the newest of all never goes', () => {
  const [morning, noon, evening] = ['08:00', '12:00', '20:00'].map((t) => instant('2026-11-21', t));
  expect(superfluous([morning!, noon!, evening!], NOW)).toEqual([noon, morning]);
  expect(superfluous([NOW - 900 * DAY_MS], NOW)).toEqual([]);
});
test('what a clock that went back has dated into the future is kept', () => expect(superfluous([NOW + DAY_MS, NOW + DAY_MS - 1, NOW], NOW)).not.toContain(NOW + DAY_MS - 1));
