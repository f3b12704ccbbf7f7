import { Inject, Injectable } from '@nestjs/common';
import { clockOf, dayOf, MINUTE_MS, type AttendanceMethod, type ClaimView, type PresenceView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { ClaimsService } from '../claims/claims.service.js';
import { canAttend } from '../claims/claims.rules.js';
import { arrival, requireWindow } from './attendance.rules.js';
import type { DayCodeDto, ScanDto } from './attendance.dto.js';
import { attend, claimIn, countTry, findClaim, findShift, forgetTries, leave, placesOf, seen, type ShiftRow } from './attendance.store.js';
import { dayCode, readShiftCode } from './codes.rules.js';

/** Wrong day codes one person may type, and in how long. Ten of a million leave nothing to guess. Our own choice. */
const TRIES = 10;
const TRY_WINDOW_MS = 10 * MINUTE_MS;

/** Presence that a member shows himself. His place on earth is never asked for. */
@Injectable()
export class AttendanceService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly claims: ClaimsService) {}

  /** By the QR on the leader's phone. @throws QR_STALE, NOT_TODAY, PRESENCE_OVER, NO_CLAIM */
  scan(me: Me, input: ScanDto, key: string): Promise<PresenceView> {
    const now = this.clock.now();
    let shift: ShiftRow | null = null;
    const before = async (): Promise<void> => {
      const id = readShiftCode(this.config.secret, input.payload, now);
      shift = id === null ? null : await findShift(this.tx.read, id);
      if (!shift) throw fail('QR_STALE');
    };
    return this.tx.once(me.id, key, 'attendance.scan', input, now, (m) => this.checkIn(m, me, shift!, 'QR', now), before);
  }
  /** By the six digits of the day. @throws DAY_CODE_WRONG, TOO_MANY after ten tries in ten minutes, NOT_TODAY, PRESENCE_OVER, NO_CLAIM */
  dayCode(me: Me, input: DayCodeDto, key: string): Promise<PresenceView> {
    const now = this.clock.now();
    let shift: ShiftRow | undefined;
    const before = async (): Promise<void> => {
      const places = await placesOf(this.tx.read, input.taskId, me.id);
      // Nobody learns whether a code is right who has no place here. Where no shift is open, the one nearest in time says why.
      const nearest = places.sort((a, b) => Math.abs(a.startsAt - now) - Math.abs(b.startsAt - now))[0];
      if (!nearest) throw fail('NO_CLAIM');
      if (!places.some((s) => canAttend(s, now))) requireWindow(nearest, now, false);
      // In a transaction of its own: a wrong try stays counted although the request is refused.
      if (!(await this.tx.run((m) => countTry(m, me.id, now, TRY_WINDOW_MS, TRIES)))) throw fail('TOO_MANY');
      shift = places.find((s) => dayCode(this.config.secret, s.id, dayOf(s.startsAt)) === input.code);
      if (!shift) throw fail('DAY_CODE_WRONG');
    };
    return this.tx.once(me.id, key, 'attendance.dayCode', input, now, async (m) => {
      await forgetTries(m, me.id);
      return this.checkIn(m, me, shift!, 'CODE', now);
    }, before);
  }
  /** Checking out is optional: without it the planned end counts. A second one changes nothing. @throws STATE where he was not marked present */
  async checkOut(me: Me, claimId: number, key: string): Promise<ClaimView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'attendance.checkOut', { claimId }, now, async (m) => {
      const claim = await findClaim(m, claimId);
      me.requireSelf(claim?.userId ?? null);
      if (!(await seen(m, claimId))) throw fail('STATE');
      if ((await leave(m, claimId, now)) === 1) await audit(m, { actorId: me.id, action: 'attendance.checkOut', refType: 'claim', refId: claimId, at: now });
      return this.claims.get(me, claimId, m);
    });
  }

  private async checkIn(m: EntityManager, me: Me, shift: ShiftRow, method: AttendanceMethod, now: number): Promise<PresenceView> {
    const claim = await claimIn(m, shift.id, me.id);
    if (!claim || (claim.status !== 'CONFIRMED' && claim.status !== 'ATTENDED')) throw fail('NO_CLAIM');
    requireWindow(shift, now, false);
    const isNew = await attend(m, shift, claim, { inAt: arrival(method, shift, now), method, by: null, now });
    if (isNew) await audit(m, { actorId: me.id, action: 'attendance.checkIn', refType: 'claim', refId: claim.id, detail: { method }, at: now });
    return presenceView(m, shift, claim.id, me.name, isNew, now);
  }
}

/** What whoever scanned reads on his phone: who is present since when. */
export async function presenceView(m: EntityManager, shift: ShiftRow, claimId: number, name: string, isNew: boolean, now: number): Promise<PresenceView> {
  const row = await seen(m, claimId);
  const attendedAt = row?.inAt ?? now;
  const message = isNew ? `${name}，签到成功（${clockOf(attendedAt)}）` : `${name}在 ${clockOf(attendedAt)} 已签到，不用再签`;
  return { claimId, shiftId: shift.id, taskId: shift.taskId, title: shift.title, name, attendedAt, leftAt: row?.outAt ?? null, message };
}
