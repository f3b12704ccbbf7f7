import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as breathe } from 'node:timers/promises';
import { HOUR_MS } from '@xianfeng/shared';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { makeShop, type Shop } from '../credit/shop.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { RedemptionsService } from '../../src/credit/redemptions/redemptions.service.js';
import { PickupService } from '../../src/credit/redemptions/pickup.service.js';
import { VerificationService } from '../../src/board/logs/verification.service.js';
import { reconcile } from '../../src/insight/reconcile/run.js';
import { DirectoryService } from '../../src/people/users/directory.service.js';
import { Me } from '../../src/http/me.js';
import { Tx } from '../../src/db/tx.js';

const SCHEDULES = Number(process.env.MODEL_SCHEDULES || 200), SEED = Number(process.env.MODEL_SEED || 20_261_122), PATH = process.env.MODEL_PATH;
/** A statement that takes longer than this waits for a row that another actor holds: the others go on. */
const WAITS_MS = 6;

/** The query door of the writing connections: what an actor asks waits until the scheduler lets it begin; what it then waits for, it waits for. */
class Gate {
  private readonly actors = new AsyncLocalStorage<{ state: 'thinking' | 'gated' | 'asking'; since: number }>();
  private scheduler: fc.Scheduler | null = null;
  statements = 0;
  constructor(writer: DataSource) {
    const driver = writer.driver as unknown as { createQueryRunner: (mode: string) => { query: (...args: unknown[]) => Promise<unknown>; isGated?: boolean } };
    const make = driver.createQueryRunner.bind(driver);
    driver.createQueryRunner = (mode) => {
      const runner = make(mode), query = runner.query.bind(runner);
      if (runner.isGated) return runner;
      runner.isGated = true;
      runner.query = async (...args) => {
        const actor = this.actors.getStore();
        if (!actor || !this.scheduler) return query(...args);
        actor.state = 'gated';
        await this.scheduler.schedule(Promise.resolve(), String(args[0]).slice(0, 40));
        Object.assign(actor, { state: 'asking', since: performance.now() });
        this.statements += 1;
        try {
          return await query(...args);
        } finally {
          Object.assign(actor, { state: 'thinking', since: performance.now() });
        }
      };
      return runner;
    };
  }
  /** All of them at once; whoever's statement begins next is the scheduler's choice, made when everybody has one ready, waits for a lock or is done. */
  async run(s: fc.Scheduler, works: readonly (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
    this.scheduler = s;
    const living = new Set<{ state: string; since: number }>();
    const all = works.map((work) => {
      const actor = { state: 'thinking' as const, since: performance.now() };
      living.add(actor);
      return this.actors.run(actor, work).finally(() => living.delete(actor));
    });
    const settled = Promise.allSettled(all);
    while (living.size > 0) {
      const busy = [...living].filter((a) => a.state !== 'gated' && performance.now() - a.since < WAITS_MS);
      if (busy.length === 0 && s.count() > 0) await s.waitOne();
      else await breathe();
    }
    this.scheduler = null;
    return settled;
  }
}

describe('every order in which statements of several people can begin', () => {
  let board: Board, world: World, shop: Shop, gate: Gate, point: number, secretaries: Actor[], keepers: Actor[];
  beforeAll(async () => {
    board = await startBoard();
    world = await makeWorld(board);
    shop = makeShop(board);
    point = await shop.point(world.community);
    [secretaries, keepers] = [await Promise.all([1, 2].map(() => world.staff('COMMUNITY_SECRETARY', world.community))), await Promise.all([1, 2].map(() => world.staff('KEEPER', world.community)))];
    gate = new Gate(board.app.get(DataSource));
  }, 120_000);
  afterAll(() => board.stop());
  const me = async (who: Actor): Promise<Me> => new Me((await board.app.get(DirectoryService).session(who.token))!);
  const rich = async (points: number): Promise<Actor> => {
    const who = await world.person();
    await shop.give(who, points);
    return who;
  };
  const result = (r: PromiseSettledResult<unknown>): string => (r.status === 'fulfilled' ? 'ok' : ((r.reason as { code?: string }).code ?? String(r.reason)));
  const tally = (results: PromiseSettledResult<unknown>[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const r of results) counts[result(r)] = (counts[result(r)] ?? 0) + 1;
    return counts;
  };
  /** What must hold of what one schedule touched is asked at once, everything else of the whole database at the end. */
  const explore = async (name: string, once: (s: fc.Scheduler) => Promise<string>): Promise<Record<string, number>> => {
    const seen: Record<string, number> = {}, began = Date.now(), from = { statements: gate.statements, repeats: Tx.repeats };
    await fc.assert(fc.asyncProperty(fc.scheduler(), async (s) => {
      const outcome = await once(s);
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }), { numRuns: SCHEDULES, seed: SEED, path: PATH, endOnFailure: true });
    process.stderr.write(`schedules: ${name}: seed ${SEED}, ${SCHEDULES} schedules, ${gate.statements - from.statements} statements, ${Tx.repeats - from.repeats} begun again, ${Math.round((Date.now() - began) / 1000)} s: ${JSON.stringify(seen)}\n`);
    expect(await shop.wrongBooks()).toEqual({});
    // Points that a test gives come from no service: what is asked of logs does not apply to them.
    const { checks } = await reconcile(board.config, { now: board.clock.now(), only: ['INV-1', 'INV-2', 'INV-4', 'INV-5', 'INV-7', 'INV-9', 'INV-10', 'INV-11', 'INV-12', 'INV-13', 'INV-14'] });
    expect(checks.flatMap((c) => c.offenders)).toEqual([]);
    return seen;
  };
  const LIMIT_MS = 120_000 + SCHEDULES * 1_000;

  test('order: two people and the same piece, one of them twice with points for one', async () => {
    const orders = board.app.get(RedemptionsService);
    const seen = await explore('order', async (s) => {
      const [a, b] = [await rich(50), await rich(100)], rewardId = await shop.goods(point, { stock: 1 }), other = await shop.goods(point, { stock: 5, points: 40 }), [meA, meA2, meB] = [await me(a), await me(a), await me(b)];
      const results = await gate.run(s, [() => orders.order(meA, { rewardId, quantity: 1 }, key()), () => orders.order(meA2, { rewardId: other, quantity: 1 }, key()), () => orders.order(meB, { rewardId, quantity: 1 }, key())]);
      const [one, two, three] = results.map(result), left = await shop.account(a.id), shelves = [await shop.onShelf(rewardId), await shop.onShelf(other)];
      // The piece goes to one at most, and A pays for one thing at most.
      expect([one, three].filter((r) => r === 'ok').length).toBeLessThanOrEqual(1);
      expect([one, two].filter((r) => r === 'ok').length).toBe(1);
      expect(results.map(result).every((r) => ['ok', 'STOCK_OUT', 'POINTS_SHORT'].includes(r))).toBe(true);
      expect(left).toMatchObject(one === 'ok' ? { available: 0, held: 50 } : { available: 10, held: 40 });
      expect(shelves).toEqual([{ stock: one === 'ok' || three === 'ok' ? 0 : 1, reserved: one === 'ok' || three === 'ok' ? 1 : 0 }, two === 'ok' ? { stock: 4, reserved: 1 } : { stock: 5, reserved: 0 }]);
      return results.map(result).join(' ');
    });
    if (SCHEDULES >= 100) expect(Object.keys(seen).length).toBeGreaterThan(1);
  }, LIMIT_MS);

  test('verify: two desks verify the same two logs, and one of them is rejected', async () => {
    const verification = board.app.get(VerificationService), [first, second] = secretaries as [Actor, Actor];
    const seen = await explore('verify', async (s) => {
      const people = [await world.person(), await world.person()], startsAt = board.clock.now() + HOUR_MS;
      const task = await first.api.tasks.create({ areaId: world.community.id, kind: 'CLEAN', title: '清理楼道', place: '三号楼', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 2 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER', photoRule: 'NONE', riskNote: '注意脚下', contactName: '王书记', contactPhone: '15400000000', publish: true }, key());
      const claims: number[] = [], logs: number[] = [];
      for (const p of people) claims.push((await p.api.claims.create({ shiftId: task.shifts[0]!.id }, key())).id);
      board.clock.set(startsAt + 2 * HOUR_MS);
      for (const [i, p] of people.entries()) logs.push((await p.api.logs.submit({ claimId: claims[i]!, text: '做完了', photoIds: [] }, key())).id);
      const [meA, meB, meC] = [await me(first), await me(second), await me(second)];
      const results = await gate.run(s, [() => verification.verify(meA, { logIds: logs }, key()), () => verification.verify(meB, { logIds: [...logs].reverse() }, key()), () => verification.sendBack(meC, logs[0]!, { reason: '不是这一天' }, 'reject', key())]);
      board.clock.reset();
      const rejected = result(results[2]!) === 'ok', verified = results.slice(0, 2).flatMap((r) => (r.status === 'fulfilled' ? (r.value as { verified: number[] }).verified : []));
      // Each log is verified by one desk or rejected, never both, and earns once.
      expect(results.slice(0, 2).map(result)).toEqual(['ok', 'ok']);
      expect([...verified].sort()).toEqual([...(rejected ? logs.slice(1) : logs)].sort());
      expect(['ok', 'STATE']).toContain(result(results[2]!));
      const accounts = await Promise.all(people.map((p) => shop.account(p.id)));
      expect(accounts.map((a) => a?.available ?? 0)).toEqual([rejected ? 0 : 5, 5]);
      return `${verified.length} verified, rejected ${rejected}`;
    });
    if (SCHEDULES >= 100) expect(Object.keys(seen).length).toBeGreaterThan(1);
  }, LIMIT_MS);

  test('collect: one code at two counters, and its owner cancels', async () => {
    const pickup = board.app.get(PickupService), orders = board.app.get(RedemptionsService);
    const seen = await explore('collect', async (s) => {
      const owner = await rich(50), rewardId = await shop.goods(point, { stock: 1 }), order = await owner.api.redemptions.order({ rewardId, quantity: 1 }, key());
      const [meA, meB, meC] = [await me(keepers[0]!), await me(keepers[1]!), await me(owner)];
      const results = await gate.run(s, [() => pickup.collect(meA, { code: order.code! }, key()), () => pickup.collect(meB, { code: order.code! }, key()), () => orders.cancel(meC, order.id, key())]);
      expect(tally(results)).toEqual({ ok: 1, STATE: 2 });
      const collected = result(results[2]!) !== 'ok';
      expect(await shop.account(owner.id)).toEqual(collected ? { available: 0, held: 0, earned: 50, spent: 50 } : { available: 50, held: 0, earned: 50, spent: 0 });
      expect(await shop.onShelf(rewardId)).toEqual({ stock: collected ? 0 : 1, reserved: 0 });
      return results.map(result).join(' ');
    });
    if (SCHEDULES >= 100) expect(Object.keys(seen).length).toBeGreaterThan(1);
  }, LIMIT_MS);
});
