import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, start, stop } from '../exec.mjs';
import { freePort } from '../port.mjs';
import { findProgram } from './find.mjs';
import { until } from './until.mjs';

const root = process.getuid?.() === 0;

/** Over TCP everybody is root@127.0.0.1 without a password: the server listens on loopback only and lives as long as the run. */
const INIT_SQL = "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1'; GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;";

export const mariadb = {
  name: 'MariaDB',
  variable: 'TEST_MARIADB_URL',
  howToGet: 'apt-get install -y mariadb-server',

  installed: () => Boolean(findProgram('mariadbd') && findProgram('mariadb-install-db')),

  /**
   * A private MariaDB on a free loopback port, with its data in `dir`.
   * `durable` flushes each commit as production does; tests go without. `pool` is the buffer pool ('256M').
   */
  async start(dir, { durable = false, pool = '256M' } = {}) {
    const data = join(dir, 'mariadb');
    mkdirSync(data, { recursive: true });
    const user = root ? ['--user=root'] : [];
    await run(findProgram('mariadb-install-db'), ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user]);
    const init = join(dir, 'mariadb-init.sql');
    writeFileSync(init, INIT_SQL);
    const port = await freePort();
    const log = join(dir, 'mariadb.log');
    const child = start(findProgram('mariadbd'), [
      '--no-defaults', ...user, `--datadir=${data}`, `--socket=${join(dir, 'mariadb.sock')}`, `--pid-file=${join(dir, 'mariadb.pid')}`,
      `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${init}`,
      '--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin', '--transaction-isolation=READ-COMMITTED',
      '--max-connections=400', '--performance-schema=OFF', '--skip-log-bin', `--innodb-buffer-pool-size=${pool}`,
      ...(durable ? ['--innodb-flush-log-at-trx-commit=1', '--innodb-log-file-size=512M'] : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-log-file-size=64M']),
    ], { stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')] });
    await until(() => readFileSync(log, 'utf8').includes('ready for connections'), child, log);
    return { url: `mariadb://root@127.0.0.1:${port}/`, stop: () => stop(child, 15_000) };
  },
};
