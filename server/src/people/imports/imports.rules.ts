import type { ImportKind, ImportRowView, ImportStatus, ImportView, Permission, RowVerdict } from '@xianfeng/shared';
import { cellText } from '../../lib/sheet/cell.js';
import { flow } from '../../lib/flow.js';
import { unpackCells } from './cells.rules.js';
import { FIELDS, pick, type SheetColumns } from './fields.rules.js';

/** READING is left by the reader, not by a person. What is written cannot be taken back as a whole: it has begun to live. */
export const importFlow = flow<ImportStatus, 'confirm' | 'remap' | 'discard'>({
  READING: {}, READY: { confirm: 'DONE', remap: 'READING', discard: 'DISCARDED' }, CONFIRMING: {}, DONE: {}, FAILED: { discard: 'DISCARDED' }, DISCARDED: {},
});

/** What one must be allowed to do, within the import's subtree, to bring or see a file of this kind. */
export const IMPORT_PERMISSIONS: Record<ImportKind, Permission> = { MEMBERS: 'roster.import', AREAS: 'area.manage', UNITS: 'unit.manage', GOODS: 'reward.manage', RESOURCE: 'list.manage', NEEDS: 'list.manage', PROJECTS: 'list.manage', PACTS: 'list.manage' };

export interface JobRow {
  id: number; kind: ImportKind; areaPath: string; targetId: number | null; fileName: string; status: ImportStatus; rowsRead: number; rowsTotal: number | null;
  taken: number; mended: number; merged: number; refused: number; columns: string; error: string | null; createdBy: number; createdAt: number; confirmedAt: number | null;
}
export interface StoredRow { id: number; sheet: string; rowNumber: number; verdict: RowVerdict | 'FORM'; cells: string; notes: string; fieldValues: string }

/** The area an import concerns. */
export const areaIdOf = (job: Pick<JobRow, 'areaPath'>): number => Number(job.areaPath.split('/').at(-2));
export const sheetsOf = (job: Pick<JobRow, 'columns'>): SheetColumns[] => JSON.parse(job.columns) as SheetColumns[];

/** `refusedUrl`: where the refused rows are, for a reader who may have them. */
export function importView(job: JobRow, refusedUrl: string): ImportView {
  const actions = importFlow.actions(job.status).filter((a) => a !== 'confirm' || job.taken + job.mended + job.merged > 0);
  return {
    id: job.id, kind: job.kind, status: job.status, fileName: job.fileName, rowsRead: job.rowsRead, rowsTotal: job.rowsTotal,
    counts: { TAKEN: job.taken, MENDED: job.mended, MERGED: job.merged, REFUSED: job.refused }, error: job.error, createdAt: job.createdAt, confirmedAt: job.confirmedAt,
    columns: sheetsOf(job), fields: FIELDS[job.kind].map(({ key, label, required }) => ({ key, label, required })),
    refusedUrl: job.refused > 0 && (job.status === 'READY' || job.status === 'DONE') ? refusedUrl : null, actions,
  };
}

/** A row as it is shown: what was understood, and the words of the file where nothing was. */
export function rowView(row: StoredRow, kind: ImportKind, columns: Map<string, SheetColumns>): ImportRowView {
  const values = JSON.parse(row.fieldValues) as Record<string, string>;
  const written = pick(unpackCells(row.cells), columns.get(row.sheet)?.fields ?? []);
  const shown: Record<string, string> = {};
  for (const { key } of FIELDS[kind]) shown[key] = understood(values, key) || cellText(written[key]);
  return { id: row.id, sheet: row.sheet, rowNumber: row.rowNumber, verdict: row.verdict as RowVerdict, notes: JSON.parse(row.notes) as string[], values: shown };
}

// Some fields are kept in parts, and a donor's name is only half of where goods come from.
const understood = (values: Record<string, string>, key: string): string =>
  key === 'address' ? `${values['compound'] ?? ''}${values['building'] ?? ''}${values['stairwell'] ?? ''}` : key === 'source' ? '' : values[key] ?? '';

/** Which fields a person may name for a sheet: those of the kind, each at most once, one entry per header. Null: it is fine. */
export function whyNotMapping(fields: (string | null)[], sheet: SheetColumns, kind: ImportKind): string | null {
  if (fields.length !== sheet.headers.length) return `这张表有 ${sheet.headers.length} 列`;
  const named = fields.filter((f) => f !== null);
  if (named.some((f) => !FIELDS[kind].some((known) => known.key === f))) return '有不认识的项目';
  return new Set(named).size < named.length ? '一个项目只能对应一列' : null;
}
