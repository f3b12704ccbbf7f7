import type { EntityManager } from 'typeorm';
import type { StarObjectionStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { StarObjection } from './star.entity.js';

export interface ObjectionRow { id: number; runId: number; candidateId: number; about: string | null; subjectId: number | null; userId: number; text: string; status: StarObjectionStatus; answer: string | null; createdAt: number; answeredAt: number | null }
const SELECT = 'SELECT o.id, o.runId, o.candidateId, k.name AS about, k.subjectId, o.userId, o.text, o.status, o.answer, o.createdAt, o.answeredAt FROM star_objection o LEFT JOIN star_candidate k ON k.id = o.candidateId';
/** @throws NOT_FOUND */
export async function getObjection(m: EntityManager, id: number): Promise<ObjectionRow> {
  const [row] = await m.query<ObjectionRow[]>(`${SELECT} WHERE o.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
const MOST = 500;
/** What waits for an answer first. */
export const objectionsTo = (m: EntityManager, runId: number): Promise<ObjectionRow[]> => m.query<ObjectionRow[]>(`${SELECT} WHERE o.runId = ? ORDER BY CASE WHEN o.status = 'OPEN' THEN 0 ELSE 1 END, o.id LIMIT ${MOST}`, [runId]);
export const objectionsBy = (m: EntityManager, runId: number, userId: number): Promise<ObjectionRow[]> => m.query<ObjectionRow[]>(`${SELECT} WHERE o.runId = ? AND o.userId = ? ORDER BY o.id DESC`, [runId, userId]);
/** The unique key lets a person object once to each, and once to the whole list. */
export async function insertObjection(m: EntityManager, runId: number, candidateId: number, userId: number, text: string, now: number): Promise<number> {
  const id = newId();
  await m.insert(StarObjection, { id, runId, candidateId, userId, text, status: 'OPEN', answer: null, answeredBy: null, createdAt: now, answeredAt: null });
  return id;
}
/**
 * Holds the run's row until commit while it hangs out at that instant: an objection and the confirming of the run come one after the other.
 */
export const holdNoticed = async (m: EntityManager, runId: number, now: number): Promise<boolean> => (await change(m, "UPDATE star_run SET live = live WHERE id = ? AND status = 'NOTICED' AND noticeUntil > ?", [runId, now])) === 1;
export const answerObjection = async (m: EntityManager, id: number, to: StarObjectionStatus, answer: string, by: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE star_objection SET status = ?, answer = ?, answeredBy = ?, answeredAt = ? WHERE id = ? AND status = 'OPEN'", [to, answer, by, now, id])) === 1;
