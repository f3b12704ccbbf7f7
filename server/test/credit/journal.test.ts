import { DAY_MS, POINTS_FLOOR, dayOf, instant, startOfDay, type EntryKind } from '@xianfeng/shared';
import { accountOf, adjust, award, expire, hold, release, reverse, spend, unspend, type Ordered } from '../../src/credit/journal/journal.store.js';
import { lotsFor } from '../../src/credit/journal/lots.store.js';
import { hashOfTx, type Hashed } from '../../src/credit/journal/journal.rules.js';
import { isDuplicate } from '../../src/db/errors.js';
import { newId } from '../../src/lib/ids.js';
import { onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type World } from '../world.js';

/** The one door to points, against the database itself. */
let board: Board, beside: Board | null = null, world: World, me: number, clock = 0;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
beforeEach(async () => {
  me = (await world.person()).id;
  clock = instant('2026-11-22', '15:00');
});
afterEach(async () => { expect(await wrong()).toEqual({}); });

const rows = <T>(sql: string, params: unknown[] = []): Promise<T[]> => board.tx.read.query<T[]>(sql, params);
/** The sums that agree whatever happened, with the offenders. */
const wrong = async (): Promise<Record<string, unknown[]>> => {
  const rules = {
    unbalanced: 'SELECT txId FROM journal_entry GROUP BY txId HAVING SUM(amount) <> 0 OR COUNT(*) < 2',
    bare: 'SELECT id FROM journal_tx WHERE id NOT IN (SELECT txId FROM journal_entry)',
    balance: `SELECT a.userId FROM points_account a LEFT JOIN journal_entry e ON e.userId = a.userId GROUP BY a.userId, a.available, a.held HAVING a.available <> COALESCE(SUM(CASE WHEN e.account = 'AVAILABLE' THEN e.amount END), 0) OR a.held <> COALESCE(SUM(CASE WHEN e.account = 'HELD' THEN e.amount END), 0)`,
    columns: 'SELECT userId FROM points_account WHERE available + held <> earned + adjusted - spent - expired',
    lots: 'SELECT a.userId FROM points_account a LEFT JOIN points_lot l ON l.userId = a.userId GROUP BY a.userId, a.available HAVING COALESCE(SUM(l.leftPoints), 0) <> (CASE WHEN a.available > 0 THEN a.available ELSE 0 END)',
    moves: 'SELECT l.id FROM points_lot l LEFT JOIN lot_move v ON v.lotId = l.id GROUP BY l.id, l.leftPoints, l.live HAVING l.leftPoints <> COALESCE(SUM(v.points), 0) OR l.live <> (CASE WHEN l.leftPoints > 0 THEN 1 ELSE 0 END)',
    floor: `SELECT userId FROM points_account WHERE available < ${POINTS_FLOOR} OR held < 0`,
    running: "SELECT t.id FROM journal_tx t WHERE t.balance <> (SELECT SUM(e.amount) FROM journal_entry e WHERE e.userId = t.userId AND e.account = 'AVAILABLE' AND e.txId <= t.id)",
    negated: `SELECT r.id FROM journal_tx r JOIN journal_entry e ON e.txId = r.reversesId LEFT JOIN journal_entry n ON n.txId = r.id AND n.account = e.account AND n.amount = -e.amount WHERE n.txId IS NULL OR r.kind <> 'REVERSAL' OR r.reason IS NULL`,
  };
  const found: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(rules)) {
    const offenders = await rows(sql);
    if (offenders.length > 0) found[name] = offenders;
  }
  return found;
};
/** How it ended; 'unique': a unique key said no. */
const code = (work: Promise<unknown>) => work.then(() => 'ok', (e: { code?: string }) => (isDuplicate(e) ? 'unique' : (e.code ?? String(e))));
const give = (points: number, logId = newId(), userId = me): Promise<void> =>
  board.tx.run((m) => award(m, clock, { userId, points, title: '清扫', why: `${points} 分`, logId, areaId: world.community.id, actorId: 1, ruleVersion: 1, facts: { minutes: points * 6, kind: 'CLEAN', evidence: 'B', difficulty: null, day: dayOf(clock), dayPoints: 0, monthPoints: 0, addition: null } }));
