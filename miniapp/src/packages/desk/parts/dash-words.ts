import { MEASURES, sayHours, type DashboardView, type Measure, type NeedKind, type Span } from '@xianfeng/shared';
import { figure, sayYuan } from './money';

/** Which numbers a page is about: an area, a span by any day in it. */
export interface At { areaId: number; span: Span; day: string }
const query = (at: At, more: Record<string, string | undefined> = {}): string => Object.entries({ areaId: String(at.areaId), span: at.span, day: at.day, ...more }).flatMap(([k, v]) => (v === undefined ? [] : [`${k}=${v}`])).join('&');
export const dashboardOf = (at: At): string => `/packages/desk/pages/dashboard/index?${query(at)}`;
/** The page with the records behind a number. */
export const behind = (at: At, measure: Measure, more: { kind?: NeedKind; own?: boolean } = {}): string => `/packages/desk/pages/behind/index?${query(at, { measure, kind: more.kind, own: more.own ? '1' : undefined })}`;

/** Measures that count something else than matters. */
export function sayValue(measure: Measure, n: number): string {
  if (measure.startsWith('minutes')) return `${n < 0 ? '−' : ''}${sayHours(Math.abs(n))} 小时`;
  if (measure === 'stockFenNow') return sayYuan(n);
  if (POINTS.has(measure)) return `${figure(n)} 分`;
  return figure(n);
}
const POINTS: ReadonlySet<Measure> = new Set(['issued', 'spent', 'expired', 'adjusted', 'moved', 'outstandingNow']);
/** Is the number as things stand, whatever the span? */
export const isNow = (measure: Measure): boolean => measure.endsWith('Now');
/** A row that counts one does not say so. */
export const saysValue = (measure: Measure): boolean => measure.startsWith('minutes') || POINTS.has(measure) || ['places', 'taken', 'freeNow', 'stockPiecesNow', 'stockFenNow'].includes(measure);
/** What a number counts, for whoever wonders. */
const HINTS: Partial<Record<Measure, string>> = {
  resolved: '社区答复，或者由任务办完，都算一次办结。同一件没解决又重办的，算两次。', reopened: '提需求的人说“还没解决”，回到社区再办的。', confirmed: '只有提需求的人自己说了算。',
  taken: '任务结束时有人的名额，和计划名额比，就是报名率。', places: '已结束的任务原来计划要多少人。取消的任务不算。', visitsPlanned: '到了时间的走访任务，取消的也算在内。', visitsDone: '到了时间、有人去的走访任务。',
  minutes: '按核实入账那一天算，更正的有加有减。', services: '按核实入账那一天算，收回的记 −1。', issued: '服务得到的积分，减去冲正的。', spent: '领走物资用掉的积分，减去退货的。', outstandingNow: '全市每个月的变动加起来，就是大家手里还没用的积分（欠的分已抵掉）。',
  stockFenNow: '按登记的进价，过了保质期的不算。', stockPiecesNow: '包括已经被预订、还没领走的；过了保质期的不算。', stockLowNow: '上架的东西只剩三件以内。', overdueNow: '等社区回应，已经超过三个工作日。', freeNow: '招募中的任务，还没开始的班次缺多少人。', openNow: '还没有答复、没有办完的，等得最久的在最前面。',
};
export const hint = (measure: Measure): string | undefined => HINTS[measure];
export const sayMeasure = (measure: Measure): string => MEASURES[measure];
/** '不到 1 天', '3 天多': whole days that half of what was resolved took at most. */
export const sayMedian = (days: number | null): string => (days === null ? '—' : days === 0 ? '1 天内' : `${days} 天多`);
export const sayRate = (percent: number | null): string => (percent === null ? '—' : `${percent}%`);
export const hours = (minutes: number): string => `${minutes < 0 ? '−' : ''}${figure(Math.floor(Math.abs(minutes) / 60))}`;
/** A label under a bar: few enough to be read on a phone. */
export function trendLabel(key: string, i: number, count: number): string {
  if (key.length === 7) return `${Number(key.slice(5))}月`;
  const day = Number(key.slice(8));
  return i === 0 || i === count - 1 || (day % 10 === 0 && count - 1 - i > 2) ? String(day) : '';
}
export const trendOf = (view: DashboardView): { most: number; quiet: boolean } => {
  const most = Math.max(...view.trend.map((p) => Math.max(p.asked, p.resolved)));
  return { most: Math.max(most, 1), quiet: most === 0 };
};
