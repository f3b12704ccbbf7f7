import type { EntityManager } from 'typeorm';
import type { Range } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

/** What is null stays as it is. The caller holds the person's turn: of two at once the second finds the row. */
interface ProfileChange { reach: Range | null; wontKinds: string | null; wontText: string | null; confirmedAt: number | null; retiredAt: number | null }
const NOTHING: ProfileChange = { reach: null, wontKinds: null, wontText: null, confirmedAt: null, retiredAt: null };
export async function saveProfile(m: EntityManager, userId: number, to: Partial<ProfileChange>): Promise<void> {
  const { reach, wontKinds, wontText, confirmedAt, retiredAt } = { ...NOTHING, ...to };
  const known = await change(m, 'UPDATE person_profile SET reach = COALESCE(?, reach), wontKinds = COALESCE(?, wontKinds), wontText = COALESCE(?, wontText), confirmedAt = COALESCE(?, confirmedAt), retiredAt = COALESCE(?, retiredAt) WHERE userId = ?', [reach, wontKinds, wontText, confirmedAt, retiredAt, userId]);
  // An UPDATE that changes nothing counts no row on MySQL, hence the second look.
  if (known > 0 || (await m.query<unknown[]>('SELECT userId FROM person_profile WHERE userId = ?', [userId])).length > 0) return;
  await m.query('INSERT INTO person_profile (userId, reach, wontKinds, wontText, confirmedAt, askedAt, retiredAt) VALUES (?, ?, ?, ?, ?, NULL, ?)', [userId, reach ?? 'CITY', wontKinds ?? '', wontText ?? '', confirmedAt, retiredAt]);
}
