import type { EntityManager } from 'typeorm';
import { POINTS_FLOOR, type EntryKind, type LedgerAccount, type LedgerRef, type TariffFacts } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { accountChange, expiryOf, hashOfTx, intoLots, isReversible, negated, postings, type Posting } from './journal.rules.js';
import { lotsFirst, lotsFor, movesOf, newLot, putBack, take } from './lots.store.js';

/**
 * The one door to points. Every function posts one balanced transaction inside the caller's database transaction, moves the
 * person's stored balance and his lots with it, and is refused by a unique key the second time it is asked the same thing.
 * The account's row is taken first and is the lock for everything else of this person; no row of the house is touched.
 */
export interface AccountRow { available: number; held: number; earned: number; spent: number; expired: number; adjusted: number; frozen: number }
const NO_ACCOUNT: AccountRow = { available: 0, held: 0, earned: 0, spent: 0, expired: 0, adjusted: 0, frozen: 0 };
/** Who never had points has no row: all zero. */
export async function accountOf(m: EntityManager, userId: number): Promise<AccountRow> {
  const [row] = await m.query<AccountRow[]>('SELECT available, held, earned, spent, expired, adjusted, frozen FROM points_account WHERE userId = ?', [userId]);
  return row ?? NO_ACCOUNT;
}
/** Two first times at once: one inserts, the other is told by the key that the account is there. */
export async function openAccount(m: EntityManager, userId: number): Promise<void> {
  try {
    await m.query('INSERT INTO points_account (userId, available, held, earned, spent, expired, adjusted, frozen) VALUES (?, 0, 0, 0, 0, 0, 0, 0)', [userId]);
  } catch (e) {
    if (!isDuplicate(e)) throw e;
  }
}
/** Makes everything that moves this person's points wait until the transaction ends. A posting does so itself; this is for reading his lots before one. */
export const lockAccount = (m: EntityManager, userId: number): Promise<number> => change(m, 'UPDATE points_account SET held = held WHERE userId = ?', [userId]);

