import { DAY_MS, dayOf, HOUR_MS, startOfDay, type LogView, type RedemptionView } from '@xianfeng/shared';
import { key } from '../start.js';
import type { Actor } from '../world.js';
import { chance } from './support/chance.js';
import { openHouse, type House } from './support/house.js';
import { how, tally } from './support/line.js';
import type { Database } from './support/mariadb.js';
import { fault, rounds, say } from './support/report.js';

/** Many at once through two processes: places, goods, points, keys, logs and codes go to exactly as many as there are. */
export function races(database: () => Database): void {
  let house: House, crowd: Actor[];
  const books = (): Promise<string> => house.books();
  beforeAll(async () => {
    house = await openHouse(database(), { steered: { offset: 0 } });
    crowd = await house.people(200, 1_000);
  }, 120_000);
  afterAll(() => house?.close());

  fault('FT-1', '200 claims at once on 20 places', books, async () => {
    const { id: taskId, shifts: [shift] } = await house.task(20);
    const ends = await tally(crowd.map((who, n) => house.through(who, n).claims.create({ shiftId: shift!.id }, key())));
    expect(ends).toEqual({ ok: 20, '409 SHIFT_FULL': 180 });
    expect(await house.count('claim WHERE taskId = ? AND live = 1', [taskId])).toBe(20);
    expect((await house.servers[0]!.as(crowd[0]!).tasks.get(taskId)).taken).toBe(20);
    return say(ends);
  });
  fault('FT-2', '200 orders at once, 50 pieces left', books, async () => {
    const rewardId = await house.goods({ stock: 50 });
    const ends = await tally(crowd.map((who, n) => house.through(who, n).redemptions.order({ rewardId, quantity: 1 }, key())));
    expect(ends).toEqual({ ok: 50, '409 STOCK_OUT': 150 });
    const left = await house.shop.onShelf(rewardId);
    expect(left).toEqual({ stock: 0, reserved: 50 });
    return `${say(ends)}, stock 0`;
  });
  fault('FT-3', 'one person with 100 points orders 50 times at once for 30', books, async () => {
    const [me] = await house.people(1, 100), rewardId = await house.goods({ points: 30, stock: 100 });
    const ends = await tally(Array.from({ length: 50 }, (_, n) => house.through(me!, n).redemptions.order({ rewardId, quantity: 1 }, key())));
    expect(ends).toEqual({ ok: 3, '409 POINTS_SHORT': 47 });
    expect(await house.shop.account(me!.id)).toMatchObject({ available: 10, held: 90 });
    return `${say(ends)}, balance 10`;
  });
  fault('FT-4', 'one key 50 times at once: an order, a claim, a cancellation', books, async () => {
    const n = rounds(20, 6), rewardId = await house.goods({ stock: 100, points: 1 });
    let same = 0, refused = 0;
    for (let round = 0; round < n; round++) {
      const who = crowd[round]!, k = key();
      const order = round % 3 === 2 ? await house.through(who, 0).redemptions.order({ rewardId, quantity: 1 }, key()) : null;
      const shiftId = round % 3 === 1 ? (await house.task(5)).shifts[0]!.id : 0;
      const texts: string[] = [], before = await house.count('audit');
      const call = (i: number): Promise<unknown> => {
        const api = house.through(who, i, { onAnswer: (a) => { if (a.status < 300) texts.push(a.text); } });
        return order ? api.redemptions.cancel(order.id, k) : shiftId ? api.claims.create({ shiftId }, k) : api.redemptions.order({ rewardId, quantity: 1 }, k);
      };
      const { ok = 0, ...others } = await tally(Array.from({ length: 50 }, (_, i) => call(i)));
      expect([ok + (others['409 STATE'] ?? 0), Object.keys(others).filter((h) => !h.startsWith('409'))]).toEqual([50, []]);
      expect(new Set(texts).size).toBe(1);
      expect((await house.count('audit')) - before).toBe(1);
      expect(await house.count('idempotency WHERE idemKey = ?', [k])).toBe(1);
      same += ok;
      refused += 50 - ok;
    }
    return `${n} rounds, 1 effect in each, ${same} identical answers${refused > 0 ? `, ${refused} × 409` : ''}`;
  });
  fault('FT-7', 'one pickup code at 5 counters at once', books, async () => {
    const codes = rounds(100, 20), rewardId = await house.goods({ stock: codes, points: 1 });
    const keepers = [house.keeper, ...(await Promise.all(Array.from({ length: 4 }, () => house.staff('KEEPER'))))];
    const ends: Record<string, number> = {};
    for (let i = 0; i < codes; i++) {
      const { code } = await house.through(crowd[i]!, i).redemptions.order({ rewardId, quantity: 1 }, key());
      const one = await tally(keepers.map((k, n) => house.through(k, n).redemptions.collect({ code: code! }, key())));
      expect(one).toEqual({ ok: 1, '409 STATE': 4 });
      for (const [h, n] of Object.entries(one)) ends[h] = (ends[h] ?? 0) + n;
    }
    expect(await house.shop.onShelf(rewardId)).toEqual({ stock: 0, reserved: 0 });
    return `${codes} codes: ${say(ends)}`;
  });
  fault('FT-8', 'cancelled, collected, expired and called off at once', books, async () => {
    const all = rounds(300, 40), rewardId = await house.goods({ stock: 1_000, points: 1 }), random = chance(8), ends: Record<string, number> = {}, told: Record<string, number> = {};
    for (let from = 0; from < all; from += 10) {
      const orders: { who: Actor; order: RedemptionView }[] = [];
      for (let i = from; i < Math.min(all, from + 10); i++) orders.push({ who: crowd[i % 200]!, order: await house.through(crowd[i % 200]!, i).redemptions.order({ rewardId, quantity: 1 }, key()) });
      // Each of the four sets out first in turn. The time of an order is over somewhere in the next moment: collecting is allowed before that instant, expiring after it.
      await house.board.tx.run(async (m) => { for (const [n, { order }] of orders.entries()) await m.query('UPDATE redemption SET expiresAt = ? WHERE id = ?', [house.now() + (n % 4 === 3 ? -1 : 10 + Math.floor(random() * 60)), order.id]); });
      const starts = orders.flatMap(({ who, order }, n) => [
        ['cancel', () => house.through(who, n).redemptions.cancel(order.id, key())] as const,
        ['collect', () => house.through(house.keeper, n + 1).redemptions.collect({ code: order.code! }, key())] as const,
        ['callOff', () => house.through(house.secretary, n).redemptions.callOff(order.id, { reason: '商品破损，无法领取' }, key())] as const,
      ].map((s, i) => ({ s, delay: i === n % 4 ? 0 : 8 + random() * 40 })));
      const expiry = async (): Promise<void> => { for (let i = 0; i < 8; i++) { await house.board.jobs.run('redemptions-expire'); await new Promise((r) => setTimeout(r, 6)); } };
      const settled = await Promise.all([expiry(), ...starts.map(async ({ s: [what, start], delay }) => {
        await new Promise((r) => setTimeout(r, delay));
        const [r] = await Promise.allSettled([start()]);
        const end = how(r!);
        told[`${what} ${end}`] = (told[`${what} ${end}`] ?? 0) + 1;
        return end;
      })]);
      for (const end of settled.slice(1)) expect(end).toMatch(/^(ok|409 STATE)$/);
      for (const { who, order } of orders) {
        const { status } = await house.through(who, 0).redemptions.get(order.id);
        ends[status] = (ends[status] ?? 0) + 1;
        expect(['CANCELLED', 'COLLECTED', 'EXPIRED']).toContain(status);
        expect(await house.count(`journal_tx WHERE refType = 'redemption' AND refId = ? AND kind IN ('SPEND', 'RELEASE')`, [order.id])).toBe(1);
      }
    }
    expect(Object.keys(ends).length).toBe(3);
    return `${all} orders, one end each: ${say(ends)} (called off: ${told['callOff ok'] ?? 0})`;
  });

  // From here on the clock has moved on by a week: shifts that were claimed can be logged and verified.
  let logs: { who: Actor; log: LogView }[], verifiers: Actor[];
  fault('FT-5', '500 awards by 20 at once to 80 people, each reversed twice at once', books, async () => {
    const perPerson = rounds(6, 1), extra = rounds(20, 20), spare = 20;
    verifiers = await Promise.all(Array.from({ length: 20 }, () => house.staff('COMMUNITY_WORKER')));
    logs = await served(house, await house.people(80), perPerson, extra + spare);
    const forAwards = logs.slice(0, logs.length - spare), queue = [...forAwards];
    const ends: Record<string, number> = {};
    await Promise.all(verifiers.map(async (v, n) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { verified } = await house.through(v, n).logs.verify({ logIds: [next.log.id] }, key());
        expect(verified).toEqual([next.log.id]);
      }
    }));
    const awards = await house.board.tx.read.query<{ id: number }[]>(`SELECT t.id FROM journal_tx t WHERE t.kind = 'AWARD'`);
    expect(awards.length).toBe(forAwards.length);
    const reversals = [...awards];
    await Promise.all(Array.from({ length: 20 }, async () => {
      for (let next = reversals.shift(); next; next = reversals.shift()) {
        const { id } = next;
        // Two people propose the same reversal, and two sign at once, each the other one's.
        const signers = [house.secretary, house.secondSecretary], proposed = await Promise.all(signers.map((who, n) => house.through(who, n).corrections.propose({ kind: 'REVERSE', entryId: id, reason: '重复登记，予以冲正' }, key())));
        const twice = await tally(signers.map((_, n) => house.through(signers[1 - n]!, n).corrections.approve(proposed[n]!.id, key())));
        for (const [h, n] of Object.entries(twice)) ends[h] = (ends[h] ?? 0) + n;
      }
    }));
    expect(ends).toEqual({ ok: awards.length, '409 REVERSED': awards.length });
    return `${awards.length} awards; reversals: ${say(ends)}`;
  });
  fault('FT-6', 'one log verified by 10 at once, and rejected in between', books, async () => {
    const n = rounds(20, 8), mine = logs.slice(logs.length - n), random = chance(6);
    let verified = 0, rejected = 0;
    for (const { log } of mine) {
      // Now the rejection sets out first, now the ten.
      const lead = random() * 12 - 6, start = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, Math.max(0, ms)));
      const [reject, ...results] = await Promise.all([
        start(-lead).then(() => Promise.allSettled([house.through(house.secretary, 1).logs.reject(log.id, { reason: '与当日记录不符' }, key())])).then(([r]) => how(r!)),
        ...verifiers.slice(0, 10).map((v, i) => start(lead).then(() => house.through(v, i).logs.verify({ logIds: [log.id] }, key()))),
      ]);
      const wins = results.filter((r) => r.verified.length === 1).length, awards = await house.count(`journal_tx WHERE kind = 'AWARD' AND refType = 'log' AND refId = ?`, [log.id]);
      const { status } = await house.through(house.secretary, 0).logs.get(log.id);
      expect([wins, awards, reject, status]).toEqual(wins === 1 ? [1, 1, '409 STATE', 'VERIFIED'] : [0, 0, 'ok', 'REJECTED']);
      if (wins === 1) verified++; else rejected++;
    }
    return `${n} logs: ${verified} verified once, ${rejected} rejected, none both`;
  });
}

