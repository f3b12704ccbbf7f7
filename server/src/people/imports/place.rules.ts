import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { fold, nearest, squeeze, type Reading } from './words.rules.js';

export interface NamedPlace { id: number; name: string; parentName: string }

const COMMUNITY_TAIL = /(社区居民委员会|社区居委会|村民委员会|社区党支部|社区党委|社区党总支|居民委员会|居委会|村委会|社区|村)$/;
/** Without its tail: what people write when they leave 社区 or 村 out. One-character stems («西村») keep their tail. */
const stem = (name: string): string => {
  const bare = name.replace(COMMUNITY_TAIL, '');
  return [...bare].length >= 2 ? bare : name;
};

/** The communities and villages an import may name, found by the words a roster uses for them. */
export class CommunityNames {
  private readonly exact = new Map<string, NamedPlace[]>();
  private readonly stems = new Map<string, NamedPlace[]>();

  constructor(places: Iterable<NamedPlace>) {
    for (const p of places) {
      add(this.exact, squeeze(p.name), p);
      add(this.stems, stem(squeeze(p.name)), p);
    }
  }

  /** Finds by full name, then without the tail, then after a street's or town's name. Two answers are no answer. */
  find(cell: Cell | undefined): Reading<NamedPlace | null> {
    if (cell?.kind === 'formula') return { refused: '社区是公式，请改成文字' };
    const written = cellText(cell).trim();
    const word = squeeze(written).replace(/[,。.、;]+$/, '');
    if (word === '') return { value: null };
    const tail = /^(?:.*市)?(.+(?:街道办事处|街道办|街道|镇|乡))(.+)$/.exec(word);
    const found = this.lookup(word, null) ?? (tail ? this.lookup(tail[2] ?? '', tail[1] ?? '') : null);
    if (!found) {
      const near = nearest(stem(word), this.stems.keys());
      const name = near === null ? undefined : this.stems.get(near)?.[0]?.name;
      return { refused: `没有“${written}”${name ? `，最接近的是“${name}”` : '这个社区'}，请核对` };
    }
    const [place, other] = found;
    if (!place || other) return { refused: `“${written}”有 ${found.length} 个：${found.map((p) => p.parentName + p.name).join('、')}，请写明` };
    return place.name === written ? { value: place } : { value: place, mended: `社区“${written}”按“${place.name}”` };
  }

  private lookup(word: string, street: string | null): NamedPlace[] | null {
    const all = this.exact.get(word) ?? (COMMUNITY_TAIL.test(word) ? this.stems.get(stem(word))?.filter((p) => sameSort(word, p.name)) : this.stems.get(word));
    if (!all || all.length === 0) return null;
    const there = street === null ? all : all.filter((p) => stemOfStreet(p.parentName) === stemOfStreet(street));
    return there.length > 0 ? there : all;
  }
}

// «西堤村» must not become 西堤社区: a village and a community of one name may both exist, or one of them may be missing from our tree.
const sameSort = (word: string, name: string): boolean => /村(民委员会|委会)?$/.test(word) === /村$/.test(name);
const stemOfStreet = (name: string): string => name.replace(/(街道办事处|街道办|街道|镇|乡)$/, '');
function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export interface Address { compound: string; building: string; stairwell: string }
const DIGITS = '零一二三四五六七八九';
/** 1–99 in Chinese characters as a number; other text as it is. */
export function arabic(text: string): string {
  const m = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!m || text === '') return text;
  const [, a, ten, b] = m;
  if (!ten) return String(DIGITS.indexOf(text));
  return String((a ? DIGITS.indexOf(a) : 1) * 10 + (b ? DIGITS.indexOf(b) : 0));
}
const NUMBER = '[A-Za-z]?\\d{1,3}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十]{1,3}|[东西南北中]';
const BUILDING = new RegExp(`^(.*?)(${NUMBER})(?:号楼|栋|幢|座|#楼|#|号(?=\\D|$))(.*)$`);
const STAIRWELL = new RegExp(`^(${NUMBER})(?:单元|门洞|门|楼道)(.*)$`);
const SHORT = /^(.*?\D)(\d{1,3})-(\d{1,2})(?:-\d{1,4})?(?:室|号|户)?$/;

/** «阳光花园7号楼4单元» in its three parts. What is behind the stairwell (the door) is nobody's business here and is dropped. */
export function readAddress(cell: Cell | undefined): Reading<Address> {
  if (cell?.kind === 'formula') return { value: { compound: '', building: '', stairwell: '' }, mended: '住址是公式，未取' };
  const written = cellText(cell).trim();
  const text = squeeze(written);
  const short = SHORT.exec(text);
  if (short) return spelled(written, { compound: trim(short[1]), building: `${Number(short[2])}号楼`, stairwell: `${Number(short[3])}单元` });
  const m = BUILDING.exec(text);
  if (!m) return { value: { compound: fold(written).slice(0, 40), building: '', stairwell: '' } };
  const s = STAIRWELL.exec(m[3] ?? '');
  return spelled(written, { compound: trim(m[1]), building: buildingName(m[2] ?? ''), stairwell: s ? `${arabic(s[1] ?? '')}单元` : '' });
}

/** «七» and «7» are 7号楼; a letter is a tower. */
export const buildingName = (number: string): string => (/^[A-Za-z]$/.test(number) ? `${number.toUpperCase()}座` : `${arabic(number).replace(/^0+(?=\d)/, '')}号楼`);
const trim = (text = ''): string => text.replace(/[-,、.]+$/, '').slice(0, 40);
function spelled(written: string, a: Address): Reading<Address> {
  const whole = a.compound + a.building + a.stairwell;
  return whole === written ? { value: a } : { value: a, mended: `住址“${written.slice(0, 30)}”记为“${whole}”` };
}
