import {
  addDays, APPEAL_ASKS, APPEAL_STATUSES, CLAIM_STATUSES, clockOf, dayOf, ENTRY_KINDS, EVIDENCE, ENTRY_STATUSES, EXPORT_KINDS, LIAISON_STATUSES, LOG_STATUSES, NEED_KINDS, NEED_STATUSES, PROJECT_STATUSES, REDEMPTION_CHANNELS, REDEMPTION_STATUSES, REGISTRATION_STATUSES, RESOURCE_KINDS, REWARD_KINDS, startOfDay, STOCK_MOVES,
  TASK_KINDS, TASK_STATUSES, USER_KINDS, type ExportKind,
} from '@xianfeng/shared';
import { maskPhone } from '../../lib/mask.js';

export type Raw = Record<string, string | number | null>;
type Cell = string | number | null;
/** One column: its heading, its width in characters, and what stands in it. */
export interface ColumnDef { title: string; width: number; cell: (r: Raw, phones: boolean) => Cell }

const word = (labels: object) => (v: Cell): Cell => { const found: unknown = (labels as Record<string, unknown>)[String(v)]; return typeof found === 'string' ? found : typeof found === 'object' && found !== null && 'label' in found ? String(found.label) : v; };
const text = (title: string, width: number, key: string): ColumnDef => ({ title, width, cell: (r) => r[key] ?? null });
const count = (title: string, key: string): ColumnDef => ({ title, width: 10, cell: (r) => (r[key] === null || r[key] === undefined ? null : Number(r[key])) });
const said = (title: string, width: number, key: string, labels: object): ColumnDef => ({ title, width, cell: (r) => (r[key] === null || r[key] === undefined ? null : word(labels)(r[key]!)) });
const moment = (title: string, key: string): ColumnDef => ({ title, width: 18, cell: (r) => (r[key] === null || r[key] === undefined ? null : `${dayOf(Number(r[key]))} ${clockOf(Number(r[key]))}`) });
const phone = (title: string, key: string): ColumnDef => ({ title, width: 14, cell: (r, phones) => (phones ? r[key] ?? null : maskPhone((r[key] ?? null) as string | null)) });
const masked = (title: string, key: string): ColumnDef => ({ title, width: 14, cell: (r) => maskPhone((r[key] ?? null) as string | null) });
const place = text('社区（村）', 16, 'home');

