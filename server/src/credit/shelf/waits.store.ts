import type { EntityManager } from 'typeorm';
import { dayOf } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { notify } from '../../reach/notices/notices.store.js';

interface Waiter { id: number; userId: number }
interface Goods { id: number; name: string; unit: string; stock: number; pickupPointId: number }
const CHUNK = 200;
/**
 * There is some again: tells those who wait, in their order, as many as there are pieces. Each wait is told once and leaves the
 * list. Called by whoever just changed the reward's row, whose lock lets one teller at a time look at the list. Nobody is told of
 * what he could not order: taken off the shelf, or past its day.
 */
export async function tellWaiters(m: EntityManager, now: number, rewardId: number): Promise<void> {
  const [goods] = await m.query<Goods[]>('SELECT id, name, unit, stock, pickupPointId FROM reward WHERE id = ? AND listed = 1 AND stock > 0 AND (bestBefore IS NULL OR bestBefore >= ?)', [rewardId, dayOf(now)]);
  if (!goods) return;
  const next = await m.query<Waiter[]>('SELECT id, userId FROM reward_wait WHERE rewardId = ? AND live = 1 AND toldAt IS NULL ORDER BY id LIMIT ?', [rewardId, goods.stock]);
  for (let i = 0; i < next.length; i += CHUNK) await tell(m, now, goods, next.slice(i, i + CHUNK));
}
async function tell(m: EntityManager, now: number, goods: Goods, part: readonly Waiter[]): Promise<void> {
  const ids = part.map((w) => w.id), holes = ids.map(() => '?').join(',');
  await change(m, `UPDATE reward_wait SET live = NULL, toldAt = ? WHERE id IN (${holes}) AND live = 1`, [now, ...ids]);
  // Who left the list a moment ago was not changed and is not told.
  const told = new Set((await m.query<{ id: number }[]>(`SELECT id FROM reward_wait WHERE id IN (${holes}) AND toldAt IS NOT NULL`, ids)).map((r) => r.id));
  await notify(m, now, part.filter((w) => told.has(w.id)).map((w) => ({
    userId: w.userId, kind: 'REDEMPTION' as const, title: `${goods.name}又有货了`, body: `现有 ${goods.stock}${goods.unit}，先到先得。您已离开等候名单，没兑到可以再等。`, link: `/packages/more/pages/reward/index?id=${goods.id}&point=${goods.pickupPointId}`,
  })));
}
/**
 * Puts somebody on the list of a thing that has run out; who is on it already stays where he is. Touches the reward's row
 * first, so that goods that arrive at this moment either refuse him or find him on the list.
 * @returns false when there is some
 */
export async function joinWait(m: EntityManager, now: number, rewardId: number, userId: number): Promise<boolean> {
  if ((await change(m, 'UPDATE reward SET stock = stock WHERE id = ? AND stock = 0', [rewardId])) === 0) return isWaiting(m, rewardId, userId);
  try {
    await m.query('INSERT INTO reward_wait (id, rewardId, userId, live, createdAt, toldAt) VALUES (?, ?, ?, 1, ?, NULL)', [newId(), rewardId, userId, now]);
  } catch (e) {
    if (!isDuplicate(e)) throw e;
  }
  return true;
}
const isWaiting = async (m: EntityManager, rewardId: number, userId: number): Promise<boolean> => (await waitsOf(m, userId, [rewardId])).has(rewardId);
/** Who is not on the list has left it already. */
export const leaveWait = (m: EntityManager, rewardId: number, userId: number): Promise<number> => change(m, 'UPDATE reward_wait SET live = NULL WHERE rewardId = ? AND userId = ? AND live = 1', [rewardId, userId]);

/** For which of these rewards a person waits. */
export async function waitsOf(m: EntityManager, userId: number, rewardIds: readonly number[]): Promise<Set<number>> {
  if (rewardIds.length === 0) return new Set();
  const rows = await m.query<{ rewardId: number }[]>(`SELECT rewardId FROM reward_wait WHERE userId = ? AND live = 1 AND rewardId IN (${rewardIds.map(() => '?').join(',')})`, [userId, ...rewardIds]);
  return new Set(rows.map((r) => r.rewardId));
}
/** How many wait for each of these rewards; who has nobody is missing. */
export async function waiterCounts(m: EntityManager, rewardIds: readonly number[]): Promise<Map<number, number>> {
  if (rewardIds.length === 0) return new Map();
  const rows = await m.query<{ rewardId: number; n: number | string }[]>(`SELECT rewardId, COUNT(*) AS n FROM reward_wait WHERE live = 1 AND rewardId IN (${rewardIds.map(() => '?').join(',')}) GROUP BY rewardId`, [...rewardIds]);
  return new Map(rows.map((r) => [r.rewardId, Number(r.n)]));
}
