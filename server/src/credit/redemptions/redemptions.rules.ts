import { DAY_MS, errorText, PICKUP_DAYS, RETURN_DAYS, type RedemptionAction, type RedemptionStatus } from '@xianfeng/shared';
import { fail, failFields } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';
import { isPastDay } from '../shelf/shelf.rules.js';

export type RedemptionStep = 'cancel' | 'collect' | 'expire' | 'callOff' | 'decline' | 'replace' | 'giveBack';
export const redemptionFlow = flow<RedemptionStatus, RedemptionStep>({
  HELD: { cancel: 'CANCELLED', collect: 'COLLECTED', expire: 'EXPIRED', callOff: 'CANCELLED', decline: 'CANCELLED', replace: 'SUBSTITUTED' },
  COLLECTED: { giveBack: 'RETURNED' }, CANCELLED: {}, EXPIRED: {}, SUBSTITUTED: {}, RETURNED: {},
});
/** An order made at that instant waits until then. */
export const expiresAt = (orderedAt: number): number => orderedAt + PICKUP_DAYS * DAY_MS;
/** It can be handed over now: past its time it only waits for the job that ends it. */
export const isWaiting = (order: { status: RedemptionStatus; expiresAt: number }, now: number): boolean => order.status === 'HELD' && now < order.expiresAt;
/** What was collected at that instant may come back now. */
export const mayReturn = (collectedAt: number, now: number): boolean => now < collectedAt + RETURN_DAYS * DAY_MS;

export interface OrderState { status: RedemptionStatus; expiresAt: number; collectedAt: number | null; offeredId: number | null }
/**
 * What the reader can do with an order now. `mayCollect`, `mayManage`: his permissions at its point. With an order of his own a keeper
 * does what everybody does with his own, and goes to a colleague for the rest.
 */
export function actionsOf(order: OrderState, reader: { isOwner: boolean; mayCollect: boolean; mayManage: boolean }, now: number): RedemptionAction[] {
  const isHeld = order.status === 'HELD', waits = isWaiting(order, now), isOffered = waits && order.offeredId !== null;
  const may: [RedemptionAction, boolean][] = reader.isOwner
    ? [['acceptSubstitute', isOffered], ['declineSubstitute', isOffered], ['cancel', isHeld]]
    : [['collect', reader.mayCollect && waits], ['substitute', reader.mayCollect && waits && !isOffered], ['callOff', reader.mayCollect && isHeld], ['giveBack', reader.mayManage && order.status === 'COLLECTED' && mayReturn(order.collectedAt ?? 0, now)]];
  return may.filter(([, can]) => can).map(([action]) => action);
}
/** Refuses what cannot be ordered whoever asks. @throws REWARD_OFF, INVALID (past its day), STOCK_OUT */
export function assertOrderable(reward: { listed: number; bestBefore: string | null; stock: number }, quantity: number, now: number): void {
  if (reward.listed !== 1) throw fail('REWARD_OFF');
  if (isPastDay(reward.bestBefore, now)) throw failFields({ rewardId: '已过保质期，暂停兑换' });
  if (reward.stock < quantity) throw fail('STOCK_OUT');
}

export interface Named { name: string; quantity: number; unit: string }
/** '大米 1袋'. */
export const what = ({ name, quantity, unit }: Named): string => `${name} ${quantity}${unit}`;
/** To somebody who was served at the counter and may have no other way to learn of it. */
export const counterMessage = (order: Named & { points: number }, point: { name: string; phone: string }): string => `【先锋】您在${point.name}领取了${what(order)}，用去 ${order.points} 分。如不是您本人，请拨打 ${point.phone}。`;
/** The street's (or town's) part of a path: ids stand below the city. Points in the city itself serve the whole city. */
export const streetOf = (path: string): string => `/${path.split('/').filter(Boolean).slice(0, 2).join('/')}/`;
/** Why somebody at the counter cannot exchange now whatever he wants, in Chinese; null when he can. What waits for him he may collect. */
export function whyNotServed(who: { isSelf: boolean; consented: boolean; frozen: number; available: number }): string | null {
  if (who.isSelf) return errorText('OWN_GOODS');
  if (!who.consented) return '同意服务协议后可以兑换';
  if (who.frozen === 1) return '积分已冻结，暂不能兑换';
  return who.available < 0 ? '积分为负，补足后可以兑换' : null;
}
