import { recentYears, thisHalf, thisYear } from './years';

test('years and halves turn at midnight in Shanghai', () => {
  const newYear = Date.parse('2025-12-31T16:00:00Z'), july = Date.parse('2026-06-30T16:00:00Z');
  expect([thisYear(newYear - 1), thisYear(newYear)]).toEqual([2025, 2026]);
  expect([thisHalf(july - 1), thisHalf(july)]).toEqual(['1', '2']);
  expect(recentYears(newYear)).toEqual([2026, 2025, 2024]);
});
