import { join } from 'node:path';
import * as mysql from 'mysql2';
import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config.js';
import { entities, migrations } from './schema.js';

/** Seconds that a statement waits for a row that somebody else holds; then the person is told that it is busy. */
const LOCK_WAIT_SECONDS = 5;
/** The driver as it is, with sessions of ours set up before anything else runs in them. */
const driver = {
  ...mysql,
  createPool: (options: mysql.PoolOptions): mysql.Pool => {
    const pool = mysql.createPool(options);
    // A session that is lost before it is set up fails the statement that follows, which says so.
    pool.on('connection', (c) => void c.query(`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`, () => undefined));
    return pool;
  },
};

/** TypeORM options for the database that the configuration names. `readonly`: the second connection of SQLite. */
export function dataSourceOptions(config: Pick<Config, 'databaseUrl' | 'dataDir' | 'poolSize'>, kind: 'mysql' | 'mariadb' = 'mariadb', readonly = false): DataSourceOptions {
  const common = { entities, migrations, migrationsTableName: 'migration', migrationsTransactionMode: 'each' as const, synchronize: false, logging: false as const };
  const url = config.databaseUrl;
  if (url)
    return {
      // With type 'mysql' TypeORM sees phantom differences on MariaDB, so the server is asked what it is (openDatabase).
      type: kind, host: url.hostname, port: Number(url.port || 3306), username: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1),
      // Binary collation: 'a' ≠ 'A' and 😀 ≠ 😁, as on SQLite. Search columns are normalised before they are stored.
      charset: 'utf8mb4_bin', timezone: 'Z', supportBigNumbers: true, bigNumberStrings: false, poolSize: config.poolSize, isolationLevel: 'READ COMMITTED',
      driver, extra: { enableKeepAlive: true, connectTimeout: 5_000 }, ...common,
    } as DataSourceOptions;
  return {
    type: 'better-sqlite3', database: join(config.dataDir, 'xianfeng.sqlite'), readonly, enableWAL: !readonly, timeout: 5_000, statementCacheSize: 300,
    prepareDatabase: (db: { pragma: (p: string) => unknown }) => {
      // recursive_triggers: a REPLACE fires the triggers that refuse a DELETE (db/append-only.ts).
      // FULL: an answered write survives a power cut (NORMAL could lose the last ones).
      for (const p of ['synchronous = FULL', 'cache_size = -65536', 'temp_store = MEMORY', 'foreign_keys = ON', 'recursive_triggers = ON']) db.pragma(p);
    },
    ...common,
  } as DataSourceOptions;
}
