import type { ImportKind } from '@xianfeng/shared';
import { cellText, type Cell, type SheetRow } from '../../lib/sheet/cell.js';
import { squeeze } from './words.rules.js';

export interface Field {
  key: string;
  label: string;
  required: boolean;
  /** Headers that mean this field, best first: where two columns fit, the one named earlier here is taken. */
  headers: string[];
  /** A header containing one of these means it too, when nothing fits better. */
  contains?: string[];
}

/**
 * What each kind of file may tell. Columns that match nothing (性别, 政治面貌, 入党时间, 身份证号…) are not read: the roster
 * needs none of them, and what is not stored cannot leak.
 */
export const FIELDS: Record<ImportKind, Field[]> = {
  MEMBERS: [
    { key: 'name', label: '姓名', required: true, headers: ['姓名', '党员姓名', '名字', '党员名字', '人员姓名', '报到党员', '报到人', '党员'], contains: ['姓名'] },
    { key: 'phone', label: '联系电话', required: true, headers: ['手机号', '手机号码', '手机', '联系电话', '联系方式', '移动电话', '本人电话', '电话', '电话号码'], contains: ['手机', '联系电话', '联系方式'] },
    { key: 'unit', label: '所在单位党组织', required: false, headers: ['所在单位党组织', '单位党组织', '所在党组织', '所属党组织', '所在党支部', '所属党支部', '所在支部', '党支部', '党组织', '工作单位', '所在单位', '单位名称', '单位'], contains: ['党组织', '党支部', '单位'] },
    { key: 'community', label: '报到社区', required: false, headers: ['报到社区', '居住社区', '现居住社区', '所在社区', '所属社区', '社区名称', '社区', '社区村', '村社区'], contains: ['社区'] },
    { key: 'address', label: '小区楼栋', required: false, headers: ['小区楼栋', '居住小区', '所在小区', '住址', '居住地址', '现住址', '家庭住址', '家庭地址', '详细地址', '地址', '小区', '居住地'], contains: ['小区', '住址', '地址'] },
    { key: 'skills', label: '特长', required: false, headers: ['特长', '专长', '技能', '个人特长', '服务特长', '服务意向', '志愿服务意向', '服务意愿'], contains: ['特长', '专长', '技能', '服务意向', '服务意愿'] },
  ],
  AREAS: [
    { key: 'street', label: '街道或镇', required: false, headers: ['街道', '镇', '街道镇', '镇街道', '镇街', '所属街道', '所在街道', '乡镇', '乡镇街道'], contains: ['街道', '乡镇'] },
    { key: 'community', label: '社区或村', required: true, headers: ['社区', '社区名称', '所属社区', '所在社区', '村', '村社区', '社区村', '行政村'], contains: ['社区'] },
    { key: 'compound', label: '小区', required: false, headers: ['小区', '小区名称', '所属小区', '所在小区', '住宅小区', '院落', '小区院落'], contains: ['小区'] },
    { key: 'building', label: '楼栋', required: false, headers: ['楼栋', '楼号', '楼栋号', '楼', '楼幢', '栋'], contains: ['楼栋', '楼号'] },
    { key: 'stairwell', label: '单元', required: false, headers: ['单元', '楼道', '单元号', '楼道号'], contains: ['单元', '楼道'] },
  ],
  UNITS: [
    { key: 'name', label: '单位党组织', required: true, headers: ['单位党组织', '单位党组织名称', '单位名称', '党组织名称', '单位', '驻区单位', '名称', '党组织'], contains: ['单位名称', '党组织名称'] },
    { key: 'parent', label: '上级党组织', required: false, headers: ['上级党组织', '上级单位', '主管部门', '所属党委', '上级'], contains: ['上级', '主管'] },
    { key: 'community', label: '所在社区', required: false, headers: ['所在社区', '驻地社区', '报到社区', '联系社区', '包联社区', '所属社区', '社区'], contains: ['社区'] },
  ],
  GOODS: [
    { key: 'name', label: '品名', required: true, headers: ['品名', '商品名称', '物品名称', '名称', '商品', '物品', '货品'], contains: ['品名', '名称'] },
    { key: 'spec', label: '规格', required: false, headers: ['规格', '规格型号', '型号'], contains: ['规格'] },
    { key: 'unit', label: '单位', required: true, headers: ['单位', '计量单位', '计量'], contains: ['计量'] },
    { key: 'stock', label: '数量', required: true, headers: ['数量', '入库数量', '库存', '库存数量', '件数'], contains: ['数量', '库存'] },
    { key: 'points', label: '所需积分', required: true, headers: ['所需积分', '兑换积分', '积分', '积分价', '分值'], contains: ['积分'] },
    { key: 'source', label: '来源', required: false, headers: ['来源', '捐赠/采购', '捐赠单位', '采购/捐赠', '物资来源', '捐赠方'], contains: ['捐赠', '采购', '来源'] },
    { key: 'bestBefore', label: '保质期至', required: false, headers: ['保质期至', '保质期', '有效期', '有效期至', '到期日', '到期日期'], contains: ['保质', '有效期', '到期'] },
  ],
  RESOURCE: [
    { key: 'title', label: '资源名称', required: true, headers: ['资源名称', '资源', '资源内容', '可提供资源', '提供的资源', '名称'], contains: ['资源'] },
    { key: 'giver', label: '提供单位', required: true, headers: ['提供单位', '单位名称', '资源提供单位', '驻区单位', '单位', '提供者', '提供方'], contains: ['单位'] },
    { key: 'kind', label: '类别', required: false, headers: ['类别', '资源类别', '资源类型', '类型'] },
    { key: 'community', label: '社区', required: false, headers: ['社区', '所在社区', '所属社区', '服务社区', '报到社区', '社区名称'], contains: ['社区'] },
    { key: 'times', label: '可用时间', required: false, headers: ['可用时间', '开放时间', '服务时间', '时间'] },
    { key: 'limits', label: '使用要求', required: false, headers: ['使用要求', '要求', '条件', '使用条件', '备注', '说明'] },
    { key: 'contactName', label: '联系人', required: false, headers: ['联系人', '联络员', '负责人', '联络人'] },
    { key: 'contactPhone', label: '联系电话', required: false, headers: ['联系电话', '电话', '联系方式', '手机', '手机号'], contains: ['电话'] },
  ],
  NEEDS: [
    { key: 'title', label: '需求', required: true, headers: ['需求', '需求名称', '需求内容', '需求事项', '居民需求', '事项', '名称'], contains: ['需求'] },
    { key: 'wants', label: '需要什么', required: true, headers: ['需要什么', '需要', '需要资源', '所需资源', '需求类别', '需求类型', '类别', '类型'] },
    { key: 'text', label: '说明', required: false, headers: ['说明', '具体内容', '详细说明', '具体情况', '备注'] },
    { key: 'community', label: '社区', required: false, headers: ['社区', '所在社区', '所属社区', '社区名称'], contains: ['社区'] },
    { key: 'place', label: '地点', required: false, headers: ['地点', '位置', '小区', '地址'] },
  ],
  PROJECTS: [
    { key: 'title', label: '项目', required: true, headers: ['项目', '项目名称', '共建项目', '名称'], contains: ['项目'] },
    { key: 'due', label: '完成期限', required: true, headers: ['完成期限', '完成时限', '完成时间', '计划完成时间', '期限', '时限'], contains: ['期限', '时限'] },
    { key: 'state', label: '状态', required: false, headers: ['状态', '进展', '进度', '项目状态', '进展情况', '完成情况'] },
    { key: 'resource', label: '用到的资源', required: false, headers: ['用到的资源', '资源', '对接资源', '所用资源'], contains: ['资源'] },
    { key: 'need', label: '对应的需求', required: false, headers: ['对应的需求', '需求', '对应需求', '解决的需求'], contains: ['需求'] },
    { key: 'owner', label: '负责人', required: false, headers: ['负责人', '责任人', '牵头人', '项目负责人'] },
    { key: 'community', label: '社区', required: false, headers: ['社区', '所在社区', '所属社区', '社区名称'], contains: ['社区'] },
    { key: 'text', label: '说明', required: false, headers: ['说明', '项目内容', '具体内容', '备注'] },
  ],
  PACTS: [
    { key: 'title', label: '协议名称', required: true, headers: ['协议名称', '协议', '共建协议', '名称'], contains: ['协议'] },
    { key: 'units', label: '共建单位', required: true, headers: ['共建单位', '单位', '驻区单位', '单位名称', '签约单位', '乙方'], contains: ['单位'] },
    { key: 'from', label: '开始日期', required: true, headers: ['开始日期', '签订日期', '签订时间', '起始日期', '生效日期', '签约日期', '签约时间'] },
    { key: 'to', label: '到期日期', required: true, headers: ['到期日期', '截止日期', '终止日期', '有效期至', '到期时间', '结束日期'] },
    { key: 'community', label: '社区', required: false, headers: ['社区', '所在社区', '签约社区', '甲方', '社区名称'], contains: ['社区'] },
    { key: 'text', label: '约定内容', required: false, headers: ['约定内容', '主要内容', '共建内容', '协议内容', '备注'] },
  ],
};

