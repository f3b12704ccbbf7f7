import type { EntityManager } from 'typeorm';
import { PAGE_SIZE, type ImportKind, type ImportStatus, type RowVerdict } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { ImportJob } from './import.entity.js';
import type { JobRow, StoredRow } from './imports.rules.js';

const JOB = 'id, kind, areaPath, targetId, fileName, status, rowsRead, rowsTotal, taken, mended, merged, refused, columns, error, createdBy, createdAt, confirmedAt';
const ROW = 'id, sheet, rowNumber, verdict, cells, notes, fieldValues';

export async function insertJob(m: EntityManager, job: { kind: ImportKind; areaPath: string; targetId: number | null; fileName: string; createdBy: number; now: number }): Promise<number> {
  const id = newId();
  await m.insert(ImportJob, {
    id, kind: job.kind, areaPath: job.areaPath, targetId: job.targetId, fileName: job.fileName, status: 'READING', rowsRead: 0, rowsTotal: null, taken: 0, mended: 0, merged: 0, refused: 0,
    columns: '[]', error: null, createdBy: job.createdBy, createdAt: job.now, heartbeatAt: job.now, confirmedBy: null, confirmedAt: null,
  });
  return id;
}
export async function findJob(m: EntityManager, id: number): Promise<JobRow | null> {
  const [job] = await m.query<JobRow[]>(`SELECT ${JOB} FROM import_job WHERE id = ?`, [id]);
  return job ?? null;
}
/** Newest first, those of the given kinds within the given subtrees. */
export function listJobs(m: EntityManager, scopes: { kind: ImportKind; path: string }[], before: number): Promise<JobRow[]> {
  const where = scopes.map(() => '(kind = ? AND areaPath LIKE ?)').join(' OR ');
  return m.query<JobRow[]>(`SELECT ${JOB} FROM import_job WHERE id < ? AND (${where}) ORDER BY id DESC LIMIT ${PAGE_SIZE + 1}`, [before, ...scopes.flatMap((s) => [s.kind, `${s.path}%`])]);
}
/** Compare-and-set: of several at once, one moves the import and gets true. */
export async function moveJob(m: EntityManager, id: number, from: ImportStatus[], to: ImportStatus, now: number): Promise<boolean> {
  return (await change(m, `UPDATE import_job SET status = ?, heartbeatAt = ? WHERE id = ? AND status IN (${from.map(() => '?').join(',')})`, [to, now, id, ...from])) === 1;
}
export async function markConfirmed(m: EntityManager, id: number, by: number, now: number): Promise<void> {
  await m.query('UPDATE import_job SET confirmedBy = ?, confirmedAt = ? WHERE id = ?', [by, now, id]);
}
/** Files of one person that are being read now. */
export async function countReading(m: EntityManager, userId: number): Promise<number> {
  const [row] = await m.query<{ n: number | string }[]>("SELECT COUNT(*) AS n FROM import_job WHERE status = 'READING' AND createdBy = ?", [userId]);
  return Number(row?.n ?? 0);
}
export interface Progress { rowsRead: number; rowsTotal: number; counts: Record<RowVerdict, number>; columns: string }
/** False where the import is no longer being read: it was given up, and the reader should stop. */
export async function saveProgress(m: EntityManager, id: number, p: Progress, now: number): Promise<boolean> {
  const { TAKEN, MENDED, MERGED, REFUSED } = p.counts;
  return (await change(m, "UPDATE import_job SET rowsRead = ?, rowsTotal = ?, taken = ?, mended = ?, merged = ?, refused = ?, columns = ?, heartbeatAt = ? WHERE id = ? AND status = 'READING'",
    [p.rowsRead, p.rowsTotal, TAKEN, MENDED, MERGED, REFUSED, p.columns, now, id])) === 1;
}
export async function failJob(m: EntityManager, id: number, error: string, now: number): Promise<void> {
  await m.query("UPDATE import_job SET status = 'FAILED', error = ?, heartbeatAt = ? WHERE id = ? AND status = 'READING'", [error, now, id]);
}
export async function saveColumns(m: EntityManager, id: number, columns: string): Promise<void> {
  await m.query('UPDATE import_job SET columns = ?, rowsRead = 0 WHERE id = ?', [columns, id]);
}
export type NewRow = Omit<StoredRow, 'id'>;
/** In the order given, which is the order of their ids. */
export async function insertRows(m: EntityManager, importId: number, rows: NewRow[]): Promise<void> {
  if (rows.length === 0) return;
  await m.query(`INSERT INTO import_row (id, importId, sheet, rowNumber, verdict, cells, notes, fieldValues) VALUES ${rows.map(() => '(?,?,?,?,?,?,?,?)').join(',')}`,
    rows.flatMap((r) => [newId(), importId, r.sheet, r.rowNumber, r.verdict, r.cells, r.notes, r.fieldValues]));
}
export async function updateRow(m: EntityManager, row: Pick<StoredRow, 'id' | 'verdict' | 'notes' | 'fieldValues'>): Promise<void> {
  await m.query('UPDATE import_row SET verdict = ?, notes = ?, fieldValues = ? WHERE id = ?', [row.verdict, row.notes, row.fieldValues, row.id]);
}
/** Rows after `after` in the order of the file, all verdicts. */
export const rowsAfter = (m: EntityManager, importId: number, after: number, limit: number): Promise<StoredRow[]> =>
  m.query<StoredRow[]>(`SELECT ${ROW} FROM import_row WHERE importId = ? AND id > ? ORDER BY id LIMIT ${limit}`, [importId, after]);
