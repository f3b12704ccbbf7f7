import { addDays, DAY_MS, dayOf, instant, startOfDay, type SimulationView, type TariffRules } from '@xianfeng/shared';
import { ServiceRecord } from '../../src/board/records/record.entity.js';
import { DEFAULT_TARIFF, pointsFor } from '../../src/credit/tariff/tariff.rules.js';
import { Me } from '../../src/http/me.js';
import { lastQuarter } from '../../src/insight/simulations/simulations.rules.js';
import { SimulationsService } from '../../src/insight/simulations/simulations.service.js';
import { newId } from '../../src/lib/ids.js';
import type { AreaRow } from '../../src/people/areas/areas.store.js';
import { DirectoryService } from '../../src/people/users/directory.service.js';
import { publish } from '../board/service.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, city: Actor, street: Actor, secretary: Actor, taskId: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  street = await world.staff('STREET_OFFICER', world.street);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  taskId = (await publish(board, world, secretary)).id;
});
afterAll(() => board.stop());
// Each test looks at all records there are.
afterEach(async () => {
  board.clock.reset();
  await board.tx.run((m) => m.query('DELETE FROM service_record'));
});

const span = () => lastQuarter(dayOf(board.clock.now()));
type Some = Partial<Omit<ServiceRecord, 'id' | 'userId' | 'logId' | 'title' | 'pointsWhy' | 'verifiedBy'>>;
/** Records as verification leaves them. */
async function records(rows: readonly (Some & { userId: number })[]): Promise<void> {
  const all = rows.map((o) => {
    const day = o.day ?? span().from;
    return { id: newId(), origin: 'LOG', services: 1, correctsId: null, logId: newId(), taskId, communityId: world.community.id, kind: 'CLEAN', title: '楼道清扫', startsAt: startOfDay(day), minutes: 60, evidence: 'B', points: 10, pointsWhy: '1小时', verifiedBy: 1, verifiedAt: startOfDay(day) + DAY_MS, ...o, day } as ServiceRecord;
  });
  const columns = ['id', 'userId', 'origin', 'services', 'correctsId', 'logId', 'taskId', 'communityId', 'day', 'kind', 'title', 'startsAt', 'minutes', 'evidence', 'points', 'pointsWhy', 'verifiedBy', 'verifiedAt'] as const;
  for (let i = 0; i < all.length; i += 1_000) {
    const part = all.slice(i, i + 1_000);
    await board.tx.run((m) => m.query(`INSERT INTO service_record (${columns.join(', ')}) VALUES ${part.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ')}`, part.flatMap((r) => columns.map((c) => r[c]))));
  }
}
const many = (n: number, o: Some = {}) => Array.from({ length: n }, () => ({ userId: newId(), ...o }));
const rules = (o: Partial<TariffRules> = {}, cleanPoints = 10): TariffRules => ({ ...DEFAULT_TARIFF, ...o, lines: { ...DEFAULT_TARIFF.lines, CLEAN: { ...DEFAULT_TARIFF.lines.CLEAN, points: cleanPoints } } });
const simulate = (who: Actor, draft: TariffRules): Promise<SimulationView> => who.api.tariffs.simulate({ rules: draft });

