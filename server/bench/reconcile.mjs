import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from './data.mjs';
import { fillLedger } from './ledger.mjs';
import { serving } from './processes.mjs';

/** What the server's job does every ten minutes: every row is in a sealed block, so that the blocks are checked too. */
async function seal(databaseUrl) {
  const { Seals } = await import('../dist/db/seals.js'), db = await connect(databaseUrl), m = { query: async (sql, params) => (await db.query(sql, params))[0] };
  await new Seals({ read: m, run: (work) => work(m) }, Date, { add: () => undefined }).seal();
  await db.end();
}
/** `cli.js reconcile` over a ledger of that many entries, as a process of its own: seconds from its start to its end, and the most memory it held. */
export async function timeReconcile(databaseUrl, entries) {
  const filled = await fillLedger(databaseUrl, entries);
  await seal(databaseUrl);
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/cli.js', import.meta.url)), 'reconcile', '--json'], { env: { ...process.env, DATABASE_URL: serving(databaseUrl), DATABASE_OWNER_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '', kib = 0;
  const look = () => { try { kib = Math.max(kib, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0)); } catch { /* it has ended */ } };
  const timer = setInterval(look, 200);
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(timer);
  if (code === 2 || code === null) throw new Error(`reconcile could not look (${code})`);
  const run = JSON.parse(out);
  const found = run.checks.filter((c) => c.findings > 0);
  for (const c of found) console.log(`# ${c.id} ${c.findings}: ${c.offenders.slice(0, 3).join(' | ')}`);
  return { entries: filled, seconds: (performance.now() - began) / 1000, findings: found.reduce((n, c) => n + c.findings, 0), mib: Math.round(kib / 1024), checks: run.checks };
}
