import fc from 'fast-check';
import { DAY_MS, ENTRY_KIND_KEYS, LOT_YEARS, dayOf, instant, startOfDay, type EntryKind } from '@xianfeng/shared';
import { accountChange, expiryOf, hashOfTx, intoLots, isReversible, negated, postings, restoredExpiry, takeOldest, type Hashed, type Posting } from './journal.rules.js';

type Forward = Exclude<EntryKind, 'REVERSAL'>;
const FORWARD = ENTRY_KIND_KEYS.filter((k): k is Forward => k !== 'REVERSAL');
const none = { available: 0, held: 0, earned: 0, spent: 0, expired: 0, adjusted: 0 };

describe('postings and what they do to an account', () => {
  test.each<[Forward, number, Posting[], object]>([
    ['AWARD', 20, [{ account: 'ISSUANCE', amount: -20 }, { account: 'AVAILABLE', amount: 20 }], { available: 20, earned: 20 }],
    ['HOLD', 20, [{ account: 'AVAILABLE', amount: -20 }, { account: 'HELD', amount: 20 }], { available: -20, held: 20 }],
    ['RELEASE', 20, [{ account: 'HELD', amount: -20 }, { account: 'AVAILABLE', amount: 20 }], { available: 20, held: -20 }],
    ['SPEND', 20, [{ account: 'HELD', amount: -20 }, { account: 'SPENT', amount: 20 }], { held: -20, spent: 20 }],
    ['EXPIRE', 20, [{ account: 'AVAILABLE', amount: -20 }, { account: 'EXPIRED', amount: 20 }], { available: -20, expired: 20 }],
    ['ADJUST', 20, [{ account: 'ADJUSTMENT', amount: -20 }, { account: 'AVAILABLE', amount: 20 }], { available: 20, adjusted: 20 }],
    ['ADJUST', -20, [{ account: 'ADJUSTMENT', amount: 20 }, { account: 'AVAILABLE', amount: -20 }], { available: -20, adjusted: -20 }],
  ])('%s of %i', (kind, points, entries, effect) => {
    expect(postings(kind, points)).toEqual(entries);
    expect(accountChange(entries)).toEqual({ ...none, ...effect });
    expect(accountChange(negated(entries))).toEqual(Object.fromEntries(Object.entries({ ...none, ...effect }).map(([k, v]) => [k, 0 - v])));
  });
  test.each<[Forward, number]>([['AWARD', 0], ['AWARD', -1], ['HOLD', 1.5], ['RELEASE', NaN], ['SPEND', 2 ** 53], ['EXPIRE', -5], ['ADJUST', 0], ['ADJUST', 0.1]])('%s of %d is no transaction', (kind, points) => {
    expect(() => postings(kind, points)).toThrow(`${kind} of ${points} points`);
  });
  test('every kind is balanced, and taken back it is as if it had not been', () => {
    fc.assert(fc.property(fc.constantFrom(...FORWARD), fc.integer({ min: 1, max: 1_000_000 }), (kind, points) => {
      const entries = postings(kind, points), there = accountChange(entries), back = accountChange(negated(entries));
      expect(entries.reduce((n, e) => n + e.amount, 0)).toBe(0);
      for (const k of Object.keys(there) as (keyof typeof there)[]) expect(there[k] + back[k]).toBe(0);
      // What a person has is what was issued and adjusted, less what was spent and what expired.
      expect(there.available + there.held).toBe(there.earned + there.adjusted - there.spent - there.expired);
    }), { numRuns: 1_000 });
  });
  test('what belongs to an order goes back with the order only', () => {
    expect(ENTRY_KIND_KEYS.filter(isReversible)).toEqual(['AWARD', 'EXPIRE', 'ADJUST']);
  });
});

