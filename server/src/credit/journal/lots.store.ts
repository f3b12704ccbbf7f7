import type { EntityManager } from 'typeorm';
import type { EntryKind, LedgerRef } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { restoredExpiry, takeOldest, type Lot, type RestoreCause, type Taken } from './journal.rules.js';

/** Lots of one person. Everything here runs behind the lock on his account's row, which the posting has taken. */

const LOT = 'SELECT id, leftPoints, expiresAt, firstExpiresAt FROM points_lot';
/** Lots read at once, and rows written at once: SQLite takes 32,766 values a statement. */
const STEP = 500;
/** What is left, oldest first, as far as `points` reach: who has thousands of lots spends from the first few. */
export async function lotsFor(m: EntityManager, userId: number, points: number): Promise<Lot[]> {
  const lots: Lot[] = [];
  for (let last: Pick<Lot, 'id' | 'expiresAt'> = { id: 0, expiresAt: 0 }, sum = 0; ; ) {
    const part = await m.query<Lot[]>(`${LOT} WHERE userId = ? AND live = 1 AND expiresAt >= ? AND (expiresAt > ? OR id > ?) ORDER BY expiresAt, id LIMIT ${STEP}`, [userId, last.expiresAt, last.expiresAt, last.id]);
    lots.push(...part);
    sum += part.reduce((n, l) => n + l.leftPoints, 0);
    if (sum >= points || part.length < STEP) return lots;
    last = part.at(-1)!;
  }
}
/** These lots, live or not. */
async function lotsByIds(m: EntityManager, ids: readonly number[]): Promise<Lot[]> {
  const lots: Lot[] = [];
  for (const part of inSteps(ids)) lots.push(...(await m.query<Lot[]>(`${LOT} WHERE id IN (${part.map(() => '?').join(', ')})`, part)));
  return lots;
}
/** What is left of these lots first, then of the oldest, as far as `points` reach. */
export async function lotsFirst(m: EntityManager, userId: number, ids: readonly number[], points: number): Promise<Lot[]> {
  const own = new Set(ids), first = (await lotsByIds(m, ids)).filter((l) => l.leftPoints > 0);
  return [...first, ...(await lotsFor(m, userId, points)).filter((l) => !own.has(l.id))];
}
function* inSteps<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += STEP) yield all.slice(i, i + STEP);
}
/** A lot for points that came in; none for nothing. */
export async function newLot(m: EntityManager, now: number, userId: number, txId: number, points: number, expiresAt: number, firstExpiresAt = expiresAt): Promise<void> {
  if (points <= 0) return;
  const id = newId();
  await m.query('INSERT INTO points_lot (id, userId, txId, leftPoints, live, warned, firstExpiresAt, expiresAt, createdAt) VALUES (?, ?, ?, ?, 1, 0, ?, ?, ?)', [id, userId, txId, points, firstExpiresAt, expiresAt, now]);
  await moved(m, txId, [{ lotId: id, points }]);
}
/** Takes points from these lots in their order, as far as they go. */
export async function take(m: EntityManager, txId: number, lots: readonly Pick<Lot, 'id' | 'leftPoints'>[], points: number): Promise<void> {
  const taken = takeOldest(lots, points), left = new Map(lots.map((l) => [l.id, l.leftPoints]));
  const emptied = taken.filter((t) => left.get(t.lotId) === t.points).map((t) => t.lotId);
  for (const part of inSteps(emptied)) await change(m, `UPDATE points_lot SET leftPoints = 0, live = 0 WHERE id IN (${part.map(() => '?').join(', ')})`, part);
  const isEmpty = new Set(emptied);
  for (const t of taken) if (!isEmpty.has(t.lotId)) await change(m, 'UPDATE points_lot SET leftPoints = leftPoints - ? WHERE id = ?', [t.points, t.lotId]);
  await moved(m, txId, taken.map((t) => ({ lotId: t.lotId, points: -t.points })));
}
/**
 * Puts up to `points` back where `moves` took them from, the longest-lived lot first. A lot whose date is too near makes room for a new
 * one that is good until `restoredExpiry`.
 */
export async function putBack(m: EntityManager, now: number, userId: number, txId: number, moves: readonly Taken[], points: number, cause: RestoreCause): Promise<void> {
  const from = moves.filter((v) => v.points < 0);
  if (from.length === 0) return;
  const lots = new Map((await lotsByIds(m, from.map((v) => v.lotId))).map((l) => [l.id, l]));
  for (const v of [...from].sort((a, b) => lots.get(b.lotId)!.expiresAt - lots.get(a.lotId)!.expiresAt || b.lotId - a.lotId)) {
    const some = Math.min(points, -v.points), lot = lots.get(v.lotId)!, until = restoredExpiry(lot, now, cause);
    if (some <= 0) return;
    points -= some;
    // A lot that is over stays over: it may have been expired already.
    if (until > lot.expiresAt || lot.expiresAt <= now) await newLot(m, now, userId, txId, some, until, lot.firstExpiresAt);
    else {
      await change(m, 'UPDATE points_lot SET leftPoints = leftPoints + ?, live = 1 WHERE id = ?', [some, lot.id]);
      await moved(m, txId, [{ lotId: lot.id, points: some }]);
    }
  }
}
/** What a transaction of that kind did to lots. */
export const movesOf = (m: EntityManager, kind: EntryKind, refType: LedgerRef, refId: number): Promise<Taken[]> =>
  m.query<Taken[]>('SELECT v.lotId, v.points FROM lot_move v JOIN journal_tx t ON t.id = v.txId WHERE t.kind = ? AND t.refType = ? AND t.refId = ?', [kind, refType, refId]);
async function moved(m: EntityManager, txId: number, moves: readonly Taken[]): Promise<void> {
  for (const part of inSteps(moves)) await m.query(`INSERT INTO lot_move (txId, lotId, points) VALUES ${part.map(() => '(?, ?, ?)').join(', ')}`, part.flatMap((v) => [txId, v.lotId, v.points]));
}
