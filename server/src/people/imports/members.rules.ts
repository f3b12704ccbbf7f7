import { SKILLS, UNIT_LIMITS } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { Judgement, present, type Judged } from './judged.rules.js';
import { readName, readPhone } from './person.rules.js';
import { readAddress, type CommunityNames } from './place.rules.js';
import type { UnitNames } from './units.rules.js';
import { fold, squeeze, type Reading } from './words.rules.js';

/** One line of a member roster. The phone is the key: it is what a member signs in with. `told`: unknown units already remarked on. */
export function judgeMember(cells: Record<string, Cell>, communities: CommunityNames, units: UnitNames, told = new Set<string>()): Judged {
  const j = new Judgement();
  const name = j.take(readName(cells['name'])) ?? '';
  const phone = j.take(readPhone(cells['phone'])) ?? '';
  const place = j.take(communities.find(cells['community']));
  const address = j.take(readAddress(cells['address']));
  const unit = j.take(readUnit(cells['unit'])) ?? '';
  const skills = j.take(readSkills(cells['skills'])) ?? [];
  const known = unit === '' ? null : units.find(unit);
  if (unit !== '' && !known && !told.has(unit)) {
    told.add(unit);
    j.remark(`单位“${unit}”还没有登记，确认后新建`);
  }
  Object.assign(j.values, present({
    name, phone, unit: known?.name ?? unit, unitId: known ? String(known.id) : '',
    community: place?.name ?? '', communityId: place ? String(place.id) : '',
    compound: address?.compound ?? '', building: address?.building ?? '', stairwell: address?.stairwell ?? '',
    skills: skills.join('、'),
  }));
  return j.done(phone);
}

function readUnit(cell: Cell | undefined): Reading<string> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { value: '', mended: '单位是公式，未取' };
  const name = fold(cellText(cell)).replace(/ /g, '');
  return [...name].length > UNIT_LIMITS.name.max ? { refused: `单位名称超过 ${UNIT_LIMITS.name.max} 个字` } : { value: name };
}

/** The skills of our list that the cell names; other words are told and left out, since every skill is a filter somebody must read. */
export function readSkills(cell: Cell | undefined): Reading<string[]> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { value: [], mended: '特长是公式，未取' };
  const words = fold(cellText(cell)).split(/[、,;/|\s]+/).map(squeeze).filter((w) => w !== '' && !/^(无|没有|暂无|-+)$/.test(w));
  const known: string[] = [], unknown: string[] = [];
  for (const word of words) {
    const found = SKILLS.filter((s) => s === word || word.includes(s) || ([...word].length >= 2 && s.includes(word)));
    if (found.length > 0) known.push(...found);
    else unknown.push(word);
  }
  const value = [...new Set(known)].slice(0, 8);
  return unknown.length > 0 ? { value, mended: `特长“${unknown.join('、').slice(0, 40)}”不在特长表里，未取` } : { value };
}
