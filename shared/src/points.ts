export const ENTRY_KINDS = { EARN: '服务获得', HOLD: '兑换占用', RELEASE: '占用退回', SPEND: '兑换支出', REVERSAL: '冲正', EXPIRE: '到期', ADJUST: '调整' } as const;
export type EntryKind = keyof typeof ENTRY_KINDS;
/** Points are integers. `available` may be spent now, `held` waits for pickup. */
export interface PointsView { available: number; held: number; earned: number; spent: number; tariffText: string[] }
export interface PointsEntryView { id: number; at: number; kind: EntryKind; amount: number; title: string; why: string; balance: number }
