export const REWARD_KINDS = { GOODS: '商品', SERVICE: '服务' } as const;
export type RewardKind = keyof typeof REWARD_KINDS;
export const REDEMPTION_STATUSES = { HELD: '待领取', COLLECTED: '已领取', CANCELLED: '已取消', EXPIRED: '已过期退回', SUBSTITUTED: '已换成别的', RETURNED: '已退货' } as const;
export type RedemptionStatus = keyof typeof REDEMPTION_STATUSES;
/** cancel: by its owner; callOff: by the point's staff, with a reason; substitute: staff offer another thing, the owner says yes or no; giveBack: the goods come back. */
export type RedemptionAction = 'cancel' | 'collect' | 'callOff' | 'substitute' | 'acceptSubstitute' | 'declineSubstitute' | 'giveBack';
/** How an order was made: by its owner in the app, or by a keeper at the counter for somebody without a phone. */
export const REDEMPTION_CHANNELS = { APP: '本人下单', COUNTER: '柜台代办' } as const;
export type RedemptionChannel = keyof typeof REDEMPTION_CHANNELS;
/** The period in which `perPerson` pieces may be had. ONCE: ever. */
export const LIMIT_PERIODS = { DAY: '每天', WEEK: '每周', MONTH: '每月', QUARTER: '每季度', YEAR: '每年', ONCE: '总共' } as const;
export type LimitPeriod = keyof typeof LIMIT_PERIODS;
export const REWARD_LIMITS = {
  name: { min: 1, max: 40 }, spec: { min: 0, max: 40 }, unit: { min: 1, max: 8 }, donor: { min: 0, max: 40 }, intro: { min: 0, max: 200 }, points: { min: 1, max: 100_000 }, stock: { min: 0, max: 100_000 }, quantity: { min: 1, max: 10 }, perPerson: { min: 0, max: 100 },
  costFen: { min: 0, max: 10_000_000 }, pointName: { min: 2, max: 40 }, address: { min: 2, max: 80 }, openHours: { min: 0, max: 60 }, reason: { min: 2, max: 100 }, photos: 4, lines: 500, damage: { min: 1, max: 100_000 },
} as const;
/** An order waits this many days to be collected, then points and stock return. Our own choice. */
export const PICKUP_DAYS = 15;
/** Collected goods are taken back this many days. Our own choice. */
export const RETURN_DAYS = 30;
/** 8 characters of 32 (digits and capitals without I, L, O and U): read aloud and typed by elders. */
export const PICKUP_CODE_LENGTH = 8;
/** Goods whose day is nearer than this are shown to the keeper first. Our own choice. */
export const BEST_BEFORE_WARN_DAYS = 30;

