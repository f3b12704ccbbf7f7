import { checkerOf, draw, monthBefore, type Drawable } from './samples.rules.js';

const records = (n: number, d = 0): Drawable[] => [...Array.from({ length: n }, (_, i) => ({ id: i + 1, evidence: 'B' as const })), ...Array.from({ length: d }, (_, i) => ({ id: 10_000 + i, evidence: 'D' as const }))];
test.each([[0, 0, 0], [1, 0, 1], [20, 0, 1], [21, 0, 2], [100, 0, 5], [100, 7, 12], [0, 3, 3]])('of %d records and %d of grade D %d are drawn', (n, d, drawn) => expect(draw(records(n, d), 'seed')).toHaveLength(drawn));
test('the same seed draws the same, whatever order the records come in; another seed others', () => {
  const all = records(1000);
  expect(draw([...all].reverse(), 'a')).toEqual(draw(all, 'a'));
  expect(draw(all, 'b')).not.toEqual(draw(all, 'a'));
  expect(new Set(draw(all, 'a')).size).toBe(50);
});
test('over many seeds each record has the same chance', () => {
  const times = new Map<number, number>();
  for (let s = 0; s < 2000; s++) for (const id of draw(records(100), `seed ${s}`)) times.set(id, (times.get(id) ?? 0) + 1);
  expect(Math.min(...times.values())).toBeGreaterThan(60);
  expect(Math.max(...times.values())).toBeLessThan(150);
});
test('another community of the street checks, round the circle; a lonely one is checked by the next street', () => {
  const all = [{ id: 1, streetId: 10 }, { id: 2, streetId: 10 }, { id: 3, streetId: 10 }, { id: 7, streetId: 20 }, { id: 8, streetId: 20 }, { id: 9, streetId: 30 }];
  expect([1, 2, 3].map((id) => checkerOf({ id, streetId: 10 }, all))).toEqual([2, 3, 1]);
  expect(checkerOf({ id: 9, streetId: 30 }, all)).toBe(1);
  expect(checkerOf({ id: 5, streetId: 15 }, all)).toBe(7);
  expect(checkerOf({ id: 1, streetId: 10 }, [{ id: 1, streetId: 10 }])).toBe(10);
});
test('the month before', () => expect([monthBefore('2026-11-22'), monthBefore('2026-01-01')]).toEqual(['2026-10', '2025-12']));
