import { createHash } from 'node:crypto';
import type { QueryRunner } from 'typeorm';

// Everything that is worked out here is frozen here: a migration must not change with the code.

/** The tariff that stood in the code until now, as version 1. */
const KINDS = { CLEAN: 1, ELDER: 2, REPAIR: 2, HAIR: 2, TUTOR: 2, HEALTH: 2, POLICY: 1, MEDIATE: 2, LEGAL: 2, PATROL: 2, CULTURE: 1, EMERGENCY: 3, NOTICE: 1, OTHER: 1 };
const RULES = {
  lines: Object.fromEntries(Object.entries(KINDS).map(([kind, difficulty]) => [kind, { basis: 'HOUR', points: 10, difficulty }])),
  factors: { 1: 10, 2: 12, 3: 15 }, evidence: { A: 100, B: 100, C: 50, D: 0 }, caps: { task: 0, day: 0, month: 0 }, pointValueFen: 10,
};
const DAY_MS = 86_400_000, SHANGHAI_MS = 8 * 3_600_000, STEP = 500;
/** Old points lived for ever: whatever their age, nobody loses them before both warnings (90 and 30 days) were given. Our own choice. */
const LEAST_MS = 100 * DAY_MS;

/**
 * Before anything is changed, for MySQL and MariaDB could not take back what was: can every person's entries be replayed?
 * @throws Error where they do not add up to his account: points are not made up here
 */
export async function assertReplayable(q: QueryRunner): Promise<void> {
  const [stray] = await ask<{ userId: number }>(q, 'SELECT a.userId FROM points_account a WHERE (a.available <> 0 OR a.held <> 0) AND NOT EXISTS (SELECT 1 FROM points_entry e WHERE e.userId = a.userId) LIMIT 1');
  if (stray) throw new Error(`person ${stray.userId} has points that no entry explains; put it right with the version before and try again`);
  await eachPerson(q, async (userId) => void (await replay(q, userId, 0)));
}
/**
 * Carries what the old tables held into the journal: one balanced transaction for each old entry, under its id; lots by replaying each
 * person's entries in their order; the states an order was in; the hash of each audit row. Goes person by person, so memory stays flat.
 */
export async function intoJournal(q: QueryRunner, now = Date.now()): Promise<void> {
  // The tables were made before this, and making them ended the transaction on MySQL and MariaDB: the data goes in one of its own.
  if (q.connection.options.type !== 'better-sqlite3') await q.query('START TRANSACTION');
  await q.query("INSERT INTO tariff (id, version, name, note, status, rules, effectiveFrom, createdBy, createdAt, publishedBy, publishedAt) VALUES (1, 1, '首版积分办法', '', 'PUBLISHED', ?, '2000-01-01', 0, 0, 0, 0)", [JSON.stringify(RULES)]);
  await eachPerson(q, async (userId) => {
    const { tx, sides, lots, moves } = await replay(q, userId, now);
    await insert(q, 'journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash)', tx);
    await insert(q, 'journal_entry (txId, seq, account, userId, amount)', sides);
    await insert(q, 'points_lot (id, userId, txId, leftPoints, live, warned, firstExpiresAt, expiresAt, createdAt)', lots.map((l) => [l.id, userId, l.id, l.left, l.left > 0 ? 1 : 0, 0, l.expiresAt, l.expiresAt, l.createdAt]));
    await insert(q, 'lot_move (txId, lotId, points)', moves);
  });
  await q.query("INSERT INTO redemption_step (redemptionId, status, actorId, createdAt) SELECT id, 'HELD', userId, createdAt FROM redemption");
  await q.query("INSERT INTO redemption_step (redemptionId, status, actorId, createdAt) SELECT id, status, CASE status WHEN 'COLLECTED' THEN COALESCE(keeperId, 0) WHEN 'CANCELLED' THEN userId ELSE 0 END, COALESCE(settledAt, createdAt) FROM redemption WHERE status <> 'HELD'");
  await auditHashes(q);
}

