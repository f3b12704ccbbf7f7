import { NEED_STATUSES, type NeedAction, type NeedStatus } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

type Step = 'publish' | 'answer' | 'refuse' | 'withdraw' | 'back' | 'finish' | 'fail' | 'confirm' | 'reopen';
/** From the asking to the asker's word that it helped. `back`: its task was called off; `finish` and `fail`: its task ended with and without helpers. */
export const needFlow = flow<NeedStatus, Step>({
  SUBMITTED: { publish: 'PUBLISHED', answer: 'ANSWERED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  REOPENED: { publish: 'PUBLISHED', answer: 'ANSWERED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  PUBLISHED: { back: 'REOPENED', finish: 'DONE', fail: 'REOPENED' },
  ANSWERED: { confirm: 'CONFIRMED', reopen: 'REOPENED' },
  DONE: { confirm: 'CONFIRMED', reopen: 'REOPENED' },
  REFUSED: {}, CONFIRMED: {}, WITHDRAWN: {},
});
/** What is kept of each move. BACK: from its task to the desk again, which nobody calls reopening: it never was done. */
export type NeedStepKind = 'ASKED' | 'PUBLISHED' | 'ANSWERED' | 'REFUSED' | 'WITHDRAWN' | 'DONE' | 'CONFIRMED' | 'REOPENED' | 'BACK';
export function stepOf(from: readonly NeedStatus[], to: NeedStatus): NeedStepKind {
  if (to === 'SUBMITTED') return 'ASKED';
  return to === 'REOPENED' && from.includes('PUBLISHED') ? 'BACK' : to;
}
/** Still waiting for a desk. */
export const WAITING: readonly NeedStatus[] = needFlow.from('answer');
export const isOverdue = (need: { status: NeedStatus; dueAt: number }, now: number): boolean => WAITING.includes(need.status) && need.dueAt < now;

/** What the reader may do: the desk decides, the asker takes back or judges. `quoted`: his yes to being quoted stands. */
export function needActions(status: NeedStatus, reader: { asks: boolean; reviews: boolean; quoted: boolean }): NeedAction[] {
  const may = new Set(needFlow.actions(status));
  const actions: NeedAction[] = [];
  if (reader.reviews) for (const a of ['publish', 'answer', 'refuse'] as const) if (may.has(a)) actions.push(a);
  if (reader.asks && may.has('withdraw')) actions.push('withdraw');
  if (reader.asks && may.has('confirm')) actions.push('feedback');
  if (reader.asks && reader.quoted) actions.push('unquote');
  return actions;
}
/** Each status as a line of the asker's timeline. */
export const EVENT_TEXT: Record<NeedStatus, string> = {
  ...NEED_STATUSES, SUBMITTED: '已提交，等待社区回应', PUBLISHED: '社区已发布任务，等待志愿者认领', DONE: '志愿服务已结束，请告诉我们是否帮到了您', REOPENED: '重新回到社区，等待回应', CONFIRMED: '您确认问题已解决',
};
