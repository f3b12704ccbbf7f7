import { AGREEMENT_LIMITS, LIST_LIMITS, NEED_LIMITS, RESOURCE_KINDS, SKILLS, type ProjectStatus, type ResourceKind } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { Judgement, present, type Judged } from '../../people/imports/judged.rules.js';
import type { CommunityNames } from '../../people/imports/place.rules.js';
import type { UnitNames } from '../../people/imports/units.rules.js';
import { fold, looksLikeFormula, type Reading } from '../../people/imports/words.rules.js';

type Cells = Record<string, Cell>;
/** What the files of lists are read against. `own`: the one community that the import is about, null where there are several. */
export interface Places { communities: CommunityNames; units: UnitNames; own: { id: number; name: string } | null }

/** Words as they stand, folded; the last ones cut where they are remarks that say too much. */
function readWords(cell: Cell | undefined, what: string, limits: { min: number; max: number }, cut = false): Reading<string> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请改成文字` };
  const words = fold(cellText(cell)), length = [...words].length;
  if (looksLikeFormula(words)) return { refused: `${what}是公式，请改成文字` };
  if (length > 0 && length < limits.min) return { refused: `${what}至少 ${limits.min} 个字` };
  if (length <= limits.max) return { value: words };
  return cut ? { value: [...words].slice(0, limits.max).join(''), mended: `${what}只取前 ${limits.max} 个字` } : { refused: `${what}超过 ${limits.max} 个字` };
}
/** '2026-12-31' of what offices write: with points, strokes or 年月日; a month alone is its last day. */
export function readDay(cell: Cell | undefined, what: string): Reading<string | null> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请粘贴成数值` };
  const written = fold(cellText(cell)).replace(/ /g, '');
  if (written === '') return { refused: `没有${what}` };
  const [, y = '', m = '', d] = /^(20\d{2})[-./年](\d{1,2})(?:月底?|[-./月](\d{1,2})日?)?$/.exec(written) ?? /^(20\d{2})(\d{2})(\d{2})$/.exec(written) ?? [];
  const at = new Date(Date.UTC(Number(y), d === undefined ? Number(m) : Number(m) - 1, d === undefined ? 0 : Number(d)));
  const isThere = y !== '' && Number(m) >= 1 && Number(m) <= 12 && at.getUTCMonth() === Number(m) - 1;
  if (!isThere) return { refused: `${what}“${written.slice(0, 20)}”看不懂，请写成 2026-12-31` };
  const day = at.toISOString().slice(0, 10);
  return day === written || cell?.kind === 'date' ? { value: day } : { value: day, mended: `${what}“${written}”记为 ${day}` };
}
const KIND_WORDS: [ResourceKind, RegExp][] = [['VENUE', /场地|场所|会议室|停车|活动室|礼堂|操场|阅览室/], ['FUND', /资金|经费|资助|捐款/], ['GOODS', /物资|物品|设备|器材|图书|轮椅|实物/], ['SKILL', /技术|技能|专业|讲座|咨询|维修|培训|辅导|宣讲|理发/], ['PEOPLE', /人员|人力|队伍|志愿者|师资|党员|义诊/]];
/** A kind by its own name or by what it speaks of. */
const kindOf = (words: string): ResourceKind | null => (Object.keys(RESOURCE_KINDS) as ResourceKind[]).find((k) => words === RESOURCE_KINDS[k]) ?? KIND_WORDS.find(([, sign]) => sign.test(words))?.[0] ?? null;
function readKind(cell: Cell | undefined, title: string, what: string): Reading<ResourceKind | null> {
  const written = fold(cellText(cell)), kind = kindOf(written) ?? kindOf(title);
  if (kind === null) return { refused: `${what}“${written.slice(0, 20)}”看不懂，请写：${Object.values(RESOURCE_KINDS).join('、')}` };
  return written === RESOURCE_KINDS[kind] ? { value: kind } : { value: kind, mended: `${what}按“${RESOURCE_KINDS[kind]}”` };
}
const STATE_WORDS: [ProjectStatus, RegExp][] = [['DROPPED', /中止|终止|取消/], ['CLOSED', /销号|办结|已完成|完成$/], ['CHECKING', /验收/], ['RUNNING', /实施|推进|进行|在办|正在/], ['SET_UP', /立项|未开始|计划/]];
function readState(cell: Cell | undefined): Reading<ProjectStatus> {
  const written = fold(cellText(cell));
  if (written === '') return { value: 'SET_UP' };
  const found = /未完成|没完成/.test(written) ? 'RUNNING' as const : STATE_WORDS.find(([, sign]) => sign.test(written))?.[0];
  return found ? { value: found } : { refused: `状态“${written.slice(0, 20)}”看不懂，请写：立项、实施、验收、销号` };
}
function community(j: Judgement, cells: Cells, { communities, own }: Places): { id: number; name: string } | null {
  const found = j.take(communities.find(cells['community'])) ?? own;
  if (!found && !cells['community']) j.refuse('没有写社区');
  return found;
}
const missing = (j: Judgement, words: string | null, what: string): void => { if (words === '') j.refuse(`没有${what}`); };
/** Names in one cell: '市医院、市图书馆'. */
export const namesIn = (words: string): string[] => words.split(/[、,;；，\n]/).map((w) => w.trim()).filter(Boolean);

