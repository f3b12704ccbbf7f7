import { countByStatus, daysLeft, donePercent, isExpiring, remindersDue, statusOn, yearsOf } from './agreements.rules.js';

const term = (toDay: string, endedAt: number | null = null) => ({ fromDay: '2025-03-01', toDay, endedAt });
test.each([
  [term('2026-11-22'), 'ACTIVE', 0, true, 2], [term('2026-11-21'), 'EXPIRED', null, false, 0], [term('2026-12-22'), 'ACTIVE', 30, true, 2], [term('2026-12-23'), 'ACTIVE', 31, true, 1],
  [term('2027-01-21'), 'ACTIVE', 60, true, 1], [term('2027-01-22'), 'ACTIVE', 61, false, 0], [term('2027-02-28', 5), 'ENDED', null, false, 0],
])('%p on 2026-11-22: %s, %p days left, expiring %p, %i reminders', (a, status, left, expiring, due) => {
  expect([statusOn(a, '2026-11-22'), daysLeft(a, '2026-11-22'), isExpiring(a, '2026-11-22'), remindersDue(a, '2026-11-22')]).toEqual([status, left, expiring, due]);
});
test.each([[[], null], [[['CLOSED', 2], ['DROPPED', 9]], 100], [[['CLOSED', 199], ['RUNNING', 1]], 99], [[['SET_UP', 1]], 0], [[['DROPPED', 3]], null]] as const)('of %p %p percent are done', (rows, percent) => {
  expect(donePercent(countByStatus(rows.map(([status, n]) => ({ status, n }))))).toBe(percent);
});
test('a sheet for each year that has begun', () => {
  expect(yearsOf({ fromDay: '2024-07-01', toDay: '2027-06-30' }, '2026-11-22')).toEqual([2026, 2025, 2024]);
  expect(yearsOf({ fromDay: '2024-07-01', toDay: '2025-06-30' }, '2026-11-22')).toEqual([2025, 2024]);
  expect(yearsOf({ fromDay: '2027-01-01', toDay: '2027-12-31' }, '2026-11-22')).toEqual([]);
});
