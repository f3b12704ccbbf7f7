import { connect, token } from './data.mjs';
import { median } from './cpu.mjs';
import { Client } from './load.mjs';

const PER_PERSON = 200; // transactions
/** `n` journal entries (two a transaction), spread evenly over people who have the same number each. */
export async function fillJournal(databaseUrl, n) {
  const db = await connect(databaseUrl), txs = n / 2, people = txs / PER_PERSON, base = 1_000_000_000_000, now = Date.now();
  await db.query('SET SESSION unique_checks = 0');
  for (let from = 1; from <= txs; from += 250_000) {
    const range = `seq_${from}_to_${Math.min(txs, from + 249_999)}`;
    await db.query(`INSERT INTO journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash)
      SELECT ${base} + seq, 'AWARD', 1 + seq % ${people}, 7, 1, 'log', seq, NULL, '清理楼道堆物', '2小时 × 每小时 10 分，取整得 20 分', 1, NULL, NULL, 20 * CEIL(seq / ${people}), ${now} + seq, REPEAT('x', 43) FROM ${range}`);
    await db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT ${base} + seq, 0, 'ISSUANCE', NULL, -20 FROM ${range}`);
    await db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT ${base} + seq, 1, 'AVAILABLE', 1 + seq % ${people}, 20 FROM ${range}`);
  }
  for (let from = 1; from <= people; from += 10_000)
    await db.query(`INSERT INTO points_account (userId, available, held, earned, spent, expired, adjusted, frozen) SELECT seq, ${20 * PER_PERSON}, 0, ${20 * PER_PERSON}, 0, 0, 0, 0 FROM seq_${from}_to_${Math.min(people, from + 9_999)}`);
  await db.query('ANALYZE TABLE journal_tx, journal_entry, points_account');
  await db.end();
}
/** Wall time of the balance and of a statement's pages through HTTP in two counties, alternating request by request. */
export async function compareStatements(small, big, { samples, people }) {
  const clients = [small, big].map((c) => new Client(c.product.url, 1)), cells = [];
  const after = async (client, user) => JSON.parse((await client.send({ path: '/api/points/entries', token: token(user) })).body).next;
  for (const page of ['balance', 'first page', 'deep page']) {
    const times = [[], []];
    for (let i = 0; i < samples + 30; i++)
      for (const [c, client] of clients.entries()) {
        const user = 1 + (i % people), cursor = page === 'deep page' ? await after(client, user) : null;
        const began = performance.now();
        const { status } = await client.send({ path: page === 'balance' ? '/api/points' : `/api/points/entries${cursor ? `?after=${cursor}` : ''}`, token: token(user) });
        if (status !== 200) throw new Error(`${page} answered ${status}`);
        if (i >= 30) times[c].push(performance.now() - began);
      }
    const [a, b] = times.map(median);
    cells.push({ page, small: a, big: b, ratio: b / a });
  }
  clients.forEach((c) => c.close());
  return { cells, growth: Math.max(...cells.map((c) => c.ratio)) };
}