const order = (points: number, redemptionId = newId()): Ordered => ({ userId: me, points, title: '大米', redemptionId, areaId: world.community.id, actorId: me });
const run = <T>(work: Parameters<typeof board.tx.run<T>>[0]): Promise<T> => board.tx.run(work);
const doHold = (o: Ordered) => run((m) => hold(m, clock, o));
const doRelease = (o: Ordered, cause: 'OWN' | 'HOUSE' = 'OWN') => run((m) => release(m, clock, o, '已取消', cause));
const doSpend = (o: Ordered) => run((m) => spend(m, clock, o));
const doUnspend = (o: Ordered) => run((m) => unspend(m, clock, o, '大米受潮'));
const doAdjust = (points: number, correctionId = newId()) => run((m) => adjust(m, clock, { correctionId, userId: me, areaId: null, actorId: 1, reason: '漏记一次', points }));
const doReverse = (txId: number, on = board) => on.tx.run((m) => reverse(m, clock, txId, { actorId: 1, reason: '核实有误' }));
const doExpire = (lot: { id: number }) => run((m) => expire(m, clock, { id: lot.id, userId: me }));
const account = async () => { const { available, held, earned, spent, expired, adjusted } = await accountOf(board.tx.read, me); return { available, held, earned, spent, expired, adjusted }; };
const lots = () => rows<{ id: number; leftPoints: number; expiresAt: number; firstExpiresAt: number }>('SELECT id, leftPoints, expiresAt, firstExpiresAt FROM points_lot WHERE userId = ? AND live = 1 ORDER BY expiresAt, id', [me]);
const left = async () => (await lots()).map((l) => [l.leftPoints, dayOf(l.expiresAt - 1)]);
const lastTx = async (kind: EntryKind) => (await rows<{ id: number }>('SELECT id FROM journal_tx WHERE userId = ? AND kind = ? ORDER BY id DESC', [me, kind]))[0]!.id;
const kinds = async () => (await rows<{ kind: string; balance: number }>('SELECT kind, balance FROM journal_tx WHERE userId = ? ORDER BY id', [me])).map((t) => [t.kind, t.balance]);

