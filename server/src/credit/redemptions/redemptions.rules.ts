import { DAY_MS, PICKUP_DAYS, type RedemptionStatus } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

export type RedemptionStep = 'cancel' | 'collect' | 'expire' | 'callOff' | 'replace' | 'giveBack';
export const redemptionFlow = flow<RedemptionStatus, RedemptionStep>({
  HELD: { cancel: 'CANCELLED', collect: 'COLLECTED', expire: 'EXPIRED', callOff: 'CANCELLED', replace: 'SUBSTITUTED' },
  COLLECTED: { giveBack: 'RETURNED' }, CANCELLED: {}, EXPIRED: {}, SUBSTITUTED: {}, RETURNED: {},
});
/** An order made at that instant waits until then. */
export const expiresAt = (orderedAt: number): number => orderedAt + PICKUP_DAYS * DAY_MS;
