import type { EntityManager } from 'typeorm';
import type { UserKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

/** A person as lists and notices need him. `phone` is the whole number: mask it before it leaves for anybody but an organiser. */
export interface PersonRow { id: number; name: string; phone: string | null; kind: UserKind; unitId: number | null; unitName: string | null; communityId: number | null; skills: string; freeTimes: string }
const SELECT = 'SELECT p.id, p.name, p.phone, p.kind, p.unitId, u.name AS unitName, p.communityId, p.skills, p.freeTimes FROM person p LEFT JOIN unit u ON u.id = p.unitId';
export async function findPerson(m: EntityManager, id: number): Promise<PersonRow | null> {
  const [row] = await m.query<PersonRow[]>(`${SELECT} WHERE p.id = ?`, [id]);
  return row ?? null;
}
export async function findPeople(m: EntityManager, ids: readonly number[]): Promise<Map<number, PersonRow>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await m.query<PersonRow[]>(`${SELECT} WHERE p.id IN (${unique.map(() => '?').join(',')})`, unique);
  return new Map(rows.map((r) => [r.id, r]));
}
/**
 * Makes everything that one person starts at the same moment happen one after the other: the UPDATE locks his row until
 * commit. Call it first in a transaction that reads his other claims or orders before it adds one. 0: nobody, or an account that was closed.
 */
export const takeTurn = (m: EntityManager, userId: number): Promise<number> => change(m, 'UPDATE person SET turn = turn + 1 WHERE id = ? AND turn >= 0', [userId]);
/** Where he is at WeChat; null where he never signed in from there. */
export async function openIdOf(m: EntityManager, userId: number): Promise<string | null> {
  const [row] = await m.query<{ openId: string | null }[]>('SELECT openId FROM person WHERE id = ?', [userId]);
  return row?.openId ?? null;
}
