import type { EntityManager } from 'typeorm';
import { LIMIT_PERIODS, type RedemptionChannel } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { hold, release, spend, unspend } from '../journal/journal.store.js';
import { periodBegins } from '../shelf/shelf.rules.js';
import { issue, putBack, takeBack, takenSince, type PointRow } from '../shelf/stock.store.js';
import { pickupCode, pickupHash } from './pickup-code.js';
import { expiresAt, what } from './redemptions.rules.js';
import { insertRedemption, step, type Orderable, type RedemptionRow, type Step } from './redemptions.store.js';

/**
 * An order with everything it moves: its own row, points, the audit trail, and the shelf, whose row everybody wants, last.
 * Nobody who holds an account's row goes on to an order that is already there, so none of these wait for each other in a ring.
 */
export interface Found { row: RedemptionRow; point: PointRow }
const pointsOf = ({ row, point }: Found, actorId: number) => ({ userId: row.userId, points: row.points, title: `兑换 ${what(row)}`, redemptionId: row.id, areaId: point.areaId, actorId });
const audited = (m: EntityManager, now: number, { row, point }: Found, actorId: number, action: string, more: { reason?: string; detail?: object } = {}): Promise<void> =>
  audit(m, { actorId, action: `redemption.${action}`, refType: 'redemption', refId: row.id, areaId: point.areaId, at: now, ...more });

export interface NewOrder { id?: number; who: { id: number; name: string }; quantity: number; actorId: number; channel: RedemptionChannel; secret: string }
/**
 * A new order: points held, code made. The caller reserves the goods right after, and where a limit per person stands he has taken
 * the person's turn before. @throws REWARD_LIMIT, POINTS_SHORT, POINTS_DEBT, POINTS_FROZEN
 */
export async function place(m: EntityManager, now: number, { reward, point }: Orderable, o: NewOrder): Promise<Found> {
  if (reward.perPerson > 0) {
    const taken = (await takenSince(m, o.who.id, [reward.id], periodBegins(reward.limitPeriod, now))).get(reward.id) ?? 0;
    if (taken + o.quantity > reward.perPerson) throw fail('REWARD_LIMIT', { period: LIMIT_PERIODS[reward.limitPeriod], limit: reward.perPerson });
  }
  const id = o.id ?? newId();
  const made = { id, userId: o.who.id, rewardId: reward.id, pickupPointId: point.id, name: reward.name, spec: reward.spec, unit: reward.unit, quantity: o.quantity, points: reward.points * o.quantity, channel: o.channel, createdAt: now, expiresAt: expiresAt(now) };
  const found = { point, row: { ...made, personName: o.who.name, status: 'HELD' as const, settledAt: null, collectedAt: null, reason: null, offeredId: null, offerNote: null, replacedBy: null } };
  await hold(m, now, pointsOf(found, o.actorId));
  await insertRedemption(m, { ...made, codeHash: pickupHash(o.secret, pickupCode(o.secret, id)) }, o.actorId);
  await audited(m, now, found, o.actorId, 'order', { detail: { rewardId: reward.id, quantity: o.quantity, points: made.points, channel: o.channel } });
  return found;
}
/** The order ends uncollected: points return. The caller puts the goods back. `why` is the owner's line in his statement. @throws STATE */
export async function letGo(m: EntityManager, now: number, found: Found, s: Step, why: string): Promise<void> {
  await step(m, now, found.row.id, s);
  await release(m, now, pointsOf(found, s.actorId), why, s.action === 'cancel' || s.action === 'expire' ? 'OWN' : 'HOUSE');
  await audited(m, now, found, s.actorId, s.action, { reason: s.reason, ...(s.replacedBy === undefined ? {} : { detail: { replacedBy: s.replacedBy } }) });
}
/** Points and goods return. @throws STATE */
export async function undo(m: EntityManager, now: number, found: Found, s: Step, why: string): Promise<void> {
  await letGo(m, now, found, s, why);
  await putBack(m, now, found.row, s.actorId);
}
/** Handed over by a keeper: the points are spent, the goods gone. @throws STATE */
export async function handOver(m: EntityManager, now: number, found: Found, keeperId: number): Promise<void> {
  await step(m, now, found.row.id, { action: 'collect', actorId: keeperId, keeperId });
  await spend(m, now, pointsOf(found, keeperId));
  await audited(m, now, found, keeperId, 'collect');
  await issue(m, now, found.row, keeperId);
}
/** Collected goods come back: the spending is reversed. @throws STATE */
export async function bringBack(m: EntityManager, now: number, found: Found, actorId: number, reason: string): Promise<void> {
  await step(m, now, found.row.id, { action: 'giveBack', actorId, reason });
  await unspend(m, now, pointsOf(found, actorId), reason);
  await audited(m, now, found, actorId, 'giveBack', { reason });
  await takeBack(m, now, found.row, actorId);
}
