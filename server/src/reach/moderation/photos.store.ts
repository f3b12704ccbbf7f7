import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import type { PhotoOf } from '../uploads/upload.entity.js';
import { insertItem, ITEM, type ItemRow } from './moderation.store.js';

const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
/** Photos that others than staff and their owner may see one day: without WeChat somebody looks at them. Of a log's staff are the only readers. */
const SEEN_BY_OTHERS: readonly PhotoOf[] = ['need', 'reward', 'pact', 'project'];
/**
 * Puts photos that were just fastened to a row on their way: WeChat is asked, or somebody. In the transaction of `attachPhotos`, whose update of their rows lets
 * two repeats of one request take turns. A photo goes this way once.
 */
export async function queuePhotos(m: EntityManager, now: number, photoIds: readonly number[], { areaId, ownerId }: { areaId: number; ownerId: number }): Promise<void> {
  const ids = [...new Set(photoIds)];
  if (ids.length === 0) return;
  const known = new Set((await m.query<{ refId: number }[]>(`SELECT refId FROM content_item WHERE kind = 'photo' AND refId IN (${holes(ids)})`, ids)).map((r) => r.refId));
  for (const refId of ids) if (!known.has(refId)) await insertItem(m, { kind: 'photo', refId, areaId, authorId: ownerId, words: [] }, { state: 'NEW', why: 'BY_HAND', label: null, traceId: null }, now);
}
export type NewPhoto = Pick<ItemRow, 'id' | 'refId' | 'authorId' | 'tries'> & { refType: PhotoOf | null };
/** What WeChat is to be asked about, oldest first. A photo that was taken off its row waits until it hangs on one again. */
export const newPhotos = (m: EntityManager, limit: number): Promise<NewPhoto[]> =>
  m.query<NewPhoto[]>("SELECT i.id, i.refId, i.authorId, i.tries, u.refType FROM content_item i JOIN upload u ON u.id = i.refId WHERE i.kind = 'photo' AND i.state = 'NEW' AND u.refId IS NOT NULL ORDER BY i.since LIMIT ?", [limit]);
export const needsEyes = (photo: NewPhoto): boolean => photo.refType !== null && SEEN_BY_OTHERS.includes(photo.refType);
/** Only one process asks. */
export const beginAsking = async (m: EntityManager, id: number, now: number): Promise<boolean> => (await change(m, "UPDATE content_item SET state = 'ASKED', tries = tries + 1, traceId = NULL, since = ? WHERE id = ? AND state = 'NEW'", [now, id])) === 1;
export const keepTrace = (m: EntityManager, id: number, traceId: string): Promise<number> => change(m, "UPDATE content_item SET traceId = ? WHERE id = ? AND state = 'ASKED'", [traceId, id]);
/** On the desk; it waits there since it was sent in. */
export const toDesk = async (m: EntityManager, id: number, why: 'RISKY' | 'DOUBT' | 'SILENT' | 'BROKEN' | 'BY_HAND', label: number | null): Promise<boolean> =>
  (await change(m, "UPDATE content_item SET state = 'WAIT', why = ?, label = ?, since = createdAt WHERE id = ? AND state IN ('NEW', 'ASKED')", [why, label, id])) === 1;
/** WeChat could not fetch it: it is asked again. */
export const askAgain = (m: EntityManager, id: number): Promise<number> => change(m, "UPDATE content_item SET state = 'NEW' WHERE id = ? AND state = 'ASKED'", [id]);
/** Nobody has to look: whoever sees it is staff. */
export const leave = (m: EntityManager, id: number): Promise<number> => change(m, "DELETE FROM content_item WHERE id = ? AND state = 'NEW'", [id]);
export const silentSince = (m: EntityManager, before: number, limit: number): Promise<{ id: number }[]> =>
  m.query<{ id: number }[]>("SELECT id FROM content_item WHERE state = 'ASKED' AND since < ? ORDER BY since LIMIT ?", [before, limit]);
/** Photos that are gone leave the desk; what was taken down stays on record. */
export const forgetGone = (m: EntityManager): Promise<number> => change(m, "DELETE FROM content_item WHERE kind = 'photo' AND state IN ('NEW', 'ASKED', 'WAIT') AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = content_item.refId)", []);

export interface Said { traceId: string; verdict: 'pass' | 'review' | 'risky' | 'again'; label: number | null }
/** False where it was said before. */
export async function keepVerdict(m: EntityManager, v: Said, now: number): Promise<boolean> {
  const [known] = await m.query<unknown[]>('SELECT 1 AS yes FROM media_verdict WHERE traceId = ?', [v.traceId]);
  if (known) return false;
  await m.query('INSERT INTO media_verdict (traceId, verdict, label, createdAt) VALUES (?, ?, ?, ?)', [v.traceId, v.verdict, v.label, now]);
  return true;
}
export const verdictOf = async (m: EntityManager, traceId: string): Promise<Said | null> => (await m.query<Said[]>('SELECT traceId, verdict, label FROM media_verdict WHERE traceId = ?', [traceId]))[0] ?? null;
export const forgetVerdicts = (m: EntityManager, before: number): Promise<number> => change(m, 'DELETE FROM media_verdict WHERE createdAt < ?', [before]);
