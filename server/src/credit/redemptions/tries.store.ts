import type { EntityManager } from 'typeorm';
import { MINUTE_MS } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

/** Wrong codes in a window, then a pause: 40 bits cannot be guessed at 10 per 10 minutes. Our own choice. */
export const WRONG_MAX = 10;
export const WRONG_WINDOW_MS = 10 * MINUTE_MS;
export const LOCK_MS = 10 * MINUTE_MS;

/** Until when a keeper may not try; 0 when he may. */
export async function lockedUntil(m: EntityManager, keeperId: number, now: number): Promise<number> {
  const [row] = await m.query<{ lockedUntil: number }[]>('SELECT lockedUntil FROM pickup_try WHERE keeperId = ? AND lockedUntil > ?', [keeperId, now]);
  return row?.lockedUntil ?? 0;
}
/** Counts one wrong code; the tenth within the window locks. Call it in the keeper's turn (`takeTurn`). */
export async function countWrong(m: EntityManager, keeperId: number, now: number): Promise<void> {
  const [row] = await m.query<{ wrong: number; since: number }[]>('SELECT wrong, since FROM pickup_try WHERE keeperId = ?', [keeperId]);
  if (!row) return void (await m.query('INSERT INTO pickup_try (keeperId, wrong, since, lockedUntil) VALUES (?, 1, ?, 0)', [keeperId, now]));
  const fresh = row.since <= now - WRONG_WINDOW_MS;
  const wrong = fresh ? 1 : row.wrong + 1, locks = wrong >= WRONG_MAX;
  await change(m, 'UPDATE pickup_try SET wrong = ?, since = ?, lockedUntil = ? WHERE keeperId = ?', [locks ? 0 : wrong, fresh || locks ? now : row.since, locks ? now + LOCK_MS : 0, keeperId]);
}
