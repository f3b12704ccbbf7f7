import type { EntityManager } from 'typeorm';
import type { TypedPhoneStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { TypedPhone } from './user.entity.js';

export interface TypedPhoneRow { userId: number; name: string; phone: string; communityId: number; communityName: string; path: string; status: TypedPhoneStatus; createdAt: number }
const SELECT = 'SELECT t.userId, t.name, t.phone, t.communityId, a.name AS communityName, a.path, t.status, t.createdAt FROM typed_phone t JOIN area a ON a.id = t.communityId';
export async function typedPhoneOf(m: EntityManager, userId: number): Promise<TypedPhoneRow | null> {
  const [row] = await m.query<TypedPhoneRow[]>(`${SELECT} WHERE t.userId = ?`, [userId]);
  return row ?? null;
}
/** Those that wait in a subtree, oldest first. */
export const waitingPhones = (m: EntityManager, path: string): Promise<TypedPhoneRow[]> =>
  m.query<TypedPhoneRow[]>(`${SELECT} WHERE t.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND t.status = 'WAITING' ORDER BY t.createdAt, t.userId LIMIT ${PAGE_ROWS}`, [`${path}%`]);
/** One number per person: the last one typed waits. The caller holds his turn. */
export async function keepTyped(m: EntityManager, userId: number, t: { phone: string; name: string; communityId: number }, now: number): Promise<void> {
  await forgetTyped(m, userId);
  await m.insert(TypedPhone, { userId, ...t, status: 'WAITING', createdAt: now, decidedBy: null, decidedAt: null });
}
/** Compare-and-set: of two deciding at once, one gets true. */
export const decideTyped = async (m: EntityManager, userId: number, phone: string, to: TypedPhoneStatus, by: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE typed_phone SET status = ?, decidedBy = ?, decidedAt = ? WHERE userId = ? AND phone = ? AND status = 'WAITING'", [to, by, now, userId, phone])) === 1;
export const forgetTyped = (m: EntityManager, userId: number): Promise<number> => change(m, 'DELETE FROM typed_phone WHERE userId = ?', [userId]);
