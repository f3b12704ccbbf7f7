import type { EntityManager } from 'typeorm';
import { DAY_MS, LOT_WARN_DAYS } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

export interface DueLot { id: number; userId: number; expiresAt: number }
/** Lots whose day has come, of people whose exchange is open, oldest first, after the one given. */
export const dueLots = (m: EntityManager, now: number, after: { expiresAt: number; id: number }, limit: number): Promise<DueLot[]> =>
  m.query<DueLot[]>(
    `SELECT l.id, l.userId, l.expiresAt FROM points_lot l JOIN points_account a ON a.userId = l.userId
     WHERE l.live = 1 AND l.expiresAt <= ? AND l.expiresAt >= ? AND (l.expiresAt > ? OR l.id > ?) AND a.frozen = 0 ORDER BY l.expiresAt, l.id LIMIT ?`,
    [now, after.expiresAt, after.expiresAt, after.id, limit],
  );
/** One person's, oldest first; none while his exchange is stopped. The caller holds his account. */
export const dueLotsOf = (m: EntityManager, userId: number, now: number): Promise<DueLot[]> =>
  m.query<DueLot[]>('SELECT l.id, l.userId, l.expiresAt FROM points_lot l JOIN points_account a ON a.userId = l.userId WHERE l.userId = ? AND l.live = 1 AND l.expiresAt <= ? AND a.frozen = 0 ORDER BY l.expiresAt, l.id', [userId, now]);
/** People with a lot that has come to a warning it was not given, by id. Nobody is pressed who cannot exchange now. */
export async function peopleToWarn(m: EntityManager, now: number, after: number, limit: number): Promise<number[]> {
  const [first, second] = LOT_WARN_DAYS.map((days) => now + days * DAY_MS);
  const rows = await m.query<{ userId: number }[]>(
    `SELECT DISTINCT l.userId FROM points_lot l JOIN points_account a ON a.userId = l.userId
     WHERE l.live = 1 AND l.expiresAt > ? AND ((l.expiresAt <= ? AND l.warned < 1) OR (l.expiresAt <= ? AND l.warned < 2)) AND l.userId > ? AND a.frozen = 0 ORDER BY l.userId LIMIT ?`,
    [now, first, second, after, limit],
  );
  return rows.map((r) => r.userId);
}
/** Compare-and-set: true for the one process that gives this warning. */
export const warnLot = async (m: EntityManager, lot: { id: number }, level: number): Promise<boolean> => (await change(m, 'UPDATE points_lot SET warned = ? WHERE id = ? AND live = 1 AND warned < ?', [level, lot.id, level])) === 1;
