import { Breaker } from './breaker.rules.js';

const T = 1_790_000_000_000;
/** n calls at that instant, each failing or not. */
const calls = (b: Breaker, at: number, n: number, failed: boolean): number => {
  let admitted = 0;
  for (let i = 0; i < n; i++) {
    const a = b.admit(at);
    if (!a) continue;
    admitted++;
    b.record(at, a, failed);
  }
  return admitted;
};
test('half of twenty failed: nothing goes out for thirty seconds', () => {
  const b = new Breaker();
  calls(b, T, 10, false);
  expect(calls(b, T + 1_000, 9, true)).toBe(9);
  expect(b.state(T + 1_000)).toBe('closed');
  expect(calls(b, T + 2_000, 5, true)).toBe(1);
  expect([b.state(T + 2_000), b.closedUntil(T + 2_000), b.admit(T + 31_999)]).toEqual(['open', T + 32_000, null]);
});
test('nineteen failures are too few, and what is older than thirty seconds does not count', () => {
  const b = new Breaker();
  expect(calls(b, T, 19, true)).toBe(19);
  expect(calls(b, T + 31_000, 19, true)).toBe(19);
  expect(b.counts(T + 31_000)).toEqual({ calls: 19, failures: 19 });
});
test('less than half failed: it stays closed', () => {
  const b = new Breaker();
  for (let i = 0; i < 100; i++) {
    calls(b, T + i * 100, 2, false);
    expect(calls(b, T + i * 100, 1, true)).toBe(1);
  }
});
test('afterwards one may try: a good one closes it, a bad one opens it again', () => {
  const b = new Breaker();
  calls(b, T, 20, true);
  const tried = b.admit(T + 30_000);
  expect([tried, b.state(T + 30_000), b.admit(T + 30_000)]).toEqual([{ isTry: true }, 'trying', null]);
  b.record(T + 30_500, tried!, true);
  expect([b.state(T + 60_499), b.closedUntil(T + 60_499)]).toEqual(['open', T + 60_500]);
  const again = b.admit(T + 60_500);
  b.record(T + 60_600, again!, false);
  expect([b.state(T + 60_600), calls(b, T + 60_600, 3, false)]).toEqual(['closed', 3]);
});
test('one that began before the opening does not pass for the try', () => {
  const b = new Breaker(), early = b.admit(T)!;
  calls(b, T, 20, true);
  b.record(T + 1_000, early, false);
  expect(b.state(T + 1_000)).toBe('open');
  expect(b.admit(T + 30_000)).toEqual({ isTry: true });
  b.record(T + 30_000, early, false);
  expect(b.state(T + 30_000)).toBe('trying');
});
test('a quota closes the door until it ends, and then it is simply open', () => {
  const b = new Breaker();
  b.openUntil(T + 60_000);
  expect([b.admit(T), b.state(T), b.admit(T + 60_000)]).toEqual([null, 'open', { isTry: false }]);
});
test('a try that could not be made is still to come', () => {
  const b = new Breaker();
  calls(b, T, 20, true);
  b.skip(b.admit(T + 30_000)!);
  expect([b.state(T + 30_000), b.admit(T + 30_000)]).toEqual(['trying', { isTry: true }]);
});
test('a clock that was set back breaks nothing', () => {
  const b = new Breaker();
  calls(b, T, 10, true);
  expect(calls(b, T - 3_600_000, 9, true)).toBe(9);
});
