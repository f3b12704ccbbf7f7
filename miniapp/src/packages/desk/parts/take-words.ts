import type { StockTakeLine, StockTakeView } from '@xianfeng/shared';

type Line = Pick<StockTakeLine, 'name' | 'spec' | 'unit' | 'book' | 'counted'>;
const differs = (line: Pick<Line, 'book' | 'counted'>): boolean => line.counted !== null && line.counted !== line.book;
export const named = ({ name, spec }: Pick<Line, 'name' | 'spec'>): string => `${name}${spec ? ` ${spec}` : ''}`;
/** '少 2 袋', '多 1 袋', '相符'; null for what nobody has counted. */
export function sayDifference({ book, counted, unit }: Pick<Line, 'book' | 'counted' | 'unit'>): string | null {
  if (counted === null) return null;
  return counted === book ? '相符' : counted > book ? `多 ${counted - book} ${unit}` : `少 ${book - counted} ${unit}`;
}
/** '共 18 样：16 样相符，1 样多，1 样少': a whole count in a sentence. */
export function sayTake(lines: readonly Line[]): string {
  const counted = lines.filter((line) => line.counted !== null), more = counted.filter((line) => (line.counted ?? 0) > line.book).length, less = counted.filter((line) => (line.counted ?? 0) < line.book).length;
  const parts = [`${counted.length - more - less} 样相符`, more > 0 ? `${more} 样多` : '', less > 0 ? `${less} 样少` : '', lines.length > counted.length ? `${lines.length - counted.length} 样还没数` : ''];
  return `共 ${lines.length} 样：${parts.filter(Boolean).join('，')}`;
}
/** What does not fit comes first, then the rest as it lies on the shelf. */
export const inQuestionFirst = (lines: readonly StockTakeLine[]): StockTakeLine[] => [...lines.filter(differs), ...lines.filter((line) => !differs(line))];
/** What somebody may still have to do about a count. */
export const isLive = ({ status }: Pick<StockTakeView, 'status'>): boolean => status === 'OPEN' || status === 'COUNTED';
