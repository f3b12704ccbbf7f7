import { connect } from './data.mjs';

const PART = 50_000, DAY = 86_400_000;
/** 2024-01-01 09:00 in Shanghai. */
const FIRST_DAY = 1_704_070_800_000;
const UNITS_PER_PERSON = 40, BASE = 10_000_000_000, AUDIT = 90_000_000_000_000;
const json = (text) => `CONCAT('"', REPLACE(${text}, '"', '\\\\"'), '"')`;
const hash = (text) => `REPLACE(REPLACE(TRIM(TRAILING '=' FROM TO_BASE64(UNHEX(SHA2(${text}, 256)))), '+', '-'), '/', '_')`;

/**
 * A ledger that is right in every particular, hashes and audit trail too, made inside the database: service, award, and for every second
 * service an order that was collected. Gives the number of journal entries. `entries` / 4 must be a multiple of 40.
 */
export async function fillLedger(databaseUrl, entries) {
  const db = await connect(databaseUrl), units = entries / 4, people = units / UNITS_PER_PERSON;
  if (!Number.isInteger(people) || people < 21) throw new Error(`${entries} entries cannot be spread evenly`);
  await db.query('SET SESSION unique_checks = 0');
  await db.query("INSERT INTO area (id, parentId, kind, name, path, depth, fromDay, toDay, closed, createdAt) VALUES (1, 0, 'CITY', '测试市', '/1/', 0, '2020-01-01', '9999-12-31', 0, 0), (3, 1, 'COMMUNITY', '甲社区', '/1/3/', 1, '2020-01-01', '9999-12-31', 0, 0)");
  await db.query("INSERT INTO pickup_point (id, areaId, name, address, openHours, phone, createdAt) VALUES (1, 3, '甲社区积分超市', '一楼', '', '', 0)");
  await db.query(`INSERT INTO person (id, name, phone, kind, communityId, elder, skills, freeTimes, turn, createdAt) SELECT 1000 + seq, CONCAT('成员', seq), CONCAT('154', LPAD(seq, 8, '0')), 'MEMBER', 3, 0, '', '', 0, 0 FROM seq_0_to_${people}`);
  await db.query(`INSERT INTO task (id, areaId, communityId, kind, title, summary, place, audience, claimMode, presence, photoRule, photoReason, riskNote, contactName, contactPhone, status, startsAt, endsAt, shiftCount, places, taken, pointsHint, createdBy, createdAt, publishedAt)
    SELECT seq, 3, 3, 'CLEAN', '清理楼道', '', '门口', 'EVERYONE', 'OPEN', 'LEADER', 'OPTIONAL', '', '', '', '', 'SETTLED', ${FIRST_DAY}, ${FIRST_DAY} + 7200000, 1, 20, 20, 20, 1, 0, 0 FROM seq_1_to_${Math.ceil(units / 20)}`);
  await db.query(`INSERT INTO shift (id, taskId, startsAt, endsAt, places, taken, waiting) SELECT id, id, startsAt, endsAt, 20, 20, 0 FROM task`);
  const REWARDS = 10;
  for (let from = 1; from <= units; from += PART) await fillUnits(db, from, Math.min(units, from + PART - 1), people, REWARDS);
  await db.query(`INSERT INTO reward (id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed, createdAt) SELECT seq, 1, 'GOODS', CONCAT('毛巾', seq), '', '条', 20, 5, 0, '', NULL, 0, 'MONTH', 200, '', 1, 0 FROM seq_1_to_${REWARDS}`);
  await db.query(`INSERT INTO stock_move (id, pickupPointId, rewardId, kind, quantity, reservedQuantity, redemptionId, takeId, reason, actorId, createdAt) SELECT w.id, 1, w.id, 'PURCHASE', 5 + (SELECT COUNT(*) FROM redemption r WHERE r.rewardId = w.id), 0, NULL, NULL, NULL, 1000, ${FIRST_DAY} - 1 FROM reward w`);
  const had = 20 * UNITS_PER_PERSON;
  await db.query(`INSERT INTO points_account (userId, available, held, earned, spent, expired, adjusted, frozen) SELECT 1000 + seq, ${had / 2}, 0, ${had}, ${had / 2}, 0, 0, 0 FROM seq_1_to_${people}`);
  await db.query('ANALYZE TABLE journal_tx, journal_entry, lot_move, points_lot, audit, service_log, service_record, claim, redemption, stock_move');
  const [[{ n }]] = await db.query('SELECT COUNT(*) AS n FROM journal_entry');
  await db.end();
  return n;
}
/** Unit k: the j-th service of person p, and where j is even an order right after it, for the oldest lot. */
async function fillUnits(db, from, to, people, rewards) {
  await db.query('DROP TEMPORARY TABLE IF EXISTS u');
  await db.query(`CREATE TEMPORARY TABLE u (k BIGINT PRIMARY KEY, p BIGINT, j INT, at BIGINT, starts BIGINT, day VARCHAR(10), txId BIGINT, was INT, oldest BIGINT) SELECT k, 1000 + p AS p, j, starts + 14400000 AS at, starts, DATE_FORMAT(DATE_ADD('2024-01-01', INTERVAL j DAY), '%Y-%m-%d') AS day, ${BASE} + k * 16 AS txId,
    20 * (j - 1 - FLOOR((j - 1) / 2)) AS was, (FLOOR(j / 2) - 1) * ${people} + p AS oldest FROM (SELECT seq AS k, 1 + (seq - 1) % ${people} AS p, 1 + FLOOR((seq - 1) / ${people}) AS j, ${FIRST_DAY} + (1 + FLOOR((seq - 1) / ${people})) * ${DAY} AS starts FROM seq_${from}_to_${to}) s`);
  await db.query("INSERT INTO claim (id, taskId, shiftId, userId, status, live, startsAt, endsAt, createdAt, changedAt) SELECT k, CEIL(k / 20), CEIL(k / 20), p, 'ATTENDED', 1, starts, starts + 7200000, starts, starts FROM u");
  await db.query("INSERT INTO service_log (id, taskId, shiftId, claimId, userId, communityId, text, status, reason, minutes, minutesWhy, evidence, submittedAt, dueAt, decidedBy, decidedAt) SELECT k, CEIL(k / 20), CEIL(k / 20), k, p, 3, '楼道清好了', 'VERIFIED', NULL, 120, '按时到场', 'B', at, at, 1, at FROM u");
  const why = "'2小时 × 每小时 10 分，取整得 20 分'";
  await db.query(`INSERT INTO service_record (id, userId, origin, services, logId, taskId, communityId, day, kind, title, startsAt, minutes, evidence, points, pointsWhy, verifiedBy, verifiedAt) SELECT k, p, 'LOG', 1, k, CEIL(k / 20), 3, day, 'CLEAN', '清理楼道', starts, 120, 'B', 20, ${why}, 1, at FROM u`);
  const facts = `CONCAT('{"minutes":120,"kind":"CLEAN","evidence":"B","difficulty":null,"day":"', day, '","dayPoints":0,"monthPoints":0,"addition":null}')`;
  const tx = (plus, kind, refType, title, said, version, inputs, balance, later, one, two, where) =>
    `INSERT INTO journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash) SELECT txId + ${plus}, '${kind}', p, 3, 1000, '${refType}', k, NULL, ${title}, ${said}, ${version}, ${inputs}, NULL, ${balance}, at + ${later},
     ${hash(`CONCAT('[', txId + ${plus}, ',"${kind}",', p, ',3,1000,"${refType}",', k, ',null,"', ${title}, '","', ${said}, '",${version},', ${inputs === 'NULL' ? "'null'" : json(inputs)}, ',null,', ${balance}, ',', at + ${later}, ',[["${one}",-20],["${two}",20]]]')`)} FROM u${where}`;
  await db.query(tx(0, 'AWARD', 'log', "'清理楼道'", why, 1, facts, 'was + 20', 0, 'ISSUANCE', 'AVAILABLE', ''));
  await db.query(tx(1, 'HOLD', 'redemption', "'兑换 毛巾 1条'", "'下单时占用，领取后扣除'", 0, 'NULL', 'was', 1000, 'AVAILABLE', 'HELD', ' WHERE j % 2 = 0'));
  await db.query(tx(2, 'SPEND', 'redemption', "'兑换 毛巾 1条'", "'已领取，扣除占用的 20 分'", 0, 'NULL', 'was', 2000, 'HELD', 'SPENT', ' WHERE j % 2 = 0'));
  for (const [plus, one, mine1, two, mine2, where] of [[0, 'ISSUANCE', 'NULL', 'AVAILABLE', 'p', ''], [1, 'AVAILABLE', 'p', 'HELD', 'p', ' WHERE j % 2 = 0'], [2, 'HELD', 'p', 'SPENT', 'NULL', ' WHERE j % 2 = 0']]) {
    await db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT txId + ${plus}, 0, '${one}', ${mine1}, -20 FROM u${where}`);
    await db.query(`INSERT INTO journal_entry (txId, seq, account, userId, amount) SELECT txId + ${plus}, 1, '${two}', ${mine2}, 20 FROM u${where}`);
  }
  const left = `CASE WHEN j <= ${UNITS_PER_PERSON / 2} THEN 0 ELSE 20 END`;
  await db.query(`INSERT INTO points_lot (id, userId, txId, leftPoints, live, warned, firstExpiresAt, expiresAt, createdAt) SELECT txId + 3, p, txId, ${left}, CASE WHEN ${left} > 0 THEN 1 ELSE 0 END, 0, at + 94608000000, at + 94608000000, at FROM u`);
  await db.query('INSERT INTO lot_move (txId, lotId, points) SELECT txId, txId + 3, 20 FROM u');
  await db.query(`INSERT INTO lot_move (txId, lotId, points) SELECT txId + 1, ${BASE} + oldest * 16 + 3, -20 FROM u WHERE j % 2 = 0`);
  await db.query(`INSERT INTO redemption (id, userId, rewardId, pickupPointId, name, spec, unit, quantity, points, status, channel, codeHash, createdAt, expiresAt, settledAt, keeperId, reason, offeredId, offerNote, replacedBy) SELECT k, p, 1 + k % ${rewards}, 1, '毛巾', '', '条', 1, 20, 'COLLECTED', 'APP', LPAD(k, 16, '0'), at + 1000, at + ${15 * DAY}, at + 2000, 1000, NULL, NULL, NULL, NULL FROM u WHERE j % 2 = 0`);
  for (const [status, later] of [['HELD', 1000], ['COLLECTED', 2000]]) await db.query(`INSERT INTO redemption_step (redemptionId, status, actorId, createdAt) SELECT k, '${status}', ${status === 'HELD' ? 'p' : 1000}, at + ${later} FROM u WHERE j % 2 = 0`);
  for (const [plus, kind, quantity, reserved] of [[0, 'RESERVE', -1, 1], [1, 'ISSUE', 0, -1]]) await db.query(`INSERT INTO stock_move (id, pickupPointId, rewardId, kind, quantity, reservedQuantity, redemptionId, takeId, reason, actorId, createdAt) SELECT txId + ${plus}, 1, 1 + k % ${rewards}, '${kind}', ${quantity}, ${reserved}, k, NULL, NULL, 1000, at + ${1000 + plus * 1000} FROM u WHERE j % 2 = 0`);
  for (const [i, [action, refType, where]] of [['attendance.mark', 'claim', ''], ['log.verify', 'log', ''], ['redemption.order', 'redemption', ' WHERE j % 2 = 0'], ['redemption.collect', 'redemption', ' WHERE j % 2 = 0']].entries())
    await db.query(`INSERT INTO audit (id, actorId, action, refType, refId, areaId, reason, detail, createdAt, hash) SELECT ${AUDIT} + k * 4 + ${i}, 1000, '${action}', '${refType}', k, 3, NULL, NULL, at, ${hash(`CONCAT('[', ${AUDIT} + k * 4 + ${i}, ',1000,"${action}","${refType}",', k, ',3,null,null,', at, ']')`)} FROM u${where}`);
}
