import { isVeiled } from './veil.rules.js';

test.each([[0, false], [1, true], [2, true], [3, false], [40, false]])('%i who did not agree: left out %s', (n, want) => {
  expect(isVeiled(n)).toBe(want);
});
