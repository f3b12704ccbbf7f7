import type { EntityManager } from 'typeorm';
import { endingIn } from '../../lib/like.js';

/** `terms`: 1 where he agreed to the terms of service. */
export interface CounterPerson { id: number; name: string; phone: string; terms: number | null }
/** Who bears that name, has a phone that ends so, and is at home in the subtree; two are as good as many. */
export const peopleNamed = (m: EntityManager, path: string, name: string, phoneTail: string): Promise<CounterPerson[]> =>
  m.query<CounterPerson[]>(
    `SELECT p.id, p.name, p.phone, t.granted AS terms FROM person p LEFT JOIN consent t ON t.userId = p.id AND t.purpose = 'TERMS'
     WHERE p.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND p.name = ? AND p.phone LIKE ? ESCAPE '!' LIMIT 2`,
    [`${path}%`, name, endingIn(phoneTail)],
  );
