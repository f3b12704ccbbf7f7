import type { EntityManager } from 'typeorm';
import type { ReportWhy, ReviewKind, ReviewWhy } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { ItemState } from './content.entity.js';
import type { Doubtful, Word } from './moderation.rules.js';

const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
export interface ItemRow { id: number; kind: ReviewKind; refId: number; areaId: number; authorId: number; words: string; state: ItemState; stateBefore: 'WAIT' | 'LOOK' | null; why: ReviewWhy; tries: number; since: number; reason: string | null; decidedBy: number | null; decidedAt: number | null }
export const ITEM = 'i.id, i.kind, i.refId, i.areaId, i.authorId, i.words, i.state, i.stateBefore, i.why, i.tries, i.since, i.reason, i.decidedBy, i.decidedAt';
const one = async (m: EntityManager, where: string, params: unknown[]): Promise<ItemRow | null> => (await m.query<ItemRow[]>(`SELECT ${ITEM} FROM content_item i WHERE ${where}`, params))[0] ?? null;
export const findItem = (m: EntityManager, id: number): Promise<ItemRow | null> => one(m, 'i.id = ?', [id]);
export const itemOf = (m: EntityManager, kind: ReviewKind, refId: number): Promise<ItemRow | null> => one(m, 'i.kind = ? AND i.refId = ?', [kind, refId]);
export const itemOfTrace = (m: EntityManager, traceId: string): Promise<ItemRow | null> => one(m, 'i.traceId = ?', [traceId]);

/** Until this transaction ends nobody else decides about them: what is read after it still stands when it is answered. */
export const holdItems = (m: EntityManager, ids: readonly number[]): Promise<number> => change(m, `UPDATE content_item SET since = since WHERE id IN (${holes(ids)})`, [...ids]);

export interface NewItem { kind: ReviewKind; refId: number; areaId: number; authorId: number; words: readonly Word[] }
export async function insertItem(m: EntityManager, item: NewItem, d: Omit<Doubtful, 'state'> & { state: ItemState }, now: number): Promise<number> {
  const id = newId();
  await m.query('INSERT INTO content_item (id, kind, refId, areaId, authorId, words, state, why, label, traceId, tries, since, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)', [id, item.kind, item.refId, item.areaId, item.authorId, JSON.stringify(item.words), d.state, d.why, d.label, d.traceId, now, now]);
  return id;
}
/** Written anew: waits again, with the words of now. Not what was taken down: false. */
export const renewItem = async (m: EntityManager, id: number, words: readonly Word[], d: Doubtful, now: number): Promise<boolean> =>
  (await change(m, "UPDATE content_item SET words = ?, state = ?, why = ?, label = ?, traceId = ?, since = ?, decidedBy = NULL, decidedAt = NULL, reason = NULL WHERE id = ? AND state <> 'DOWN'", [JSON.stringify(words), d.state, d.why, d.label, d.traceId, now, id])) === 1;
/** The words that the row has now; the state stays. */
export const rewordItem = (m: EntityManager, id: number, words: readonly Word[]): Promise<number> => change(m, 'UPDATE content_item SET words = ? WHERE id = ?', [JSON.stringify(words), id]);
/** Compare-and-set: of two who decide at once, and of a person and the machine, one gets false. `by` null: the machine. */
export const decideItem = async (m: EntityManager, id: number, from: readonly ItemState[], d: { to: 'PASSED' | 'DOWN'; before: 'WAIT' | 'LOOK'; reason: string | null; by: number | null; label?: number | null }, now: number): Promise<boolean> =>
  (await change(m, `UPDATE content_item SET state = ?, stateBefore = ?, reason = ?, decidedBy = ?, decidedAt = ?, label = COALESCE(?, label) WHERE id = ? AND state IN (${holes(from)})`, [d.to, d.before, d.reason, d.by, now, d.label ?? null, id, ...from])) === 1;
/** A decision taken back. False where it was taken back, or decided anew, meanwhile. */
export const reopenItem = async (m: EntityManager, id: number, from: 'PASSED' | 'DOWN', now: number): Promise<boolean> =>
  (await change(m, "UPDATE content_item SET state = COALESCE(stateBefore, 'WAIT'), since = ?, reason = NULL, decidedBy = NULL, decidedAt = NULL WHERE id = ? AND state = ?", [now, id, from])) === 1;
/** To the desk, because of readers: what was passed is looked at again; what waits already waits on. */
export const reportItem = (m: EntityManager, id: number, now: number): Promise<number> => change(m, "UPDATE content_item SET state = 'LOOK', why = 'REPORT', since = ?, decidedBy = NULL, decidedAt = NULL, reason = NULL WHERE id = ? AND state = 'PASSED'", [now, id]);

/** Once for each person and thing: the unique key refuses a second one. */
export const insertReport = (m: EntityManager, itemId: number, userId: number, why: ReportWhy, now: number): Promise<unknown> => m.query('INSERT INTO content_report (id, itemId, userId, why, answered, createdAt) VALUES (?, ?, ?, ?, 0, ?)', [newId(), itemId, userId, why, now]);
export const hasReported = async (m: EntityManager, itemId: number, userId: number): Promise<boolean> => (await m.query<unknown[]>('SELECT 1 AS yes FROM content_report WHERE itemId = ? AND userId = ?', [itemId, userId])).length > 0;
export async function reportsSince(m: EntityManager, userId: number, since: number): Promise<number> {
  const [row] = await m.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM content_report WHERE userId = ? AND createdAt >= ?', [userId, since]);
  return Number(row?.n ?? 0);
}
export const insertRefused = (m: EntityManager, r: { userId: number; kind: string; words: readonly Word[]; label: number | null; traceId: string | null }, now: number): Promise<unknown> =>
  m.query('INSERT INTO content_refused (id, userId, kind, words, label, traceId, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)', [newId(), r.userId, r.kind, JSON.stringify(r.words), r.label, r.traceId, now]);
export const forgetRefused = (m: EntityManager, before: number): Promise<number> => change(m, 'DELETE FROM content_refused WHERE createdAt < ?', [before]);
/** Words of a person that others do not see yet, or not any more: he himself reads them still. */
export async function heldWords(m: EntityManager, kind: ReviewKind, refIds: readonly number[]): Promise<Map<number, { words: Word[]; state: ItemState }>> {
  if (refIds.length === 0) return new Map();
  const rows = await m.query<{ refId: number; words: string; state: ItemState }[]>(`SELECT refId, words, state FROM content_item WHERE kind = ? AND state IN ('WAIT', 'DOWN') AND refId IN (${holes(refIds)})`, [kind, ...refIds]);
  return new Map(rows.map((r) => [r.refId, { words: JSON.parse(r.words) as Word[], state: r.state }]));
}
