import type { EntityManager } from 'typeorm';
import type { LetterRecipient, LetterStatus } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { stillUsable } from './words.store.js';

export interface LetterRow { id: number; communityId: number; communityName: string; path: string; streetId: number; streetName: string; year: number; userId: number; name: string; unitId: number | null; unitName: string | null; recipient: LetterRecipient; status: LetterStatus; facts: string; words: string; number: number | null; reason: string | null; draftedBy: number; submittedBy: number | null; createdAt: number; approvedAt: number | null; deliveredAt: number | null; receivedAt: number | null; receivedName: string | null }
const SELECT = `SELECT l.id, l.communityId, a.name AS communityName, a.path, l.streetId, s.name AS streetName, l.year, l.userId, p.name, l.unitId, u.name AS unitName, l.recipient, l.status, l.facts, l.words, l.number, l.reason, l.draftedBy, l.submittedBy, l.createdAt, l.approvedAt, l.deliveredAt, l.receivedAt, g.name AS receivedName
  FROM letter l JOIN area a ON a.id = l.communityId JOIN area s ON s.id = l.streetId JOIN person p ON p.id = l.userId LEFT JOIN unit u ON u.id = l.unitId LEFT JOIN person g ON g.id = l.receivedBy`;
const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
/** Rows of the SELECT, without words that may not be quoted any more. */
const letters = async (m: EntityManager, rest: string, params: readonly (number | string)[]): Promise<LetterRow[]> => stillUsable(m, await m.query<LetterRow[]>(`${SELECT} ${rest}`, [...params]));
export async function findLetter(m: EntityManager, id: number): Promise<LetterRow | null> {
  const [row] = await letters(m, 'WHERE l.id = ?', [id]);
  return row ?? null;
}
export const findLetters = (m: EntityManager, ids: readonly number[]): Promise<LetterRow[]> => (ids.length === 0 ? Promise.resolve([]) : letters(m, `WHERE l.id IN (${holes(ids)}) ORDER BY l.id`, ids));
/** Newest first, in a subtree and year; of one status, or of all that are not void. */
export const lettersWithin = (m: EntityManager, path: string, year: number, status: LetterStatus | undefined, before: number): Promise<LetterRow[]> =>
  letters(m, `WHERE a.path LIKE ? AND l.year = ? AND l.status ${status ? '= ?' : "<> 'VOID'"} AND l.id < ? ORDER BY l.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, year, ...(status ? [status] : []), before]);
/** What was delivered to a person, and to the units he speaks for; a unit's only while the person agrees. */
export const lettersTo = (m: EntityManager, userId: number, unitIds: readonly number[], before: number): Promise<LetterRow[]> =>
  m.query<LetterRow[]>(
    `${SELECT} LEFT JOIN consent c ON c.userId = l.userId AND c.purpose = 'UNIT_SHARE' WHERE l.status IN ('DELIVERED', 'RECEIVED') AND (l.userId = ?${unitIds.length > 0 ? ` OR (l.recipient = 'UNIT' AND l.unitId IN (${holes(unitIds)}) AND c.granted = 1)` : ''}) AND l.id < ? ORDER BY l.id DESC LIMIT ${PAGE_ROWS}`,
    [userId, ...unitIds, before],
  );
/** Who has a letter of this community and year that stands. */
export async function thankedIn(m: EntityManager, communityId: number, year: number): Promise<Set<number>> {
  return new Set((await m.query<{ userId: number }[]>('SELECT userId FROM letter WHERE communityId = ? AND year = ? AND live = 1', [communityId, year])).map((r) => r.userId));
}
export interface NewLetter { communityId: number; streetId: number; year: number; userId: number; unitId: number | null; recipient: LetterRecipient; facts: string; words: string; draftedBy: number; createdAt: number }
/** The unique key lets one letter of a person, community and year stand. */
export async function insertLetter(m: EntityManager, l: NewLetter): Promise<number> {
  const id = newId();
  await m.query("INSERT INTO letter (id, communityId, streetId, year, userId, unitId, recipient, status, live, facts, words, draftedBy, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, 'DRAFT', 1, ?, ?, ?, ?)", [id, l.communityId, l.streetId, l.year, l.userId, l.unitId, l.recipient, l.facts, l.words, l.draftedBy, l.createdAt]);
  return id;
}
/** Compare-and-set with whatever else changes at that step. */
export async function moveLetter(m: EntityManager, id: number, from: readonly LetterStatus[], to: LetterStatus, set: Partial<Record<'number' | 'reason' | 'facts' | 'words' | 'submittedBy' | 'approvedBy' | 'approvedAt' | 'deliveredAt' | 'receivedBy' | 'receivedAt' | 'recipient' | 'unitId' | 'live', number | string | null>> = {}): Promise<boolean> {
  const columns = Object.entries(set);
  return (await change(m, `UPDATE letter SET status = ?${columns.map(([c]) => `, ${c} = ?`).join('')} WHERE id = ? AND status IN (${holes(from)})`, [to, ...columns.map(([, v]) => v), id, ...from])) === 1;
}
/** Ids of drafts of a community and year. */
export const draftsOf = (m: EntityManager, communityId: number, year: number): Promise<{ id: number; userId: number }[]> => m.query<{ id: number; userId: number }[]>("SELECT id, userId FROM letter WHERE communityId = ? AND year = ? AND status = 'DRAFT' ORDER BY id", [communityId, year]);
/** The street's next number of a year. The UPDATE's lock makes the number read after it its own; where the transaction fails, the number is given again. */
export async function nextNumber(m: EntityManager, streetId: number, year: number): Promise<number> {
  const key = `${streetId}/${year}`, take = (): Promise<number> => change(m, 'UPDATE letter_number SET last = last + 1 WHERE streetYear = ?', [key]);
  if ((await take()) === 0) {
    await m.query('INSERT INTO letter_number (streetYear, last) VALUES (?, 0)', [key]).catch((e: unknown) => { if (!isDuplicate(e)) throw e; });
    await take();
  }
  // A plain read would see the state of the transaction's beginning; its own UPDATE it sees always.
  const [row] = await m.query<{ last: number }[]>('SELECT last FROM letter_number WHERE streetYear = ?', [key]);
  return row!.last;
}
