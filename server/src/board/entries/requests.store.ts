import type { EntityManager } from 'typeorm';
import type { GrantInput, RequestStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { RecordRequest } from './entry.entity.js';
import type { RequestRow } from './entries.rules.js';

const SELECT = `SELECT q.id, q.recordId, q.userId, p.name, q.communityId, h.name AS communityName, h.path, q.field, q.wish, q.why, q.status, q.askedAt, q.dueAt, q.newMinutes, q.newDay, q.newTitle, q.reply, q.answeredBy, x.name AS answeredName, q.answeredAt, y.name AS approvedName, q.approvedAt,
  r.title, r.day, r.minutes + COALESCE((SELECT SUM(c.minutes) FROM service_record c WHERE c.correctsId = r.id), 0) AS minutes, r.kind, r.evidence
  FROM record_request q JOIN service_record r ON r.id = q.recordId JOIN person p ON p.id = q.userId JOIN area h ON h.id = q.communityId LEFT JOIN person x ON x.id = q.answeredBy LEFT JOIN person y ON y.id = q.approvedBy`;
/** One request at a time waits for each record: its unique key refuses another. */
export const insertRequest = (m: EntityManager, q: RecordRequest): Promise<unknown> => m.insert(RecordRequest, q);
export async function findRequest(m: EntityManager, id: number): Promise<RequestRow | null> {
  const [row] = await m.query<RequestRow[]>(`${SELECT} WHERE q.id = ?`, [id]);
  return row ?? null;
}
/** One person's, newest first. */
export const requestsOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<RequestRow[]> => m.query<RequestRow[]>(`${SELECT} WHERE q.userId = ? AND q.id < ? ORDER BY q.id DESC LIMIT ?`, [userId, before, limit]);
/** Of a subtree in some states, after (`dueAt`, `id`); what waits is ordered by when it is due, what is done the latest first. */
export const requestsAt = (m: EntityManager, path: string, states: readonly RequestStatus[], order: 'ASC' | 'DESC', [dueAt, id]: readonly [number, number], limit: number): Promise<RequestRow[]> => {
  const beyond = order === 'ASC' ? '>' : '<';
  return m.query<RequestRow[]>(`${SELECT} WHERE h.path >= ? AND h.path < ? AND q.status IN (${states.map(() => '?').join(', ')}) AND (q.dueAt ${beyond} ? OR (q.dueAt = ? AND q.id ${beyond} ?)) ORDER BY q.dueAt ${order}, q.id ${order} LIMIT ?`, [path, `${path.slice(0, -1)}0`, ...states, dueAt, dueAt, id, limit]);
};
/** The office's answer. Compare-and-set over ASKED. */
export const answerRequest = async (m: EntityManager, id: number, to: 'PROPOSED' | 'REFUSED', by: number, at: number, input: GrantInput): Promise<boolean> =>
  (await change(m, "UPDATE record_request SET status = ?, answeredBy = ?, answeredAt = ?, reply = ?, newMinutes = ?, newDay = ?, newTitle = ?, live = ? WHERE id = ? AND status = 'ASKED'",
    [to, by, at, input.reply, input.minutes ?? null, input.day ?? null, input.title ?? null, to === 'PROPOSED' ? 1 : null, id])) === 1;
/** The second one's word over PROPOSED: signed, or back to where it was asked. `reply`: why it comes back. */
export const signRequest = async (m: EntityManager, id: number, to: 'CORRECTED' | 'ASKED', by: number, at: number, reply: string | null): Promise<boolean> =>
  to === 'CORRECTED'
    ? (await change(m, "UPDATE record_request SET status = 'CORRECTED', approvedBy = ?, approvedAt = ?, live = NULL WHERE id = ? AND status = 'PROPOSED'", [by, at, id])) === 1
    : (await change(m, "UPDATE record_request SET status = 'ASKED', answeredBy = NULL, answeredAt = NULL, newMinutes = NULL, newDay = NULL, newTitle = NULL, reply = ? WHERE id = ? AND status = 'PROPOSED'", [reply, id])) === 1;
