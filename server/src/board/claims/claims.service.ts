import { Injectable } from '@nestjs/common';
import { PAGE_SIZE, saySpan, type ClaimInput, type ClaimQuery, type ClaimStatus, type ClaimView, type Page, type RosterRow } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { clashOf, freePlace, leaveLine, standInLine, takePlace } from '../tasks/places.store.js';
import { blockedBy } from '../tasks/tasks.rules.js';
import { claimView, rosterActions, stepBack, type ClaimRow } from './claims.rules.js';
import { comingClaims, findClaim, hasLiveClaim, insertClaim, moveClaim, pastClaims, queueOf, shiftToClaim, unloggedClaims, type ShiftToClaim } from './claims.store.js';
import { claimsOfShift, guestsOfShift } from './roster.store.js';

/** How a claim comes about: by oneself, by accepting an offer, or by the organiser's hand. */
export interface Terms { status: 'CONFIRMED' | 'REQUESTED'; waitlist: boolean; despiteClash: boolean; action: string; actorId: number }

/** Taking part: claim, step back, see one's own; and who comes, for whoever leads. */
@Injectable()
export class ClaimsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}

  /** @throws what `blockedBy` says, SHIFT_BEGUN, CLAIM_EXISTS, CLAIM_CLASH, and SHIFT_FULL unless he is ready to wait */
  create(me: Me, key: string, input: ClaimInput): Promise<ClaimView> {
    const now = this.clock.now(), waitlist = input.waitlist ?? false;
    let shift: ShiftToClaim;
    // Most refusals on a hot task are "full": they are found by plain reads and never lock a row.
    const before = async (): Promise<void> => {
      shift = await this.shift(this.tx.read, input.shiftId);
      const refusal = blockedBy(me.session, shift);
      if (refusal) throw refusal;
      if (shift.startsAt <= now) throw fail('SHIFT_BEGUN');
      if (shift.taken >= shift.places && !waitlist) throw fail((await hasLiveClaim(this.tx.read, shift.id, me.id)) ? 'CLAIM_EXISTS' : 'SHIFT_FULL');
    };
    const work = (m: EntityManager): Promise<ClaimView> =>
      this.take(m, now, me.id, shift, { status: shift.claimMode === 'OPEN' ? 'CONFIRMED' : 'REQUESTED', waitlist, despiteClash: false, action: 'claim.create', actorId: me.id });
    return this.tx.once(me.id, key, 'claims.create', input, now, work, before);
  }
  /** The one way into a shift. Inserts come first and the counters last: their rows stay locked until commit, and everybody needs them. */
  async take(m: EntityManager, now: number, userId: number, shift: ShiftToClaim, terms: Terms): Promise<ClaimView> {
    if ((await takeTurn(m, userId)) === 0) throw fail('STATE');
    if (!terms.despiteClash) {
      const clash = await clashOf(m, userId, shift);
      if (clash) throw fail('CLAIM_CLASH', { title: clash });
    }
    const id = newId();
    const claim = { id, taskId: shift.taskId, shiftId: shift.id, userId, startsAt: shift.startsAt, endsAt: shift.endsAt };
    let status: ClaimStatus = terms.status;
    await insertClaim(m, { ...claim, status }, now);
    await audit(m, { actorId: terms.actorId, action: terms.action, refType: 'claim', refId: id, areaId: shift.areaId, at: now });
    if (!(await takePlace(m, shift))) {
      const current = await this.shift(m, shift.id);
      if (current.startsAt !== shift.startsAt || current.endsAt !== shift.endsAt) throw fail('STATE');
      if (!terms.waitlist) throw fail('SHIFT_FULL');
      if (await standInLine(m, shift.id, shift.taskId)) {
        await moveClaim(m, now, id, status, 'WAITLISTED', false);
        status = 'WAITLISTED';
      } else if (!(await takePlace(m, shift))) throw fail('SHIFT_FULL'); // somebody left just now
    }
    const row: ClaimRow = { ...claim, status, title: shift.title, kind: shift.kind, place: shift.place, areaName: shift.areaName, contactName: shift.contactName, contactPhone: shift.contactPhone, attendedAt: null, leftAt: null, logId: null, logStatus: null, queue: status === 'WAITLISTED' ? await queueOf(m, shift.id, id) : null };
    return claimView(row, now);
  }
  /** Free before the cut-off; after it an excuse, and the organiser is told. The place goes to whoever waits. */
  withdraw(me: Me, key: string, id: number): Promise<ClaimView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'claims.withdraw', { id }, now, async (m) => {
      const claim = await this.own(m, me, id), to = stepBack(claim.status, claim.startsAt, now);
      const shift = await this.shift(m, claim.shiftId);
      if (!(await moveClaim(m, now, id, claim.status, to, true))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'claim.withdraw', refType: 'claim', refId: id, areaId: shift.areaId, at: now });
      if (to === 'EXCUSED') await notify(m, now, [{ userId: shift.createdBy, kind: 'TASK', title: '有人临时请假', body: `${me.name}来不了“${shift.title}”（${saySpan(shift.startsAt, shift.endsAt, now)}），请看看是否需要补人。`, link: `/packages/desk/pages/shift/index?id=${shift.id}&taskId=${shift.taskId}` }]);
      if (claim.status === 'WAITLISTED') await leaveLine(m, shift.id);
      else await freePlace(m, now, shift);
      return claimView({ ...claim, status: to, queue: null }, now);
    });
  }
  async get(me: Me, id: number, m = this.tx.read): Promise<ClaimView> {
    return claimView(await this.own(m, me, id), this.clock.now());
  }
  async mine(me: Me, { state, after }: ClaimQuery): Promise<Page<ClaimView>> {
    me.everyone();
    const m = this.tx.read, now = this.clock.now(), limit = PAGE_SIZE + 1;
    const last = Number.MAX_SAFE_INTEGER;
    const rows = state === 'COMING' ? await comingClaims(m, me.id, now, pairIn(after, [0, 0]), limit)
      : state === 'TO_LOG' ? await unloggedClaims(m, me.id, now, pairIn(after, [last, last]), limit)
      : await pastClaims(m, me.id, state === 'PAST' ? now : null, beforeId(after), limit);
    const items = rows.slice(0, PAGE_SIZE), end = rows.length > PAGE_SIZE ? items.at(-1)! : null;
    return { items: items.map((r) => claimView(r, now)), next: end && (state === 'COMING' || state === 'TO_LOG' ? `${end.startsAt}_${end.id}` : String(end.id)) };
  }
  /** Who comes, with whole phone numbers: for whoever leads the task. */
  roster(me: Me, shiftId: number): Promise<RosterRow[]> {
    return this.rosterIn(this.tx.read, me, shiftId);
  }
  async rosterIn(m: EntityManager, me: Me, shiftId: number): Promise<RosterRow[]> {
    const shift = await this.shift(m, shiftId), now = this.clock.now();
    me.require('task.lead', shift.path);
    const manages = me.may('task.manage', shift.path);
    const rows: RosterRow[] = (await claimsOfShift(m, shiftId)).map(({ logId, phone, ...r }) => ({ ...r, phone: phone ?? '', actions: rosterActions(r.status, shift, shift.status, manages, logId !== null, now) }));
    for (const g of await guestsOfShift(m, shiftId)) rows.push({ claimId: null, attendanceId: g.attendanceId, userId: null, name: g.name, phone: g.phoneTail, status: 'WALK_UP', attendedAt: g.attendedAt, leftAt: g.leftAt, method: g.method, clash: null, actions: [] });
    return rows;
  }
  async shift(m: EntityManager, id: number): Promise<ShiftToClaim> {
    const shift = await shiftToClaim(m, id);
    // A draft is nobody's business, and a withdrawn task was never there.
    if (!shift || shift.status === 'DRAFT') throw fail('NOT_FOUND');
    return shift;
  }
  private async own(m: EntityManager, me: Me, id: number): Promise<ClaimRow> {
    const claim = await findClaim(m, id);
    me.requireSelf(claim?.userId ?? null);
    return claim!;
  }
}
