import { addDays, sayHours, startOfDay, TASK_KINDS, NEED_KINDS, type AreaKind, type PaperNumber, type PaperUnit } from '@xianfeng/shared';

/** Where a number is counted. Every number of every paper is one of these with a condition; the same condition finds the records behind it. */
export type Source = 'record' | 'need' | 'task' | 'member' | 'memberNow' | 'unit' | 'unitNow' | 'certificate' | 'order' | 'person';
export type Measure = 'COUNT' | 'PEOPLE' | 'SERVICES' | 'MINUTES' | 'POINTS';
/** `where`: further condition on the source's row `r` (and its person `p`), a constant of this file. */
export interface LineDef { key: string; label: string; source: Source; measure: Measure; unit: PaperUnit; where?: string }
/** What a table's rows stand for. */
export type Dimension = 'kind' | 'month' | 'child' | 'community' | 'id';
export interface TableDef { by: Dimension; head: string; cells: string[] }
export interface SectionDef { title: string; note?: string; lines: string[]; table?: TableDef }
export type PaperKind = 'AREA' | 'UNIT' | 'MEMBER';

const line = (key: string, label: string, source: Source, measure: Measure, unit: PaperUnit, where?: string): [string, LineDef] => [key, { key, label, source, measure, unit, ...(where ? { where } : {}) }];
export const LINES: ReadonlyMap<string, LineDef> = new Map([
  line('members.in', '本期报到的党员（已接收）', 'member', 'COUNT', 'PEOPLE'),
  line('members.now', '现有党员报到', 'memberNow', 'COUNT', 'PEOPLE'),
  line('units.in', '本期报到的单位（已接收）', 'unit', 'COUNT', 'ITEMS'),
  line('units.now', '现有单位报到', 'unitNow', 'COUNT', 'ITEMS'),
  line('places.in', '本期报到的社区（已接收）', 'unit', 'COUNT', 'ITEMS'),
  line('places.now', '现在报到的社区', 'unitNow', 'COUNT', 'ITEMS'),
  line('people.all', '本单位在职党员', 'person', 'COUNT', 'PEOPLE'),
  line('people.registered', '其中已到社区报到', 'person', 'COUNT', 'PEOPLE', 'r.communityId IS NOT NULL'),
  line('needs.all', '收到点单', 'need', 'COUNT', 'ITEMS'),
  line('needs.closed', '已办结或已答复', 'need', 'COUNT', 'ITEMS', "r.status IN ('DONE', 'ANSWERED', 'CONFIRMED')"),
  line('needs.confirmed', '其中点单人确认已解决', 'need', 'COUNT', 'ITEMS', "r.status = 'CONFIRMED'"),
  line('needs.refused', '未能办理（已说明原因）', 'need', 'COUNT', 'ITEMS', "r.status = 'REFUSED'"),
  line('needs.open', '仍在办理', 'need', 'COUNT', 'ITEMS', "r.status IN ('SUBMITTED', 'PUBLISHED', 'REOPENED')"),
  line('tasks.all', '发布任务', 'task', 'COUNT', 'ITEMS'),
  line('tasks.held', '已开展', 'task', 'COUNT', 'ITEMS', "r.status IN ('ENDED', 'SETTLED')"),
  line('tasks.open', '正在招募', 'task', 'COUNT', 'ITEMS', "r.status = 'PUBLISHED'"),
  line('tasks.cancelled', '取消或撤回', 'task', 'COUNT', 'ITEMS', "r.status IN ('CANCELLED', 'WITHDRAWN')"),
  line('served.people', '参加服务的人', 'record', 'PEOPLE', 'PEOPLE'),
  line('served.members', '其中在职党员', 'record', 'PEOPLE', 'PEOPLE', "p.kind = 'MEMBER'"),
  line('served.times', '服务次数', 'record', 'SERVICES', 'TIMES'),
  line('served.minutes', '服务时长', 'record', 'MINUTES', 'MINUTES'),
  line('served.onsite', '其中现场确认的时长', 'record', 'MINUTES', 'MINUTES', "r.evidence IN ('A', 'B')"),
  line('certificates.all', '出具志愿服务记录证明', 'certificate', 'COUNT', 'ITEMS'),
  line('orders.all', '居民兑换领取', 'order', 'COUNT', 'ITEMS'),
  line('orders.points', '兑换使用积分', 'order', 'POINTS', 'POINTS'),
]);
/** What of a unit's people its paper leaves out, because too few did not agree to hide among (board/records/veil.rules). */
export interface Veil { served: boolean; registered: boolean }
export const NO_VEIL: Veil = { served: false, registered: false };
const SHY = '有人没有同意向单位公开，人数少于 3，';
/** What a section says below its numbers. */
export function noteOf({ note, lines, table }: SectionDef, veil: Veil): string | null {
  if (veil.registered && lines.includes('people.registered')) return `${note ?? ''}${SHY}“已到社区报到”没有计入。`;
  const isServed = [...lines, ...(table?.cells ?? [])].some((key) => LINES.get(key)?.source === 'record');
  return veil.served && isServed ? `${(note ?? '').replace(IN_SUMS, '')}${SHY}本表没有计入。` : note ?? null;
}
/** Not true where they are left out. */
const IN_SUMS = '未同意向单位公开的，只计入合计。';
const NOW = '“现有”“现在”按生成时的情况统计，“本期”按期间统计。';
const SERVED = ['served.times', 'served.minutes'];
const SECTIONS: Record<PaperKind, SectionDef[]> = {
  AREA: [
    { title: '双报到', note: NOW, lines: ['members.in', 'members.now', 'units.in', 'units.now'] },
    { title: '群众点单', note: '按提出的日期统计，状态按生成时的情况。', lines: ['needs.all', 'needs.closed', 'needs.confirmed', 'needs.refused', 'needs.open'], table: { by: 'kind', head: '点单类别', cells: ['needs.all', 'needs.confirmed'] } },
    { title: '任务', note: '按发布的日期统计，状态按生成时的情况。', lines: ['tasks.all', 'tasks.held', 'tasks.open', 'tasks.cancelled'] },
    { title: '志愿服务', note: '只含已核实的服务，更正已计入。', lines: ['served.people', 'served.members', ...SERVED, 'served.onsite'], table: { by: 'kind', head: '服务类别', cells: SERVED } },
    { title: '各月服务', lines: [], table: { by: 'month', head: '月份', cells: SERVED } },
    { title: '所辖各处', lines: [], table: { by: 'child', head: '名称', cells: ['needs.all', 'tasks.all', ...SERVED] } },
    { title: '证明与兑换', lines: ['certificates.all', 'orders.all', 'orders.points'] },
  ],
  UNIT: [
    { title: '双报到', note: NOW, lines: ['places.in', 'places.now', 'people.all', 'people.registered'] },
    { title: '党员服务', note: `只含已核实的服务。${IN_SUMS}`, lines: ['served.people', ...SERVED, 'served.onsite'], table: { by: 'kind', head: '服务类别', cells: SERVED } },
    { title: '服务的社区', lines: [], table: { by: 'community', head: '社区', cells: SERVED } },
    { title: '各月服务', lines: [], table: { by: 'month', head: '月份', cells: SERVED } },
  ],
  MEMBER: [
    { title: '志愿服务', note: '只含已核实的服务，更正已计入。', lines: [...SERVED, 'served.onsite'], table: { by: 'kind', head: '服务类别', cells: SERVED } },
    { title: '服务的社区', lines: [], table: { by: 'community', head: '社区', cells: SERVED } },
    { title: '服务明细', lines: [], table: { by: 'id', head: '日期和内容', cells: ['served.minutes'] } },
  ],
};
const COMMUNITIES: readonly AreaKind[] = ['COMMUNITY', 'VILLAGE'];
/** A community has nothing below it that records service: its paper goes without that table. */
export const sectionsOf = (kind: PaperKind, areaKind: AreaKind | null): SectionDef[] => SECTIONS[kind].filter((s) => s.table?.by !== 'child' || !areaKind || !COMMUNITIES.includes(areaKind));
/** Kinds of area that have a year's paper. */
export const HAS_PAPER: readonly AreaKind[] = ['CITY', 'STREET', 'TOWN', ...COMMUNITIES];
export const titleOf = (kind: PaperKind, areaKind: AreaKind | null): string =>
  kind === 'UNIT' ? '单位双报告（年度）' : kind === 'MEMBER' ? '在职党员半年报告' : areaKind === 'CITY' ? '全市年度情况' : areaKind === 'STREET' || areaKind === 'TOWN' ? '街道（镇）年度情况' : '社区年度情况';

