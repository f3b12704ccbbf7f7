import { instant } from '@xianfeng/shared';
import { nearEnd, sayDonor, sayGoods, sayLimit, sayStock } from './reward-words.ts';

test('limits, stock, donors and goods as people say them', () => {
  expect([sayLimit({ perPerson: 2, limitPeriod: 'MONTH', unit: '袋' }), sayLimit({ perPerson: 1, limitPeriod: 'ONCE', unit: '张' }), sayLimit({ perPerson: 0, limitPeriod: 'MONTH', unit: '袋' })]).toEqual(['每人每月限 2 袋', '每人总共限 1 张', null]);
  expect([sayStock({ stock: 3, unit: '袋' }), sayStock({ stock: 0, unit: '袋' }), sayDonor({ donor: '市税务局' }), sayDonor({ donor: '' })]).toEqual(['余 3 袋', '已兑完', '感谢市税务局捐赠', null]);
  expect([sayGoods({ name: '大米', spec: '5 kg', quantity: 2, unit: '袋' }), sayGoods({ name: '理发券', spec: '', quantity: 1, unit: '张' })]).toEqual(['大米（5 kg）2 袋', '理发券 1 张']);
});
test('goods are good through their last day, and near it for thirty', () => {
  const now = instant('2026-11-22', '23:59');
  expect(['2026-11-21', '2026-11-22', '2026-12-22', '2026-12-23', null].map((day) => nearEnd(day, now))).toEqual(['已过期', '快到期', '快到期', null, null]);
});
