import { USER_LIMITS } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { fold, looksLikeFormula, type Reading } from './words.rules.js';

const HAN = /^[\p{Script=Han}\u3007·]+$/u;
const LETTERS = /^[\p{L}\p{M}\u3007· '.-]+$/u;
// Middle dots as keyboards and old systems write them; the standard for names (GB/T 33190 and ID cards) is U+00B7.
const DOTS = /[\u2022\u2024\u2027\u2219\u22c5\u25cf\u30fb\uff65\u2e31\ufe52]|(?<=\p{Script=Han}) ?[.] ?(?=\p{Script=Han})/gu;

/** A person's name. Blanks inside Chinese names go («邓  海军»), middle dots become one kind, remarks in brackets are dropped. */
export function readName(cell: Cell | undefined): Reading<string> {
  if (cell?.kind === 'formula') return { refused: '姓名是公式，请改成文字' };
  if (cell?.kind === 'error') return { refused: `姓名是公式错误 ${cell.text}，请改成文字` };
  const written = cellText(cell);
  const folded = fold(written);
  if (folded === '') return { refused: '没有姓名' };
  if (looksLikeFormula(written)) return { refused: '姓名是公式，请改成文字' };
  const bare = folded.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '').trim();
  const dotted = bare.replace(DOTS, '·').replace(/ *· */g, '·');
  const name = HAN.test(dotted.replace(/ /g, '')) ? joinHan(dotted) : dotted;
  if (!LETTERS.test(name) || !/\p{L}/u.test(name)) return { refused: `姓名“${written.slice(0, 20)}”里有不是姓名的字符` };
  if (/^(姓名|名字|合计|总计)$/.test(name)) return { refused: `“${name}”不是姓名` };
  const length = [...name].length;
  if (length < 2) return { refused: `姓名“${name}”只有一个字，请核对` };
  if (length > USER_LIMITS.name.max) return { refused: `姓名超过 ${USER_LIMITS.name.max} 个字，请核对` };
  if (name === written) return { value: name };
  const how = bare !== folded ? '去掉括号里的说明' : dotted !== bare ? '统一间隔号' : '去掉空格';
  return { value: name, mended: `姓名“${written}”${how}，记为“${name}”` };
}

// «阿卜杜拉 买买提»: long names of several words were meant to have a dot; a surname and given name never come to six characters.
function joinHan(name: string): string {
  const words = name.split(' ');
  const isLong = [...name].length > 6 && words.every((w) => [...w].length >= 2);
  return words.join(isLong && !name.includes('·') ? '·' : '');
}

const MOBILE = /^1[3-9]\d{9}$/;

/** A mainland mobile number. Blanks, dashes, full-width digits, +86, numbers and scientific notation are mended; guesses are not made. */
export function readPhone(cell: Cell | undefined): Reading<string> {
  if (cell?.kind === 'formula') return { refused: '联系电话是公式，请粘贴成数值' };
  if (cell?.kind === 'error') return { refused: `联系电话是公式错误 ${cell.text}` };
  if (cell?.kind === 'date') return { refused: '联系电话被写成了日期，请改成文字' };
  const written = cellText(cell).trim();
  if (written === '') return { refused: '没有联系电话' };
  const folded = fold(written).replace(/^'/, '');
  if (MOBILE.test(written)) return { value: written };
  if (/[*＊xX]{3,}/.test(folded)) return { refused: `联系电话“${written}”打了星号，请填完整` };
  const several = folded.split(/[\/、,;|]|(?<=\d{11}) (?=1[3-9]\d)/).map((p) => p.trim()).filter(Boolean);
  const readings = several.map(digits);
  const taken = readings.find((d) => MOBILE.test(d));
  if (taken) {
    if (several.length > 1) return { value: taken, mended: `有 ${several.length} 个号码，取“${taken}”` };
    return { value: taken, mended: `联系电话“${written}”${howMended(written)}，记为“${taken}”` };
  }
  return { refused: whyNot(written, folded, readings[0] ?? '') };
}

/** The digits of one number as written, country code and trailing '.0' gone; scientific notation only where no digit is lost. */
function digits(text: string): string {
  const scientific = /^(\d)\.?(\d*)e\+?(\d+)$/i.exec(text.replace(/ /g, ''));
  if (scientific) {
    const [, head = '', tail = '', power = ''] = scientific;
    return tail.length === Number(power) ? head + tail : '';
  }
  const plain = text.replace(/\.0+$/, '').replace(/[\s\-\u2010-\u2015\u2212\u30fc().·.]/g, '').replace(/^(电话|手机|联系电话|手机号|Tel)[::]?/i, '');
  return plain.replace(/^(\+|00)?86(?=1\d{10}$)/, '');
}

function howMended(written: string): string {
  if (/[０-９]/.test(written)) return '全角改半角';
  if (/^[+＋0]*86/.test(fold(written))) return '去掉国家代码';
  if (/e\+?\d/i.test(written)) return '还原科学计数';
  return '去掉多余符号';
}

function whyNot(written: string, folded: string, number: string): string {
  if (/^\d\.?\d*e\+?\d+$/i.test(folded)) return `联系电话“${written}”成了科学计数，丢了末几位，请改成文字重填`;
  if (/^1\d+$/.test(number)) {
    if (number.length < 11) return `联系电话“${written}”少 ${11 - number.length} 位`;
    if (number.length > 11) return `联系电话“${written}”多 ${number.length - 11} 位`;
  }
  if (/^(0\d{2,3}|\(0)/.test(folded) || /^\d{7,8}$/.test(number)) return `“${written}”是座机，请填手机号`;
  return `联系电话“${written.slice(0, 24)}”不是手机号`;
}
