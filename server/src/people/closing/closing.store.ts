import type { EntityManager } from 'typeorm';
import type { Role } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

/** What every list shows for whoever is gone. */
export const GONE_NAME = '已注销用户';
/** Posts that somebody keeps on that day. */
export const rolesOf = async (m: EntityManager, userId: number, day: string): Promise<Role[]> =>
  (await m.query<{ role: Role }[]>('SELECT DISTINCT role FROM post WHERE userId = ? AND ended = 0 AND toDay >= ? ORDER BY role', [userId, day])).map((p) => p.role);
/** Whatever says who he is. His turn is over for good: what he had begun on another device finds no line to stand in. The row stays, since records refer to it. The caller holds his turn and has ended his registrations. */
export async function forgetPerson(m: EntityManager, userId: number, now: number): Promise<void> {
  const [row] = await m.query<{ phone: string | null }[]>('SELECT phone FROM person WHERE id = ?', [userId]);
  if (row?.phone) await change(m, 'DELETE FROM phone_code WHERE phone = ?', [row.phone]);
  // What was or is to be sent to him, and the answers kept for his repeats, hold his number and his name.
  await change(m, 'DELETE FROM outbox WHERE target IN (?, ?)', [row?.phone ?? '', String(userId)]);
  await change(m, "UPDATE member_registration SET compoundId = NULL, building = '' WHERE userId = ?", [userId]);
  await change(m, "UPDATE person SET name = ?, phone = NULL, openId = NULL, unitId = NULL, communityId = NULL, compoundId = NULL, elder = 0, skills = '', freeTimes = '', turn = -1 WHERE id = ?", [GONE_NAME, userId]);
  // His line of the roster is the city's, not his: it only forgets that he found himself on it.
  await change(m, 'UPDATE roster_entry SET userId = NULL WHERE userId = ?', [userId]);
  await change(m, 'UPDATE consent SET granted = 0, at = ? WHERE userId = ? AND granted = 1', [now, userId]);
  await change(m, "DELETE FROM outbox WHERE channel = 'WECHAT' AND status = 'NEW' AND target = ?", [String(userId)]);
  for (const table of ['person_profile', 'typed_phone', 'notice', 'message_quota', 'message_week', 'idempotency', 'session']) await change(m, `DELETE FROM ${table} WHERE userId = ?`, [userId]);
}
