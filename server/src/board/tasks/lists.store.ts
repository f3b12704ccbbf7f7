import type { EntityManager } from 'typeorm';
import { PAGE_SIZE, type Page, type TaskCard, type TaskKind, type TaskStatus, type UserKind, type WhenFilter } from '@xianfeng/shared';

/** How far back words are searched: the newest tasks of one area. Beyond that a list is scrolled, not searched. */
const SEARCHED = 2_000;
const CARD = 't.id, t.kind, t.title, t.place, t.areaId, a.name AS areaName, t.status, t.startsAt, t.endsAt, t.shiftCount, t.places, t.taken, t.audience, t.pointsHint';
type Row = TaskCard & { feedId?: number; feedStart?: number };
export interface FeedFilter { areaId: number; audience: { kind: UserKind; unitId: number | null } | null; kind?: TaskKind; when?: WhenFilter; q?: string; after?: string }
const LAST = Number.MAX_SAFE_INTEGER;

/** Conditions on the feed's own columns. `audience: null` is the public's view: what is not for one unit only. */
function where(f: FeedFilter): { sql: string; params: unknown[] } {
  let sql = '';
  const params: unknown[] = [];
  if (f.audience === null) sql += " AND audience IN ('EVERYONE', 'MEMBERS')";
  else {
    const open = f.audience.kind === 'MEMBER' ? "'EVERYONE', 'MEMBERS'" : "'EVERYONE'";
    if (f.audience.unitId === null) sql += ` AND audience IN (${open})`;
    else { sql += ` AND (audience IN (${open}) OR unitId = ?)`; params.push(f.audience.unitId); }
  }
  if (f.kind) { sql += ' AND kind = ?'; params.push(f.kind); }
  if (f.when === 'EVENING') sql += ' AND evening = 1';
  if (f.when === 'WEEKEND') sql += ' AND weekend = 1';
  return { sql, params };
}
/**
 * Newest first. The inner select walks the feed's key and finds the page's ids; only those rows are fetched from `task`
 * and `area`: about three rows are touched for each one shown, at every depth and area level.
 */
export async function newestTasks(m: EntityManager, f: FeedFilter): Promise<Page<TaskCard>> {
  const { sql, params } = where(f);
  const words = f.q?.toLowerCase();
  const rows = await m.query<Row[]>(
    `SELECT ${CARD}, k.feedId FROM (SELECT feedId, taskId FROM task_feed WHERE areaId = ? AND feedId < ?${sql} ORDER BY feedId DESC LIMIT ${words ? SEARCHED : PAGE_SIZE + 1}) k
     JOIN task t ON t.id = k.taskId JOIN area a ON a.id = t.areaId${words ? ' WHERE INSTR(LOWER(t.title), ?) > 0 OR INSTR(LOWER(t.place), ?) > 0' : ''} ORDER BY k.feedId DESC LIMIT ${PAGE_SIZE + 1}`,
    [f.areaId, f.after ? Number(f.after) : LAST, ...params, ...(words ? [words, words] : [])],
  );
  return paged(rows, (r) => String(r.feedId));
}
/** Soonest first, of what has not begun. The index holds every column of the conditions. */
export async function soonestTasks(m: EntityManager, f: FeedFilter, now: number): Promise<Page<TaskCard>> {
  const { sql, params } = where(f);
  const words = f.q?.toLowerCase();
  const [start = 0, feed = 0] = (f.after ?? '').split('_').map(Number);
  const from = Math.max(start, now + 1);
  const rows = await m.query<Row[]>(
    `SELECT ${CARD}, k.feedId, k.startsAt AS feedStart FROM (SELECT feedId, taskId, startsAt FROM task_feed WHERE areaId = ? AND startsAt >= ? AND (startsAt > ? OR feedId > ?)${sql} ORDER BY startsAt, feedId LIMIT ${words ? SEARCHED : PAGE_SIZE + 1}) k
     JOIN task t ON t.id = k.taskId JOIN area a ON a.id = t.areaId${words ? ' WHERE INSTR(LOWER(t.title), ?) > 0 OR INSTR(LOWER(t.place), ?) > 0' : ''} ORDER BY k.startsAt, k.feedId LIMIT ${PAGE_SIZE + 1}`,
    [f.areaId, from, from, from === start ? feed : 0, ...params, ...(words ? [words, words] : [])],
  );
  return paged(rows, (r) => `${r.feedStart}_${r.feedId}`);
}
/** Tasks filed under these communities, newest first. Each community is one short walk of an index, however many tasks there are. */
export async function deskTasks(m: EntityManager, communityIds: readonly number[], status: TaskStatus | undefined, after: string | undefined): Promise<Page<TaskCard>> {
  const before = after ? Number(after) : LAST;
  const ids: number[] = [];
  for (let i = 0; i < communityIds.length; i += 200) {
    const part = communityIds.slice(i, i + 200);
    const one = `SELECT id FROM (SELECT id FROM task WHERE communityId = ?${status ? ' AND status = ?' : ''} AND id < ? ORDER BY id DESC LIMIT ${PAGE_SIZE + 1}) c`;
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
