import { Injectable } from '@nestjs/common';
import { dayOf, PAGE_SIZE, sayMinutes, type EntryInput, type EntryQuery, type EntryView, type Page, type RecordReasonInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { besideOthers, type Credit } from '../attendance/attendance.rules.js';
import { communityOf } from '../needs/needs.store.js';
import { insertRecord, recordsNear } from '../records/records.store.js';
import { shiftsOf } from '../tasks/tasks.store.js';
import { entryFlow, entryRefusal, entryView, requireEnterable, type EntryRow } from './entries.rules.js';
import { decideEntry, doneTask, entriesWithin, findEntry, insertEntry, livesIn, type DoneTask } from './entries.store.js';

const RECORDS = '/packages/more/pages/records/index';
/** 补录: one of the office enters what nobody logged, another one approves. Grade D: a legal record without points. */
@Injectable()
export class EntriesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}

  /** Records nothing yet. @throws SELF_REVIEW, ENTRY_LATE, RECORD_OVERLAP, INVALID */
  async propose(me: Me, input: EntryInput, key: string): Promise<EntryView> {
    const now = this.clock.now(), path = (await this.directory.pathOf(input.areaId))!;
    me.require('record.enter', path);
    if (input.userId === me.id) throw fail('SELF_REVIEW');
    return this.tx.once(me.id, key, 'entries.propose', input, now, async (m) => {
      const communityId = (await communityOf(m, path)).id, task = await this.task(m, input.taskId, communityId);
      if (!(await livesIn(m, input.userId, path))) throw failFields({ userId: '这个人没有在本辖区报到' });
      const { startsAt, minutes } = input, kind = task?.kind ?? input.kind;
      requireEnterable({ kind, startsAt, minutes, shifts: task ? await shiftsOf(m, task.id) : null }, now);
      const row = { id: newId(), userId: input.userId, communityId, taskId: task?.id ?? null, kind, title: task?.title ?? input.title, day: dayOf(startsAt), startsAt, minutes, evidence: input.evidence };
      await this.credit(m, row);
      await insertEntry(m, { ...row, status: 'PROPOSED', proposedBy: me.id, proposedAt: now, decidedBy: null, decidedAt: null, decision: null, recordId: null });
      await audit(m, { actorId: me.id, action: 'entry.propose', refType: 'entry', refId: row.id, areaId: communityId, reason: input.evidence, detail: { userId: input.userId, day: row.day, minutes }, at: now });
      return this.one(m, me, row.id);
    });
  }
  /** Newest first. */
  async list(me: Me, { areaId, status, after }: EntryQuery): Promise<Page<EntryView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('record.enter', path);
    return pageOf(await entriesWithin(this.tx.read, path, status, beforeId(after), PAGE_SIZE + 1), (e) => entryView(e, { id: me.id, decides: true }), (e) => String(e.id));
  }
  /** The second signature: a record of grade D, of what is left beside the person's other records. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE, RECORD_OVERLAP */
  approve(me: Me, id: number, key: string): Promise<EntryView> {
    return this.decide(me, id, 'approve', null, key, async (m, e, now, recordId) => {
      await takeTurn(m, e.userId);
      const { minutes, from } = await this.credit(m, e);
      await insertRecord(m, {
        id: recordId, userId: e.userId, origin: 'MANUAL', services: 1, correctsId: null, logId: null, taskId: e.taskId, communityId: e.communityId, day: e.day, kind: e.kind, title: e.title, startsAt: from, minutes, evidence: 'D', points: 0,
        pointsWhy: '工作人员补录，不计积分', verifiedBy: me.id, verifiedAt: now,
      });
      await notify(m, now, [{ userId: e.userId, kind: 'LOG', title: '补录了一次服务', body: `${e.communityName}为您补录“${e.title}”（${e.day}），计服务时长 ${sayMinutes(minutes)}，不计积分。不对的话，可以在服务记录里申请更正。`, link: RECORDS }]);
    });
  }
  /** Also how whoever proposed takes it back. @throws NOT_FOUND, SELF_REVIEW, STATE */
  refuse(me: Me, id: number, { reason }: RecordReasonInput, key: string): Promise<EntryView> {
    return this.decide(me, id, 'refuse', reason, key, () => Promise.resolve());
  }

  /** What would be left of it now; behind the person's turn it is exact. @throws RECORD_OVERLAP where nothing is */
  private async credit(m: EntityManager, e: Pick<EntryRow, 'userId' | 'kind' | 'day' | 'startsAt' | 'minutes'>): Promise<Credit> {
    const credit = besideOthers({ minutes: e.minutes, why: '', from: e.startsAt }, e.kind, await recordsNear(m, e.userId, e.day));
    if (credit.minutes < 1) throw fail('RECORD_OVERLAP');
    return credit;
  }
  private async task(m: EntityManager, id: number | undefined, communityId: number): Promise<DoneTask | null> {
    if (id === undefined) return null;
    const task = await doneTask(m, id);
    if (task?.communityId !== communityId) throw failFields({ taskId: '没有找到这个社区的任务' });
    return task;
  }
  private decide(me: Me, id: number, step: 'approve' | 'refuse', decision: string | null, key: string, work: (m: EntityManager, e: EntryRow, now: number, recordId: number) => Promise<void>): Promise<EntryView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `entries.${step}`, { id, decision }, now, async (m) => {
      const e = await findEntry(m, id);
      if (!e) throw fail('NOT_FOUND');
      me.require('record.enter', e.path);
      const refusal = entryRefusal(e, me.id, step), to = entryFlow.next(e.status, step), recordId = newId();
      if (refusal) throw fail(refusal);
      await work(m, e, now, recordId);
      if (!(await decideEntry(m, id, to, me.id, now, decision, step === 'approve' ? recordId : null))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `entry.${step}`, refType: 'entry', refId: id, areaId: e.communityId, reason: decision ?? e.evidence, detail: { userId: e.userId, day: e.day }, at: now });
      return this.one(m, me, id);
    });
  }
  private async one(m: EntityManager, me: Me, id: number): Promise<EntryView> {
    return entryView((await findEntry(m, id))!, { id: me.id, decides: true });
  }
}
