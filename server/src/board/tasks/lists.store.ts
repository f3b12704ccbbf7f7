import type { EntityManager } from 'typeorm';
import { PAGE_SIZE, type Page, type TaskCard, type TaskKind, type TaskStatus, type TaskWaiting, type UserKind, type WhenFilter } from '@xianfeng/shared';
import type { Reader } from '../../db/tx.js';
import { beforeId, pairIn } from '../../http/keyset.js';

/** How far back words are searched: the newest tasks of one area. Beyond that a list is scrolled, not searched. */
const SEARCHED = 2_000;
const CARD = 't.id, t.kind, t.title, t.place, t.areaId, a.name AS areaName, t.status, t.startsAt, t.endsAt, t.shiftCount, t.places, t.taken, t.audience, t.pointsHint';
type Row = TaskCard & { feedId?: number; feedStart?: number };
export interface FeedFilter { areaId: number; audience: { kind: UserKind; unitId: number | null } | null; kind?: TaskKind; when?: WhenFilter; q?: string; after?: string }

/** Conditions on the feed's own columns. `audience: null` is the public's view: what is not for one unit only. */
function where(f: FeedFilter): { sql: string; params: unknown[] } {
  let sql = '';
  const params: unknown[] = [];
  if (f.audience === null) sql += " AND k.audience IN ('EVERYONE', 'MEMBERS')";
  else {
    const open = f.audience.kind === 'MEMBER' ? "'EVERYONE', 'MEMBERS'" : "'EVERYONE'";
    if (f.audience.unitId === null) sql += ` AND k.audience IN (${open})`;
    else { sql += ` AND (k.audience IN (${open}) OR k.unitId = ?)`; params.push(f.audience.unitId); }
  }
  if (f.kind) { sql += ' AND k.kind = ?'; params.push(f.kind); }
  if (f.when === 'EVENING') sql += ' AND k.evening = 1';
  if (f.when === 'WEEKEND') sql += ' AND k.weekend = 1';
  return { sql, params };
}
/**
 * The page: the feed's index is walked in its order and stops at the last row, and only those tasks and areas are fetched,
 * so about three rows are touched for each one shown, at every depth and area level. The planner is not asked: on MariaDB it
 * takes whichever index looks shorter and may read a whole area. Words are looked for among the next 2,000 of the walk.
 */
function pageSql(m: Reader, index: 'PRIMARY' | 'ix_task_feed_soonest', conditions: string, order: string, words: string | undefined): string {
  const isSqlite = m.dataSource.options.type === 'better-sqlite3', join = isSqlite ? 'CROSS JOIN' : 'STRAIGHT_JOIN';
  const walk = `task_feed k${isSqlite ? '' : ` FORCE INDEX (${index})`}`, rest = `${join} task t ON t.id = k.taskId ${join} area a ON a.id = t.areaId`;
  return words
    ? `SELECT ${CARD}, k.feedId, k.startsAt AS feedStart FROM (SELECT k.feedId, k.taskId, k.startsAt FROM ${walk} WHERE ${conditions} ORDER BY ${order} LIMIT ${SEARCHED}) k ${rest} WHERE INSTR(LOWER(t.title), ?) > 0 OR INSTR(LOWER(t.place), ?) > 0 ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}`
    : `SELECT ${CARD}, k.feedId, k.startsAt AS feedStart FROM ${walk} ${rest} WHERE ${conditions} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}`;
}
/** Newest first: the feed's key backwards. */
export async function newestTasks(m: Reader, f: FeedFilter): Promise<Page<TaskCard>> {
  const { sql, params } = where(f), words = f.q?.toLowerCase();
  const rows = await m.query<Row[]>(pageSql(m, 'PRIMARY', `k.areaId = ? AND k.feedId < ?${sql}`, 'k.feedId DESC', words), [f.areaId, beforeId(f.after), ...params, ...(words ? [words, words] : [])]);
  return paged(rows, (r) => String(r.feedId));
}
/** Soonest first, of what has not begun. The index holds every column of the conditions. */
export async function soonestTasks(m: Reader, f: FeedFilter, now: number): Promise<Page<TaskCard>> {
  const { sql, params } = where(f), words = f.q?.toLowerCase();
  const [start, feed] = pairIn(f.after, [0, 0]), from = Math.max(start, now + 1);
  const rows = await m.query<Row[]>(
    pageSql(m, 'ix_task_feed_soonest', `k.areaId = ? AND k.startsAt >= ? AND (k.startsAt > ? OR k.feedId > ?)${sql}`, 'k.startsAt, k.feedId', words),
    [f.areaId, from, from, from === start ? feed : 0, ...params, ...(words ? [words, words] : [])],
  );
  return paged(rows, (r) => `${r.feedStart}_${r.feedId}`);
}
/** Tasks filed under these communities, newest first. Each community is one short walk of an index, however many tasks there are. */
export async function deskTasks(m: EntityManager, communityIds: readonly number[], status: TaskStatus | undefined, waiting: TaskWaiting | undefined, after: string | undefined): Promise<Page<TaskCard>> {
  const asked = waiting === 'REQUESTS' ? " AND EXISTS (SELECT 1 FROM claim c WHERE c.taskId = task.id AND c.status = 'REQUESTED')" : '';
  const before = beforeId(after);
  const ids: number[] = [];
  for (let i = 0; i < communityIds.length; i += 200) {
    const part = communityIds.slice(i, i + 200);
    const one = `SELECT id FROM (SELECT id FROM task WHERE communityId = ?${status ? ' AND status = ?' : ''} AND id < ?${asked} ORDER BY id DESC LIMIT ${PAGE_SIZE + 1}) c`;
    const found = await m.query<{ id: number }[]>(part.map(() => one).join(' UNION ALL '), part.flatMap((c) => (status ? [c, status, before] : [c, before])));
    ids.push(...found.map((r) => r.id));
  }
  const wanted = ids.sort((x, y) => y - x).slice(0, PAGE_SIZE + 1);
  if (wanted.length === 0) return { items: [], next: null };
  const rows = await m.query<Row[]>(`SELECT ${CARD} FROM task t JOIN area a ON a.id = t.areaId WHERE t.id IN (${wanted.map(() => '?').join(', ')}) ORDER BY t.id DESC`, wanted);
  return paged(rows, (r) => String(r.id));
}
function paged(rows: Row[], cursor: (row: Row) => string): Page<TaskCard> {
  const more = rows.length > PAGE_SIZE;
  if (more) rows.length = PAGE_SIZE;
  return { items: rows, next: more ? cursor(rows[PAGE_SIZE - 1]!) : null };
}
