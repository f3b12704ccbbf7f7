import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Connection as Driver } from 'mysql2';
import { createConnection, type Connection, type ConnectionOptions } from 'mysql2/promise';
import type { Config } from '../../config.js';

export type Row = Record<string, string | number | null>;
/**
 * One moment of the whole database, on a connection of its own that cannot write. `query` is for what is small, `each` hands over one
 * row after another however many there are.
 */
export interface Snapshot {
  isSqlite: boolean;
  query<T = Row[]>(sql: string, params?: unknown[]): Promise<T>;
  each(sql: string, params: unknown[], on: (row: Row) => void): Promise<void>;
  /** Would this statement be allowed? It is explained, never run. */
  allows(sql: string): Promise<boolean>;
  close(): Promise<void>;
}
export const openSnapshot = (config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Snapshot> => (config.databaseUrl ? onServer(config.databaseUrl) : embedded(join(config.dataDir, 'xianfeng.sqlite')));

/** The event loop goes on between this many rows: on SQLite reading blocks the process. */
const ROWS_AT_ONCE = 2_000;
async function embedded(file: string): Promise<Snapshot> {
  const db = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    // What is sorted or grouped beyond this goes to temporary files: in memory it would grow with the journal, and no faster.
    db.pragma('cache_size = -8192');
    db.pragma('temp_store = FILE');
    db.exec('BEGIN');
    // The moment is that of the first read.
    db.prepare('SELECT COUNT(*) AS n FROM migration').get();
  } catch (e) {
    db.close();
    throw e;
  }
  return {
    isSqlite: true,
    query: async <T>(sql: string, params: unknown[] = []) => {
      await breathe();
      return db.prepare(sql).all(...params) as T;
    },
    each: async (sql, params, on) => {
      let n = 0;
      for (const row of db.prepare(sql).iterate(...params)) {
        on(row as Row);
        if (++n % ROWS_AT_ONCE === 0) await breathe();
      }
    },
    allows: () => Promise.resolve(true),
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
}
/** MiB, for this connection alone. */
const ROOM = { tmp_table_size: 128, max_heap_table_size: 128, sort_buffer_size: 32, join_buffer_size: 8 };
const REFUSED = new Set([1142, 1143, 1044, 1227]);
async function onServer(url: URL): Promise<Snapshot> {
  const options: ConnectionOptions = {
    host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1), connectTimeout: 5_000,
    timezone: 'Z', charset: 'utf8mb4_bin', supportBigNumbers: true, bigNumberStrings: false, decimalNumbers: true,
  };
  const c: Connection = await createConnection(options), driver = (c as unknown as { connection: Driver }).connection;
  // A connection that is lost says so here and not to the stream of rows, whose reader would wait for ever.
  let gone: Error | null = null, tell: (e: Error) => void = () => undefined;
  c.on('error', (e: Error) => tell((gone = e)));
  try {
    await c.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    // Sums over everything are worked out in the server's memory rather than in its files; a server that does not allow it takes longer.
    for (const [name, mib] of Object.entries(ROOM)) await c.query(`SET SESSION ${name} = ${mib * 1_048_576}`).catch(() => undefined);
    await c.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  } catch (e) {
    await c.end();
    throw e;
  }
  return {
    isSqlite: false,
    query: async <T>(sql: string, params: unknown[] = []) => (await c.query(sql, params))[0] as T,
    each: async (sql, params, on) => {
      // The stream of mysql2 holds back the server while rows are handled: memory stays flat.
      if (gone) throw gone;
      const rows = driver.query(sql, params).stream();
      tell = (e) => rows.destroy(e);
      for await (const row of rows as AsyncIterable<Row>) on(row);
    },
    allows: async (sql) => {
      const other = await createConnection(options);
      try {
        await other.query(`EXPLAIN ${sql}`);
        return true;
      } catch (e) {
        if (REFUSED.has((e as { errno?: number }).errno ?? 0)) return false;
        throw e;
      } finally {
        await other.end();
      }
    },
    close: async () => {
      await c.query('ROLLBACK').catch(() => undefined);
      await c.end();
    },
  };
}
