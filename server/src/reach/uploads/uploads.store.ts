import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { failFields } from '../../lib/errors.js';
import type { PhotoOf } from './upload.entity.js';

/** A photo as views need it; `PhotoLinks.refs` makes addresses of it. */
export interface StoredPhoto { id: number; width: number; height: number; refId: number | null }
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
/** Photos of several rows of one kind, oldest first; rows without photos are missing from the map. */
export async function photosOf(m: EntityManager, refType: PhotoOf, refIds: readonly number[]): Promise<Map<number, StoredPhoto[]>> {
  const ids = [...new Set(refIds)];
  const found = new Map<number, StoredPhoto[]>();
  if (ids.length === 0) return found;
  const rows = await m.query<(StoredPhoto & { refId: number })[]>(`SELECT id, width, height, refId FROM upload WHERE refType = ? AND refId IN (${holes(ids)}) ORDER BY id`, [refType, ...ids]);
  for (const row of rows) found.set(row.refId, [...(found.get(row.refId) ?? []), row]);
  return found;
}
