import { addDays, startOfDay, type Span } from '@xianfeng/shared';
import { daysBetween } from '../rollups/columns.rules.js';

/** A calendar month, quarter or year that holds a day. */
export interface SpanOf {
  span: Span; label: string; /** First and last day. */ from: string; to: string; /** The instants [begins, ends). */ begins: number; ends: number;
  /** Any day of the one before, and of the one after. */ earlier: string; later: string; months: string[]; /** What a trend shows: the days of a month, the months of what is longer. */ points: string[];
}
const two = (n: number): string => String(n).padStart(2, '0');
const MONTHS: Record<Span, number> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
export function spanOf(span: Span, day: string): SpanOf {
  const year = Number(day.slice(0, 4)), month = Number(day.slice(5, 7)), size = MONTHS[span], first = Math.floor((month - 1) / size) * size + 1;
  const months = Array.from({ length: size }, (_, i) => `${year}-${two(first + i)}`), next = first + size > 12 ? `${year + 1}-01-01` : `${year}-${two(first + size)}-01`;
  const from = `${months[0]}-01`, to = addDays(next, -1);
  const label = span === 'MONTH' ? `${year}年${first}月` : span === 'QUARTER' ? `${year}年第${Math.ceil(first / 3)}季度` : `${year}年`;
  return { span, label, from, to, begins: startOfDay(from), ends: startOfDay(next), earlier: addDays(from, -1), later: next, months, points: span === 'MONTH' ? daysBetween(from, to) : months };
}
