import type { StarObjectionStatus, StarRunAction, StarRunStatus } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

export const runFlow = flow<StarRunStatus, StarRunAction>({ COMPUTED: { publish: 'NOTICED', drop: 'DROPPED' }, NOTICED: { confirm: 'CONFIRMED', drop: 'DROPPED' }, CONFIRMED: {}, DROPPED: {} });
export const objectionFlow = flow<StarObjectionStatus, 'uphold' | 'dismiss'>({ OPEN: { uphold: 'UPHELD', dismiss: 'DISMISSED' }, UPHELD: {}, DISMISSED: {} });
export interface RunState { status: StarRunStatus; noticeUntil: number | null; openObjections: number; proposed: number; computedBy: number }
/** `mayManage`, `mayApprove`: his permissions over the run's area and, for the second, over the office that issues. */
export interface RunReader { id: number; mayManage: boolean; mayApprove: boolean }
/** Whether the days of the notice are over and nothing is left unanswered. */
export const isRipe = (r: Pick<RunState, 'status' | 'noticeUntil' | 'openObjections'>, now: number): boolean => r.status === 'NOTICED' && r.noticeUntil !== null && now >= r.noticeUntil && r.openObjections === 0;
/** A list with nobody in it does not hang out; whoever computed it does not confirm it. */
export function runActions(r: RunState, reader: RunReader, now: number): StarRunAction[] {
  return runFlow.actions(r.status).filter((a) => (a === 'confirm' ? reader.mayApprove && reader.id !== r.computedBy && isRipe(r, now) : reader.mayManage && (a !== 'publish' || r.proposed > 0)));
}
/** Why it cannot be confirmed yet. */
export function waitsFor(r: RunState, issuerName: string, until: string, now: number): string | null {
  if (r.status !== 'NOTICED') return null;
  if (now < (r.noticeUntil ?? 0)) return `公示到${until}结束`;
  if (r.openObjections > 0) return `还有 ${r.openObjections} 条异议没有答复`;
  return `等${issuerName}确认，计算的人不能自己确认`;
}
