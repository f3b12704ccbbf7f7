import type { DataSource } from 'typeorm';
import { DAY_MS } from '@xianfeng/shared';
import { auditHashes } from '../src/db/audit.js';
import { migrate, openDatabase } from '../src/db/open.js';
import { verifyHashes } from '../src/db/seals.js';
import { journalHashes } from '../src/credit/journal/journal.hashes.js';
import { expiryOf } from '../src/credit/journal/journal.rules.js';
import { pointsFor } from '../src/credit/tariff/tariff.rules.js';
import type { TariffFacts, TariffRules } from '@xianfeng/shared';
import { freshDatabase } from './start.js';

/** A database as the version before left it. */
async function oldDatabase() {
  const { config, remove } = freshDatabase(), { writer, reader } = await openDatabase({ ...config, databaseUrl: config.databaseOwnerUrl });
  const later = writer.migrations.filter((m) => Number(/\d{13}$/.exec(m.name ?? m.constructor.name)![0]) >= 1790000000011);
  expect(later.length).toBeGreaterThan(0);
  const all = [...writer.migrations];
  (writer as { migrations: unknown[] }).migrations = all.filter((m) => !later.includes(m));
  await migrate(writer);
  return {
    db: writer,
    upgrade: () => {
      (writer as { migrations: unknown[] }).migrations = all;
      return migrate(writer);
    },
    close: async () => {
      for (const d of new Set([writer, reader])) await d.destroy();
      await remove();
    },
  };
}
const insert = (db: DataSource, table: string, row: Record<string, unknown>) => db.query(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
const YEAR_AGO = Date.now() - 365 * DAY_MS, LONG_AGO = Date.UTC(2020, 1, 29, 4);
let id = 1_000;
/** An old entry and the balance after it. */
function entries(db: DataSource, userId: number) {
  const a = { available: 0, held: 0, earned: 0, spent: 0 };
  const enter = (kind: string, refType: string, refId: number, amount: number, heldAmount: number, createdAt: number, more: Record<string, unknown> = {}) =>
    insert(db, 'points_entry', { id: ++id, userId, kind, amount, heldAmount, balance: a.available, refType, refId, title: '楼道清扫', why: '原来的说明', communityId: 7, ruleVersion: 1, inputs: null, createdAt, ...more }).then(() => id);
  return {
    earn: (points: number, refId: number, at: number, more?: Record<string, unknown>) => { a.available += points; a.earned += points; return enter('EARN', 'log', refId, points, 0, at, more); },
    hold: (points: number, refId: number, at: number) => { a.available -= points; a.held += points; return enter('HOLD', 'redemption', refId, -points, points, at); },
    release: (points: number, refId: number, at: number) => { a.available += points; a.held -= points; return enter('RELEASE', 'redemption', refId, points, -points, at); },
    spend: (points: number, refId: number, at: number) => { a.held -= points; a.spent += points; return enter('SPEND', 'redemption', refId, 0, -points, at); },
    close: () => insert(db, 'points_account', { userId, ...a }),
  };
}
const order = (db: DataSource, redemptionId: number, userId: number, points: number, status: string, keeperId: number | null = null) =>
  insert(db, 'redemption', { id: redemptionId, userId, rewardId: 5, pickupPointId: 6, name: '香皂', spec: '100g', unit: '块', quantity: 1, points, status, codeHash: `code${redemptionId}`, createdAt: YEAR_AGO + DAY_MS, expiresAt: YEAR_AGO + 8 * DAY_MS, settledAt: status === 'HELD' ? null : YEAR_AGO + 2 * DAY_MS, keeperId });
const record = (db: DataSource, logId: number, userId: number) =>
  insert(db, 'service_record', { id: logId, userId, logId, taskId: 1, communityId: 7, day: '2025-11-20', kind: 'ELDER', title: '楼道清扫', startsAt: YEAR_AGO, minutes: 60, evidence: 'A', points: 12, pointsWhy: '', verifiedBy: 42, verifiedAt: YEAR_AGO });

test('old entries become balanced transactions with lots, steps and hashes that fit', async () => {
  const { db, upgrade, close } = await oldDatabase();
  await insert(db, 'pickup_point', { id: 6, areaId: 7, name: '柳树', address: '', openHours: '', phone: '', createdAt: 1 });
  await insert(db, 'reward', { id: 5, pickupPointId: 6, kind: 'GOODS', name: '香皂', spec: '100g', unit: '块', points: 10, stock: 3, reserved: 1, donor: '甲局', bestBefore: null, perPerson: 2, createdAt: 1 });
  await insert(db, 'stock_move', { id: 9, rewardId: 5, kind: 'DONATION', quantity: 4, reservedQuantity: 0, redemptionId: null, actorId: 3, createdAt: 1 });
  await insert(db, 'audit', { id: 8, actorId: 3, action: '旧', refType: 'x', refId: 1, areaId: null, reason: null, detail: '{"a":"𠮷"}', createdAt: 1 });
  // Somebody who did everything: two lots, an order over both, one cancelled, one collected, one that waits.
  const one = entries(db, 101);
  await record(db, 201, 101);
  const old = await one.earn(12, 201, LONG_AGO), young = await one.earn(30, 202, YEAR_AGO, { inputs: JSON.stringify({ minutes: 150, kind: 'ELDER', evidence: 'B' }) });
  for (const [rid, points, status, keeper] of [[301, 20, 'CANCELLED', null], [302, 15, 'COLLECTED', 77], [303, 5, 'HELD', null], [304, 2, 'EXPIRED', null]] as const) await order(db, rid, 101, points, status, keeper);
  const h1 = await one.hold(20, 301, YEAR_AGO + DAY_MS), r1 = await one.release(20, 301, YEAR_AGO + 2 * DAY_MS);
  await one.hold(15, 302, YEAR_AGO + 3 * DAY_MS);
  const s2 = await one.spend(15, 302, YEAR_AGO + 4 * DAY_MS);
  await one.hold(5, 303, YEAR_AGO + 5 * DAY_MS);
  await one.hold(2, 304, YEAR_AGO + 5 * DAY_MS);
  await one.release(2, 304, YEAR_AGO + 9 * DAY_MS);
  await one.close();
  // Many others, so that the steps of the work are crossed.
  for (let n = 0; n < 520; n++) {
    const other = entries(db, 10_000 + n);
    await other.earn(10 + n, 20_000 + n, YEAR_AGO + n);
    await other.close();
  }
  await insert(db, 'points_account', { userId: 102, available: 0, held: 0, earned: 0, spent: 0 });

  expect(await upgrade()).toContain('Ledger1790000000011');
  const rows = <T = Record<string, unknown>>(sql: string, params: unknown[] = []) => db.query<T[]>(sql, params);
  expect(await verifyHashes(db.manager, journalHashes)).toEqual([]);
  expect(await verifyHashes(db.manager, auditHashes)).toEqual([]);
  expect((await rows<{ n: number }>('SELECT COUNT(*) AS n FROM journal_tx'))[0]!.n).toBe(9 + 520);
  expect(await rows('SELECT txId FROM journal_entry GROUP BY txId HAVING SUM(amount) <> 0 OR COUNT(*) <> 2')).toEqual([]);
  expect(await rows("SELECT a.userId FROM points_account a LEFT JOIN journal_entry e ON e.userId = a.userId GROUP BY a.userId, a.available, a.held HAVING a.available <> COALESCE(SUM(CASE e.account WHEN 'AVAILABLE' THEN e.amount ELSE 0 END), 0) OR a.held <> COALESCE(SUM(CASE e.account WHEN 'HELD' THEN e.amount ELSE 0 END), 0)")).toEqual([]);
  expect(await rows('SELECT a.userId FROM points_account a LEFT JOIN points_lot l ON l.userId = a.userId GROUP BY a.userId, a.available HAVING a.available <> COALESCE(SUM(l.leftPoints), 0)')).toEqual([]);
  expect(await rows('SELECT l.id FROM points_lot l JOIN lot_move v ON v.lotId = l.id GROUP BY l.id, l.leftPoints, l.live HAVING l.leftPoints <> SUM(v.points) OR l.live <> CASE WHEN l.leftPoints > 0 THEN 1 ELSE 0 END')).toEqual([]);
  expect(await rows('SELECT available, held, earned, spent, expired, adjusted, frozen FROM points_account WHERE userId = 101')).toEqual([{ available: 22, held: 5, earned: 42, spent: 15, expired: 0, adjusted: 0, frozen: 0 }]);
  // The old lot first; a cancelled order gives back to where it took from.
  expect(await rows('SELECT lotId, points FROM lot_move WHERE txId = ? ORDER BY lotId', [h1])).toEqual([{ lotId: old, points: -12 }, { lotId: young, points: -8 }]);
  expect(await rows('SELECT lotId, points FROM lot_move WHERE txId = ? ORDER BY lotId', [r1])).toEqual([{ lotId: old, points: 12 }, { lotId: young, points: 8 }]);
  const lots = await rows<{ id: number; leftPoints: number; expiresAt: number }>('SELECT id, leftPoints, expiresAt FROM points_lot WHERE userId = 101 ORDER BY id');
  expect(lots).toMatchObject([{ id: old, leftPoints: 0 }, { id: young, leftPoints: 22, expiresAt: expiryOf(YEAR_AGO) }]);
  expect(lots[0]!.expiresAt).toBeGreaterThan(Date.now() + 98 * DAY_MS); // older than three years, but both warnings come first
  // Who, and what the tariff was given: it still says the same.
  const [award] = await rows<{ inputs: string; actorId: number; ruleVersion: number }>('SELECT actorId, inputs, ruleVersion FROM journal_tx WHERE id = ?', [old]), [{ rules } = { rules: '' }] = await rows<{ rules: string }>('SELECT rules FROM tariff WHERE version = 1');
  expect([award!.actorId, award!.ruleVersion, JSON.parse(award!.inputs)]).toEqual([42, 1, { minutes: 60, kind: 'ELDER', evidence: 'A', difficulty: null, day: '2025-11-20', dayPoints: 0, monthPoints: 0, addition: null }]);
  expect(pointsFor(JSON.parse(rules) as TariffRules, JSON.parse(award!.inputs) as TariffFacts).points).toBe(12);
  const [second] = await rows<{ inputs: string }>('SELECT inputs FROM journal_tx WHERE id = ?', [young]);
  expect(pointsFor(JSON.parse(rules) as TariffRules, JSON.parse(second!.inputs) as TariffFacts).points).toBe(30);
  expect((await rows('SELECT actorId FROM journal_tx WHERE id IN (?, ?, ?) ORDER BY id', [h1, r1, s2])).map((t) => t.actorId)).toEqual([101, 101, 77]);
  expect((await rows('SELECT redemptionId, status, actorId FROM redemption_step ORDER BY redemptionId, createdAt')).map((s) => Object.values(s).join(' '))).toEqual(['301 HELD 101', '301 CANCELLED 101', '302 HELD 101', '302 COLLECTED 77', '303 HELD 101', '304 HELD 101', '304 EXPIRED 0']);
  expect(await rows('SELECT pickupPointId, quantity FROM stock_move')).toEqual([{ pickupPointId: 6, quantity: 4 }]);
  expect(await upgrade()).toEqual([]);
  await close();
});
test('an account that its entries do not explain stops the upgrade before anything is changed', async () => {
  const { db, upgrade, close } = await oldDatabase(), one = entries(db, 101);
  await one.earn(12, 201, YEAR_AGO);
  await one.close();
  await db.query('UPDATE points_account SET available = 13');
  await expect(upgrade()).rejects.toThrow('person 101');
  await db.query('UPDATE points_account SET available = 12');
  expect(await upgrade()).toContain('Ledger1790000000011');
  await close();
});
