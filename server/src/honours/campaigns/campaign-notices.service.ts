import { Injectable } from '@nestjs/common';
import { DAY_MS, type AnswerObjectionInput, type CampaignNotice, type CampaignNoticeCard, type CampaignView, type ObjectInput, type ServiceFacts } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { initials } from '../../lib/mask.js';
import { notify } from '../../reach/notices/notices.store.js';
import { CampaignsService, readerOf } from './campaigns.service.js';
import { findCampaign, findNomination, holdCampaign, holdNotice, moveNomination, nominationsIn, noticedSince, type CampaignRow } from './campaigns.store.js';
import { certificateOf, concerns, criteriaOf } from './campaigns.views.js';
import { decideObjection, findObjection, insertObjection } from './objections.store.js';

/** How long a decision stays on the public list. Our own choice. */
const SHOWN_DAYS = 90;
const PAGE = '/packages/more/pages/campaign-notice/index';
/** The notice everybody may read, and what somebody has against a name on it (rule R27). */
@Injectable()
export class CampaignNoticesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly campaigns: CampaignsService) {}
  async list(): Promise<CampaignNoticeCard[]> {
    return (await noticedSince(this.tx.read, this.clock.now() - SHOWN_DAYS * DAY_MS)).map(card);
  }
  /** Names and figures of people only where they agreed; nothing of nominations that went no further. @throws NOT_FOUND before the notice */
  async get(id: number): Promise<CampaignNotice> {
    const c = await findCampaign(this.tx.read, id);
    if (!c || (c.status !== 'NOTICE' && c.status !== 'DECIDED')) throw fail('NOT_FOUND');
    const names = (await nominationsIn(this.tx.read, id)).filter((n) => n.status === (c.status === 'NOTICE' ? 'SHORTLISTED' : 'AWARDED'));
    return {
      ...card(c), from: c.fromDay, to: c.toDay, criteria: criteriaOf(c), canObject: c.status === 'NOTICE' && c.noticeUntil! > this.clock.now(),
      entries: names.map((n) => {
        const { services, minutes, confirmed } = JSON.parse(n.facts!) as ServiceFacts, isNamed = n.named === 1;
        // Hours are his to publish as much as his name is (民政部令67号 art. 16, PIPL art. 25): with a family name and a community they name him.
        return isNamed ? { nominationId: n.id, name: n.name, unitName: n.unitName, services, minutes, confirmed, certificateNo: certificateOf(n) } : { nominationId: n.id, name: initials(n.name), unitName: null, services: null, minutes: null, confirmed: null, certificateNo: null };
      }),
    };
  }
  /** By anybody who is signed in, while the notice runs; the office alone learns who. @throws STATE, SELF_REVIEW */
  object(me: Me, nominationId: number, { text }: ObjectInput, key: string): Promise<{ id: number }> {
    me.everyone();
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.object', { nominationId, text }, now, async (m) => {
      const n = await findNomination(m, nominationId);
      if (!n || n.campaignStatus === 'OPEN' || n.status === 'WITHDRAWN' || n.status === 'NOMINATED') throw fail('NOT_FOUND');
      if (concerns(n, readerOf(me, n.path))) throw fail('SELF_REVIEW');
      if (!(await holdNotice(m, n.campaignId, now)) || n.status !== 'SHORTLISTED') throw fail('STATE');
      const id = await insertObjection(m, { campaignId: n.campaignId, nominationId, userId: me.id, text, createdAt: now }).catch((e: unknown) => { throw isDuplicate(e) ? fail('STATE') : e; });
      await audit(m, { actorId: me.id, action: 'campaign.object', refType: 'nomination', refId: nominationId, areaId: n.areaId, detail: { objectionId: id }, at: now });
      return { id };
    });
  }
  /** Upheld: the name comes off the notice. Whoever objected is told the answer. @throws NOT_FOUND, STATE, SELF_REVIEW */
  answer(me: Me, id: number, { upheld, answer }: AnswerObjectionInput, key: string): Promise<CampaignView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.answer', { id, upheld, answer }, now, async (m) => {
      const o = await findObjection(m, id);
      if (!o) throw fail('NOT_FOUND');
      const isHeld = await holdCampaign(m, o.campaignId, 'NOTICE'), c = (await findCampaign(m, o.campaignId))!, n = (await findNomination(m, o.nominationId))!;
      me.require('honour.manage', c.path);
      if (o.userId === me.id || concerns(n, readerOf(me, c.path))) throw fail('SELF_REVIEW');
      if (!isHeld || !(await decideObjection(m, id, upheld ? 'UPHELD' : 'DISMISSED', answer, me.id, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: upheld ? 'campaign.uphold' : 'campaign.dismiss', refType: 'nomination', refId: n.id, areaId: c.areaId, reason: answer, detail: { objectionId: id }, at: now });
      await notify(m, now, [{ userId: o.userId, kind: 'HONOUR', title: '您的异议有了答复', body: `${c.title}：${answer}`.slice(0, 200), link: `${PAGE}?id=${c.id}` }]);
      if (upheld && (await moveNomination(m, n.id, ['SHORTLISTED'], 'LEFT_OUT', { reason: '公示期异议成立' }))) await notify(m, now, await this.campaigns.told(m, n, `${c.title}：名单有调整`, `公示期收到异议并核实成立，${n.name}不再列入。有疑问请联系${c.areaName}。`, now));
      return this.campaigns.show(m, me, (await findCampaign(m, c.id))!);
    });
  }
}
const card = (c: CampaignRow): CampaignNoticeCard => ({ id: c.id, title: c.title, areaName: c.areaName, subject: c.subject, status: c.status, noticeUntil: c.noticeUntil ?? 0, people: c.shortlisted });
