import type { EntityManager } from 'typeorm';
import type { Evidence, TaskKind } from '@xianfeng/shared';

export interface RecordRow { id: number; userId: number; logId: number; taskId: number; communityId: number; day: string; kind: TaskKind; minutes: number; evidence: Evidence; points: number; verifiedAt: number }
/** Records of a span, person by person from after `userId` on. The index is walked in its own order. */
export const recordsAfter = (m: EntityManager, userId: number, from: string, to: string, limit: number): Promise<RecordRow[]> =>
  m.query<RecordRow[]>('SELECT id, userId, logId, taskId, communityId, day, kind, minutes, evidence, points, verifiedAt FROM service_record WHERE logId IS NOT NULL AND userId > ? AND day BETWEEN ? AND ? ORDER BY userId, day, id LIMIT ?', [userId, from, to, limit]);
const HOLES = 500;
async function inParts<T>(ids: readonly number[], read: (part: number[], holes: string) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [], unique = [...new Set(ids)];
  for (let i = 0; i < unique.length; i += HOLES) {
    const part = unique.slice(i, i + HOLES);
    rows.push(...(await read(part, part.map(() => '?').join(', '))));
  }
  return rows;
}
/** Tasks for which the organiser set a difficulty. */
export const difficultiesOf = (m: EntityManager, taskIds: readonly number[]): Promise<{ id: number; difficulty: 1 | 2 | 3 }[]> =>
  inParts(taskIds, (part, holes) => m.query(`SELECT id, difficulty FROM task WHERE id IN (${holes}) AND difficulty IS NOT NULL`, part));
/** What the tariff was given for the awards of these logs, where an addition had its part. */
export const additionsGiven = (m: EntityManager, logIds: readonly number[]): Promise<{ logId: number; ruleVersion: number; inputs: string }[]> =>
  inParts(logIds, (part, holes) => m.query(`SELECT refId AS logId, ruleVersion, inputs FROM journal_tx WHERE kind = 'AWARD' AND refType = 'log' AND refId IN (${holes}) AND inputs NOT LIKE '%"addition":null%'`, part));
/** Was any addition paid from for days of that span? */
export const hadAdditions = async (m: EntityManager, from: string, to: string): Promise<boolean> =>
  (await m.query<unknown[]>('SELECT 1 AS yes FROM tariff_addition WHERE used > 0 AND fromDay <= ? AND toDay >= ? LIMIT 1', [to, from])).length > 0;
/** Whatever tasks of a subtree are filed under, with its name. */
export const filedNames = (m: EntityManager, path: string): Promise<{ id: number; name: string }[]> =>
  m.query("SELECT id, name FROM area WHERE path >= ? AND path < ? AND kind IN ('CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE')", [path, `${path.slice(0, -1)}0`]);
