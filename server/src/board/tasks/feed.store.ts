import type { EntityManager } from 'typeorm';
import type { Audience, TaskKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { feedFlags } from './tasks.rules.js';

export interface FedTask { id: number; startsAt: number; kind: TaskKind; audience: Audience; unitId: number | null }
/** Puts a task that recruits into the list of its area and of every area above. */
export async function enterFeed(m: EntityManager, task: FedTask, path: string): Promise<void> {
  const areas = pathIds(path), feedId = newId(), { evening, weekend } = feedFlags(task.startsAt);
  await m.query(
    `INSERT INTO task_feed (areaId, feedId, taskId, startsAt, kind, audience, unitId, evening, weekend) VALUES ${areas.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    areas.flatMap((areaId) => [areaId, feedId, task.id, task.startsAt, task.kind, task.audience, task.unitId, evening, weekend]),
  );
}
export const leaveFeed = (m: EntityManager, taskId: number): Promise<number> => change(m, 'DELETE FROM task_feed WHERE taskId = ?', [taskId]);
/** After an edit, or when the first of several shifts has begun. 0: the task is in no list. */
export async function amendFeed(m: EntityManager, task: FedTask): Promise<number> {
  const { evening, weekend } = feedFlags(task.startsAt);
  return change(m, 'UPDATE task_feed SET startsAt = ?, kind = ?, audience = ?, unitId = ?, evening = ?, weekend = ? WHERE taskId = ?', [task.startsAt, task.kind, task.audience, task.unitId, evening, weekend, task.id]);
}
/** Tasks in the lists whose next shift has begun. `rootId` is the city: every list's tasks are in its list. */
export const begunInFeed = async (m: EntityManager, rootId: number, now: number, limit: number): Promise<number[]> =>
  (await m.query<{ taskId: number }[]>('SELECT taskId FROM task_feed WHERE areaId = ? AND startsAt <= ? ORDER BY startsAt LIMIT ?', [rootId, now, limit])).map((r) => r.taskId);
