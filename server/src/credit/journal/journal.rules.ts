import { hash } from 'node:crypto';
import { DAY_MS, LOT_YEARS, RESTORED_DAYS, dayOf, startOfDay, type EntryKind, type LedgerAccount } from '@xianfeng/shared';

export interface Posting { account: LedgerAccount; amount: number }
/** Between which accounts each kind moves `points` (from, to). A reversal takes its postings from what it reverses. */
const MOVES: Record<Exclude<EntryKind, 'REVERSAL'>, readonly [LedgerAccount, LedgerAccount]> = {
  AWARD: ['ISSUANCE', 'AVAILABLE'],
  HOLD: ['AVAILABLE', 'HELD'],
  RELEASE: ['HELD', 'AVAILABLE'],
  SPEND: ['HELD', 'SPENT'],
  EXPIRE: ['AVAILABLE', 'EXPIRED'],
  ADJUST: ['ADJUSTMENT', 'AVAILABLE'],
};
/** The two sides of a transaction; they sum to zero. `points` above zero, for ADJUST of either sign. */
export function postings(kind: Exclude<EntryKind, 'REVERSAL'>, points: number): Posting[] {
  if (!Number.isSafeInteger(points) || points === 0 || (points < 0 && kind !== 'ADJUST')) throw new Error(`${kind} of ${points} points`);
  const [from, to] = MOVES[kind];
  return [{ account: from, amount: -points }, { account: to, amount: points }];
}
export const negated = (entries: readonly Posting[]): Posting[] => entries.map(({ account, amount }) => ({ account, amount: -amount }));
/** Kinds that a correction may take back by itself. Holds, releases and spending belong to an order and go back with it. */
export const isReversible = (kind: EntryKind): boolean => kind === 'AWARD' || kind === 'EXPIRE' || kind === 'ADJUST';

/** Effect on the stored columns of an account. The house's accounts are seen from the person: issued to him, adjusted for him. */
export interface AccountChange { available: number; held: number; earned: number; spent: number; expired: number; adjusted: number }
export function accountChange(entries: readonly Posting[]): AccountChange {
  const sum = (account: LedgerAccount): number => entries.reduce((n, e) => (e.account === account ? n + e.amount : n), 0);
  return { available: sum('AVAILABLE'), held: sum('HELD'), earned: 0 - sum('ISSUANCE'), spent: sum('SPENT'), expired: sum('EXPIRED'), adjusted: 0 - sum('ADJUSTMENT') };
}

export interface Lot { id: number; leftPoints: number; expiresAt: number; firstExpiresAt: number }
export interface Taken { lotId: number; points: number }
/** Takes points from lots, given oldest first. What they cannot cover is left out: a reversal may ask for more than is there. */
export function takeOldest(lots: readonly Pick<Lot, 'id' | 'leftPoints'>[], points: number): Taken[] {
  const taken: Taken[] = [];
  for (const lot of lots) {
    if (points <= 0) break;
    const some = Math.min(points, lot.leftPoints);
    if (some > 0) taken.push({ lotId: lot.id, points: some });
    points -= some;
  }
  return taken;
}
/** Points are good through the same day three years on (rule R32); those of 29 February through 1 March. */
export function expiryOf(now: number): number {
  const day = dayOf(now), year = Number(day.slice(0, 4)) + LOT_YEARS;
  return Date.UTC(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + 1) - 8 * 3_600_000;
}
/** Why points come back: the owner let an order go (OWN), or the house took something back (HOUSE). */
export type RestoreCause = 'OWN' | 'HOUSE';
/**
 * Until when restored points are good. HOUSE: the lot's own date or 30 days, whichever is later. OWN: the same, but never more
 * than 30 days past the lot's first date, so that ordering and cancelling cannot keep points alive for ever. Our own choice.
 */
export function restoredExpiry(lot: Pick<Lot, 'expiresAt' | 'firstExpiresAt'>, now: number, cause: RestoreCause): number {
  const grace = now + RESTORED_DAYS * DAY_MS;
  const least = cause === 'HOUSE' ? grace : Math.min(grace, lot.firstExpiresAt + RESTORED_DAYS * DAY_MS);
  return Math.max(lot.expiresAt, startOfDay(dayOf(least)));
}
/** Of `points` that arrive, how many can be spent: what fills a debt makes no lot. `balance`: available after they arrived. */
export const intoLots = (balance: number, points: number): number => Math.max(0, Math.min(points, balance));

/** What a transaction's hash covers: every column but the hash, and the entries in their order. */
export interface Hashed {
  id: number; kind: string; userId: number; areaId: number | null; actorId: number; refType: string; refId: number; reversesId: number | null;
  title: string; why: string; ruleVersion: number; inputs: string | null; reason: string | null; balance: number; createdAt: number;
}
/** SHA-256, base64url. A changed byte in the row or its entries no longer fits. */
export const hashOfTx = (t: Hashed, entries: readonly Posting[]): string =>
  hash('sha256', JSON.stringify([t.id, t.kind, t.userId, t.areaId, t.actorId, t.refType, t.refId, t.reversesId, t.title, t.why, t.ruleVersion, t.inputs, t.reason, t.balance, t.createdAt, entries.map((e) => [e.account, e.amount])]), 'base64url');
