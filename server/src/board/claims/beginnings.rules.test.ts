import { DAY_MS, instant } from '@xianfeng/shared';
import { dueUntil, remindAt } from './beginnings.rules.js';

test.each([
  ['10:00', '2026-11-22', '08:00'], ['19:00', '2026-11-22', '17:00'], ['22:59', '2026-11-22', '20:59'],
  // Two hours before would be at night.
  ['09:59', '2026-11-21', '20:00'], ['06:00', '2026-11-21', '20:00'], ['00:30', '2026-11-21', '20:00'], ['23:00', '2026-11-22', '20:00'], ['01:59', '2026-11-21', '20:00'],
])('a shift at %s is reminded of on %s at %s', (clock, day, at) => { expect(remindAt(instant('2026-11-22', clock))).toBe(instant(day, at)); });
test('at any minute of a day it is before the shift, less than a day, and never at night', () => {
  for (let at = instant('2026-11-22', '00:00'); at < instant('2026-11-23', '00:00'); at += 60_000) {
    const hour = new Date(remindAt(at) + 8 * 3_600_000).getUTCHours();
    expect(remindAt(at)).toBeLessThan(at);
    expect(at - remindAt(at)).toBeLessThan(DAY_MS);
    expect(hour >= 8 && hour < 21).toBe(true);
  }
});
test('nothing that is due is left out, and hardly anything is looked at before', () => {
  const day = instant('2026-11-22', '00:00');
  for (let now = day; now < day + DAY_MS; now += 7 * 60_000)
    for (let startsAt = now + 60_000; startsAt < now + 1.5 * DAY_MS; startsAt += 11 * 60_000) {
      if (remindAt(startsAt) <= now) expect(startsAt).toBeLessThanOrEqual(dueUntil(now));
      else if (startsAt <= dueUntil(now)) expect(remindAt(startsAt) - now).toBeLessThan(60 * 60_000);
    }
});