describe('one person, one step after the other', () => {
  test('award, hold, spend, give back, expire, adjust, reverse: the columns say where every point is', async () => {
    await give(100);
    expect(await account()).toEqual({ available: 100, held: 0, earned: 100, spent: 0, expired: 0, adjusted: 0 });
    const o = order(30);
    await doHold(o);
    expect(await account()).toEqual({ available: 70, held: 30, earned: 100, spent: 0, expired: 0, adjusted: 0 });
    await doSpend(o);
    expect(await account()).toEqual({ available: 70, held: 0, earned: 100, spent: 30, expired: 0, adjusted: 0 });
    await doUnspend(o);
    expect(await account()).toEqual({ available: 100, held: 0, earned: 100, spent: 0, expired: 0, adjusted: 0 });
    await doAdjust(-10);
    await doAdjust(25);
    expect(await account()).toEqual({ available: 115, held: 0, earned: 100, spent: 0, expired: 0, adjusted: 15 });
    clock = startOfDay('2029-11-23');
    for (const lot of await lots()) await doExpire(lot);
    expect(await account()).toEqual({ available: 0, held: 0, earned: 100, spent: 0, expired: 115, adjusted: 15 });
    await doReverse(await lastTx('EXPIRE'));
    await doReverse(await lastTx('AWARD'));
    expect(await kinds()).toEqual([['AWARD', 100], ['HOLD', 70], ['SPEND', 70], ['REVERSAL', 70], ['RELEASE', 100], ['ADJUST', 90], ['ADJUST', 115], ['EXPIRE', 25], ['EXPIRE', 0], ['REVERSAL', 25], ['REVERSAL', -75]]);
    expect(await account()).toEqual({ available: -75, held: 0, earned: 0, spent: 0, expired: 90, adjusted: 15 });
  });
  test('every stored hash is the hash of what is stored', async () => {
    await give(50);
    await doHold(order(20));
    await doReverse(await lastTx('AWARD'));
    const stored = await rows<Hashed & { hash: string }>('SELECT id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash FROM journal_tx WHERE userId = ?', [me]);
    expect(stored).toHaveLength(3);
    for (const t of stored) expect(hashOfTx(t, await rows('SELECT account, amount FROM journal_entry WHERE txId = ? ORDER BY seq', [t.id]))).toBe(t.hash);
  });
  test('the oldest lot goes first, across lots and down to the last point', async () => {
    for (const [day, points] of [['2026-11-20', 10], ['2026-11-21', 20], ['2026-11-22', 30]] as const) { clock = instant(day, '10:00'); await give(points); }
    expect(await left()).toEqual([[10, '2029-11-20'], [20, '2029-11-21'], [30, '2029-11-22']]);
    const o = order(25);
    await doHold(o);
    expect(await left()).toEqual([[5, '2029-11-21'], [30, '2029-11-22']]);
    // What comes back lies where it came from, the longest-lived first.
    await doRelease(o);
    expect(await left()).toEqual([[10, '2029-11-20'], [20, '2029-11-21'], [30, '2029-11-22']]);
    await doHold(order(60));
    expect(await left()).toEqual([]);
  });
  test('whoever has thousands of lots spends from the first few, and may spend all at once', async () => {
    const N = 11_500;
    await give(N);
    const [whole] = await lots(), ids = Array.from({ length: N - 1 }, () => newId());
    await run(async (m) => {
      for (let i = 0; i < ids.length; i += 500) {
        const part = ids.slice(i, i + 500), holes = (one: string): string => part.map(() => one).join(', ');
        await m.query(`INSERT INTO points_lot (id, userId, txId, leftPoints, live, warned, firstExpiresAt, expiresAt, createdAt) VALUES ${holes('(?, ?, 1, 1, 1, 0, ?, ?, ?)')}`, part.flatMap((id) => [id, me, whole!.expiresAt, whole!.expiresAt, clock]));
        await m.query(`INSERT INTO lot_move (txId, lotId, points) VALUES ${holes('(1, ?, 1)')}`, part);
      }
      await m.query('UPDATE points_lot SET leftPoints = 1 WHERE id = ?', [whole!.id]);
      await m.query('INSERT INTO lot_move (txId, lotId, points) VALUES (1, ?, ?)', [whole!.id, 1 - N]);
    });
    expect((await run((m) => lotsFor(m, me, 3))).length).toBe(500);
    await doHold(order(3));
    await doReverse(await lastTx('AWARD')); // what is left of it, all at once
    expect([await account(), await left()]).toMatchObject([{ available: -3, held: 3 }, []]);
  }, 60_000);
  test('an award fills a debt before it makes a lot, and so do points that come back', async () => {
    await give(30);
    await doHold(order(30));
    await doReverse(await lastTx('AWARD'));
    expect([await account(), await left()]).toEqual([expect.objectContaining({ available: -30, held: 30, earned: 0 }), []]);
    await give(20);
    expect([(await account()).available, await left()]).toEqual([-10, []]);
    await give(25);
    expect([(await account()).available, await left()]).toEqual([15, [[15, '2029-11-22']]]);
    const o = order(15);
    await doHold(o);
    await doReverse(await lastTx('AWARD'));
    expect((await account()).available).toBe(-25);
    await doRelease(o);
    expect([(await account()).available, await left()]).toEqual([-10, []]);
  });
  test('of an order that comes back into a debt only the rest becomes a lot', async () => {
    await give(40);
    const o = order(40);
    await doHold(o);
    await doAdjust(30);
    const adjusted = await lastTx('ADJUST');
    await doHold(order(20));
    await doReverse(adjusted);
    expect((await account()).available).toBe(-20);
    await doRelease(o);
    expect([(await account()).available, await left()]).toEqual([20, [[20, '2029-11-22']]]);
  });
  test('a lot that would end at once is good for thirty days when it comes back; ordering and cancelling does not prolong it twice', async () => {
    await give(40);
    clock = instant('2029-11-20', '12:00');
    const a = order(10);
    await doHold(a);
    await doRelease(a);
    expect(await left()).toEqual([[30, '2029-11-22'], [10, '2029-12-19']]);
    clock = instant('2029-12-19', '12:00');
    const b = order(10);
    await doExpire((await lots())[0]!);
    await doHold(b);
    await doRelease(b);
    // Its first date was the 22nd of November: no further than thirty days from there.
    expect(await left()).toEqual([[10, '2029-12-22']]);
    clock = instant('2029-12-22', '12:00');
    const c = order(10);
    await doHold(c);
    await doSpend(c);
    await doUnspend(c);
    // Given back by the house: thirty days, whatever was.
    expect(await left()).toEqual([[10, '2030-01-20']]);
  });
  test('a lot ends once, on its day, and only what is left of it', async () => {
    await give(40);
    await doHold(order(15));
    const [lot] = await lots();
    clock = startOfDay('2029-11-23') - 1;
    expect(await doExpire(lot!)).toBe(0);
    clock += 1;
    expect([await doExpire(lot!), await doExpire(lot!)]).toEqual([25, 0]);
    expect(await account()).toMatchObject({ available: 0, held: 15, expired: 25 });
  });
});

