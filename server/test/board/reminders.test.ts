import { DAY_MS, HOUR_MS, instant } from '@xianfeng/shared';
import { addWorkdays, isWorkday } from '../../src/lib/workdays.js';
import { onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { count } from './service.js';
import { serve } from './served.js';

let board: Board, world: World, secretary: Actor, worker: Actor, officer: Actor, keeper: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  [secretary, worker, officer, keeper] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('COMMUNITY_WORKER', world.community), await world.staff('STREET_OFFICER', world.street), await world.staff('KEEPER', world.community)];
});
afterAll(() => board.stop());

const titles = async (who: Actor): Promise<string[]> => (await who.api.notices.list({})).items.map((n) => n.title).filter((t) => t.includes('日志'));
/** Ten in the morning of the day after `n` working days. */
const after = (at: number, n: number): number => {
  let now = addWorkdays(at, n) + 10 * HOUR_MS;
  while (!isWorkday(new Date(now + 8 * HOUR_MS).toISOString().slice(0, 10))) now += DAY_MS;
  return now;
};

test('after five working days the verifiers are told once a day, after nine the street too; a holiday and the night are quiet', async () => {
  const s = await serve(board, world, secretary), t = await serve(board, world, secretary), sent = t.log.submittedAt;
  expect((await secretary.api.logs.get(s.log.id)).amber).toBe(false);
  board.clock.set(addWorkdays(sent, 4) + 10 * HOUR_MS);
  await board.jobs.run('logs.remind');
  expect([await titles(secretary), await titles(officer)]).toEqual([[], []]);

  const amber = after(sent, 5);
  board.clock.set(amber - 2 * HOUR_MS); // eight in the morning
  await board.jobs.run('logs.remind');
  expect(await titles(secretary)).toEqual([]);
  board.clock.set(amber);
  for (let i = 0; i < 3; i++) await board.jobs.run('logs.remind');
  expect([await titles(secretary), await titles(worker), await titles(keeper), await titles(officer)]).toEqual([['有日志等着核实'], ['有日志等着核实'], [], []]);
  expect((await secretary.api.notices.list({})).items[0]!.body).toContain('柳树社区有 2 条日志等了 5 个工作日以上');
  expect((await secretary.api.logs.get(s.log.id)).amber).toBe(true);

  const late = after(sent, 9);
  board.clock.set(late);
  await board.jobs.run('logs.remind');
  expect([(await titles(secretary)).length, await titles(officer)]).toEqual([2, ['有日志快要或已经超期']]);
  expect((await officer.api.notices.list({})).items[0]!.body).toContain('柳树社区 2 条');
  expect(await count(board, 'verify_reminder WHERE areaId = ?', [world.community.id])).toBe(1);
  board.clock.reset();
});
test('processes remind once', async () => {
  // SQLite belongs to one process.
  const second = onMariaDb ? await startBoard({ WORKER_ID: '1' }, board) : null;
  try {
    await serve(board, world, secretary);
    const at = after(board.clock.now(), 5), before = (await titles(worker)).length;
    board.clock.set(at);
    second?.clock.set(at);
    await Promise.all([board.jobs.run('logs.remind'), second?.jobs.run('logs.remind')]);
    expect((await titles(worker)).length).toBe(before + 1);
  } finally {
    await second?.close();
    board.clock.reset();
  }
});

describe('working days', () => {
  const text = '一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。';
  test('the city pastes the announcement: every deadline counts with it, also in another process after a minute', async () => {
    const organiser = await world.staff('CITY_ORGANISER', world.city), second = onMariaDb ? await startBoard({ WORKER_ID: '1' }, board) : board;
    try {
      expect((await organiser.api.workdays.get()).years.map((y) => [y.year, y.off.length, y.on.length])).toEqual([[2026, 33, 6], [2025, 28, 5]]);
      expect(isWorkday('2027-02-08')).toBe(true);
      const view = await organiser.api.workdays.set({ year: 2027, announcement: text });
      expect(view.years[0]).toMatchObject({ year: 2027, on: ['2027-02-14'] });
      expect([isWorkday('2027-02-08'), isWorkday('2027-02-14'), isWorkday('2027-02-13')]).toEqual([false, true, false]);
      expect((await organiser.api.workdays.set({ year: 2027, announcement: text.replace('2月14日（周日）上班。', '') })).years[0]!.on).toEqual([]);
      expect(isWorkday('2027-02-14')).toBe(false);
      await second.jobs.run('workdays.refresh');
      expect(isWorkday('2027-02-08')).toBe(false);
      expect(await count(board, "audit WHERE action = 'workdays.set' AND refId = 2027")).toBe(2);
    } finally {
      if (second !== board) await second.close();
    }
  });
  test('a text that says nothing about the year is refused with a sentence; a year that is over stays', async () => {
    const organiser = await world.staff('CITY_ORGANISER', world.city);
    await expect(organiser.api.workdays.set({ year: 2027, announcement: '春节快乐，恭喜发财' })).rejects.toMatchObject({ fields: { announcement: '没有读到 2027 年的放假日期' } });
    board.clock.set(instant('2027-12-20', '10:00'));
    await expect(organiser.api.workdays.set({ year: 2026, announcement: text })).rejects.toMatchObject({ fields: { year: expect.any(String) as string } });
    expect((await organiser.api.workdays.get()).missing).toEqual([2028]);
    board.clock.reset();
    await expect(officer.api.workdays.get()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
