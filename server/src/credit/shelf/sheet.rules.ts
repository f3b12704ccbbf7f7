import { monthOf, startOfDay, type RewardKind, type StockSheetRow } from '@xianfeng/shared';

/** The instants between which a month of Shanghai lies: the first one in it and the first one after it. */
export interface Span { from: number; to: number }
/** null for what is no month, and for one that has not begun. */
export function monthSpan(month: string, now: number): Span | null {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month) || month > monthOf(now)) return null;
  const year = Number(month.slice(0, 4)), n = Number(month.slice(5));
  return { from: startOfDay(`${month}-01`), to: startOfDay(n === 12 ? `${year + 1}-01-01` : `${year}-${String(n + 1).padStart(2, '0')}-01`) };
}
/** One thing with the sums of its moves, in pieces, signed as they changed what lies there. `since`: after the month's end. */
export interface SheetSums { rewardId: number; kind: RewardKind; name: string; spec: string; unit: string; donor: string; present: number; since: number; purchased: number; donated: number; issued: number; returned: number; damaged: number; counted: number }
/**
 * Read backwards from what lies there now, so that no sheet needs the whole past: what was left at the month's end is today's
 * less what moved since. Reserving and releasing move nothing. null when the thing neither lay there nor moved.
 */
export function sheetRow({ present, since, issued, damaged, ...s }: SheetSums): StockSheetRow | null {
  const closing = present - since, opening = closing - (s.purchased + s.donated + s.returned + s.counted + issued + damaged);
  if ([opening, closing, s.purchased, s.donated, s.returned, s.counted, issued, damaged].every((n) => n === 0)) return null;
  return { ...s, opening, closing, issued: 0 - issued, damaged: 0 - damaged };
}
