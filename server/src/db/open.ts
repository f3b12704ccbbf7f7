import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { grantServing, isGranted } from './grants.js';
import { dataSourceOptions } from './options.js';

/** Is it MySQL or MariaDB? TypeORM needs to know. Also makes the database when the server has none by that name yet. */
async function serverKind(url: URL): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), connectTimeout: 5_000 });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS v');
    const name = url.pathname.slice(1).replaceAll('`', '');
    const [known] = await connection.query('SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', [name]);
    if ((known as unknown[]).length === 0) await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    return String((rows as { v: string }[])[0]?.v).toLowerCase().includes('mariadb') ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}
/** Opens the writing data source; on SQLite also the reading one. */
export async function openDatabase(config: Config): Promise<{ writer: DataSource; reader: DataSource }> {
  const kind = config.databaseUrl ? await serverKind(config.databaseUrl) : 'mariadb';
  const writer = await new DataSource(dataSourceOptions(config, kind)).initialize();
  const reader = config.databaseUrl ? writer : await new DataSource(dataSourceOptions(config, kind, true)).initialize();
  return { writer, reader };
}
/** Runs what is missing. Several processes may start at once: on a server database one holds a lock and the others wait. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  if (dataSource.options.type === 'better-sqlite3') return (await dataSource.runMigrations()).map((m) => m.name);
  const lock = dataSource.createQueryRunner();
  try {
    const [held] = (await lock.query("SELECT GET_LOCK('xianfeng-migrate', 120) AS got")) as { got: number | string | null }[];
    if (Number(held?.got) !== 1) throw new Error('another process has been migrating a database of this server for two minutes; try again when it is done');
    return (await dataSource.runMigrations()).map((m) => m.name);
  } finally {
    await lock.query("SELECT RELEASE_LOCK('xianfeng-migrate')");
    await lock.release();
  }
}

/** The database as the configuration names it, with its tables up to date; `ran`: the migrations that were missing. */
export async function openReady(config: Config): Promise<{ writer: DataSource; reader: DataSource; ran: string[] }> {
  if (config.databaseOwnerUrl) {
    const ran = await migrateAsOwner(config);
    return { ...(await openDatabase(config)), ran };
  }
  const open = await openDatabase(config);
  try {
    return { ...open, ran: await migrate(open.writer) };
  } catch (e) {
    for (const d of new Set([open.writer, open.reader])) await d.destroy();
    throw (e as { errno?: number }).errno === 1142 ? new Error('tables are missing or out of date, and the database user of DATABASE_URL may not change them: run `cli.js migrate` with DATABASE_OWNER_URL') : e;
  }
}
/** The owner's part: tables, and what the serving user may do with them where that is missing or `again` asks for it. */
export async function migrateAsOwner(config: Config, again = false): Promise<string[]> {
  const serving = config.databaseUrl, { writer: owner } = await openDatabase({ ...config, databaseUrl: config.databaseOwnerUrl, poolSize: 2 });
  try {
    const ran = await migrate(owner);
    if (serving && (again || ran.length > 0 || !(await isGranted(owner, serving)))) await grantServing(owner, serving);
    return ran;
  } finally {
    await owner.destroy();
  }
}