/** Rows with one of these verdicts. One verdict reads along the index; several are merged by the database. */
export const rowsWith = (m: EntityManager, importId: number, verdicts: RowVerdict[], after: number, limit: number): Promise<StoredRow[]> =>
  m.query<StoredRow[]>(`SELECT ${ROW} FROM import_row WHERE importId = ? AND verdict IN (${verdicts.map(() => '?').join(',')}) AND id > ? ORDER BY id LIMIT ${limit}`, [importId, ...verdicts, after]);
export const refusedOf = (m: EntityManager, importId: number, sheet: string, after: number, limit: number): Promise<StoredRow[]> =>
  m.query<StoredRow[]>(`SELECT ${ROW} FROM import_row WHERE importId = ? AND sheet = ? AND verdict = 'REFUSED' AND id > ? ORDER BY id LIMIT ${limit}`, [importId, sheet, after]);
export async function refuseAtLast(m: EntityManager, importId: number, from: RowVerdict, n: number): Promise<void> {
  const column = { TAKEN: 'taken', MENDED: 'mended', MERGED: 'merged', REFUSED: 'refused' }[from];
  await m.query(`UPDATE import_job SET ${column} = ${column} - ?, refused = refused + ? WHERE id = ?`, [n, n, importId]);
}
/** Gone are the rows, people's data among them; the import itself stays as the trace of what happened. */
export const deleteRows = (m: EntityManager, importId: number): Promise<number> => change(m, 'DELETE FROM import_row WHERE importId = ?', [importId]);
/** Imports in that status that nobody touched since and that still have rows: once they are deleted it is not found again. */
export const jobsWithRows = (m: EntityManager, status: ImportStatus, before: number): Promise<{ id: number }[]> =>
  m.query<{ id: number }[]>('SELECT id FROM import_job WHERE status = ? AND heartbeatAt < ? AND EXISTS (SELECT 1 FROM import_row r WHERE r.importId = import_job.id) ORDER BY heartbeatAt LIMIT 20', [status, before]);
export const idleJobs = (m: EntityManager, status: ImportStatus, before: number): Promise<{ id: number }[]> =>
  m.query<{ id: number }[]>('SELECT id FROM import_job WHERE status = ? AND heartbeatAt < ? ORDER BY heartbeatAt LIMIT 20', [status, before]);
