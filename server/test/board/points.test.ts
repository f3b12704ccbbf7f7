import { addDays, DAY_MS, dayOf, HOUR_MS, instant, type AdditionInput, type CreateTaskInput, type LogView, type TariffFacts, type TariffRules, type TaskView } from '@xianfeng/shared';
import { DEFAULT_TARIFF, pointsFor } from '../../src/credit/tariff/tariff.rules.js';
import { tariffByVersion } from '../../src/credit/tariff/tariff.store.js';
import { newId } from '../../src/lib/ids.js';
import type { AreaRow } from '../../src/people/areas/areas.store.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { claim, publish } from './service.js';

let board: Board, beside: Board | null = null, world: World, city: Actor, street: Actor, secretary: Actor, worker: Actor;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  street = await world.staff('STREET_OFFICER', world.street);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  worker = await world.staff('COMMUNITY_WORKER', world.community);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
beforeEach(() => at(Date.now()));

/** Both servers live at the same moment. */
const at = (now: number): void => { for (const b of [board, beside]) b?.clock.set(now); };
const through = (who: Actor, i: number) => (i % 2 === 1 && beside ? beside.api(who.token) : who.api);
/** Each test has its days for itself, and begins them with a tariff of its own. */
let days = 3;
async function block(o: Partial<TariffRules> = {}): Promise<string> {
  at(Date.now());
  const day = addDays(dayOf(Date.now()), (days += 10)), { id } = await city.api.tariffs.create({ name: `办法${days}`, rules: { ...DEFAULT_TARIFF, ...o } });
  await city.api.tariffs.publish(id, { effectiveFrom: day });
  return day;
}
/** A task of two hours from a full hour on. */
const taskOn = (day: string, hour = 9, o: Partial<CreateTaskInput> = {}, by = secretary, home: AreaRow = world.community): Promise<TaskView> => {
  at(Date.now());
  return publish(board, { ...world, community: home }, by, { shifts: [{ startsAt: instant(day, '00:00') + hour * HOUR_MS, endsAt: instant(day, '00:00') + (hour + 2) * HOUR_MS, places: 60 }], ...o });
};
/** Logs of people who claimed before and were there. The clock stands on the evening of the task's day afterwards. */
async function logs(task: TaskView, people: readonly Actor[], by = secretary): Promise<LogView[]> {
  at(Date.now());
  const claims = [];
  for (const p of people) claims.push(await claim(p, task));
  at(instant(dayOf(task.endsAt), '22:30'));
  await by.api.attendance.mark(task.shifts[0]!.id, { claimIds: claims.map((c) => c.id), present: true }, key());
  const views: LogView[] = [];
  for (const [i, p] of people.entries()) views.push(await p.api.logs.submit({ claimId: claims[i]!.id, text: '' }, key()));
  return views;
}
const verify = (by: Actor, ...of: LogView[]) => by.api.logs.verify({ logIds: of.map((l) => l.id) }, key());
const crowd = async (n: number, community = world.community): Promise<Actor[]> => { const people = []; for (let i = 0; i < n; i++) people.push(await world.person({ community })); return people; };
interface Entry { points: number; version: number; facts: TariffFacts; why: string }
/** What the journal keeps of the award for a log, worked out once more from the facts beside it. */
async function entryOf({ id }: LogView): Promise<Entry & { bonus: number }> {
  const [row] = await board.tx.read.query<{ amount: number; ruleVersion: number; inputs: string; why: string }[]>("SELECT e.amount, t.ruleVersion, t.inputs, t.why FROM journal_tx t JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' WHERE t.kind = 'AWARD' AND t.refType = 'log' AND t.refId = ?", [id]);
  const facts = JSON.parse(row!.inputs) as TariffFacts, again = pointsFor((await tariffByVersion(board.tx.read, row!.ruleVersion))!.rules, facts);
  expect([again.points, again.why]).toEqual([row!.amount, row!.why]);
  return { points: row!.amount, version: row!.ruleVersion, facts, why: row!.why, bonus: again.bonus };
}
const pointsOf = async (log: LogView): Promise<number | null> => (await secretary.api.logs.get(log.id)).points;
/** A community of its own with an addition that the street approved. */
async function generous(day: string, o: Partial<AdditionInput> = {}) {
  const area = await world.area(world.street, 'COMMUNITY', `慷慨社区${newId()}`), boss = await world.staff('COMMUNITY_SECRETARY', area), second = await world.staff('COMMUNITY_WORKER', area);
  const { id } = await boss.api.additions.propose({ areaId: area.id, title: '清洁周加分', kinds: ['CLEAN'], percent: 50, budget: 1_000, from: day, to: addDays(day, 1), ...o });
  await street.api.additions.approve(id);
  return { area, boss, second, addition: async () => (await boss.api.additions.list(area.id)).find((x) => x.id === id)!, end: () => boss.api.additions.end(id) };
}

