import type { ShelfRowView } from '@xianfeng/shared';
import { fenOf, matching, onOffer, whole, yuanOf } from './shelf.ts';

const row = (part: Partial<ShelfRowView>) => ({ name: '大米', spec: '5 kg', points: 150, listed: true, stock: 3, alerts: [], ...part }) as ShelfRowView;
test('yuan as they are typed become whole fen and back', () => {
  expect(['12.5', '12', '0.99', '￥8.05', '12.345', 'abc', ''].map(fenOf)).toEqual([1250, 1200, 99, 805, 1234, 0, 0]);
  expect([yuanOf(1250), yuanOf(0), whole('12 袋'), whole('')]).toEqual(['12.5', '', 12, 0]);
});
test('only what lies there, is listed and is still good can be handed out', () => {
  expect(onOffer([row({}), row({ stock: 0 }), row({ listed: false }), row({ alerts: ['已过期'] }), row({ alerts: ['快到期'] })])).toHaveLength(2);
});
test('goods are found by a part of their name, their size or their price', () => {
  const rows = [row({}), row({ name: '食盐', spec: '400 g', points: 5 })];
  expect([matching(rows, '米').length, matching(rows, ' KG').length, matching(rows, '150').length, matching(rows, '').length, matching(rows, '油').length]).toEqual([1, 1, 1, 2, 0]);
});
