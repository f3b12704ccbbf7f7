import type { StockTakeStatus, StockTakeView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

export type TakeStep = StockTakeView['actions'][number];
/** Counting may be repeated until it is handed on; what was confirmed or dropped is past. */
export const takeFlow = flow<StockTakeStatus, TakeStep>({
  OPEN: { count: 'OPEN', submit: 'COUNTED', drop: 'DROPPED' }, COUNTED: { confirm: 'CONFIRMED', drop: 'DROPPED' }, CONFIRMED: {}, DROPPED: {},
});
/** Two pairs of eyes: whoever began a take or counted any of it does not confirm it. */
export const mayConfirm = (userId: number, take: { startedBy: number }, counters: readonly (number | null)[]): boolean => userId !== take.startedBy && !counters.includes(userId);
export const takeActions = (status: StockTakeStatus, may: { confirm: boolean }): TakeStep[] => takeFlow.actions(status).filter((a) => a !== 'confirm' || may.confirm);

interface Counted { name: string; book: number; counted: number | null }
/** More (+) or less (−) than the books said; 0 for what nobody counted. */
export const difference = (line: Pick<Counted, 'book' | 'counted'>): number => (line.counted === null ? 0 : line.counted - line.book);
export const differences = (lines: readonly Counted[]): number => lines.filter((l) => difference(l) !== 0).length;
const SAID = 5;
/** A few names and how many there are. */
export const sayNames = (names: readonly string[]): string => `${names.slice(0, SAID).join('、')}${names.length > SAID ? ` 等 ${names.length} 种` : ''}`;
/** What keeps a take from being handed on, in Chinese; null when everything was counted. */
export function whyIncomplete(lines: readonly Counted[]): string | null {
  const open = lines.filter((l) => l.counted === null);
  return open.length === 0 ? null : `还没清点：${sayNames(open.map((l) => l.name))}`;
}
