import { Injectable } from '@nestjs/common';
import { MINUTE_MS, NEED_ANSWER_WORKDAYS, dayOf, type CancelTaskInput, type CreateTaskInput, type TaskView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { pointsHint } from '../../credit/tariff/tariff.rules.js';
import { tariffOn } from '../../credit/tariff/tariff.store.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { ContentCheck, type Checked } from '../../reach/moderation/content-check.js';
import { notify } from '../../reach/notices/notices.store.js';
import { needBack, needPublished } from '../needs/need-steps.store.js';
import { communityOf, findNeed } from '../needs/needs.store.js';
import { enterFeed, leaveFeed } from './feed.store.js';
import { TaskViewService } from './task-view.service.js';
import { judgeDistinct, judgeShifts, photoReason, sumUp, taskFlow, weeksOn } from './tasks.rules.js';
import { endClaims, findTask, insertShifts, insertTask, liveClaims, moveTask, removeDraft, shiftsOf, unitExists, withdrawUnclaimed, type PlacedTask, type TaskRow } from './tasks.store.js';

/** What readers of a task read, and WeChat is asked about. */
export const WORDS = ['title', 'summary', 'place', 'riskNote', 'contactName', 'photoReason'] as const;
/** From the draft to the end of a task. Editing is in task-edit.service. */
@Injectable()
export class TasksService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly views: TaskViewService, private readonly content: ContentCheck) {}

  /** Keeps a draft or publishes at once. From a need: the asker is told, and no second task can be made of it. */
  async create(me: Me, key: string, input: CreateTaskInput): Promise<TaskView> {
    const now = this.clock.now(), path = (await this.directory.pathOf(input.areaId))!;
    me.require('task.manage', path);
    judgeDistinct(input.shifts);
    const unitId = await this.unitOf(input), reason = photoReason(input.photoRule, input.photoReason);
    let checked: Checked = null;
    return this.tx.once(me.id, key, 'tasks.create', input, now, async (m) => {
      judgeShifts(input.shifts.map((s, at) => ({ ...s, at })), now);
      if (input.needId) await this.requireNeed(m, me, input.needId);
      const first = input.shifts.reduce((a, b) => (b.startsAt < a.startsAt ? b : a)), difficulty = input.difficulty || null;
      const { rules } = await tariffOn(m, dayOf(first.startsAt));
      const task: TaskRow = {
        id: newId(), areaId: input.areaId, communityId: (await communityOf(m, path)).id, needId: input.needId ?? null, kind: input.kind, title: input.title, summary: input.summary ?? '', place: input.place, audience: input.audience, unitId,
        claimMode: input.claimMode, presence: input.presence, photoRule: input.photoRule, photoReason: reason, riskNote: input.riskNote, contactName: input.contactName, contactPhone: input.contactPhone,
        status: input.publish ? 'PUBLISHED' : 'DRAFT', ...sumUp(input.shifts, now), taken: 0, difficulty, pointsHint: pointsHint(rules, input.kind, Math.round((first.endsAt - first.startsAt) / MINUTE_MS), difficulty), cancelReason: null, createdBy: me.id, createdAt: now, publishedAt: input.publish ? now : null,
      };
      await insertTask(m, task);
      await insertShifts(m, task.id, input.shifts);
      if (input.publish) {
        await this.announce(m, now, task, path);
        await this.content.keep(m, 'task', task.id, checked, now);
      }
      await audit(m, { actorId: me.id, action: input.publish ? 'task.publish' : 'task.draft', refType: 'task', refId: task.id, areaId: task.areaId, at: now });
      return this.show(m, me, task.id);
    }, async () => { if (input.publish) checked = await this.judge(me, input); });
  }
  async publish(me: Me, key: string, id: number): Promise<TaskView> {
    const draft = await findTask(this.tx.read, id), checked = draft?.status === 'DRAFT' && me.may('task.manage', draft.path) ? await this.judge(me, draft) : null;
    return this.change(me, key, id, 'task.publish', async (m, task, now) => {
      judgeShifts((await shiftsOf(m, id)).map((s, at) => ({ ...s, at })), now);
      if (!(await moveTask(m, id, taskFlow.from('publish'), 'PUBLISHED', { publishedAt: now }))) throw fail('STATE');
      // The row is held now: what is published are the words that were judged, not those of a colleague who edited meanwhile.
      const held = (await findTask(m, id))!;
      if (WORDS.some((word) => held[word] !== draft?.[word])) throw fail('STATE');
      await this.announce(m, now, task, task.path);
      await this.content.keep(m, 'task', id, checked, now);
    });
  }
  /** Its words, before others read them. @throws CONTENT_REJECTED */
  judge(me: Me, { title, summary, place, riskNote, contactName, photoReason }: Partial<Pick<CreateTaskInput, 'title' | 'summary' | 'place' | 'riskNote' | 'contactName' | 'photoReason'>>): Promise<Checked> {
    return this.content.check(me.id, 'task', { title, summary, place, riskNote, contactName, photoReason });
  }
  /** A new draft with everything but the dates: they move on by whole weeks into the future. A need is not copied with it. */
  copy(me: Me, id: number): Promise<TaskView> {
    return this.tx.run(async (m) => {
      const now = this.clock.now(), { areaName: _a, path: _p, communityName: _c, unitName: _u, ...old } = await this.own(m, me, id);
      const before = await shiftsOf(m, id), by = weeksOn(before, now);
      const shifts = before.map((s) => ({ startsAt: s.startsAt + by, endsAt: s.endsAt + by, places: s.places }));
      const { rules } = await tariffOn(m, dayOf(shifts[0]!.startsAt)), hint = pointsHint(rules, old.kind, Math.round((shifts[0]!.endsAt - shifts[0]!.startsAt) / MINUTE_MS), old.difficulty);
      const task: TaskRow = { ...old, id: newId(), needId: null, status: 'DRAFT', ...sumUp(shifts, now), taken: 0, pointsHint: hint, cancelReason: null, createdBy: me.id, createdAt: now, publishedAt: null };
      await insertTask(m, task);
      await insertShifts(m, task.id, shifts);
      await audit(m, { actorId: me.id, action: 'task.copy', refType: 'task', refId: task.id, areaId: task.areaId, detail: { from: id }, at: now });
      return this.show(m, me, task.id);
    });
  }
  /** Takes it back while nobody has claimed it. @throws TASK_CLAIMED */
  withdraw(me: Me, key: string, id: number): Promise<TaskView> {
    return this.change(me, key, id, 'task.withdraw', async (m, task, now) => {
      if (task.status !== 'PUBLISHED') throw fail('STATE');
      // Whoever waits in a line has claimed too; after the update the row is locked, so nobody can join unseen.
      if (!(await withdrawUnclaimed(m, id)) || (await liveClaims(m, id)).length > 0) throw fail('TASK_CLAIMED');
      await leaveFeed(m, id);
      if (task.needId) await needBack(m, now, task.needId, addWorkdays(now, NEED_ANSWER_WORKDAYS));
    });
  }
  /** Calls it off; everybody who is in or waits is told why. */
  async cancel(me: Me, key: string, id: number, { reason }: CancelTaskInput): Promise<TaskView> {
    const checked = await this.content.check(me.id, 'task', { reason });
    return this.change(me, key, id, 'task.cancel', async (m, task, now) => {
      if (!(await moveTask(m, id, taskFlow.from('cancel'), 'CANCELLED', { cancelReason: reason, closedAt: now }))) throw fail('STATE');
      // Whoever opens the task reads why. One whose words are down is called off all the same.
      if (Number(task.down) === 0) await this.content.keep(m, 'task', id, checked, now);
      const claims = await liveClaims(m, id), called = claims.filter((c) => c.status !== 'ATTENDED');
      await endClaims(m, now, called.map((c) => c.id), 'CANCELLED');
      await leaveFeed(m, id);
      await notify(m, now, called.map((c) => ({ userId: c.userId, kind: 'TASK' as const, title: '任务已取消', body: `“${task.title}”已取消：${reason}。不用再去了，谢谢您。`, link: `/packages/more/pages/task/index?id=${id}`, dueAt: c.startsAt })));
      if (task.needId) await needBack(m, now, task.needId, addWorkdays(now, NEED_ANSWER_WORKDAYS));
    }, reason);
  }
  discard(me: Me, id: number): Promise<void> {
    return this.tx.run(async (m) => {
      const task = await this.own(m, me, id), now = this.clock.now();
      if (!(await removeDraft(m, id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'task.discard', refType: 'task', refId: id, areaId: task.areaId, at: now });
    });
  }
  /** @throws INVALID: only a task for one unit names it, and then a real one. */
  async unitOf(input: Pick<CreateTaskInput, 'audience' | 'unitId'>): Promise<number | null> {
    if (input.audience !== 'UNIT') return null;
    if (!input.unitId || !(await unitExists(this.tx.read, input.unitId))) throw failFields({ unitId: '请选择单位' });
    return input.unitId;
  }
  private change(me: Me, key: string, id: number, action: string, work: (m: EntityManager, task: PlacedTask, now: number) => Promise<void>, reason?: string): Promise<TaskView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, action, { id, reason }, now, async (m) => {
      const task = await this.own(m, me, id);
      await work(m, task, now);
      await audit(m, { actorId: me.id, action, refType: 'task', refId: id, areaId: task.areaId, reason, at: now });
      return this.show(m, me, id);
    });
  }
  /** The task, if the reader manages its area. @throws NOT_FOUND */
  private async own(m: EntityManager, me: Me, id: number): Promise<PlacedTask> {
    const task = await findTask(m, id);
    if (!task) throw fail('NOT_FOUND');
    me.require('task.manage', task.path);
    return task;
  }
  private async requireNeed(m: EntityManager, me: Me, needId: number): Promise<void> {
    const need = await findNeed(m, needId);
    if (!need) throw failFields({ needId: '没有找到这个需求' });
    me.require('need.review', need.path);
  }
  private async announce(m: EntityManager, now: number, task: TaskRow, path: string): Promise<void> {
    if (task.needId) await needPublished(m, now, task.needId, task.id, task.title);
    await enterFeed(m, { ...task, ...sumUp(await shiftsOf(m, task.id), now) }, path);
  }
  private async show(m: EntityManager, me: Me, id: number): Promise<TaskView> {
    return this.views.view(m, me, (await findTask(m, id))!);
  }
}
