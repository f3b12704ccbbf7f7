import type { StarCriteria, StarFacts } from '@xianfeng/shared';
import { byMeasure, monthsBefore, nextStar, requireCriteria, sayMissing, schemeText, shownAmount, starsOf, unmet, validUntil, windowOf } from './criteria.rules.js';

const national: StarCriteria = { measure: 'HOURS', thresholds: [100, 300, 600, 1_000, 1_500], minDays: 0, minServices: 0, minResolved: 0, minConfirmedPercent: 0, noRejected: false, registeredMonths: 0 };
const facts = (o: Partial<StarFacts> = {}): StarFacts => ({ minutes: 0, services: 0, days: 0, resolved: 0, confirmedPercent: null, rejected: 0, people: 1, registeredDay: null, ...o });
const AS_OF = '2026-11-21';

test.each([[0, 0], [5_999, 0], [6_000, 1], [17_999, 1], [18_000, 2], [36_000, 3], [60_000, 4], [89_999, 4], [90_000, 5], [900_000, 5], [-60, 0]])('%i minutes are %i stars of the national scheme', (minutes, stars) => {
  expect(starsOf(national, facts({ minutes }), AS_OF)).toBe(stars);
});
test.each<[string, Partial<StarCriteria>, Partial<StarFacts>, number]>([
  ['too few services', { minServices: 3 }, { services: 2 }, 0], ['enough services', { minServices: 3 }, { services: 3 }, 1],
  ['all on one day', { minDays: 2 }, { days: 1 }, 0], ['two days', { minDays: 2 }, { days: 2 }, 1],
  ['nothing resolved', { minResolved: 1 }, {}, 0], ['one resolved', { minResolved: 1 }, { resolved: 1 }, 1],
  ['half confirmed', { minConfirmedPercent: 60 }, { confirmedPercent: 50 }, 0], ['nobody asked', { minConfirmedPercent: 60 }, { confirmedPercent: null }, 0], ['most confirmed', { minConfirmedPercent: 60 }, { confirmedPercent: 60 }, 1],
  ['a rejected log', { noRejected: true }, { rejected: 1 }, 0], ['none rejected', { noRejected: true }, {}, 1],
  ['registered yesterday', { registeredMonths: 3 }, { registeredDay: '2026-11-20' }, 0], ['three months to the day', { registeredMonths: 3 }, { registeredDay: '2026-08-21' }, 1], ['a day less', { registeredMonths: 3 }, { registeredDay: '2026-08-22' }, 0], ['never registered', { registeredMonths: 3 }, {}, 0],
])('beside the hours: %s', (_, criteria, more, stars) => {
  expect(starsOf({ ...national, ...criteria }, facts({ minutes: 6_000, ...more }), AS_OF)).toBe(stars);
});
test('what is missing is said with what helps', () => {
  expect(nextStar(national, facts({ minutes: 5_250 }), 0)).toEqual({ stars: 1, threshold: 100, missing: 750 });
  expect(sayMissing('HOURS', 750)).toBe('再服务 12小时30分钟');
  expect(nextStar(national, facts({ minutes: 90_000 }), 0)).toBeNull();
  // A star once given stays, though a correction took hours away: the next one is the one above it.
  expect(nextStar(national, facts({ minutes: 5_000 }), 1)).toEqual({ stars: 2, threshold: 300, missing: 13_000 });
  expect(unmet({ ...national, minDays: 5, registeredMonths: 3 }, facts({ days: 2, registeredDay: '2026-10-01' }), AS_OF)).toEqual(['在 5 个不同的日子服务，还差 3 天', '报到满 3 个月（2027-01-01起）']);
  expect(shownAmount('HOURS', facts({ minutes: 5_999 }))).toBe(99.9);
  expect(byMeasure({ ...national, measure: 'RESOLVED', thresholds: [5, 10] }, facts({ resolved: 7 }))).toBe(1);
});
test('months are calendar months', () => {
  expect(monthsBefore('2026-05-31', 3)).toBe('2026-02-28');
  expect(monthsBefore('2026-01-15', 2)).toBe('2025-11-15');
  expect(monthsBefore('2026-11-30', -3)).toBe('2027-02-28');
  expect(validUntil('2026-11-22', 12)).toBe('2027-11-21');
  expect(validUntil('2026-11-22', 0)).toBeNull();
});
test('a year is a calendar year, cut at the day of the run; for life there is one key', () => {
  expect(windowOf('YEAR', '2026-11-21', undefined)).toEqual({ fromDay: '2026-01-01', toDay: '2026-11-21', periodKey: '2026' });
  expect(windowOf('YEAR', '2026-01-20', 2025)).toEqual({ fromDay: '2025-01-01', toDay: '2025-12-31', periodKey: '2025' });
  expect(windowOf('LIFETIME', '2026-11-21', undefined)).toEqual({ fromDay: '2000-01-01', toDay: '2026-11-21', periodKey: 'LIFE' });
});
test.each<[string, object]>([
  ['no thresholds', { thresholds: [] }], ['six stars', { thresholds: [1, 2, 3, 4, 5, 6] }], ['falling', { thresholds: [3, 2] }], ['equal', { thresholds: [3, 3] }], ['a fraction', { thresholds: [1.5] }], ['a text', { thresholds: '100' }],
  ['another measure', { measure: 'UPLOADS' }], ['a name of Object', { measure: 'toString' }], ['a negative count', { minDays: -1 }], ['101 percent', { minConfirmedPercent: 101 }], ['a word for yes', { noRejected: 'yes' }], ['another field', { uploads: 3 }],
])('criteria are refused: %s', (_, wrong) => {
  expect(() => requireCriteria({ ...national, ...wrong }, 'PERSON')).toThrow(expect.objectContaining({ code: 'INVALID' }));
});
test('criteria are kept with the known fields in one order; months of registration are for people', () => {
  expect(JSON.stringify(requireCriteria(Object.fromEntries(Object.entries(national).reverse()), 'UNIT'))).toBe(JSON.stringify(national));
  expect(() => requireCriteria({ ...national, registeredMonths: 3 }, 'UNIT')).toThrow();
  expect(() => requireCriteria({}, 'PERSON')).toThrow(expect.objectContaining({ fields: expect.objectContaining({ 'criteria.measure': expect.any(String), 'criteria.thresholds': expect.any(String), 'criteria.noRejected': expect.any(String) }) }));
});
test('a scheme speaks in sentences', () => {
  expect(schemeText({ subject: 'PERSON', period: 'LIFETIME', criteria: national, noticeWorkdays: 5, issuer: 'CITY', validMonths: 0 })).toEqual([
    '累计看本人的服务时长：一星 100 小时，二星 300 小时，三星 600 小时，四星 1000 小时，五星 1500 小时。', '只计现场确认或本人填报并经核准的记录；工作人员补录的只记时长，不参评。', '公示 5 个工作日，任何人可以提异议；由市确认并发证，长期有效，不因以后少服务而降低。',
  ]);
  expect(schemeText({ subject: 'UNIT', period: 'YEAR', criteria: national, noticeWorkdays: 5, issuer: 'CITY', validMonths: 0 })).toContain('没有同意向单位公开的人少于 3 位时，他们的服务不计入。');
});
