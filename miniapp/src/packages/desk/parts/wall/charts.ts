import { NEED_KINDS, type WallView } from '@xianfeng/shared';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { drawn, show } from './words';

echarts.use([BarChart, LineChart, GridComponent, SVGRenderer]);

/** The wall's colours, as wall.scss has them: a chart library reads no variables. */
export const INK = '#f2f5ef', SOFT = '#a9bdb7', LINE = '#24413d', GOLD = '#e6b450', PINE = '#63c2ae', DIM = '#2f6a60';
const FONT = "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif";
/** Nothing on the wall is smaller: read from five metres. */
const SMALL = 28, NUMBER = 32;
const text = (color: string, fontSize = SMALL, fontWeight: 'normal' | 'bold' = 'normal') => ({ color, fontSize, fontWeight, fontFamily: FONT });
const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
const base = { animationDuration: 500, animationDurationUpdate: 500, textStyle: { fontFamily: FONT } };

const lastShown = (list: readonly (number | null)[]): number => list.reduce((at: number, n, i) => (n === null ? at : i), -1);
/** Two lines with their names at their ends instead of a legend; today's is not over yet and is drawn as a ring. */
export function trendOption({ points }: WallView): EChartsCoreOption {
  const asked = points.map((p) => drawn(p.asked)), resolved = points.map((p) => drawn(p.resolved)), last = points.length - 1, every = Math.max(1, Math.round(7 / points[0]!.days)), most = Math.max(5, ...asked.map((n) => n ?? 0), ...resolved.map((n) => n ?? 0));
  const step = [5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000].find((s) => s * 4 >= most) ?? most;
  // Ends that lie close together would write over each other.
  const a = asked[lastShown(asked)] ?? 0, r = resolved[lastShown(resolved)] ?? 0, near = Math.abs(a - r) < most * 0.16, up = a >= r ? 1 : -1;
  const line = (name: string, color: string, data: readonly (number | null)[], dy: number, area: boolean) => ({
    type: 'line', name, data, symbol: points.length > 15 ? 'none' : 'circle', symbolSize: 16, lineStyle: { width: 5, color, cap: 'round', join: 'round' }, itemStyle: { color }, emphasis: { disabled: true }, ...(area ? { areaStyle: { color, opacity: 0.12 } } : {}),
    endLabel: { show: true, formatter: name, ...text(color, NUMBER, 'bold'), offset: [8, near ? dy : 0] }, labelLayout: { moveOverlap: 'shiftY' },
  });
  return {
    ...base, grid: { left: 84, right: 132, top: 24, bottom: 56 },
    xAxis: { type: 'category', data: points.map((p) => p.from), boundaryGap: false, ...quiet, axisLine: { show: true, lineStyle: { color: LINE, width: 2 } }, axisLabel: { ...text(SOFT), margin: 18, interval: (i: number) => (last - i) % every === 0, formatter: (day: string, i: number) => (i === last && points[0]!.days === 1 ? '今天' : `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`) } },
    yAxis: { type: 'value', min: 0, max: Math.ceil(most / step) * step, interval: step, ...quiet, splitLine: { show: true, lineStyle: { color: LINE, width: 1 } }, axisLabel: { ...text(SOFT), margin: 20, showMinLabel: false } },
    series: [line('提出', GOLD, asked, -22 * up, false), line('办结', PINE, resolved, 22 * up, true)],
  };
}
/** Columns by days; those of the quicker half stand out. */
export function waitsOption({ waits, recent: { medianDays } }: WallView): EChartsCoreOption {
  const half = medianDays === null ? -1 : medianDays <= 3 ? medianDays : medianDays <= 7 ? 4 : medianDays <= 14 ? 5 : 6;
  return {
    ...base, grid: { left: 8, right: 8, top: 52, bottom: 56 },
    xAxis: { type: 'category', data: waits.map((w) => w.label.replace('15 天以上', '更久')), ...quiet, axisLine: { show: true, lineStyle: { color: LINE, width: 2 } }, axisLabel: { ...text(SOFT), margin: 18, interval: 0 } }, yAxis: { type: 'value', show: false },
    series: [{ type: 'bar', barCategoryGap: '26%', data: waits.map((w, i) => ({ value: drawn(w.n) ?? 2, itemStyle: { color: typeof w.n === 'string' ? LINE : i <= half ? PINE : DIM, borderRadius: [6, 6, 0, 0] } })), label: { show: true, position: 'top', distance: 10, ...text(INK, NUMBER, 'bold'), formatter: ({ dataIndex }: { dataIndex: number }) => show(waits[dataIndex]!.n) }, emphasis: { disabled: true } }],
  };
}
/** What people ask for, by the order of kinds; the most frequent one stands out. */
export function kindsOption({ kinds }: WallView): EChartsCoreOption {
  const shown = kinds.filter((k) => k.n !== 0), most = Math.max(...shown.map((k) => drawn(k.n) ?? 0), 1);
  return {
    ...base, grid: { left: 132, right: 96, top: 0, bottom: 0 },
    xAxis: { type: 'value', show: false, max: most }, yAxis: { type: 'category', inverse: true, data: shown.map((k) => NEED_KINDS[k.kind]), ...quiet, axisLabel: { ...text(INK), margin: 20 } },
    series: [{ type: 'bar', barWidth: 22, data: shown.map((k) => ({ value: drawn(k.n) ?? 0, itemStyle: { color: k.n === most ? GOLD : DIM, borderRadius: [0, 6, 6, 0] } })), label: { show: true, position: 'right', distance: 12, ...text(INK, NUMBER, 'bold'), formatter: ({ dataIndex }: { dataIndex: number }) => show(shown[dataIndex]!.n) }, emphasis: { disabled: true } }],
  };
}
export interface Mounted { set: (option: EChartsCoreOption) => void; end: () => void }
export function mount(at: HTMLElement): Mounted {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches, chart = echarts.init(at, null, { renderer: 'svg' });
  return { set: (option) => chart.setOption({ ...option, ...(still ? { animation: false } : {}) }, { notMerge: false }), end: () => chart.dispose() };
}