test('the last three full months, and nothing beside them', async () => {
  const { from, to } = span();
  await records([...many(5, { day: from }), ...many(5, { day: to }), ...many(5, { day: addDays(from, -1) }), ...many(5, { day: addDays(to, 1) })]);
  expect(await simulate(city, rules({ pointValueFen: 20 }, 15))).toEqual({
    from, to, records: 10, people: 10, points: { now: 100, draft: 150 }, costFen: { now: 1_000, draft: 3_000 }, gain: 10, lose: 0, same: 0, medianChange: 5, bands: [{ label: '增加 5–19 分', people: 10 }],
    communities: [{ areaId: world.community.id, name: '柳树社区', now: 100, draft: 150, people: 10 }], kinds: [{ kind: 'CLEAN', now: 100, draft: 150, records: 10 }],
  });
});
test('a street sees its own communities; what people did elsewhere still fills their caps', async () => {
  const people = many(6), day = span().from;
  await records([...people.map(({ userId }) => ({ userId, day, communityId: world.otherCommunity.id })), ...people.map(({ userId }) => ({ userId, day })), ...many(7, { communityId: world.otherCommunity.id })]);
  expect(await simulate(street, rules({ caps: { task: 0, day: 15, month: 0 } }))).toMatchObject({ records: 6, people: 6, points: { now: 60, draft: 30 }, communities: [{ name: '柳树社区' }] });
  expect(await simulate(city, rules({ caps: { task: 0, day: 15, month: 0 } }))).toMatchObject({ records: 19, people: 13, points: { now: 190, draft: 160 } });
  await expect(simulate(secretary, rules())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(simulate(await world.person(), rules())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(simulate(city, { ...rules(), factors: { 1: 5, 2: 12, 3: 15 } })).rejects.toMatchObject({ fields: { 'rules.factors.1': expect.any(String) as string } });
});
test('over what was really verified, with caps, difficulties and an addition, the tariff in force gives what was given', async () => {
  // The tariff begins in the first of three months to come; the clock goes there, and beyond for the look back.
  const now = Date.now(), first = `${addDays(dayOf(now), 40).slice(0, 7)}-01`, draft = rules({ caps: { task: 25, day: 33, month: 61 }, evidence: { A: 100, B: 90, C: 50, D: 0 } });
  const { id } = await city.api.tariffs.create({ name: '带封顶的办法', rules: draft });
  await city.api.tariffs.publish(id, { effectiveFrom: first });
  const { id: addition } = await secretary.api.additions.propose({ areaId: world.community.id, title: '加分', kinds: ['CLEAN'], percent: 30, budget: 70, from: first, to: addDays(first, 20) });
  await street.api.additions.approve(addition);
  const people = await Promise.all(Array.from({ length: 8 }, () => world.person())), home: AreaRow = world.community;
  const shift = (day: number, hour: number, hours: number) => ({ startsAt: instant(addDays(first, day), `${String(hour).padStart(2, '0')}:00`), endsAt: instant(addDays(first, day), `${String(hour + hours).padStart(2, '0')}:00`), places: 20 });
  const tasks = [];
  for (const [day, hour, hours, kind, difficulty] of [[0, 8, 3, 'CLEAN', 0], [0, 13, 1, 'ELDER', 3], [0, 18, 2, 'CLEAN', 2], [5, 9, 2, 'CLEAN', 0], [9, 9, 2, 'HAIR', 1], [30, 9, 3, 'CLEAN', 3]] as const)
    tasks.push(await publish(board, { ...world, community: home }, secretary, { kind, difficulty, shifts: [shift(day, hour, hours)] }));
  const logs: number[] = [];
  for (const [i, t] of tasks.entries()) {
    board.clock.set(t.startsAt - DAY_MS);
    const mine = people.filter((_, p) => (p + i) % 3 !== 0), claims = [];
    for (const p of mine) claims.push(await p.api.claims.create({ shiftId: t.shifts[0]!.id }, key()));
    board.clock.set(t.endsAt + 60_000);
    // One in four was not seen: grade C.
    await secretary.api.attendance.mark(t.shifts[0]!.id, { claimIds: claims.filter((_, c) => c % 4 !== 3).map((c) => c.id), present: true }, key());
    for (const [c, p] of mine.entries()) logs.push((await p.api.logs.submit({ claimId: claims[c]!.id, text: '' }, key())).id);
  }
  // Not in the order of the services: caps fill up in the order of verification.
  for (const part of [logs.slice(12), logs.slice(0, 12).reverse()]) for (const one of part) expect((await secretary.api.logs.verify({ logIds: [one] }, key())).refused).toEqual([]);
  const used = (await secretary.api.additions.list(world.community.id))[0]!.used;
  board.clock.set(instant(`${addDays(first, 75).slice(0, 7)}-20`, '12:00'));
  const given = await simulate(city, draft), [sum] = await board.tx.read.query<{ n: number }[]>('SELECT SUM(points) AS n FROM service_record');
  expect(used).toBeGreaterThan(20);
  expect(given).toMatchObject({ records: logs.length, people: 8, points: { now: Number(sum!.n), draft: Number(sum!.n) }, gain: 0, lose: 0, same: 8, medianChange: 0, bands: [{ label: '不变', people: 8 }] });
  expect(given.kinds.map((k) => k.draft - k.now)).toEqual([0, 0, 0]);
  const freer = await simulate(city, { ...draft, caps: { task: 0, day: 0, month: 0 } });
  expect(freer.points.draft).toBeGreaterThan(freer.points.now);
});
test('60,000 records within seconds; who asks the same meanwhile gets the same answer', async () => {
  const day = span().from, people = Array.from({ length: 4_000 }, () => newId()), communities = [world.community, world.otherCommunity], kinds = ['CLEAN', 'ELDER', 'PATROL'] as const;
  const rows = Array.from({ length: 60_000 }, (_, i) => {
    const kind = kinds[i % 3]!, minutes = 30 + (i % 7) * 15, { points } = pointsFor(DEFAULT_TARIFF, { minutes, kind, evidence: 'B', difficulty: null, day, dayPoints: 0, monthPoints: 0, addition: null });
    return { userId: people[i % people.length]!, day: addDays(day, (i * 7) % 90), communityId: communities[i % 2]!.id, kind, minutes, points };
  });
  await records(rows);
  const began = performance.now(), view = await simulate(city, rules()), took = performance.now() - began;
  const total = rows.reduce((n, r) => n + r.points, 0);
  expect(view).toMatchObject({ people: 4_000, same: 4_000, points: { now: total, draft: total } });
  expect(took).toBeLessThan(6_000);
  const service = board.app.get(SimulationsService), session = async (who: Actor) => (await board.app.get(DirectoryService).session(who.token))!;
  const [one, two, three] = [new Me(await session(city)), new Me(await session(await world.staff('CITY_ORGANISER', world.city))), new Me(await session(street))];
  const draft = rules({}, 11), runs = [one, two].map((me) => service.simulate(me, { rules: draft })), other = service.simulate(three, { rules: draft });
  expect(runs[0]).toBe(runs[1]);
  expect(other).not.toBe(runs[0]);
  expect((await other).points.now).toBeLessThan((await runs[0]!).points.now);
  expect(service.simulate(one, { rules: draft })).not.toBe(runs[0]);
}, 120_000);
test('one person with more records than are read at once', async () => {
  const [userId, other] = [newId(), newId()], day = span().from;
  await records([...many(20), ...Array.from({ length: 2_300 }, (_, i) => ({ userId, day: addDays(day, i % 80) })), ...many(20), ...Array.from({ length: 4_100 }, (_, i) => ({ userId: other, day: addDays(day, i % 80) }))]);
  expect(await simulate(city, rules({ caps: { task: 0, day: 10, month: 0 } }))).toMatchObject({ records: 6_440, people: 42, points: { now: 64_400, draft: 40 * 10 + 2 * 80 * 10 } });
}, 120_000);
