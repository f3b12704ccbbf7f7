import { Injectable } from '@nestjs/common';
import { CORRECTION_FIELDS, CORRECTION_WORKDAYS, dayOf, MINUTE_MS, PAGE_SIZE, sayMinutes, startOfDay, type GrantInput, type OfficeCorrectionInput, type Page, type RecordReasonInput, type RecordRequestInput, type RecordRequestView, type RequestAction, type RequestQuery } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { withReason } from '../../credit/points/points.rules.js';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { besideOthers } from '../attendance/attendance.rules.js';
import { correctMinutes, enterAnew, findService, takeBack } from '../records/corrections.store.js';
import { recordsNear } from '../records/records.store.js';
import type { Service } from '../records/records.rules.js';
import type { RecordRequest } from './entry.entity.js';
import { requestFlow, requestRefusal, requestView, requireGrant, type RequestRow } from './entries.rules.js';
import { answerRequest, findRequest, insertRequest, requestsAt, requestsOf, signRequest } from './requests.store.js';

/** What stands where somebody else's wish would. */
const BY_OFFICE = '工作人员核对时发现';
/** 更正申请: who is recorded says what is wrong, the office checks and answers, a second one signs, and rows are added (民政部令67号 art. 13). Points stay: two people correct them in the journal. */
@Injectable()
export class RequestsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}

  /** @throws NOT_FOUND, STATE where the service was taken back, REQUEST_OPEN */
  create(me: Me, input: RecordRequestInput, key: string): Promise<RecordRequestView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'record-requests.create', input, now, async (m) => {
      const service = await findService(m, input.recordId);
      me.requireSelf(service?.userId ?? null);
      if (service!.services !== 1) throw fail('STATE');
      const id = await this.add(m, service!, { ...input, status: 'ASKED', now });
      await audit(m, { actorId: me.id, action: 'request.create', refType: 'request', refId: id, areaId: service!.communityId, reason: input.why, detail: { recordId: input.recordId, field: input.field, wish: input.wish }, at: now });
      return this.one(m, me, id);
    });
  }
  /** Of the office's own accord: proposed at once; the person is told and may speak before another one signs. @throws NOT_FOUND, SELF_REVIEW, STATE, REQUEST_OPEN, INVALID, RECORD_OVERLAP */
  propose(me: Me, { recordId, field, why, ...change }: OfficeCorrectionInput, key: string): Promise<RecordRequestView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'record-requests.propose', { recordId, field, why, ...change }, now, async (m) => {
      const service = await findService(m, recordId);
      if (!service) throw fail('NOT_FOUND');
      me.require('record.enter', service.path);
      if (service.userId === me.id) throw fail('SELF_REVIEW');
      if (service.services !== 1) throw fail('STATE');
      requireGrant(field, { reply: why, ...change }, service, dayOf(now));
      await this.fitting(m, field, service, change.minutes ?? service.minutes, change.day ?? service.day);
      const id = await this.add(m, service, { recordId, field, wish: BY_OFFICE, why, status: 'PROPOSED', now, newMinutes: change.minutes ?? null, newDay: change.day ?? null, newTitle: change.title ?? null, reply: why, answeredBy: me.id, answeredAt: now });
      await audit(m, { actorId: me.id, action: 'request.propose', refType: 'request', refId: id, areaId: service.communityId, reason: why, detail: { recordId, field, ...change }, at: now });
      await this.tell(m, (await findRequest(m, id))!, now, '服务记录拟更正', withReason(`“${service.title}”（${service.day}）拟更正：`, why, '。有不同意见请尽快联系社区。'));
      return this.one(m, me, id);
    });
  }
  async mine(me: Me, after: string | undefined): Promise<Page<RecordRequestView>> {
    me.everyone();
    const now = this.clock.now();
    return pageOf(await requestsOf(this.tx.read, me.id, beforeId(after), PAGE_SIZE + 1), (r) => requestView(r, { id: me.id, decides: false }, now), (r) => String(r.id));
  }
  /** Without a status, what waits for one of the office, by when it is due. */
  async list(me: Me, { areaId, status, after }: RequestQuery): Promise<Page<RecordRequestView>> {
    const path = (await this.directory.pathOf(areaId))!, now = this.clock.now();
    me.require('record.enter', path);
    const waits = status === undefined || status === 'ASKED' || status === 'PROPOSED', order = waits ? 'ASC' : 'DESC', first = waits ? 0 : Number.MAX_SAFE_INTEGER;
    return pageOf(await requestsAt(this.tx.read, path, status ? [status] : ['ASKED', 'PROPOSED'], order, pairIn(after, [first, first]), PAGE_SIZE + 1), (r) => requestView(r, { id: me.id, decides: true }, now), (r) => `${r.dueAt}_${r.id}`);
  }
  /** One of the office agrees and says what is to be recorded. @throws NOT_FOUND, SELF_REVIEW, STATE, INVALID, RECORD_OVERLAP */
  grant(me: Me, id: number, input: GrantInput, key: string): Promise<RecordRequestView> {
    return this.step(me, id, 'grant', input, input.reply, key, async (m, r, now) => {
      const service = await this.standing(m, r);
      requireGrant(r.field, input, service, dayOf(now));
      await this.fitting(m, r.field, service, input.minutes ?? service.minutes, input.day ?? service.day);
      return answerRequest(m, id, 'PROPOSED', me.id, now, input);
    });
  }
  /** @throws NOT_FOUND, SELF_REVIEW, STATE */
  refuse(me: Me, id: number, { reason }: RecordReasonInput, key: string): Promise<RecordRequestView> {
    return this.step(me, id, 'refuse', { reason }, reason, key, async (m, r, now) => {
      await this.tell(m, r, now, '更正申请有了答复', withReason(`“${r.title}”（${r.day}）没有更正：`, reason, '。有疑问请联系社区。'));
      return answerRequest(m, id, 'REFUSED', me.id, now, { reply: reason });
    });
  }
  /** The second signature. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE, RECORD_OVERLAP */
  approve(me: Me, id: number, key: string): Promise<RecordRequestView> {
    return this.step(me, id, 'approve', null, null, key, async (m, r, now) => {
      await takeTurn(m, r.userId);
      const service = await this.standing(m, r), said = await this.write(m, me, r, service, now);
      await this.tell(m, r, now, '服务记录已更正', `“${r.title}”（${r.day}）：${said}。积分不随之变动，确有出入的由社区另行更正。`);
      return signRequest(m, id, 'CORRECTED', me.id, now, null);
    });
  }
  /** The second one does not sign; the first one looks again. @throws NOT_FOUND, SELF_REVIEW, STATE */
  return(me: Me, id: number, { reason }: RecordReasonInput, key: string): Promise<RecordRequestView> {
    return this.step(me, id, 'return', { reason }, reason, key, (m, _r, now) => signRequest(m, id, 'ASKED', me.id, now, reason));
  }

  /** @throws REQUEST_OPEN: one at a time for each record */
  private async add(m: EntityManager, s: Service, { now, ...q }: Pick<RecordRequest, 'recordId' | 'field' | 'wish' | 'why' | 'status'> & { now: number } & Partial<RecordRequest>): Promise<number> {
    const id = newId();
    try {
      await insertRequest(m, { newMinutes: null, newDay: null, newTitle: null, reply: null, answeredBy: null, answeredAt: null, ...q, id, userId: s.userId, communityId: s.communityId, live: 1, askedAt: now, dueAt: addWorkdays(now, CORRECTION_WORKDAYS), approvedBy: null, approvedAt: null });
    } catch (e) {
      throw isDuplicate(e) ? fail('REQUEST_OPEN') : e;
    }
    return id;
  }
  /** The rows, and a sentence about them. */
  private async write(m: EntityManager, me: Me, r: RequestRow, s: Service, now: number): Promise<string> {
    if (r.field === 'SERVICE') { await takeBack(m, s, me.id, now); return '这次服务已撤销，不再计时长'; }
    if (r.field === 'TITLE') { await enterAnew(m, s, { title: r.newTitle! }, me.id, now); return `服务内容更正为“${r.newTitle}”`; }
    const to = r.newMinutes ?? s.minutes, day = r.newDay ?? s.day, startsAt = await this.fitting(m, r.field, s, to, day);
    if (r.field === 'DAY') { await enterAnew(m, s, { day, startsAt }, me.id, now); return `日期更正为 ${day}`; }
    await correctMinutes(m, s, to, me.id, now, startsAt);
    return `时长由 ${sayMinutes(s.minutes)}更正为 ${sayMinutes(to)}`;
  }
  /** From when it would count. More minutes and another day must fit whole beside the person's other records. @throws RECORD_OVERLAP */
  private async fitting(m: EntityManager, field: RequestRow['field'], s: Service, minutes: number, day: string): Promise<number> {
    const more = field === 'MINUTES' && minutes > s.minutes;
    if (more && s.shift && minutes * MINUTE_MS > s.shift.endsAt - s.shift.startsAt) throw failFields({ minutes: '不能超过班次的时长' });
    const from = field === 'DAY' ? startOfDay(day) + (s.startsAt - startOfDay(s.day)) : more && s.shift ? Math.max(s.shift.startsAt, Math.min(s.startsAt, s.shift.endsAt - minutes * MINUTE_MS)) : s.startsAt;
    if (field !== 'DAY' && !more) return from;
    if (besideOthers({ minutes, why: '', from }, s.kind, await recordsNear(m, s.userId, day, s.id)).minutes < minutes) throw fail('RECORD_OVERLAP');
    return from;
  }
  private async standing(m: EntityManager, r: RequestRow): Promise<Service> {
    const service = await findService(m, r.recordId);
    if (service?.services !== 1) throw fail('STATE');
    return service;
  }
  private step(me: Me, id: number, action: RequestAction, input: object | null, reason: string | null, key: string, work: (m: EntityManager, r: RequestRow, now: number) => Promise<boolean>): Promise<RecordRequestView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `record-requests.${action}`, { id, ...input }, now, async (m) => {
      const r = await findRequest(m, id);
      if (!r) throw fail('NOT_FOUND');
      me.require('record.enter', r.path);
      const refusal = requestRefusal(r, me.id, action), to = requestFlow.next(r.status, action);
      if (refusal) throw fail(refusal);
      if (!(await work(m, r, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `request.${action}`, refType: 'request', refId: id, areaId: r.communityId, reason: reason ?? r.reply, detail: { recordId: r.recordId, field: r.field, from: r.status, to }, at: now });
      return this.one(m, me, id);
    });
  }
  private tell(m: EntityManager, r: RequestRow, now: number, title: string, body: string): Promise<void> {
    return notify(m, now, [{ userId: r.userId, kind: 'LOG', title: `${title}：${CORRECTION_FIELDS[r.field]}`, body, link: '/packages/more/pages/records/index' }]);
  }
  private async one(m: EntityManager, me: Me, id: number): Promise<RecordRequestView> {
    const r = (await findRequest(m, id))!;
    return requestView(r, { id: me.id, decides: me.may('record.enter', r.path) }, this.clock.now());
  }
}
