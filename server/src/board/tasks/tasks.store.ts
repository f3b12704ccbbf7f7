import type { EntityManager } from 'typeorm';
import type { Audience, ClaimMode, PhotoRule, Presence, Difficulty, TaskKind, TaskStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';

export interface TaskRow {
  id: number; areaId: number; communityId: number; needId: number | null; kind: TaskKind; title: string; summary: string; place: string; audience: Audience; unitId: number | null; claimMode: ClaimMode; presence: Presence; photoRule: PhotoRule; photoReason: string;
  riskNote: string; contactName: string; contactPhone: string; status: TaskStatus; startsAt: number; endsAt: number; shiftCount: number; places: number; taken: number; pointsHint: number; difficulty: Difficulty | null; cancelReason: string | null; createdBy: number; createdAt: number; publishedAt: number | null;
}
/** A task with what its area says. */
export interface PlacedTask extends TaskRow { areaName: string; path: string; communityName: string; unitName: string | null; /** 1: its words were taken down (reviews). */ down: number }
export const IS_DOWN = "(SELECT COUNT(*) FROM content_item i WHERE i.kind = 'task' AND i.refId = t.id AND i.state = 'DOWN')";
export interface ShiftRow { id: number; taskId: number; startsAt: number; endsAt: number; places: number; taken: number; waiting: number }
const COLUMNS = ['id', 'areaId', 'communityId', 'needId', 'kind', 'title', 'summary', 'place', 'audience', 'unitId', 'claimMode', 'presence', 'photoRule', 'photoReason', 'riskNote', 'contactName', 'contactPhone', 'status', 'startsAt', 'endsAt', 'shiftCount', 'places', 'taken', 'pointsHint', 'difficulty', 'cancelReason', 'createdBy', 'createdAt', 'publishedAt'] as const satisfies (keyof TaskRow)[];

export async function findTask(m: EntityManager, id: number): Promise<PlacedTask | null> {
  const [row] = await m.query<PlacedTask[]>(
    `SELECT ${COLUMNS.map((c) => `t.${c}`).join(', ')}, a.name AS areaName, a.path, h.name AS communityName, u.name AS unitName, ${IS_DOWN} AS down
     FROM task t JOIN area a ON a.id = t.areaId JOIN area h ON h.id = t.communityId LEFT JOIN unit u ON u.id = t.unitId WHERE t.id = ?`,
    [id],
  );
  return row ?? null;
}
export const insertTask = (m: EntityManager, t: TaskRow): Promise<unknown> =>
  m.query(`INSERT INTO task (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`, COLUMNS.map((c) => t[c]));
/** Writes these columns whatever they held; never `status`, which moves by `moveTask`. */
export async function amendTask(m: EntityManager, id: number, set: Partial<Omit<TaskRow, 'id' | 'status' | 'taken'>>): Promise<void> {
  const columns = Object.entries(set).filter(([, v]) => v !== undefined);
  if (columns.length > 0) await change(m, `UPDATE task SET ${columns.map(([c]) => `${c} = ?`).join(', ')} WHERE id = ?`, [...columns.map(([, v]) => v), id]);
}
/** Compare-and-set of the status: of two people moving the same task at once, one gets false. */
export async function moveTask(m: EntityManager, id: number, from: readonly TaskStatus[], to: TaskStatus, set: { cancelReason?: string; publishedAt?: number; closedAt?: number } = {}): Promise<boolean> {
  const columns = Object.entries(set);
  return (await change(m, `UPDATE task SET status = ?${columns.map(([c]) => `, ${c} = ?`).join('')} WHERE id = ? AND status IN (${from.map(() => '?').join(', ')})`, [to, ...columns.map(([, v]) => v), id, ...from])) === 1;
}
/** Withdraws only while nobody holds a place: a claim that commits first refuses this, one that comes later finds the task closed. */
export const withdrawUnclaimed = async (m: EntityManager, id: number): Promise<boolean> =>
  (await change(m, "UPDATE task SET status = 'WITHDRAWN' WHERE id = ? AND status = 'PUBLISHED' AND taken = 0", [id])) === 1;
/** Every claim of an ended task that was attended has its log decided: the matter is closed. */
export const settleTask = (m: EntityManager, taskId: number): Promise<boolean> => moveTask(m, taskId, ['ENDED'], 'SETTLED');
/** Holds the task's row until commit, so that its places cannot change meanwhile. False: it is not in that state any more. */
export const holdTask = async (m: EntityManager, id: number, status: TaskStatus): Promise<boolean> => (await change(m, 'UPDATE task SET taken = taken WHERE id = ? AND status = ?', [id, status])) === 1;
export async function removeDraft(m: EntityManager, id: number): Promise<boolean> {
  if ((await change(m, "DELETE FROM task WHERE id = ? AND status = 'DRAFT'", [id])) === 0) return false;
  await change(m, 'DELETE FROM shift WHERE taskId = ?', [id]);
  return true;
}

export const shiftsOf = (m: EntityManager, taskId: number): Promise<ShiftRow[]> => m.query('SELECT id, taskId, startsAt, endsAt, places, taken, waiting FROM shift WHERE taskId = ? ORDER BY startsAt, id', [taskId]);
export async function insertShifts(m: EntityManager, taskId: number, shifts: readonly { startsAt: number; endsAt: number; places: number }[]): Promise<void> {
  for (const s of shifts) await m.query('INSERT INTO shift (id, taskId, startsAt, endsAt, places, taken, waiting) VALUES (?, ?, ?, ?, ?, 0, 0)', [newId(), taskId, s.startsAt, s.endsAt, s.places]);
}
/** Never fewer places than are taken. False: more are taken. */
export const amendShift = async (m: EntityManager, id: number, s: { startsAt: number; endsAt: number; places: number }): Promise<boolean> =>
  (await change(m, 'UPDATE shift SET startsAt = ?, endsAt = ?, places = ? WHERE id = ? AND taken <= ?', [s.startsAt, s.endsAt, s.places, id, s.places])) === 1;
/** Only while nobody is in it or waits for it. */
export const removeShift = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, 'DELETE FROM shift WHERE id = ? AND taken = 0 AND waiting = 0', [id])) === 1;

