import { DAY_MS, HOUR_MS, instant } from '@xianfeng/shared';
import { earliestEntry, entryRefusal, requestRefusal, requireEnterable, requireGrant } from './entries.rules.js';

const now = instant('2026-11-22', '12:00'), good = { kind: 'CLEAN', startsAt: now - 3 * HOUR_MS, minutes: 120, shifts: null } as const;
test('what may be entered', () => {
  expect(() => requireEnterable(good, now)).not.toThrow();
  expect(() => requireEnterable({ ...good, minutes: 181 }, now)).toThrow('填写有误');
  expect(() => requireEnterable({ ...good, kind: 'NOTICE' }, now)).toThrow('填写有误');
  expect(() => requireEnterable({ ...good, kind: 'DUTY' }, now)).toThrow('填写有误');
  expect(() => requireEnterable({ ...good, startsAt: earliestEntry(now) }, now)).not.toThrow();
  expect(() => requireEnterable({ ...good, startsAt: earliestEntry(now) - 1 }, now)).toThrow('只能补录 60 天以内的服务');
  expect(earliestEntry(now)).toBe(instant('2026-09-23', '00:00'));
});
test('with a task it lies inside one of its shifts', () => {
  const shift = { startsAt: good.startsAt, endsAt: good.startsAt + 2 * HOUR_MS };
  expect(() => requireEnterable({ ...good, shifts: [shift] }, now)).not.toThrow();
  expect(() => requireEnterable({ ...good, minutes: 121, shifts: [shift] }, now)).toThrow('填写有误');
  expect(() => requireEnterable({ ...good, startsAt: good.startsAt - 1, shifts: [shift] }, now)).toThrow('填写有误');
  expect(() => requireEnterable({ ...good, shifts: [{ startsAt: shift.startsAt - DAY_MS, endsAt: shift.endsAt - DAY_MS }] }, now)).toThrow('填写有误');
});
test('two people, and neither is the one concerned', () => {
  const e = { userId: 1, proposedBy: 2 }, r = { userId: 1, answeredBy: 2 };
  expect([1, 2, 3].map((id) => entryRefusal(e, id, 'approve'))).toEqual(['SELF_REVIEW', 'SECOND_PERSON', null]);
  expect([1, 2, 3].map((id) => entryRefusal(e, id, 'refuse'))).toEqual(['SELF_REVIEW', null, null]);
  expect([1, 2, 3].map((id) => requestRefusal(r, id, 'approve'))).toEqual(['SELF_REVIEW', 'SECOND_PERSON', null]);
  expect([1, 2, 3].map((id) => requestRefusal(r, id, 'return'))).toEqual(['SELF_REVIEW', null, null]);
});
test('what is granted answers what was asked', () => {
  const stands = { minutes: 60, day: '2026-11-20', title: '扫雪' }, grant = (field: Parameters<typeof requireGrant>[0], o: object) => () => requireGrant(field, { reply: '属实', ...o }, stands, '2026-11-22');
  expect(grant('MINUTES', { minutes: 90 })).not.toThrow();
  expect(grant('SERVICE', {})).not.toThrow();
  expect(grant('DAY', { day: '2026-11-19' })).not.toThrow();
  for (const wrong of [grant('MINUTES', {}), grant('MINUTES', { minutes: 60 }), grant('MINUTES', { minutes: 90, day: '2026-11-19' }), grant('SERVICE', { minutes: 1 }), grant('DAY', { day: '2026-11-23' }), grant('DAY', { day: '2026-11-20' }), grant('TITLE', { title: '扫雪' })]) expect(wrong).toThrow('填写有误');
});
