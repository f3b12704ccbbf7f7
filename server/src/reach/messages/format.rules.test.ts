import { instant } from '@xianfeng/shared';
import { clip, fieldOf, sayDate } from './format.rules.js';

const AT = instant('2026-11-22', '08:05');
test.each<[string, string | number, string]>([
  ['thing1', '和平苑楼道清扫', '和平苑楼道清扫'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
  ['thing1', '𠮷'.repeat(21), `${'𠮷'.repeat(19)}…`],
  ['thing1', '第一行\n第二行\t完', '第一行 第二行 完'],
  ['thing1', 'a\u200b\u0000\ud800b', 'a b'],
  ['thing1', '', '详情请打开小程序查看'], ['thing1', ' \n ', '详情请打开小程序查看'],
  ['number1', 12, '12'], ['number1', '3.5', '3.5'], ['number1', '约 20 人', '20'], ['number1', '没有', '0'], ['number1', '9'.repeat(40), '9'.repeat(32)],
  ['letter1', 'Abc 甲', 'Abc'], ['letter1', '甲', 'A'],
  ['symbol1', '!甲?', '!?'], ['symbol1', '甲', '-'],
  ['character_string1', 'XF-2026/0012 号', 'XF-2026/0012'], ['character_string1', '号', '-'],
  ['time2', AT, '2026年11月22日 08:05'], ['time2', '明天', '2026年11月22日 08:05'],
  ['date2', AT, '2026年11月22日'], ['date2', 'x', '2026年11月22日'],
  ['amount1', '￥12.50', '￥12.50'], ['amount1', '3元', '3元'], ['amount1', '很多', '0元'],
  ['phone_number1', '0574-8888 1234', '0574-88881234'], ['phone_number1', '无', '12345'],
  ['car_number1', '浙B12345', '浙B12345'], ['car_number1', '不知道', '无'],
  ['name1', '阿卜杜拉·买买提', '阿卜杜拉买买提'], ['name1', 'Li Lei', 'LiLei'], ['name1', '李Lei'.repeat(4), '李Lei李Lei李L'], ['name1', '123', '社区'],
  ['phrase1', '已通过。', '已通过'], ['phrase1', 'OK', '有更新'], ['phrase1', '一二三四五六', '一二三四五'],
])('%s of %p is %p', (key, value, text) => { expect(fieldOf(key, value, AT)).toBe(text); });
test('a kind that WeChat does not have is our fault', () => { expect(() => fieldOf('sentence1', 'x', AT)).toThrow('no such kind'); });
test('dates are Shanghai’s, without leading noughts', () => { expect(sayDate(instant('2026-03-01', '00:00'))).toBe('2026年3月1日'); });
test('cutting is seen', () => { expect([clip('abc', 3), clip('abcd', 3)]).toEqual(['abc', 'ab…']); });
