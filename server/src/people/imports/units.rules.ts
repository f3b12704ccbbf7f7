import { UNIT_LIMITS } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { Judgement, present, type Judged } from './judged.rules.js';
import type { CommunityNames } from './place.rules.js';
import { looksLikeFormula, squeeze, type Reading } from './words.rules.js';

export interface NamedUnit { id: number; name: string }

// «中共永济市…委员会» and «…党支部» name the same body as the plain name of the office in everyday lists.
const bare = (name: string): string => squeeze(name).replace(/^中共/, '').replace(/(机关)?(党支部|党总支|党委|党组|支部|党组织)$/, '');

/** Units by the names rosters give them. */
export class UnitNames {
  private readonly exact = new Map<string, NamedUnit>();
  private readonly loose = new Map<string, NamedUnit | null>();

  constructor(units: Iterable<NamedUnit>) {
    for (const u of units) {
      this.exact.set(squeeze(u.name), u);
      // Two units with one everyday name: neither is meant.
      this.loose.set(bare(u.name), this.loose.has(bare(u.name)) ? null : u);
    }
  }

  find(name: string): NamedUnit | null {
    return this.exact.get(squeeze(name)) ?? this.loose.get(bare(name)) ?? null;
  }
}

/** One line of a list of units. Parents are named, not numbered; the service looks them up when writing. */
export function judgeUnit(cells: Record<string, Cell>, communities: CommunityNames): Judged {
  const j = new Judgement();
  const name = j.take(readUnitName(cells['name'], '单位名称')) ?? '';
  if (name === '') j.refuse('没有单位名称');
  const parent = j.take(readUnitName(cells['parent'], '上级党组织')) ?? '';
  if (parent !== '' && parent === name) j.refuse('上级党组织不能是自己');
  const place = j.take(communities.find(cells['community']));
  Object.assign(j.values, present({ name, parent, community: place?.name ?? '', communityId: place ? String(place.id) : '' }));
  return j.done(name);
}

function readUnitName(cell: Cell | undefined, what: string): Reading<string> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请改成文字` };
  const written = cellText(cell);
  const name = squeeze(written);
  if (name === '') return { value: '' };
  if (looksLikeFormula(name) || !/\p{L}/u.test(name)) return { refused: `${what}“${written.slice(0, 20)}”不是单位名称` };
  const length = [...name].length;
  if (length < UNIT_LIMITS.name.min || length > UNIT_LIMITS.name.max) return { refused: `${what}要在 ${UNIT_LIMITS.name.min} 到 ${UNIT_LIMITS.name.max} 个字之间` };
  return name === written ? { value: name } : { value: name, mended: `${what}“${written}”去掉空格` };
}
