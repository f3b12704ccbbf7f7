import type { EntityManager } from 'typeorm';
import { fail } from '../../lib/errors.js';

/** The topmost area: whoever is registered nowhere is looked after by the city. */
export const ROOT_AREA = '(SELECT MIN(root.id) FROM area root WHERE root.parentId = 0)';
/** A person with the area whose officers answer for his points: his community, or the city. */
export interface Concerned { userId: number; name: string; areaId: number; path: string }
/** @throws NOT_FOUND */
export async function concernedBy(m: EntityManager, userId: number): Promise<Concerned> {
  const [row] = await m.query<Concerned[]>(`SELECT p.id AS userId, p.name, a.id AS areaId, a.path FROM person p JOIN area a ON a.id = COALESCE(p.communityId, ${ROOT_AREA}) WHERE p.id = ?`, [userId]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
