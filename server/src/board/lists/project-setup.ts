import type { EntityManager } from 'typeorm';
import { addDays, dayOf, NEED_ANSWER_WORKDAYS, startOfDay, type ProjectInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import type { Me } from '../../http/me.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { notify } from '../../reach/notices/notices.store.js';
import { needFlow } from '../needs/needs.rules.js';
import { addEvent, moveNeed } from '../needs/needs.store.js';
import { freeNeed, needsOfProjects, takeNeed } from './listings.store.js';
import { addStep, insertProject, isInForce, ownersIn, usable, useResources } from './projects.store.js';

export const PROJECT_PAGE = '/packages/desk/pages/project/index?id=', NEED_PAGE = '/packages/more/pages/need/index?id=';
/** The end of a Shanghai day. */
export const endOf = (day: string): number => startOfDay(addDays(day, 1));
interface Place { id: number; path: string }

/** @throws INVALID naming the field that does not fit */
export async function judgeProject(m: EntityManager, me: Me, at: Place, input: ProjectInput, now: number, before?: { ownerId: number; agreementId: number | null; resourceIds: readonly number[] }): Promise<void> {
  const today = dayOf(now), added = input.resourceIds.filter((id) => !before?.resourceIds.includes(id));
  if (input.resourceIds.length + input.needIds.length === 0) throw failFields({ resourceIds: '请至少选一项资源或一项需求' });
  if (input.dueDay < today) throw failFields({ dueDay: '完成日期不能早于今天' });
  if ((await usable(m, at.id, added)) !== added.length) throw failFields({ resourceIds: '有资源已撤回或不在本社区' });
  if (input.agreementId !== undefined && input.agreementId !== before?.agreementId && !(await isInForce(m, input.agreementId, at.id, today))) throw failFields({ agreementId: '没有这份协议，或已到期' });
  if (input.ownerId !== me.id && input.ownerId !== before?.ownerId && !(await ownersIn(m, at.id, at.path, today)).some((o) => o.id === input.ownerId)) throw failFields({ ownerId: '请选择社区工作人员或单位联络员' });
}
/** 立项, from a form or from a match: the needs are promised for its day, their askers and the owner are told. @throws INVALID, STATE where another project has a need already */
export async function setUp(m: EntityManager, me: Me, at: Place, input: ProjectInput, now: number): Promise<number> {
  await judgeProject(m, me, at, input, now);
  const id = newId();
  await insertProject(m, { id, communityId: at.id, title: input.title, text: input.text ?? '', ownerId: input.ownerId, dueDay: input.dueDay, agreementId: input.agreementId ?? null, createdBy: me.id, createdAt: now });
  await useResources(m, id, input.resourceIds);
  await takeNeeds(m, id, at.id, input, input.needIds, now);
  await addStep(m, id, 'CREATE', me.id, now);
  if (input.ownerId !== me.id) await notify(m, now, [{ userId: input.ownerId, kind: 'TASK', title: '请您负责一个共建项目', body: `“${input.title}”，${input.dueDay} 前完成。`, link: PROJECT_PAGE + id }]);
  await audit(m, { actorId: me.id, action: 'project.create', refType: 'project', refId: id, areaId: at.id, detail: { ownerId: input.ownerId, dueDay: input.dueDay, resourceIds: input.resourceIds, needIds: input.needIds }, at: now });
  return id;
}
/** Their askers read in the timeline until when. */
export async function takeNeeds(m: EntityManager, projectId: number, communityId: number, { title, dueDay }: Pick<ProjectInput, 'title' | 'dueDay'>, needIds: readonly number[], now: number): Promise<void> {
  for (const needId of [...needIds].sort((a, b) => a - b)) {
    if (!(await takeNeed(m, needId, communityId, projectId, endOf(dueDay)))) throw fail('STATE');
    await addEvent(m, needId, `已立项“${title}”，${dueDay} 前办理`, null, now);
  }
  const needs = (await needsOfProjects(m, [projectId])).filter((n) => needIds.includes(n.id));
  await notify(m, now, needs.map((n) => ({ userId: n.askerId, kind: 'NEED' as const, title: '您的需求已立项', body: `“${n.title.slice(0, 30)}”由项目“${title.slice(0, 30)}”办理，${dueDay} 前完成。`, link: NEED_PAGE + n.id })));
}
/** They wait on the desk again, as if asked anew today. */
export async function freeNeeds(m: EntityManager, projectId: number, needIds: readonly number[], why: string, now: number): Promise<void> {
  for (const needId of [...needIds].sort((a, b) => a - b)) {
    await freeNeed(m, needId, projectId, addWorkdays(now, NEED_ANSWER_WORKDAYS));
    await addEvent(m, needId, why, null, now);
  }
}
/** The project is done: needs that still wait are answered by it, and their askers asked whether it helped. */
export async function answerNeeds(m: EntityManager, projectId: number, title: string, now: number): Promise<void> {
  for (const n of await needsOfProjects(m, [projectId])) {
    const reply = `共建项目“${title}”已完成并通过验收`;
    if (!(await moveNeed(m, now, n.id, needFlow.from('answer'), 'ANSWERED', { reply, closedAt: now }))) continue;
    await addEvent(m, n.id, reply, null, now);
    await notify(m, now, [{ userId: n.askerId, kind: 'NEED', title: '您的需求办好了，帮到您了吗', body: `“${n.title.slice(0, 30)}”：${reply}。`, link: NEED_PAGE + n.id }]);
  }
}
