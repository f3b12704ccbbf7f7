import { dayOf, instant } from '@xianfeng/shared';
import { addWorkdays, isWorkday, waitedSince, type Holidays } from './workdays.js';

const plain: Holidays = { off: new Set(), on: new Set() };

test.each([
  // at, n, the first day after the last working one
  ['2026-11-23', 1, '2026-11-25'], // Monday
  ['2026-11-20', 1, '2026-11-24'], // Friday: Monday is the first
  ['2026-11-21', 1, '2026-11-24'], // Saturday
  ['2026-11-22', 3, '2026-11-26'], // Sunday
  ['2026-11-23', 10, '2026-12-08'],
])('%s and %d working days end when %s begins', (day, n, after) => {
  expect(addWorkdays(instant(day, '09:30'), n, plain)).toBe(instant(after, '00:00'));
});
test('holidays are skipped and worked weekends count', () => {
  // Wednesday 30 September 2026: 1 to 7 October off, Thursday and Friday worked, Saturday the 10th worked
  expect(dayOf(addWorkdays(instant('2026-09-30', '12:00'), 3) - 1)).toBe('2026-10-10');
  expect(isWorkday('2026-10-05')).toBe(false);
  expect(isWorkday('2026-02-14')).toBe(true);
});
test('the day is the one in Shanghai', () => {
  // 23:30 on Sunday in Shanghai is still Sunday there
  expect(addWorkdays(instant('2026-11-22', '23:30'), 1, plain)).toBe(instant('2026-11-24', '00:00'));
  expect(addWorkdays(instant('2026-11-23', '00:30'), 1, plain)).toBe(instant('2026-11-25', '00:00'));
});
test('what came before an instant has waited for n whole working days, what came after has not', () => {
  for (const at of ['2026-10-08', '2026-10-12', '2026-11-22', '2026-11-23'].map((d) => instant(d, '09:00')))
    for (const n of [1, 5, 9]) {
      const since = waitedSince(at, n);
      expect(addWorkdays(since - 1, n)).toBeLessThanOrEqual(at);
      expect(addWorkdays(since, n)).toBeGreaterThan(at);
    }
});
