import type { EntityManager } from 'typeorm';
import type { TaskKind, WordStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';

export interface WordRow { id: number; text: string; status: WordStatus; communityId: number; path: string; speakerId: number; needTitle: string; taskId: number; taskTitle: string; at: number }
const SELECT = 'SELECT w.id, w.text, w.status, w.communityId, a.path, w.speakerId, n.title AS needTitle, w.taskId, t.title AS taskTitle, w.createdAt AS at FROM thanks_word w JOIN area a ON a.id = w.communityId JOIN need n ON n.id = w.needId JOIN task t ON t.id = w.taskId';
const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
/** Newest first, in a subtree. What its speaker took back is not there. */
export const wordsWithin = (m: EntityManager, path: string, status: WordStatus | undefined, before: number): Promise<WordRow[]> =>
  m.query<WordRow[]>(`${SELECT} WHERE a.path LIKE ? AND w.id < ? AND w.status <> 'REVOKED'${status ? ' AND w.status = ?' : ''} ORDER BY w.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before, ...(status ? [status] : [])]);
export const findWords = (m: EntityManager, ids: readonly number[]): Promise<WordRow[]> => (ids.length === 0 ? Promise.resolve([]) : m.query<WordRow[]>(`${SELECT} WHERE w.id IN (${holes(ids)}) AND w.status <> 'REVOKED' ORDER BY w.id`, [...ids]));
/** Compare-and-set: from what the reader saw. One that was passed may be taken off again; one that its speaker took back stays so. */
export const moveWord = async (m: EntityManager, id: number, to: WordStatus, byId: number, now: number): Promise<boolean> => (await change(m, "UPDATE thanks_word SET status = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status NOT IN (?, 'REVOKED')", [to, byId, now, id, to])) === 1;
/** Names of those whose services of these tasks are verified. */
export async function helpersOf(m: EntityManager, taskIds: readonly number[]): Promise<Map<number, { userId: number; name: string }[]>> {
  const by = new Map<number, { userId: number; name: string }[]>();
  if (taskIds.length === 0) return by;
  const rows = await m.query<{ taskId: number; userId: number; name: string }[]>(`SELECT DISTINCT l.taskId, l.userId, p.name FROM service_log l JOIN person p ON p.id = l.userId WHERE l.taskId IN (${holes(taskIds)}) AND l.status = 'VERIFIED' ORDER BY p.name`, [...taskIds]);
  for (const r of rows) by.set(r.taskId, [...(by.get(r.taskId) ?? []), r]);
  return by;
}
/** Passed words about verified services of a person, newest first. */
export const wordsAbout = (m: EntityManager, userId: number, before: number): Promise<{ id: number; text: string; taskTitle: string; kind: TaskKind; at: number }[]> =>
  m.query(
    `SELECT DISTINCT w.id, w.text, t.title AS taskTitle, t.kind, w.createdAt AS at FROM service_log l JOIN thanks_word w ON w.taskId = l.taskId AND w.status = 'USABLE' JOIN task t ON t.id = w.taskId
     WHERE l.userId = ? AND l.status = 'VERIFIED' AND w.speakerId <> l.userId AND w.id < ? ORDER BY w.id DESC LIMIT ${PAGE_ROWS}`,
    [userId, before],
  );
/** Passed words for letters: by person, newest first, of a community's tasks in these days. */
export async function wordsFor(m: EntityManager, communityId: number, from: string, to: string): Promise<Map<number, string[]>> {
  const rows = await m.query<{ userId: number; text: string }[]>(
    `SELECT DISTINCT r.userId, w.id, w.text FROM thanks_word w JOIN service_log l ON l.taskId = w.taskId JOIN service_record r ON r.logId = l.id
     WHERE w.communityId = ? AND w.status = 'USABLE' AND r.communityId = w.communityId AND r.day BETWEEN ? AND ? AND w.speakerId <> r.userId ORDER BY w.id DESC`,
    [communityId, from, to],
  );
  const by = new Map<number, string[]>();
  for (const r of rows) if (!by.get(r.userId)?.includes(r.text)) by.set(r.userId, [...(by.get(r.userId) ?? []), r.text]);
  return by;
}
/** Letters as they may be read: one without a number quotes only what may be quoted still, one with a number keeps what it says. */
export async function stillUsable<L extends { communityId: number; number: number | null; words: string }>(m: EntityManager, letters: readonly L[]): Promise<L[]> {
  const drafted = letters.filter((l) => l.number === null).map((l) => ({ id: l.communityId, texts: JSON.parse(l.words) as string[] })), texts = [...new Set(drafted.flatMap((d) => d.texts))];
  if (texts.length === 0) return [...letters];
  const ids = [...new Set(drafted.map((d) => d.id))], rows = await m.query<{ communityId: number; text: string }[]>(`SELECT communityId, text FROM thanks_word WHERE communityId IN (${holes(ids)}) AND status = 'USABLE' AND text IN (${holes(texts)})`, [...ids, ...texts]);
  const known = new Set(rows.map((r) => `${r.communityId} ${r.text}`));
  return letters.map((l) => (l.number === null ? { ...l, words: JSON.stringify((JSON.parse(l.words) as string[]).filter((t) => known.has(`${l.communityId} ${t}`))) } : l));
}
