import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { end, freePort, startService, until } from './ports.js';

const program = (name: string, fallback: string): string => process.env[name] || fallback;
const INIT_SQL = "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1'; GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;";

/**
 * A MariaDB of these tests' own, so that it may be killed: it keeps every commit as production does (log flushed and binary log
 * synced at each), listens on loopback only, and comes back on the same port.
 */
export class Database {
  private child: ChildProcess | null = null;
  private constructor(private readonly dir: string, readonly port: number, private readonly args: string[]) {}
  static async start(): Promise<Database> {
    const dir = mkdtempSync(join(tmpdir(), 'xianfeng-faults-')), data = join(dir, 'data'), port = await freePort();
    mkdirSync(data);
    const user = process.getuid?.() === 0 ? ['--user=root'] : [];
    execFileSync(program('MARIADB_INSTALL_DB', 'mariadb-install-db'), ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user], { stdio: 'pipe' });
    writeFileSync(join(dir, 'init.sql'), INIT_SQL);
    const database = new Database(dir, port, [
      '--no-defaults', ...user, `--datadir=${data}`, `--socket=${join(dir, 'sock')}`, `--pid-file=${join(dir, 'pid')}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${join(dir, 'init.sql')}`,
      '--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin', '--max-connections=400', '--performance-schema=OFF', '--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M',
      '--innodb-flush-log-at-trx-commit=1', '--sync-binlog=1', `--log-bin=${join(dir, 'binlog')}`, '--binlog-format=ROW', '--server-id=1', '--innodb-print-all-deadlocks=OFF',
    ]);
    await database.start();
    return database;
  }
  /** Milliseconds from the start of the process to the first answered query. */
  async start(): Promise<number> {
    const log = join(this.dir, 'log'), startedAt = performance.now();
    const child = (this.child = startService(program('MARIADBD', 'mariadbd'), this.args, log));
    await until('MariaDB', async () => {
      const c = await this.connect();
      await c.query('SELECT 1').finally(() => c.end());
    }, 60_000, child, log);
    return performance.now() - startedAt;
  }
  /** kill -9: no goodbye, no flush. */
  kill = (): Promise<void> => end(this.child, 'SIGKILL');
  /** As an operator restarts it. */
  shutDown = (): Promise<void> => end(this.child, 'SIGTERM');
  /** A session of an outsider, past the product. */
  connect = (name?: string): Promise<Connection> => createConnection({ host: '127.0.0.1', port: this.port, user: 'root', database: name, connectTimeout: 2_000 });
  get url(): string {
    return `mariadb://root@127.0.0.1:${this.port}/`;
  }
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