export interface PickupPointView { id: number; areaId: number; areaName: string; name: string; address: string; openHours: string; phone: string; nearest: boolean }
export interface PickupPointInput { areaId: number; name: string; address: string; openHours?: string; phone: string }
export type UpdatePickupPointInput = Omit<PickupPointInput, 'areaId'>;
export interface RewardView {
  id: number; pickupPointId: number; kind: RewardKind; name: string; spec: string; unit: string; points: number; stock: number; donor: string; intro: string; bestBefore: string | null;
  /** At most this many ordered or collected per person and `limitPeriod`; 0 = no limit. */ perPerson: number; limitPeriod: LimitPeriod; photoUrl: string | null;
  /** Why the reader cannot order it; null when he can. */ blocked: string | null;
  /** The reader is on its waiting list. */ waiting: boolean; actions: ('order' | 'wait' | 'leave' | 'edit')[];
}
/** The shelf as its staff see it. */
export interface ShelfRowView extends RewardView { reserved: number; costFen: number; listed: boolean; waiters: number; photos: { id: number; url: string; thumbUrl: string; width: number; height: number }[]; /** 快到期, 已过期, 快没货. */ alerts: string[] }
export type ShelfFilter = 'ALL' | 'EXPIRING' | 'LOW' | 'UNLISTED';
export interface OrderInput { rewardId: number; quantity: number }
export interface RedemptionView {
  id: number; rewardId: number; name: string; spec: string; unit: string; quantity: number; points: number; status: RedemptionStatus; channel: RedemptionChannel; pickupPoint: PickupPointView; personName: string;
  /** Shown to its owner while it can be collected; null otherwise. */ code: string | null; createdAt: number; expiresAt: number; collectedAt: number | null; settledAt: number | null; reason: string | null;
  /** Another thing that staff offer instead, while it waits for an answer. */ substitute: { rewardId: number; name: string; spec: string; unit: string; points: number; note: string } | null;
  /** The order that took its place. */ replacedBy: number | null; actions: RedemptionAction[];
}
export interface CollectInput { code: string }
export interface RedemptionReasonInput { reason: string }
export interface SubstituteInput { rewardId: number; note: string }
/** Serving somebody at the counter who has no phone: name and the last four digits of the number he registered with. */
export interface CounterFindInput { pickupPointId: number; name: string; phoneTail: string }
export interface CounterPersonView { name: string; phoneTail: string; available: number; blocked: string | null; waiting: { id: number; name: string; quantity: number; unit: string }[] }
export interface CounterOrderInput extends CounterFindInput { rewardId: number; quantity: number }
/** The waiting order of somebody at the counter without a phone. */
export interface CounterCollectInput extends CounterFindInput { redemptionId: number }

export interface StockInput { name: string; spec?: string; unit: string; kind: RewardKind; points: number; stock: number; donor?: string; intro?: string; bestBefore?: string; perPerson?: number; limitPeriod?: LimitPeriod; costFen?: number; photoIds?: number[] }
/** What of a reward may be changed. Name, unit and price make it what it is: another price is another row. */
export interface UpdateRewardInput { intro?: string; donor?: string; bestBefore?: string; perPerson?: number; limitPeriod?: LimitPeriod; costFen?: number; listed?: boolean; photoIds?: number[] }
export interface RestockInput { quantity: number; source: 'PURCHASE' | 'DONATION'; donor?: string; bestBefore?: string }
export interface DamageInput { quantity: number; reason: string }
export interface RedemptionQuery { pickupPointId: number; status?: RedemptionStatus; after?: string }
export const STOCK_MOVES = { PURCHASE: '采购入库', DONATION: '捐赠入库', RESERVE: '下单预留', RELEASE: '退回上架', ISSUE: '领取出库', BACK: '退货入库', DAMAGE: '损耗', COUNT: '盘点' } as const;
export type StockMoveKind = keyof typeof STOCK_MOVES;
export interface StockMoveView { id: number; at: number; rewardName: string; kind: StockMoveKind; quantity: number; reservedQuantity: number; reason: string | null; actorName: string }

export const STOCK_TAKE_STATUSES = { OPEN: '清点中', COUNTED: '待第二人复核', CONFIRMED: '已入账', DROPPED: '已作废' } as const;
export type StockTakeStatus = keyof typeof STOCK_TAKE_STATUSES;
/** Counted by one, confirmed by another. `book` is what the shelf should have held (free and reserved) when its line was counted. */
export interface StockTakeLine { rewardId: number; name: string; spec: string; unit: string; book: number; counted: number | null; note: string }
export interface StockTakeView { id: number; pickupPointId: number; status: StockTakeStatus; startedBy: string; startedAt: number; confirmedBy: string | null; confirmedAt: number | null; lines: StockTakeLine[]; differences: number; actions: ('count' | 'submit' | 'confirm' | 'drop')[] }
export interface StockTakeCard { id: number; status: StockTakeStatus; startedBy: string; startedAt: number; confirmedBy: string | null; differences: number }
export interface CountInput { lines: { rewardId: number; counted: number; note?: string }[] }
