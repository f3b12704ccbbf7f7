import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApi } from '@xianfeng/shared';
import { createApp } from '../../src/app.js';
import type { Config } from '../../src/config.js';
import { key, transport, type Board } from '../start.js';
import type { Actor } from '../world.js';

/** The application on a given database; `stop` leaves the database as it is. */
export async function boardOn(config: Config): Promise<Board> {
  const started = await createApp(config);
  await started.app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(started.app.getHttpServer().address() as AddressInfo).port}`;
  return { ...started, config, url, api: (token) => createApi(transport(url, token)), send: (token) => transport(url, token), stop: () => started.close() };
}
/** People who order one thing after another until they are stopped. What was acknowledged is kept with its instant. */
export function keepOrdering(people: readonly Actor[], rewardId: number): { acknowledged: { id: number; at: number }[]; stop: () => Promise<void> } {
  const acknowledged: { id: number; at: number }[] = [];
  let going = true;
  const one = async (who: Actor): Promise<void> => {
    while (going) {
      const order = await who.api.redemptions.order({ rewardId, quantity: 1 }, key()).catch(() => null);
      if (order) acknowledged.push({ id: order.id, at: Date.now() });
      await sleep(5);
    }
  };
  const all = Promise.all(people.map(one));
  return { acknowledged, stop: async () => { going = false; await all; } };
}
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};
/** Servers live in sbin, which is often not in a user's PATH. */
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin` };
/** A MariaDB of the drill's own, with a binary log: it may be killed and wiped. */
export async function ownMariaDb(dir: string): Promise<{ url: URL; kill: () => Promise<void>; wipe: () => void }> {
  const data = join(dir, 'mysql'), log = join(dir, 'mysql.log'), init = join(dir, 'init.sql'), user = process.getuid?.() === 0 ? ['--user=root'] : [];
  mkdirSync(data, { recursive: true });
  const made = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user], { encoding: 'utf8', env });
  if (made.status !== 0) throw new Error(made.stderr || made.stdout);
  writeFileSync(init, "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1'; GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;");
  const port = await freePort();
  const child: ChildProcess = spawn('mariadbd', [
    '--no-defaults', ...user, `--datadir=${data}`, `--socket=${join(dir, 's.sock')}`, `--pid-file=${join(dir, 'mysql.pid')}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${init}`,
    '--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin', '--log-bin=binlog', '--binlog-format=ROW', '--server-id=1', '--sync-binlog=1', '--innodb-flush-log-at-trx-commit=1', '--performance-schema=OFF', '--innodb-buffer-pool-size=128M',
  ], { stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')], env });
  const gone = once(child, 'exit');
  for (let i = 0; !readFileSync(log, 'utf8').includes('ready for connections'); i++) {
    if (i > 300 || child.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
    await sleep(50);
  }
  return {
    url: new URL(`mysql://root@127.0.0.1:${port}/xianfeng`),
    kill: async () => { if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL'); await gone; },
    wipe: () => rmSync(data, { recursive: true, force: true }),
  };
}