describe('lots', () => {
  const lot = (id: number, leftPoints: number) => ({ id, leftPoints });
  test.each<[string, ReturnType<typeof lot>[], number, [number, number][]]>([
    ['nothing from nothing', [], 5, []],
    ['nothing asked for', [lot(1, 5)], 0, []],
    ['the first is enough', [lot(1, 5), lot(2, 5)], 3, [[1, 3]]],
    ['exactly the first', [lot(1, 5), lot(2, 5)], 5, [[1, 5]]],
    ['one more', [lot(1, 5), lot(2, 5)], 6, [[1, 5], [2, 1]]],
    ['an empty one between', [lot(1, 2), lot(2, 0), lot(3, 9)], 4, [[1, 2], [3, 2]]],
    ['more than there is', [lot(1, 2), lot(2, 3)], 9, [[1, 2], [2, 3]]],
  ])('%s', (_, lots, points, taken) => {
    expect(takeOldest(lots, points)).toEqual(taken.map(([lotId, some]) => ({ lotId, points: some })));
  });
  test('takes in order, all that is asked for or all there is, from no lot more than it has', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 }), fc.integer({ min: 0, max: 400 }), (lefts, points) => {
      const lots = lefts.map((left, i) => lot(i + 1, left)), taken = takeOldest(lots, points), all = lefts.reduce((a, b) => a + b, 0);
      expect(taken.reduce((n, t) => n + t.points, 0)).toBe(Math.min(points, all));
      taken.forEach((t, i) => {
        expect(t.points).toBeGreaterThan(0);
        expect(t.points).toBeLessThanOrEqual(lefts[t.lotId - 1]!);
        if (i > 0) expect(t.lotId).toBeGreaterThan(taken[i - 1]!.lotId);
        // Only the last one may keep something.
        if (i < taken.length - 1) expect(t.points).toBe(lefts[t.lotId - 1]);
      });
    }), { numRuns: 1_000 });
  });
  test.each([[30, 30, 30], [50, 30, 30], [20, 30, 20], [0, 30, 0], [-10, 30, 0], [1, 30, 1]])('a balance of %i after %i came: %i of them can be spent', (balance, points, lots) => {
    expect(intoLots(balance, points)).toBe(lots);
  });
});

describe('until when points are good', () => {
  /** Good through that day: they end as the next one begins. */
  const through = (day: string): number => startOfDay(day) + DAY_MS;
  test.each([
    ['2026-11-22', '12:00', '2029-11-22'],
    ['2026-11-22', '00:00', '2029-11-22'],
    ['2026-11-22', '23:59', '2029-11-22'],
    ['2026-12-31', '23:59', '2029-12-31'],
    ['2027-01-01', '00:00', '2030-01-01'],
    ['2027-02-28', '10:00', '2030-02-28'],
    ['2025-02-28', '10:00', '2028-02-28'],
    ['2028-02-29', '10:00', '2031-03-01'],
    ['2028-03-01', '10:00', '2031-03-01'],
    ['2026-04-30', '10:00', '2029-04-30'],
    ['2026-03-31', '10:00', '2029-03-31'],
  ])('earned on %s at %s: through %s', (day, clock, last) => {
    expect(expiryOf(instant(day, clock))).toBe(through(last));
  });
  test('the day is that of Shanghai: 16:00 in Greenwich is tomorrow', () => {
    expect(expiryOf(Date.UTC(2026, 10, 22, 15, 59, 59, 999))).toBe(through('2029-11-22'));
    expect(expiryOf(Date.UTC(2026, 10, 22, 16))).toBe(through('2029-11-23'));
  });
  test('never less than three years, never a week more, always at a midnight of Shanghai, never sooner for what came later', () => {
    const at = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2090, 0, 1) });
    fc.assert(fc.property(at, at, (a, b) => {
      const end = expiryOf(a);
      expect(end).toBe(startOfDay(dayOf(end)));
      expect(end - a).toBeGreaterThan(LOT_YEARS * 365 * DAY_MS);
      expect(end - a).toBeLessThan((LOT_YEARS * 365 + 3) * DAY_MS);
      if (a <= b) expect(end).toBeLessThanOrEqual(expiryOf(b));
    }), { numRuns: 1_000 });
  });
  const now = instant('2026-11-22', '15:00'), in30 = startOfDay('2026-12-22');
  test.each<[string, number, number, number, number]>([
    // what, expiresAt, firstExpiresAt, OWN, HOUSE
    ['long to go', through('2028-05-01'), through('2028-05-01'), through('2028-05-01'), through('2028-05-01')],
    ['ends next week: both give thirty days', through('2026-11-29'), through('2026-11-29'), in30, in30],
    ['ended yesterday: both give thirty days', through('2026-11-21'), through('2026-11-21'), in30, in30],
    ['was prolonged once already: its owner gets no more, the house gives', through('2026-11-30'), through('2026-11-01'), startOfDay('2026-12-02'), in30],
    ['ended long ago: nothing for the owner, thirty days from the house', through('2026-08-01'), through('2026-07-01'), through('2026-08-01'), in30],
  ])('%s', (_, expiresAt, firstExpiresAt, own, house) => {
    expect(restoredExpiry({ expiresAt, firstExpiresAt }, now, 'OWN')).toBe(own);
    expect(restoredExpiry({ expiresAt, firstExpiresAt }, now, 'HOUSE')).toBe(house);
  });
  test('coming back never shortens a life, and ordering and cancelling cannot prolong it past thirty days', () => {
    const days = fc.integer({ min: -400, max: 1_200 });
    fc.assert(fc.property(days, fc.integer({ min: 0, max: 60 }), fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }), (first, more, waits) => {
      const firstExpiresAt = startOfDay(dayOf(now + first * DAY_MS));
      let expiresAt = firstExpiresAt + Math.min(more, 30) * DAY_MS, at = now;
      for (const wait of waits) {
        at += wait * DAY_MS;
        const own = restoredExpiry({ expiresAt, firstExpiresAt }, at, 'OWN'), house = restoredExpiry({ expiresAt, firstExpiresAt }, at, 'HOUSE');
        expect(own).toBeGreaterThanOrEqual(expiresAt);
        expect(house).toBeGreaterThanOrEqual(own);
        expect(own).toBeLessThanOrEqual(firstExpiresAt + 30 * DAY_MS);
        expiresAt = own;
      }
    }), { numRuns: 1_000 });
  });
});

