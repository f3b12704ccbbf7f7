import type { Cell, SheetRow } from '../../lib/sheet/cell.js';
import { FIELDS, findHeader, headerWord, matchHeaders } from './fields.rules.js';
import { isFormLine } from './lines.rules.js';

const cell = (v: string | number | null): Cell => (v === null ? { kind: 'empty' } : typeof v === 'number' ? { kind: 'number', value: v, text: String(v) } : { kind: 'text', text: v });
const rows = (...lines: (string | number | null)[][]): SheetRow[] => lines.map((l, i) => ({ sheet: '一', rowNumber: i + 1, cells: l.map(cell) }));
const words = (headers: string[]): string[] => headers.map((h) => headerWord(cell(h)));

describe('which column feeds which field', () => {
  test.each([
    ['the usual form', ['序号', '姓名', '性别', '政治面貌', '所在单位党组织', '联系电话', '居住社区', '小区楼栋', '特长'], [null, 'name', null, null, 'unit', 'phone', 'community', 'address', 'skills']],
    ['another office’s words', ['序号', '党员姓名', '性 别', '入党时间', '所在党支部', '手机号码', '报到社区', '居住小区（详细到楼栋单元）', '服务意向/特长'], [null, 'name', null, null, 'unit', 'phone', 'community', 'address', 'skills']],
    ['stars, blanks and line breaks', ['*姓 名', '联系\n电话（必填）', '家庭住址', '单 位'], ['name', 'phone', 'address', 'unit']],
    ['the mobile number wins over other telephones', ['姓名', '办公电话', '手机', '紧急联系人电话'], ['name', null, 'phone', null]],
    ['registered community wins over where he lives', ['名字', '电话', '居住社区', '报到社区'], ['name', 'phone', null, 'community']],
    ['a contact person is not a member', ['联系人姓名', '联系方式'], [null, 'phone']],
  ])('%s', (_, headers, fields) => { expect(matchHeaders(words(headers), FIELDS.MEMBERS)).toEqual(fields); });

  test('goods, units and areas have their own words', () => {
    expect(matchHeaders(words(['品名', '规格', '单位', '数量', '所需积分', '捐赠/采购', '保质期至']), FIELDS.GOODS)).toEqual(['name', 'spec', 'unit', 'stock', 'points', 'source', 'bestBefore']);
    expect(matchHeaders(words(['序号', '单位名称', '上级党组织', '所在社区', '人数']), FIELDS.UNITS)).toEqual([null, 'name', 'parent', 'community', null]);
    expect(matchHeaders(words(['街道', '社区', '小区名称', '楼栋号', '单元', '户数']), FIELDS.AREAS)).toEqual(['street', 'community', 'compound', 'building', 'stairwell', null]);
  });
});

describe('finding the header', () => {
  test('below titles and remarks', () => {
    const found = findHeader(rows(['某市在职党员花名册'], ['填报单位：甲局', null, '单位：人'], ['序号', '姓名', '联系电话'], [1, '张三', '15400000001']), FIELDS.MEMBERS);
    expect(found).toMatchObject({ headerRow: 3, headers: ['序号', '姓名', '联系电话'], fields: [null, 'name', 'phone'] });
  });
  test('a header without the phone is offered when nothing better comes', () => {
    expect(findHeader(rows(['姓名', '社区', '备注'], ['张三', '甲社区', null]), FIELDS.MEMBERS)).toMatchObject({ headerRow: 1, fields: ['name', 'community', null] });
  });
  test('without any header the first row is shown and nothing is guessed', () => {
    expect(findHeader(rows(['张三', 15400000001], ['李四', 15400000002]), FIELDS.MEMBERS)).toMatchObject({ headerRow: 0, headers: ['张三', '15400000001'], fields: [null, null] });
  });
  test('a sheet without rows has no header', () => { expect(findHeader([], FIELDS.MEMBERS)).toBeNull(); });
});

describe('lines that belong to the form', () => {
  const columns = findHeader(rows(['序号', '姓名', '联系电话', '居住社区']), FIELDS.MEMBERS)!;
  const covered = (by: string, below = false): Cell => ({ kind: 'covered', by: cell(by), below });
  test.each<[string, Cell[], boolean]>([
    ['the total', [cell('合计'), cell('50人')], true],
    ['the total with its number', [cell('合 计：50人')], true],
    ['the subtotal', [cell('小计'), cell(null), cell(12)], true],
    ['signatures', [cell('填表人：'), cell(null), cell('审核人：'), cell('（盖章）')], true],
    ['a remark at the foot', [cell('备注：以上人员均已核对')], true],
    ['the header on the next page', [cell('序号'), cell('姓名'), cell('联系电话'), cell('居住社区')], true],
    ['a number without a person', [cell(51), cell(null), cell(null)], true],
    ['a heading over the whole width', [cell('一、机关支部'), covered('一、机关支部'), covered('一、机关支部'), covered('一、机关支部')], true],
    ['nothing but blanks', [cell(' '), cell('\u3000')], true],
    ['a person', [cell(1), cell('张三'), cell('15400000001')], false],
    ['a person without a name', [cell(1), cell(null), cell('15400000001')], false],
    ['a person with nothing but a name', [cell(null), cell('张三')], false],
    ['a person whose remark looks like a signature', [cell('备注：张'), cell('张三'), cell('15400000001')], false],
    ['a formula in the place of a name', [cell(null), { kind: 'formula' }], false],
    ['a person in a community merged down', [cell(2), cell('李四'), cell('15400000002'), covered('甲社区', true)], false],
  ])('%s', (_, cells, is) => { expect(isFormLine(cells, columns, 9)).toBe(is); });
  test('everything up to the header', () => { expect(isFormLine([cell('张三'), cell('张三'), cell('15400000001')], columns, 1)).toBe(true); });
});
