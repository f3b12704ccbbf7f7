import type { DeskQueue } from '@xianfeng/shared';

/** A queue is counted up to here: whoever has more to do needs no exact number. */
export const COUNTED = 99;
/** A registration waits at most so many working days. Our own choice, as for needs. */
export const REGISTRATION_WORKDAYS = 3;
export interface Waiting { at: number; /** null: nothing is due. */ dueAt: number | null }
export const EMPTY: DeskQueue = { count: 0, oldestAt: null, overdue: 0 };
export const queueOf = (rows: readonly Waiting[], now: number): DeskQueue => ({
  count: rows.length,
  oldestAt: rows.length === 0 ? null : Math.min(...rows.map((r) => r.at)),
  overdue: rows.filter((r) => r.dueAt !== null && r.dueAt < now).length,
});
