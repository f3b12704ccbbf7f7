import type { EntityManager } from 'typeorm';
import { change, type Reader } from '../../db/tx.js';
import { failFields } from '../../lib/errors.js';
import type { PhotoOf } from './upload.entity.js';

/** A photo as views need it; `PhotoLinks.refs` makes addresses of it. */
export interface StoredPhoto { id: number; width: number; height: number; refId: number | null; /** 1: others than its owner and staff may see it. */ shown: number }
const holes = (ids: readonly number[]): string => ids.map(() => '?').join(',');

/**
 * Fastens photos to a row, in that row's transaction. Each must be the person's own and either loose or already on this
 * very row (so a repeat is harmless). Photos that hang there already stay.
 * @throws INVALID on `photoIds`
 */
export async function attachPhotos(m: EntityManager, userId: number, photoIds: readonly number[], refType: PhotoOf, refId: number): Promise<void> {
  const ids = [...new Set(photoIds)];
  if (ids.length === 0) return;
  const changed = await change(m, `UPDATE upload SET refType = ?, refId = ? WHERE id IN (${holes(ids)}) AND ownerId = ? AND (refId IS NULL OR (refType = ? AND refId = ?))`, [refType, refId, ...ids, userId, refType, refId]);
  if (changed !== ids.length) throw failFields({ photoIds: '有照片已失效，请重新上传' });
}
/** Takes photos off a row; without another row that wants them they are swept. */
export async function loosenPhotos(m: EntityManager, photoIds: readonly number[], refType: PhotoOf, refId: number): Promise<void> {
  if (photoIds.length > 0) await change(m, `UPDATE upload SET refType = NULL, refId = NULL WHERE id IN (${holes(photoIds)}) AND refType = ? AND refId = ?`, [...photoIds, refType, refId]);
}
/** Photos of several rows of one kind, oldest first; rows without photos are missing from the map. */
export async function photosOf(m: EntityManager, refType: PhotoOf, refIds: readonly number[]): Promise<Map<number, StoredPhoto[]>> {
  const ids = [...new Set(refIds)];
  const found = new Map<number, StoredPhoto[]>();
  if (ids.length === 0) return found;
  const rows = await m.query<(StoredPhoto & { refId: number })[]>(`SELECT id, width, height, refId, shown FROM upload WHERE refType = ? AND refId IN (${holes(ids)}) ORDER BY id`, [refType, ...ids]);
  for (const row of rows) found.set(row.refId, [...(found.get(row.refId) ?? []), row]);
  return found;
}

/** Lets others see a photo, or not any more. */
export const showPhoto = (m: EntityManager, id: number, shown: boolean): Promise<number> => change(m, 'UPDATE upload SET shown = ? WHERE id = ?', [shown ? 1 : 0, id]);
export async function isShown(m: Reader, id: number): Promise<boolean> {
  const [row] = await m.query<{ shown: number }[]>('SELECT shown FROM upload WHERE id = ?', [id]);
  return row?.shown === 1;
}
export interface NewUpload { id: number; ownerId: number; width: number; height: number; bytes: number; sha256: string; createdAt: number }
export async function insertUpload(m: EntityManager, u: NewUpload): Promise<StoredPhoto> {
  await m.query('INSERT INTO upload (id, ownerId, width, height, bytes, sha256, refType, refId, createdAt, shown) VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, 0)', [u.id, u.ownerId, u.width, u.height, u.bytes, u.sha256, u.createdAt]);
  return { id: u.id, width: u.width, height: u.height, refId: null, shown: 0 };
}
/** Photos of a person that belong to nothing yet. */
export async function countLoose(m: EntityManager, ownerId: number): Promise<number> {
  const [row] = await m.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM upload WHERE ownerId = ? AND refId IS NULL', [ownerId]);
  return Number(row?.n ?? 0);
}
/** Loose photos from before that instant, oldest first. */
export async function looseBefore(m: EntityManager, createdAt: number, limit: number): Promise<number[]> {
  const rows = await m.query<{ id: number }[]>('SELECT id FROM upload WHERE refId IS NULL AND createdAt < ? ORDER BY createdAt LIMIT ?', [createdAt, limit]);
  return rows.map((r) => r.id);
}
/** Deletes a photo that is still loose: 1, or 0 where something has taken it. */
export const deleteLoose = (m: EntityManager, id: number): Promise<number> => change(m, 'DELETE FROM upload WHERE id = ? AND refId IS NULL', [id]);
/** Which of these ids have a row. */
export async function knownUploads(m: EntityManager, ids: readonly number[]): Promise<Set<number>> {
  const known = new Set<number>();
  for (let i = 0; i < ids.length; i += 500) {
    const part = ids.slice(i, i + 500);
    for (const row of await m.query<{ id: number }[]>(`SELECT id FROM upload WHERE id IN (${holes(part)})`, part)) known.add(row.id);
  }
  return known;
}
