import { HOUR_MS, MINUTE_MS, instant } from '@xianfeng/shared';
import { arrival, besideOthers, creditedMinutes, requireWindow } from './attendance.rules.js';

const startsAt = instant('2026-11-28', '19:00'), endsAt = instant('2026-11-28', '21:00');
const at = (clock: string) => instant('2026-11-28', clock);

test.each([
  // came, left, minutes
  ['18:40', null, 120],
  ['19:00', null, 120],
  ['19:10', null, 110],
  ['18:40', '21:20', 120],
  ['19:00', '20:30', 90],
  ['19:59', '20:00', 1],
  ['18:40', '18:50', 1],
  ['21:20', null, 1],
  ['20:59', '20:10', 1],
  [null, null, 120],
])('came %s, left %s: %d minutes', (came, left, minutes) => {
  const credit = creditedMinutes({ startsAt, endsAt, inAt: came ? at(came) : null, outAt: left ? at(left) : null });
  expect(credit.minutes).toBe(minutes);
  expect(credit.why.length).toBeLessThanOrEqual(60);
});
test('the sentence names arrival, leaving and short presence', () => {
  expect(creditedMinutes({ startsAt, endsAt, inAt: at('19:10'), outAt: null }).why).toBe('19:10到场，未签退按计划结束计，计1小时50分钟');
  expect(creditedMinutes({ startsAt, endsAt, inAt: at('18:50'), outAt: at('20:00') }).why).toBe('按时到场，20:00签退，计1小时（不足计划的六成，请核实时留意）');
  expect(creditedMinutes({ startsAt, endsAt, inAt: null, outAt: null }).why).toBe('本人填报，按计划时段计2小时');
});
test('seconds are cut off, never rounded up', () => {
  expect(creditedMinutes({ startsAt, endsAt, inAt: startsAt + 1, outAt: null }).minutes).toBe(119);
});
test.each([
  // method, entered at, came
  ['ROSTER', '18:45', '18:45'],
  ['ROSTER', '20:00', '19:00'],
  ['ROSTER', '22:00', '19:00'],
  ['WALK_UP', '20:00', '20:00'],
  ['WALK_UP', '22:00', '19:00'],
  ['QR', '20:00', '20:00'],
] as const)('%s entered at %s counts from %s', (method, entered, came) => {
  expect(arrival(method, { startsAt, endsAt }, at(entered))).toBe(at(came));
});
test('presence is shown around the shift, by a leader for a week after it', () => {
  const span = { startsAt, endsAt };
  expect(() => requireWindow(span, at('18:29'), false)).toThrow('还没到签到时间，今天 18:30 起可以签到');
  expect(() => requireWindow(span, at('18:30'), false)).not.toThrow();
  expect(() => requireWindow(span, at('21:31'), false)).toThrow('签到已结束');
  expect(() => requireWindow(span, at('21:31'), true)).not.toThrow();
  expect(() => requireWindow(span, endsAt + 8 * 24 * HOUR_MS, true)).toThrow('签到已结束');
});

describe('beside the other records of the person', () => {
  const credit = creditedMinutes({ startsAt, endsAt, inAt: startsAt, outAt: null });
  const other = (clock: string, minutes: number, isSameDay = true) => ({ startsAt: at(clock), minutes, isSameDay });
  test('nothing near: nothing changes', () => expect(besideOthers(credit, 'CLEAN', [other('08:00', 60)])).toEqual(credit));
  test('overlapping minutes count once, also when two records cover the same ones', () => {
    expect(besideOthers(credit, 'CLEAN', [other('18:00', 90)]).minutes).toBe(90);
    expect(besideOthers(credit, 'CLEAN', [other('18:00', 90), other('19:00', 45), other('20:50', 60)]).minutes).toBe(120 - 45 - 10);
    expect(besideOthers(credit, 'CLEAN', [other('18:00', 300)]).minutes).toBe(0);
  });
  test('a day holds 8 hours, 16 in an emergency; records of another day do not fill it', () => {
    expect(besideOthers(credit, 'CLEAN', [other('08:00', 400)]).minutes).toBe(80);
    expect(besideOthers(credit, 'CLEAN', [other('08:00', 400, false)]).minutes).toBe(120);
    expect(besideOthers(credit, 'EMERGENCY', [other('08:00', 480)]).minutes).toBe(120);
    expect(besideOthers(credit, 'CLEAN', [other('08:00', 400)]).why).toBe('按时到场，未签退按计划结束计，计2小时；当日最多计8小时，实计1小时20分钟');
  });
  test('the longest sentence fits its column', () => {
    const long = creditedMinutes({ startsAt, endsAt, inAt: startsAt + MINUTE_MS * 59, outAt: endsAt - MINUTE_MS });
    expect([...besideOthers(long, 'CLEAN', [other('19:30', 61), other('08:00', 440)]).why].length).toBeLessThanOrEqual(120);
  });
});