describe('refusals', () => {
  test('holding more than there is says how much is missing; who never had any, too', async () => {
    await expect(doHold(order(7))).rejects.toMatchObject({ code: 'POINTS_SHORT', message: '积分不足，还差 7 分' });
    await give(10);
    await expect(doHold(order(11))).rejects.toMatchObject({ message: '积分不足，还差 1 分' });
    expect(await code(doHold(order(10)))).toBe('ok');
  });
  test('a frozen account holds nothing; it still earns, gives back and spends what it holds', async () => {
    await give(50);
    const [a, b] = [order(10), order(10)];
    await doHold(a);
    await doHold(b);
    await run((m) => m.query('UPDATE points_account SET frozen = 1 WHERE userId = ?', [me]));
    expect(await code(doHold(order(5)))).toBe('POINTS_FROZEN');
    await doSpend(a);
    await doRelease(b);
    await give(10);
    expect(await account()).toMatchObject({ available: 50, held: 0, spent: 10 });
  });
  test('a reversal takes what was used already, down to the floor and not one further; a debt blocks orders and nothing else', async () => {
    await give(-POINTS_FLOOR);
    const big = await lastTx('AWARD');
    await doHold(order(-POINTS_FLOOR));
    await give(1);
    const one = await lastTx('AWARD');
    await doHold(order(1));
    await doReverse(big);
    expect((await account()).available).toBe(POINTS_FLOOR);
    expect(await code(doReverse(one))).toBe('POINTS_FLOOR');
    // The second time the answer is that it was done, not that the floor is in the way.
    expect(await code(doReverse(big))).toBe('REVERSED');
    expect(await code(doHold(order(1)))).toBe('POINTS_DEBT');
    await give(1);
    expect(await code(doReverse(one))).toBe('ok');
    expect((await account()).available).toBe(POINTS_FLOOR);
  });
  test('reversed twice, a reversal reversed, an order taken back past its order', async () => {
    await give(30);
    const first = await lastTx('AWARD');
    await doReverse(first);
    expect(await code(doReverse(first))).toBe('REVERSED');
    expect(await code(doReverse(await lastTx('REVERSAL')))).toBe('NOT_REVERSIBLE');
    await give(30);
    const o = order(10);
    await doHold(o);
    expect(await code(doReverse(await lastTx('HOLD')))).toBe('NOT_REVERSIBLE');
    await doSpend(o);
    expect(await code(doReverse(await lastTx('SPEND')))).toBe('NOT_REVERSIBLE');
    expect(await code(doReverse(newId()))).toBe('NOT_FOUND');
  });
  test('a log earns once, even when its award was taken back; an order is held, spent and released once', async () => {
    const log = newId();
    await give(30, log);
    expect(await code(give(30, log))).toBe('unique');
    await doReverse(await lastTx('AWARD'));
    expect(await code(give(30, log))).toBe('unique');
    await give(50);
    const o = order(10);
    await doHold(o);
    expect(await code(doHold(o))).toBe('unique');
    await doSpend(o);
    expect(await code(doSpend(o))).toBe('STATE');
    expect(await code(doRelease(o))).toBe('STATE');
    expect(await account()).toMatchObject({ available: 40, held: 0, spent: 10 });
  });
  test('no points: no transaction, no account; a correction never takes more than is there', async () => {
    await give(0);
    expect(await kinds()).toEqual([]);
    await expect(doAdjust(-1)).rejects.toMatchObject({ code: 'POINTS_SHORT' });
    await give(5);
    await doAdjust(-5);
    expect(await code(doAdjust(-1))).toBe('POINTS_SHORT');
    expect(await left()).toEqual([]);
  });
  test('reversing gives back what expired and what was adjusted away', async () => {
    await give(20);
    await doAdjust(-8);
    await doReverse(await lastTx('ADJUST'));
    expect(await left()).toEqual([[20, '2029-11-22']]);
    clock = startOfDay('2029-11-23');
    await doExpire((await lots())[0]!);
    await doReverse(await lastTx('EXPIRE'));
    expect([await account(), await left()]).toEqual([expect.objectContaining({ available: 20, expired: 0 }), [[20, '2029-12-22']]]);
  });
  test('a reversed award takes its own lot first, not the older one', async () => {
    clock = instant('2026-11-01', '10:00');
    await give(10);
    clock = instant('2026-11-22', '10:00');
    await give(20);
    await doReverse(await lastTx('AWARD'));
    expect(await left()).toEqual([[10, '2029-11-01']]);
  });
});

