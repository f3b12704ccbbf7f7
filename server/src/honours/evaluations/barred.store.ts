import type { EntityManager } from 'typeorm';

/** Of these people or units, whom a bar for false hours keeps from every honour on that day (rule R27; honours/stars lifts and hears them). */
export async function barredOf(m: EntityManager, subject: 'PERSON' | 'UNIT', ids: readonly number[], today: string): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await m.query<{ id: number; toDay: string }[]>(`SELECT subjectId AS id, toDay FROM star_bar WHERE subject = ? AND subjectId IN (${ids.map(() => '?').join(', ')}) AND live = 1 AND fromDay <= ? AND toDay >= ?`, [subject, ...ids, today, today]);
  return new Map(rows.map((r) => [r.id, r.toDay]));
}
