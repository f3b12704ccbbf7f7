import type { EntityManager } from 'typeorm';
import { newestTasks, soonestTasks } from '../../src/board/tasks/lists.store.js';
import { onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type World } from '../world.js';

let board: Board, world: World;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
});
afterAll(() => board.stop());

const TASKS = 20_000;
/** 1 … TASKS as rows, made of digits: the user that serves may not use the server's sequences. */
const digit = (n: number): string => `(SELECT ${Array.from({ length: n }, (_, i) => i).join(' AS n UNION ALL SELECT ')} AS n)`;
const NUMBERS = `(SELECT 1 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS seq FROM ${digit(10)} a, ${digit(10)} b, ${digit(10)} c, ${digit(10)} d, ${digit(TASKS / 10_000)} e) numbers`;
// The server counts the rows that a statement reads; SQLite tells how it would go about it.
if (onMariaDb) test('a page of any list touches at most four rows for each one shown, at every depth and area level', async () => {
  const { city, street, community } = world, at = 2_000_000_000_000;
  await board.tx.run(async (m) => {
    await m.query(
      `INSERT INTO task (id, areaId, communityId, kind, title, summary, place, audience, claimMode, presence, photoRule, photoReason, riskNote, contactName, contactPhone, status, startsAt, endsAt, shiftCount, places, taken, pointsHint, createdBy, createdAt)
       SELECT seq, IF(seq % 10 = 0, ${community.id}, ${world.otherCommunity.id}), 1, 'CLEAN', CONCAT('任务', seq), '', '广场', IF(seq % 10 = 3, 'MEMBERS', 'EVERYONE'), 'OPEN', 'LEADER', 'NONE', '', '', '', '', 'PUBLISHED', ${at} + (seq * 7919) % 1000003, ${at}, 1, 5, 0, 10, 1, 1 FROM ${NUMBERS}`,
    );
    for (const [area, some] of [[city, ''], [street, ' WHERE id % 10 = 0'], [community, ' WHERE id % 10 = 0']] as const)
      await m.query(`INSERT INTO task_feed (areaId, feedId, taskId, startsAt, kind, audience, unitId, evening, weekend) SELECT ${area.id}, id, id, startsAt, kind, audience, unitId, 0, 0 FROM task${some}`);
  });
  // One connection: the counters are its own.
  const runner = board.tx.read.connection.createQueryRunner(), m = runner.manager, audience = { kind: 'MEMBER', unitId: 7 } as const;
  const touched = async (read: () => Promise<{ items: unknown[] }>): Promise<number> => {
    const reads = async () => (await m.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Handler_read%'")).reduce((n, r) => n + Number(r.Value), 0);
    const before = await reads(), rest = (await reads()) - before, start = await reads();
    const { items } = await read();
    expect(items).toHaveLength(20);
    return (await reads()) - start - rest;
  };
  expect(await touched(() => newestTasks(m, { areaId: city.id, audience }))).toBeGreaterThanOrEqual(40); // it does count
  for (const { id: areaId } of [city, street, community])
    for (const part of [1, 0.5, 0.1]) {
      expect(await touched(() => newestTasks(m, { areaId, audience, after: String(Math.round(TASKS * part)) }))).toBeLessThanOrEqual(80);
      expect(await touched(() => soonestTasks(m, { areaId, audience, after: `${at + Math.round(1_000_003 * (1 - part))}_1` }, 0))).toBeLessThanOrEqual(80);
    }
  await runner.release();
});
else test('any list walks the feed by its index, and sorts nothing', async () => {
  const read = board.tx.read, audience = { kind: 'MEMBER', unitId: 7 } as const, areaId = world.community.id;
  const m = { dataSource: read.dataSource, query: (sql: string, params: unknown[]) => read.query(`EXPLAIN QUERY PLAN ${sql}`, params) } as unknown as EntityManager;
  const plans = [await newestTasks(m, { areaId, audience, after: '5' }), await soonestTasks(m, { areaId, audience, after: '5_1' }, 0)].map(({ items }) => (items as unknown as { detail: string }[]).map((step) => step.detail));
  for (const [walk, ...rest] of plans) {
    expect(walk).toMatch(/^SEARCH k USING (COVERING |PRIMARY |)(INDEX|KEY)/);
    expect(rest.map((step) => step.replace(/ USING .*/, ''))).toEqual(['SEARCH t', 'SEARCH a']);
  }
});