/** A year ('2026') or a half of one ('2026H1'). */
export interface Period { code: string; text: string; from: string; to: string; fromAt: number; endAt: number }
export function periodOf(year: number, half: number | null): Period {
  const from = half === 2 ? `${year}-07-01` : `${year}-01-01`, to = half === 1 ? `${year}-06-30` : `${year}-12-31`;
  return { code: half === null ? String(year) : `${year}H${half}`, text: half === null ? `${year}年` : `${year}年${half === 1 ? '上' : '下'}半年`, from, to, fromAt: startOfDay(from), endAt: startOfDay(addDays(to, 1)) };
}
/** The way back from a link's code; null where it is none. */
export function readPeriod(code: string): Period | null {
  const [, year, , half] = /^(20[2-9]\d)(H([12]))?$/.exec(code) ?? [];
  return year ? periodOf(Number(year), half ? Number(half) : null) : null;
}

const SAID: Record<PaperUnit, (n: number) => string> = { ITEMS: (n) => `${n} 件`, PEOPLE: (n) => `${n} 人`, TIMES: (n) => `${n} 次`, MINUTES: (n) => (n < 0 ? `-${sayHours(-n)} 小时` : `${sayHours(n)} 小时`), POINTS: (n) => `${n} 分` };
/** Things that are counted with another word. */
const WORDS: Readonly<Record<string, string>> = { 'units.in': '个', 'units.now': '个', 'places.in': '个', 'places.now': '个', 'certificates.all': '份' };
export const say = (def: LineDef, value: number): string => (WORDS[def.key] ? `${value} ${WORDS[def.key]}` : SAID[def.unit](value));
/** A number with the key that opens its records: 'served.minutes', or of a table's row 'served.minutes@kind:CLEAN'. */
export const numberOf = (def: LineDef, value: number, at?: { by: Dimension; value: string }): PaperNumber => ({ key: at ? `${def.key}@${at.by}:${at.value}` : def.key, value, unit: def.unit, text: say(def, value) });
export const KEY = /^[a-z]{2,20}\.[a-z]{2,20}(@(kind|month|child|community|id):[\w-]{1,20})?$/;
/** Null where a key names nothing that this paper has. */
export function readKey(key: string, sections: readonly SectionDef[]): { def: LineDef; at: { by: Dimension; value: string } | null } | null {
  const [name = '', rest] = key.split('@'), def = LINES.get(name), colon = rest?.indexOf(':') ?? -1;
  const by = rest?.slice(0, colon) as Dimension | undefined;
  const isThere = def && sections.some((s) => (by ? s.table?.by === by && s.table.cells.includes(name) : s.lines.includes(name)));
  return isThere ? { def, at: by && rest ? { by, value: rest.slice(colon + 1) } : null } : null;
}
/** What a group is called, where its value is a word of ours. */
export function labelOf(by: Dimension, source: Source, value: string): string {
  if (by === 'month') return `${Number(value.slice(5))}月`;
  if (by !== 'kind') return value;
  const kinds: Record<string, { label: string } | string> = source === 'need' ? NEED_KINDS : TASK_KINDS, kind = kinds[value];
  return kind === undefined ? value : typeof kind === 'string' ? kind : kind.label;
}
