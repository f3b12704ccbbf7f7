import { addDays, clockOf, dayOf, instant, isEvening, isWeekend, monthOf, sayAgo, sayDay, sayHours, sayMinutes, saySpan, sayTime, startOfDay, weekdayOf, DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

const now = instant('2026-11-22', '10:00'); // a Sunday
test.each([
  ['2026-11-22', '00:00', '2026-11-21T16:00:00Z'],
  ['2026-11-22', '23:59', '2026-11-22T15:59:00Z'],
  ['2028-02-29', '08:30', '2028-02-29T00:30:00Z'],
  ['2026-12-31', '23:30', '2026-12-31T15:30:00Z'],
])('%s %s in Shanghai is %s, and back', (day, clock, utc) => {
  const at = instant(day, clock);
  expect(new Date(at).toISOString()).toBe(new Date(utc).toISOString());
  expect([dayOf(at), clockOf(at)]).toEqual([day, clock]);
});
test('a day begins at midnight in Shanghai, wherever the process runs', () => {
  expect(dayOf(startOfDay('2026-03-01'))).toBe('2026-03-01');
  expect(dayOf(startOfDay('2026-03-01') - 1)).toBe('2026-02-28');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(monthOf(instant('2026-12-31', '23:59') + MINUTE_MS)).toBe('2027-01');
});
test.each([
  ['2026-11-22', '今天'], ['2026-11-23', '明天'], ['2026-11-24', '后天'], ['2026-11-21', '昨天'],
  ['2026-11-28', '11月28日 周六'], ['2026-11-29', '11月29日'], ['2026-11-01', '11月1日'], ['2027-01-02', '2027年1月2日'],
])('%s is said as %s', (day, words) => expect(sayDay(instant(day, '09:00'), now)).toBe(words));
test('a span over midnight names both days', () => {
  expect(saySpan(instant('2026-11-22', '19:00'), instant('2026-11-22', '21:00'), now)).toBe('今天 19:00–21:00');
  expect(saySpan(instant('2026-11-22', '22:00'), instant('2026-11-23', '01:00'), now)).toBe('今天 22:00–明天 01:00');
});
test.each([[30_000, '刚刚'], [5 * MINUTE_MS, '5分钟前'], [3 * HOUR_MS, '3小时前'], [DAY_MS, '昨天 10:00']])('%i ms ago is said as %s', (ms, words) => expect(sayAgo(now - ms, now)).toBe(words));
test.each([[0, '0分钟', '0'], [45, '45分钟', '0.7'], [60, '1小时', '1'], [119, '1小时59分钟', '1.9'], [6_000, '100小时', '100']])('%i minutes are %s, and never rounded up: %s hours', (n, words, hours) => {
  expect(sayMinutes(n)).toBe(words);
  expect(sayHours(n)).toBe(hours);
});
test('evening begins at 18:00, the weekend is Saturday and Sunday', () => {
  expect([isEvening(instant('2026-11-23', '17:59')), isEvening(instant('2026-11-23', '18:00'))]).toEqual([false, true]);
  expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((d) => isWeekend(instant(d, '12:00')))).toEqual([false, true, true, false]);
  expect(weekdayOf(now)).toBe(0);
  expect(sayTime(now, now)).toBe('今天 10:00');
});
