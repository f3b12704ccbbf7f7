import type { StockTakeLine } from '@xianfeng/shared';
import { inQuestionFirst, sayDifference, sayTake } from './take-words.ts';

const line = (book: number, counted: number | null, name = '食盐'): StockTakeLine => ({ rewardId: book, name, spec: '', unit: '袋', book, counted, note: '' });
test('a count in words', () => {
  expect([sayDifference(line(12, 10)), sayDifference(line(12, 13)), sayDifference(line(12, 12)), sayDifference(line(12, null))]).toEqual(['少 2 袋', '多 1 袋', '相符', null]);
  expect(sayTake([line(12, 10), line(3, 4), line(5, 5), line(6, null)])).toBe('共 4 样：1 样相符，1 样多，1 样少，1 样还没数');
  expect(sayTake([line(5, 5)])).toBe('共 1 样：1 样相符');
});
test('the second person reads first what does not fit', () => {
  expect(inQuestionFirst([line(1, 1, '甲'), line(2, 5, '乙'), line(3, null, '丙')]).map((one) => one.name)).toEqual(['乙', '甲', '丙']);
});
