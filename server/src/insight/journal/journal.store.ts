import type { EntityManager } from 'typeorm';
import type { EntryKind, JournalRow, JournalTxView, LedgerRef } from '@xianfeng/shared';
import { entriesOf } from '../../credit/journal/journal.store.js';
import { journalHashes } from '../../credit/journal/journal.hashes.js';
import { endingIn, containing } from '../../lib/like.js';

const ROW = `SELECT t.id, t.createdAt AS at, t.kind, COALESCE(p.name, '') AS personName, COALESCE(a.name, '') AS areaName, t.title, COALESCE(e.amount, 0) AS amount, COALESCE(h.amount, 0) AS held,
  CASE WHEN t.actorId = 0 THEN '系统' ELSE COALESCE(b.name, '') END AS actorName, t.userId`;
const FROM = `FROM journal_tx t LEFT JOIN person p ON p.id = t.userId LEFT JOIN person b ON b.id = t.actorId LEFT JOIN area a ON a.id = t.areaId
  LEFT JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' LEFT JOIN journal_entry h ON h.txId = t.id AND h.account = 'HELD'`;
const holes = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
/** So many people are looked through; SQLite takes 32,766 values a statement, fifty areas are asked in one. */
const PEOPLE_MOST = 500;
/** A name is asked for by its beginning; digits are the end of a phone. null: more than can be looked through, and none may be left out unsaid. */
export const peopleCalled = async (m: EntityManager, q: string): Promise<number[] | null> => {
  const isTail = /^\d{4,11}$/.test(q), name = containing(q).slice(1);
  if (/^\d+$/.test(q) && !isTail) return [];
  const rows = await m.query<{ id: number }[]>(`SELECT id FROM person WHERE ${isTail ? 'phone' : 'name'} LIKE ? ESCAPE '!' ORDER BY id LIMIT ${PEOPLE_MOST + 1}`, [isTail ? endingIn(q) : name]);
  return rows.length > PEOPLE_MOST ? null : rows.map((r) => r.id);
};
export interface Search { /** null: the whole city, with what belongs to no community. */ path: string | null; kind: EntryKind | undefined; people: readonly number[] | null; id: number | null; from: number | null; to: number | null; before: number; limit: number }
export type FoundRow = JournalRow & { userId: number };
/** Newest first. Which rows are shown is found by indexes alone; names are joined to them afterwards. */
export async function journalRows(m: EntityManager, s: Search): Promise<FoundRow[]> {
  const where = ['t.id < ?'], params: unknown[] = [s.before];
  const and = (sql: string, ...values: unknown[]): void => { where.push(sql); params.push(...values); };
  if (s.people !== null) {
    const ids = s.id === null ? [] : [s.id, s.id];
    if (s.people.length === 0 && ids.length === 0) return [];
    and(`(${[...(s.people.length > 0 ? [`t.userId IN (${holes(s.people)})`] : []), ...(ids.length > 0 ? ['t.id = ? OR t.refId = ?'] : [])].join(' OR ')})`, ...s.people, ...ids);
  }
  if (s.kind) and('t.kind = ?', s.kind);
  if (s.from !== null) and('t.createdAt >= ?', s.from);
  if (s.to !== null) and('t.createdAt < ?', s.to);
  const found: number[] = [];
  if (s.path === null) found.push(...(await m.query<{ id: number }[]>(`SELECT t.id FROM journal_tx t WHERE ${where.join(' AND ')} ORDER BY t.id DESC LIMIT ${s.limit}`, params)).map((r) => r.id));
  else {
    const areas = await m.query<{ id: number }[]>("SELECT id FROM area WHERE path LIKE ? AND kind IN ('CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE')", [`${s.path}%`]);
    // Each area is one short walk of an index.
    const one = `SELECT id FROM (SELECT t.id FROM journal_tx t WHERE t.areaId = ? AND ${where.join(' AND ')} ORDER BY t.id DESC LIMIT ${s.limit}) k`;
    for (let i = 0; i < areas.length; i += 50) {
      const part = areas.slice(i, i + 50);
      found.push(...(await m.query<{ id: number }[]>(part.map(() => one).join(' UNION ALL '), part.flatMap((a) => [a.id, ...params]))).map((r) => r.id));
    }
  }
  const ids = found.sort((a, b) => b - a).slice(0, s.limit);
  return ids.length === 0 ? [] : m.query<FoundRow[]>(`${ROW} ${FROM} WHERE t.id IN (${holes(ids)}) ORDER BY t.id DESC`, ids);
}
export interface FoundTx extends FoundRow { path: string; areaId: number | null; why: string; refType: LedgerRef; refId: number; ruleVersion: number; inputs: string | null; reason: string | null; balance: number; reverses: number | null; reversedBy: number | null; hash: string }
/** One transaction; `path`: of the area whose auditors may see it (what belongs to no community: the person's own, else the city). */
export async function journalTx(m: EntityManager, id: number): Promise<FoundTx | null> {
  const [row] = await m.query<FoundTx[]>(
    `${ROW}, t.areaId, COALESCE(a.path, (SELECT c.path FROM area c WHERE c.id = p.communityId), (SELECT MIN(c.path) FROM area c WHERE c.parentId = 0)) AS path, t.why, t.refType, t.refId, t.ruleVersion, t.inputs, t.reason, t.balance, t.reversesId AS reverses, r.id AS reversedBy, t.hash
     ${FROM} LEFT JOIN journal_tx r ON r.reversesId = t.id WHERE t.id = ?`, [id],
  );
  return row ?? null;
}
/** Its sides, and whether it is what its hash says. */
export async function proofOf(m: EntityManager, id: number): Promise<Pick<JournalTxView, 'intact' | 'entries'>> {
  const [row] = await journalHashes.after(m, id - 1, 1);
  return { intact: row?.id === id && row.fits, entries: await entriesOf(m, id) };
}
