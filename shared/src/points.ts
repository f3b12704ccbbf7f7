import type { TariffFacts } from './tariff.ts';

/** What moves points. Every transaction of the journal has one of these kinds and concerns one person. */
export const ENTRY_KINDS = { AWARD: '服务获得', HOLD: '兑换占用', RELEASE: '占用退回', SPEND: '兑换支出', REVERSAL: '冲正', EXPIRE: '到期', ADJUST: '调整' } as const;
export type EntryKind = keyof typeof ENTRY_KINDS;
export const ENTRY_KIND_KEYS = Object.keys(ENTRY_KINDS) as EntryKind[];
/**
 * Where points can be. AVAILABLE and HELD belong to a person; the others are the house's and have no stored balance: theirs is
 * the sum of their entries (ISSUANCE is therefore negative).
 */
export const LEDGER_ACCOUNTS = { ISSUANCE: '发放', AVAILABLE: '可用', HELD: '占用', SPENT: '已兑换', EXPIRED: '已到期', ADJUSTMENT: '调整' } as const;
export type LedgerAccount = keyof typeof LEDGER_ACCOUNTS;
/** What a transaction is about. */
export const LEDGER_REFS = { log: '服务日志', redemption: '兑换单', lot: '积分批次', correction: '更正单' } as const;
export type LedgerRef = keyof typeof LEDGER_REFS;

/** Points live this long, oldest first out; people are told this many days before. Rule R32; nowhere wiped at the year's end. */
export const LOT_YEARS = 3;
export const LOT_WARN_DAYS = [90, 30] as const;
/** What comes back may be used for at least this many days. Our own choice. */
export const RESTORED_DAYS = 30;
/** A reversal may take a balance this far below zero: it blocks exchange until service has made it good, and nothing else. Our own choice. */
export const POINTS_FLOOR = -10_000;
export const POINTS_LIMITS = { reason: { min: 4, max: 200 }, appeal: { min: 4, max: 300 }, adjust: { min: -10_000, max: 10_000 } } as const;

/** Points are integers. `available` may be spent now (below zero after a reversal), `held` waits for pickup. */
export interface PointsView {
  available: number; held: number; earned: number; spent: number; expired: number;
  /** Why nothing can be exchanged now; null when one may. */ blocked: string | null;
  freeze: FreezeView | null;
  /** What ends within the longest warning, by day, soonest first. */ expiring: ExpiringView[];
  tariffText: string[];
}
export interface ExpiringView { day: string; points: number }
export interface PointsEntryView { id: number; at: number; kind: EntryKind; amount: number; title: string; why: string; balance: number }
/** 为什么是这么多分: one entry with its rule, what the rule was given, and the lots it made or used. */
export interface PointsWhyView extends PointsEntryView {
  refType: LedgerRef; refId: number;
  rule: { version: number; name: string; effectiveFrom: string } | null;
  /** The arithmetic, one step a line: [每小时, 10 分]. */ steps: { label: string; value: string }[];
  facts: TariffFacts | null;
  lots: { points: number; expiresAt: number }[];
  reverses: number | null; reversedBy: number | null;
}

export const FREEZE_STATUSES = { ACTIVE: '冻结中', APPEALED: '申诉中', LIFTED: '已解除' } as const;
export type FreezeStatus = keyof typeof FREEZE_STATUSES;
/** Exchange is stopped while something is looked into. Service, hours and earning go on. */
export interface FreezeView {
  id: number; userId: number; name: string; status: FreezeStatus; reason: string; frozenAt: number; appeal: string | null; appealedAt: number | null; decision: string | null; decidedAt: number | null;
  actions: ('appeal' | 'lift' | 'keep')[];
}
export interface FreezeInput { userId: number; reason: string }
export interface AppealInput { text: string }
export interface PointsReasonInput { reason: string }

export const CORRECTION_KINDS = { REVERSE: '冲正一笔', ADJUST: '调整积分' } as const;
export type CorrectionKind = keyof typeof CORRECTION_KINDS;
export const CORRECTION_STATUSES = { PROPOSED: '待第二人批准', APPROVED: '已入账', REFUSED: '已驳回' } as const;
export type CorrectionStatus = keyof typeof CORRECTION_STATUSES;
/** REVERSE names an entry; ADJUST names a person and signed points. Whoever proposes signs first; somebody else signs second. */
export interface CorrectionInput { kind: CorrectionKind; entryId?: number; userId?: number; points?: number; reason: string }
export interface CorrectionView {
  id: number; kind: CorrectionKind; userId: number; name: string; entryId: number | null; entryTitle: string; points: number; reason: string; status: CorrectionStatus;
  proposedBy: string; proposedAt: number; decidedBy: string | null; decidedAt: number | null; decision: string | null; actions: ('approve' | 'refuse')[];
}
