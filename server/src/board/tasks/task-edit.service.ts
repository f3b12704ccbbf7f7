import { Injectable } from '@nestjs/common';
import { MINUTE_MS, dayOf, type TaskView, type UpdateTaskInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { pointsHint } from '../../credit/tariff/tariff.rules.js';
import { tariffOn } from '../../credit/tariff/tariff.store.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { ContentCheck, type Checked } from '../../reach/moderation/content-check.js';
import { notify } from '../../reach/notices/notices.store.js';
import { amendFeed, enterFeed, type FedTask } from './feed.store.js';
import { moveUp } from './places.store.js';
import { TaskViewService } from './task-view.service.js';
import { isMoved, judgeDistinct, judgeShifts, movedText, photoReason, sumUp } from './tasks.rules.js';
import { amendShift, amendTask, findTask, holdTask, insertShifts, liveClaims, moveClaims, removeShift, shiftsOf, type PlacedTask, type ShiftRow } from './tasks.store.js';
import { TasksService, WORDS } from './tasks.service.js';

/** What people agreed to when they claimed: not to be changed under their feet. */
const FIXED = { kind: '类别', audience: '参加对象', unitId: '单位', claimMode: '认领方式', difficulty: '难度' } as const;

@Injectable()
export class TaskEditService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly tasks: TasksService, private readonly views: TaskViewService, private readonly content: ContentCheck) {}

  /** Changes a draft or a task that still recruits. Helpers of a shift that moved by more than five minutes are told the old and the new time. */
  async update(me: Me, key: string, id: number, input: UpdateTaskInput): Promise<TaskView> {
    const now = this.clock.now();
    const unitId = input.audience ? await this.tasks.unitOf({ audience: input.audience, unitId: input.unitId }) : undefined;
    let checked: Checked = null;
    return this.tx.once(me.id, key, 'tasks.update', { id, ...input }, now, async (m) => {
      const task = await findTask(m, id);
      if (!task) throw fail('NOT_FOUND');
      me.require('task.manage', task.path);
      if (task.status !== 'DRAFT' && (task.status !== 'PUBLISHED' || task.endsAt <= now)) throw fail('STATE');
      const { shifts, unitId: _unit, difficulty: level, ...plain } = input, difficulty = level === undefined ? task.difficulty : level || null;
      if (task.taken > 0) refuseFixed(task, { ...input, unitId, difficulty });
      const reason = input.photoRule ? photoReason(input.photoRule, input.photoReason) : input.photoReason !== undefined ? photoReason(task.photoRule, input.photoReason) : undefined;
      if (shifts) await this.reshift(m, task, shifts, now);
      const after = await shiftsOf(m, id), sums = sumUp(after, now), kind = input.kind ?? task.kind;
      if (!(await holdTask(m, id, task.status))) throw fail('STATE');
      const changed = { ...plain, unitId, difficulty, photoReason: reason, ...sums, pointsHint: pointsHint((await tariffOn(m, dayOf(after[0]!.startsAt))).rules, kind, Math.round((after[0]!.endsAt - after[0]!.startsAt) / MINUTE_MS), difficulty) };
      await amendTask(m, id, changed);
      if (task.status === 'PUBLISHED' && WORDS.some((word) => input[word] !== undefined && input[word] !== task[word])) await this.content.keep(m, 'task', id, checked, now);
      if (task.status === 'PUBLISHED' && Number(task.down) === 0) await this.listed(m, task.path, { id, kind, startsAt: sums.startsAt, audience: input.audience ?? task.audience, unitId: unitId === undefined ? task.unitId : unitId }, now);
      await audit(m, { actorId: me.id, action: 'task.edit', refType: 'task', refId: id, areaId: task.areaId, detail: { fields: Object.keys(input) }, at: now });
      return this.views.view(m, me, (await findTask(m, id))!);
    }, async () => { checked = await this.tasks.judge(me, input); });
  }
  /** A task that left the lists because its last shift had begun comes back with a new one; not one that was taken down. */
  private async listed(m: EntityManager, path: string, task: FedTask, now: number): Promise<void> {
    if ((await amendFeed(m, task)) === 0 && task.startsAt > now) await enterFeed(m, task, path);
  }
  /** The list of shifts becomes this one: matched by id, else by the same beginning; the others are added; what is missing goes. */
  private async reshift(m: EntityManager, task: PlacedTask, wanted: NonNullable<UpdateTaskInput['shifts']>, now: number): Promise<void> {
    judgeDistinct(wanted);
    const before = await shiftsOf(m, task.id), left = new Map(before.map((s) => [s.id, s]));
    const pairs = wanted.map((to, at) => {
      const from = to.id ? left.get(to.id) : [...left.values()].find((s) => s.startsAt === to.startsAt && !wanted.some((w) => w.id === s.id));
      if (to.id && !from) throw failFields({ [`shifts.${at}.id`]: '没有找到这个班次，请刷新' });
      if (from) left.delete(from.id);
      return { at, to, from };
    });
    judgeShifts(pairs.filter(({ from, to }) => !from || from.startsAt !== to.startsAt || from.endsAt !== to.endsAt).map(({ at, to }) => ({ ...to, at })), now);
    const claims = await liveClaims(m, task.id);
    for (const gone of left.values()) if (!(await removeShift(m, gone.id))) throw fail('PLACES_TAKEN', { taken: gone.taken + gone.waiting });
    for (const { from, to } of pairs) {
      if (!from) await insertShifts(m, task.id, [to]);
      else await this.amend(m, task, from, to, claims.filter((c) => c.shiftId === from.id).map((c) => c.userId), now);
    }
  }
  private async amend(m: EntityManager, task: PlacedTask, from: ShiftRow, to: { startsAt: number; endsAt: number; places: number }, people: number[], now: number): Promise<void> {
    if (from.startsAt === to.startsAt && from.endsAt === to.endsAt && from.places === to.places) return;
    if (from.startsAt <= now && from.startsAt !== to.startsAt) throw fail('SHIFT_BEGUN');
    if (!(await amendShift(m, from.id, to))) throw fail('PLACES_TAKEN', { taken: from.taken });
    if (from.startsAt !== to.startsAt || from.endsAt !== to.endsAt) await moveClaims(m, from.id, to.startsAt, to.endsAt);
    if (isMoved(from, to)) await notify(m, now, people.map((userId) => ({ userId, kind: 'TASK' as const, title: '任务时间有变动', body: movedText(task.title, from, to, now), link: `/packages/more/pages/task/index?id=${task.id}`, dueAt: Math.min(from.startsAt, to.startsAt), startsAt: to.startsAt })));
    if (to.places > from.places && task.status === 'PUBLISHED') await moveUp(m, now, { id: from.id, taskId: task.id, title: task.title, claimMode: task.claimMode, startsAt: to.startsAt, endsAt: to.endsAt });
  }
}
function refuseFixed(task: PlacedTask, input: Partial<Pick<PlacedTask, keyof typeof FIXED>>): void {
  const wrong: Record<string, string> = {};
  for (const [field, label] of Object.entries(FIXED) as [keyof typeof FIXED, string][])
    if (input[field] !== undefined && input[field] !== task[field]) wrong[field] = `已有人认领，不能再改${label}`;
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
}