// Columns that hold one of the words above but belong to somebody or something else.
const OTHERS = /紧急|家属|配偶|办公|座机|固定|联系人|负责人|书记|推荐|审核|是否|日期$|时间$|户数|人数|栋数|单元数|楼栋数/;

/** The words of a header as compared: no blanks, no remark in brackets, no star for «required». */
export const headerWord = (cell: Cell | undefined): string =>
  squeeze(cell?.kind === 'covered' && !cell.below ? '' : cellText(cell)).replace(/\([^)]*\)/g, '').replace(/[*:、]/g, '');

/** Which field each column feeds, judging by its header. A column feeds one field, and a field is fed by one column. */
export function matchHeaders(headers: string[], fields: Field[]): (string | null)[] {
  const wishes: { column: number; key: string; rank: number }[] = [];
  headers.forEach((header, column) => {
    if (header === '') return;
    for (const f of fields) {
      const exact = f.headers.map((h) => h.replace('/', '')).indexOf(header.replace('/', ''));
      if (exact >= 0) wishes.push({ column, key: f.key, rank: exact });
      else if (f.contains?.some((word) => header.includes(word)) && !OTHERS.test(header)) wishes.push({ column, key: f.key, rank: 100 + header.length });
    }
  });
  const result: (string | null)[] = headers.map(() => null);
  const fed = new Set<string>();
  for (const w of wishes.sort((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (result[w.column] !== null || fed.has(w.key)) continue;
    result[w.column] = w.key;
    fed.add(w.key);
  }
  return result;
}

export interface SheetColumns { sheet: string; /** 0: no header was found. */ headerRow: number; headers: string[]; fields: (string | null)[] }

/** How many rows with content to look at for a header: titles, a line about who fills it in, perhaps some instructions. */
export const HEADER_SEARCH_ROWS = 20;

/**
 * Finds the header among a sheet's first rows: the first one that names every required field, else the one that names most (at least
 * two). Without any, the sheet's first row is offered for mapping by hand and no column feeds anything.
 */
export function findHeader(rows: SheetRow[], fields: Field[]): SheetColumns | null {
  const [first] = rows;
  if (!first) return null;
  const required = fields.filter((f) => f.required).map((f) => f.key);
  let best: { row: SheetRow; found: (string | null)[]; count: number } | null = null;
  for (const row of rows.slice(0, HEADER_SEARCH_ROWS)) {
    const found = matchHeaders(row.cells.map(headerWord), fields);
    const count = found.filter(Boolean).length;
    if (count >= 2 && required.every((key) => found.includes(key))) return columnsOf(row, found);
    if (count >= 2 && count > (best?.count ?? 0)) best = { row, found, count };
  }
  return best ? columnsOf(best.row, best.found) : { ...columnsOf(first, first.cells.map(() => null)), headerRow: 0 };
}

const columnsOf = (row: SheetRow, fields: (string | null)[]): SheetColumns =>
  ({ sheet: row.sheet, headerRow: row.rowNumber, headers: row.cells.map((c) => cellText(c).replace(/\s+/g, ' ').slice(0, 40)), fields });

/** The cells of a row by field. */
export function pick(cells: Cell[], fields: (string | null)[]): Record<string, Cell> {
  const picked: Record<string, Cell> = {};
  fields.forEach((key, i) => {
    const cell = cells[i];
    if (key !== null && cell && cell.kind !== 'empty') picked[key] = cell;
  });
  return picked;
}
