import { Injectable } from '@nestjs/common';
import { saySpan, type OrganiserClaimInput, type RosterRow } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { findArea } from '../../people/areas/areas.store.js';
import { findPerson } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { freePlace } from '../tasks/places.store.js';
import { claimFlow, type ClaimRow } from './claims.rules.js';
import { findClaim, moveClaim, shiftToClaim, type ShiftToClaim } from './claims.store.js';
import { ClaimsService } from './claims.service.js';

/** What the organiser does with claims. Each answers with the roster as it is now. */
@Injectable()
export class ClaimDeskService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly claims: ClaimsService) {}

  /** Takes somebody of his own area in; with `anyway` although he has something else at that time. Places are not overdrawn. */
  async add(me: Me, key: string, input: OrganiserClaimInput): Promise<RosterRow[]> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'claims.add', input, now, async (m) => {
      const shift = await this.claims.shift(m, input.shiftId);
      me.require('task.manage', shift.path);
      if (shift.status !== 'PUBLISHED') throw fail('TASK_CLOSED');
      if (shift.endsAt <= now) throw fail('SHIFT_BEGUN');
      await requireNeighbour(m, me, input.userId);
      const claim = await this.claims.take(m, now, input.userId, shift, { status: 'CONFIRMED', waitlist: false, despiteClash: input.anyway ?? false, action: 'claim.add', actorId: me.id });
      await this.tell(m, now, input.userId, claim.id, '社区为您登记了任务', `${me.name}为您登记了“${shift.title}”：${saySpan(shift.startsAt, shift.endsAt, now)}。来不了可以直接退出。`);
      return this.claims.rosterIn(m, me, input.shiftId);
    });
  }
  approve(me: Me, key: string, id: number): Promise<RosterRow[]> {
    return this.step(me, key, id, 'approve', (m, now, claim, shift) => this.tell(m, now, claim.userId, id, '认领已通过', `“${shift.title}”已确认您参加：${saySpan(shift.startsAt, shift.endsAt, now)}，${shift.place}。`));
  }
  /** The place goes to whoever waits. */
  refuse(me: Me, key: string, id: number): Promise<RosterRow[]> {
    return this.step(me, key, id, 'refuse', async (m, now, claim, shift) => {
      await this.tell(m, now, claim.userId, id, '这次没有安排上', `“${shift.title}”这次没能安排您，看看别的任务吧。`);
      await freePlace(m, now, shift);
    });
  }
  /** He said that he cannot come: neither present nor a no-show. */
  excuse(me: Me, key: string, id: number): Promise<RosterRow[]> {
    return this.step(me, key, id, 'excuse', (m, now, claim, shift) => (claim.status === 'CONFIRMED' && shift.startsAt > now ? freePlace(m, now, shift) : Promise.resolve()));
  }
  /** Only after the shift has begun. Nobody is reproached: no notice is sent. */
  noShow(me: Me, key: string, id: number): Promise<RosterRow[]> {
    return this.step(me, key, id, 'noShow', (_m, now, _claim, shift) => (shift.startsAt > now ? Promise.reject(fail('STATE')) : Promise.resolve()));
  }
  private step(me: Me, key: string, id: number, step: 'approve' | 'refuse' | 'excuse' | 'noShow', then: (m: EntityManager, now: number, claim: ClaimRow, shift: ShiftToClaim) => Promise<void>): Promise<RosterRow[]> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `claims.${step}`, { id }, now, async (m) => {
      const claim = await findClaim(m, id), shift = claim && (await shiftToClaim(m, claim.shiftId));
      if (!claim || !shift) throw fail('NOT_FOUND');
      me.require('task.manage', shift.path);
      // Who waits in a line is moved up or let go by the line, not by hand.
      if (claim.status === 'WAITLISTED') throw fail('STATE');
      const to = claimFlow.next(claim.status, step);
      if (!(await moveClaim(m, now, id, claim.status, to, to !== 'CONFIRMED'))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `claim.${step}`, refType: 'claim', refId: id, areaId: shift.areaId, at: now });
      await then(m, now, claim, shift);
      return this.claims.rosterIn(m, me, shift.id);
    });
  }
  private tell(m: EntityManager, now: number, userId: number, claimId: number, title: string, body: string): Promise<void> {
    return notify(m, now, [{ userId, kind: 'TASK', title, body, link: `/packages/more/pages/claim/index?id=${claimId}` }]);
  }
}
/** Somebody registered where the reader manages tasks. @throws NOT_FOUND: others are not his to name */
export async function requireNeighbour(m: EntityManager, me: Me, userId: number): Promise<void> {
  const person = await findPerson(m, userId);
  const home = person?.communityId ? await findArea(m, person.communityId) : null;
  if (!home || !me.may('task.manage', home.path)) throw fail('NOT_FOUND');
}
