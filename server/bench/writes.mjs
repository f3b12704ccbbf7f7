import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMicros, median, MEASURED, pin } from './cpu.mjs';
import { connect } from './data.mjs';
import { Client } from './load.mjs';

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Hashes of rows, requests and pickup codes: they differ each time, like ids. Base64url, 43 or 16 letters. */
const HASH = /'(?=[^']*[a-z])(?=[^']*[A-Z])(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{16})'/g;
/**
 * The statements of one write, read from the database's own log while the product makes one: what the raw run repeats. `named`
 * says which numbers are which (the person, the row asked for); new ids, hashes and the idempotency key become holes, too.
 */
export async function recordStatements(databaseUrl, product, warmCall, call, named) {
  const db = await connect(databaseUrl);
  await db.query("SET GLOBAL log_output = 'TABLE'");
  await db.query('TRUNCATE mysql.general_log');
  const client = new Client(product.url, 1);
  const send = async (c) => {
    const answer = await client.send(c);
    if (answer.status >= 300) throw new Error(`${c.path} answered ${answer.status}: ${answer.body}`);
  };
  await send(warmCall); // sessions and caches are warm in the measured run, too
  await db.query('SET GLOBAL general_log = 1');
  await send(call);
  await db.query('SET GLOBAL general_log = 0');
  const [log] = await db.query("SELECT CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') AND thread_id IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()) ORDER BY event_time");
  client.close();
  await db.end();
  const holes = new Map(Object.entries(named).map(([name, value]) => [String(value), name]));
  let made = 0;
  return log.map(({ text }) => text.replace(UUID, '{key}').replace(HASH, (h) => `'{hash${h.length - 2}}'`).replace(/(?<![\d{])\d+(?!\d)/g, (n) => {
    if (holes.has(n)) return `{${holes.get(n)}}`;
    if (n.length < 15) return n;
    holes.set(n, `new${made++}`);
    return `{${holes.get(n)}}`;
  }));
}
const ask = (child, message) => new Promise((resolve, reject) => { child.once('message', (m) => (m.error ? reject(new Error(m.error)) : resolve(m))); child.send(message); });
/** A process that does a write by itself and says how much CPU `pairs` of them took: raw statements, or the product's own service. */
export async function startWriter(file, env, setUp) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env } });
  pin(child.pid, MEASURED);
  await ask(child, setUp);
  return { micros: async (pairs) => (await ask(child, { pairs })).micros / pairs.length, stop: () => child.kill('SIGTERM') };
}
/**
 * CPU per write of each contender, in interleaved rounds: the raw statements first. `pair(stream)` names the next write of a
 * stream (streams never meet); `call(pair)` is its request. `others`: writers beside HTTP.
 */
export async function compareWrites({ product, raw, others = [], rounds, writes, pair, call }) {
  const client = new Client(product.url, 16);
  const http = async () => {
    const before = cpuMicros(product.pid);
    await client.run(writes, () => call(pair(0)));
    return (cpuMicros(product.pid) - before) / writes;
  };
  const runs = [() => raw.micros(Array.from({ length: writes }, () => pair(1))), http, ...others.map((o, i) => () => o.micros(Array.from({ length: writes }, () => pair(2 + i))))];
  const seen = runs.map(() => []);
  for (let r = -1; r < rounds; r++)
    for (const [i, run] of runs.entries()) {
      const micros = await run();
      if (r >= 0) seen[i].push(micros);
    }
  client.close();
  return seen.map(median);
}
