import { addDays, type AdditionInput, type AdditionStatus, type AdditionView, type AreaKind } from '@xianfeng/shared';
import { failFields } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';
import { YEAR_DAYS } from './judge.rules.js';

type Step = 'approve' | 'refuse' | 'end';
export const additionFlow = flow<AdditionStatus, Step>({ PROPOSED: { approve: 'ACTIVE', refuse: 'REFUSED' }, ACTIVE: { end: 'ENDED' }, ENDED: {}, REFUSED: {} });
/** What it is today: whose last day is over has ended by itself, and what nobody approved in time can only be refused. */
export const statusOn = (status: AdditionStatus, toDay: string, today: string): AdditionStatus => (status === 'ACTIVE' && toDay < today ? 'ENDED' : status);
/** `mayAdd`, `mayManage`: his permissions over the community. Nobody approves what he proposed. */
export interface Reader { isProposer: boolean; mayAdd: boolean; mayManage: boolean }
export function additionActions(status: AdditionStatus, toDay: string, today: string, { isProposer, mayAdd, mayManage }: Reader): AdditionView['actions'] {
  return additionFlow.actions(statusOn(status, toDay, today)).filter((step) => (step === 'end' ? mayAdd : mayManage && !isProposer && (step === 'refuse' || toDay >= today)));
}
/** An addition is a community's, for days to come, at most a year. @throws INVALID */
export function requireAddition(input: Pick<AdditionInput, 'from' | 'to'>, area: AreaKind, today: string): void {
  const wrong: Record<string, string> = {};
  if (area !== 'COMMUNITY' && area !== 'VILLAGE') wrong.areaId = '加分办法由社区或村提出';
  if (input.from < today) wrong.from = '不能从过去的日子开始';
  else if (input.from > addDays(today, YEAR_DAYS)) wrong.from = '最晚一年以内开始';
  if (input.to < input.from) wrong.to = '结束的日子要在开始之后';
  else if (input.to > addDays(input.from, YEAR_DAYS)) wrong.to = '最长一年';
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
}
/** Do two additions of one community meet: days in common, and a kind in common (no kinds: all of them)? */
export const doMeet = (a: { kinds: readonly string[]; from: string; to: string }, b: { kinds: readonly string[]; from: string; to: string }): boolean =>
  a.from <= b.to && b.from <= a.to && (a.kinds.length === 0 || b.kinds.length === 0 || a.kinds.some((k) => b.kinds.includes(k)));
