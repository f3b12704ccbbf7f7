import { DAY_MS, HOUR_MS, MINUTE_MS, addDays, dayOf, startOfDay, type DrillRow, type Measure, type NeedView, type RowsQuery } from '@xianfeng/shared';
import { claim, publish } from '../board/service.js';
import { makeShop } from '../credit/shop.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, boss: Actor, officer: Actor, city: Actor, asker: Actor, begin: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  boss = await world.staff('COMMUNITY_SECRETARY', world.community);
  officer = await world.staff('STREET_OFFICER', world.street);
  city = await world.staff('CITY_ORGANISER', world.city);
  asker = await world.person();
  // The ninth of a month, at nine in the morning: all that follows stays in it.
  begin = startOfDay(`${dayOf(board.clock.now()).slice(0, 7)}-09`) + 9 * HOUR_MS;
});
afterAll(() => board.stop());
const ask = (title = '楼道灯不亮'): Promise<NeedView> => asker.api.needs.create({ areaId: world.compound.id, kind: 'REPAIR', title }, key());
const rows = async (who: Actor, query: RowsQuery): Promise<DrillRow[]> => {
  const all: DrillRow[] = [];
  for (let after: string | undefined; ; ) {
    const page = await who.api.dashboards.rows({ ...query, after });
    all.push(...page.items);
    if (page.next === null) return all;
    after = page.next;
  }
};
const sum = (list: readonly DrillRow[]): number => list.reduce((all, r) => all + r.value, 0);