export interface LiveClaim { id: number; shiftId: number; userId: number; status: string; startsAt: number }
/** Everybody who is in or waits. */
export const liveClaims = (m: EntityManager, taskId: number): Promise<LiveClaim[]> => m.query('SELECT id, shiftId, userId, status, startsAt FROM claim WHERE taskId = ? AND live = 1 ORDER BY id', [taskId]);
/** Claims carry their shift's time, so that a clash is one range read. */
export const moveClaims = (m: EntityManager, shiftId: number, startsAt: number, endsAt: number): Promise<number> => change(m, 'UPDATE claim SET startsAt = ?, endsAt = ? WHERE shiftId = ?', [startsAt, endsAt, shiftId]);
/** Never who was marked present meanwhile: he was there. */
export const endClaims = (m: EntityManager, now: number, ids: readonly number[], status: 'CANCELLED' | 'REFUSED'): Promise<number> =>
  ids.length === 0 ? Promise.resolve(0) : change(m, `UPDATE claim SET status = ?, live = NULL, changedAt = ? WHERE id IN (${ids.map(() => '?').join(', ')}) AND live = 1 AND status <> 'ATTENDED'`, [status, now, ...ids]);

/** What one reader has in a task, and what else he has at the time of its shifts. */
export interface MyClaim { id: number; shiftId: number; status: string }
export const myClaims = (m: EntityManager, userId: number, shiftIds: readonly number[]): Promise<MyClaim[]> =>
  shiftIds.length === 0 ? Promise.resolve([]) : m.query(`SELECT id, shiftId, status FROM claim WHERE shiftId IN (${shiftIds.map(() => '?').join(', ')}) AND userId = ? AND live = 1`, [...shiftIds, userId]);
export const busyTimes = (m: EntityManager, userId: number, from: number, to: number): Promise<{ shiftId: number; startsAt: number; endsAt: number; title: string }[]> =>
  m.query("SELECT c.shiftId, c.startsAt, c.endsAt, t.title FROM claim c JOIN task t ON t.id = c.taskId WHERE c.userId = ? AND c.live = 1 AND c.startsAt >= ? AND c.startsAt < ? AND c.status IN ('REQUESTED', 'CONFIRMED', 'ATTENDED') ORDER BY c.startsAt LIMIT 500", [userId, from, to]);
/** Published tasks whose last shift is over. */
export const overdueTasks = async (m: EntityManager, now: number, limit: number): Promise<number[]> =>
  (await m.query<{ id: number }[]>("SELECT id FROM task WHERE status = 'PUBLISHED' AND endsAt < ? ORDER BY endsAt LIMIT ?", [now, limit])).map((r) => r.id);
export async function rootArea(m: EntityManager): Promise<number> {
  const [row] = await m.query<{ id: number }[]>('SELECT id FROM area WHERE parentId = 0 AND closed = 0 ORDER BY id LIMIT 1');
  return row?.id ?? 0;
}
/** Did the asker of a need agree that others see its pictures? */
export async function showsPhotos(m: EntityManager, needId: number): Promise<boolean> {
  const [row] = await m.query<{ granted: number }[]>("SELECT c.granted FROM need n JOIN consent c ON c.userId = n.askerId AND c.purpose = 'PUBLISH_PHOTO' WHERE n.id = ?", [needId]);
  return row?.granted === 1;
}
export const unitExists = async (m: EntityManager, id: number): Promise<boolean> => (await m.query<unknown[]>('SELECT 1 AS yes FROM unit WHERE id = ?', [id])).length > 0;
