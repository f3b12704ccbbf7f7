import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';

export interface ObjectionRow { id: number; campaignId: number; nominationId: number; userId: number; name: string; text: string; status: 'OPEN' | 'UPHELD' | 'DISMISSED'; answer: string | null; createdAt: number }
/** `name`: of the nominee it is about. */
const SELECT = 'SELECT o.id, o.campaignId, o.nominationId, o.userId, COALESCE(p.name, u.name) AS name, o.text, o.status, o.answer, o.createdAt FROM campaign_objection o JOIN nomination n ON n.id = o.nominationId LEFT JOIN person p ON p.id = n.userId AND n.userId <> 0 LEFT JOIN unit u ON u.id = n.unitId AND n.unitId <> 0';
export async function findObjection(m: EntityManager, id: number): Promise<ObjectionRow | null> {
  const [row] = await m.query<ObjectionRow[]>(`${SELECT} WHERE o.id = ?`, [id]);
  return row ?? null;
}
export const objectionsIn = (m: EntityManager, campaignId: number): Promise<ObjectionRow[]> => m.query<ObjectionRow[]>(`${SELECT} WHERE o.campaignId = ? ORDER BY o.id`, [campaignId]);
/** One of each person for each name: the unique key. */
export async function insertObjection(m: EntityManager, o: { campaignId: number; nominationId: number; userId: number; text: string; createdAt: number }): Promise<number> {
  const id = newId();
  await m.query("INSERT INTO campaign_objection (id, campaignId, nominationId, userId, text, status, createdAt) VALUES (?, ?, ?, ?, ?, 'OPEN', ?)", [id, o.campaignId, o.nominationId, o.userId, o.text, o.createdAt]);
  return id;
}
/** Compare-and-set. */
export const decideObjection = async (m: EntityManager, id: number, to: 'UPHELD' | 'DISMISSED', answer: string, byId: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE campaign_objection SET status = ?, answer = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status = 'OPEN'", [to, answer, byId, now, id])) === 1;
