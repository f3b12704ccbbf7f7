import type { EntityManager } from 'typeorm';
import type { SuggestionInput, SuggestionKind, SuggestionStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';

export interface SuggestionRow { id: number; userId: number; kind: SuggestionKind; text: string; page: string; status: SuggestionStatus; answer: string | null; answeredAt: number | null; createdAt: number }
const ROW = 'SELECT id, userId, kind, text, page, status, answer, answeredAt, createdAt FROM suggestion';
/** How many he has sent that day. */
export const sentOn = async (m: EntityManager, userId: number, day: string): Promise<number> => Number((await m.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM suggestion WHERE userId = ? AND day = ?', [userId, day]))[0]?.n ?? 0);
/** The key on person, day and slot lets one of two at once in. */
export async function insertSuggestion(m: EntityManager, now: number, userId: number, day: string, slot: number, s: SuggestionInput): Promise<number> {
  const id = newId();
  await m.query("INSERT INTO suggestion (id, userId, day, slot, kind, text, page, status, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)", [id, userId, day, slot, s.kind, s.text, s.page ?? '', now]);
  return id;
}
export async function getSuggestion(m: EntityManager, id: number): Promise<SuggestionRow | null> {
  const [row] = await m.query<SuggestionRow[]>(`${ROW} WHERE id = ?`, [id]);
  return row ?? null;
}
/** Newest first, older than `before`. */
export const suggestionsOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<SuggestionRow[]> => m.query<SuggestionRow[]>(`${ROW} WHERE userId = ? AND id < ? ORDER BY id DESC LIMIT ?`, [userId, before, limit]);
export function allSuggestions(m: EntityManager, { status, kind }: { status?: SuggestionStatus; kind?: SuggestionKind }, before: number, limit: number): Promise<SuggestionRow[]> {
  const where = ['id < ?', ...(status ? ['status = ?'] : []), ...(kind ? ['kind = ?'] : [])];
  return m.query<SuggestionRow[]>(`${ROW} WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ?`, [before, ...(status ? [status] : []), ...(kind ? [kind] : []), limit]);
}
/** False: somebody has answered already. */
export const answer = async (m: EntityManager, id: number, text: string, by: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE suggestion SET status = 'ANSWERED', answer = ?, answeredBy = ?, answeredAt = ? WHERE id = ? AND status = 'OPEN'", [text, by, now, id])) > 0;