/** People who served: claimed through the servers, marked present, one log each that waits. Moves everybody's clock on by eight days. */
async function served(house: House, people: readonly Actor[], perPerson: number, extra: number): Promise<{ who: Actor; log: LogView }[]> {
  const begin = startOfDay(dayOf(house.now() + 2 * DAY_MS)) + 9 * HOUR_MS, claims: { who: Actor; claimId: number }[] = [];
  for (let k = 0; k <= perPerson; k++) {
    const comers = k < perPerson ? people : people.slice(0, extra);
    const { shifts: [shift] } = await house.task(comers.length, { startsAt: begin + k * DAY_MS });
    claims.push(...(await Promise.all(comers.map(async (who, n) => ({ who, claimId: (await house.through(who, n).claims.create({ shiftId: shift!.id }, key())).id })))));
  }
  await house.setClock(begin + perPerson * DAY_MS + 2 * HOUR_MS);
  const byShift = new Map<number, number[]>();
  for (const { claimId } of claims) {
    const [row] = await house.board.tx.read.query<{ shiftId: number }[]>('SELECT shiftId FROM claim WHERE id = ?', [claimId]);
    byShift.set(row!.shiftId, [...(byShift.get(row!.shiftId) ?? []), claimId]);
  }
  for (const [shiftId, claimIds] of byShift) await house.through(house.secretary, 0).attendance.mark(shiftId, { claimIds, present: true }, key());
  const logs: { who: Actor; log: LogView }[] = [];
  for (let i = 0; i < claims.length; i += 20) {
    logs.push(...(await Promise.all(claims.slice(i, i + 20).map(async ({ who, claimId }, n) => ({ who, log: await house.through(who, n).logs.submit({ claimId, text: '已按要求完成' }, key()) })))));
  }
  return logs;
}
