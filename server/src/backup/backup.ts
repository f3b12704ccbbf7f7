import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import type { Config } from '../config.js';
import { PRODUCT_VERSION } from './version.js';
import { pack } from './contents.js';
import { launch, withLogin } from './programs.js';
import { superfluous } from './retention.rules.js';
import { connectTo, databaseOf, mysqlSource, rowsOf, sqliteSource, type Source } from './sources.js';
import { BackupProblem, peek, seal, type Header } from './vault.js';

export const SUFFIX = '.xfbackup', LOG_SUFFIX = '.xflog';
/** Says in the data directory when the last backup was made. */
export const LAST_BACKUP = 'last-backup.json';
/** 2026-11-22T03-10-00Z: sorts by time and is a file name everywhere. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replaceAll(':', '-') + 'Z';

export interface Made { path: string; bytes: number; header: Header }
/** One sealed archive of the database and the photos, made while the product serves. @throws BackupProblem */
export async function backup(config: Config, folder: string, key: string, now: number): Promise<Made> {
  await mkdir(folder, { recursive: true });
  const url = config.databaseOwnerUrl ?? config.databaseUrl, path = join(folder, `xianfeng-${stamp(now)}${SUFFIX}`);
  const write = async (source: Source): Promise<Made> => {
    try {
      const header = await seal(path, key, { product: PRODUCT_VERSION, kind: url ? 'mysql' : 'sqlite', schema: source.schema, madeAt: now }, pack(source.data, config.dataDir, source.manifest));
      await writeFile(join(config.dataDir, LAST_BACKUP), JSON.stringify({ at: now }));
      return { path, bytes: statSync(path).size, header };
    } finally {
      source.remove();
    }
  };
  return url ? withLogin(url, async (login) => write(await mysqlSource(url, login))) : write(sqliteSource(config));
}
/** Archives of a folder with what their headers say, oldest first; what is no backup is left out. */
export async function archivesIn(folder: string, suffix = SUFFIX): Promise<{ path: string; header: Header }[]> {
  const found: { path: string; header: Header }[] = [];
  for (const name of (await readdir(folder)).filter((n) => n.endsWith(suffix))) {
    const path = join(folder, name);
    const head = await peek(path).catch(() => null);
    if (head) found.push({ path, header: head.header });
  }
  return found.sort((a, b) => a.header.madeAt - b.header.madeAt || a.path.localeCompare(b.path));
}
/** Removes what the rule of 7 days, 5 weeks and 12 months does not keep, and logs older than the oldest kept archive. Their number. */
export async function thin(folder: string, now: number): Promise<number> {
  const all = await archivesIn(folder), gone = new Set(superfluous(all.map((a) => a.header.madeAt), now));
  const oldest = all.find((a) => !gone.has(a.header.madeAt))?.header.madeAt ?? now;
  const paths = [...all.filter((a) => gone.has(a.header.madeAt)), ...(await archivesIn(folder, LOG_SUFFIX)).filter((a) => a.header.madeAt < oldest)].map((a) => a.path);
  for (const path of paths) await rm(path);
  return paths.length;
}
/** Seals each binary log that the server has finished and the folder does not hold yet. Run every five minutes: nothing older is ever lost. */
export async function backupLogs(config: Config, folder: string, key: string, now: number): Promise<number> {
  const url = config.databaseOwnerUrl ?? config.databaseUrl;
  if (!url) throw new BackupProblem('内置数据库没有二进制日志，请用完整备份  the embedded database keeps no binary log');
  await mkdir(folder, { recursive: true });
  const connection = await connectTo(url), dir = mkdtempSync(join(tmpdir(), 'xianfeng-logs-'));
  try {
    const [server] = await rowsOf<{ logs: number }>(connection, 'SELECT @@log_bin AS logs');
    if (Number(server!.logs) !== 1) throw new BackupProblem('数据库没有打开二进制日志（log_bin），不能恢复到任意时刻  turn log_bin on');
    await connection.query('FLUSH BINARY LOGS');
    const names = (await rowsOf<{ Log_name: string }>(connection, 'SHOW BINARY LOGS')).map((l) => l.Log_name).slice(0, -1);
    const held = new Set((await archivesIn(folder, LOG_SUFFIX)).map((a) => a.header.name));
    const fresh = names.filter((n) => !held.has(n));
    for (const name of fresh)
      await withLogin(url, async (login) => {
        await launch('binlog', [login, '--read-from-remote-server', '--raw', `--result-file=${dir}/`, name]).done;
        await seal(join(folder, `${name}-${stamp(now)}${LOG_SUFFIX}`), key, { product: PRODUCT_VERSION, kind: 'binlog', schema: '', madeAt: now, name }, pack({ name: 'binlog', stream: createReadStream(join(dir, name)) }, null, () => ({ data: 'binlog', database: databaseOf(url) })));
        rmSync(join(dir, name));
      });
    return fresh.length;
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await connection.end();
  }
}
