import { DAY_MS, HOUR_MS, LIMIT_PERIODS, PERMISSIONS, PICKUP_CODE_LENGTH, RESTORED_DAYS, ROLE_KEYS, ROLE_PERMISSIONS, can, dayOf, isWithin, startOfDay, weekdayOf, type LimitPeriod } from '@xianfeng/shared';
import fc from 'fast-check';
import { restoredExpiry } from '../../src/credit/journal/journal.rules.js';
import { PICKUP_ALPHABET, QR_PREFIX, pickupCode, pickupHash, readPickupCode } from '../../src/credit/redemptions/pickup-code.js';
import { periodBegins } from '../../src/credit/shelf/shelf.rules.js';
import { maskPhone } from '../../src/lib/mask.js';
import { harmless } from '../../src/lib/sheet/write.js';

/** Rules without a database, each against a thousand and more made-up cases. The tariff and the lots have theirs beside them. */
const RUNS = { numRuns: 2_000 };
const anyTime = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2060, 0, 1) });

test('a masked phone shows seven digits and never the four between; nobody has none', () => {
  fc.assert(fc.property(fc.stringMatching(/^1\d{10}$/), (phone) => {
    const masked = maskPhone(phone);
    expect(masked).toMatch(/^1\d{2}\*{4}\d{4}$/);
    expect([masked.slice(0, 3), masked.slice(-4)]).toEqual([phone.slice(0, 3), phone.slice(-4)]);
    // Whoever has other digits there is not told apart.
    expect(maskPhone(`${phone.slice(0, 3)}0000${phone.slice(7)}`)).toBe(masked);
  }), RUNS);
  expect(maskPhone(null)).toBe('');
});
test('no cell of a sheet begins like a formula, and nothing of it is lost', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", ''), fc.string()).map((p) => p.join('')), fc.stringMatching(/^[+-][\d .()-]{0,12}$/));
  fc.assert(fc.property(text, (t) => {
    const cell = harmless(t);
    expect(cell === t || cell === `'${t}`).toBe(true);
    expect(cell).not.toMatch(/^[=@\t\r]/);
    // A sign is left before mere digits only.
    if (/^[+-]/.test(cell)) expect(cell).not.toMatch(/[^+\-\d\s.()]/);
    expect(harmless(cell)).toBe(cell);
  }), RUNS);
});
test('a path is within another exactly when its ids begin with the other ids, digits and all', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 6 }), path = (list: readonly number[]): string => `/${list.join('/')}/`;
  fc.assert(fc.property(ids, ids, fc.boolean(), (a, b, below) => {
    const inner = below ? [...b, ...a] : a;
    expect(isWithin(path(inner), path(b))).toBe(b.every((id, i) => inner[i] === id));
  }), RUNS);
});
test('somebody may do what one of his posts allows in a subtree, nothing elsewhere and nothing without a post', () => {
  const path = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }).map((l) => (l.length === 0 ? '' : `/${l.join('/')}/`)), posts = fc.array(fc.record({ role: fc.constantFrom(...ROLE_KEYS), path }), { maxLength: 4 });
  fc.assert(fc.property(posts, fc.constantFrom(...PERMISSIONS), path.filter((p) => p !== ''), (held, permission, area) => {
    const ids = (p: string): string[] => p.split('/').filter(Boolean);
    const expected = held.some((p) => p.path !== '' && ROLE_PERMISSIONS[p.role].includes(permission) && ids(p.path).every((id, i) => ids(area)[i] === id));
    expect(can(held, permission, area)).toBe(expected);
    // A further post never takes anything away.
    expect(can([...held, { role: 'KEEPER', path: area }], permission, area) || !expected).toBe(true);
    expect(can([], permission, area)).toBe(false);
  }), RUNS);
});
test('what comes back ends at a midnight or on its own day, never sooner than it would have, never later for being the person\'s own doing', () => {
  const days = fc.integer({ min: -400, max: 1_500 });
  fc.assert(fc.property(anyTime, days, fc.integer({ min: 0, max: 90 }), (now, first, more) => {
    const firstExpiresAt = startOfDay(dayOf(now + first * DAY_MS)), lot = { firstExpiresAt, expiresAt: firstExpiresAt + more * DAY_MS };
    const own = restoredExpiry(lot, now, 'OWN'), house = restoredExpiry(lot, now, 'HOUSE');
    expect(own).toBeGreaterThanOrEqual(lot.expiresAt);
    expect(house).toBeGreaterThanOrEqual(Math.max(own, startOfDay(dayOf(now + RESTORED_DAYS * DAY_MS))));
    expect(own).toBeLessThanOrEqual(Math.max(lot.expiresAt, firstExpiresAt + RESTORED_DAYS * DAY_MS));
    for (const until of [own, house]) expect(startOfDay(dayOf(until))).toBe(until);
  }), RUNS);
});
test('a period begins at a midnight of Shanghai, holds its moment, and all its moments have the same beginning', () => {
  const most: Record<LimitPeriod, number> = { DAY: 1, WEEK: 7, MONTH: 31, QUARTER: 92, YEAR: 366, ONCE: Infinity };
  fc.assert(fc.property(anyTime, fc.constantFrom(...(Object.keys(LIMIT_PERIODS) as LimitPeriod[])), fc.nat(999), (now, period, part) => {
    const from = periodBegins(period, now);
    if (period === 'ONCE') return expect(from).toBe(0);
    expect(from).toBeLessThanOrEqual(now);
    expect(now - from).toBeLessThan(most[period] * DAY_MS);
    expect(startOfDay(dayOf(from))).toBe(from);
    expect(periodBegins(period, from + Math.floor(((now - from) * part) / 999))).toBe(from);
    expect(periodBegins(period, from - 1)).toBeLessThan(from);
    const [, month, day] = dayOf(from).split('-').map(Number), begins = { DAY: true, WEEK: weekdayOf(from) === 1, MONTH: day === 1, QUARTER: day === 1 && month! % 3 === 1, YEAR: day === 1 && month === 1 };
    expect(begins[period]).toBe(true);
    // The one that follows begins where this one ends.
    expect(periodBegins(period, from + most[period] * DAY_MS + HOUR_MS)).toBeGreaterThan(from);
  }), RUNS);
});
test('a pickup code comes back however it is typed or scanned, and another one never does', () => {
  const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), looks: Record<string, string> = { 0: 'O', 1: 'I' };
  fc.assert(fc.property(id, id, fc.array(fc.nat(3), { minLength: PICKUP_CODE_LENGTH, maxLength: PICKUP_CODE_LENGTH }), fc.boolean(), (a, b, hands, scanned) => {
    const code = pickupCode('secret', a);
    expect([...code].every((l) => PICKUP_ALPHABET.includes(l)) && code.length === PICKUP_CODE_LENGTH).toBe(true);
    const typed = [...code].map((l, i) => [l, l.toLowerCase(), ` ${l}`, looks[l] ?? `-${l}`][hands[i]!]!).join('');
    expect(readPickupCode(`${scanned ? QR_PREFIX : ''}${typed}`)).toBe(code);
    const other = pickupCode('secret', b);
    if (other !== code) expect(pickupHash('secret', other)).not.toBe(pickupHash('secret', code));
  }), RUNS);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const read = readPickupCode(text);
    expect(read === null || readPickupCode(read) === read).toBe(true);
  }), RUNS);
});
