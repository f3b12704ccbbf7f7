import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { fold, type Reading } from './words.rules.js';

export interface AmountRule { what: string; min: number; max: number; /** Words that may stand behind the number and say nothing new. */ units: string[] }

/** A whole number, perhaps written as text with its unit («30袋», «120分», «1,200»). No rounding, no signs dropped. */
export function readAmount(cell: Cell | undefined, rule: AmountRule): Reading<number> {
  if (cell?.kind === 'formula') return { refused: `${rule.what}是公式，请粘贴成数值` };
  if (cell?.kind === 'date') return { refused: `${rule.what}被写成了日期` };
  if (cell?.kind === 'error') return { refused: `${rule.what}是公式错误 ${cell.text}` };
  const written = cellText(cell).trim();
  const text = fold(written).replace(/ /g, '');
  if (text === '') return { refused: `没有${rule.what}` };
  const m = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(\D*)$/.exec(text.replace(/^\u2212/, '-'));
  if (!m) return { refused: `${rule.what}“${written.slice(0, 20)}”不是数字` };
  const [, sign, whole = '', decimals = '', unit = ''] = m;
  if (sign === '-') return { refused: `${rule.what}“${written}”是负数，请核对` };
  if (/[1-9]/.test(decimals)) return { refused: `${rule.what}“${written}”不是整数` };
  if (unit !== '' && !rule.units.includes(unit)) return { refused: `${rule.what}“${written}”的单位“${unit}”对不上` };
  const value = Number(whole.replace(/,/g, ''));
  if (value < rule.min) return { refused: `${rule.what}要在 ${rule.min} 以上` };
  if (value > rule.max) return { refused: `${rule.what}不能超过 ${rule.max}` };
  return text === String(value) ? { value } : { value, mended: `${rule.what}“${written}”取数字 ${value}` };
}

/** A best-before day, null for goods that keep («长期», nothing). A month alone means its last day; a bare year is refused. */
export function readBestBefore(cell: Cell | undefined, today: string): Reading<string | null> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: '保质期是公式，请粘贴成数值' };
  const written = cellText(cell).trim();
  const text = fold(written).replace(/ /g, '');
  if (text === '') return { value: null };
  if (/^(长期|长期有效|无|无限期|不限|永久|-+|\/|—+)$/.test(text)) return { value: null, mended: `保质期“${written}”按长期有效` };
  const m = /^(\d{4})[-.\/年](\d{1,2})(?:月|[-.\/月](\d{1,2})日?)?$/.exec(text) ?? /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!m) return { refused: `保质期“${written.slice(0, 20)}”看不懂，请写成 2027-06-30` };
  const [, year = '', month = '', date] = m;
  const day = date === undefined ? lastOfMonth(Number(year), Number(month)) : existing(Number(year), Number(month), Number(date));
  if (!day) return { refused: `保质期“${written}”没有这一天` };
  if (day < today) return { refused: `保质期“${written}”已过` };
  if (cell?.kind === 'date' || day === written) return { value: day };
  return { value: day, mended: `保质期“${written}”记为 ${day}` };
}

function existing(year: number, month: number, date: number): string | null {
  const d = new Date(Date.UTC(year, month - 1, date));
  return d.getUTCMonth() === month - 1 && d.getUTCDate() === date ? d.toISOString().slice(0, 10) : null;
}
const lastOfMonth = (year: number, month: number): string | null =>
  month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : null;