describe('the hash of a transaction', () => {
  const t: Hashed = { id: 7, kind: 'AWARD', userId: 2, areaId: 3, actorId: 4, refType: 'log', refId: 5, reversesId: null, title: '清扫', why: '2小时', ruleVersion: 1, inputs: '{}', reason: null, balance: 20, createdAt: 9 };
  const entries = postings('AWARD', 20);
  test('is 43 characters of base64url and always the same', () => {
    expect(hashOfTx(t, entries)).toMatch(/^[\w-]{43}$/);
    expect(hashOfTx({ ...t }, entries.map((e) => ({ ...e })))).toBe(hashOfTx(t, entries));
    // Stored rows are checked against it for ever: another value here would condemn all of history.
    expect(hashOfTx(t, entries)).toBe('CJCDKVk1s79PxhU6GXdcwqlsR5gSLtc5mP9FGchpOjw');
  });
  test('any column that changes, changes it', () => {
    const others = Object.keys(t).map((k) => ({ ...t, [k]: typeof t[k as keyof Hashed] === 'number' ? (t[k as keyof Hashed] as number) + 1 : t[k as keyof Hashed] === null ? 'x' : `${String(t[k as keyof Hashed])}x` }));
    const hashes = [hashOfTx(t, entries), ...others.map((o) => hashOfTx(o as Hashed, entries))];
    expect(new Set(hashes).size).toBe(Object.keys(t).length + 1);
  });
  test('and so does any entry: its amount, its account, its place, one more, one less', () => {
    const [a, b] = entries as [Posting, Posting];
    const lists: Posting[][] = [entries, [b, a], [a], [], [a, b, b], [{ ...a, amount: -21 }, b], [{ ...a, account: 'ADJUSTMENT' }, b]];
    expect(new Set(lists.map((l) => hashOfTx(t, l))).size).toBe(lists.length);
  });
  test('text cannot move from one column into the next unseen', () => {
    expect(hashOfTx({ ...t, title: '清扫2', why: '小时' }, entries)).not.toBe(hashOfTx({ ...t, title: '清扫', why: '2小时' }, entries));
    expect(hashOfTx({ ...t, inputs: null, reason: '{}' }, entries)).not.toBe(hashOfTx(t, entries));
  });
});
