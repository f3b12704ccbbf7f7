import type { Cell } from '../../lib/sheet/cell.js';
import { readName, readPhone } from './person.rules.js';
import { readSkills } from './members.rules.js';
import { distance, fold, nearest, squeeze } from './words.rules.js';

const text = (t: string): Cell => (t === '' ? { kind: 'empty' } : { kind: 'text', text: t });
const number = (value: number, t = String(value)): Cell => ({ kind: 'number', value, text: t });

describe('names', () => {
  test.each([
    ['张三', '张三', false], ['欧阳修文', '欧阳修文', false], ['𠮷田志', '𠮷田志', false], ['阿卜杜拉·买买提', '阿卜杜拉·买买提', false], ['〇一', '〇一', false],
    ['邓  海军', '邓海军', true], ['张　三', '张三', true], ['张\u00a0三\u200b', '张三', true],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提', true], ['阿卜杜拉・买买提', '阿卜杜拉·买买提', true], ['阿卜杜拉.买买提', '阿卜杜拉·买买提', true], ['阿卜杜拉 · 买买提', '阿卜杜拉·买买提', true], ['阿卜杜拉 买买提', '阿卜杜拉·买买提', true], ['欧阳 修文', '欧阳修文', true],
    ['张三（书记）', '张三', true], ['Anna  Schmidt', 'Anna Schmidt', true],
  ])('%s is taken as %s (mended: %p)', (written, value, isMended) => {
    const reading = readName(text(written));
    expect(reading).toMatchObject({ value });
    expect('mended' in reading).toBe(isMended);
  });
  test.each<[string, Cell, string]>([
    ['nothing', text(''), '没有姓名'], ['blanks', text(' 　'), '没有姓名'],
    ['a formula', { kind: 'formula' }, '姓名是公式，请改成文字'], ['a formula as text', text('=HYPERLINK("x")'), '姓名是公式，请改成文字'], ['a full-width formula', text('＝A1'), '姓名是公式，请改成文字'], ['an error', { kind: 'error', text: '#REF!' }, '姓名是公式错误 #REF!，请改成文字'],
    ['one character', text('张'), '姓名“张”只有一个字，请核对'], ['digits', text('张3'), '姓名“张3”里有不是姓名的字符'], ['a number', number(15400000001), '姓名“15400000001”里有不是姓名的字符'],
    ['an emoji', text('张😀'), '姓名“张😀”里有不是姓名的字符'], ['markup', text('<b>张</b>'), '姓名“<b>张</b>”里有不是姓名的字符'], ['a text of 31 characters', text('长'.repeat(31)), '姓名超过 30 个字，请核对'],
  ])('%s is refused', (_, cell, refused) => { expect(readName(cell)).toEqual({ refused }); });
});

describe('phones', () => {
  test.each<[string, Cell, boolean]>([
    ['as text', text('15400000001'), false], ['as a number', number(15400000001), false], ['as a number in scientific notation', number(15400000001, '1.5400000001E10'), false],
    ['with blanks', text('154 0000 0001'), true], ['with dashes', text('154-0000-0001'), true], ['in full width', text('１５４０００００００１'), true],
    ['with +86', text('+86-15400000001'), true], ['with 0086', text('0086 154 0000 0001'), true], ['with 86', text('8615400000001'), true], ['with an apostrophe', text("'15400000001"), true], ['ending in .0', text('15400000001.0'), true],
    ['in scientific notation with all digits', text('1.5400000001E+10'), true], ['with marks from an address book', text('\u202d154 0000 0001\u202c'), true], ['with a label', text('手机：15400000001'), true], ['with a full-width plus', text('＋８６ １５４０００００００１'), true],
  ])('%s', (_, cell, isMended) => {
    const reading = readPhone(cell);
    expect(reading).toMatchObject({ value: '15400000001' });
    expect('mended' in reading).toBe(isMended);
  });
  test('what was mended is told', () => {
    expect(readPhone(text('１５４０００００００１'))).toEqual({ value: '15400000001', mended: '联系电话“１５４０００００００１”全角改半角，记为“15400000001”' });
    expect(readPhone(text('+86-15400000001'))).toEqual({ value: '15400000001', mended: '联系电话“+86-15400000001”去掉国家代码，记为“15400000001”' });
    expect(readPhone(text('15400000001/15400000002'))).toEqual({ value: '15400000001', mended: '有 2 个号码，取“15400000001”' });
    expect(readPhone(text('0359-8000000、15400000002'))).toEqual({ value: '15400000002', mended: '有 2 个号码，取“15400000002”' });
  });
  test.each<[string, Cell, string]>([
    ['nothing', text(''), '没有联系电话'], ['ten digits', text('1540000001'), '联系电话“1540000001”少 1 位'], ['twelve digits', number(154000000012), '联系电话“154000000012”多 1 位'],
    ['lost digits', text('1.54E+10'), '联系电话“1.54E+10”成了科学计数，丢了末几位，请改成文字重填'], ['a landline', text('0359-8000000'), '“0359-8000000”是座机，请填手机号'], ['a short landline', number(8000000), '“8000000”是座机，请填手机号'],
    ['stars', text('154****0001'), '联系电话“154****0001”打了星号，请填完整'], ['words', text('无'), '联系电话“无”不是手机号'], ['a number nobody has', text('12400000001'), '联系电话“12400000001”不是手机号'],
    ['a formula', { kind: 'formula' }, '联系电话是公式，请粘贴成数值'], ['a date', { kind: 'date', day: '2026-01-01' }, '联系电话被写成了日期，请改成文字'], ['an error', { kind: 'error', text: '#N/A' }, '联系电话是公式错误 #N/A'],
  ])('%s is refused', (_, cell, refused) => { expect(readPhone(cell)).toEqual({ refused }); });
});

describe('skills', () => {
  test.each([['理发', ['理发']], ['理发、水电维修；心理疏导', ['理发', '水电维修', '心理疏导']], ['', []], ['无', []], ['心理', ['心理疏导']], ['文艺表演', ['文艺']], ['理发、理发', ['理发']]])('%s', (written, value) => {
    expect(readSkills(text(written))).toEqual({ value });
  });
  test('words outside the list are told and left out', () => { expect(readSkills(text('书法、理发'))).toEqual({ value: ['理发'], mended: '特长“书法”不在特长表里，未取' }); });
});

describe('words', () => {
  test('folding', () => { expect([fold(' Ａ１（甲）\u3000\u200b乙 '), squeeze('性 别\n')]).toEqual(['A1(甲) 乙', '性别']); });
  test.each([['', '', 0], ['西堤', '西提', 1], ['𠮷', '吉', 1], ['abc', '', 3], ['kitten', 'sitting', 3]])('from %s to %s are %i edits', (a, b, n) => { expect(distance(a, b)).toBe(n); });
  test('nothing near is nothing', () => { expect([nearest('西提', ['西堤', '东姚']), nearest('不存在', ['西堤', '东姚'])]).toEqual(['西堤', null]); });
});
