import fc from 'fast-check';
import { besides, inSteps, inWaits, stepDays, veil, veilParts } from './wall.rules.js';

test.each([[0, 0], [1, 'FEW'], [4, 'FEW'], [5, 5], [120, 120]])('%d is shown as %p', (n, shown) => expect(veil(n)).toBe(shown));
test('one small part takes another one with it, since the sum would give it away', () => {
  expect(veilParts([9, 3, 7])).toEqual({ parts: [9, 'FEW', 'HIDDEN'], whole: 19 });
  expect(veilParts([9, 3, 2])).toEqual({ parts: [9, 'FEW', 'FEW'], whole: 14 });
  expect(veilParts([9, 0, 7])).toEqual({ parts: [9, 0, 7], whole: 16 });
  expect(veilParts([3, 0])).toEqual({ parts: ['FEW', 0], whole: 'HIDDEN' });
});
test('whatever is shown, no number from 1 to 4 is, and none can be worked out by subtraction', () => {
  fc.assert(fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), (parts) => {
    const shown = veilParts(parts), hidden = shown.parts.filter((n) => typeof n === 'string').length;
    expect([...shown.parts, shown.whole].every((n) => typeof n === 'string' || n === 0 || n >= 5)).toBe(true);
    if (typeof shown.whole === 'number') expect(hidden).not.toBe(1);
    shown.parts.forEach((n, i) => { if (typeof n === 'number') expect(n).toBe(parts[i]);
      else if (n === 'FEW') expect(parts[i]).toBeLessThan(5); });
  }), { numRuns: 2_000 });
});
test('every day falls into one step', () => {
  expect(inWaits([1, 1, 1, 1, 2, 0, 0, 1, 5, ...Array<number>(6).fill(0), 3, 4])).toEqual([1, 1, 1, 1, 3, 5, 7]);
});
test('a quiet place is told of in longer steps, until hardly any point is too small', () => {
  const thirty = (n: number) => Array<number>(30).fill(n);
  expect([stepDays([thirty(9)]), stepDays([thirty(2)]), stepDays([thirty(1)]), stepDays([[...Array<number>(29).fill(0), 1]])]).toEqual([1, 3, 5, 1]);
  expect(inSteps([1, 2, 3, 4, 5, 6], 3)).toEqual([6, 15]);
});
test('what is left beside a part is not given away', () => {
  expect([besides(9, 9), besides(6, 9), besides(6, 12), besides(2, 20)]).toEqual([9, 'HIDDEN', 6, 'FEW']);
});
