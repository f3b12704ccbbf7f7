export const IMPORT_KINDS = { MEMBERS: '党员花名册', AREAS: '小区楼栋', UNITS: '单位', GOODS: '兑换商品', RESOURCE: '资源清单', NEEDS: '需求清单', PROJECTS: '项目清单', PACTS: '共建协议' } as const;
export type ImportKind = keyof typeof IMPORT_KINDS;
export const IMPORT_STATUSES = { READING: '正在读取', READY: '请核对', CONFIRMING: '正在写入', DONE: '已写入', FAILED: '读取失败', DISCARDED: '已放弃' } as const;
export type ImportStatus = keyof typeof IMPORT_STATUSES;
export const ROW_VERDICTS = { TAKEN: '采用', MENDED: '已修正', MERGED: '已合并', REFUSED: '不采用' } as const;
export type RowVerdict = keyof typeof ROW_VERDICTS;
export interface ImportView {
  id: number; kind: ImportKind; status: ImportStatus; fileName: string; rowsRead: number; rowsTotal: number | null;
  counts: Record<RowVerdict, number>; error: string | null; createdAt: number; confirmedAt: number | null;
  /** Per sheet: the header cells found and which field each column feeds (null: not used). */
  columns: { sheet: string; headerRow: number; headers: string[]; fields: (string | null)[] }[];
  /** The fields this kind of import knows, for re-mapping. */
  fields: { key: string; label: string; required: boolean }[];
  /** Signed, short-lived address of the refused rows as Excel; null when there are none. */
  refusedUrl: string | null;
  actions: ('confirm' | 'remap' | 'discard')[];
}
export interface ImportRowView { id: number; sheet: string; rowNumber: number; verdict: RowVerdict; /** Chinese sentences: what was mended, why refused, with what merged. */ notes: string[]; values: Record<string, string> }
export interface RemapInput { sheet: string; fields: (string | null)[] }

/** What a new roster says differently from the one in force. Nobody is dropped in silence: each is decided by somebody. */
export const DIFFERENCE_KINDS = { LEFT: '名册里没有了', MOVED_UNIT: '换了单位', MOVED_COMMUNITY: '换了社区', JOINED: '新进名册' } as const;
export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;
export const DIFFERENCE_DECISIONS = { KEEP: '保持不变', MOVE: '按新名册改', RETIRE: '已退休，转为居民党员', END: '结束报到' } as const;
export type DifferenceDecision = keyof typeof DIFFERENCE_DECISIONS;
export const DIFFERENCE_LIMITS = { ids: 100 } as const;
/** `id` 0: found before the file is written, so nothing can be decided yet. `phone` is masked. */
export interface RosterDifferenceView {
  id: number; kind: DifferenceKind; name: string; phone: string; unitBefore: string | null; unitAfter: string | null; communityBefore: string | null; communityAfter: string | null;
  /** He uses the app himself. */ registered: boolean; note: string | null; decision: DifferenceDecision | null; decidedAt: number | null; decidedBy: string | null; actions: DifferenceDecision[];
}
/** `open`: waiting to be decided; before writing, all that would wait. */
export interface RosterDifferences { counts: Record<DifferenceKind, { all: number; open: number }>; items: RosterDifferenceView[]; next: string | null }
export interface DecideDifferencesInput { ids: number[]; decision: DifferenceDecision }
export interface DecidedDifferences { decided: RosterDifferenceView[]; refused: { id: number; message: string }[] }
