import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MEASURED, pin } from './cpu.mjs';

const running = new Set();
/** Ends what was started and is still there. */
export const stopAll = () => Promise.all([...running].map((child) => new Promise((done) => { child.removeAllListeners('exit'); child.once('exit', done); child.kill('SIGTERM'); })));

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
/** Starts one of our processes and waits for its line `READY <url>`. */
function start(file, env) {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const url = /READY (\S+)/.exec(text)?.[1];
      if (!url) return;
      pin(child.pid, MEASURED);
      resolve({ url, pid: child.pid, stop: () => new Promise((done) => { child.removeAllListeners('exit'); child.once('exit', done); child.kill('SIGTERM'); }) });
    });
  });
}
/** The product as it is shipped, on that database. */
export async function startProduct(databaseUrl, workerId) {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-bench-'));
  const server = await start(here('../dist/main.js'), { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, WORKER_ID: String(workerId), SECRET: 'bench', WEB_DIR: '', DEMO: '', REDIS_URL: '', RATE_LIMIT: '1000000000', NODE_ENV: 'production' });
  return { ...server, stop: async () => { await server.stop(); rmSync(dataDir, { recursive: true, force: true }); } };
}
/** Bare Fastify and mysql2 `execute`, answering one statement's rows: the yardstick "b". */
export const startBare = (databaseUrl, sql, params) => start(here('bare.mjs'), { DATABASE_URL: databaseUrl, BENCH_SQL: sql, BENCH_PARAMS: JSON.stringify(params) });
