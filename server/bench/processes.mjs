import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MEASURED, pin } from './cpu.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const running = new Set();
/** Ends what was started and is still there. */
export const stopAll = () => Promise.all([...running].map((process) => process.stop()));

/** Starts one of our processes and waits for its line `READY <url>`. */
function start(file, env, folder) {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  const started = { pid: child.pid, stop: async () => { child.kill('SIGTERM'); await ended; if (folder) rmSync(folder, { recursive: true, force: true }); } };
  running.add(started);
  void ended.then(() => running.delete(started));
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`${file} ended with ${code}`)));
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      started.url = /READY (\S+)/.exec(text)?.[1];
      if (!started.url) return;
      pin(child.pid, MEASURED);
      resolve(started);
    });
  });
}
/** The user that serves: what production insists on, no rights over the journals. */
export const serving = (databaseUrl) => Object.assign(new URL(databaseUrl), { username: 'xf_bench', password: 'xf_bench' }).href;
/** The product as it is shipped, on that database, whose owner makes the tables. */
export function startProduct(databaseUrl, workerId) {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-bench-'));
  return start(here('../dist/main.js'), { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: serving(databaseUrl), DATABASE_OWNER_URL: databaseUrl, WORKER_ID: String(workerId), SECRET: 'bench', WEB_DIR: '', DEMO: '', REDIS_URL: '', RATE_LIMIT: '1000000000' }, dataDir);
}
/** Bare Fastify and mysql2 `execute`, answering one statement's rows: the yardstick "b". */
export const startBare = (databaseUrl, sql, params) => start(here('bare.mjs'), { DATABASE_URL: databaseUrl, BENCH_SQL: sql, BENCH_PARAMS: JSON.stringify(params) });
