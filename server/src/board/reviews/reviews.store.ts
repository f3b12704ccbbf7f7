import type { EntityManager } from 'typeorm';
import type { ReportWhy, ReviewFilter, ReviewKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { ITEM, type ItemRow } from '../../reach/moderation/moderation.store.js';
import type { PhotoOf } from '../../reach/uploads/upload.entity.js';

const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
export interface ReviewRow extends ItemRow { areaName: string; path: string; authorName: string | null; deciderName: string | null; width: number | null; height: number | null; shown: number | null; photoOf: PhotoOf | null; photoRef: number | null; photoTitle: string | null }
const SELECT = `SELECT ${ITEM}, a.name AS areaName, a.path, p.name AS authorName, d.name AS deciderName, u.width, u.height, u.shown, u.refType AS photoOf, u.refId AS photoRef,
  CASE u.refType WHEN 'need' THEN (SELECT title FROM need WHERE id = u.refId) WHEN 'reward' THEN (SELECT name FROM reward WHERE id = u.refId) WHEN 'pact' THEN (SELECT title FROM agreement WHERE id = u.refId)
    WHEN 'project' THEN (SELECT title FROM project WHERE id = u.refId) WHEN 'log' THEN (SELECT t.title FROM service_log l JOIN task t ON t.id = l.taskId WHERE l.id = u.refId) END AS photoTitle
  FROM content_item i JOIN area a ON a.id = i.areaId LEFT JOIN person p ON p.id = i.authorId LEFT JOIN person d ON d.id = i.decidedBy LEFT JOIN upload u ON u.id = i.refId AND i.kind = 'photo'`;

/** What people see: the machine's own business is not on a desk. */
const ON_DESK = "i.state IN ('WAIT', 'LOOK', 'PASSED', 'DOWN')";
export async function findReviews(m: EntityManager, ids: readonly number[]): Promise<ReviewRow[]> {
  return ids.length === 0 ? [] : m.query<ReviewRow[]>(`${SELECT} WHERE i.id IN (${holes(ids)}) AND ${ON_DESK} ORDER BY i.id`, [...ids]);
}
/** OPEN: the longest waiting first; DONE: what people decided, the latest first. Behind the place (time, id). */
export function reviewsAt(m: EntityManager, areaIds: readonly number[], show: ReviewFilter, kind: ReviewKind | undefined, [time, id]: readonly [number, number]): Promise<ReviewRow[]> {
  if (areaIds.length === 0) return Promise.resolve([]);
  const ofKind = kind ? ' AND i.kind = ?' : '', params = [...areaIds, ...(kind ? [kind] : []), time, time, id];
  return show === 'OPEN'
    ? m.query<ReviewRow[]>(`${SELECT} WHERE i.areaId IN (${holes(areaIds)}) AND i.state IN ('WAIT', 'LOOK')${ofKind} AND (i.since > ? OR (i.since = ? AND i.id > ?)) ORDER BY i.since, i.id LIMIT ${PAGE_ROWS}`, params)
    : m.query<ReviewRow[]>(`${SELECT} WHERE i.areaId IN (${holes(areaIds)}) AND i.state IN ('PASSED', 'DOWN') AND i.decidedBy IS NOT NULL${ofKind} AND (i.decidedAt < ? OR (i.decidedAt = ? AND i.id < ?)) ORDER BY i.decidedAt DESC, i.id DESC LIMIT ${PAGE_ROWS}`, params);
}
export interface ReportCount { itemId: number; why: ReportWhy; count: number }
export async function reportsOf(m: EntityManager, itemIds: readonly number[]): Promise<ReportCount[]> {
  if (itemIds.length === 0) return [];
  return (await m.query<ReportCount[]>(`SELECT itemId, why, COUNT(*) AS count FROM content_report WHERE itemId IN (${holes(itemIds)}) GROUP BY itemId, why ORDER BY itemId, why`, [...itemIds])).map((r) => ({ ...r, count: Number(r.count) }));
}
/** Who reported it and was not told yet what became of it: told now. */
export async function takeReporters(m: EntityManager, itemId: number): Promise<number[]> {
  const rows = await m.query<{ userId: number }[]>('SELECT userId FROM content_report WHERE itemId = ? AND answered = 0 ORDER BY userId', [itemId]);
  if (rows.length > 0) await change(m, `UPDATE content_report SET answered = 1 WHERE itemId = ? AND userId IN (${holes(rows)})`, [itemId, ...rows.map((r) => r.userId)]);
  return rows.map((r) => r.userId);
}
