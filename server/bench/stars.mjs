import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './cpu.mjs';
import { connect } from './data.mjs';
import { say } from './show.mjs';

const ID_EPOCH = 1_735_689_600_000, IDS_PER_MS = 4096, DAY = 86_400_000, OFFSET = 8 * 3_600_000, PART = 500_000;
/** 2025-01-06 00:00 in Shanghai: a Monday after ids began. Nothing depends on the day it is run. */
const FIRST = 1_736_092_800_000, DAYS = 600;
const COUNTED = "evidence IN ('A', 'B', 'C')";
const dayOf = (at) => new Date(at + OFFSET).toISOString().slice(0, 10);
const idAt = (at) => `((${at} - ${ID_EPOCH}) * ${IDS_PER_MS})`;
const COLUMNS = 'id, userId, origin, services, correctsId, logId, taskId, communityId, day, kind, title, startsAt, minutes, evidence, points, pointsWhy, verifiedBy, verifiedAt';
/** One in ten is grade D, one in fifty takes minutes back: totals are sums, not counts. */
const row = (at) => `${idAt(at)} + seq % ${IDS_PER_MS}, 1 + (seq * 2654435761) % @people, 'LOG', IF(seq % 50 = 0, 0, 1), NULL, NULL, seq % 18000, seq % 22, FROM_UNIXTIME((${at} + ${OFFSET}) / 1000, '%Y-%m-%d'), 'CLEAN', CONCAT('清理楼道堆物第', seq % 900, '期'),
  ${at} - 86400000, IF(seq % 50 = 0, -30, 60 + seq % 121), ELT(1 + seq % 10, 'A', 'B', 'B', 'B', 'B', 'B', 'C', 'C', 'C', 'D'), 20, '2小时 × 每小时 10 分', 1, ${at}`;

/** So many members with so many records, verified evenly over 600 days, oldest first as they would have come. */
async function fill(db, people, records) {
  const [[{ zone }]] = await db.query("SELECT @@time_zone AS zone");
  await db.query("SET time_zone = '+00:00'");
  for (let from = 1; from <= people; from += PART) await db.query(`INSERT INTO person (id, name, phone, kind, communityId, elder, skills, freeTimes, turn, createdAt) SELECT seq, CONCAT('成员', seq), NULL, 'MEMBER', 22 + seq % 16, 0, '', '', 0, ${FIRST} FROM seq_${from}_to_${Math.min(people, from + PART - 1)}`);
  const [keys] = await db.query("SELECT DISTINCT INDEX_NAME AS name, NON_UNIQUE AS open, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns FROM information_schema.statistics WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'service_record' AND INDEX_NAME <> 'PRIMARY' GROUP BY INDEX_NAME, NON_UNIQUE");
  for (const k of keys) await db.query(`ALTER TABLE service_record DROP INDEX ${k.name}`);
  await db.query('SET @people = ?', [people]);
  const step = Math.floor((DAYS * DAY) / records);
  for (let from = 1; from <= records; from += PART) await db.query(`INSERT INTO service_record (${COLUMNS}) SELECT ${row(`(${FIRST} + (seq - 1) * ${step})`)} FROM seq_${from}_to_${Math.min(records, from + PART - 1)}`);
  await db.query(`ALTER TABLE service_record ${keys.map((k) => `ADD ${k.open ? '' : 'UNIQUE '}INDEX ${k.name} (${k.columns})`).join(', ')}`);
  await db.query('ANALYZE TABLE service_record, person');
  await db.query('SET time_zone = ?', [zone]);
}
/** One day's records, verified all over that day: at most one of each person. */
async function addDay(db, at, count) {
  await db.query("SET time_zone = '+00:00'");
  await db.query(`INSERT INTO service_record (${COLUMNS}) SELECT ${row(`(${at} + seq * ${Math.floor(DAY / (count + 1))})`)} FROM seq_1_to_${count}`);
}
const ms = async (work) => { const began = performance.now(); await work(); return performance.now() - began; };

