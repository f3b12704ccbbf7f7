import type { EntityManager } from 'typeorm';
import { DAY_MS, MINUTE_MS, ROLE_KEYS, ROLE_PERMISSIONS } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { idAt } from '../../lib/ids.js';

/** Wrong codes (or persons at the counter) in a window, then a pause: 40 bits cannot be guessed at 10 per 10 minutes. Our own choice. */
export const WRONG_MAX = 10;
export const WRONG_WINDOW_MS = 10 * MINUTE_MS;
export const LOCK_MS = 10 * MINUTE_MS;

/** Looks for a person that found nobody, in a day: a phone's last four digits are 10,000, and would be found at nine tries per ten minutes within days. Our own choice. */
export const MISSED_MAX = 30;
/** Until when a keeper may not look for people by name; 0 when he may. Codes go on. The audit trail is the count. */
export async function missedUntil(m: EntityManager, keeperId: number, now: number): Promise<number> {
  const rows = await m.query<{ createdAt: number }[]>(`SELECT createdAt FROM audit WHERE actorId = ? AND id > ? AND action = 'counter.look' AND refType = 'pickup_point' AND createdAt > ? ORDER BY id DESC LIMIT ${MISSED_MAX}`, [keeperId, idAt(now - DAY_MS), now - DAY_MS]);
  return rows.length < MISSED_MAX ? 0 : rows.at(-1)!.createdAt + DAY_MS;
}
/** Until when a keeper may not try; 0 when he may. */
export async function lockedUntil(m: EntityManager, keeperId: number, now: number): Promise<number> {
  const [row] = await m.query<{ lockedUntil: number }[]>('SELECT lockedUntil FROM pickup_try WHERE keeperId = ? AND lockedUntil > ?', [keeperId, now]);
  return row?.lockedUntil ?? 0;
}
/** Counts one wrong try; the tenth within the window locks, and true says so. Call it in the keeper's turn (`takeTurn`). */
export async function countWrong(m: EntityManager, keeperId: number, now: number): Promise<boolean> {
  const [row] = await m.query<{ wrong: number; since: number }[]>('SELECT wrong, since FROM pickup_try WHERE keeperId = ?', [keeperId]);
  if (!row) {
    await m.query('INSERT INTO pickup_try (keeperId, wrong, since, lockedUntil) VALUES (?, 1, ?, 0)', [keeperId, now]);
    return false;
  }
  const fresh = row.since <= now - WRONG_WINDOW_MS;
  const wrong = fresh ? 1 : row.wrong + 1, locks = wrong >= WRONG_MAX;
  await change(m, 'UPDATE pickup_try SET wrong = ?, since = ?, lockedUntil = ? WHERE keeperId = ?', [locks ? 0 : wrong, fresh || locks ? now : row.since, locks ? now + LOCK_MS : 0, keeperId]);
  return locks;
}
const WATCHERS = ROLE_KEYS.filter((role) => ROLE_PERMISSIONS[role].includes('audit.read') || ROLE_PERMISSIONS[role].includes('reward.manage'));
/** Who answers for what happens at the counters of these areas (ids of the areas and of all above them), but for the keeper himself. */
export async function watchersOver(m: EntityManager, areaIds: readonly number[], keeperId: number, today: string): Promise<number[]> {
  if (areaIds.length === 0) return [];
  const holes = (of: readonly unknown[]): string => of.map(() => '?').join(',');
  const rows = await m.query<{ userId: number }[]>(
    `SELECT DISTINCT userId FROM post WHERE areaId IN (${holes(areaIds)}) AND role IN (${holes(WATCHERS)}) AND ended = 0 AND fromDay <= ? AND toDay >= ? AND userId <> ?`,
    [...areaIds, ...WATCHERS, today, today, keeperId],
  );
  return rows.map((r) => r.userId);
}
