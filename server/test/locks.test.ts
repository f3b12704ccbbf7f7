import { createConnection, type Connection } from 'mysql2/promise';
import { HOUR_MS } from '@xianfeng/shared';
import { Tx } from '../src/db/tx.js';
import { takeTurn } from '../src/people/users/users.store.js';
import { makeShop, type Shop } from './credit/shop.js';
import { key, onMariaDb, startBoard, type Board } from './start.js';
import { makeWorld, type Actor, type World } from './world.js';

test('two works that take the same two rows in opposite order both end, each with its whole effect', async () => {
  const board = await startBoard(), world = await makeWorld(board);
  try {
    const [a, b] = [await world.person(), await world.person()];
    const turn = (first: number, second: number): Promise<void> => board.tx.run(async (m) => {
      await takeTurn(m, first);
      await m.query('SELECT COUNT(*) AS n FROM person'); // time for the other one to take its first row
      await takeTurn(m, second);
    });
    await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? turn(a.id, b.id) : turn(b.id, a.id))));
    const rows = await board.tx.read.query<{ turn: number }[]>('SELECT turn FROM person WHERE id IN (?, ?)', [a.id, b.id]);
    expect(rows.map((r) => r.turn)).toEqual([6, 6]);
  } finally {
    await board.stop();
  }
});
// Locks of others: only a database server has them.
(onMariaDb ? describe : () => undefined)('a lock that somebody else holds', () => {
  let board: Board, world: World, shop: Shop, outside: Connection;
  beforeAll(async () => {
    board = await startBoard();
    world = await makeWorld(board);
    shop = makeShop(board);
    const at = board.config.databaseOwnerUrl ?? board.config.databaseUrl!;
    outside = await createConnection({ host: at.hostname, port: Number(at.port), user: at.username, password: decodeURIComponent(at.password), database: at.pathname.slice(1) });
  });
  afterAll(async () => {
    await outside.end();
    await board.stop();
  });
  const ordering = async (): Promise<{ me: Actor; rewardId: number }> => {
    const me = await world.person(), rewardId = await shop.goods(await shop.point(world.community), { points: 30, stock: 5 });
    await shop.give(me, 100);
    return { me, rewardId };
  };
  test('longer than one wait: refused, nothing half written, and the same key tries again to one effect', async () => {
    const { me, rewardId } = await ordering(), k = key();
    await outside.beginTransaction();
    // The shelf is the last row an order takes: everything else of it is done when the wait ends.
    await outside.query('SELECT id FROM reward WHERE id = ? FOR UPDATE', [rewardId]);
    const freed = setTimeout(() => void outside.rollback(), 6_500);
    await expect(me.api.redemptions.order({ rewardId, quantity: 1 }, k)).rejects.toMatchObject({ status: 503, code: 'BUSY' });
    expect(await shop.account(me.id)).toMatchObject({ available: 100, held: 0 });
    clearTimeout(freed);
    await outside.rollback();
    expect((await me.api.redemptions.order({ rewardId, quantity: 1 }, k)).status).toBe('HELD');
    expect(await shop.account(me.id)).toMatchObject({ available: 70, held: 30 });
    expect(await shop.onShelf(rewardId)).toEqual({ stock: 4, reserved: 1 });
    expect(await shop.wrongBooks()).toEqual({});
  }, 30_000);
  test('two desks that verify the same people in opposite order never wait for each other in a ring', async () => {
    const [one, two] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('COMMUNITY_SECRETARY', world.community)];
    const people: Actor[] = [];
    for (let i = 0; i < 6; i++) people.push(await world.person());
    const again = Tx.repeats;
    for (let round = 0; round < 6; round++) {
      const batches: number[][] = [[], []];
      for (const [n, batch] of batches.entries()) {
        const startsAt = board.clock.now() + HOUR_MS;
        const task = await one.api.tasks.create({ areaId: world.community.id, kind: 'CLEAN', title: '清理楼道', place: '三号楼', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 10 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER', photoRule: 'NONE', riskNote: '注意脚下', contactName: '王书记', contactPhone: '15400000000', publish: true }, key());
        const claims: number[] = [];
        for (const p of people) claims.push((await p.api.claims.create({ shiftId: task.shifts[0]!.id }, key())).id);
        board.clock.set(startsAt + 2 * HOUR_MS);
        // The second desk's logs were written in the opposite order.
        const writers = [...people.entries()];
        for (const [i, p] of n === 0 ? writers : writers.reverse()) batch.push((await p.api.logs.submit({ claimId: claims[i]!, text: '做完了', photoIds: [] }, key())).id);
      }
      await Promise.all([one.api.logs.verify({ logIds: batches[0]! }, key()), two.api.logs.verify({ logIds: batches[1]! }, key())]);
    }
    expect(Tx.repeats - again).toBe(0);
    expect(await shop.wrongBooks()).toEqual({});
    board.clock.reset();
  }, 60_000);
});
