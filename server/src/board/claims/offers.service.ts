import { Injectable } from '@nestjs/common';
import { DAY_MS, saySpan, type ClaimView, type OfferCandidate, type OfferInput, type OfferSummary, type OfferView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { blockedBy } from '../tasks/tasks.rules.js';
import { OFFER_MAX } from './claims.dto.js';
import { ClaimsService } from './claims.service.js';
import type { ShiftToClaim } from './claims.store.js';
import { inviteReason, rank, SHARE_DAYS, type Person } from './offers.rules.js';
import { acceptOffer, askable, closeOffer, findOffer, homesOf, insertOffer, membersFor, neighboursFor, offersOf, summaryOf, type Fit } from './offers.store.js';

const SHOWN = 20;
/** 派单 is an offer: nobody is assigned, and declining leaves nothing that the community or the unit could see. */
@Injectable()
export class OffersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly claims: ClaimsService) {}

  async candidates(me: Me, shiftId: number): Promise<OfferCandidate[]> {
    const m = this.tx.read, now = this.clock.now(), shift = await this.managed(m, me, shiftId);
    return rank(await neighboursFor(m, shift.communityId, fitOf(shift), now - SHARE_DAYS * DAY_MS), shift.kind, shift.startsAt, SHOWN);
  }
  /** To people of his area, or to the members of a unit. Who was asked before, is in, or is busy is left out in silence. */
  send(me: Me, key: string, input: OfferInput): Promise<OfferSummary> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'offers.send', input, now, async (m) => {
      const shift = await this.managed(m, me, input.shiftId);
      if (!input.userIds?.length && !input.unitId) throw failFields({ userIds: '请选择要邀请的人或单位' });
      if (shift.status !== 'PUBLISHED') throw fail('TASK_CLOSED');
      if (shift.startsAt <= now) throw fail('SHIFT_BEGUN');
      const people = await this.invited(m, me, shift, input, now), told: Person[] = [];
      for (const p of people) {
        const offer = { taskId: shift.taskId, shiftId: shift.id, userId: p.id, unitId: input.unitId ?? null, sentBy: me.id, reason: inviteReason(shift.kind, p.skills, input.unitId ? p.unitName : null), expiresAt: shift.startsAt };
        if (await insertOffer(m, offer, now)) told.push(p);
      }
      await notify(m, now, told.map((p) => ({ userId: p.id, kind: 'OFFER' as const, title: '社区邀请您参加', body: `“${shift.title}”：${saySpan(shift.startsAt, shift.endsAt, now)}，${shift.place}。不方便可以不理会，不会有任何影响。`.slice(0, 200), link: '/packages/more/pages/offers/index' })));
      await audit(m, { actorId: me.id, action: 'offer.send', refType: 'shift', refId: shift.id, areaId: shift.areaId, detail: { sent: told.length }, at: now });
      return summaryOf(m, shift.id);
    });
  }
  async summary(me: Me, shiftId: number): Promise<OfferSummary> {
    await this.managed(this.tx.read, me, shiftId);
    return summaryOf(this.tx.read, shiftId);
  }
  mine(me: Me): Promise<OfferView[]> {
    me.everyone();
    return offersOf(this.tx.read, me.id, this.clock.now());
  }
  /** The same way into a shift as a claim; whoever was asked needs no approval. */
  accept(me: Me, key: string, id: number): Promise<ClaimView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'offers.accept', { id }, now, async (m) => {
      const offer = await findOffer(m, id);
      me.requireSelf(offer?.userId ?? null);
      const shift = await this.claims.shift(m, offer!.shiftId), refusal = blockedBy(me.session, shift);
      if (refusal) throw refusal;
      if (shift.startsAt <= now) throw fail('SHIFT_BEGUN');
      if (!(await acceptOffer(m, id))) throw fail('STATE');
      return this.claims.take(m, now, me.id, shift, { status: 'CONFIRMED', waitlist: false, despiteClash: false, action: 'offer.accept', actorId: me.id });
    });
  }
  /** No audit and no notice, on purpose: saying no must leave nothing behind. */
  decline(me: Me, id: number): Promise<void> {
    return this.tx.run(async (m) => {
      const offer = await findOffer(m, id);
      me.requireSelf(offer?.userId ?? null);
      await closeOffer(m, id);
    });
  }
  private async invited(m: EntityManager, me: Me, shift: ShiftToClaim, input: OfferInput, now: number): Promise<Person[]> {
    const fit = fitOf(shift), since = now - SHARE_DAYS * DAY_MS, ids = input.userIds ?? [];
    if (ids.length > 0) {
      const homes = await homesOf(m, ids);
      if (homes.length !== ids.length || homes.some((h) => !me.may('task.manage', h.path))) throw fail('NOT_FOUND');
    }
    const named = ids.length > 0 ? await askable(m, ids, fit, since) : [];
    const members = input.unitId ? await membersFor(m, input.unitId, shift.communityId, fit, since, OFFER_MAX) : [];
    return [...named, ...members.filter((p) => !ids.includes(p.id))].slice(0, OFFER_MAX);
  }
  private async managed(m: EntityManager, me: Me, shiftId: number): Promise<ShiftToClaim> {
    const shift = await this.claims.shift(m, shiftId);
    me.require('task.manage', shift.path);
    return shift;
  }
}
const fitOf = (s: ShiftToClaim): Fit => ({ shiftId: s.id, startsAt: s.startsAt, endsAt: s.endsAt, audience: s.audience, unitId: s.unitId, kind: s.kind, areaIds: pathIds(s.path) });
