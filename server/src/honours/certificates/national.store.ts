import type { EntityManager } from 'typeorm';
import { NATIONAL_ROWS, type NationalExportView } from '@xianfeng/shared';
import { NationalExport } from './certificate.entity.js';
import type { NationalRow } from './national.rules.js';

const UNMARKED = `FROM service_record r JOIN area a ON a.id = r.communityId WHERE a.path LIKE ? AND NOT EXISTS (SELECT 1 FROM national_mark k WHERE k.recordId = r.id) ORDER BY r.id LIMIT ${NATIONAL_ROWS}`;
/** Records of a subtree that are in no file yet, oldest first, at most one file's. */
export const unmarked = (m: EntityManager, path: string): Promise<{ id: number; minutes: number }[]> => m.query<{ id: number; minutes: number }[]>(`SELECT r.id, r.minutes ${UNMARKED}`, [`${path}%`]);
const CHUNK = 400;
/** The primary key refuses a record that another file has. */
export async function insertExport(m: EntityManager, row: NationalExport, recordIds: readonly number[]): Promise<void> {
  await m.insert(NationalExport, row);
  for (let i = 0; i < recordIds.length; i += CHUNK) {
    const part = recordIds.slice(i, i + CHUNK);
    await m.query(`INSERT INTO national_mark (recordId, exportId) VALUES ${part.map(() => '(?, ?)').join(', ')}`, part.flatMap((id) => [id, row.id]));
  }
}
export interface ExportRow extends NationalExportView { areaId: number; path: string }
const SELECT = 'SELECT e.id, e.areaId, a.name AS areaName, a.path, e.rowCount AS `rows`, e.minutes, p.name AS byName, e.madeAt AS at FROM national_export e JOIN area a ON a.id = e.areaId JOIN person p ON p.id = e.madeBy';
export async function findExport(m: EntityManager, id: number): Promise<ExportRow | null> {
  const [row] = await m.query<ExportRow[]>(`${SELECT} WHERE e.id = ?`, [id]);
  return row ?? null;
}
/** Newest first, up to fifty. */
export const exportsWithin = (m: EntityManager, path: string): Promise<ExportRow[]> => m.query<ExportRow[]>(`${SELECT} WHERE a.path LIKE ? ORDER BY e.id DESC LIMIT 50`, [`${path}%`]);
/** The records of one file after an id, in its order. */
export const exportedRows = (m: EntityManager, exportId: number, after: number, limit: number): Promise<NationalRow[]> =>
  m.query<NationalRow[]>(
    `SELECT r.id, p.name, p.phone, r.day, r.startsAt, r.minutes, r.services, r.kind, r.title, r.origin, r.evidence, r.correctsId, t.place, t.contactName, a.name AS communityName, a.kind AS communityKind
     FROM national_mark k JOIN service_record r ON r.id = k.recordId JOIN person p ON p.id = r.userId JOIN area a ON a.id = r.communityId LEFT JOIN task t ON t.id = r.taskId WHERE k.exportId = ? AND k.recordId > ? ORDER BY k.recordId LIMIT ?`,
    [exportId, after, limit],
  );
