import type { EntityManager } from 'typeorm';
import type { AttendanceMethod, ClaimStatus, TaskStatus } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Claim } from '../claims/claim.entity.js';
import { leaveLine } from '../tasks/places.store.js';
import { Attendance } from './attendance.entity.js';

/** A shift with what presence needs of its task; `path`: of the task's area. */
export interface ShiftRow { id: number; taskId: number; startsAt: number; endsAt: number; title: string; status: TaskStatus; communityId: number; path: string }
const SHIFT = 'SELECT s.id, s.taskId, s.startsAt, s.endsAt, t.title, t.status, t.communityId, a.path FROM shift s JOIN task t ON t.id = s.taskId JOIN area a ON a.id = t.areaId';
export async function findShift(m: EntityManager, id: number): Promise<ShiftRow | null> {
  const [row] = await m.query<ShiftRow[]>(`${SHIFT} WHERE s.id = ?`, [id]);
  return row ?? null;
}
export async function placeOfTask(m: EntityManager, taskId: number): Promise<string> {
  const [row] = await m.query<{ place: string }[]>('SELECT place FROM task WHERE id = ?', [taskId]);
  return row?.place ?? '';
}
export interface ClaimRow { id: number; shiftId: number; userId: number; status: ClaimStatus }
const CLAIM = 'SELECT id, shiftId, userId, status FROM claim';
/** A person's claim in a shift: the live one, or the one that was closed as a no-show (he may still turn up). */
export async function claimIn(m: EntityManager, shiftId: number, userId: number): Promise<ClaimRow | null> {
  const [row] = await m.query<ClaimRow[]>(`${CLAIM} WHERE shiftId = ? AND userId = ? AND (live = 1 OR status = 'NO_SHOW') ORDER BY id DESC LIMIT 1`, [shiftId, userId]);
  return row ?? null;
}
export const claimsIn = (m: EntityManager, shiftId: number, ids: readonly number[]): Promise<ClaimRow[]> =>
  m.query<ClaimRow[]>(`${CLAIM} WHERE shiftId = ? AND id IN (${ids.map(() => '?').join(',')}) ORDER BY id`, [shiftId, ...ids]);
/** A person's places in a task: each with its shift. */
export const placesOf = (m: EntityManager, taskId: number, userId: number): Promise<ShiftRow[]> =>
  m.query<ShiftRow[]>(`${SHIFT} JOIN claim c ON c.shiftId = s.id AND c.userId = ? AND c.live = 1 WHERE s.taskId = ? AND c.status IN ('CONFIRMED', 'ATTENDED') ORDER BY s.startsAt`, [userId, taskId]);
export async function findClaim(m: EntityManager, id: number): Promise<ClaimRow | null> {
  const [row] = await m.query<ClaimRow[]>(`${CLAIM} WHERE id = ?`, [id]);
  return row ?? null;
}
export interface SeenRow { inAt: number; outAt: number | null; inMethod: AttendanceMethod }
export async function seen(m: EntityManager, claimId: number): Promise<SeenRow | null> {
  const [row] = await m.query<SeenRow[]>('SELECT inAt, outAt, inMethod FROM attendance WHERE claimId = ?', [claimId]);
  return row ?? null;
}

export interface Seen { inAt: number; method: AttendanceMethod; /** The leader; null when he showed himself. */ by: number | null; now: number }
/**
 * The claim becomes ATTENDED and keeps when and how, once. Compare-and-set: of two at once the second finds it done (false).
 * @throws STATE when the claim went elsewhere meanwhile
 */
export async function attend(m: EntityManager, shift: ShiftRow, claim: ClaimRow, s: Seen): Promise<boolean> {
  const moved = await change(m, "UPDATE claim SET status = 'ATTENDED', live = 1, changedAt = ? WHERE id = ? AND status = ? AND status <> 'ATTENDED'", [s.now, claim.id, claim.status]);
  if (moved === 0) {
    if (await seen(m, claim.id)) return false;
    throw fail('STATE');
  }
  if (claim.status === 'WAITLISTED') {
    await leaveLine(m, shift.id);
    // From here on he is somebody who came without a place; `unattend` knows him by this.
    await change(m, 'UPDATE claim SET createdAt = ? WHERE id = ?', [s.now, claim.id]);
  }
  await m.insert(Attendance, { id: newId(), taskId: shift.taskId, shiftId: shift.id, claimId: claim.id, userId: claim.userId, guestName: null, phoneTail: null, inAt: s.inAt, inMethod: s.method, inBy: s.by, outAt: null, createdAt: s.now });
  return true;
}
/**
 * Somebody who came without a claim gets one that is attended already. He takes no counted place: places are for those who
 * planned to come. Null: he has a claim after all.
 */