/** What stands in each list's columns. Offers are in none of them: who declined leaves no trace (docs/decisions/0007). */
export const COLUMNS: Record<ExportKind, ColumnDef[]> = {
  NEEDS: [place, said('类别', 12, 'kind', NEED_KINDS), text('内容', 30, 'title'), text('详情', 40, 'text'), text('地点', 20, 'place'), text('提出人', 12, 'person'), text('替谁提', 12, 'onBehalfOf'), phone('联系电话', 'phone'), said('状态', 12, 'status', NEED_STATUSES), text('答复', 40, 'reply'), moment('提出时间', 'createdAt'), moment('应答复时间', 'dueAt'), moment('办结时间', 'closedAt')],
  TASKS: [place, said('类别', 12, 'kind', TASK_KINDS), text('任务', 30, 'title'), text('地点', 24, 'place'), said('状态', 10, 'status', TASK_STATUSES), moment('开始', 'startsAt'), moment('结束', 'endsAt'), count('班次', 'shiftCount'), count('名额', 'places'), count('已认领', 'taken'), text('负责人', 12, 'contactName'), moment('发布时间', 'publishedAt'), text('取消原因', 30, 'cancelReason')],
  ROSTERS: [place, text('任务', 30, 'title'), moment('班次开始', 'startsAt'), moment('班次结束', 'endsAt'), text('姓名', 12, 'person'), said('身份', 10, 'personKind', USER_KINDS), text('单位', 24, 'unit'), phone('电话', 'phone'), said('结果', 12, 'status', CLAIM_STATUSES), moment('签到', 'inAt'), moment('签退', 'outAt')],
  LOGS: [place, text('任务', 30, 'title'), text('姓名', 12, 'person'), moment('服务开始', 'startsAt'), text('说了什么', 40, 'text'), said('状态', 10, 'status', LOG_STATUSES), count('分钟', 'minutes'), text('时长怎么算的', 36, 'minutesWhy'), said('凭据', 24, 'evidence', EVIDENCE), text('退回或未通过的原因', 30, 'reason'), moment('提交时间', 'submittedAt'), moment('应核实时间', 'dueAt'), text('核实人', 12, 'decider'), moment('核实时间', 'decidedAt')],
  RECORDS: [place, text('服务日期', 12, 'day'), text('姓名', 12, 'person'), text('单位', 24, 'unit'), said('服务类别', 12, 'kind', TASK_KINDS), text('服务内容', 30, 'title'), count('分钟', 'minutes'), count('次数', 'services'), said('凭据', 24, 'evidence', EVIDENCE), said('来源', 10, 'origin', { LOG: '日志', MANUAL: '补录', CORRECTION: '更正' }), text('记录人', 12, 'decider'), moment('记录时间', 'verifiedAt')],
  ENTRIES: [place, text('服务日期', 12, 'day'), text('姓名', 12, 'person'), said('服务类别', 12, 'kind', TASK_KINDS), text('服务内容', 30, 'title'), count('分钟', 'minutes'), text('依据', 40, 'evidence'), said('状态', 14, 'status', ENTRY_STATUSES), text('提出人', 12, 'proposer'), moment('提出时间', 'proposedAt'), text('决定人', 12, 'decider'), moment('决定时间', 'decidedAt'), text('决定说明', 30, 'decision')],
  APPEALS: [place, text('任务', 30, 'title'), text('姓名', 12, 'person'), said('申诉什么', 14, 'ask', APPEAL_ASKS), text('理由', 40, 'text'), said('状态', 12, 'status', APPEAL_STATUSES), moment('提出时间', 'submittedAt'), moment('应答复时间', 'dueAt'), text('答复', 40, 'reply'), text('答复人', 12, 'decider'), moment('答复时间', 'answeredAt')],
  REGISTRATIONS: [place, text('姓名', 12, 'person'), said('身份', 10, 'personKind', USER_KINDS), text('单位', 24, 'unit'), masked('电话', 'phone'), text('小区', 16, 'compound'), text('楼栋', 16, 'building'), said('状态', 10, 'status', REGISTRATION_STATUSES), text('原因', 24, 'reason'), moment('提交时间', 'submittedAt'), moment('办理时间', 'decidedAt')],
  UNITS: [place, text('单位', 30, 'unit'), text('联络员', 12, 'liaisonName'), phone('联络电话', 'phone'), text('能提供的资源', 40, 'resources'), said('状态', 10, 'status', REGISTRATION_STATUSES), text('原因', 24, 'reason'), moment('提交时间', 'submittedAt'), moment('办理时间', 'decidedAt')],
  LIAISONS: [place, said('包联的是', 10, 'kind', { UNIT: '单位', MEMBER: '党员' }), text('单位或姓名', 30, 'person'), text('包联哪里', 24, 'area'), text('哪几户', 24, 'households'), said('状态', 10, 'status', LIAISON_STATUSES), text('从', 12, 'fromDay'), text('到', 12, 'toDay')],
  RESOURCES: [place, said('类别', 8, 'kind', RESOURCE_KINDS), text('资源', 30, 'title'), text('提供方', 24, 'giver'), text('什么时间可用', 24, 'times'), text('限制', 30, 'limits'), text('联系人', 12, 'contactName'), phone('联系电话', 'phone'), said('还在提供', 8, 'withdrawn', { 0: '是', 1: '否' }), moment('提出时间', 'createdAt')],
  PROJECTS: [place, text('项目', 30, 'title'), text('内容', 40, 'text'), text('责任人', 12, 'person'), text('完成期限', 12, 'dueDay'), said('进度', 10, 'status', PROJECT_STATUSES), moment('立项时间', 'createdAt'), moment('了结时间', 'closedAt')],
  ORDERS: [place, text('兑换点', 20, 'point'), text('姓名', 12, 'person'), text('物品', 24, 'name'), text('规格', 14, 'spec'), count('数量', 'quantity'), count('积分', 'points'), said('状态', 12, 'status', REDEMPTION_STATUSES), said('怎么下单', 12, 'channel', REDEMPTION_CHANNELS), moment('下单时间', 'createdAt'), moment('了结时间', 'settledAt'), text('经办人', 12, 'decider'), text('原因', 24, 'reason')],
  SHELVES: [place, text('兑换点', 20, 'point'), said('类型', 8, 'kind', REWARD_KINDS), text('名称', 24, 'name'), text('规格', 14, 'spec'), text('单位', 8, 'unit'), count('所需积分', 'points'), count('可兑', 'stock'), count('已订待领', 'reserved'), text('捐赠方', 20, 'donor'), text('保质到', 12, 'bestBefore'), { title: '单价（元）', width: 10, cell: (r) => Number(r['costFen']) / 100 }, said('在架', 8, 'listed', { 1: '是', 0: '否' })],
  MOVES: [place, text('兑换点', 20, 'point'), moment('时间', 'createdAt'), text('物品', 24, 'name'), text('规格', 14, 'spec'), said('原因', 12, 'kind', STOCK_MOVES), count('可兑变化', 'quantity'), count('已订变化', 'reservedQuantity'), text('说明', 30, 'reason'), text('经办人', 12, 'decider')],
  JOURNAL: [place, moment('时间', 'createdAt'), said('类型', 10, 'kind', ENTRY_KINDS), text('姓名', 12, 'person'), text('事由', 30, 'title'), text('怎么算的', 40, 'why'), count('可用变化', 'amount'), count('占用变化', 'held'), count('余额', 'balance'), text('经办人', 12, 'decider'), text('编号', 20, 'k')],
};

