import type { EntityManager } from 'typeorm';
import { hashOfAudit } from '../db/audit.js';
import { idAt } from '../lib/ids.js';

/** SQLite takes 32,766 values in one statement; MySQL's packet limit is far above this. */
const VALUES_PER_STATEMENT = 15_000;
export type Row = Record<string, string | number | null>;
/** Inserts many rows of one table; all rows have the keys of the first. */
export async function bulk(m: EntityManager, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const size = Math.max(1, Math.floor(VALUES_PER_STATEMENT / columns.length));
  const marks = `(${columns.map(() => '?').join(', ')})`;
  for (let i = 0; i < rows.length; i += size) {
    const part = rows.slice(i, i + size);
    await m.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map(() => marks).join(', ')}`, part.flatMap((r) => columns.map((c) => r[c] ?? null)));
  }
}
/** Ids for past instants: they grow with time, as the ones made at the time would have, and never repeat. */
export class PastIds {
  private readonly used = new Set<number>();
  at(instant: number): number {
    let id = idAt(instant);
    while (this.used.has(id)) id += 1;
    this.used.add(id);
    return id;
  }
}
/** What the audit trail would have kept of the year. */
export function auditRow(ids: PastIds, at: number, actorId: number, action: string, refType: string, refId: number, areaId: number | null = null, reason: string | null = null): Row {
  const row = { id: ids.at(at), actorId, action, refType, refId, areaId, reason, detail: null, createdAt: at };
  return { ...row, hash: hashOfAudit(row) };
}
