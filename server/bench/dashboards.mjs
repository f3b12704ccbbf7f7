import { createHash } from 'node:crypto';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { connect } from './data.mjs';
import { Client } from './load.mjs';
import { startProduct } from './processes.mjs';
import { say } from './show.mjs';

const DAY = 86_400_000, PART = 500_000, CITY = 1, TOKEN = 'bench-organiser';
/** The reference county: streets, communities, and a year's matters. */
const COUNTY = { streets: 3, communities: 22, needs: 59_000, tasks: 18_000, records: 60_000, rewards: 220 };
/** Of the journal a tenth is made: a dashboard reads its last minutes by time, whatever lies before. */
const ENTRIES = 6_000;

const each = async (n, work) => { for (let from = 1; from <= n; from += PART) await work(`seq_${from}_to_${Math.min(n, from + PART - 1)}`); };
/** Tables are filled without their indexes and get them back. */
async function bare(db, tables, work) {
  const [keys] = await db.query(`SELECT TABLE_NAME AS t, INDEX_NAME AS name, MIN(NON_UNIQUE) AS open, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns FROM information_schema.statistics WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?) AND INDEX_NAME <> 'PRIMARY' GROUP BY TABLE_NAME, INDEX_NAME`, [tables]);
  for (const t of tables) { const own = keys.filter((k) => k.t === t); if (own.length > 0) await db.query(`ALTER TABLE ${t} ${own.map((k) => `DROP INDEX ${k.name}`).join(', ')}`); }
  await work();
  for (const t of tables) { const own = keys.filter((k) => k.t === t); if (own.length > 0) await db.query(`ALTER TABLE ${t} ${own.map((k) => `ADD ${Number(k.open) ? '' : 'UNIQUE '}INDEX ${k.name} (${k.columns})`).join(', ')}`); }
  await db.query(`ANALYZE TABLE ${tables.join(', ')}`);
}
/** A year of `scale` counties in one city, evenly up to now: answered after half a day to eleven days, confirmed six times in ten, the last hundredth still open. */
async function fill(db, scale) {
  const S = COUNTY.streets * scale, C = COUNTY.communities * scale, now = Date.now(), first = now - 365 * DAY, community = (seq) => `(${10_000} + ${seq} % ${C})`;
  await db.query("INSERT INTO area (id, parentId, kind, name, path, depth, fromDay, toDay, closed, createdAt) VALUES (1, 0, 'CITY', '市', '/1/', 0, '2020-01-01', '9999-12-31', 0, 0)");
  await db.query(`INSERT INTO area (id, parentId, kind, name, path, depth, fromDay, toDay, closed, createdAt) SELECT 1 + seq, 1, 'STREET', CONCAT('街道', seq), CONCAT('/1/', 1 + seq, '/'), 1, '2020-01-01', '9999-12-31', 0, 0 FROM seq_1_to_${S}`);
  await db.query(`INSERT INTO area (id, parentId, kind, name, path, depth, fromDay, toDay, closed, createdAt) SELECT 10000 + seq, 2 + seq % ${S}, 'COMMUNITY', CONCAT('社区', seq), CONCAT('/1/', 2 + seq % ${S}, '/', 10000 + seq, '/'), 2, '2020-01-01', '9999-12-31', 0, 0 FROM seq_0_to_${C - 1}`);
  await db.query("INSERT INTO person (id, name, phone, kind, communityId, elder, skills, freeTimes, turn, createdAt) VALUES (1, '组织员', '15400000001', 'MEMBER', NULL, 0, '', '', 0, 0)");
  await db.query('INSERT INTO session (tokenHash, userId, createdAt, expiresAt) VALUES (?, 1, ?, ?)', [createHash('sha256').update(TOKEN).digest('base64url'), now, now + 365 * DAY]);
  await db.query("INSERT INTO post (id, userId, role, areaId, unitId, fromDay, toDay, ended, createdAt) VALUES (1, 1, 'CITY_ORGANISER', 1, 0, '2020-01-01', '9999-12-31', 0, 0)");
  await db.query(`INSERT INTO pickup_point (id, areaId, name, address, openHours, phone, createdAt) SELECT seq, 10000 + seq, '积分超市', '一楼', '', '', 0 FROM seq_0_to_${C - 1}`);
  await db.query(`INSERT INTO reward (id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed, createdAt) SELECT seq, seq % ${C}, 'GOODS', CONCAT('毛巾', seq), '', '条', 20, seq % 40, 0, '', NULL, 0, 'MONTH', 200, '', 1, 0 FROM seq_1_to_${COUNTY.rewards * scale}`);
  const N = COUNTY.needs * scale, asked = `(${first} + FLOOR(seq * ${(365 * DAY) / N}))`, open = `seq > ${Math.floor(N * 0.99)}`, wait = `(${DAY / 2} + (seq * 7919) % ${10 * DAY})`, kind = "ELT(1 + seq % 8, 'REPAIR', 'CARE', 'ERRAND', 'LEARN', 'CLEAN', 'SAFETY', 'MEDIATE', 'OTHER')";
  await bare(db, ['need', 'need_step'], async () => {
    await each(N, (seqs) => db.query(`INSERT INTO need (id, areaId, communityId, kind, title, text, place, askerId, onBehalfOf, phone, status, reply, taskId, createdAt, dueAt, closedAt) SELECT seq, ${community('seq')}, ${community('seq')}, ${kind}, '楼道灯不亮', '', '', 1, NULL, '', IF(${open}, 'SUBMITTED', 'CONFIRMED'), NULL, NULL, ${asked}, ${asked} + ${3 * DAY}, NULL FROM ${seqs}`));
    for (const [offset, step, at, where] of [[0, 'ASKED', asked, '1 = 1'], [1, 'ANSWERED', `${asked} + ${wait}`, `NOT (${open}) AND ${asked} + ${wait} < ${now}`], [2, 'CONFIRMED', `${asked} + ${wait} + 3600000`, `NOT (${open}) AND seq % 10 < 6 AND ${asked} + ${wait} + 3600000 < ${now}`]])
      await each(N, (seqs) => db.query(`INSERT INTO need_step (id, needId, communityId, kind, step, askedAt, at) SELECT seq * 4 + ${offset}, seq, ${community('seq')}, ${kind}, '${step}', ${asked}, ${at} FROM ${seqs} WHERE ${where}`));
  });
  const T = COUNTY.tasks * scale, ended = `(${first} + FLOOR(seq * ${(365 * DAY) / T}))`, recruits = `seq > ${Math.floor(T * 0.98)}`;
  await bare(db, ['task', 'shift'], async () => {
    await each(T, (seqs) => db.query(`INSERT INTO task (id, areaId, communityId, kind, title, summary, place, audience, claimMode, presence, photoRule, photoReason, riskNote, contactName, contactPhone, status, startsAt, endsAt, shiftCount, places, taken, pointsHint, createdBy, createdAt, publishedAt, closedAt)
      SELECT seq, ${community('seq')}, ${community('seq')}, IF(seq % 9 = 0, 'VISIT', 'CLEAN'), '清理楼道', '', '门口', 'EVERYONE', 'OPEN', 'LEADER', 'OPTIONAL', '', '', '', '', IF(${recruits}, 'PUBLISHED', 'SETTLED'), ${ended} + IF(${recruits}, ${30 * DAY}, 0), ${ended} + IF(${recruits}, ${30 * DAY}, 0), 1, 8, seq % 9, 20, 1, 0, 0, IF(${recruits}, NULL, ${ended}) FROM ${seqs}`));
    await db.query('INSERT INTO shift (id, taskId, startsAt, endsAt, places, taken, waiting) SELECT id, id, startsAt, endsAt, places, LEAST(taken, places), 0 FROM task');
  });
  const R = COUNTY.records * scale, at = `(${first} + FLOOR(seq * ${(365 * DAY) / R}))`;
  await bare(db, ['service_record'], () => each(R, (seqs) => db.query(`INSERT INTO service_record (id, userId, origin, services, correctsId, logId, taskId, communityId, day, kind, title, startsAt, minutes, evidence, points, pointsWhy, verifiedBy, verifiedAt) SELECT seq, 1, 'LOG', 1, NULL, NULL, NULL, ${community('seq')}, '2026-01-01', 'CLEAN', '清理楼道', ${at}, 60 + seq % 121, ELT(1 + seq % 10, 'A', 'B', 'B', 'B', 'B', 'B', 'C', 'C', 'C', 'D'), 20, '', 1, ${at} FROM ${seqs}`)));
  const E = ENTRIES * scale, moved = `(${first} + FLOOR(seq * ${(365 * DAY) / E}))`;
  await bare(db, ['journal_tx', 'journal_entry'], async () => {
    await each(E, (seqs) => db.query(`INSERT INTO journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash) SELECT seq, 'AWARD', 1, ${community('seq')}, 1, 'log', seq, NULL, '清理楼道', '', 1, NULL, NULL, 20, ${moved}, '' FROM ${seqs}`));
    await each(E, (seqs) => db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT seq, 0, 'ISSUANCE', NULL, -20 FROM ${seqs}`));
    await each(E, (seqs) => db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT seq, 1, 'AVAILABLE', 1, 20 FROM ${seqs}`));
  });
}
/** What happened in the last two minutes, four times as much as on average: it is counted live. */
async function happen(db, scale, round) {
  const n = scale, from = 2_000_000_000 + round * 1_000_000, at = `(${Date.now()} - (seq * 7919) % 120000)`;
  await db.query(`INSERT INTO need_step (id, needId, communityId, kind, step, askedAt, at) SELECT ${from} + seq, seq, 10000 + seq % ${COUNTY.communities * scale}, 'REPAIR', IF(seq % 2 = 0, 'ASKED', 'ANSWERED'), ${at} - 86400000, ${at} FROM seq_1_to_${n * 2}`);
  await db.query(`INSERT INTO service_record (id, userId, origin, services, correctsId, logId, taskId, communityId, day, kind, title, startsAt, minutes, evidence, points, pointsWhy, verifiedBy, verifiedAt) SELECT ${from} + seq, 1, 'LOG', 1, NULL, NULL, NULL, 10000 + seq % ${COUNTY.communities * scale}, '2026-01-01', 'CLEAN', '清理楼道', ${at}, 60, 'B', 20, '', 1, ${at} FROM seq_1_to_${n}`);
}
/** The product's rollups of a whole year, in a process of its own. */
async function rollUp({ databaseUrl, servingUrl }, made) {
  const child = fork(fileURLToPath(new URL('dashboards-process.mjs', import.meta.url)), { env: { ...process.env, DATABASE_URL: servingUrl, DATABASE_OWNER_URL: databaseUrl } });
  const answer = () => new Promise((resolve, reject) => { child.once('message', (m) => (m.error ? reject(new Error(m.error)) : resolve(m))); child.once('exit', (code) => reject(new Error(`dashboards-process ended with ${code}`))); });
  try {
    await answer(); // the tables are there
    await made();
    const told = answer();
    child.send({});
    return await told;
  } finally {
    child.kill('SIGTERM');
  }
}
const p95 = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.95)];

