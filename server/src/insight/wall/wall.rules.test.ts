import fc from 'fast-check';
import { inSteps, veil, veilParts } from './wall.rules.js';

test.each([[0, 0], [1, null], [4, null], [5, 5], [120, 120]])('%d is shown as %p', (n, shown) => expect(veil(n)).toBe(shown));
test('one small part takes another one with it, since the sum would give it away', () => {
  expect(veilParts([9, 3, 7])).toEqual({ parts: [9, null, null], whole: 19 });
  expect(veilParts([9, 3, 2])).toEqual({ parts: [9, null, null], whole: 14 });
  expect(veilParts([9, 0, 7])).toEqual({ parts: [9, 0, 7], whole: 16 });
  expect(veilParts([3, 0])).toEqual({ parts: [null, 0], whole: null });
});
test('whatever is shown, no number from 1 to 4 is, and none can be worked out by subtraction', () => {
  fc.assert(fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), (parts) => {
    const shown = veilParts(parts), hidden = shown.parts.filter((n) => n === null).length;
    expect([...shown.parts, shown.whole].every((n) => n === null || n === 0 || n >= 5)).toBe(true);
    if (shown.whole !== null) expect(hidden).not.toBe(1);
    shown.parts.forEach((n, i) => { if (n !== null) expect(n).toBe(parts[i]); });
  }), { numRuns: 2_000 });
});
test('every day falls into one step', () => {
  expect(inSteps([1, 1, 1, 1, 2, 0, 0, 1, 5, ...Array<number>(6).fill(0), 3, 4])).toEqual([1, 1, 1, 1, 3, 5, 7]);
});
