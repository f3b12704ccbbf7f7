import { Injectable } from '@nestjs/common';
import { dayOf, type Page, type StarAppealInput, type StarBarDecisionInput, type StarBarInput, type StarBarQuery, type StarBarView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { isOwn } from './awards.service.js';
import { barEnd, barFlow, barStatus, barView, type BarRow } from './bars.rules.js';
import { appealBar, barsWithin, concerned, decideBar, getBar, insertBar } from './bars.store.js';
import { excludeEverywhere } from './runs.store.js';
import { MY_STARS, TellStars } from './tell.js';

/** False hours keep somebody out of stars for one to three years (rule R27); he may appeal, the street decides. Hours and points stay. */
@Injectable()
export class BarsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly tell: TellStars) {}
  /** Newest first. */
  async list(me: Me, { areaId, after }: StarBarQuery): Promise<Page<StarBarView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return pageOf(await barsWithin(this.tx.read, path, beforeId(after)), (b) => this.view(me, b), (b) => String(b.id));
  }
  /** From today. Takes the subject out of every list under way. @throws NOT_FOUND, SELF_REVIEW, STAR_BAR_OPEN */
  async create(me: Me, { subject, subjectId, years, reason }: StarBarInput, key: string): Promise<StarBarView> {
    const now = this.clock.now(), today = dayOf(now), id = newId();
    try {
      return await this.tx.once(me.id, key, 'star-bars.create', { subject, subjectId, years, reason }, now, async (m) => {
        const { areaId, path } = await concerned(m, subject, subjectId);
        me.require('honour.manage', path);
        if (isOwn(me, { subject, subjectId })) throw fail('SELF_REVIEW');
        await insertBar(m, { id, subject, subjectId, areaId, fromDay: today, toDay: barEnd(today, years), liftedDay: null, reason, status: 'ACTIVE', live: 1, barredBy: me.id, barredAt: now, appeal: null, appealedAt: null, decision: null, decidedBy: null, decidedAt: null }, today);
        await audit(m, { actorId: me.id, action: 'star-bar.create', refType: 'star_bar', refId: id, areaId, reason, detail: { subject, subjectId, years }, at: now });
        await this.tell.tell(m, { subject }, subjectId, now, { title: `暂停参评星级 ${years} 年`, body: [...`原因：${reason}`].slice(0, 120).join('') + '。服务、时长和积分照常。有不同意见，可在“我的星级”里申诉，由街道来看。', link: MY_STARS });
        await excludeEverywhere(m, subjectId, '因虚假时长暂停参评', me.id);
        return this.view(me, await getBar(m, id));
      });
    } catch (e) {
      throw isDuplicate(e) || (e as { code?: string }).code === 'BUSY' ? fail('STAR_BAR_OPEN') : e;
    }
  }
  /** The word of the one concerned; of a unit, its liaison's. @throws NOT_FOUND, STATE */
  appeal(me: Me, id: number, { text }: StarAppealInput, key: string): Promise<StarBarView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'star-bars.appeal', { id, text }, now, async (m) => {
      const b = await getBar(m, id);
      if (isOwn(me, b)) me.everyone();
      else me.requireSelf(null);
      barFlow.next(b.status, 'appeal');
      if (barStatus(b, dayOf(now)) === 'OVER' || !(await appealBar(m, id, text, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'star-bar.appeal', refType: 'star_bar', refId: id, areaId: b.areaId, reason: text, detail: { before: b.decision }, at: now });
      return this.view(me, await getBar(m, id));
    });
  }
  /** By the street or the city, by another than who barred. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE */
  decide(me: Me, id: number, { lift, decision }: StarBarDecisionInput, key: string): Promise<StarBarView> {
    const now = this.clock.now(), today = dayOf(now);
    return this.tx.once(me.id, key, 'star-bars.decide', { id, lift, decision }, now, async (m) => {
      const b = await getBar(m, id);
      me.require('honour.approve', b.path);
      if (isOwn(me, b)) throw fail('SELF_REVIEW');
      if (b.barredBy === me.id) throw fail('SECOND_PERSON');
      const to = barFlow.next(b.status, lift ? 'lift' : 'keep') as 'ACTIVE' | 'LIFTED';
      if (barStatus(b, today) === 'OVER' || !(await decideBar(m, b, to, decision, me.id, now, today))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: lift ? 'star-bar.lift' : 'star-bar.keep', refType: 'star_bar', refId: id, areaId: b.areaId, reason: decision, detail: { from: b.status, to }, at: now });
      await this.tell.tell(m, b, b.subjectId, now, { title: lift ? '可以参评星级了' : '申诉有了答复', body: [...`${lift ? '暂停已撤销' : '暂停参评不变'}：${decision}`].slice(0, 190).join(''), link: MY_STARS });
      return this.view(me, await getBar(m, id));
    });
  }
  private view(me: Me, b: BarRow): StarBarView {
    return barView(b, dayOf(this.clock.now()), { id: me.id, isConcerned: isOwn(me, b), mayApprove: me.may('honour.approve', b.path) });
  }
}
