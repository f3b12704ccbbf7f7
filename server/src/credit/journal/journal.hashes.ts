import type { HashedRows } from '../../db/seals.js';
import { hashOfTx, type Hashed, type Posting } from './journal.rules.js';

/** The journal for `verifyHashes`: each transaction with its entries, and as many entries as it had. */
export const journalHashes: HashedRows = {
  what: 'journal_tx',
  after: async (m, id, limit) => {
    const rows = await m.query<(Hashed & { hash: string })[]>(
      'SELECT id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash FROM journal_tx WHERE id > ? ORDER BY id LIMIT ?', [id, limit],
    );
    const toId = rows.at(-1)?.id ?? id, entries = new Map<number, (Posting & { txId: number; seq: number; userId: number | null })[]>();
    for (const e of await m.query<(Posting & { txId: number; seq: number; userId: number | null })[]>('SELECT txId, seq, account, userId, amount FROM journal_entry WHERE txId > ? AND txId <= ? ORDER BY txId, seq', [id, toId])) {
      const known = entries.get(e.txId);
      if (known) known.push(e);
      else entries.set(e.txId, [e]);
    }
    return rows.map((t) => {
      const own = entries.get(t.id) ?? [];
      // Which place and whose follow from the transaction, so the hash does not repeat them.
      const placed = own.every((e, i) => e.seq === i && e.userId === (e.account === 'AVAILABLE' || e.account === 'HELD' ? t.userId : null));
      return { id: t.id, fits: placed && t.hash === hashOfTx(t, own) };
    });
  },
};
