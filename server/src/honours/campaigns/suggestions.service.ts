import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, dayOf, isWithin, startOfDay, type HonourView, type NominateInput, type OpenCampaignView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { unitsOf } from '../evaluations/received.service.js';
import { missing, nominationFlow } from './campaigns.rules.js';
import { CampaignsService } from './campaigns.service.js';
import { findCampaign, findNomination, holdCampaign, moveNomination, nominationsFor, nominationsIn, openIn, type CampaignRow } from './campaigns.store.js';
import { criteriaOf, honourView } from './campaigns.views.js';
import { besideHim, standing, unitHomes } from './fitting.store.js';

/** 双评选, the other side: oneself, people one served beside, the unit one speaks for; and the nominee's no. */
@Injectable()
export class SuggestionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly campaigns: CampaignsService) {}
  /** Campaigns that collect nominations where the reader, or a unit he speaks for, is registered. */
  async open(me: Me): Promise<OpenCampaignView[]> {
    const m = this.tx.read, homes = await this.homes(m, me), rows = await openIn(m, [...new Set(homes.flatMap(pathIds))]);
    const views: OpenCampaignView[] = [];
    for (const c of rows) {
      const view = await this.show(m, me, c);
      if (view.mine.length > 0) views.push(view);
    }
    return views;
  }
  /** @throws NOT_FOUND where it does not concern the reader, or whoever he names was never beside him; STATE, NOT_ELIGIBLE, NOMINATION_EXISTS */
  suggest(me: Me, id: number, input: NominateInput, key: string): Promise<OpenCampaignView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'campaigns.suggest', { id, ...input }, now, async (m) => {
      const isHeld = await holdCampaign(m, id, 'OPEN'), c = await findCampaign(m, id);
      me.requireSelf(c && (await this.homes(m, me)).some((h) => isWithin(h, c.path)) ? me.id : null);
      if (!isHeld) throw fail('STATE');
      await this.campaigns.enter(m, c!, await this.named(m, me, c!, input), { source: input.userId === undefined || input.userId === me.id ? 'SELF' : 'PEER', by: me.id, now });
      return this.show(m, me, (await findCampaign(m, id))!);
    });
  }
  /** @throws STATE once it is decided */
  withdraw(me: Me, nominationId: number, key: string): Promise<HonourView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'nominations.withdraw', { nominationId }, now, async (m) => {
      const n = await findNomination(m, nominationId);
      me.requireSelf(n && (n.userId === me.id || unitsOf(me).includes(n.unitId)) ? me.id : null);
      if (!n || (n.campaignStatus !== 'OPEN' && n.campaignStatus !== 'NOTICE') || !(await moveNomination(m, nominationId, nominationFlow.from('withdraw'), 'WITHDRAWN'))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'campaign.withdraw', refType: 'nomination', refId: nominationId, areaId: n.areaId, at: now });
      return honourView((await findNomination(m, nominationId))!);
    });
  }
  async honours(me: Me): Promise<HonourView[]> {
    return (await nominationsFor(this.tx.read, me.id, unitsOf(me))).map(honourView);
  }
  private async named(m: EntityManager, me: Me, c: CampaignRow, input: NominateInput): Promise<NominateInput> {
    if (c.subject === 'UNIT') {
      if (input.unitId === undefined || input.userId !== undefined) throw failFields({ unitId: '请选择一个单位' });
      if (!unitsOf(me).includes(input.unitId)) throw fail('NOT_FOUND');
      return { unitId: input.unitId };
    }
    if (input.unitId !== undefined) throw failFields({ unitId: '这次评选的是个人' });
    if (input.userId !== undefined && input.userId !== me.id && !(await this.beside(m, me, c)).includes(input.userId)) throw fail('NOT_FOUND');
    return { userId: input.userId ?? me.id };
  }
  private beside(m: EntityManager, me: Me, c: CampaignRow): Promise<number[]> {
    return besideHim(m, me.id, startOfDay(c.fromDay), startOfDay(addDays(c.toDay, 1)));
  }
  private async homes(m: EntityManager, me: Me): Promise<string[]> {
    return [...(me.session.kind === 'MEMBER' && me.session.communityPath ? [me.session.communityPath] : []), ...(await unitHomes(m, unitsOf(me)))];
  }
  private async show(m: EntityManager, me: Me, c: CampaignRow): Promise<OpenCampaignView> {
    const today = dayOf(this.clock.now()), isMember = c.subject === 'MEMBER', names = await nominationsIn(m, c.id), of = (id: number) => names.find((n) => (n.userId || n.unitId) === id);
    const mine = (await standing(m, c, isMember ? [me.id] : unitsOf(me), today)).map((f) => ({ unitId: f.unitId, name: f.name, facts: f.facts, missing: missing(criteriaOf(c), f), status: of(f.id)?.status ?? null }));
    const beside = isMember ? (await standing(m, c, await this.beside(m, me, c), today)).filter((f) => missing(criteriaOf(c), f).length === 0 && !of(f.id)) : [];
    return { id: c.id, title: c.title, areaName: c.areaName, subject: c.subject, from: c.fromDay, to: c.toDay, criteria: criteriaOf(c), mine, peers: beside.map((f) => ({ userId: f.id, name: f.name })) };
  }
}
