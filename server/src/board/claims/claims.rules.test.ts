import { HOUR_MS, instant, MINUTE_MS } from '@xianfeng/shared';
import { claimActions, rosterActions, stepBack, withdrawBy } from './claims.rules.js';

const startsAt = instant('2026-11-22', '19:00'), endsAt = startsAt + 2 * HOUR_MS, span = { startsAt, endsAt };
const claim = { kind: 'CLEAN', ...span, leftAt: null, logId: null, logStatus: null } as const;

test('stepping back is free until three hours before, an excuse after, and over at the beginning', () => {
  expect(withdrawBy(startsAt)).toBe(startsAt - 3 * HOUR_MS);
  expect(stepBack('CONFIRMED', startsAt, startsAt - 3 * HOUR_MS - 1)).toBe('WITHDRAWN');
  expect(stepBack('CONFIRMED', startsAt, startsAt - 3 * HOUR_MS)).toBe('EXCUSED');
  expect(stepBack('WAITLISTED', startsAt, startsAt - 1)).toBe('WITHDRAWN');
  expect(() => stepBack('CONFIRMED', startsAt, startsAt)).toThrow('班次已开始');
  expect(() => stepBack('ATTENDED', startsAt, startsAt - 1)).toThrow('状态已变化');
});
test.each([
  ['CONFIRMED', -4 * HOUR_MS, ['withdraw']], ['CONFIRMED', -20 * MINUTE_MS, ['withdraw', 'attend']], ['CONFIRMED', MINUTE_MS, ['attend', 'log']], ['CONFIRMED', 5 * HOUR_MS, ['log']],
  ['ATTENDED', MINUTE_MS, ['checkOut', 'log']], ['ATTENDED', 5 * HOUR_MS, ['log']], ['WAITLISTED', -HOUR_MS, ['withdraw']], ['REQUESTED', -HOUR_MS, ['withdraw']], ['NO_SHOW', HOUR_MS, []], ['CANCELLED', -HOUR_MS, []],
] as const)('%s at %d ms from the beginning may %j', (status, at, actions) => {
  expect(claimActions({ ...claim, status }, startsAt + at)).toEqual(actions);
});
test('a log is written once, again when it came back, and never for a meeting', () => {
  expect(claimActions({ ...claim, status: 'ATTENDED', logId: 1, logStatus: 'SUBMITTED' }, endsAt + HOUR_MS)).toEqual([]);
  expect(claimActions({ ...claim, status: 'ATTENDED', logId: 1, logStatus: 'RETURNED' }, endsAt + HOUR_MS)).toEqual(['log']);
  expect(claimActions({ ...claim, kind: 'NOTICE', status: 'ATTENDED' }, endsAt + HOUR_MS)).toEqual([]);
});
test('a leader marks, whoever manages decides', () => {
  expect(rosterActions('CONFIRMED', span, 'PUBLISHED', false, false, startsAt + 1)).toEqual(['mark']);
  expect(rosterActions('CONFIRMED', span, 'PUBLISHED', true, false, startsAt + 1)).toEqual(['mark', 'noShow', 'excuse']);
  expect(rosterActions('REQUESTED', span, 'PUBLISHED', true, false, startsAt - 1)).toEqual(['approve', 'refuse']);
  expect(rosterActions('ATTENDED', span, 'ENDED', false, true, endsAt + 1)).toEqual([]);
  expect(rosterActions('CONFIRMED', span, 'CANCELLED', true, false, startsAt + 1)).toEqual([]);
});
