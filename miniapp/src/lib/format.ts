import { sayAgo, sayDay, sayMinutes, saySpan, sayTime, startOfDay } from '@xianfeng/shared';

/** Words for the reader's own now. The arithmetic is in shared/time. */
export const day = (at: number): string => sayDay(at, Date.now());
/** Since when a tariff is in force: the first version has been ever since there are points. */
export const sayFrom = (from: string): string => (from < '2001-01-01' ? '从一开始' : `${day(startOfDay(from))}起`);
export const time = (at: number): string => sayTime(at, Date.now());
export const span = (from: number, to: number): string => saySpan(from, to, Date.now());
export const ago = (at: number): string => sayAgo(at, Date.now());
export const minutes = sayMinutes;
/** '+3 分', '−20 分': an entry of the points book. */
export const signed = (points: number): string => `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)} 分`;
/** '12', '−21': a balance, with a real minus. */
export const balance = (points: number): string => (points < 0 ? `−${-points}` : String(points));
/** '12', '99+': counts that only say whether there is much to do. */
export const count = (n: number): string => (n > 99 ? '99+' : String(n));
/** '张*', '欧阳**': the family name's first character, for lists that strangers see. */
export const masked = (name: string): string => { const [first = '', ...rest] = [...name]; return first + '*'.repeat(Math.min(Math.max(rest.length, 1), 2)); };
/** '2026-11' → '2026年11月'. */
export const sayMonth = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
/** The month `by` months away from '2026-11'. */
export const besideMonth = (month: string, by: number): string => { const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by; return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`; };
