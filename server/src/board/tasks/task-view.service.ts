import { Injectable } from '@nestjs/common';
import { HOUR_MS, TASK_LIMITS, type PhotoRef, type ShiftView, type TaskView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf } from '../../reach/uploads/uploads.store.js';
import { blockedBy, taskActions } from './tasks.rules.js';
import { busyTimes, findTask, liveClaims, myClaims, shiftsOf, showsPhotos, type PlacedTask, type ShiftRow } from './tasks.store.js';

/** A task as one reader sees it. */
@Injectable()
export class TaskViewService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly links: PhotoLinks) {}

  /** @throws NOT_FOUND: a draft or a withdrawn task is there for its community's desk only. */
  async get(me: Me | null, id: number): Promise<TaskView> {
    const m = this.tx.read;
    const task = await findTask(m, id);
    if (!task) throw fail('NOT_FOUND');
    const leads = me?.may('task.lead', task.path) ?? false;
    if ((task.status === 'DRAFT' || task.status === 'WITHDRAWN') && !leads) throw fail('NOT_FOUND');
    return this.view(m, me, task);
  }
  async view(m: EntityManager, me: Me | null, task: PlacedTask): Promise<TaskView> {
    const now = this.clock.now(), manages = me?.may('task.manage', task.path) ?? false, leads = me?.may('task.lead', task.path) ?? false;
    const shifts = await shiftsOf(m, task.id);
    const shown = await this.shifts(m, me, task, shifts, now);
    const refusal = blockedBy(me?.session ?? null, task) ?? (shifts.every((s) => s.startsAt <= now) ? fail('SHIFT_BEGUN') : null);
    const canClaim = refusal === null && shown.some((s) => s.startsAt > now && s.claimId === null);
    const live = manages && task.status === 'PUBLISHED' ? (await liveClaims(m, task.id)).length : 0;
    return {
      id: task.id, kind: task.kind, title: task.title, place: task.place, areaId: task.areaId, areaName: task.areaName, status: task.status, startsAt: task.startsAt, endsAt: task.endsAt,
      shiftCount: task.shiftCount, places: task.places, taken: task.taken, audience: task.audience, pointsHint: task.pointsHint, summary: task.summary,
      unit: task.unitId === null ? null : { id: task.unitId, name: task.unitName ?? '' }, claimMode: task.claimMode, presence: task.presence, photoRule: task.photoRule, photoReason: task.photoReason, difficulty: task.difficulty,
      // A number to call is for those who are signed in.
      riskNote: task.riskNote, contactName: task.contactName, contactPhone: me ? task.contactPhone : '', needId: manages ? task.needId : null,
      community: { id: task.communityId, name: task.communityName }, shifts: shown, publishedAt: task.publishedAt, cancelReason: task.cancelReason, blocked: refusal?.message ?? null,
      actions: taskActions(task, { manages, leads, canClaim }, live, now), photos: await this.photos(m, task, manages),
    };
  }
  private async shifts(m: EntityManager, me: Me | null, task: PlacedTask, shifts: ShiftRow[], now: number): Promise<ShiftView[]> {
    const mine = me ? await myClaims(m, me.id, shifts.map((s) => s.id)) : [];
    const coming = shifts.filter((s) => s.startsAt > now);
    const reach = TASK_LIMITS.shiftHoursMax * HOUR_MS;
    const busy = me && coming.length > 0 ? await busyTimes(m, me.id, Math.min(...coming.map((s) => s.startsAt)) - reach, Math.max(...coming.map((s) => s.endsAt))) : [];
    return shifts.map((s) => {
      const claim = mine.find((c) => c.shiftId === s.id);
      const clash = s.startsAt > now ? busy.find((b) => b.shiftId !== s.id && b.startsAt < s.endsAt && b.endsAt > s.startsAt) : undefined;
      return {
        id: s.id, startsAt: s.startsAt, endsAt: s.endsAt, places: s.places, taken: s.taken, waiting: s.waiting, claimId: claim?.id ?? null, claimStatus: claim?.status ?? null,
        open: task.status === 'PUBLISHED' && s.startsAt > now && s.taken < s.places, clash: clash?.title ?? null,
      };
    });
  }
  /** The pictures of the need it came from: for its desk, and for others where the asker agreed that they are shown, once they were passed. */
  private async photos(m: EntityManager, task: PlacedTask, manages: boolean): Promise<PhotoRef[]> {
    if (task.needId === null) return [];
    if (!manages && !(await showsPhotos(m, task.needId))) return [];
    return this.links[manages ? 'refs' : 'publicRefs']((await photosOf(m, 'need', [task.needId])).get(task.needId) ?? []);
  }
}
