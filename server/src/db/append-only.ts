import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Tables whose rows are written once and never changed or taken away: a mistake is answered by a further row. On SQLite triggers
 * say so, on MySQL and MariaDB what the serving user may do (db/grants.ts). A table that joins has its migration call `refuseChanges`.
 */
export const APPEND_ONLY = ['journal_tx', 'journal_entry', 'lot_move', 'audit', 'stock_move', 'redemption_step', 'fund_entry', 'seal'] as const;

const EVENTS = ['UPDATE', 'DELETE'] as const;
const triggerOf = (table: string, event: string): string => `tr_${table}_no_${event.toLowerCase()}`;
/** SQLite only; elsewhere nothing to do. REPLACE is a DELETE to these triggers (`recursive_triggers`, db/options.ts). */
export async function refuseChanges(q: QueryRunner | DataSource, tables: readonly string[] = APPEND_ONLY): Promise<void> {
  if (!isSqlite(q)) return;
  for (const table of tables)
    for (const event of EVENTS) await q.query(`CREATE TRIGGER IF NOT EXISTS ${triggerOf(table, event)} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END`);
}
/** For a migration that gives such a table another shape, until it calls `refuseChanges` again. */
export async function allowChanges(q: QueryRunner | DataSource, tables: readonly string[] = APPEND_ONLY): Promise<void> {
  if (!isSqlite(q)) return;
  for (const table of tables) for (const event of EVENTS) await q.query(`DROP TRIGGER IF EXISTS ${triggerOf(table, event)}`);
}
const isSqlite = (q: QueryRunner | DataSource): boolean => ('connection' in q ? q.connection : q).options.type === 'better-sqlite3';
