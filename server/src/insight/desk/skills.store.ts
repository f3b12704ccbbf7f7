import type { EntityManager } from 'typeorm';
import { SKILLS, type NeedKind, type NeedStatus, type TaskKind, type UnmetReason } from '@xianfeng/shared';
import { PAGE_ROWS } from '../../http/keyset.js';
import { idAt } from '../../lib/ids.js';

const holes = (ids: readonly unknown[]): string => ids.map(() => '?').join(', ');
/** How many people of these communities have each skill, and how many people there are; in one walk. */
export async function skillCounts(m: EntityManager, ids: readonly number[]): Promise<{ people: number; skills: Map<string, number> }> {
  const [row] = await m.query<Record<string, number | string | null>[]>(
    `SELECT COUNT(*) AS n, ${SKILLS.map((_, i) => `SUM(CASE WHEN skills LIKE ? THEN 1 ELSE 0 END) AS s${i}`).join(', ')} FROM person WHERE communityId IN (${holes(ids)})`, [...SKILLS.map((s) => `%${s}%`), ...ids]);
  return { people: Number(row?.['n'] ?? 0), skills: new Map(SKILLS.map((s, i) => [s, Number(row?.[`s${i}`] ?? 0)])) };
}
/** Tasks published since an instant, by kind. Ids grow with time: drafts older than a year are not looked at. */
export const tasksByKind = (m: EntityManager, ids: readonly number[], since: number): Promise<{ kind: TaskKind; n: number }[]> =>
  m.query(`SELECT kind, COUNT(*) AS n FROM task WHERE communityId IN (${holes(ids)}) AND id >= ? AND publishedAt >= ? GROUP BY kind`, [...ids, idAt(since - 365 * 86_400_000), since]);

/**
 * Needs of the time that nobody met: refused, answered in words, open past their day, or with a task to which nobody came. Where somebody did
 * come, or the asker said that it is solved, the need is met.
 */
const UNMET = `n.id >= ? AND (n.status IN ('ANSWERED', 'REFUSED') OR (n.status = 'REOPENED' AND EXISTS (SELECT 1 FROM task t WHERE t.needId = n.id)) OR (n.status IN ('SUBMITTED', 'REOPENED') AND n.dueAt < ?))
  AND NOT EXISTS (SELECT 1 FROM task t JOIN claim c ON c.taskId = t.id AND c.status = 'ATTENDED' WHERE t.needId = n.id)`;
const unmetParams = (since: number, now: number): number[] => [idAt(since), now];
export async function unmetByKind(m: EntityManager, ids: readonly number[], since: number, now: number): Promise<{ kind: NeedKind; n: number }[]> {
  const rows = await m.query<{ kind: NeedKind; n: number }[]>(`SELECT n.kind, COUNT(*) AS n FROM need n WHERE n.communityId IN (${holes(ids)}) AND ${UNMET} GROUP BY n.kind`, [...ids, ...unmetParams(since, now)]);
  return rows.map((r) => ({ kind: r.kind, n: Number(r.n) }));
}
export interface UnmetNeedRow { id: number; kind: NeedKind; title: string; status: NeedStatus; areaId: number; areaName: string; createdAt: number; dueAt: number; taskId: number | null; why: UnmetReason }
/** Newest first. */
export const unmetNeeds = (m: EntityManager, ids: readonly number[], kind: NeedKind | undefined, since: number, now: number, before: number): Promise<UnmetNeedRow[]> =>
  m.query(
    `SELECT n.id, n.kind, n.title, n.status, n.areaId, a.name AS areaName, n.createdAt, n.dueAt, n.taskId,
       CASE WHEN n.status = 'REFUSED' THEN 'REFUSED' WHEN n.status = 'ANSWERED' THEN 'WORDS_ONLY' WHEN EXISTS (SELECT 1 FROM task t WHERE t.needId = n.id) THEN 'NO_HELPER' ELSE 'WAITING' END AS why
     FROM need n JOIN area a ON a.id = n.areaId WHERE n.communityId IN (${holes(ids)}) AND ${UNMET} AND n.id < ?${kind ? ' AND n.kind = ?' : ''} ORDER BY n.id DESC LIMIT ${PAGE_ROWS}`,
    [...ids, ...unmetParams(since, now), before, ...(kind ? [kind] : [])],
  );
export interface SkilledRow { id: number; name: string; unitName: string | null; skills: string }
/** People of these communities who have a skill (or any); with `restedSince` only those to whom nothing was offered since then. By id. */
export const skilledPeople = (m: EntityManager, ids: readonly number[], skill: string | undefined, restedSince: number | null, after: number): Promise<SkilledRow[]> =>
  m.query(
    `SELECT p.id, p.name, u.name AS unitName, p.skills FROM person p LEFT JOIN unit u ON u.id = p.unitId WHERE p.communityId IN (${holes(ids)}) AND p.id > ? AND p.skills LIKE ?
     ${restedSince === null ? '' : 'AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.userId = p.id AND o.createdAt > ?)'} ORDER BY p.id LIMIT ${PAGE_ROWS}`,
    [...ids, after, skill ? `%${skill}%` : '_%', ...(restedSince === null ? [] : [restedSince])],
  );
