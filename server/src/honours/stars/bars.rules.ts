import { addDays, type StarBarStatus, type StarBarView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';
import { monthsBefore } from './criteria.rules.js';

export interface BarRow { id: number; subject: 'PERSON' | 'UNIT'; subjectId: number; name: string; areaId: number; path: string; fromDay: string; toDay: string; liftedDay: string | null; reason: string; status: 'ACTIVE' | 'APPEALED' | 'LIFTED'; barredBy: number; appeal: string | null; appealedAt: number | null; decision: string | null; decidedAt: number | null }
/** A bar, the appeal to the street, and what becomes of it. */
export const barFlow = flow<'ACTIVE' | 'APPEALED' | 'LIFTED', 'appeal' | 'keep' | 'lift'>({ ACTIVE: { appeal: 'APPEALED', lift: 'LIFTED' }, APPEALED: { keep: 'ACTIVE', lift: 'LIFTED' }, LIFTED: {} });
/** What it is on a day: it ends by itself. */
export const barStatus = (b: Pick<BarRow, 'status' | 'toDay'>, today: string): StarBarStatus => (b.status !== 'LIFTED' && b.toDay < today ? 'OVER' : b.status);
/** The last day of a bar of so many years that begins on a day. */
export const barEnd = (fromDay: string, years: number): string => addDays(monthsBefore(fromDay, -12 * years), -1);
/** `isConcerned`: it is against the reader, or the unit he speaks for. Whoever barred does not decide about it. */
export function barView(b: BarRow, today: string, reader: { id: number; isConcerned: boolean; mayApprove: boolean }): StarBarView {
  const status = barStatus(b, today), stands = status === 'ACTIVE' || status === 'APPEALED';
  return {
    id: b.id, subject: b.subject, name: b.name, fromDay: b.fromDay, toDay: b.toDay, reason: b.reason, status, appeal: b.appeal, appealedAt: b.appealedAt, decision: b.decision, decidedAt: b.decidedAt,
    actions: [...(reader.isConcerned && status === 'ACTIVE' ? ['appeal' as const] : []), ...(stands && reader.mayApprove && !reader.isConcerned && b.barredBy !== reader.id ? ['decide' as const] : [])],
  };
}
