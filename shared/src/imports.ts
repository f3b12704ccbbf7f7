export const IMPORT_KINDS = { MEMBERS: '党员花名册', AREAS: '小区楼栋', UNITS: '单位', GOODS: '兑换商品' } as const;
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
