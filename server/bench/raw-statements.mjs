import { createHash, randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';

const at = new URL(process.env.DATABASE_URL);
const pool = mysql.createPool({ host: at.hostname, port: Number(at.port), user: at.username, password: at.password, database: at.pathname.slice(1), charset: 'utf8mb4_bin', timezone: 'Z', supportBigNumbers: true, connectionLimit: 16 });
let statements = [];
let prepared = '';
let seq = 4_000_000_000_000_000;
/** One write: the statements that stand outside the transaction on the pool, the rest on one connection. */
async function write(pair) {
  const made = new Map([...Object.entries(pair), ['key', randomUUID()]]);
  const value = (name) => (name === 'hash43' || name === 'hash16' ? createHash('sha256').update(String(seq++)).digest('base64url').slice(0, Number(name.slice(4))) : made.get(name) ?? (made.set(name, seq++), made.get(name)));
  const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) => value(name));
  const begin = statements.findIndex((s) => /^\s*START TRANSACTION/i.test(s)), start = begin > 0 && /^\s*SET TRANSACTION/i.test(statements[begin - 1]) ? begin - 1 : begin;
  // What the product prepares is logged with its holes; each of them asks for the row that is wanted.
  for (const s of statements.slice(0, start)) await (s.includes('?') ? pool.execute(s, [pair[prepared]]) : pool.query(fill(s)));
  const connection = await pool.getConnection();
  try {
    for (const s of statements.slice(start)) await connection.query(fill(s));
  } catch (e) {
    await connection.query('ROLLBACK');
    throw e;
  } finally {
    connection.release();
  }
}
// Whoever measures may be gone before us.
process.on('disconnect', () => process.exit());
process.on('message', async (message) => {
  try {
    if (message.statements) { ({ statements, prepared } = message); process.send({}); return; }
    const before = process.cpuUsage();
    let i = 0;
    await Promise.all(Array.from({ length: 16 }, async () => { while (i < message.pairs.length) await write(message.pairs[i++]); }));
    const used = process.cpuUsage(before);
    process.send({ micros: used.user + used.system });
  } catch (e) {
    process.send({ error: String(e.stack) });
  }
});
