import { instant } from '@xianfeng/shared';
import { monthSpan, sheetRow, type SheetSums } from './sheet.rules.js';

const NOW = instant('2026-11-22', '10:00');
test.each([
  ['2026-11', '2026-11-01', '2026-12-01'], ['2026-10', '2026-10-01', '2026-11-01'], ['2025-12', '2025-12-01', '2026-01-01'], ['2024-02', '2024-02-01', '2024-03-01'],
])('%s lies between midnights of Shanghai', (month, from, to) => {
  expect(monthSpan(month, NOW)).toEqual({ from: instant(from, '00:00'), to: instant(to, '00:00') });
});
test.each(['2026-12', '2027-01', '2026-13', '2026-00', '2026-1', '1999-12', '2026-11-01', '', 'x'])('%p has no sheet', (month) => expect(monthSpan(month, NOW)).toBeNull());
test('a month begins at midnight in Shanghai', () => {
  expect([monthSpan('2026-12', instant('2026-12-01', '00:00') - 1), monthSpan('2026-12', instant('2026-12-01', '00:00'))]).toEqual([null, expect.anything()]);
});

const still: SheetSums = { rewardId: 1, kind: 'GOODS', name: '米', spec: '', unit: '袋', donor: '', present: 0, since: 0, purchased: 0, donated: 0, issued: 0, returned: 0, damaged: 0, counted: 0 };
test.each<[string, Partial<SheetSums>, [number, number] | null]>([
  ['neither lay there nor moved', {}, null],
  ['came after the month', { present: 5, since: 5 }, null],
  ['lay there and did not move', { present: 5 }, [5, 5]],
  ['came in the month', { present: 5, purchased: 5 }, [0, 5]],
  ['came and went in the month', { purchased: 5, issued: -5 }, [0, 0]],
  ['everything at once', { present: 10, since: -2, purchased: 6, donated: 4, issued: -3, returned: 1, damaged: -2, counted: -1 }, [7, 12]],
])('what %s', (_what, sums, ends) => {
  const row = sheetRow({ ...still, ...sums });
  expect(row && [row.opening, row.closing]).toEqual(ends);
  if (row) expect(row.opening + row.purchased + row.donated + row.returned + row.counted - row.issued - row.damaged).toBe(row.closing);
});
