import { NEED_KINDS, sayHours, type Veiled, type WallView } from '@xianfeng/shared';
import { figure } from '../money';

/** What stands for a number of fewer than five, and for one that would give such a one away. */
export const FEW = '少于5', HIDDEN = '—';
export const show = (n: Veiled): string => (n === 'FEW' ? FEW : n === 'HIDDEN' ? HIDDEN : figure(n));
/** For a picture: null is not drawn. */
export const drawn = (n: Veiled): number | null => (typeof n === 'number' ? n : null);
export const showHours = (minutes: Veiled): string => (typeof minutes !== 'number' ? show(minutes) : minutes >= 6_000 ? figure(Math.floor(minutes / 60)) : sayHours(minutes));
const TENTHS = ['不到一成', '一成', '两成', '三成', '四成', '五成', '六成', '七成', '八成', '九成', '全部'];
/** 'xx占三成': a share as people say it. */
export const sayShare = (part: number, whole: number): string => (whole > 0 ? TENTHS[Math.min(10, Math.floor((part * 10) / whole))]! : TENTHS[0]!);
/** One sentence over each picture: what it says, before it is looked at. */
export function headTrend({ recent: { asked, resolved } }: WallView): string {
  return asked === 0 && resolved === 0 ? '近 30 天还没有点单' : `近 30 天提出 ${show(asked)} 件，办结 ${show(resolved)} 件`;
}
export function headWaits({ recent: { medianDays } }: WallView): string {
  return medianDays === null ? '办结用了多少天' : medianDays === 0 ? '一半的点单当天就办结' : `一半的点单 ${medianDays} 天多就办结`;
}
export function headKinds({ kinds, recent: { asked } }: WallView): string {
  const [first] = kinds.filter((k) => k.kind !== 'OTHER').sort((a, b) => (drawn(b.n) ?? 0) - (drawn(a.n) ?? 0));
  return typeof first?.n === 'number' && first.n > 0 && typeof asked === 'number' ? `${NEED_KINDS[first.kind]}最多，占${sayShare(first.n, asked)}` : '大家在点什么';
}
export const headNow = ({ now: { open, overdue } }: WallView): string => (open === 0 ? '都办完了' : overdue === 0 ? '没有超期的' : '还有这些没办完');
const two = (n: number): string => String(n).padStart(2, '0');
/** '11:08:20' in Shanghai, whatever the screen's own zone. */
export const clock = (at: number, seconds = true): string => { const d = new Date(at + 8 * 3_600_000); return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}${seconds ? `:${two(d.getUTCSeconds())}` : ''}`; };
const WEEK = ['日', '一', '二', '三', '四', '五', '六'];
export const sayDate = (at: number): string => { const d = new Date(at + 8 * 3_600_000); return `${d.getUTCMonth() + 1}月${d.getUTCDate()}日 星期${WEEK[d.getUTCDay()]!}`; };
export const sayShort = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
