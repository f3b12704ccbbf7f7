import { fingerprint, forget, isSettled, keyOf, type Store } from './intents.ts';

const storage = (start: unknown = ''): Store & { value: unknown } => {
  const store = { value: start, get: () => store.value, set: (value: unknown) => { store.value = JSON.parse(JSON.stringify(value)) as unknown; } };
  return store;
};
const ORDER = '7 POST /redemptions {"rewardId":1,"quantity":1}';

test('the key is written down before it is used, and the same request uses it again, also after a restart', () => {
  const store = storage();
  expect(keyOf(store, ORDER, 'k1', 1_000)).toBe('k1');
  const afterRestart = storage(store.value);
  expect(keyOf(afterRestart, ORDER, 'k2', 2_000)).toBe('k1');
  expect(keyOf(afterRestart, ORDER, 'k3', 3_000)).toBe('k1');
});
test('another request, and another person, have keys of their own', () => {
  const store = storage();
  keyOf(store, ORDER, 'k1', 1_000);
  expect([keyOf(store, ORDER.replace('"quantity":1', '"quantity":2'), 'k2', 1_001), keyOf(store, ORDER.replace('7 ', '8 '), 'k3', 1_002), keyOf(store, ORDER, 'k4', 1_003)]).toEqual(['k2', 'k3', 'k1']);
});
test('when the outcome is known the key is forgotten: the next time is a new intent', () => {
  const store = storage();
  keyOf(store, ORDER, 'k1', 1_000);
  keyOf(store, `${ORDER} `, 'other', 1_000);
  forget(store, ORDER, 2_000);
  expect([keyOf(store, ORDER, 'k2', 3_000), keyOf(store, `${ORDER} `, 'x', 3_000)]).toEqual(['k2', 'other']);
});
test('after a day, or with a clock that was set back, it is a new intent', () => {
  const store = storage();
  keyOf(store, ORDER, 'k1', 100 * 3_600_000);
  expect(keyOf(storage(store.value), ORDER, 'k2', 124 * 3_600_000)).toBe('k2');
  expect(keyOf(storage(store.value), ORDER, 'k3', 70 * 3_600_000)).toBe('k3');
  expect(keyOf(storage(store.value), ORDER, 'k4', 123 * 3_600_000)).toBe('k1');
});
test('whatever stands in storage does no harm', () => {
  for (const odd of ['', null, 7, 'x', [], { a: null }, { a: { key: 3, at: 'x' } }]) expect(keyOf(storage(odd), ORDER, 'k1', 1_000)).toBe('k1');
});
test('which answers say what became of it', () => {
  expect([200, 201, 400, 403, 404, 409, 422].every(isSettled)).toBe(true);
  expect([0, 401, 408, 429, 500, 502, 503].some(isSettled)).toBe(false);
});
test('fingerprints differ', () => {
  const all = new Set(Array.from({ length: 20_000 }, (_, i) => fingerprint(`7 POST /claims {"shiftId":${244_000_000_000_000 + i * 4096}}`)));
  expect(all.size).toBe(20_000);
});
