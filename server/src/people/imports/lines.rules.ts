import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { headerWord, type SheetColumns } from './fields.rules.js';
import { squeeze } from './words.rules.js';

/**
 * Lines that are part of the form, not of the list. They are left out of the preview; everything else is judged and shown.
 * When in doubt a line is content: a refused row can be looked at, a silently dropped one cannot.
 */
export function isFormLine(cells: Cell[], columns: SheetColumns, rowNumber: number): boolean {
  if (columns.headerRow > 0 && rowNumber <= columns.headerRow) return true;
  const own = cells.filter((c) => c.kind !== 'empty' && c.kind !== 'covered');
  const texts = own.map((c) => squeeze(cellText(c))).filter(Boolean);
  const holdsFormula = own.some((c) => c.kind === 'formula');
  if (texts.length === 0 && !holdsFormula) return true;
  const mapped = columns.fields.flatMap((key, i) => (key === null ? [] : [cells[i]]));
  const filled = mapped.filter((c) => c && c.kind !== 'empty');
  const first = texts[0] ?? '';
  if (isTotal(first, filled.length)) return true;
  if (isFooter(texts)) return true;
  if (isHeaderAgain(cells, columns)) return true;
  // Numbered in advance and left blank: «51» and nothing else. Or one remark over the width of the sheet: «一、机关支部».
  if (columns.fields.some(Boolean) && mapped.every((c) => !c || c.kind === 'empty' || c.kind === 'covered')) return true;
  return texts.length === 1 && cells.some((c) => c.kind === 'covered' && !c.below);
}

// A goods list may count several columns in its total line; a person called 合计 does not exist, a product might be «总计算器».
const isTotal = (first: string, filled: number): boolean => /^(合计|总计|小计|共计|总人数|累计)[:]?(\d+.{0,2})?$/.test(first) || (/^共\d+[人名条项件户]/.test(first) && filled <= 2);

const SIGNATURE = /^(填表人|制表人|填报人|填报单位|填报时间|经办人|审核人|审核|负责人|主管领导|单位负责人|党组织书记|签字|签名|盖章|\(盖章\)|\(公章\)|备注|说明|注)[:]/;
const SEAL = /^\(?(盖章|公章|签字|签章)\)?$/;
function isFooter(texts: string[]): boolean {
  if (texts.some((t) => /1[3-9]\d{9}/.test(t))) return false;
  return SIGNATURE.test(texts[0] ?? '') || /^(备注|说明|注)\d?[:.、]/.test(texts[0] ?? '') || texts.some((t) => SEAL.test(t));
}

/** Printed forms repeat their header on each page. */
function isHeaderAgain(cells: Cell[], columns: SheetColumns): boolean {
  if (columns.headerRow === 0) return false;
  const named = columns.fields.flatMap((key, i) => (key === null ? [] : [i]));
  const same = (i: number): boolean => {
    const word = headerWord(cells[i]);
    return word !== '' && word === headerWord({ kind: 'text', text: columns.headers[i] ?? '' });
  };
  return named.length >= 2 && named.filter(same).length >= 2;
}
