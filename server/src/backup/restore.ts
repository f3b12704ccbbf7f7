import { createReadStream, existsSync } from 'node:fs';
import { cp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import type { Config } from '../config.js';
import { migrations } from '../db/schema.js';
import { archivesIn, LOG_SUFFIX } from './backup.js';
import { unpack, type Manifest, type Unpacked } from './contents.js';
import { launch, withLogin } from './programs.js';
import { connectTo, databaseOf, rowsOf, sqliteFile } from './sources.js';
import { BackupProblem, prove, type Header } from './vault.js';

export interface Wish {
  /** An archive, or a folder of them: then the newest that was made before `to`. */ from: string;
  /** Until this instant (to the second), by the binary logs in the same folder. null: as the archive is. */ to: number | null;
  /** What is there may be moved aside (SQLite) or emptied (a server database). */ replace: boolean;
}
/** `reaches`: what the logs hold of the time up to the wished instant ends here; null: nothing is missing. */
export interface Restored { archive: string; header: Header; logs: number; asideAs: string | null; reaches: number | null }

/** Everything is proven before anything is touched. @throws BackupProblem */
export async function restore(config: Config, key: string, wish: Wish, now: number): Promise<Restored> {
  const path = await choose(wish), header = await prove(path, key), url = config.databaseOwnerUrl ?? config.databaseUrl;
  if (header.kind === 'binlog') throw new BackupProblem('这是日志，不是完整备份，请选 .xfbackup 文件  this is a log, not a backup');
  if ((header.kind === 'mysql') !== (url !== null)) throw new BackupProblem(`备份来自${header.kind === 'mysql' ? '数据库服务器' : '内置数据库'}，与当前设置不符  the backup is of another kind of database than DATABASE_URL`);
  const known = migrations.map((m) => m.name);
  if (header.schema !== '' && !known.includes(header.schema)) throw new BackupProblem(`备份来自更新的版本（${header.product}），请先升级程序  the backup is of a newer version`);
  const logs = wish.to === null || header.kind === 'sqlite' ? [] : await logsAfter(wish.from, header);
  for (const log of logs) await prove(log.path, key);
  await (url ? assertRoom(url, wish.replace) : assertNobodyUses(config, wish.replace));

  const unpacked = await unpack(path, key, join(config.dataDir, `restore-${process.pid}`)), folder = join(config.dataDir, `replay-${process.pid}`);
  try {
    if (wish.to !== null && wish.to < header.madeAt) throw new BackupProblem('这个备份比那个时刻还晚，请选更早的备份  this backup was made after that instant');
    const wanted = url && wish.to !== null ? wantedLogs(unpacked.manifest.position, logs) : [], files = await unpackLogs(wanted, key, folder, unpacked.manifest.database);
    const asideAs = url ? await intoServer(url, unpacked) : await intoFile(config, unpacked.folder, now);
    await putFilesBack(config, unpacked.folder, asideAs ?? `replaced-${now}`);
    if (url && files.length > 0) await replay(url, unpacked.manifest, files, wish.to!);
    const last = wanted.at(-1)?.header.madeAt;
    return { archive: path, header, logs: files.length, asideAs, reaches: last !== undefined && last < wish.to! ? last : null };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await unpacked.remove();
  }
}
async function choose({ from, to }: Wish): Promise<string> {
  const found = await stat(from).catch(() => null);
  if (!found) throw new BackupProblem(`没有找到 ${from}  no such file`);
  if (!found.isDirectory()) return from;
  const archives = (await archivesIn(from)).filter((a) => to === null || a.header.madeAt <= to);
  const newest = archives.at(-1);
  if (!newest) throw new BackupProblem('这个文件夹里没有那之前的备份  no backup in this folder from before that instant');
  return newest.path;
}
async function logsAfter(from: string, header: Header): Promise<{ path: string; header: Header }[]> {
  const folder = (await stat(from)).isDirectory() ? from : join(from, '..');
  return (await archivesIn(folder, LOG_SUFFIX)).filter((l) => l.header.madeAt >= header.madeAt);
}
/** SQLite: in WAL mode nobody else may have the file open when somebody asks for it exclusively. */
function assertNobodyUses(config: Config, replace: boolean): Promise<void> {
  const file = sqliteFile(config);
  if (!existsSync(file)) return Promise.resolve();
  if (!replace) throw new BackupProblem('这里已有数据库；确认要换掉它，请加 --replace（旧的会改名保留）  a database is here already: --replace moves it aside');
  const db = new Database(file, { timeout: 500 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch {
    throw new BackupProblem('程序正在使用数据库，请先停止服务再恢复  stop the server first');
  } finally {
    db.close();
  }
  return Promise.resolve();
}
async function assertRoom(url: URL, replace: boolean): Promise<void> {
  const connection = await connectTo(url);
  try {
    const [tables] = await rowsOf<{ n: number }>(connection, 'SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = ?', [databaseOf(url)]);
    if (Number(tables!.n) > 0 && !replace) throw new BackupProblem('目标数据库不是空的；确认要换掉它，请加 --replace  the target has tables: --replace empties it');
  } finally {
    await connection.end();
  }
}
/** The copy is whole before the old file is moved aside, and takes its name in one step. */
async function intoFile(config: Config, folder: string, now: number): Promise<string | null> {
  const file = sqliteFile(config), fresh = join(folder, 'xianfeng.sqlite');
  const db = new Database(fresh, { readonly: true });
  const [answer] = db.pragma('quick_check') as { quick_check: string }[];
  db.close();
  if (answer?.quick_check !== 'ok') throw new BackupProblem('备份里的数据库不完整  the database in the backup is not whole');
  const aside = `replaced-${now}`, had = existsSync(file);
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) await rename(file + end, `${file}.${aside}${end}`);
  await rename(fresh, file);
  return had ? aside : null;
}
async function intoServer(url: URL, { folder }: Unpacked): Promise<null> {
  const connection = await connectTo(url), database = databaseOf(url);
  try {
    await connection.query(`DROP DATABASE IF EXISTS \`${database}\``);
    await connection.query(`CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } finally {
    await connection.end();
  }
  await withLogin(url, async (login) => {
    const { child, done } = launch('client', [login, '--default-character-set=utf8mb4', '--max-allowed-packet=256M', database]);
    await Promise.all([pipeline(createReadStream(join(folder, 'dump.sql')), child.stdin!).catch(() => undefined), done]);
  });
  return null;
}
/** Photos and the secret come back; what was there is kept beside them. */
async function putFilesBack(config: Config, folder: string, aside: string): Promise<void> {
  for (const name of ['files', 'secret']) {
    const from = join(folder, name), to = join(config.dataDir, name);
    if (!existsSync(from)) continue;
    if (existsSync(to)) await rename(to, `${to}.${aside}`);
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true });
  }
}
type Log = Awaited<ReturnType<typeof logsAfter>>[number];
const numberOf = (name: string): number => Number(/\.(\d+)$/.exec(name)?.[1] ?? NaN);
/**
 * The logs from where the dump stands on, none missing in between: what came after a gap would be played on a state that it does not know.
 * Of copies of one log the later counts. @throws BackupProblem
 */
export function wantedLogs(position: Manifest['position'], logs: readonly Log[]): Log[] {
  if (!position) throw new BackupProblem('这个备份没有日志位置，不能恢复到任意时刻；去掉 --to 就恢复到备份的时刻  this backup does not say where it stands in the binary log');
  const wanted = [...new Map(logs.map((l) => [l.header.name!, l])).values()].filter((l) => l.header.name! >= position.file).sort((a, b) => (a.header.name! < b.header.name! ? -1 : 1));
  if (wanted[0]?.header.name !== position.file) throw new BackupProblem(`缺少日志 ${position.file}，不能恢复到那个时刻；去掉 --to 就恢复到备份的时刻  that log is missing`);
  const gap = wanted.find((l, i) => i > 0 && numberOf(l.header.name!) !== numberOf(wanted[i - 1]!.header.name!) + 1);
  if (gap) throw new BackupProblem(`${gap.header.name} 之前缺少日志，不能恢复到那个时刻  a log before that one is missing`);
  return wanted;
}
async function unpackLogs(wanted: readonly Log[], key: string, folder: string, database: string | undefined): Promise<string[]> {
  const files: string[] = [];
  for (const { path, header } of wanted) {
    const one = await unpack(path, key, join(folder, header.name!));
    if (one.manifest.database !== database) throw new BackupProblem('日志属于另一个数据库  the logs are of another database');
    files.push(join(one.folder, 'binlog'));
  }
  return files;
}
/** Replays the logs from where the dump stands until the first event of a later second. */
async function replay(url: URL, { position }: Manifest, files: readonly string[], to: number): Promise<void> {
  const database = databaseOf(url), stop = new Date(Math.floor(to / 1_000) * 1_000 + 1_000).toISOString().slice(0, 19).replace('T', ' ');
  await withLogin(url, async (login) => {
    const reader = launch('binlog', ['--no-defaults', `--database=${database}`, `--start-position=${position!.at}`, `--stop-datetime=${stop}`, '--disable-log-bin', ...files], { TZ: 'UTC' });
    const writer = launch('client', [login, '--default-character-set=utf8mb4', '--max-allowed-packet=256M', database]);
    await Promise.all([pipeline(reader.child.stdout!, writer.child.stdin!).catch(() => undefined), reader.done, writer.done]);
  });
}
