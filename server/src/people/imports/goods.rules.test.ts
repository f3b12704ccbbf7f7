import type { Cell } from '../../lib/sheet/cell.js';
import { readAmount, readBestBefore } from './amounts.rules.js';
import { judgeGoods } from './goods.rules.js';

const TODAY = '2026-11-22';
const text = (t: string): Cell => (t === '' ? { kind: 'empty' } : { kind: 'text', text: t });
const number = (value: number): Cell => ({ kind: 'number', value, text: String(value) });
const rule = { what: '数量', min: 1, max: 1000, units: ['袋'] };

describe('amounts', () => {
  test.each<[Cell, number, boolean]>([[number(40), 40, false], [text('40'), 40, false], [text('30袋'), 30, true], [text('３０ 袋'), 30, true], [text('1,000'), 1000, true], [text('30.0'), 30, true]])('%p is %i', (cell, value, isMended) => {
    const reading = readAmount(cell, rule);
    expect(reading).toMatchObject({ value });
    expect('mended' in reading).toBe(isMended);
  });
  test.each<[Cell, string]>([
    [number(-5), '数量“-5”是负数，请核对'], [number(2.5), '数量“2.5”不是整数'], [number(0), '数量要在 1 以上'], [number(1001), '数量不能超过 1000'], [text('30瓶'), '数量“30瓶”的单位“瓶”对不上'], [text('若干'), '数量“若干”不是数字'], [text(''), '没有数量'],
    [text('1e3'), '数量“1e3”不是数字'], [{ kind: 'formula' }, '数量是公式，请粘贴成数值'], [{ kind: 'date', day: '2026-01-01' }, '数量被写成了日期'], [{ kind: 'error', text: '#DIV/0!' }, '数量是公式错误 #DIV/0!'],
  ])('%p is refused', (cell, refused) => { expect(readAmount(cell, rule)).toEqual({ refused }); });
});

describe('best before', () => {
  test.each<[Cell, string | null, boolean]>([
    [{ kind: 'date', day: '2028-05-01' }, '2028-05-01', false], [text('2028-05-01'), '2028-05-01', false], [text('2027.6'), '2027-06-30', true], [text('2028年2月'), '2028-02-29', true], [text('2026年12月31日'), '2026-12-31', true], [text('2027/6/1'), '2027-06-01', true], [text('20270601'), '2027-06-01', true],
    [number(2027.6), '2027-06-30', true], [text('长期'), null, true], [text('——'), null, true], [text(''), null, false], [text(TODAY), TODAY, false],
  ])('%p is %p', (cell, value, isMended) => {
    const reading = readBestBefore(cell, TODAY);
    expect(reading).toMatchObject({ value });
    expect('mended' in reading).toBe(isMended);
  });
  test.each<[Cell, string]>([
    [text('2026.10'), '保质期“2026.10”已过'], [text('2027-02-30'), '保质期“2027-02-30”没有这一天'], [text('2027.13'), '保质期“2027.13”没有这一天'], [text('2027'), '保质期“2027”看不懂，请写成 2027-06-30'], [text('十八个月'), '保质期“十八个月”看不懂，请写成 2027-06-30'], [{ kind: 'formula' }, '保质期是公式，请粘贴成数值'],
  ])('%p is refused', (cell, refused) => { expect(readBestBefore(cell, TODAY)).toEqual({ refused }); });
});

test('a line of the stock list', () => {
  const cells = { name: text('洗手液'), spec: text('500ml'), unit: text('瓶'), stock: text('30瓶'), points: text('120分'), source: text('某某公司捐赠'), bestBefore: text('2027.6') };
  expect(judgeGoods(cells, TODAY)).toMatchObject({ verdict: 'MENDED', key: '洗手液/500ml/瓶', values: { name: '洗手液', stock: '30', points: '120', kind: 'GOODS', donor: '某某公司', source: 'DONATION', bestBefore: '2027-06-30' } });
  expect(judgeGoods({ ...cells, spec: text(''), source: text('采购') }, TODAY).values).not.toHaveProperty('donor');
  expect(judgeGoods({ ...cells, name: text('理发券') }, TODAY).values['kind']).toBe('SERVICE');
  expect(judgeGoods({ ...cells, name: text(''), stock: number(-1), points: text('') }, TODAY)).toMatchObject({ verdict: 'REFUSED', notes: ['没有品名', '数量“-1”是负数，请核对', '没有所需积分'] });
});
