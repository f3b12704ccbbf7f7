import type { EntityManager } from 'typeorm';
import type { Audience, ClaimMode, ClaimStatus, TaskKind, TaskStatus } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import type { ClaimRow } from './claims.rules.js';
import { IS_DOWN } from '../tasks/tasks.store.js';

/** A shift with all that a claim looks at, in one read. */
export interface ShiftToClaim {
  id: number; taskId: number; startsAt: number; endsAt: number; places: number; taken: number; waiting: number; title: string; kind: TaskKind; place: string; status: TaskStatus; audience: Audience; unitId: number | null;
  claimMode: ClaimMode; contactName: string; contactPhone: string; createdBy: number; communityId: number; areaId: number; areaName: string; path: string; /** 1: the task's words were taken down. */ down: number;
}
export async function shiftToClaim(m: EntityManager, shiftId: number): Promise<ShiftToClaim | null> {
  const [row] = await m.query<ShiftToClaim[]>(
    `SELECT s.id, s.taskId, s.startsAt, s.endsAt, s.places, s.taken, s.waiting, t.title, t.kind, t.place, t.status, t.audience, t.unitId, t.claimMode, t.contactName, t.contactPhone, t.createdBy, t.communityId, t.areaId, a.name AS areaName, a.path, ${IS_DOWN} AS down
     FROM shift s JOIN task t ON t.id = s.taskId JOIN area a ON a.id = t.areaId WHERE s.id = ?`,
    [shiftId],
  );
  return row ?? null;
}
/** The unique key decides between two of the same person. @throws CLAIM_EXISTS */
export async function insertClaim(m: EntityManager, c: { id: number; taskId: number; shiftId: number; userId: number; status: ClaimStatus; startsAt: number; endsAt: number }, now: number): Promise<void> {
  try {
    await m.query('INSERT INTO claim (id, taskId, shiftId, userId, status, live, startsAt, endsAt, createdAt, changedAt) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)', [c.id, c.taskId, c.shiftId, c.userId, c.status, c.startsAt, c.endsAt, now, now]);
  } catch (e) {
    throw isDuplicate(e) ? fail('CLAIM_EXISTS') : e;
  }
}
/** Compare-and-set of a claim's status. `isOut`: the person may claim this shift again. Of two who move it at once, one gets false. */
export const moveClaim = async (m: EntityManager, now: number, id: number, from: ClaimStatus, to: ClaimStatus, isOut: boolean): Promise<boolean> =>
  (await change(m, `UPDATE claim SET status = ?, changedAt = ?${isOut ? ', live = NULL' : ''} WHERE id = ? AND status = ?`, [to, now, id, from])) === 1;
/** The number of those who stand before and including him. */
export async function queueOf(m: EntityManager, shiftId: number, claimId: number): Promise<number> {
  const [row] = await m.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM claim WHERE shiftId = ? AND status = 'WAITLISTED' AND id <= ?", [shiftId, claimId]);
  return Number(row!.n);
}
export const hasLiveClaim = async (m: EntityManager, shiftId: number, userId: number): Promise<boolean> =>
  (await m.query<unknown[]>('SELECT 1 AS yes FROM claim WHERE shiftId = ? AND userId = ? AND live = 1', [shiftId, userId])).length > 0;

const SELECT = `SELECT c.id, c.taskId, c.shiftId, c.userId, c.status, c.startsAt, c.endsAt, t.title, t.kind, t.place, a.name AS areaName, t.contactName, t.contactPhone, p.inAt AS attendedAt, p.outAt AS leftAt, l.id AS logId, l.status AS logStatus
  FROM claim c JOIN task t ON t.id = c.taskId JOIN area a ON a.id = t.areaId LEFT JOIN attendance p ON p.claimId = c.id LEFT JOIN service_log l ON l.claimId = c.id`;
async function withQueue(m: EntityManager, rows: Omit<ClaimRow, 'queue'>[]): Promise<ClaimRow[]> {
  return Promise.all(rows.map(async (r) => ({ ...r, queue: r.status === 'WAITLISTED' ? await queueOf(m, r.shiftId, r.id) : null })));
}
export async function findClaim(m: EntityManager, id: number): Promise<ClaimRow | null> {
  return (await withQueue(m, await m.query(`${SELECT} WHERE c.id = ?`, [id])))[0] ?? null;
}
/** What he goes to or is at, soonest first. */
export const comingClaims = async (m: EntityManager, userId: number, now: number, [start, id]: readonly [number, number], limit: number): Promise<ClaimRow[]> =>
  withQueue(m, await m.query(`${SELECT} WHERE c.userId = ? AND c.live = 1 AND c.endsAt > ? AND c.startsAt >= ? AND (c.startsAt > ? OR c.id > ?) ORDER BY c.startsAt, c.id LIMIT ?`, [userId, now, start, start, id, limit]));
/** Served and not yet logged, or returned, latest first. Kinds that are no service are left out. */
export const unloggedClaims = async (m: EntityManager, userId: number, now: number, [start, id]: readonly [number, number], limit: number): Promise<ClaimRow[]> =>
  withQueue(m, await m.query(
    `${SELECT} WHERE c.userId = ? AND c.live = 1 AND c.status IN ('CONFIRMED', 'ATTENDED') AND c.startsAt <= ? AND c.startsAt <= ? AND (c.startsAt < ? OR c.id < ?) AND (l.id IS NULL OR l.status = 'RETURNED') AND t.kind <> 'NOTICE' ORDER BY c.startsAt DESC, c.id DESC LIMIT ?`,
    [userId, now, start, start, id, limit],
  ));
/** What is over or was left, latest made first; `now` null: everything of his. */
export const pastClaims = async (m: EntityManager, userId: number, now: number | null, before: number, limit: number): Promise<ClaimRow[]> =>
  withQueue(m, await m.query(`${SELECT} WHERE c.userId = ? AND c.id < ?${now === null ? '' : ' AND (c.live IS NULL OR c.endsAt <= ?)'} ORDER BY c.id DESC LIMIT ?`, [userId, before, ...(now === null ? [] : [now]), limit]));

export interface Beginning { id: number; userId: number; startsAt: number; endsAt: number; createdAt: number; title: string; place: string }
/** Places in shifts that begin between two instants, whose people were not reminded of that beginning. */
export const beginningSoon = (m: EntityManager, after: number, until: number): Promise<Beginning[]> =>
  m.query<Beginning[]>(
    `SELECT c.id, c.userId, c.startsAt, c.endsAt, c.createdAt, t.title, t.place FROM claim c JOIN task t ON t.id = c.taskId
     WHERE c.status = 'CONFIRMED' AND c.startsAt > ? AND c.startsAt <= ? AND (c.remindedOf IS NULL OR c.remindedOf <> c.startsAt) AND t.status = 'PUBLISHED' ORDER BY c.startsAt, c.id LIMIT 2000`,
    [after, until],
  );
/** Of two who remind of the same beginning, one gets true. */
export const markReminded = async (m: EntityManager, id: number, startsAt: number): Promise<boolean> =>
  (await change(m, "UPDATE claim SET remindedOf = ? WHERE id = ? AND status = 'CONFIRMED' AND startsAt = ? AND (remindedOf IS NULL OR remindedOf <> ?)", [startsAt, id, startsAt, startsAt])) === 1;