/** One line of a resource list. */
export function judgeResource(cells: Cells, places: Places): Judged {
  const j = new Judgement(), title = j.take(readWords(cells['title'], '资源名称', LIST_LIMITS.title)), giver = j.take(readWords(cells['giver'], '提供单位', LIST_LIMITS.giver));
  missing(j, title, '资源名称');
  missing(j, giver, '提供单位');
  const at = community(j, cells, places), kind = j.take(readKind(cells['kind'], title ?? '', '类别')), unit = giver ? places.units.find(giver) : null;
  const times = j.take(readWords(cells['times'], '可用时间', LIST_LIMITS.times, true)), limits = j.take(readWords(cells['limits'], '使用要求', LIST_LIMITS.limits, true)), contactName = j.take(readWords(cells['contactName'], '联系人', LIST_LIMITS.contactName, true)), phone = fold(cellText(cells['contactPhone'])).replace(/ /g, '');
  if (phone !== '' && !/^[\d+][\d-]{4,19}$/.test(phone)) j.mend(`联系电话“${phone.slice(0, 20)}”打不通，未取`);
  const skill = kind === 'SKILL' || kind === 'PEOPLE' ? SKILLS.find((s) => `${title} ${limits}`.includes(s)) : undefined;
  Object.assign(j.values, present({ title: title ?? '', giver: unit?.name ?? giver ?? '', unitId: unit ? String(unit.id) : '', kind: kind ?? '', community: at?.name ?? '', communityId: at ? String(at.id) : '', times: times ?? '', limits: limits ?? '', skill: skill ?? '', contactName: contactName ?? '', contactPhone: /^[\d+][\d-]{4,19}$/.test(phone) ? phone : '' }));
  return j.done([at?.id, title, unit?.name ?? giver].join('/'));
}
/** One line of a list of needs. */
export function judgeListedNeed(cells: Cells, places: Places): Judged {
  const j = new Judgement(), title = j.take(readWords(cells['title'], '需求', NEED_LIMITS.title));
  missing(j, title, '需求');
  const at = community(j, cells, places), wants = j.take(readKind(cells['wants'], title ?? '', '需要什么')), text = j.take(readWords(cells['text'], '说明', NEED_LIMITS.text, true)), place = j.take(readWords(cells['place'], '地点', NEED_LIMITS.place, true));
  Object.assign(j.values, present({ title: title ?? '', wants: wants ?? '', text: text ?? '', place: place ?? '', community: at?.name ?? '', communityId: at ? String(at.id) : '' }));
  return j.done([at?.id, title].join('/'));
}
/** One line of a list of projects. Resources, needs and the owner are named in words and found when it is written. */
export function judgeProjectLine(cells: Cells, places: Places): Judged {
  const j = new Judgement(), title = j.take(readWords(cells['title'], '项目', LIST_LIMITS.title));
  missing(j, title, '项目');
  const at = community(j, cells, places), due = j.take(readDay(cells['due'], '完成期限')), state = j.take(readState(cells['state'])), text = j.take(readWords(cells['text'], '说明', { min: 0, max: 200 }, true));
  const [resource, need, owner] = (['resource', 'need', 'owner'] as const).map((k) => fold(cellText(cells[k])).slice(0, 200));
  Object.assign(j.values, present({ title: title ?? '', due: due ?? '', state: state ?? '', text: text ?? '', resource: resource ?? '', need: need ?? '', owner: owner ?? '', community: at?.name ?? '', communityId: at ? String(at.id) : '' }));
  return j.done([at?.id, title].join('/'));
}
/** One line of a list of agreements. Its units must be known. */
export function judgePact(cells: Cells, places: Places): Judged {
  const j = new Judgement(), title = j.take(readWords(cells['title'], '协议名称', AGREEMENT_LIMITS.title)), names = namesIn(fold(cellText(cells['units']))), units = names.map((n) => places.units.find(n));
  missing(j, title, '协议名称');
  if (names.length === 0) j.refuse('没有共建单位');
  if (names.length > AGREEMENT_LIMITS.units.max) j.refuse(`共建单位最多 ${AGREEMENT_LIMITS.units.max} 个`);
  names.forEach((n, i) => { if (!units[i]) j.refuse(`没有“${n.slice(0, 20)}”这个单位，请先导入单位`); });
  const at = community(j, cells, places), from = j.take(readDay(cells['from'], '开始日期')), to = j.take(readDay(cells['to'], '到期日期')), text = j.take(readWords(cells['text'], '约定内容', AGREEMENT_LIMITS.text, true));
  if (from && to && to < from) j.refuse('到期日期早于开始日期');
  const known = units.filter((u) => u !== null);
  Object.assign(j.values, present({ title: title ?? '', units: known.map((u) => u.name).join('、'), unitIds: [...new Set(known.map((u) => u.id))].join(','), from: from ?? '', to: to ?? '', text: text ?? '', community: at?.name ?? '', communityId: at ? String(at.id) : '' }));
  return j.done([at?.id, title].join('/'));
}
