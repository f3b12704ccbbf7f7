import type { EntityManager } from 'typeorm';
import type { EntryKind } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { TARIFF_VERSION } from './points.rules.js';

/** Points for a verified log. `why`: the sentence of `pointsFor`; `inputs`: what the rule was given. */
export interface Earned { userId: number; points: number; title: string; why: string; logId: number; communityId: number | null; inputs?: object }
/** Points of one order, on their way from available over held to spent or back. */
export interface Reserved { userId: number; points: number; title: string; redemptionId: number; communityId: number | null }

/** Adds earned points; opens the account with the first ones. None (0) leave no entry. A log earns once: the second time the unique key refuses. */
export async function earn(m: EntityManager, now: number, e: Earned): Promise<void> {
  if (e.points <= 0) return;
  const add = (): Promise<number> => change(m, 'UPDATE points_account SET available = available + ?, earned = earned + ? WHERE userId = ?', [e.points, e.points, e.userId]);
  if ((await add()) === 0) {
    await openAccount(m, e.userId);
    await add();
  }
  await enter(m, now, { ...e, kind: 'EARN', amount: e.points, heldAmount: 0, refType: 'log', refId: e.logId, inputs: e.inputs ?? null });
}
/** Sets points aside for an order. The UPDATE itself looks at the balance, so two orders at once cannot spend the same points. @throws POINTS_SHORT */
export async function hold(m: EntityManager, now: number, r: Reserved): Promise<void> {
  const held = await change(m, 'UPDATE points_account SET available = available - ?, held = held + ? WHERE userId = ? AND available >= ?', [r.points, r.points, r.userId, r.points]);
  if (held === 0) throw fail('POINTS_SHORT', { need: r.points - (await accountOf(m, r.userId)).available });
  await enter(m, now, { ...r, kind: 'HOLD', amount: -r.points, heldAmount: r.points, refType: 'redemption', refId: r.redemptionId, why: '下单时占用，领取后扣除', inputs: null });
}
/** Gives held points back: the order was cancelled or has expired; `why` says which. */
export async function release(m: EntityManager, now: number, r: Reserved, why: string): Promise<void> {
  await change(m, 'UPDATE points_account SET available = available + ?, held = held - ? WHERE userId = ?', [r.points, r.points, r.userId]);
  await enter(m, now, { ...r, kind: 'RELEASE', amount: r.points, heldAmount: -r.points, refType: 'redemption', refId: r.redemptionId, why, inputs: null });
}
/** Held points are gone: the goods were handed over. `available` does not change. */
export async function spend(m: EntityManager, now: number, r: Reserved): Promise<void> {
  await change(m, 'UPDATE points_account SET held = held - ?, spent = spent + ? WHERE userId = ?', [r.points, r.points, r.userId]);
  await enter(m, now, { ...r, kind: 'SPEND', amount: 0, heldAmount: -r.points, refType: 'redemption', refId: r.redemptionId, why: `已领取，扣除占用的 ${r.points} 分`, inputs: null });
}

export interface AccountRow { available: number; held: number; earned: number; spent: number }
/** Who never earned anything has no row: all zero. */
export async function accountOf(m: EntityManager, userId: number): Promise<AccountRow> {
  const [row] = await m.query<AccountRow[]>('SELECT available, held, earned, spent FROM points_account WHERE userId = ?', [userId]);
  return row ?? { available: 0, held: 0, earned: 0, spent: 0 };
}
export interface EntryRow { id: number; at: number; kind: EntryKind; amount: number; title: string; why: string; balance: number }
/** Newest first, older than `before`. */
export const entriesOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<EntryRow[]> =>
  m.query<EntryRow[]>('SELECT id, createdAt AS at, kind, amount, title, why, balance FROM points_entry WHERE userId = ? AND id < ? ORDER BY id DESC LIMIT ?', [userId, before, limit]);

interface Entry { userId: number; kind: EntryKind; amount: number; heldAmount: number; refType: 'log' | 'redemption'; refId: number; title: string; why: string; communityId: number | null; inputs: object | null }
/** After the account's UPDATE, whose lock makes the balance read here the one it left. */
async function enter(m: EntityManager, now: number, e: Entry): Promise<void> {
  const { available } = await accountOf(m, e.userId);
  await m.query(
    'INSERT INTO points_entry (id, userId, kind, amount, heldAmount, balance, refType, refId, title, why, communityId, ruleVersion, inputs, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [newId(), e.userId, e.kind, e.amount, e.heldAmount, available, e.refType, e.refId, e.title, e.why, e.communityId, TARIFF_VERSION, e.inputs ? JSON.stringify(e.inputs) : null, now],
  );
}
/** Two first earnings at once: one inserts, the other is told by the key that the account is there. */
async function openAccount(m: EntityManager, userId: number): Promise<void> {
  try {
    await m.query('INSERT INTO points_account (userId, available, held, earned, spent) VALUES (?, 0, 0, 0, 0)', [userId]);
  } catch (e) {
    if (!isDuplicate(e)) throw e;
  }
}
