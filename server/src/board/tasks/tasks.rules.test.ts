import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@xianfeng/shared';
import { blockedBy, fits, isMoved, judgeShifts, movedText, photoReason, sumUp, taskActions, weeksOn } from './tasks.rules.js';

const now = instant('2026-11-22', '10:00');
const shift = (day: string, from: string, to: string, places = 2) => ({ startsAt: instant(day, from), endsAt: instant(day, to), places, at: 0 });

test('shifts lie ahead, end after they begin, last at most 16 hours and begin within a year', () => {
  expect(() => judgeShifts([shift('2026-11-23', '09:00', '11:00')], now)).not.toThrow();
  expect(() => judgeShifts([shift('2026-11-22', '10:00', '11:00')], now)).toThrow('班次开始时间已过');
  expect(() => judgeShifts([shift('2026-11-23', '09:00', '09:00')], now)).toThrow(expect.objectContaining({ fields: { 'shifts.0.endsAt': '结束时间要晚于开始时间' } }));
  expect(() => judgeShifts([shift('2026-11-23', '06:00', '22:00')], now)).not.toThrow();
  expect(() => judgeShifts([shift('2026-11-23', '06:00', '22:01')], now)).toThrow(expect.objectContaining({ code: 'INVALID' }));
  expect(() => judgeShifts([shift('2027-11-23', '09:00', '10:00')], now)).toThrow(expect.objectContaining({ code: 'INVALID' }));
});
test('a photo is asked for with a written reason or not at all', () => {
  expect(photoReason('REQUIRED', '消防复查需要')).toBe('消防复查需要');
  expect(() => photoReason('REQUIRED', '')).toThrow('要求照片时');
  expect(photoReason('OPTIONAL', '随便')).toBe('');
});
test('a task sums up its shifts by the next one to begin', () => {
  const a = shift('2026-11-22', '08:00', '09:00'), b = shift('2026-11-24', '08:00', '09:00', 3), c = shift('2026-11-23', '08:00', '12:00', 4);
  expect(sumUp([a, b, c], now)).toEqual({ startsAt: c.startsAt, endsAt: b.endsAt, shiftCount: 3, places: 9 });
  expect(sumUp([a], now).startsAt).toBe(a.startsAt);
});
test('a copy moves on by whole weeks, and not at all when it still lies ahead', () => {
  expect(weeksOn([shift('2026-11-20', '09:00', '10:00')], now)).toBe(7 * DAY_MS);
  expect(weeksOn([shift('2026-11-01', '09:00', '10:00'), shift('2026-11-02', '09:00', '10:00')], now)).toBe(28 * DAY_MS);
  expect(weeksOn([shift('2026-11-25', '09:00', '10:00')], now)).toBe(0);
});
test('a move of more than five minutes is told with both times', () => {
  const before = shift('2026-11-23', '09:00', '11:00'), after = { startsAt: before.startsAt + HOUR_MS, endsAt: before.endsAt + HOUR_MS };
  expect(isMoved(before, { ...before, startsAt: before.startsAt + 5 * MINUTE_MS })).toBe(false);
  expect(isMoved(before, after)).toBe(true);
  expect(movedText('扫雪', before, after, now)).toBe('“扫雪”原定明天 09:00–11:00，现改为明天 10:00–12:00。来不了请尽早退出。');
});
const member = { kind: 'MEMBER', unitId: 7, communityId: 1, consentedTerms: true, posts: [] as { path: string }[] } as const, open = { status: 'PUBLISHED', audience: 'EVERYONE', unitId: null, kind: 'CLEAN', path: '/1/2/3/4/' } as const;
test.each([
  ['EVERYONE', null, true, true], ['MEMBERS', null, true, false], ['UNIT', 7, true, false], ['UNIT', 8, false, false], ['UNIT', null, false, false],
] as const)('audience %s %s: member %s, resident %s', (audience, unitId, memberFits, residentFits) => {
  expect(fits(member, { ...open, audience, unitId })).toBe(memberFits);
  expect(fits({ kind: 'RESIDENT', unitId: null }, { ...open, audience, unitId })).toBe(residentFits);
});
test('who is kept out reads why, the first reason first', () => {
  expect(blockedBy(member, open)).toBeNull();
  expect(blockedBy(null, open)?.code).toBe('SIGN_IN');
  expect(blockedBy({ ...member, consentedTerms: false, communityId: null }, open)?.code).toBe('CONSENT_NEEDED');
  expect(blockedBy({ ...member, communityId: null }, open)?.code).toBe('NOT_REGISTERED');
  expect(blockedBy({ ...member, kind: 'RESIDENT' }, { ...open, audience: 'MEMBERS' })?.message).toBe('这个任务仅在职党员参加');
  expect(blockedBy(null, { ...open, status: 'CANCELLED' })?.code).toBe('TASK_CLOSED');
});
test('paid duty is claimed by holders of a post at the place, above it or in it', () => {
  const duty = { ...open, kind: 'DUTY' } as const, holding = (...paths: string[]) => blockedBy({ ...member, posts: paths.map((path) => ({ path })) }, duty)?.code ?? null;
  expect(holding()).toBe('DUTY_POST');
  expect(holding('/1/2/3/')).toBeNull();
  expect(holding('/1/2/3/4/5/')).toBeNull();
  expect(holding('/1/2/9/', '')).toBe('DUTY_POST');
});
test('actions follow the state and the reader', () => {
  const boss = { manages: true, leads: true, canClaim: false }, ahead = { endsAt: now + 1, taken: 0 }, over = { endsAt: now, taken: 0 };
  expect(taskActions({ status: 'DRAFT', ...ahead }, boss, 0, now)).toEqual(['edit', 'publish', 'discard', 'copy']);
  expect(taskActions({ status: 'PUBLISHED', ...ahead }, boss, 1, now)).toEqual(['edit', 'offer', 'cancel', 'copy', 'lead']);
  expect(taskActions({ status: 'PUBLISHED', ...over }, boss, 0, now)).toEqual(['withdraw', 'copy', 'lead']);
  expect(taskActions({ status: 'PUBLISHED', ...ahead, taken: 1 }, boss, 0, now)).toEqual(['edit', 'offer', 'cancel', 'copy', 'lead']);
  expect(taskActions({ status: 'SETTLED', ...over }, boss, 0, now)).toEqual(['copy']);
  expect(taskActions({ status: 'PUBLISHED', ...ahead }, { manages: false, leads: false, canClaim: true }, 0, now)).toEqual(['claim']);
});
