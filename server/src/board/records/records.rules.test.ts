import { standingOf, type Part } from './records.rules.js';

const part = (o: Partial<Part>): Part => ({ id: 1, day: '2026-11-02', title: '扫雪', startsAt: 1000, minutes: 60, services: 1, ...o });
test('one row stands for itself', () => expect(standingOf([part({})])).toEqual({ day: '2026-11-02', title: '扫雪', startsAt: 1000, minutes: 60, services: 1 }));
test('minutes are added up; an earlier begin counts', () =>
  expect(standingOf([part({}), part({ minutes: 30, services: 0, startsAt: 500 }), part({ minutes: -20, services: 0, startsAt: 100 })])).toMatchObject({ minutes: 70, services: 1, startsAt: 500 }));
test('taken back: nothing is left', () => expect(standingOf([part({}), part({ minutes: -60, services: -1 })])).toMatchObject({ minutes: 0, services: 0 }));
test('entered anew on another day, with other words', () =>
  expect(standingOf([part({}), part({ minutes: -60, services: -1 }), part({ day: '2026-11-03', startsAt: 9000, title: '铲冰' })])).toEqual({ day: '2026-11-03', title: '铲冰', startsAt: 9000, minutes: 60, services: 1 }));
