import type { AreaKind } from './areas.ts';
import type { NeedKind } from './needs.ts';
import type { Page } from './page.ts';
import type { PlaceRef } from './users.ts';

/** A calendar month, quarter or year of Shanghai. */
export const SPANS = { MONTH: '月', QUARTER: '季度', YEAR: '年' } as const;
export type Span = keyof typeof SPANS;
/**
 * Whatever a dashboard counts. Each is the sum of `value` over the rows that `dashboards.rows` gives for it. What happened is counted on the day
 * it happened; `*Now` is how things stand at this moment, whatever the span.
 */
export const MEASURES = {
  asked: '提出的点单', resolved: '办结', confirmed: '居民确认解决', reopened: '居民说没解决',
  tasks: '办完的任务', places: '计划名额', taken: '有人的名额', visitsPlanned: '到时间的走访', visitsDone: '有人去的走访',
  services: '核实的服务', minutesA: 'A 级时长', minutesB: 'B 级时长', minutesC: 'C 级时长', minutesD: 'D 级时长', minutes: '服务时长',
  issued: '发出积分', spent: '兑换积分', expired: '到期积分', adjusted: '调整积分', moved: '积分变动',
  openNow: '没办完的点单', overdueNow: '超期没答复', freeNow: '还缺的名额', outstandingNow: '大家手里的积分', stockPiecesNow: '货架上的件数', stockFenNow: '货架上的价值', stockLowNow: '快没货的',
} as const;
export type Measure = keyof typeof MEASURES;
export type FlowMeasure = Exclude<Measure, 'moved' | 'minutes' | `${string}Now`>;
/** Sums over a span. */
export type FlowFigures = Record<FlowMeasure, number>;
/** How things stand. `outstanding` only of the whole city, since points are good everywhere. Fen are a hundredth of a yuan. */
export interface StateFigures { openNow: number; overdueNow: number; freeNow: number; outstandingNow: number | null; stockPiecesNow: number; stockFenNow: number; stockLowNow: number }
export interface DashboardQuery { areaId?: number; span?: Span; /** Any day of the span; today where absent. */ day?: string }
export interface TrendPoint { /** A day or a month. */ key: string; asked: number; resolved: number; confirmed: number; minutes: number }
/** Days from asking to its being resolved: `waits[n]`: resolved within n whole days and a bit; the last one holds all that took longer. */
export const WAIT_DAYS = 31;
/** What one area did in a span, and how it stands. Matters, never people. */
export interface DashboardView {
  area: PlaceRef & { kind: AreaKind }; /** Above it, from the top of what the reader may see. */ above: PlaceRef[]; areas: PlaceRef[]; hasChildren: boolean;
  at: number; span: Span; label: string; /** First and last day. */ from: string; to: string; /** Days to ask with for the span before and after; null: nothing lies there. */ earlier: string; later: string | null;
  now: StateFigures; sums: FlowFigures; minutes: number;
  /** Half of what was resolved took at most so many whole days; null: nothing was resolved. */ medianDays: number | null; waits: number[];
  /** In percent, rounded down; null: nothing to divide by. */ fillRate: number | null; reopenRate: number | null; visitRate: number | null;
  kinds: { kind: NeedKind; n: number }[]; trend: TrendPoint[];
}
/** An area below, or (`own`) what is filed with the area itself and none below it. By name: an order that ranks nobody. */
export interface DashboardChild {
  area: PlaceRef & { kind: AreaKind }; own: boolean;
  openNow: number; overdueNow: number; freeNow: number; asked: number; resolved: number; confirmed: number; medianDays: number | null; fillRate: number | null; reopenRate: number | null; minutes: number; issued: number; spent: number;
}
export interface ChildrenQuery { areaId: number; span?: Span; day?: string; after?: string }
/** `own`: '1' for what is filed with the area itself alone. `kind` narrows `asked`. */
export interface RowsQuery { areaId: number; measure: Measure; span?: Span; day?: string; own?: '1'; kind?: NeedKind; after?: string }
/** One record behind a number. `link` where the reader may open it; `inside`: the rows behind this row. */
export interface DrillRow { id: number; at: number; title: string; note: string; areaName: string; value: number; link: string | null; inside: { measure: Measure; day: string } | null }
export type DrillPage = Page<DrillRow>;

/** On a wall nothing is shown of fewer than this many (nought is shown: it tells of nobody). Our own choice, the field's usual least group. */
export const WALL_LEAST = 5;
/** A number for a wall. FEW: it is 1–4; HIDDEN: it would give away one that is. */
export type Veiled = number | 'FEW' | 'HIDDEN';
/** How often a wall asks anew, in milliseconds. Our own choice, within half a minute. */
export const WALL_REFRESH_MS = 20_000;
/** Days that a wall looks back on, today included. */
export const WALL_DAYS = 30;
/** What a meeting room sees: whole numbers of matters, no names but those of areas, and these by name. */
export interface WallView {
  area: PlaceRef; at: number; from: string; to: string;
  today: { asked: Veiled; resolved: Veiled; confirmed: Veiled; services: Veiled; minutes: Veiled };
  /** Of WALL_DAYS days. */ recent: { asked: Veiled; resolved: Veiled; confirmed: Veiled; services: Veiled; minutes: Veiled; medianDays: number | null; reopenRate: number | null; fillRate: number | null; visitRate: number | null };
  now: { open: Veiled; overdue: Veiled; free: Veiled };
  /** Of so many days each, that hardly any is of fewer than five; the last one ends today. */ points: { from: string; days: number; asked: Veiled; resolved: Veiled }[]; waits: { label: string; n: Veiled }[]; kinds: { kind: NeedKind; n: Veiled }[];
  /** Empty where there are too many to be read. */ children: { name: string; open: Veiled; resolved: Veiled; minutes: Veiled }[];
}
