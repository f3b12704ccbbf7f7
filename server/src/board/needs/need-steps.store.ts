import type { EntityManager } from 'typeorm';
import { fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { needFlow, EVENT_TEXT } from './needs.rules.js';
import { addEvent, findNeed, moveNeed, type NeedRow } from './needs.store.js';

/** What a task does to the need it came from. Each runs in the task's own transaction, tells the asker and adds to his timeline. */
async function tell(m: EntityManager, now: number, need: Pick<NeedRow, 'id' | 'askerId' | 'title'>, title: string, text: string, by: string | null = null): Promise<void> {
  await addEvent(m, need.id, text, by, now);
  await notify(m, now, [{ userId: need.askerId, kind: 'NEED', title, body: `“${need.title.slice(0, 40)}”：${text}`, link: `/packages/more/pages/need/index?id=${need.id}` }]);
}
/** The need becomes this task. Of two tasks made of one need at once, one is refused. @throws NOT_FOUND, STATE */
export async function needPublished(m: EntityManager, now: number, needId: number, taskId: number, taskTitle: string): Promise<void> {
  const need = await findNeed(m, needId);
  if (!need) throw fail('NOT_FOUND');
  if (!(await moveNeed(m, now, needId, needFlow.from('publish'), 'PUBLISHED', { taskId }))) throw fail('STATE');
  await tell(m, now, need, '您的需求已发布为任务', `${EVENT_TEXT.PUBLISHED}：${taskTitle}`);
}
/** Its task was withdrawn or cancelled: the need is back on the desk. */
export async function needBack(m: EntityManager, now: number, needId: number, dueAt: number): Promise<void> {
  const need = await findNeed(m, needId);
  if (!need || !(await moveNeed(m, now, needId, needFlow.from('back'), 'REOPENED', { taskId: null, dueAt }))) return;
  await tell(m, now, need, '任务已撤下，社区会重新安排', '任务已撤下，需求重新回到社区');
}
/** Its task is over. Nobody had claimed: back on the desk; otherwise the asker is asked whether it helped. */
export async function needOver(m: EntityManager, now: number, needId: number, helped: boolean, dueAt: number): Promise<void> {
  const need = await findNeed(m, needId);
  if (!need) return;
  if (helped) {
    if (await moveNeed(m, now, needId, needFlow.from('finish'), 'DONE', { closedAt: now })) await tell(m, now, need, '服务已结束，帮到您了吗', EVENT_TEXT.DONE);
  } else if (await moveNeed(m, now, needId, needFlow.from('fail'), 'REOPENED', { dueAt })) await tell(m, now, need, '暂时没有人认领，社区会重新安排', '这次没有人认领，需求重新回到社区');
}