/** Points for a verified log. `why`: the sentence of the tariff; `facts`: what the tariff was given. */
export interface Award { userId: number; points: number; title: string; why: string; logId: number; areaId: number | null; actorId: number; ruleVersion: number; facts: TariffFacts }
/** None (0) leave no transaction. A log earns once. Fills a debt first; the rest is a new lot. */
export async function award(m: EntityManager, now: number, a: Award): Promise<void> {
  if (a.points <= 0) return;
  const draft = { ...a, kind: 'AWARD' as const, refType: 'log' as const, refId: a.logId, inputs: JSON.stringify(a.facts) };
  const tx = await post(m, now, draft, postings('AWARD', a.points));
  await newLot(m, now, a.userId, tx.id, intoLots(tx.balance, a.points), expiryOf(now));
}
/** Points of one order, on their way from available over held to spent or back. */
export interface Ordered { userId: number; points: number; title: string; redemptionId: number; areaId: number | null; actorId: number }
const about = (o: Ordered) => ({ userId: o.userId, title: o.title, areaId: o.areaId, actorId: o.actorId, refType: 'redemption' as const, refId: o.redemptionId });
/** Sets points aside. The UPDATE itself looks at the balance, so two orders at once cannot spend the same points. @throws POINTS_SHORT, POINTS_DEBT, POINTS_FROZEN */
export async function hold(m: EntityManager, now: number, o: Ordered): Promise<void> {
  const tx = await post(m, now, { ...about(o), kind: 'HOLD', why: '下单时占用，领取后扣除' }, postings('HOLD', o.points));
  await take(m, tx.id, await lotsFor(m, o.userId, o.points), o.points);
}
/** Gives held points back to the lots they came from: by the owner's own doing, or by the house's. `why` says which. */
export async function release(m: EntityManager, now: number, o: Ordered, why: string, cause: 'OWN' | 'HOUSE'): Promise<void> {
  const tx = await post(m, now, { ...about(o), kind: 'RELEASE', why }, postings('RELEASE', o.points));
  await putBack(m, now, o.userId, tx.id, await movesOf(m, 'HOLD', 'redemption', o.redemptionId), intoLots(tx.balance, o.points), cause);
}
/** Held points are gone: the goods were handed over. */
export async function spend(m: EntityManager, now: number, o: Ordered): Promise<void> {
  await post(m, now, { ...about(o), kind: 'SPEND', why: `已领取，扣除占用的 ${o.points} 分` }, postings('SPEND', o.points));
}
/** The goods came back: the spending is reversed, and the hold released by the house. */
export async function unspend(m: EntityManager, now: number, o: Ordered, reason: string): Promise<void> {
  const spent = await txOf(m, 'SPEND', 'redemption', o.redemptionId);
  await post(m, now, { ...about(o), kind: 'REVERSAL', why: '退货，冲正兑换支出', reversesId: spent.id, reason }, postings('SPEND', o.points).map((e) => ({ ...e, amount: -e.amount })));
  await release(m, now, o, '退货，积分退回', 'HOUSE');
}
/** What is left of a lot whose day has come. Nothing happens when it was used up meanwhile. */
export async function expire(m: EntityManager, now: number, lot: { id: number; userId: number }): Promise<number> {
  await lockAccount(m, lot.userId); // nobody spends from it meanwhile
  const [row] = await m.query<{ leftPoints: number }[]>('SELECT leftPoints FROM points_lot WHERE id = ? AND live = 1 AND expiresAt <= ?', [lot.id, now]);
  if (!row) return 0;
  const tx = await post(m, now, { userId: lot.userId, areaId: null, actorId: 0, kind: 'EXPIRE', refType: 'lot', refId: lot.id, title: '积分到期', why: `满有效期未使用，${row.leftPoints} 分到期` }, postings('EXPIRE', row.leftPoints));
  await take(m, tx.id, [{ id: lot.id, leftPoints: row.leftPoints }], row.leftPoints);
  return row.leftPoints;
}
export interface Corrected { correctionId: number; userId: number; areaId: number | null; actorId: number; reason: string }
/** Adds or takes points by a decision of two people. Never takes more than is there. @throws POINTS_SHORT */
export async function adjust(m: EntityManager, now: number, c: Corrected & { points: number }): Promise<void> {
  const tx = await post(m, now, { userId: c.userId, areaId: c.areaId, actorId: c.actorId, kind: 'ADJUST', refType: 'correction', refId: c.correctionId, title: '积分更正', why: '经两位工作人员核准的更正', reason: c.reason }, postings('ADJUST', c.points));
  if (c.points > 0) await newLot(m, now, c.userId, tx.id, intoLots(tx.balance, c.points), expiryOf(now));
  else await take(m, tx.id, await lotsFor(m, c.userId, -c.points), -c.points);
}
/**
 * Takes a transaction back, once: amounts exactly negated, pointing to the original. May leave a balance below zero, down to
 * the floor. @throws NOT_FOUND, NOT_REVERSIBLE, REVERSED, POINTS_FLOOR
 */
export async function reverse(m: EntityManager, now: number, txId: number, c: { actorId: number; reason: string }): Promise<void> {
  const old = await getTx(m, txId);
  if (!isReversible(old.kind)) throw fail('NOT_REVERSIBLE');
  const entries = negated(await entriesOf(m, txId)), { available } = accountChange(entries);
  const draft = { userId: old.userId, areaId: old.areaId, actorId: c.actorId, kind: 'REVERSAL' as const, refType: old.refType, refId: old.refId, reversesId: txId, title: old.title, why: `冲正：${old.why}`.slice(0, 200), reason: c.reason };
  let tx: { id: number; balance: number };
  try {
    tx = await post(m, now, draft, entries);
  } catch (e) {
    throw isDuplicate(e) ? fail('REVERSED') : e;
  }
  const moves = await lotMoves(m, txId);
  if (available > 0) return putBack(m, now, old.userId, tx.id, moves, intoLots(tx.balance, available), 'HOUSE');
  // Its own lot first, then the oldest; what is used already stays a debt.
  await take(m, tx.id, await lotsFirst(m, old.userId, moves.map((v) => v.lotId), -available), -available);
}

