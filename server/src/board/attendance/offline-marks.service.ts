import { Injectable } from '@nestjs/common';
import type { OfflineMarksView, OfflineResult, PresenceSheet } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { takeTurn } from '../../people/users/users.store.js';
import { claimsOfShift } from '../claims/roster.store.js';
import type { OfflineMarkDto, OfflineMarksDto } from './attendance.dto.js';
import { arrival } from './attendance.rules.js';
import { attend, placeOfTask, unattend, type ShiftRow } from './attendance.store.js';
import { outcomeOf, sheetTimes, timeOf } from './offline.rules.js';
import { changedBy, holdClaim, keepMark, keptMarks, type ClaimNow, type Kept } from './offline.store.js';
import { RosterMarksService } from './roster-marks.service.js';

/** Presence that a leader marks where there is no network: the list goes out with him, the marks come in later with both their times. */
@Injectable()
export class OfflineMarksService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly marks: RosterMarksService) {}

  /** The list for the phone. `at` is taken before the rows are read: what changes meanwhile counts as changed afterwards. */
  async sheet(me: Me, shiftId: number, m: EntityManager = this.tx.read): Promise<PresenceSheet> {
    const shift = await this.marks.led(m, me, shiftId), at = this.clock.now();
    const rows = (await claimsOfShift(m, shiftId)).map((r) => ({ claimId: r.claimId, name: r.name, phoneTail: (r.phone ?? '').slice(-4), status: r.status, method: r.method, attendedAt: r.attendedAt, logged: r.logId !== null }));
    return { shiftId, taskId: shift.taskId, title: shift.title, place: await placeOfTask(m, shift.taskId), startsAt: shift.startsAt, endsAt: shift.endsAt, at, ...sheetTimes(shift), rows };
  }
  /**
   * Takes a batch. Each tap is judged by itself, is kept with both times whatever becomes of it, and counts once however often it comes:
   * one that cannot be taken never holds up the others. @throws NOT_FOUND for a claim of another shift
   */
  take(me: Me, shiftId: number, input: OfflineMarksDto, key: string): Promise<OfflineMarksView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'attendance.offlineMarks', { shiftId, ...input }, now, async (m) => {
      await takeTurn(m, me.id);
      const shift = await this.marks.led(m, me, shiftId);
      const kept = new Map((await keptMarks(m, me.id, input.marks.map((mark) => mark.ref))).map((one) => [one.ref, one]));
      const done = new Map<string, OfflineResult>();
      // By claim, so that two leaders who arrive at once wait for each other in one order; of one claim in the order of the taps.
      for (const mark of [...input.marks].sort((a, b) => a.claimId - b.claimId || a.tappedAt - b.tappedAt))
        if (!done.has(mark.ref)) done.set(mark.ref, await this.one(m, me, shift, mark, now, kept.get(mark.ref)));
      return { results: [...done.values()], sheet: await this.sheet(me, shiftId, m) };
    });
  }
  private async one(m: EntityManager, me: Me, shift: ShiftRow, mark: OfflineMarkDto, now: number, before: Kept | undefined): Promise<OfflineResult> {
    const claim = await holdClaim(m, shift.id, mark.claimId, me.id);
    if (!claim) throw fail('NOT_FOUND');
    if (before) return this.result(m, mark.ref, claim, before);
    const time = timeOf(mark, shift, now);
    const became = time.why === null ? outcomeOf(mark, claim) : { outcome: 'REFUSED' as const, why: time.why };
    if (became.outcome === 'DONE' && time.at !== null) await this.do(m, me, shift, mark, claim, time.at, now);
    await keepMark(m, { ref: mark.ref, claimId: claim.id, ...became, shiftId: shift.id, byId: me.id, present: mark.present, saw: mark.saw, tappedAt: mark.tappedAt, offsetMs: mark.offsetMs, arrivedAt: now });
    return this.result(m, mark.ref, claim, { ref: mark.ref, claimId: claim.id, ...became });
  }
  private async do(m: EntityManager, me: Me, shift: ShiftRow, mark: OfflineMarkDto, claim: ClaimNow, tappedAt: number, now: number): Promise<void> {
    const times = { tappedAt, phoneAt: mark.tappedAt };
    if (mark.present) {
      await attend(m, shift, claim, { inAt: arrival('OFFLINE', shift, tappedAt), method: 'OFFLINE', by: me.id, now });
      await this.marks.told(m, me, shift, claim.id, claim.userId, 'OFFLINE', now, times);
    } else {
      if (!(await unattend(m, claim.id, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'attendance.unmark', refType: 'claim', refId: claim.id, detail: times, at: now });
    }
  }
  private async result(m: EntityManager, ref: string, claim: ClaimNow, became: Kept): Promise<OfflineResult> {
    const stands = became.outcome === 'CONFLICT' || became.why === 'GONE' ? await changedBy(m, claim.id) : null;
    return { ref, claimId: claim.id, outcome: became.outcome, why: became.why, other: stands && { ...stands, status: claim.status } };
  }
}
