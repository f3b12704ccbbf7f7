import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, dayOf, NOTICE_WORKDAYS, PAGE_SIZE, type CampaignCard, type CampaignInput, type CampaignReasonInput, type CampaignView, type EligibleView, type NominateInput, type Page } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { addWorkdays } from '../../lib/workdays.js';
import { liaisonsOf } from '../../people/posts/posts.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { noFacts } from '../evaluations/facts.rules.js';
import { unitsOf } from '../evaluations/received.service.js';
import { decideBlocked, missing, nominationFlow, subjectProblem } from './campaigns.rules.js';
import { campaignsWithin, decideCampaign, dropCampaign, findCampaign, findNomination, holdCampaign, insertCampaign, insertNomination, moveNomination, nominationsIn, publishCampaign, type CampaignRow, type NominationRow } from './campaigns.store.js';
import { campaignCard, campaignView, concerns, criteriaOf, type Reader } from './campaigns.views.js';
import { enoughOf, standing, type Fitting } from './fitting.store.js';
import { objectionsIn } from './objections.store.js';

export const readerOf = (me: Me, path: string): Reader => ({ id: me.id, unitIds: [...unitsOf(me), ...(me.session.unitId === null ? [] : [me.session.unitId])], mayManage: me.may('honour.manage', path), mayApprove: me.may('honour.approve', path) });
/** 双评选, the office's side: conditions as data, a shortlist from verified facts, a notice, and a second person's decision. */
@Injectable()
export class CampaignsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** Newest first. */
  async list(me: Me, { areaId, after }: { areaId: number; after?: string }): Promise<Page<CampaignCard>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return pageOf(await campaignsWithin(this.tx.read, path, beforeId(after)), campaignCard, (c) => String(c.id));
  }
  async get(me: Me, id: number): Promise<CampaignView> {
    return this.show(this.tx.read, me, await this.find(this.tx.read, me, id, 'honour.manage'));
  }
  /** @throws INVALID */
  async create(me: Me, input: CampaignInput, key: string): Promise<CampaignView> {
    me.require('honour.manage', (await this.directory.pathOf(input.areaId))!);
    if (input.to < input.from) throw failFields({ to: '结束日期不能早于开始日期' });
    if (addDays(input.from, 800) < input.to) throw failFields({ to: '时间段最长两年' });
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.create', input, now, async (m) => {
      const id = await insertCampaign(m, { areaId: input.areaId, subject: input.subject, title: input.title, fromDay: input.from, toDay: input.to, minMinutes: input.minHours * 60, minServices: input.minServices, minConfirmed: input.minConfirmed, registeredBy: input.registeredBy ?? null, createdBy: me.id, createdAt: now });
      await audit(m, { actorId: me.id, action: 'campaign.create', refType: 'campaign', refId: id, areaId: input.areaId, detail: input, at: now });
      return this.show(m, me, (await findCampaign(m, id))!);
    });
  }
  /** Whose verified facts fit, in the order in which they came to the house. */
  async eligible(me: Me, id: number, after: string | undefined): Promise<Page<EligibleView>> {
    const m = this.tx.read, c = await this.find(m, me, id, 'honour.manage'), known = new Set((await nominationsIn(m, id)).map((n) => n.userId || n.unitId));
    const found: Fitting[] = [];
    for (let from = afterId(after), more = true; more && found.length <= PAGE_SIZE; ) {
      const ids = await enoughOf(m, c, from, PAGE_SIZE + 1);
      found.push(...(await standing(m, c, ids, this.today())).filter((f) => missing(criteriaOf(c), f).length === 0));
      from = ids.at(-1) ?? from;
      more = ids.length > PAGE_SIZE;
    }
    return pageOf(found, (f) => ({ userId: f.userId, unitId: f.unitId, name: f.name, unitName: f.unitName, facts: f.facts, isNominated: known.has(f.id) }), (f) => String(f.id));
  }
  /** By the office. @throws STATE, INVALID, SELF_REVIEW, NOT_ELIGIBLE, NOMINATION_EXISTS */
  nominate(me: Me, id: number, input: NominateInput, key: string): Promise<CampaignView> {
    return this.held(me, id, 'OPEN', key, 'campaigns.nominate', input, async (m, c, now) => {
      const problem = subjectProblem(c.subject, input);
      if (problem) throw failFields(problem);
      if (concerns({ userId: input.userId ?? 0, unitId: input.unitId ?? 0 }, readerOf(me, c.path))) throw fail('SELF_REVIEW');
      await this.enter(m, c, input, { source: 'COMMUNITY', by: me.id, now });
    });
  }
  /** For whoever nominates. @throws NOT_FOUND where he is not registered in the area, NOT_ELIGIBLE, NOMINATION_EXISTS */
  async enter(m: EntityManager, c: CampaignRow, who: NominateInput, o: { source: 'SELF' | 'PEER' | 'COMMUNITY'; by: number; now: number }): Promise<void> {
    const [one] = await standing(m, c, [(who.userId ?? who.unitId)!], this.today());
    if (!one) throw fail('NOT_FOUND');
    const lacks = missing(criteriaOf(c), one);
    if (lacks.length > 0) throw fail('NOT_ELIGIBLE', { what: lacks.join('、') });
    const id = await insertNomination(m, { campaignId: c.id, userId: one.userId ?? 0, unitId: one.unitId ?? 0, source: o.source, nominatedBy: o.by, nominatedAt: o.now }).catch((e: unknown) => { throw isDuplicate(e) ? fail('NOMINATION_EXISTS') : e; });
    await audit(m, { actorId: o.by, action: 'campaign.nominate', refType: 'nomination', refId: id, areaId: c.areaId, detail: { campaignId: c.id, userId: one.userId, unitId: one.unitId, source: o.source }, at: o.now });
    if (o.source !== 'SELF') await notify(m, o.now, await this.told(m, { userId: one.userId ?? 0, unitId: one.unitId ?? 0 }, `有人推荐${one.unitId === null ? '您' : '贵单位'}：${c.title}`, `${c.areaName}的评选，依据核实过的服务。不想参加可以在“我的荣誉”里谢绝。`, o.now));
  }
  shortlist(me: Me, nominationId: number, key: string): Promise<CampaignView> {
    return this.judge(me, nominationId, key, 'campaigns.shortlist', 'shortlist', null);
  }
  leaveOut(me: Me, nominationId: number, { reason }: CampaignReasonInput, key: string): Promise<CampaignView> {
    return this.judge(me, nominationId, key, 'campaigns.leaveOut', 'leaveOut', reason);
  }
  /** The facts are frozen, the notice begins. @throws STATE, NOT_ELIGIBLE where a correction took somebody below the conditions, INVALID with nobody on the list */
  publish(me: Me, id: number, key: string): Promise<CampaignView> {
    return this.held(me, id, 'OPEN', key, 'campaigns.publish', {}, async (m, c, now) => {
      const chosen = (await nominationsIn(m, id)).filter((n) => n.status === 'SHORTLISTED'), facts = new Map((await standing(m, c, chosen.map((n) => n.userId || n.unitId), this.today())).map((f) => [f.id, f]));
      if (chosen.length === 0) throw fail('STATE');
      for (const n of chosen) {
        const f = facts.get(n.userId || n.unitId), lacks = f ? missing(criteriaOf(c), f) : ['已不在本区域'];
        if (lacks.length > 0) throw fail('NOT_ELIGIBLE', { what: `${n.name} ${lacks.join('、')}` });
        if (!(await moveNomination(m, n.id, ['SHORTLISTED'], 'SHORTLISTED', { facts: JSON.stringify(f!.facts) }))) throw fail('STATE');
        await notify(m, now, await this.told(m, n, `${c.title}公示中`, `${n.name}在拟表扬名单里，公示 ${NOTICE_WORKDAYS} 个工作日。没有同意公开姓名的只显示姓。`, now, `/packages/more/pages/campaign-notice/index?id=${id}`));
      }
      if (!(await publishCampaign(m, id, me.id, addWorkdays(now, NOTICE_WORKDAYS)))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'campaign.publish', refType: 'campaign', refId: id, areaId: c.areaId, detail: { names: chosen.length }, at: now });
    });
  }
  drop(me: Me, id: number, { reason }: CampaignReasonInput, key: string): Promise<CampaignView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.drop', { id, reason }, now, async (m) => {
      const c = await this.find(m, me, id, 'honour.manage');
      if (!(await dropCampaign(m, id, me.id, reason, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'campaign.drop', refType: 'campaign', refId: id, areaId: c.areaId, reason, at: now });
      return this.show(m, me, (await findCampaign(m, id))!);
    });
  }
  /** The second person. Whom a bar or a correction took below the conditions while the notice ran is left out and told. @throws STATE, NOTICE_RUNNING, SECOND_PERSON, SELF_REVIEW */
  decide(me: Me, id: number, key: string): Promise<CampaignView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.decide', { id }, now, async (m) => {
      const c = await this.find(m, me, id, 'honour.approve'), names = (await nominationsIn(m, id)).filter((n) => n.status === 'SHORTLISTED');
      if (names.some((n) => concerns(n, readerOf(me, c.path)))) throw fail('SELF_REVIEW');
      if (!(await decideCampaign(m, id, me.id, now))) throw this.refusal(c, me.id, now);
      await audit(m, { actorId: me.id, action: 'campaign.decide', refType: 'campaign', refId: id, areaId: c.areaId, at: now });
      let number = 0;
      const fresh = new Map((await standing(m, c, names.map((n) => n.userId || n.unitId), this.today())).map((f) => [f.id, f]));
      for (const n of names) {
        // Who moved away since served here all the same: only what became of his services and of a bar is looked at again.
        const f = fresh.get(n.userId || n.unitId), lacks = f ? missing(criteriaOf(c), f) : [];
        if (lacks.length > 0) {
          const reason = lacks.join('、').slice(0, 100);
          if (await moveNomination(m, n.id, ['SHORTLISTED'], 'LEFT_OUT', { reason })) {
            await audit(m, { actorId: me.id, action: 'campaign.lapse', refType: 'nomination', refId: n.id, areaId: c.areaId, reason, at: now });
            await notify(m, now, await this.told(m, n, `${c.title}：这次没有列入`, `${n.name}：${reason}。有疑问请联系${c.areaName}。`, now));
          }
          continue;
        }
        if (!(await moveNomination(m, n.id, ['SHORTLISTED'], 'AWARDED', { certificateNumber: number + 1 }))) continue;
        number += 1;
        await audit(m, { actorId: me.id, action: 'campaign.award', refType: 'nomination', refId: n.id, areaId: c.areaId, detail: { number }, at: now });
        await notify(m, now, await this.told(m, n, `祝贺：${c.title}`, `${c.areaName}决定表扬${n.name}。荣誉证书在“我的荣誉”里打开。`, now));
      }
      return this.show(m, me, (await findCampaign(m, id))!);
    });
  }
  private today(): string {
    return dayOf(this.clock.now());
  }
  private refusal(c: CampaignRow, meId: number, now: number) {
    if (c.status !== 'NOTICE') return fail('STATE');
    if (c.openObjections > 0 || (c.noticeUntil ?? 0) > now) return fail('NOTICE_RUNNING');
    return fail(decideBlocked(c, meId, false, now) === null ? 'STATE' : 'SECOND_PERSON');
  }
  private async judge(me: Me, nominationId: number, key: string, route: string, action: 'shortlist' | 'leaveOut', reason: string | null): Promise<CampaignView> {
    const known = await findNomination(this.tx.read, nominationId);
    if (!known) throw fail('NOT_FOUND');
    return this.held(me, known.campaignId, 'OPEN', key, route, { nominationId, reason }, async (m, c, now) => {
      const n = (await findNomination(m, nominationId))!;
      if (concerns(n, readerOf(me, c.path))) throw fail('SELF_REVIEW');
      if (!(await moveNomination(m, nominationId, nominationFlow.from(action), nominationFlow.next(n.status, action), { reason }))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `campaign.${action}`, refType: 'nomination', refId: nominationId, areaId: c.areaId, reason, at: now });
      if (action === 'leaveOut') await notify(m, now, await this.told(m, n, `${c.title}：这次没有列入`, `${n.name}这次没有列入名单。${reason ?? ''}`.slice(0, 200), now));
    });
  }
  /** The campaign is held first: what is read after it is what it left. */
  private held(me: Me, id: number, status: 'OPEN', key: string, route: string, input: object, work: (m: EntityManager, c: CampaignRow, now: number) => Promise<void>): Promise<CampaignView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, route, { id, ...input }, now, async (m) => {
      const isHeld = await holdCampaign(m, id, status), c = await this.find(m, me, id, 'honour.manage');
      if (!isHeld) throw fail('STATE');
      await work(m, c, now);
      return this.show(m, me, (await findCampaign(m, id))!);
    });
  }
  private async find(m: EntityManager, me: Me, id: number, permission: 'honour.manage' | 'honour.approve'): Promise<CampaignRow> {
    const c = await findCampaign(m, id);
    if (!c) throw fail('NOT_FOUND');
    me.require(permission, c.path);
    return c;
  }
  /** As the office sees it. */
  async show(m: EntityManager, me: Me, c: CampaignRow): Promise<CampaignView> {
    const names = await nominationsIn(m, c.id), open = names.filter((n) => n.facts === null), facts = new Map((await standing(m, c, open.map((n) => n.userId || n.unitId), this.today())).map((f) => [f.id, f.facts]));
    return campaignView(c, names, await objectionsIn(m, c.id), facts, readerOf(me, c.path), this.clock.now(), noFacts(c.fromDay, c.toDay));
  }
  /** The person, or whoever speaks for the unit. */
  async told(m: EntityManager, who: Pick<NominationRow, 'userId' | 'unitId'>, title: string, body: string, now: number, link = '/packages/more/pages/honours/index'): Promise<NewNotice[]> {
    const ids = who.userId !== 0 ? [who.userId] : (await liaisonsOf(m, who.unitId, dayOf(now))).map((l) => l.userId);
    return ids.map((userId) => ({ userId, kind: 'HONOUR' as const, title: title.slice(0, 60), body: body.slice(0, 200), link }));
  }
}
