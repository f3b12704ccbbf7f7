import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { cpuMicros, median, MEASURED, pin } from './cpu.mjs';
import { connect, token } from './data.mjs';
import { Client } from './load.mjs';

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/**
 * The statements of one claim, read from the database's own log while the product makes one: what the raw run repeats.
 * Ids of the person, shift and task, new ids and the idempotency key become holes.
 */
export async function recordClaim(databaseUrl, product, { userId, shiftId }) {
  const db = await connect(databaseUrl);
  await db.query("SET GLOBAL log_output = 'TABLE'");
  await db.query('TRUNCATE mysql.general_log');
  const client = new Client(product.url, 1);
  const call = (user, shift) => ({ method: 'POST', path: '/api/claims', token: token(user), key: randomUUID(), body: { shiftId: shift } });
  const warm = await client.send(call(userId, shiftId)); // sessions and caches are warm in the measured run, too
  if (warm.status >= 300) throw new Error(`a claim answered ${warm.status}: ${warm.body}`);
  await db.query('SET GLOBAL general_log = 1');
  const answer = await client.send(call(userId, shiftId + 1));
  await db.query('SET GLOBAL general_log = 0');
  if (answer.status >= 300) throw new Error(`a claim answered ${answer.status}: ${answer.body}`);
  const [log] = await db.query("SELECT CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log WHERE command_type = 'Query' AND thread_id IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()) ORDER BY event_time");
  client.close();
  await db.end();
  const named = new Map([[String(userId), 'user'], [String(shiftId + 1), 'shift']]);
  let made = 0;
  return log.map(({ text }) => text.replace(UUID, '{key}').replace(/(?<!\d)\d+(?!\d)/g, (n) => {
    if (named.has(n)) return `{${named.get(n)}}`;
    if (n.length < 15) return n;
    named.set(n, `new${made++}`);
    return `{${named.get(n)}}`;
  }));
}
/** Server CPU per claim through HTTP against CPU of a raw mysql2 process that runs the same statements; interleaved rounds. */
export async function compareClaims(databaseUrl, product, { rounds, claims, firstShift, people }) {
  const statements = await recordClaim(databaseUrl, product, { userId: people, shiftId: firstShift });
  const raw = fork(fileURLToPath(new URL('raw-claims.mjs', import.meta.url)), { env: { ...process.env, DATABASE_URL: databaseUrl } });
  pin(raw.pid, MEASURED);
  const ask = (message) => new Promise((resolve, reject) => { raw.once('message', (m) => (m.error ? reject(new Error(m.error)) : resolve(m))); raw.send(message); });
  await ask({ statements });
  const client = new Client(product.url, 16);
  const http = [], bare = [];
  let next = 0;
  // Each claim is another (person, shift): person by person through the shifts, two streams that never meet.
  const pair = (stream) => { const n = next++; return { user: 1 + (n % (people - 2)), shift: firstShift + 2 + stream + 2 * Math.floor(n / (people - 2)) }; };
  for (let r = -1; r < rounds; r++) {
    const before = cpuMicros(product.pid);
    await client.run(claims, () => { const { user, shift } = pair(0); return { method: 'POST', path: '/api/claims', token: token(user), key: randomUUID(), body: { shiftId: shift } }; });
    const used = (cpuMicros(product.pid) - before) / claims;
    const { micros } = await ask({ pairs: Array.from({ length: claims }, () => pair(1)) });
    if (r >= 0) { http.push(used); bare.push(micros / claims); }
  }
  client.close();
  raw.kill('SIGTERM');
  return { table: [[`raw mysql2, the same ${statements.length} statements`, `${median(bare).toFixed(0)} µs`, '1.00'], ['claim through HTTP', `${median(http).toFixed(0)} µs`, (median(bare) / median(http)).toFixed(2)]], claim: median(bare) / median(http), statements };
}