async function eachPerson(q: QueryRunner, work: (userId: number) => Promise<void>): Promise<void> {
  for (let last = 0; ; ) {
    const people = await ask<{ userId: number }>(q, `SELECT DISTINCT userId FROM points_entry WHERE userId > ? ORDER BY userId LIMIT ${STEP}`, [last]);
    for (const { userId } of people) await work(userId);
    if (people.length < STEP) return;
    last = people.at(-1)!.userId;
  }
}
interface Old {
  id: number; kind: 'EARN' | 'HOLD' | 'RELEASE' | 'SPEND'; amount: number; heldAmount: number; balance: number; refType: string; refId: number; title: string; why: string; communityId: number | null; inputs: string | null; createdAt: number;
  status: string | null; keeperId: number | null; recordDay: string | null; minutes: number | null; recordKind: string | null; evidence: string | null; verifiedBy: number | null;
}
type Posting = readonly [account: string, amount: number];
interface Lot { id: number; left: number; expiresAt: number; createdAt: number }
/** One person's entries, oldest first: an award makes a lot, a hold takes from the oldest, a release gives back what its hold took. */
async function replay(q: QueryRunner, userId: number, now: number): Promise<{ tx: unknown[][]; sides: unknown[][]; lots: Lot[]; moves: unknown[][] }> {
  const entries = await ask<Old>(
    q, `SELECT e.id, e.kind, e.amount, e.heldAmount, e.balance, e.refType, e.refId, e.title, e.why, e.communityId, e.inputs, e.createdAt, r.status, r.keeperId, s.day AS recordDay, s.minutes, s.kind AS recordKind, s.evidence, s.verifiedBy
     FROM points_entry e LEFT JOIN redemption r ON e.refType = 'redemption' AND r.id = e.refId LEFT JOIN service_record s ON e.refType = 'log' AND s.logId = e.refId WHERE e.userId = ? ORDER BY e.id`, [userId],
  );
  const tx: unknown[][] = [], sides: unknown[][] = [], moves: unknown[][] = [], lots: Lot[] = [], taken = new Map<number, { lot: Lot; points: number }[]>();
  let available = 0, held = 0;
  for (const e of entries) {
    const postings = postingsOf(e), move = (lot: Lot, points: number): void => { lot.left += points; moves.push([e.id, lot.id, points]); };
    available += e.amount;
    held += e.heldAmount;
    const facts = e.kind === 'EARN' ? factsOf(e) : null;
    const t = [e.id, e.kind === 'EARN' ? 'AWARD' : e.kind, userId, e.communityId, actorOf(e, userId), e.refType, e.refId, null, e.title, e.why, e.kind === 'EARN' ? 1 : 0, facts, null, e.balance, e.createdAt];
    tx.push([...t, createHash('sha256').update(JSON.stringify([...t, postings])).digest('base64url')]);
    postings.forEach(([account, amount], seq) => sides.push([e.id, seq, account, account === 'AVAILABLE' || account === 'HELD' ? userId : null, amount]));
    if (e.kind === 'EARN') {
      const lot = { id: e.id, left: 0, expiresAt: Math.max(threeYears(e.createdAt), dayBegin(now + LEAST_MS)), createdAt: e.createdAt };
      lots.push(lot);
      move(lot, e.amount);
    } else if (e.kind === 'HOLD') {
      const some: { lot: Lot; points: number }[] = [];
      let points = -e.amount;
      for (const lot of [...lots].sort((a, b) => a.expiresAt - b.expiresAt || a.id - b.id)) {
        const n = Math.min(points, lot.left);
        if (n <= 0) continue;
        points -= n;
        move(lot, -n);
        some.push({ lot, points: n });
      }
      taken.set(e.refId, some);
    } else if (e.kind === 'RELEASE') {
      for (const { lot, points } of taken.get(e.refId) ?? []) move(lot, points);
      taken.delete(e.refId);
    }
  }
  const [account] = await ask<{ available: number; held: number }>(q, 'SELECT available, held FROM points_account WHERE userId = ?', [userId]);
  if (account?.available !== available || account.held !== held || lots.reduce((n, l) => n + l.left, 0) !== available)
    throw new Error(`person ${userId}: the entries add up to ${available} available and ${held} held, the account says ${account?.available ?? 'nothing'} and ${account?.held ?? 'nothing'}; put it right with the version before and try again`);
  return { tx, sides, lots, moves };
}
function postingsOf(e: Old): [Posting, Posting] {
  switch (e.kind) {
    case 'EARN': return [['ISSUANCE', -e.amount], ['AVAILABLE', e.amount]];
    case 'HOLD': return [['AVAILABLE', e.amount], ['HELD', -e.amount]];
    case 'RELEASE': return [['HELD', -e.amount], ['AVAILABLE', e.amount]];
    case 'SPEND': return [['HELD', e.heldAmount], ['SPENT', -e.heldAmount]];
    default: throw new Error(`entry ${String((e as Old).id)} is of a kind that was never written`);
  }
}
/** Who did it, where a row of that time says so; 0 for the house and for what nobody wrote down. */
function actorOf(e: Old, userId: number): number {
  if (e.kind === 'EARN') return e.verifiedBy ?? 0;
  if (e.kind === 'HOLD') return userId;
  if (e.kind === 'SPEND') return e.keeperId ?? 0;
  return e.status === 'CANCELLED' ? userId : 0;
}
/** What the tariff was given, in the words of the new one: as the entry says, else as the record does. */
function factsOf(e: Old): string | null {
  const said = e.inputs === null ? null : (JSON.parse(e.inputs) as { minutes?: number; kind?: string; evidence?: string });
  const minutes = said?.minutes ?? e.minutes, kind = said?.kind ?? e.recordKind, evidence = said?.evidence ?? e.evidence;
  if (minutes === null || kind === null || evidence === null) return null;
  return JSON.stringify({ minutes, kind, evidence, difficulty: null, day: e.recordDay ?? dayName(e.createdAt), dayPoints: 0, monthPoints: 0, addition: null });
}
async function auditHashes(q: QueryRunner): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await ask<{ id: number; actorId: number; action: string; refType: string; refId: number; areaId: number | null; reason: string | null; detail: string | null; createdAt: number }>(
      q, `SELECT id, actorId, action, refType, refId, areaId, reason, detail, createdAt FROM audit WHERE id > ? ORDER BY id LIMIT ${STEP}`, [last]);
    for (const r of rows) await q.query('UPDATE audit SET hash = ? WHERE id = ?', [createHash('sha256').update(JSON.stringify([r.id, r.actorId, r.action, r.refType, r.refId, r.areaId, r.reason, r.detail, r.createdAt])).digest('base64url'), r.id]);
    if (rows.length < STEP) return;
    last = rows.at(-1)!.id;
  }
}
const ask = <T>(q: QueryRunner, sql: string, params: unknown[] = []): Promise<T[]> => q.query(sql, params);
/** `into`: table and columns. In steps, since SQLite takes 32,766 values a statement. */
async function insert(q: QueryRunner, into: string, rows: unknown[][]): Promise<void> {
  for (let i = 0; i < rows.length; i += STEP) {
    const some = rows.slice(i, i + STEP);
    await q.query(`INSERT INTO ${into} VALUES ${some.map((r) => `(${r.map(() => '?').join(', ')})`).join(', ')}`, some.flat());
  }
}
const dayName = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10);
const dayBegin = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
function threeYears(at: number): number {
  const day = dayName(at);
  return Date.UTC(Number(day.slice(0, 4)) + 3, Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + 1) - SHANGHAI_MS;
}
