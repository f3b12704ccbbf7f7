import { createReadStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import Database from 'better-sqlite3';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Config } from '../config.js';
import type { Manifest } from './contents.js';
import { launch } from './programs.js';
import { BackupProblem } from './vault.js';

/** A consistent copy of the whole database as a stream, taken while the product goes on serving. */
export interface Source { data: { name: Manifest['data']; stream: Readable }; schema: string; manifest: () => Manifest; remove: () => void }

export const sqliteFile = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'xianfeng.sqlite');
/** The last migration that a database has run; '' for an empty one. */
const LAST = 'SELECT name FROM migration ORDER BY id DESC LIMIT 1';

/** VACUUM INTO reads one snapshot into a file beside the database (the same disk has room for it), which goes when it is packed. */
export function sqliteSource(config: Config): Source {
  const file = sqliteFile(config), copy = join(config.dataDir, `backup-${process.pid}.sqlite`);
  if (!existsSync(file)) throw new BackupProblem('这里还没有数据库，没有什么可备份  there is no database here yet');
  rmSync(copy, { force: true });
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    db.prepare('VACUUM INTO ?').run(copy);
    const schema = (db.prepare(LAST).get() as { name: string }).name;
    return { data: { name: 'xianfeng.sqlite', stream: createReadStream(copy) }, schema, manifest: () => ({ data: 'xianfeng.sqlite' }), remove: () => rmSync(copy, { force: true }) };
  } catch (e) {
    rmSync(copy, { force: true });
    throw e;
  } finally {
    db.close();
  }
}
export const connectTo = (url: URL): Promise<Connection> =>
  createConnection({ host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), connectTimeout: 5_000, multipleStatements: false });
export const databaseOf = (url: URL): string => decodeURIComponent(url.pathname.slice(1));
export async function rowsOf<T>(connection: Connection, sql: string, params: unknown[] = []): Promise<T[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, params as never);
  return rows as T[];
}
const POSITION = /(?:CHANGE (?:MASTER|REPLICATION SOURCE) TO|CHANGE MASTER TO).*?(?:MASTER|SOURCE)_LOG_FILE='([^']+)'.*?(?:MASTER|SOURCE)_LOG_POS=(\d+)/s;
/** The dump client's stream: one snapshot, tables not locked. Where the server keeps a binary log the dump says where in it the snapshot stands. */
export async function mysqlSource(url: URL, login: string): Promise<Source> {
  const connection = await connectTo(url), database = databaseOf(url);
  try {
    const [server] = await rowsOf<{ version: string; logs: number }>(connection, 'SELECT VERSION() AS version, @@log_bin AS logs');
    const [last] = await rowsOf<{ name: string }>(connection, LAST.replace('migration', `\`${database}\`.migration`));
    const isMaria = /mariadb/i.test(server!.version), logs = Number(server!.logs) === 1;
    const args = [login, '--single-transaction', '--quick', '--hex-blob', '--skip-triggers', '--no-tablespaces', '--default-character-set=utf8mb4', '--max-allowed-packet=256M', ...(logs ? [isMaria ? '--master-data=2' : '--source-data=2'] : []), database];
    const { child, done } = launch('dump', args), stream = new PassThrough();
    let head = '';
    child.stdout!.on('data', (data: Buffer) => { if (head.length < 65_536) head += data.toString('latin1'); });
    child.stdout!.pipe(stream, { end: false });
    done.then(() => stream.end(), (e: Error) => stream.destroy(e));
    const manifest = (): Manifest => {
      const found = POSITION.exec(head);
      if (logs && !found) throw new BackupProblem('导出里没有二进制日志位置  the dump does not say where it stands in the binary log');
      return { data: 'dump.sql', database, ...(found ? { position: { file: found[1]!, at: Number(found[2]) } } : {}) };
    };
    return { data: { name: 'dump.sql', stream }, schema: last?.name ?? '', manifest, remove: () => void child.kill() };
  } finally {
    await connection.end();
  }
}
