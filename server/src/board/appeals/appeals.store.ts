import type { EntityManager } from 'typeorm';
import type { AppealStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { logsByIds } from '../logs/logs.store.js';
import { RecordAppeal } from './appeal.entity.js';
import type { AppealRow } from './appeals.rules.js';

/** The unique key over the log lets one appeal in. */
export const insertAppeal = (m: EntityManager, a: RecordAppeal): Promise<unknown> => m.insert(RecordAppeal, a);
/** The area that holds its community, by path; null where there is no such appeal. */
export async function findAppeal(m: EntityManager, id: number): Promise<AppealRow | null> {
  const [row] = await m.query<{ logId: number }[]>('SELECT logId FROM record_appeal WHERE id = ?', [id]);
  return row ? ((await appealsOf(m, [row.logId]))[0] ?? null) : null;
}
/** Appeals of these logs, in the order of the ids given. */
export async function appealsOf(m: EntityManager, logIds: readonly number[]): Promise<AppealRow[]> {
  if (logIds.length === 0) return [];
  const more = await m.query<{ logId: number; rejectedBy: number; deciderName: string; communityName: string }[]>(
    `SELECT x.logId, x.rejectedBy, d.name AS deciderName, h.name AS communityName FROM record_appeal x JOIN area h ON h.id = x.communityId LEFT JOIN person d ON d.id = x.rejectedBy WHERE x.logId IN (${logIds.map(() => '?').join(', ')})`, [...logIds]);
  const by = new Map(more.map((r) => [r.logId, r])), logs = new Map((await logsByIds(m, logIds)).map((l) => [l.id, l]));
  return logIds.flatMap((id) => { const log = logs.get(id), of = by.get(id); return log && of ? [{ ...log, ...of, deciderName: of.deciderName ?? '' }] : []; });
}
/** Logs of a subtree's appeals in one status, after (`dueAt`, `id`): what is due first on top; decided ones the latest first. */
export const appealsAt = (m: EntityManager, path: string, status: AppealStatus, order: 'ASC' | 'DESC', [dueAt, id]: readonly [number, number], limit: number): Promise<{ id: number; logId: number; dueAt: number }[]> => {
  const beyond = order === 'ASC' ? '>' : '<';
  return m.query(`SELECT x.id, x.logId, x.dueAt FROM area h JOIN record_appeal x ON x.communityId = h.id WHERE h.path >= ? AND h.path < ? AND x.status = ? AND (x.dueAt ${beyond} ? OR (x.dueAt = ? AND x.id ${beyond} ?)) ORDER BY x.dueAt ${order}, x.id ${order} LIMIT ?`, [path, `${path.slice(0, -1)}0`, status, dueAt, dueAt, id, limit]);
};
export interface Answer { to: AppealStatus; by: number; at: number; reply: string }
/** Compare-and-set: of two who answer at once, one gets true. */
export const answerAppeal = async (m: EntityManager, id: number, a: Answer): Promise<boolean> =>
  (await change(m, "UPDATE record_appeal SET status = ?, answeredBy = ?, answeredAt = ?, reply = ? WHERE id = ? AND status = 'APPEALED'", [a.to, a.by, a.at, a.reply, id])) === 1;
/** What is recorded since; after `answerAppeal`, in its transaction. */
export const noteMinutes = (m: EntityManager, id: number, minutes: number): Promise<number> => change(m, 'UPDATE record_appeal SET minutes = ? WHERE id = ?', [minutes, id]);
