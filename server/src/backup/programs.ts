import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { BackupProblem } from './vault.js';

/** The database's own clients know its format best. MariaDB's name first, then MySQL's. */
const NAMES = { dump: ['mariadb-dump', 'mysqldump'], client: ['mariadb', 'mysql'], binlog: ['mariadb-binlog', 'mysqlbinlog'] } as const;
export type Program = keyof typeof NAMES;

/** @throws BackupProblem that says how to get it */
export function find(program: Program): string {
  for (const name of NAMES[program])
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch { /* not here */ }
    }
  throw new BackupProblem(`没有找到 ${NAMES[program].join(' 或 ')}，请先安装：apt-get install -y mariadb-client  the database's client programs are needed`);
}
/** Runs work with a file that holds the connection's secret: a password never stands on a command line. */
export async function withLogin<T>(url: URL, work: (login: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xianfeng-login-')), file = join(folder, 'client.cnf');
  const quoted = (s: string): string => `"${decodeURIComponent(s).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  try {
    writeFileSync(file, `[client]\nprotocol=tcp\nhost=${url.hostname}\nport=${url.port || '3306'}\nuser=${quoted(url.username)}\npassword=${quoted(url.password)}\n`, { mode: 0o600 });
    return await work(`--defaults-extra-file=${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
/** Starts one with piped streams. `done` rejects with what it said when it fails. */
export function launch(program: Program, args: readonly string[], env: NodeJS.ProcessEnv = {}): { child: ChildProcess; done: Promise<void> } {
  const child = spawn(find(program), args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2_000)));
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new BackupProblem(`${NAMES[program][0]} 失败：${said.trim() || `退出码 ${code}`}`))));
  });
  done.catch(() => undefined);
  return { child, done };
}