test('the tariff of the day of service counts, whenever it is verified', async () => {
  const old = await block(), member = await world.person(), before = await taskOn(addDays(old, 1)), after = await taskOn(addDays(old, 12));
  expect([before.pointsHint, after.pointsHint]).toEqual([20, 20]);
  const day = await block({ lines: { ...DEFAULT_TARIFF.lines, CLEAN: { basis: 'TASK', points: 7, difficulty: 2 } } });
  expect((await taskOn(addDays(day, 2))).pointsHint).toBe(8);
  const [a] = await logs(before, [member]), [b] = await logs(after, [member]);
  await verify(secretary, a!, b!);
  const [first, second] = [await entryOf(a!), await entryOf(b!)];
  expect([first.points, second.points, second.version - first.version]).toEqual([20, 8, 1]);
  expect(first.facts).toEqual({ minutes: 120, kind: 'CLEAN', evidence: 'B', difficulty: null, day: addDays(old, 1), dayPoints: 0, monthPoints: 0, addition: null });
  expect((await member.api.records.mine({})).items.map((r) => r.pointsWhy)).toEqual([second.why, first.why]);
});
describe('the organiser says how hard a task is', () => {
  test('points and the promise on the card follow it, a copy keeps it', async () => {
    const day = await block(), hard = await taskOn(day, 9, { difficulty: 3 }), copy = await secretary.api.tasks.copy(hard.id);
    expect([hard.difficulty, hard.pointsHint, copy.difficulty, copy.pointsHint]).toEqual([3, 30, 3, 30]);
    expect(await secretary.api.tasks.update(copy.id, { difficulty: 2 }, key())).toMatchObject({ difficulty: 2, pointsHint: 24 });
    expect(await secretary.api.tasks.update(copy.id, { title: '换个标题' }, key())).toMatchObject({ difficulty: 2, pointsHint: 24 });
    expect(await secretary.api.tasks.update(copy.id, { difficulty: 0 }, key())).toMatchObject({ difficulty: null, pointsHint: 20 });
    expect((await taskOn(day, 9, { difficulty: 0 })).difficulty).toBeNull();
    const [log] = await logs(hard, [await world.person()]);
    await verify(secretary, log!);
    expect(await entryOf(log!)).toMatchObject({ points: 30, why: '2小时 × 每小时 10 分 × 艰苦或有风险系数 1.5，取整得 30 分', facts: { difficulty: 3 } });
  });
  test('not any more once somebody has claimed', async () => {
    const task = await taskOn(await block(), 9, { difficulty: 3 });
    await claim(await world.person(), task);
    for (const difficulty of [0, 1, 2] as const) await expect(secretary.api.tasks.update(task.id, { difficulty }, key())).rejects.toMatchObject({ fields: { difficulty: '已有人认领，不能再改难度' } });
    expect(await secretary.api.tasks.update(task.id, { difficulty: 3, title: '新标题' }, key())).toMatchObject({ difficulty: 3 });
    for (const difficulty of [4, -1, 1.5, '2', null]) await expect(secretary.send({ method: 'PUT', path: `/tasks/${task.id}`, body: { difficulty }, key: key() })).rejects.toMatchObject({ fields: { difficulty: '难度需为 0–3 的整数' } });
  });
});
describe('caps', () => {
  test('of task, day and month, one after the other', async () => {
    const day = await block({ caps: { task: 18, day: 30, month: 40 } }), first = `${addDays(day, 40).slice(0, 7)}-03`; // early in a month, so that the next days are in it
    const member = await world.person(), made: LogView[] = [];
    for (const [date, hour] of [[first, 8], [first, 11], [addDays(first, 1), 8], [addDays(first, 1), 11], [addDays(first, 31), 8]] as const) made.push(...(await logs(await taskOn(date, hour), [member])));
    await verify(secretary, ...made.slice(0, 2));
    await verify(secretary, ...made.slice(2));
    expect(await Promise.all(made.map(pointsOf))).toEqual([18, 12, 10, 0, 18]);
    expect((await secretary.api.logs.get(made[1]!.id)).pointsWhy).toBe('2小时 × 每小时 10 分，取整得 20 分；每天最多 30 分，计 12 分');
    expect((await secretary.api.logs.get(made[3]!.id)).pointsWhy).toBe('2小时 × 每小时 10 分，取整得 20 分；每月最多 40 分，计 0 分');
    // Hours are never capped by points.
    expect(await member.api.records.summary()).toMatchObject({ minutes: 600, count: 5 });
    expect((await entryOf(made[2]!)).facts).toMatchObject({ dayPoints: 0, monthPoints: 30 });
    expect((await member.api.points.mine()).available).toBe(58);
    days += 80;
  });
  test('two logs of one person verified at once by two desks share the cap of the day', async () => {
    for (let round = 0; round < 5; round++) {
      const day = await block({ caps: { task: 0, day: 30, month: 0 } }), member = await world.person();
      const [a, b] = [await taskOn(day, 8), await taskOn(day, 11)], both = [...(await logs(a, [member])), ...(await logs(b, [member]))];
      await Promise.all([through(secretary, 0).logs.verify({ logIds: [both[0]!.id] }, key()), through(worker, 1).logs.verify({ logIds: [both[1]!.id] }, key())]);
      expect((await Promise.all(both.map(pointsOf))).sort()).toEqual([10, 20]);
      expect((await member.api.points.mine()).available).toBe(30);
    }
  });
});
describe('a community’s addition', () => {
  test('adds to its own tasks of its kinds on its days, and says so', async () => {
    const day = await block(), { area, boss, addition } = await generous(day), [member] = await crowd(1, area);
    const tasks = [await taskOn(day, 8, {}, boss, area), await taskOn(day, 11, { kind: 'CULTURE' }, boss, area), await taskOn(addDays(day, 2), 8, {}, boss, area), await taskOn(addDays(day, 3), 8, {})], made: LogView[] = [];
    for (const t of tasks.slice(0, 3)) made.push(...(await logs(t, [member!], boss)));
    made.push(...(await logs(tasks[3]!, [member!])));
    await verify(boss, ...made.slice(0, 3));
    await verify(secretary, made[3]!);
    expect((await Promise.all(made.map(entryOf))).map((e) => [e.points, e.bonus])).toEqual([[30, 10], [20, 0], [20, 0], [20, 0]]);
    expect((await entryOf(made[0]!)).why).toBe('2小时 × 每小时 10 分，取整得 20 分；社区加分 50%，加 10 分');
    expect(await addition()).toMatchObject({ used: 10, budget: 1_000 });
  });
  test('one that was ended keeps its promise for the days before', async () => {
    const day = await block(), { area, boss, addition, end } = await generous(day, { to: addDays(day, 9) }), people = await crowd(1, area);
    const served = await taskOn(day, 8, {}, boss, area), later = await taskOn(addDays(day, 1), 8, {}, boss, area);
    const [kept] = await logs(served, people, boss);
    expect((await end()).status).toBe('ENDED');
    const [none] = await logs(later, people, boss);
    await verify(boss, kept!, none!);
    expect([(await entryOf(kept!)).bonus, (await entryOf(none!)).bonus, (await addition()).used]).toEqual([10, 0, 10]);
  });
  test('many logs verified at once by two desks never overdraw its budget, and each is verified', async () => {
    const PEOPLE = 24, BATCH = 3, BUDGET = 105;
    for (let round = 0; round < 3; round++) {
      const day = await block(), { area, boss, second, addition } = await generous(day, { budget: BUDGET }), people = await crowd(PEOPLE, area);
      const [a, b] = [await taskOn(day, 8, {}, boss, area), await taskOn(day, 11, {}, boss, area)], made = [...(await logs(a, people, boss)), ...(await logs(b, people, boss))];
      // Every batch holds other people than the one beside it, and each person stands in two of them.
      const batches = Array.from({ length: made.length / BATCH }, (_, i) => Array.from({ length: BATCH }, (__, k) => made[(i + (k * made.length) / BATCH) % made.length]!));
      const results = await Promise.all(batches.map((batch, i) => through(i % 3 === 0 ? boss : second, i).logs.verify({ logIds: batch.map((l) => l.id) }, key())));
      expect(results.flatMap((r) => r.refused)).toEqual([]);
      expect(new Set(results.flatMap((r) => r.verified)).size).toBe(made.length);
      const entries = await Promise.all(made.map(entryOf)), bonus = entries.reduce((n, e) => n + e.bonus, 0);
      expect([bonus, (await addition()).used]).toEqual([BUDGET, BUDGET]);
      expect(entries.map((e) => e.bonus).filter((x) => x > 0).sort((x, y) => x - y)).toEqual([5, ...Array.from({ length: 10 }, () => 10)]);
      expect(results.reduce((n, r) => n + r.points, 0)).toBe(20 * made.length + BUDGET);
    }
  }, 240_000);
  test('the clock of the tests reaches as far as tasks may', () => { expect(days * DAY_MS).toBeLessThan(365 * DAY_MS); });
});
