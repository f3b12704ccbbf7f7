import { setTimeout as sleep } from 'node:timers/promises';
import { key } from '../start.js';
import type { Actor } from '../world.js';
import { chance } from './support/chance.js';
import type { House } from './support/house.js';
import { how, Refused, tally } from './support/line.js';
import { fault, QUICK, rounds, say, seconds } from './support/report.js';

/** Rows that somebody outside holds: in the opposite order (deadlocks), slowly, and for longer than anybody waits. */
export function locks(shared: () => House): void {
  let house: House;
  const books = (): Promise<string> => house.books();
  beforeAll(() => { house = shared(); });

  fault('FT-11', 'deadlocks forced from outside, and 20 slow transactions', books, async () => {
    const people = await house.people(40, 1_000), random = chance(11), status = async (): Promise<number> => {
      const [row] = await house.board.tx.read.query<{ Value: string }[]>("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'");
      return Number(row!.Value);
    };
    // Whoever changed most rows survives a deadlock; the ballast lets the intruder survive, so that the product has to begin again.
    const outside = await house.outside(), before = await status();
    await outside.query('CREATE TABLE faults_ballast (n INT) ENGINE=InnoDB');
    const rewardId = await house.goods({ stock: 10_000, points: 1 });
    let on = true, worst = 0, probes = 0;
    const injectors = Array.from({ length: 4 }, async () => {
      const c = await house.outside();
      while (on) {
        await c.query('START TRANSACTION');
        await c.query(`INSERT INTO faults_ballast VALUES ${'(1),'.repeat(299)}(1)`);
        await c.query('SELECT id FROM reward WHERE id = ? FOR UPDATE', [rewardId]).catch(() => undefined);
        await sleep(15);
        for (let i = 0; i < 4; i++) await c.query('SELECT userId FROM points_account WHERE userId = ? FOR UPDATE', [people[Math.floor(random() * 20)]!.id]).catch(() => undefined);
        await c.query('ROLLBACK');
        await sleep(20 + random() * 60);
      }
      await c.end();
    });
    // Somebody else just wants to see his points; he must not wait for them all.
    const watcher = people[39]!;
    const probing = house.servers.map(async (s) => {
      for (; on; await sleep(50)) {
        await s.as(watcher, { onAnswer: (a) => { worst = Math.max(worst, a.ms); probes++; } }).points.mine();
      }
    });
    const each = rounds(8, 3);
    // A person whose order still met a refusal after the server's own tries sends it again with the same key, five times at most.
    let again = 0;
    const order = async (who: Actor, n: number): Promise<unknown> => {
      const k = key();
      for (let i = 0; ; i++) {
        try {
          return await house.through(who, n + i).redemptions.order({ rewardId, quantity: 1 }, k);
        } catch (e) {
          if (i === 5 || !(e instanceof Refused) || e.status !== 503) throw e;
          again += 1;
        }
      }
    };
    const forced = await tally(people.slice(0, 20).flatMap((who, n) => Array.from({ length: each }, (_, i) => order(who, n + i))));
    const deadlocks = (await status()) - before;
    // 20 shelves whose row somebody holds for 50 ms to 2 s, and two buyers at each.
    const shelves = await Promise.all(Array.from({ length: 20 }, () => house.goods({ stock: 10, points: 1 })));
    const slow = shelves.map(async (id, i) => {
      const c = await house.outside();
      await c.query('START TRANSACTION');
      await c.query('SELECT id FROM reward WHERE id = ? FOR UPDATE', [id]);
      await sleep(50 + (i / 19) * 1_950);
      await c.query('COMMIT');
      await c.end();
    });
    await sleep(30);
    const waited = await tally(people.map((who, n) => house.through(who, n).redemptions.order({ rewardId: shelves[n % 20]!, quantity: 1 }, key())));
    on = false;
    await Promise.all([...injectors, ...probing, ...slow]);
    await outside.query('DROP TABLE faults_ballast');
    await outside.end();
    expect(forced).toEqual({ ok: 20 * each });
    expect(waited).toEqual({ ok: 40 });
    expect(deadlocks).toBeGreaterThan(0);
    expect(worst).toBeLessThan(5_000);
    return `${deadlocks} deadlocks, orders: ${say(forced)} (${again} sent a second time); beside slow transactions: ${say(waited)}; another reader waited ${seconds(worst)} at most (${probes} looks)`;
  });

  fault('FT-12', 'a row held for 10 s by somebody outside', books, async () => {
    const hold = QUICK ? 7_000 : 10_000, [buyer, poor, comer] = await house.people(3, 1_000), rewardId = await house.goods({ stock: 10 }), freeId = await house.goods({ stock: 10 }), { shifts: [shift] } = await house.task(5);
    const c = await house.outside(), tables = ['redemption', 'claim', 'journal_tx', 'journal_entry', 'lot_move', 'stock_move', 'audit', 'idempotency'];
    const content = async (): Promise<string> => JSON.stringify(await Promise.all(tables.map((t) => house.count(t))));
    const before = await content();
    await c.query('START TRANSACTION');
    await c.query('SELECT id FROM reward WHERE id = ? FOR UPDATE', [rewardId]);
    await c.query('SELECT userId FROM points_account WHERE userId = ? FOR UPDATE', [poor!.id]);
    await c.query('SELECT id FROM shift WHERE id = ? FOR UPDATE', [shift!.id]);
    const held = performance.now(), keys = [key(), key(), key()];
    const send = (n: number): Promise<unknown>[] => [
      house.through(buyer!, n).redemptions.order({ rewardId, quantity: 1 }, keys[0]!), house.through(poor!, n + 1).redemptions.order({ rewardId: freeId, quantity: 1 }, keys[1]!), house.through(comer!, n).claims.create({ shiftId: shift!.id }, keys[2]!),
    ];
    const ends = await Promise.all(send(0).map(async (call) => {
      const [r] = await Promise.allSettled([call]);
      return { end: how(r!), ms: performance.now() - held };
    }));
    const half = await content();
    await sleep(Math.max(0, hold - (performance.now() - held)));
    await c.query('ROLLBACK');
    await c.end();
    for (const { end, ms } of ends) {
      expect(end).toMatch(/^(503 BUSY|409 \w+)$/);
      expect(ms).toBeLessThan(6_000);
    }
    expect(half).toBe(before);
    // The same keys again, now that the rows are free.
    expect(await tally(send(1))).toEqual({ ok: 3 });
    return `order, order of a held account, claim: ${ends.map((e) => `${e.end} after ${seconds(e.ms)}`).join(', ')}; nothing written; the same keys afterwards: ok 3`;
  });
}
