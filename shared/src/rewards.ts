export const REWARD_KINDS = { GOODS: '商品', SERVICE: '服务' } as const;
export type RewardKind = keyof typeof REWARD_KINDS;
export const REDEMPTION_STATUSES = { HELD: '待领取', COLLECTED: '已领取', CANCELLED: '已取消', EXPIRED: '已过期退回' } as const;
export type RedemptionStatus = keyof typeof REDEMPTION_STATUSES;
export type RedemptionAction = 'cancel' | 'collect';
export const REWARD_LIMITS = { name: { min: 1, max: 40 }, spec: { min: 0, max: 40 }, unit: { min: 1, max: 8 }, donor: { min: 0, max: 40 }, points: { min: 1, max: 100_000 }, stock: { min: 0, max: 100_000 }, quantity: { min: 1, max: 10 }, perPerson: { min: 0, max: 100 }, pointName: { min: 2, max: 40 }, address: { min: 2, max: 80 }, openHours: { min: 0, max: 60 } } as const;
/** An order waits this many days to be collected, then points and stock return. Our own choice. */
export const PICKUP_DAYS = 15;
/** 8 characters of an alphabet without 0/O, 1/I/L: read aloud and typed by elders. */
export const PICKUP_CODE_LENGTH = 8;
export interface PickupPointView { id: number; areaId: number; areaName: string; name: string; address: string; openHours: string; phone: string; nearest: boolean }
export interface RewardView { id: number; pickupPointId: number; kind: RewardKind; name: string; spec: string; unit: string; points: number; stock: number; donor: string; bestBefore: string | null; /** At most this many live or collected per person and month; 0 = no limit. */ perPerson: number; photoUrl: string | null; /** Why the reader cannot order it; null when he can. */ blocked: string | null; actions: ('order' | 'edit')[] }
export interface OrderInput { rewardId: number; quantity: number }
export interface RedemptionView {
  id: number; rewardId: number; name: string; spec: string; unit: string; quantity: number; points: number; status: RedemptionStatus; pickupPoint: PickupPointView; personName: string;
  /** Shown to its owner while it can be collected; null otherwise. */ code: string | null; createdAt: number; expiresAt: number; collectedAt: number | null; actions: RedemptionAction[];
}
export interface CollectInput { code: string }
export interface StockInput { name: string; spec?: string; unit: string; kind: RewardKind; points: number; stock: number; donor?: string; bestBefore?: string; perPerson?: number }
export interface RedemptionQuery { pickupPointId: number; status?: RedemptionStatus; after?: string }
export const STOCK_MOVES = { PURCHASE: '采购入库', DONATION: '捐赠入库', RESERVE: '下单预留', RELEASE: '退回', ISSUE: '领取出库', DAMAGE: '损耗', COUNT: '盘点' } as const;
export type StockMoveKind = keyof typeof STOCK_MOVES;
