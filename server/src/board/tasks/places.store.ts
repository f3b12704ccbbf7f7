import type { EntityManager } from 'typeorm';
import { HOUR_MS, TASK_LIMITS, saySpan, type ClaimStatus } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';

/** The only place that knows how places are counted. Rows are locked in the order person, claim, shift, task. */
export interface PlaceOf { id: number; taskId: number; title: string; startsAt: number; endsAt: number; claimMode: 'OPEN' | 'APPROVAL' }
/** Statuses that hold a place in a shift that has not begun. */
export const HOLDING: readonly ClaimStatus[] = ['REQUESTED', 'CONFIRMED', 'ATTENDED'];

/**
 * Takes one place, never one too many. False: the shift is full, or was moved to another time since it was read (claims carry
 * its time). The rows stay locked until commit, so call it last. @throws TASK_CLOSED
 */
export async function takePlace(m: EntityManager, shift: Pick<PlaceOf, 'id' | 'taskId' | 'startsAt' | 'endsAt'>): Promise<boolean> {
  if ((await change(m, 'UPDATE shift SET taken = taken + 1 WHERE id = ? AND taken < places AND startsAt = ? AND endsAt = ?', [shift.id, shift.startsAt, shift.endsAt])) === 0) return false;
  if ((await change(m, "UPDATE task SET taken = taken + 1 WHERE id = ? AND status = 'PUBLISHED'", [shift.taskId])) === 0) throw fail('TASK_CLOSED');
  return true;
}
/** Stands in line, only while the shift is full. False: there is a place after all. @throws TASK_CLOSED */
export async function standInLine(m: EntityManager, shiftId: number, taskId: number): Promise<boolean> {
  if ((await change(m, 'UPDATE shift SET waiting = waiting + 1 WHERE id = ? AND taken >= places', [shiftId])) === 0) return false;
  // Changes nothing, but locks the row: a task that is being withdrawn cannot gain somebody who waits.
  if ((await change(m, "UPDATE task SET taken = taken WHERE id = ? AND status = 'PUBLISHED'", [taskId])) === 0) throw fail('TASK_CLOSED');
  return true;
}
export const leaveLine = (m: EntityManager, shiftId: number): Promise<number> => change(m, 'UPDATE shift SET waiting = waiting - 1 WHERE id = ? AND waiting > 0', [shiftId]);

/** Gives one place back and moves up who waits. The shift's row is locked first, so nobody can join the line unseen. */
export async function freePlace(m: EntityManager, now: number, shift: PlaceOf): Promise<void> {
  await change(m, 'UPDATE shift SET taken = taken - 1 WHERE id = ? AND taken > 0', [shift.id]);
  await change(m, 'UPDATE task SET taken = taken - 1 WHERE id = ? AND taken > 0', [shift.taskId]);
  await moveUp(m, now, shift);
}
/** Fills free places from the line, first come first served; who has something else at that time is passed over and keeps his place in line. */
export async function moveUp(m: EntityManager, now: number, shift: PlaceOf): Promise<void> {
  if (shift.startsAt <= now) return;
  const waiters = await m.query<{ id: number; userId: number }[]>("SELECT id, userId FROM claim WHERE shiftId = ? AND status = 'WAITLISTED' ORDER BY id LIMIT 50", [shift.id]);
  const status: ClaimStatus = shift.claimMode === 'OPEN' ? 'CONFIRMED' : 'REQUESTED';
  for (const w of waiters) {
    await takeTurn(m, w.userId);
    if (await clashOf(m, w.userId, shift)) continue;
    if (!(await takePlace(m, shift))) return;
    if ((await change(m, "UPDATE claim SET status = ?, changedAt = ? WHERE id = ? AND status = 'WAITLISTED'", [status, now, w.id])) === 0) {
      await change(m, 'UPDATE shift SET taken = taken - 1 WHERE id = ?', [shift.id]);
      await change(m, 'UPDATE task SET taken = taken - 1 WHERE id = ?', [shift.taskId]);
      continue;
    }
    await leaveLine(m, shift.id);
    await audit(m, { actorId: w.userId, action: 'claim.moveUp', refType: 'claim', refId: w.id, at: now });
    const body = `“${shift.title}”有人退出，您已从候补转为${status === 'CONFIRMED' ? '正式认领' : '待社区确认'}：${saySpan(shift.startsAt, shift.endsAt, now)}。来不了请尽早退出。`;
    await notify(m, now, [{ userId: w.userId, kind: 'TASK', title: '候补成功', body, link: `/packages/more/pages/claim/index?id=${w.id}`, dueAt: shift.startsAt }]);
  }
}
/** Title of another task that this person has at that time, null when he is free. Waiting in a line is not yet having something. */
export async function clashOf(m: EntityManager, userId: number, shift: { id: number; startsAt: number; endsAt: number }): Promise<string | null> {
  const [row] = await m.query<{ title: string }[]>(
    // A shift lasts at most 16 hours: one that began earlier than that cannot reach in.
    "SELECT t.title FROM claim c JOIN task t ON t.id = c.taskId WHERE c.userId = ? AND c.live = 1 AND c.startsAt > ? AND c.startsAt < ? AND c.endsAt > ? AND c.shiftId <> ? AND c.status IN ('REQUESTED', 'CONFIRMED', 'ATTENDED') ORDER BY c.startsAt LIMIT 1",
    [userId, shift.startsAt - TASK_LIMITS.shiftHoursMax * HOUR_MS - 1, shift.endsAt, shift.startsAt, shift.id],
  );
  return row?.title ?? null;
}