export async function insertAttended(m: EntityManager, shift: ShiftRow, userId: number, s: Seen): Promise<number | null> {
  const id = newId();
  try {
    await m.insert(Claim, { id, taskId: shift.taskId, shiftId: shift.id, userId, status: 'ATTENDED', live: 1, startsAt: shift.startsAt, endsAt: shift.endsAt, createdAt: s.now, changedAt: s.now });
  } catch (e) {
    if (isDuplicate(e)) return null;
    throw e;
  }
  await m.insert(Attendance, { id: newId(), taskId: shift.taskId, shiftId: shift.id, claimId: id, userId, guestName: null, phoneTail: null, inAt: s.inAt, inMethod: s.method, inBy: s.by, outAt: null, createdAt: s.now });
  return id;
}
/** A guest without an account. The same name and tail in the same shift is the same guest. */
export async function insertGuest(m: EntityManager, shift: ShiftRow, guestName: string, phoneTail: string, s: Seen): Promise<void> {
  try {
    await m.insert(Attendance, { id: newId(), taskId: shift.taskId, shiftId: shift.id, claimId: null, userId: null, guestName, phoneTail, inAt: s.inAt, inMethod: s.method, inBy: s.by, outAt: null, createdAt: s.now });
  } catch (e) {
    if (!isDuplicate(e)) throw e;
  }
}
/**
 * Takes a mark back, unless a log already builds on it (false). Who held no place gets none by it: whoever had come without a claim,
 * or out of the line, is out (claim and attendance were made at the same instant).
 */
export async function unattend(m: EntityManager, claimId: number, now: number): Promise<boolean> {
  const [row] = await m.query<{ createdAt: number }[]>('SELECT createdAt FROM attendance WHERE claimId = ?', [claimId]);
  if (!row || (await change(m, 'DELETE FROM attendance WHERE claimId = ? AND NOT EXISTS (SELECT 1 FROM service_log l WHERE l.claimId = ?)', [claimId, claimId])) === 0) return false;
  if ((await change(m, "UPDATE claim SET status = 'WITHDRAWN', live = NULL, changedAt = ? WHERE id = ? AND status = 'ATTENDED' AND createdAt = ?", [now, claimId, row.createdAt])) === 0)
    await change(m, "UPDATE claim SET status = 'CONFIRMED', changedAt = ? WHERE id = ? AND status = 'ATTENDED'", [now, claimId]);
  return true;
}
/** The first check-out counts; a second one changes nothing. */
export const leave = (m: EntityManager, claimId: number, now: number): Promise<number> => change(m, 'UPDATE attendance SET outAt = ? WHERE claimId = ? AND outAt IS NULL', [now, claimId]);
export async function headCount(m: EntityManager, shiftId: number): Promise<{ present: number; expected: number }> {
  const [row] = await m.query<{ present: number; expected: number }[]>(
    "SELECT (SELECT COUNT(*) FROM attendance WHERE shiftId = ?) AS present, (SELECT COUNT(*) FROM claim WHERE shiftId = ? AND status IN ('CONFIRMED', 'ATTENDED')) AS expected", [shiftId, shiftId]);
  return { present: Number(row?.present ?? 0), expected: Number(row?.expected ?? 0) };
}
/** Who of the community has that name and phone tail; null unless it is exactly one. */
export async function personByTail(m: EntityManager, communityId: number, name: string, tail: string): Promise<number | null> {
  const rows = await m.query<{ id: number }[]>('SELECT id FROM person WHERE communityId = ? AND name = ? AND phone LIKE ? LIMIT 2', [communityId, name, `%${tail}`]);
  return rows.length === 1 ? rows[0]!.id : null;
}
/** Counts one try. False when `most` were made since the window began. The UPDATE itself looks at the number, so tries at once are all counted. */
export async function countTry(m: EntityManager, userId: number, now: number, windowMs: number, most: number): Promise<boolean> {
  // `tries` is set before `since`: MySQL evaluates from left to right with the new values.
  const count = (): Promise<number> => change(m, 'UPDATE day_code_try SET tries = CASE WHEN since <= ? THEN 1 ELSE tries + 1 END, since = CASE WHEN since <= ? THEN ? ELSE since END WHERE userId = ? AND (since <= ? OR tries < ?)',
    [now - windowMs, now - windowMs, now, userId, now - windowMs, most]);
  if ((await count()) === 1) return true;
  try {
    await m.query('INSERT INTO day_code_try (userId, since, tries) VALUES (?, ?, 1)', [userId, now]);
    return true;
  } catch (e) {
    if (!isDuplicate(e)) throw e;
    return (await count()) === 1;
  }
}
export const forgetTries = (m: EntityManager, userId: number): Promise<number> => change(m, 'UPDATE day_code_try SET tries = 0 WHERE userId = ?', [userId]);
