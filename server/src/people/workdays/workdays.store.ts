import type { EntityManager } from 'typeorm';
import { change, type Reader } from '../../db/tx.js';
import type { Change } from './workdays.rules.js';

/** Every day that differs, in order. */
export const allChanges = (m: Reader): Promise<Change[]> => m.query<Change[]>('SELECT day, works FROM workday_change ORDER BY day');
/** What was known of the year, and of the December days named now, makes way. */
export async function replaceYear(m: EntityManager, year: number, changes: readonly Change[]): Promise<void> {
  const early = changes.filter((c) => !c.day.startsWith(`${year}-`)).map((c) => c.day);
  await change(m, `DELETE FROM workday_change WHERE (day >= ? AND day <= ?)${early.map(() => ' OR day = ?').join('')}`, [`${year}-01-01`, `${year}-12-31`, ...early]);
  await m.query(`INSERT INTO workday_change (day, works) VALUES ${changes.map(() => '(?, ?)').join(', ')}`, changes.flatMap((c) => [c.day, c.works]));
}
/** The topmost area: the calendar is the whole city's. */
export async function cityPath(m: Reader): Promise<{ id: number; path: string }> {
  const [row] = await m.query<{ id: number; path: string }[]>('SELECT id, path FROM area WHERE parentId = 0 ORDER BY id LIMIT 1');
  return row!;
}
