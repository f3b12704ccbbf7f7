import { Inject, Injectable } from '@nestjs/common';
import { dayOf, type AttendanceMethod, type PresenceView, type RosterRow, type ShiftCodeView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { readMemberCode } from '../../people/users/member-code.rules.js';
import { findPerson } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { ClaimsService } from '../claims/claims.service.js';
import type { MarkDto, MemberCodeDto, WalkUpDto } from './attendance.dto.js';
import { arrival, requireWindow } from './attendance.rules.js';
import { MARKABLE } from './offline.rules.js';
import { presenceView } from './attendance.service.js';
import { attend, claimIn, claimsIn, findShift, headCount, insertAttended, insertGuest, personByTail, unattend, type Seen, type ShiftRow } from './attendance.store.js';
import { dayCode, shiftCode } from './codes.rules.js';

/** Presence that the leader vouches for: the rotating QR, the roster, a member's own code, walk-ups. */
@Injectable()
export class RosterMarksService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly claims: ClaimsService) {}

  async shiftCode(me: Me, shiftId: number): Promise<ShiftCodeView> {
    const shift = await this.led(this.tx.read, me, shiftId), now = this.clock.now();
    return { shiftId, ...shiftCode(this.config.secret, shiftId, now), dayCode: dayCode(this.config.secret, shiftId, dayOf(shift.startsAt)), ...(await headCount(this.tx.read, shiftId)) };
  }
  /** Marks made without network come later in one batch; a week after the shift is still in time. @throws STATE when a mark to be taken back has a log */
  async mark(me: Me, shiftId: number, input: MarkDto, key: string): Promise<RosterRow[]> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'attendance.mark', { shiftId, ...input }, now, async (m) => {
      const shift = await this.led(m, me, shiftId);
      requireWindow(shift, now, true);
      const claims = input.claimIds.length === 0 ? [] : await claimsIn(m, shiftId, input.claimIds);
      if (claims.length !== input.claimIds.length) throw fail('NOT_FOUND');
      for (const claim of claims) {
        if (!input.present && claim.status === 'ATTENDED') {
          if (!(await unattend(m, claim.id, now))) throw fail('STATE');
          await audit(m, { actorId: me.id, action: 'attendance.unmark', refType: 'claim', refId: claim.id, at: now });
        }
        if (input.present && MARKABLE.includes(claim.status) && (await attend(m, shift, claim, this.seenBy(me, 'ROSTER', shift, now)))) await this.told(m, me, shift, claim.id, claim.userId, 'ROSTER', now);
      }
      return this.claims.rosterIn(m, me, shiftId);
    });
  }
  /** The leader scans the code on a member's phone; without a claim he is taken in on the spot. @throws QR_STALE */
  memberCode(me: Me, shiftId: number, input: MemberCodeDto, key: string): Promise<PresenceView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'attendance.memberCode', { shiftId, ...input }, now, async (m) => {
      const shift = await this.led(m, me, shiftId);
      requireWindow(shift, now, false);
      const userId = readMemberCode(this.config.secret, input.payload, now);
      const person = userId === null ? null : await findPerson(m, userId);
      if (!person) throw fail('QR_STALE');
      const { claimId, isNew } = await this.takeIn(m, me, shift, person.id, 'MEMBER_CODE', now);
      return presenceView(m, shift, claimId, person.name, isNew, now);
    });
  }
  /** By name and phone tail. The one person of the community whom both fit is linked; anybody else is a guest of that name. */
  async walkUp(me: Me, shiftId: number, input: WalkUpDto, key: string): Promise<RosterRow[]> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'attendance.walkUp', { shiftId, ...input }, now, async (m) => {
      const shift = await this.led(m, me, shiftId);
      requireWindow(shift, now, true);
      const userId = await personByTail(m, shift.communityId, input.name, input.phoneTail);
      if (userId !== null) await this.takeIn(m, me, shift, userId, 'WALK_UP', now);
      else {
        await insertGuest(m, shift, input.name, input.phoneTail, this.seenBy(me, 'WALK_UP', shift, now));
        await audit(m, { actorId: me.id, action: 'attendance.guest', refType: 'shift', refId: shift.id, at: now });
      }
      return this.claims.rosterIn(m, me, shiftId);
    });
  }

  /** The shift of a task that was really published, in an area where he may lead. @throws NOT_FOUND, FORBIDDEN, STATE */
  async led(m: EntityManager, me: Me, shiftId: number): Promise<ShiftRow> {
    const shift = await findShift(m, shiftId);
    if (!shift) throw fail('NOT_FOUND');
    me.require('task.lead', shift.path);
    if (shift.status !== 'PUBLISHED' && shift.status !== 'ENDED' && shift.status !== 'SETTLED') throw fail('STATE');
    return shift;
  }
  private seenBy(me: Me, method: AttendanceMethod, shift: ShiftRow, now: number): Seen {
    return { inAt: arrival(method, shift, now), method, by: me.id, now };
  }
  private async takeIn(m: EntityManager, me: Me, shift: ShiftRow, userId: number, method: AttendanceMethod, now: number): Promise<{ claimId: number; isNew: boolean }> {
    const by = this.seenBy(me, method, shift, now);
    const known = await claimIn(m, shift.id, userId);
    const inserted = known ? null : await insertAttended(m, shift, userId, by);
    const claim = inserted === null ? (known ?? (await claimIn(m, shift.id, userId))) : null;
    const claimId = inserted ?? claim?.id;
    if (claimId === undefined) throw fail('STATE');
    const isNew = claim ? await attend(m, shift, claim, by) : true;
    if (isNew) await this.told(m, me, shift, claimId, userId, method, now);
    return { claimId, isNew };
  }
  async told(m: EntityManager, me: Me, shift: ShiftRow, claimId: number, userId: number, method: AttendanceMethod, now: number, detail: object = {}): Promise<void> {
    await audit(m, { actorId: me.id, action: 'attendance.mark', refType: 'claim', refId: claimId, detail: { method, ...detail }, at: now });
    if (userId === me.id) return;
    await notify(m, now, [{ userId, kind: 'TASK', title: '已登记到场', body: `“${shift.title}”的负责人已登记您到场。服务结束后写一句话，社区核实后计入时长和积分。`, link: `/packages/more/pages/claim/index?id=${claimId}` }]);
  }
}
