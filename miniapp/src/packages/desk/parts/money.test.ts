import { figure, readYuan, sayChange, sayYuan } from './money.ts';

test('fen are read as yuan, and typed yuan become whole fen or nothing', () => {
  expect([125_000, 50, -50, 123_456_789, 0].map(sayYuan)).toEqual(['1,250 元', '0.50 元', '−0.50 元', '1,234,567.89 元', '0 元']);
  expect(['12.5', '1,200', '￥8.05', '0.01 元', '12.345', '-3', 'abc', ''].map(readYuan)).toEqual([1_250, 120_000, 805, 1, null, null, null, null]);
  expect([12_345, -1_000, 7].map(figure)).toEqual(['12,345', '−1,000', '7']);
});
test('a change is said in percent of what it was', () => {
  expect([sayChange(100, 112), sayChange(100, 97), sayChange(100, 100), sayChange(10_000, 10_001), sayChange(0, 5)]).toEqual(['+12%', '−3%', '持平', '几乎不变', null]);
});