export interface TxRow { id: number; kind: EntryKind; userId: number; areaId: number | null; refType: LedgerRef; refId: number; title: string; why: string }
const TX = 'SELECT id, kind, userId, areaId, refType, refId, title, why FROM journal_tx';
/** @throws NOT_FOUND */
export async function getTx(m: EntityManager, id: number): Promise<TxRow> {
  const [row] = await m.query<TxRow[]>(`${TX} WHERE id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
async function txOf(m: EntityManager, kind: EntryKind, refType: LedgerRef, refId: number): Promise<TxRow> {
  const [row] = await m.query<TxRow[]>(`${TX} WHERE kind = ? AND refType = ? AND refId = ?`, [kind, refType, refId]);
  if (!row) throw fail('STATE');
  return row;
}
const isReversed = async (m: EntityManager, txId: number): Promise<boolean> => (await m.query<unknown[]>('SELECT 1 FROM journal_tx WHERE reversesId = ?', [txId])).length > 0;
export const entriesOf = (m: EntityManager, txId: number): Promise<Posting[]> =>
  m.query<{ account: LedgerAccount; amount: number }[]>('SELECT account, amount FROM journal_entry WHERE txId = ? ORDER BY seq', [txId]);
const lotMoves = (m: EntityManager, txId: number): Promise<{ lotId: number; points: number }[]> => m.query('SELECT lotId, points FROM lot_move WHERE txId = ?', [txId]);

interface Draft {
  kind: EntryKind; userId: number; areaId: number | null; actorId: number; refType: LedgerRef; refId: number; title: string; why: string;
  reversesId?: number; ruleVersion?: number; inputs?: string; reason?: string;
}
/** What the balance must allow, beside the column's own check. Whoever has no account yet can only be given. */
const GUARDS: Partial<Record<EntryKind, string>> = { HOLD: 'available >= ? AND frozen = 0', EXPIRE: 'available >= ?', RELEASE: 'held >= ?', SPEND: 'held >= ?' };
async function post(m: EntityManager, now: number, d: Draft, entries: Posting[]): Promise<{ id: number; balance: number }> {
  const v = accountChange(entries), amount = Math.max(-v.available, -v.held);
  const guard = d.kind === 'ADJUST' && v.available < 0 ? 'available >= ?' : d.kind === 'REVERSAL' && v.available < 0 ? 'available >= ?' : GUARDS[d.kind];
  const least = d.kind === 'REVERSAL' ? POINTS_FLOOR + amount : amount;
  const move = (): Promise<number> =>
    change(m, `UPDATE points_account SET available = available + ?, held = held + ?, earned = earned + ?, spent = spent + ?, expired = expired + ?, adjusted = adjusted + ? WHERE userId = ?${guard ? ` AND ${guard}` : ''}`,
      [v.available, v.held, v.earned, v.spent, v.expired, v.adjusted, d.userId, ...(guard ? [least] : [])]);
  if ((await move()) === 0) {
    if (guard) throw await refusal(m, d, amount);
    await openAccount(m, d.userId);
    await move();
  }
  // After the UPDATE, whose lock makes the balance read here the one it left.
  const { available } = await accountOf(m, d.userId), id = newId();
  const t = { id, kind: d.kind, userId: d.userId, areaId: d.areaId, actorId: d.actorId, refType: d.refType, refId: d.refId, reversesId: d.reversesId ?? null, title: d.title, why: d.why, ruleVersion: d.ruleVersion ?? 0, inputs: d.inputs ?? null, reason: d.reason ?? null, balance: available, createdAt: now };
  await m.query(
    'INSERT INTO journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [t.id, t.kind, t.userId, t.areaId, t.actorId, t.refType, t.refId, t.reversesId, t.title, t.why, t.ruleVersion, t.inputs, t.reason, t.balance, t.createdAt, hashOfTx(t, entries)],
  );
  const owner = (e: Posting): number | null => (e.account === 'AVAILABLE' || e.account === 'HELD' ? d.userId : null);
  await m.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) VALUES ${entries.map(() => '(?, ?, ?, ?, ?)').join(', ')}`, entries.flatMap((e, i) => [id, i, e.account, owner(e), e.amount]));
  return { id, balance: available };
}
async function refusal(m: EntityManager, d: Draft, amount: number): Promise<Error> {
  const { available, frozen } = await accountOf(m, d.userId);
  // A second reversal may find the floor in its way: what it must hear is that the first one stands.
  if (d.kind === 'REVERSAL') return fail((await isReversed(m, d.reversesId!)) ? 'REVERSED' : 'POINTS_FLOOR');
  if (d.kind === 'RELEASE' || d.kind === 'SPEND') return fail('STATE');
  if (d.kind === 'HOLD' && frozen === 1) return fail('POINTS_FROZEN');
  if (available < 0) return fail('POINTS_DEBT');
  return fail('POINTS_SHORT', { need: amount - available });
}
