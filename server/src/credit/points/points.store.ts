import type { EntityManager } from 'typeorm';
import type { EntryKind } from '@xianfeng/shared';

export interface EntryRow { id: number; at: number; kind: EntryKind; amount: number; title: string; why: string; balance: number }
/** A person's statement: his transactions with their effect on what is available, newest first, older than `before`. */
export const statementOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<EntryRow[]> =>
  m.query<EntryRow[]>(
    `SELECT t.id, t.createdAt AS at, t.kind, COALESCE(e.amount, 0) AS amount, t.title, t.why, t.balance
     FROM journal_tx t LEFT JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' WHERE t.userId = ? AND t.id < ? ORDER BY t.id DESC LIMIT ?`,
    [userId, before, limit],
  );