describe('at the same time', () => {
  const tally = (results: PromiseSettledResult<unknown>[]) => results.reduce<Record<string, number>>((n, r) => { const k = r.status === 'fulfilled' ? 'ok' : ((r.reason as { code?: string }).code ?? String(r.reason)); return { ...n, [k]: (n[k] ?? 0) + 1 }; }, {});
  /** A queue that `workers` take from, in turn through one server and the other. */
  const workers = async (n: number, jobs: ((on: Board) => Promise<unknown>)[]) => {
    const results: PromiseSettledResult<unknown>[] = [], queue = [...jobs];
    await Promise.all(Array.from({ length: n }, async (_, i) => {
      const on = i % 2 === 1 && beside ? beside : board;
      for (let job = queue.shift(); job; job = queue.shift()) results.push(...(await Promise.allSettled([job(on)])));
    }));
    return tally(results);
  };
  test('500 awards by 20 workers to 80 people, each reversed twice at once: 500 are, 500 are told so, nothing is left', async () => {
    const people: number[] = [], before = new Set((await rows<{ id: number }>('SELECT id FROM journal_tx')).map((t) => t.id));
    for (let i = 0; i < 80; i++) people.push((await world.person()).id);
    const awardOn = (i: number) => (on: Board) => on.tx.run((m) => award(m, clock, { userId: people[(i * 7) % 80]!, points: 1 + (i % 40), title: '清扫', why: '核实', logId: newId(), areaId: world.community.id, actorId: 1, ruleVersion: 0, facts: { minutes: 6, kind: 'CLEAN', evidence: 'B', difficulty: null, day: dayOf(clock), dayPoints: 0, monthPoints: 0, addition: null } }));
    expect(await workers(20, Array.from({ length: 500 }, (_, i) => awardOn(i)))).toEqual({ ok: 500 });
    const awards = (await rows<{ id: number }>("SELECT id FROM journal_tx WHERE kind = 'AWARD'")).map((t) => t.id).filter((id) => !before.has(id));
    expect(awards).toHaveLength(500);
    expect(await workers(20, awards.flatMap((id) => [(on: Board) => doReverse(id, on), (on: Board) => doReverse(id, on)]))).toEqual({ ok: 500, REVERSED: 500 });
    const marks = people.map(() => '?').join(', ');
    expect(await rows(`SELECT userId FROM points_account WHERE userId IN (${marks}) AND (available <> 0 OR held <> 0 OR earned <> 0)`, people)).toEqual([]);
    expect(Number((await rows<{ n: number }>('SELECT SUM(amount) AS n FROM journal_entry'))[0]!.n)).toBe(0);
    expect(await rows(`SELECT id FROM points_lot WHERE live = 1 AND userId IN (${marks})`, people)).toEqual([]);
  }, 180_000);
  test('one person: awards, orders, reversals and the end of a lot all at once leave books that agree', async () => {
    for (let round = 0; round < 6; round++) {
      me = (await world.person()).id;
      clock = instant('2026-11-22', '15:00');
      for (let i = 0; i < 4; i++) await give(25);
      const [old] = await lots(), held = [order(10), order(20)], firsts = await rows<{ id: number }>('SELECT id FROM journal_tx WHERE userId = ? ORDER BY id', [me]);
      for (const o of held) await doHold(o);
      clock = startOfDay('2029-11-23');
      const who = me, at = clock;
      const jobs = [
        (on: Board) => on.tx.run((m) => expire(m, at, { id: old!.id, userId: who })),
        (on: Board) => doReverse(firsts[0]!.id, on), (on: Board) => doReverse(firsts[1]!.id, on),
        (on: Board) => on.tx.run((m) => release(m, at, held[0]!, '取消', 'OWN')), (on: Board) => on.tx.run((m) => spend(m, at, held[0]!)), (on: Board) => on.tx.run((m) => spend(m, at, held[1]!)),
        ...[15, 30, 45, 60].map((n) => (on: Board) => on.tx.run((m) => hold(m, at, order(n)))),
        ...[5, 6].map((n) => (on: Board) => on.tx.run((m) => adjust(m, at, { correctionId: newId(), userId: who, areaId: null, actorId: 1, reason: '漏记', points: n }))),
      ];
      const results = await workers(12, [...jobs.slice(round), ...jobs.slice(0, round)]);
      expect(Object.keys(results).filter((k) => !['ok', 'STATE', 'POINTS_SHORT', 'POINTS_DEBT'].includes(k))).toEqual([]);
      expect(await wrong()).toEqual({});
    }
  });
  test('two processes end the same lots: each point once', async () => {
    for (let i = 0; i < 5; i++) await give(10 + i);
    clock = startOfDay('2029-11-23') + DAY_MS;
    const who = me, at = clock, all = await lots();
    expect(await workers(10, all.flatMap((lot) => [1, 2].map(() => (on: Board) => on.tx.run((m) => expire(m, at, { id: lot.id, userId: who })))))).toEqual({ ok: 10 });
    expect(await account()).toMatchObject({ available: 0, expired: 60 });
  });
});
