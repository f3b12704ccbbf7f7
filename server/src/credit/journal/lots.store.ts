import type { EntityManager } from 'typeorm';
import type { EntryKind, LedgerRef } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { restoredExpiry, takeOldest, type Lot, type RestoreCause, type Taken } from './journal.rules.js';

/** Lots of one person. Everything here runs behind the lock on his account's row, which the posting has taken. */

/** What is left, oldest first. */
export const lotsOf = (m: EntityManager, userId: number): Promise<Lot[]> =>
  m.query<Lot[]>('SELECT id, leftPoints, expiresAt, firstExpiresAt FROM points_lot WHERE userId = ? AND live = 1 ORDER BY expiresAt, id', [userId]);
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
  if (emptied.length > 0) await change(m, `UPDATE points_lot SET leftPoints = 0, live = 0 WHERE id IN (${emptied.map(() => '?').join(', ')})`, emptied);
  for (const t of taken) if (!emptied.includes(t.lotId)) await change(m, 'UPDATE points_lot SET leftPoints = leftPoints - ? WHERE id = ?', [t.points, t.lotId]);
  await moved(m, txId, taken.map((t) => ({ lotId: t.lotId, points: -t.points })));
}
/**
 * Puts up to `points` back where `moves` took them from, the longest-lived lot first. A lot whose date is too near makes room for a new
 * one that is good until `restoredExpiry`.
 */
export async function putBack(m: EntityManager, now: number, userId: number, txId: number, moves: readonly Taken[], points: number, cause: RestoreCause): Promise<void> {
  const from = moves.filter((v) => v.points < 0);
  if (from.length === 0) return;
  const lots = new Map((await m.query<Lot[]>(`SELECT id, leftPoints, expiresAt, firstExpiresAt FROM points_lot WHERE id IN (${from.map(() => '?').join(', ')})`, from.map((v) => v.lotId))).map((l) => [l.id, l]));
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
  if (moves.length === 0) return;
  await m.query(`INSERT INTO lot_move (txId, lotId, points) VALUES ${moves.map(() => '(?, ?, ?)').join(', ')}`, moves.flatMap((v) => [txId, v.lotId, v.points]));
}
