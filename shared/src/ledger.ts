import type { EntryKind, LedgerAccount, LedgerRef } from './points.ts';
import type { RewardKind } from './rewards.ts';

/** 物资公示: what came in and what went out at one point in one month of Shanghai. Public; donors are units, people are not in it. */
export interface StockSheetRow { rewardId: number; kind: RewardKind; name: string; spec: string; unit: string; opening: number; purchased: number; donated: number; issued: number; returned: number; damaged: number; counted: number; closing: number; donor: string }
export interface StockSheetView { pickupPointId: number; pointName: string; areaName: string; month: string; orders: number; points: number; rows: StockSheetRow[] }

export const GUARD_LEVELS = { OK: '充足', WATCH: '接近上限', OVER: '超出家底' } as const;
export type GuardLevel = keyof typeof GUARD_LEVELS;
/** Promised points may be worth at most this share of the means (rule R35: 1.2), in percent; from `watch` on it is said. */
export const GUARD_PERCENT = { watch: 100, over: 120 } as const;
/** Outstanding points against the means to honour them: goods on all shelves and money set aside. City-wide: points are good everywhere. */
export interface GuardView {
  outstanding: number; pointValueFen: number; promisedFen: number; stockFen: number; fundFen: number; percent: number; level: GuardLevel;
  /** Mean of the last twelve weeks. */ weeklyIssued: number; weeklySpent: number;
  /** Weeks until promises pass the limit at that pace; null: not at this pace. */ weeksLeft: number | null; advice: string;
}
export interface FundInput { areaId: number; amountFen: number; source: string; note?: string }
export interface FundEntryView { id: number; at: number; areaName: string; amountFen: number; source: string; note: string; actorName: string }
export const FUND_LIMITS = { amountFen: { min: -1_000_000_000, max: 1_000_000_000 }, source: { min: 2, max: 40 }, note: { min: 0, max: 100 } } as const;

/** The journal as an auditor reads it. */
export interface JournalQuery { areaId: number; kind?: EntryKind; q?: string; from?: string; to?: string; after?: string }
export interface JournalRow { id: number; at: number; kind: EntryKind; personName: string; areaName: string; title: string; amount: number; held: number; actorName: string }
export interface JournalTxView extends JournalRow {
  why: string; refType: LedgerRef; refId: number; ruleVersion: number | null; inputs: string | null; reason: string | null; balance: number; reverses: number | null; reversedBy: number | null; hash: string;
  /** The stored hash is the hash of what is stored. */ intact: boolean;
  entries: { account: LedgerAccount; amount: number }[];
}
/** One run of reconcile: every invariant, how many findings, the first offenders. */
export interface ReconcileCheck { id: string; title: string; findings: number; offenders: string[]; ms: number }
export interface ReconcileRunCard { id: number; at: number; ms: number; transactions: number; findings: number; by: 'NIGHT' | 'HAND' }
export interface ReconcileRunView extends ReconcileRunCard { checks: ReconcileCheck[]; totals: { area: string; month: string; issued: number; spent: number; expired: number; adjusted: number }[] }
