import { AREA_LIMITS } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { Judgement, present, type Judged } from './judged.rules.js';
import { arabic, buildingName } from './place.rules.js';
import { fold, looksLikeFormula, squeeze, type Reading } from './words.rules.js';

/** At most so many buildings or stairwells from one cell («1-30号楼»). */
const MAX_PARTS = 60;

/** One line of a list of areas: a chain from the street down. Each place in it is created when it is not there yet. */
export function judgeArea(cells: Record<string, Cell>, streetOf: (community: string) => string[]): Judged {
  const j = new Judgement();
  let street = j.take(readPlace(cells['street'], '街道', (n) => (/(街道|镇|乡)$/.test(n) ? n : /街道办(事处)?$/.test(n) ? n.replace(/办(事处)?$/, '') : `${n}街道`))) ?? '';
  const community = j.take(readPlace(cells['community'], '社区', (n) => (/(社区|村)$/.test(n) ? n : `${n.replace(/(居委会|居民委员会|村委会)$/, '')}社区`))) ?? '';
  if (community === '') j.refuse('没有社区');
  const streets = community === '' ? [] : streetOf(community);
  if (community !== '' && street === '') {
    if (streets.length === 1) street = streets[0] ?? '';
    else j.refuse(streets.length === 0 ? `没有写“${community}”属于哪个街道` : `“${community}”有 ${streets.length} 个，请写明街道`);
  } else if (community !== '' && streets.length > 0 && !streets.includes(street)) {
    j.refuse(`“${community}”已在“${streets.join('、')}”下，请核对街道`);
  }
  const compound = j.take(readPlace(cells['compound'], '小区', (n) => n)) ?? '';
  const buildings = j.take(readParts(cells['building'], '楼栋', '号楼')) ?? [];
  const stairwells = j.take(readParts(cells['stairwell'], '单元', '单元')) ?? [];
  if (compound === '' && buildings.length > 0) j.refuse('写了楼栋，没有写小区');
  if (buildings.length === 0 && stairwells.length > 0) j.refuse('写了单元，没有写楼栋');
  Object.assign(j.values, present({ street, community, compound, building: buildings.join('、'), stairwell: stairwells.join('、') }));
  return j.done([street, community, compound, buildings.join('、'), stairwells.join('、')].join('/'));
}

function readPlace(cell: Cell | undefined, what: string, complete: (name: string) => string): Reading<string> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请改成文字` };
  const written = cellText(cell);
  const word = squeeze(written);
  if (word === '') return { value: '' };
  if (looksLikeFormula(word) || !/\p{L}/u.test(word)) return { refused: `${what}“${written.slice(0, 20)}”不是地名` };
  const name = complete(word);
  if ([...name].length > AREA_LIMITS.name.max) return { refused: `${what}超过 ${AREA_LIMITS.name.max} 个字` };
  return name === written ? { value: name } : { value: name, mended: `${what}“${written}”记为“${name}”` };
}

/** «7号楼», «7», «七», «1-12号楼», «1、2、5号楼»: names with one tail. */
export function readParts(cell: Cell | undefined, what: string, tail: string): Reading<string[]> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请改成文字` };
  if (cell?.kind === 'date') return { refused: `${what}被写成了日期，请改成文字` };
  const written = fold(cellText(cell));
  if (written === '') return { value: [] };
  const names: string[] = [];
  for (const piece of written.split(/[、,;\s]+/).filter(Boolean)) {
    const plain = piece.replace(/^第/, '').replace(/(号楼|栋|幢|座|#楼|#|楼|单元|门洞|门|号)$/, '');
    const range = /^(\d{1,3})(?:号楼|栋|单元)?(?:-|~|至|到|—)(\d{1,3})$/.exec(plain);
    const [from, to] = range ? [Number(range[1]), Number(range[2])] : [0, 0];
    if (range) {
      if (to < from || to - from >= MAX_PARTS) return { refused: `${what}“${written}”的起止看不懂` };
      for (let n = from; n <= to; n++) names.push(`${n}${tail}`);
    } else if (/^[A-Za-z]?\d{1,3}[A-Za-z]?$|^[A-Za-z]$|^[东西南北中]$/.test(arabic(plain))) {
      names.push(tail === '号楼' ? buildingName(plain) : `${arabic(plain).replace(/^0+(?=\d)/, '')}${tail}`);
    } else if ([...piece].length <= AREA_LIMITS.name.max && /\p{L}/u.test(piece) && !looksLikeFormula(piece)) {
      names.push(piece);
    } else return { refused: `${what}“${written.slice(0, 20)}”看不懂` };
  }
  if (names.length > MAX_PARTS) return { refused: `${what}一格最多写 ${MAX_PARTS} 个` };
  const value = [...new Set(names)];
  return value.join('、') === written ? { value } : { value, mended: `${what}“${written}”记为“${value.length > 3 ? `${value[0]}至${value.at(-1)}，共 ${value.length} 个` : value.join('、')}”` };
}