/** What the city's page asks for (its numbers and the first streets) of a county and of a hundred in one city: milliseconds at p95, taken in turns. */
export async function measureDashboards(database, { scales, rounds, perRound }) {
  const sides = [];
  for (const scale of scales) {
    const at = database(`dashboards_${scale}`), db = await (async () => { let link; const told = await rollUp(at, async () => { link = await connect(at.databaseUrl); await link.query('SET SESSION unique_checks = 0'); await fill(link, scale); say(`${scale} × the reference county is there`); }); say(`rolled up in ${(told.ms / 1000).toFixed(1)} s, ${told.mib} MiB at most`); return link; })();
    const [[{ rows }]] = await db.query('SELECT COUNT(*) AS `rows` FROM rollup');
    sides.push({ scale, db, rows, ms: [], at });
  }
  try {
    // Only now: a connection that waits for a county to be filled would be closed.
    for (const side of sides) {
      side.product = await startProduct(side.at.databaseUrl, sides.indexOf(side) + 1);
      side.client = new Client(side.product.url, 1);
    }
    const ask = async ({ client }) => {
      for (const path of [`/api/dashboards?areaId=${CITY}`, `/api/dashboards/children?areaId=${CITY}`]) {
        const answer = await client.send({ path, token: TOKEN });
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
      }
    };
    for (const side of sides) for (let i = 0; i < perRound; i++) await ask(side);
    for (let round = 0; round < rounds; round++)
      for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
        // Two minutes of life at a time: rounds are shorter than that.
        if (round % 10 === 0) await happen(side.db, side.scale, round);
        for (let i = 0; i < perRound; i++) { const began = performance.now(); await ask(side); side.ms.push(performance.now() - began); }
      }
    return sides.map(({ scale, rows, ms }) => ({ scale, rows, p50: [...ms].sort((a, b) => a - b)[Math.floor(ms.length / 2)], p95: p95(ms) }));
  } finally {
    for (const { client, product, db } of sides) { client?.close(); await product?.stop(); await db.end(); }
  }
}