/** What a file was asked for; part of its address, so that no link serves for another filter. */
export interface Filter { state: string | null; from: string | null; to: string | null; phones: boolean }
export const codeOf = (f: Filter): string => [f.state ?? 'ALL', f.from ?? '', f.to ?? '', f.phones ? 'phones' : ''].join('~');
/** The way back; null where it is none. */
export function readFilter(code: string): Filter | null {
  const [, state, from, to, phones] = /^([A-Z_]{2,12})~(\d{4}-\d\d-\d\d)?~(\d{4}-\d\d-\d\d)?~(phones)?$/.exec(code) ?? [];
  return state ? { state: state === 'ALL' ? null : state, from: from ?? null, to: to ?? null, phones: phones !== undefined } : null;
}
export const yearOf = (year: number): Filter => ({ state: null, from: `${year}-01-01`, to: `${year}-12-31`, phones: false });
/** The instants between which a filter lies. */
export const spanOf = ({ from, to }: Filter): { fromAt: number | null; endAt: number | null } => ({ fromAt: from === null ? null : startOfDay(from), endAt: to === null ? null : startOfDay(addDays(to, 1)) });
/** The line above a sheet's header: which list, of where, narrowed how, made by whom and when. */
export function captionOf(kind: ExportKind, areaName: string, f: Filter, by: string, now: number): string {
  const { label, states, dated, phones } = EXPORT_KINDS[kind], narrowed = f.state === null ? null : (states as Record<string, string>)[f.state];
  return [
    `${label} · ${areaName}`, Object.keys(states).length > 0 ? `${kind === 'MOVES' || kind === 'JOURNAL' ? '类型' : '状态'}：${narrowed ?? '全部'}` : null, `${dated}日期：${f.from === null && f.to === null ? '不限' : `${f.from ?? '最早'} 至 ${f.to ?? '现在'}`}`,
    phones ? (f.phones ? '含电话，请妥善保管' : '电话已隐去') : null, `${by} 于 ${dayOf(now)} ${clockOf(now)} 导出`,
  ].filter(Boolean).join('　');
}
