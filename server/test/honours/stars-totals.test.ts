import { addDays, dayOf, HOUR_MS, startOfDay } from '@xianfeng/shared';
import { closeTotals } from '../../src/honours/stars/totals.store.js';
import { startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeStars, type Stars } from './stars.world.js';

let board: Board, world: World, stars: Stars;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  stars = makeStars(board, world);
  // In the first minutes after midnight the job rightly leaves yesterday open.
  board.clock.set(noon(dayOf(board.clock.now())));
});
afterAll(() => board.stop());
beforeEach(() => board.tx.run(async (m) => {
  for (const table of ['star_total', 'service_record']) await m.query(`DELETE FROM ${table}`);
  await m.query("UPDATE star_progress SET closedDay = '2000-01-01', fromId = 0, tailRows = 0, complete = 0");
}));
const close = (day: string) => board.tx.run((m) => closeTotals(m, day));
const noon = (day: string) => startOfDay(day) + 12 * HOUR_MS;
/** Every total against the records themselves. */
const wrong = (day: string) => board.tx.read.query(
  `SELECT x.userId, x.minutes, t.minutes AS kept FROM (SELECT userId, SUM(minutes) AS minutes, SUM(services) AS services FROM service_record WHERE evidence IN ('A', 'B', 'C') AND verifiedAt < ? GROUP BY userId) x
   LEFT JOIN star_total t ON t.userId = x.userId WHERE t.userId IS NULL OR t.minutes <> x.minutes OR t.services <> x.services`, [startOfDay(addDays(day, 1))]);

test('what is verified counts from the day it was verified; grade D never does, a correction does', async () => {
  const who = await world.person(), day = stars.yesterday(), before = addDays(day, -1);
  const first = await stars.serve(who.id, { minutes: 120, verifiedAt: noon(before) });
  await stars.serve(who.id, { minutes: 600, evidence: 'D', verifiedAt: noon(before) });
  await stars.totals().recompute(before);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 120, services: 1 });
  await stars.serve(who.id, { minutes: -30, services: 0, correctsId: first, verifiedAt: noon(day) });
  await stars.serve(who.id, { minutes: 60, verifiedAt: noon(day) });
  await stars.serve(who.id, { minutes: 45, verifiedAt: board.clock.now() });
  expect(await close(day)).toBe(true);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 150, services: 2 });
  expect(await close(day)).toBe(false);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 150, services: 2 });
  expect(await close(dayOf(board.clock.now()))).toBe(true);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 195, services: 3 });
});
test('a record that commits after its day was closed is not lost', async () => {
  const [who, other] = [await world.person(), await world.person()], day = stars.yesterday(), before = addDays(day, -1);
  const early = await stars.serve(other.id, { minutes: 10, verifiedAt: noon(before) });
  await stars.serve(other.id, { minutes: 60, verifiedAt: noon(before) });
  await stars.totals().recompute(before);
  // Its id lies between two that were counted, and its verification before the close: it was under way and became visible only now.
  await stars.serve(who.id, { minutes: 120, verifiedAt: noon(before) + 1, id: early + 1 });
  await stars.serve(other.id, { minutes: 30, verifiedAt: noon(day) });
  expect(await close(day)).toBe(true);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 120, services: 1 });
  expect(await stars.totalOf(other.id)).toEqual({ minutes: 100, services: 3 });
  expect(await wrong(day)).toEqual([]);
});
test('days closed one by one are what one recomputation gives, whatever came in which order', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => world.person())), days = Array.from({ length: 6 }, (_, i) => addDays(stars.yesterday(), i - 5));
  await stars.totals().recompute(addDays(days[0]!, -1));
  let n = 7;
  const next = (max: number) => (n = (n * 1_103_515_245 + 12_345) % 2_147_483_648) % max;
  for (const [i, day] of days.entries()) {
    for (let k = 0; k < 15; k++) {
      const late = i > 0 && next(4) === 0 ? days[i - 1]! : day; // verified yesterday, visible today
      await stars.serve(people[next(people.length)]!.id, { minutes: next(200) - 20, evidence: (['A', 'B', 'C', 'D'] as const)[next(4)], verifiedAt: noon(late) + k });
    }
    expect(await close(day)).toBe(true);
    expect(await wrong(day)).toEqual([]);
  }
  const kept = await board.tx.read.query('SELECT * FROM star_total ORDER BY userId');
  await stars.totals().recompute(days.at(-1)!);
  expect(await board.tx.read.query('SELECT * FROM star_total ORDER BY userId')).toEqual(kept);
  expect(await board.tx.read.query('SELECT complete FROM star_progress')).toEqual([{ complete: 1 }]);
});
test('the job closes yesterday, from nothing and again; two at once do it once', async () => {
  const who: Actor = await world.person();
  await stars.serve(who.id, { minutes: 90 });
  await stars.totals().close();
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 90, services: 1 });
  await stars.serve(who.id, { minutes: 30, verifiedAt: board.clock.now() });
  const day = dayOf(board.clock.now());
  await Promise.all([close(day), close(day), close(day)]);
  expect(await stars.totalOf(who.id)).toEqual({ minutes: 120, services: 2 });
});
