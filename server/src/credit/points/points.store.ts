import type { EntityManager } from 'typeorm';
import type { EntryKind, LedgerRef } from '@xianfeng/shared';
import { fail } from '../../lib/errors.js';
import { ROOT_AREA } from './concerned.store.js';

export interface EntryRow { id: number; at: number; kind: EntryKind; amount: number; title: string; why: string; balance: number }
/** A person's statement: his transactions with their effect on what is available, newest first, older than `before`. */
export const statementOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<EntryRow[]> =>
  m.query<EntryRow[]>(
    `SELECT t.id, t.createdAt AS at, t.kind, COALESCE(e.amount, 0) AS amount, t.title, t.why, t.balance
     FROM journal_tx t LEFT JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' WHERE t.userId = ? AND t.id < ? ORDER BY t.id DESC LIMIT ?`,
    [userId, before, limit],
  );
export interface FullEntryRow extends EntryRow {
  userId: number; /** Whose officers may see and correct it: the community of the work or goods, else the person's own. */ areaId: number; path: string;
  refType: LedgerRef; refId: number; ruleVersion: number; inputs: string | null; reason: string | null; reverses: number | null; reversedBy: number | null;
}
/** @throws NOT_FOUND */
export async function fullEntry(m: EntityManager, id: number): Promise<FullEntryRow> {
  const [row] = await m.query<FullEntryRow[]>(
    `SELECT t.id, t.createdAt AS at, t.kind, COALESCE(e.amount, 0) AS amount, t.title, t.why, t.balance, t.userId, a.id AS areaId, a.path, t.refType, t.refId, t.ruleVersion, t.inputs, t.reason, t.reversesId AS reverses, r.id AS reversedBy
     FROM journal_tx t JOIN person p ON p.id = t.userId JOIN area a ON a.id = COALESCE(t.areaId, p.communityId, ${ROOT_AREA})
     LEFT JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' LEFT JOIN journal_tx r ON r.reversesId = t.id WHERE t.id = ?`,
    [id],
  );
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** What a transaction put into lots (+) or took from them (−), the one that ends first leading. */
export const lotsTouched = (m: EntityManager, txId: number): Promise<{ points: number; expiresAt: number }[]> =>
  m.query('SELECT v.points, l.expiresAt FROM lot_move v JOIN points_lot l ON l.id = v.lotId WHERE v.txId = ? ORDER BY l.expiresAt, l.id', [txId]);
/** What a person has that ends after `from` and no later than `to`. */
export const lotsEnding = (m: EntityManager, userId: number, from: number, to: number): Promise<{ id: number; leftPoints: number; expiresAt: number; warned: number }[]> =>
  m.query('SELECT id, leftPoints, expiresAt, warned FROM points_lot WHERE userId = ? AND live = 1 AND expiresAt > ? AND expiresAt <= ? ORDER BY expiresAt, id', [userId, from, to]);