test('from the asking to the asker’s word: every number, its drill-down, at every level and with rollups or without', async () => {
  board.clock.set(begin);
  const one = await ask(), two = await ask('水龙头滴水'), three = await ask('想装长椅');
  board.clock.set(begin + 2 * DAY_MS + HOUR_MS);
  await boss.api.needs.answer(one.id, { reply: '已联系物业处理' });
  await boss.api.needs.answer(two.id, { reply: '明天有人上门' });
  await board.jobs.run('rollups.roll');
  board.clock.set(begin + 3 * DAY_MS);
  await asker.api.needs.feedback(one.id, { helped: true });
  await asker.api.needs.feedback(two.id, { helped: false });
  await board.jobs.run('rollups.roll');
  board.clock.set(begin + 12 * DAY_MS + HOUR_MS);
  await boss.api.needs.answer(two.id, { reply: '换了新龙头' });
  for (const at of [0, 1, 2]) {
    if (at === 1) await board.jobs.run('rollups.roll');
    if (at === 2) await board.jobs.run('rollups.close');
    for (const who of [boss, officer, city]) {
      const d = await who.api.dashboards.get({});
      expect(d.sums).toMatchObject({ asked: 3, resolved: 3, confirmed: 1, reopened: 1 });
      expect(d).toMatchObject({ medianDays: 2, reopenRate: 50, fillRate: null, visitRate: null, span: 'MONTH', now: { openNow: 1, overdueNow: 1 } });
      expect(d.waits.flatMap((n, days) => (n > 0 ? [[days, n]] : []))).toEqual([[2, 2], [12, 1]]);
      expect(d.kinds.find((k) => k.kind === 'REPAIR')).toEqual({ kind: 'REPAIR', n: 3 });
      const point = (day: string) => d.trend.find((p) => p.key === day);
      expect(point(dayOf(begin))).toMatchObject({ asked: 3, resolved: 0 });
      expect(point(dayOf(begin + 2 * DAY_MS))).toMatchObject({ asked: 0, resolved: 2, confirmed: 0 });
      expect(d.trend.reduce((n, p) => n + p.resolved, 0)).toBe(3);
      const areaId = d.area.id;
      for (const measure of ['asked', 'resolved', 'confirmed', 'reopened', 'openNow', 'overdueNow'] as const) expect([measure, sum(await rows(who, { areaId, measure }))]).toEqual([measure, { ...d.sums, ...d.now }[measure]]);
    }
  }
  const [open] = await rows(boss, { areaId: world.community.id, measure: 'openNow' });
  expect(open).toMatchObject({ title: '想装长椅', areaName: '柳树社区', link: `/packages/desk/pages/need/index?id=${three.id}`, note: '维修' });
  expect((await rows(boss, { areaId: world.community.id, measure: 'resolved' })).map((r) => r.note)).toEqual(['维修 · 12 天多办结', '维修 · 2 天多办结', '维修 · 2 天多办结']);
  expect(await rows(boss, { areaId: world.community.id, measure: 'asked', kind: 'CLEAN' })).toEqual([]);
  // The year and the quarter hold the month; the month before holds nothing of it.
  expect((await city.api.dashboards.get({ span: 'YEAR' })).sums.asked).toBe(3);
  expect((await city.api.dashboards.get({ span: 'QUARTER' })).sums.resolved).toBe(3);
  const now = await city.api.dashboards.get({});
  expect((await city.api.dashboards.get({ day: now.earlier })).sums.asked).toBe(0);
  expect(now.later).toBeNull();
});
test('a task with its helpers: fill, visits, hours by grade, points; a task that was called off was a visit that did not take place', async () => {
  const start = begin + 12 * DAY_MS + 2 * HOUR_MS;
  board.clock.set(start);
  const visit = await publish(board, world, boss, { kind: 'VISIT', title: '看望独居老人', shifts: [{ startsAt: start + HOUR_MS, endsAt: start + 3 * HOUR_MS, places: 4 }] }), off = await publish(board, world, boss, { kind: 'VISIT', title: '看望老党员' }), nobody = await publish(board, world, boss, { kind: 'VISIT', title: '看望新住户' });
  const mine = await claim(asker, visit);
  await boss.api.tasks.cancel(off.id, { reason: '暴雨预警' }, key());
  board.clock.set(start + HOUR_MS + 10 * MINUTE_MS);
  await boss.api.attendance.mark(visit.shifts[0]!.id, { claimIds: [mine.id], present: true }, key());
  expect((await boss.api.dashboards.get({})).now.freeNow).toBe(0); // both shifts have begun
  board.clock.set(start + 4 * HOUR_MS);
  await board.jobs.run('tasks.end');
  await asker.api.logs.submit({ claimId: mine.id, text: '老人很好' }, key());
  board.clock.set(start + 5 * HOUR_MS);
  const { logs } = boss.api, [log] = (await logs.list({ areaId: world.community.id })).items;
  await logs.verify({ logIds: [log!.id] }, key());
  const d = await boss.api.dashboards.get({});
  expect(d).toMatchObject({ fillRate: Math.floor(100 / 24), visitRate: 33, minutes: log!.minutes });
  expect(d.sums).toMatchObject({ tasks: 2, places: 24, taken: 1, visitsPlanned: 3, visitsDone: 1, services: 1, minutesA: 0, minutesB: log!.minutes, minutesC: 0, minutesD: 0 });
  expect(d.sums.issued).toBeGreaterThan(0);
  expect(d.now.outstandingNow).toBeNull();
  const areaId = world.community.id;
  for (const measure of ['tasks', 'places', 'taken', 'visitsPlanned', 'visitsDone', 'services', 'minutesB', 'minutes', 'issued'] as const) expect([measure, sum(await rows(boss, { areaId, measure }))]).toEqual([measure, measure === 'minutes' ? d.minutes : d.sums[measure]]);
  expect((await rows(boss, { areaId, measure: 'visitsPlanned' })).map((r) => r.title).sort()).toEqual(['看望新住户', '看望独居老人', '看望老党员'].sort());
  expect(nobody.kind).toBe('VISIT');
  const [record] = await rows(boss, { areaId, measure: 'services' });
  expect(record).toMatchObject({ link: `/packages/more/pages/log-view/index?id=${log!.id}` });
  expect(JSON.stringify(record)).not.toContain(asker.name);
  expect(await rows(boss, { areaId, measure: 'issued' })).toMatchObject([{ link: null }]); // the entry is an auditor's to open
  expect(await rows(city, { areaId, measure: 'issued' })).toMatchObject([{ link: expect.stringContaining('/entry/') as string }]);
});
test('points and shelves: what people hold opens by months, and each month its entries', async () => {
  const shop = makeShop(board), keeper = await world.staff('KEEPER', world.community), at = begin + 13 * DAY_MS;
  board.clock.set(at);
  const point = await shop.point(world.street), goods = await shop.goods(point, { stock: 10, points: 5, costFen: 250 });
  await shop.goods(point, { stock: 2, points: 5, costFen: 100, bestBefore: addDays(dayOf(at), -1) });
  await shop.give(asker, 40);
  const order = await asker.api.redemptions.order({ rewardId: goods, quantity: 2 }, key());
  await officer.api.redemptions.collect({ code: order.code! }, key());
  board.clock.set(at + 30_000);
  const all = await city.api.dashboards.get({ span: 'QUARTER' }), street = await officer.api.dashboards.get({});
  expect(street.sums.spent).toBe(10);
  expect(street.now).toMatchObject({ stockPiecesNow: 8, stockFenNow: 2_000, stockLowNow: 1, outstandingNow: null });
  const { n } = await shop.one<{ n: number }>('SELECT SUM(available + held) AS n FROM points_account');
  expect(all.now.outstandingNow).toBe(Number(n));
  expect(all.sums.issued).toBeGreaterThanOrEqual(40);
  const months = await rows(city, { areaId: world.city.id, measure: 'outstandingNow' });
  expect(sum(months)).toBe(all.now.outstandingNow);
  expect(sum(await rows(city, { areaId: world.city.id, ...months[0]!.inside! }))).toBe(months[0]!.value);
  for (const measure of ['stockPiecesNow', 'stockFenNow', 'stockLowNow', 'spent'] as const) expect([measure, sum(await rows(officer, { areaId: world.street.id, measure }))]).toEqual([measure, { ...street.now, ...street.sums }[measure]]);
  await expect(officer.api.dashboards.rows({ areaId: world.street.id, measure: 'outstandingNow' })).rejects.toMatchObject({ code: 'INVALID' });
  // What the street itself has is a row of its own beside its communities.
  const below = (await officer.api.dashboards.children({ areaId: world.street.id })).items;
  expect(below.map((c) => [c.area.name, c.own, c.spent])).toEqual([['东街道本级', true, 10], ['柳树社区', false, 0]]);
  expect(sum(await rows(officer, { areaId: world.street.id, measure: 'spent', own: '1' }))).toBe(10);
  expect(sum(await rows(officer, { areaId: world.street.id, measure: 'issued', own: '1' }))).toBe(0);
  const high = (await city.api.dashboards.children({ areaId: world.city.id, span: 'YEAR' })).items;
  expect(high.map((c) => c.area.name)).toEqual(['测试市本级', '东街道', '西街道']); // what was given without a place is the city's
  expect(high.reduce((s, c) => s + c.issued, 0)).toBe((await city.api.dashboards.get({ span: 'YEAR' })).sums.issued);
  expect((await boss.api.dashboards.children({ areaId: world.community.id })).items).toEqual([]);
  expect(keeper.id).toBeGreaterThan(0);
});
test('rollups made anew are the rollups that grew, and late events are found when a day is closed', async () => {
  const read = () => board.tx.read.query<Record<string, unknown>[]>('SELECT * FROM rollup ORDER BY areaId, own, bucket');
  board.clock.set(begin + 14 * DAY_MS);
  await board.jobs.run('rollups.roll');
  await board.jobs.run('rollups.close');
  const grown = await read();
  expect(grown.length).toBeGreaterThan(10);
  await board.tx.run((m) => m.query('UPDATE rollup_mark SET upTo = 0 WHERE id = 1'));
  await board.jobs.run('rollups.roll');
  expect(await read()).toEqual(grown);
  // Somebody's transaction committed after the roll had passed its time.
  const late = begin + 14 * DAY_MS - 30 * MINUTE_MS, before = (await boss.api.dashboards.get({})).sums.confirmed;
  await board.tx.run((m) => m.query("INSERT INTO need_step (id, needId, communityId, kind, step, askedAt, at) VALUES (1, 1, ?, 'REPAIR', 'CONFIRMED', ?, ?)", [world.community.id, late, late]));
  expect((await boss.api.dashboards.get({})).sums.confirmed).toBe(before);
  board.clock.set(begin + 15 * DAY_MS);
  await board.jobs.run('rollups.roll');
  await board.jobs.run('rollups.close');
  const d = await boss.api.dashboards.get({});
  expect(d.sums.confirmed).toBe(before + 1);
  expect(d.trend.find((p) => p.key === dayOf(late))!.confirmed).toBe(1);
});
test('of two processes that count at the same moment one counts, and every event once', async () => {
  // The embedded database belongs to one process: there the second one is this one once more.
  const other = onMariaDb ? await startBoard({ WORKER_ID: '1' }, board) : board;
  try {
    const before = (await boss.api.dashboards.get({})).sums.asked;
    for (const days of [16, 17, 18]) {
      board.clock.set(begin + days * DAY_MS);
      await ask();
      board.clock.set(begin + days * DAY_MS + 2 * MINUTE_MS);
      other.clock.set(begin + days * DAY_MS + 2 * MINUTE_MS);
      await Promise.all([board.jobs.run('rollups.roll'), other.jobs.run('rollups.roll'), board.jobs.run('rollups.close'), other.jobs.run('rollups.close')]);
    }
    board.clock.set(begin + 18 * DAY_MS + HOUR_MS);
    await board.jobs.run('rollups.roll');
    const month = `${dayOf(begin).slice(0, 7)}`, d = await boss.api.dashboards.get({});
    expect(d.sums.asked).toBe(before + 3);
    const [kept] = await board.tx.read.query<{ asked: number }[]>('SELECT asked FROM rollup WHERE areaId = ? AND own = 0 AND bucket = ?', [world.city.id, month]);
    expect(Number(kept!.asked)).toBe(before + 3);
  } finally {
    if (other !== board) await other.close();
  }
});
test('nobody sees more than his subtree, and nobody without the permission sees a number', async () => {
  for (const path of ['/dashboards', '/dashboards/children', '/dashboards/rows', '/wall']) {
    const query = { areaId: world.otherCommunity.id, ...(path.endsWith('rows') ? { measure: 'asked' } : {}) }, own = { ...query, areaId: world.community.id };
    await expect(boss.send({ method: 'GET', path, query })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(boss.send({ method: 'GET', path, query: { ...query, areaId: world.street.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await world.staff('GRID_WORKER', world.community)).send({ method: 'GET', path, query: own })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect((await world.person()).send({ method: 'GET', path, query: own })).rejects.toMatchObject({ code: /children|rows/.test(path) ? 'NOT_FOUND' : 'FORBIDDEN' });
    await expect(board.send()({ method: 'GET', path, query: own })).rejects.toMatchObject({ code: 'SIGN_IN' });
    await expect(boss.send({ method: 'GET', path, query: { ...own, areaId: world.compound.id } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(boss.send({ method: 'GET', path, query: { ...own, order: 'points' } })).rejects.toMatchObject({ code: 'INVALID' });
  }
  await expect(boss.send({ method: 'GET', path: '/dashboards/rows', query: { areaId: world.community.id, measure: 'logins' } })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(boss.send({ method: 'GET', path: '/dashboards', query: { day: '2026-02-30' } })).rejects.toMatchObject({ code: 'INVALID' });
  expect((await boss.api.dashboards.get({})).above).toEqual([]);
  expect((await city.api.dashboards.get({ areaId: world.community.id })).above.map((a) => a.name)).toEqual(['测试市', '东街道']);
});
test('the wall shows nothing of fewer than five, and what it shows is what the dashboard counts', async () => {
  const now = begin + 19 * DAY_MS;
  board.clock.set(now);
  for (let i = 0; i < 6; i++) await ask(`第${i}件`);
  board.clock.set(now + 31_000);
  const wall = await city.api.dashboards.wall();
  expect(wall.today.asked).toBe(6);
  expect(wall.today.resolved).toBe(0);
  expect(wall.recent.confirmed).toBe('FEW'); // two
  expect(wall.points.reduce((n, p) => n + p.days, 0)).toBe(30);
  expect(wall.children.map((c) => c.name)).toEqual(expect.arrayContaining(['东街道', '西街道']));
  const numbers: number[] = [];
  JSON.stringify([wall.today, wall.now, wall.points.map(({ asked, resolved }) => [asked, resolved]), wall.kinds, wall.waits, wall.children], (_, v: unknown) => { if (typeof v === 'number') numbers.push(v); return v; });
  expect(numbers.filter((n) => n > 0 && n < 5)).toEqual([]);
  expect(JSON.stringify(wall)).not.toContain(asker.name);
  const measure: Measure = 'asked';
  expect(wall.today.asked).toBe((await rows(city, { areaId: world.city.id, measure })).filter((r) => dayOf(r.at) === dayOf(now)).length);
});
