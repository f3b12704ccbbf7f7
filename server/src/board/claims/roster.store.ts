import type { EntityManager } from 'typeorm';
import type { ClaimStatus } from '@xianfeng/shared';

export interface RosterClaim { claimId: number; attendanceId: number | null; userId: number; name: string; phone: string | null; status: ClaimStatus; attendedAt: number | null; leftAt: number | null; method: string | null; logId: number | null; clash: string | null }
export interface Guest { attendanceId: number; name: string; phoneTail: string; attendedAt: number; leftAt: number | null; method: string }

/** Who is in, waits, was excused or did not come; who stepped back in time is not shown. */
export const claimsOfShift = (m: EntityManager, shiftId: number): Promise<RosterClaim[]> =>
  m.query(
    `SELECT c.id AS claimId, p.id AS attendanceId, c.userId, u.name, u.phone, c.status, p.inAt AS attendedAt, p.outAt AS leftAt, p.inMethod AS method, l.id AS logId,
       (SELECT MIN(t.title) FROM claim o JOIN task t ON t.id = o.taskId WHERE o.userId = c.userId AND o.live = 1 AND o.shiftId <> c.shiftId AND o.startsAt < c.endsAt AND o.endsAt > c.startsAt AND o.status IN ('REQUESTED', 'CONFIRMED', 'ATTENDED')) AS clash
     FROM claim c JOIN person u ON u.id = c.userId LEFT JOIN attendance p ON p.claimId = c.id LEFT JOIN service_log l ON l.claimId = c.id
     WHERE c.shiftId = ? AND (c.live = 1 OR c.status IN ('EXCUSED', 'NO_SHOW')) ORDER BY c.id LIMIT 1000`,
    [shiftId],
  );
/** People who came without a claim: a name and the tail of a number. */
export const guestsOfShift = (m: EntityManager, shiftId: number): Promise<Guest[]> =>
  m.query("SELECT id AS attendanceId, guestName AS name, phoneTail, inAt AS attendedAt, outAt AS leftAt, inMethod AS method FROM attendance WHERE shiftId = ? AND claimId IS NULL ORDER BY id LIMIT 500", [shiftId]);