/** The product's totals in a process of its own, which says how long it took and the most memory it held. */
function product(databaseUrl, servingUrl) {
  const child = fork(fileURLToPath(new URL('stars-process.mjs', import.meta.url)), { env: { ...process.env, DATABASE_URL: servingUrl, DATABASE_OWNER_URL: databaseUrl } });
  const gone = new Promise((_, reject) => child.once('exit', (code) => reject(new Error(`stars-process ended with ${code}`))));
  gone.catch(() => undefined);
  const answer = () => Promise.race([gone, new Promise((resolve, reject) => child.once('message', (m) => (m.error ? reject(new Error(m.error)) : resolve(m))))]);
  const ready = answer();
  return { ready, ask: (message) => { const told = answer(); child.send(message); return told; }, stop: () => child.kill('SIGTERM') };
}
const bare = (db, cut) => db.query(`SELECT COUNT(*) AS people, SUM(minutes) AS minutes, SUM(services) AS services FROM (SELECT userId, SUM(minutes) AS minutes, SUM(services) AS services FROM service_record WHERE ${COUNTED} AND verifiedAt < ? GROUP BY userId) x`, [cut]);
/** Rows of `star_total` that are not what one GROUP BY over the records gives, and the other way round. */
async function differences(db, cut) {
  const [[{ n }]] = await db.query(
    `SELECT COUNT(*) AS n FROM (SELECT userId, SUM(minutes) AS minutes, SUM(services) AS services FROM service_record WHERE ${COUNTED} AND verifiedAt < ? GROUP BY userId) x
     LEFT JOIN star_total t ON t.userId = x.userId WHERE t.userId IS NULL OR t.minutes <> x.minutes OR t.services <> x.services`, [cut]);
  const [[{ kept }]] = await db.query('SELECT COUNT(*) AS kept FROM star_total');
  const [[{ people }]] = await bare(db, cut);
  return Number(n) + Math.abs(Number(kept) - Number(people));
}

/**
 * Stars of `people` members with `records` records. `recompute`: everything from the records, against one bare GROUP BY over them.
 * `incremental`: one more day of `changed` records, against a plain UPDATE of the rows that it changes. Medians of rounds that alternate.
 */
export async function measureStars({ databaseUrl, servingUrl }, { people, records, changed, rounds, recomputes }) {
  const totals = product(databaseUrl, servingUrl);
  await totals.ready; // it makes the database and its tables
  const db = await connect(databaseUrl);
  try {
    await fill(db, people, records);
    say(`${people.toLocaleString()} members with ${records.toLocaleString()} records`);
    const last = FIRST + DAYS * DAY, closed = dayOf(last - 1), whole = { bare: [], product: [], mib: 0 };
    for (let i = 0; i < recomputes; i++) {
      whole.bare.push(await ms(() => bare(db, last)));
      const told = await totals.ask({ recompute: closed });
      whole.product.push(told.ms);
      whole.mib = Math.max(whole.mib, told.grewMib);
      say(`recompute ${(whole.product.at(-1) / 1000).toFixed(1)} s, GROUP BY ${(whole.bare.at(-1) / 1000).toFixed(1)} s`);
    }
    let wrong = await differences(db, last);
    const part = { plain: [], product: [] };
    for (let i = 0; i < rounds; i++) {
      const at = last + i * DAY, day = dayOf(at);
      await addDay(db, at, changed);
      await db.query('DROP TEMPORARY TABLE IF EXISTS changed');
      await db.query(`CREATE TEMPORARY TABLE changed (userId BIGINT PRIMARY KEY, minutes INT NOT NULL, services INT NOT NULL) ENGINE = InnoDB SELECT userId, SUM(minutes) AS minutes, SUM(services) AS services FROM service_record WHERE verifiedAt >= ${at} AND ${COUNTED} GROUP BY userId`);
      const plain = async () => {
        part.plain.push(await ms(() => db.query('UPDATE star_total t JOIN changed c ON c.userId = t.userId SET t.minutes = t.minutes + c.minutes, t.services = t.services + c.services')));
        await db.query('UPDATE star_total t JOIN changed c ON c.userId = t.userId SET t.minutes = t.minutes - c.minutes, t.services = t.services - c.services');
      };
      const close = async () => part.product.push((await totals.ask({ close: day })).ms);
      // Whoever comes second finds the pages warm and the last writes still in the log: they take turns at it.
      for (const step of i % 2 === 0 ? [plain, close] : [close, plain]) await step();
    }
    wrong += await differences(db, last + rounds * DAY);
    return { recompute: median(whole.product) / median(whole.bare), incremental: median(part.product) / median(part.plain), wholeMs: [median(whole.bare), median(whole.product)], partMs: [median(part.plain), median(part.product)], changed: Math.round(changed * 0.9), mib: whole.mib, wrong };
  } finally {
    totals.stop();
    await db.end();
  }
}
