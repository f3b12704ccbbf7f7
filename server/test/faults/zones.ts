import { dayOf, HOUR_MS, instant, MINUTE_MS } from '@xianfeng/shared';
import { key } from '../start.js';
import { openHouse, type House } from './support/house.js';
import { how, insist, Refused } from './support/line.js';
import type { Database } from './support/mariadb.js';
import { fault, QUICK } from './support/report.js';
import type { ServerProcess } from './support/servers.js';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York'];
/** Shanghai days whose last millisecond matters: the end of a month, of February of a leap year, of a year. */
const DAYS = ['2027-11-30', '2027-12-31', '2028-02-29'];
type Story = Record<string, unknown>;

/** What day it is belongs to Shanghai: not to the machine's zone, and no clock of one machine is trusted by another. */
export function zones(database: () => Database): void {
  let house: House;
  // Three processes of one database, each believing to stand somewhere else. All clocks stand still between the steps.
  beforeAll(async () => {
    const startAt = instant(DAYS[0]!, '06:00');
    house = await openHouse(database(), { startAt, steered: { at: startAt }, each: ZONES.map((timeZone) => ({ timeZone })) });
  }, 120_000);
  afterAll(() => house?.close());

  fault('FT-13', 'the same days in three time zones, and two clocks 20 minutes apart', () => house.books(), async () => {
    const stories: Story[][] = ZONES.map(() => []);
    for (const day of QUICK ? DAYS.slice(1) : DAYS) (await scriptedDay(house, day)).forEach((story, n) => stories[n]!.push(story));
    const told = stories.map((pages) => JSON.stringify(withoutIds(pages), null, 1));
    expect(told[1]).toBe(told[0]);
    expect(told[2]).toBe(told[0]);
    await house.books();
    const apart = await clocksApart(house);
    return `${QUICK ? 2 : 3} days at 23:59:59.999 in ${ZONES.join(', ')}: ${told[0]!.length} bytes of statements, equal; ${apart}`;
  });
}

/** A day whose shift goes over midnight, lived through each of the processes at the same instants, by somebody of its own at a shop of its own. */
async function scriptedDay(house: House, day: string): Promise<Story[]> {
  const last = instant(day, '23:59') + 59_999, { secretary, keeper, servers } = house;
  const clock = async (at: number): Promise<void> => {
    house.board.clock.set(at);
    for (const s of servers) await s.setClock({ at });
  };
  const inEach = <T>(work: (n: number) => Promise<T>): Promise<T[]> => servers.reduce(async (done, _, n) => [...(await done), await work(n)], Promise.resolve<T[]>([]));
  await clock(instant(day, '08:00'));
  const lives = await inEach(async (n) => {
    const [me] = await house.people(1, 200), pointId = await house.shop.point(house.world.community, '兑换点');
    const { id: rewardId } = await servers[n]!.as(keeper).rewards.stock(pointId, { name: '米', unit: '袋', kind: 'GOODS', points: 50, stock: 10, perPerson: 1, limitPeriod: 'MONTH' }, key());
    const tasks = [await house.task(5, { title: '清晨扫雪', startsAt: instant(day, '09:00'), hours: 6 }), await house.task(5, { title: '除夕守夜', startsAt: instant(day, '22:00'), hours: 4 })];
    const claims: number[] = [];
    for (const t of tasks) claims.push((await servers[n]!.as(me!).claims.create({ shiftId: t.shifts[0]!.id }, key())).id);
    return { mine: servers[n]!.as(me!), staff: servers[n]!.as(secretary), counter: servers[n]!.as(keeper), pointId, rewardId, shifts: tasks.map((t) => t.shifts[0]!.id), claims, story: { day } as Story, logs: [] as number[], code: '' };
  });
  for (const [i, hour] of ['09:00', '22:00'].entries()) {
    await clock(instant(day, hour));
    await inEach((n) => lives[n]!.staff.attendance.mark(lives[n]!.shifts[i]!, { claimIds: [lives[n]!.claims[i]!], present: true }, key()));
  }
  // The last millisecond of the day, month, year.
  await clock(last);
  await inEach(async (n) => {
    const { mine, staff, claims, rewardId, story, logs } = lives[n]!;
    story.checkOut = await mine.attendance.checkOut(claims[1]!, key());
    for (const claimId of claims) logs.push((await mine.logs.submit({ claimId, text: '已按要求完成' }, key())).id);
    story.verifiedAtNight = await staff.logs.verify({ logIds: [logs[0]!] }, key());
    lives[n]!.code = (await mine.redemptions.order({ rewardId, quantity: 1 }, key())).code!;
    story.again = await mine.redemptions.order({ rewardId, quantity: 1 }, key()).then((o) => o.status, said);
    story.before = [await mine.points.mine(), await mine.records.summary()];
    expect(story.again).toContain('REWARD_LIMIT');
  });
  // One millisecond later another day has begun: another month of limits, another day of caps.
  await clock(last + 1);
  await inEach(async (n) => {
    const { mine, staff, counter, rewardId, pointId, story, logs, code } = lives[n]!;
    story.newMonth = await mine.redemptions.order({ rewardId, quantity: 1 }, key()).then((o) => o.status, said);
    expect(story.newMonth).toBe('HELD');
    story.verifiedAfter = await staff.logs.verify({ logIds: [logs[1]!] }, key());
    await counter.redemptions.collect({ code }, key());
    const entries = (await mine.points.entries({})).items;
    const why = [];
    for (const e of entries) why.push(await mine.points.why(e.id));
    Object.assign(story, {
      entries, why, points: await mine.points.mine(), records: await mine.records.mine({}), summary: await mine.records.summary(), logs: await mine.logs.mine({}), orders: await mine.redemptions.mine({}), notices: await mine.notices.list({}), claims: await mine.claims.mine({ state: 'PAST' }),
      sheets: [await counter.rewards.sheet({ pickupPointId: pointId, month: day.slice(0, 7) }), await counter.rewards.sheet({ pickupPointId: pointId, month: dayOf(last + 1).slice(0, 7) })], moves: await counter.rewards.moves({ pickupPointId: pointId, rewardId }),
    });
  });
  return lives.map(({ story }) => story);
}
const said = (e: unknown): string => (e instanceof Refused ? e.text : String(e));

/** Ids and what people are numbered by are new in each house; by order of appearance they are the same. Instants (13 digits) stay as they are. */
function withoutIds(pages: unknown): unknown {
  const seen = new Map<string, string>(), number = (id: string): string => seen.get(id) ?? (seen.set(id, `#${seen.size + 1}`), seen.get(id)!);
  const text = JSON.stringify(pages).replaceAll(/\d{15,}/g, number).replaceAll(/测试员\d+/g, number).replaceAll(/1540\d{7}/g, number).replaceAll(/"code":"[^"]+"/g, '"code":"…"').replaceAll(/\?[^"]*sig=[^"]*/g, '');
  return JSON.parse(text.replaceAll(/([:[,])(#\d+)/g, '$1"$2"'));
}

/** Ten minutes ahead here, ten minutes behind there: codes are refused politely, nothing is counted backwards, and keys hold. */
async function clocksApart(house: House): Promise<string> {
  const [ahead, behind] = house.servers as [ServerProcess, ServerProcess], base = house.now();
  const tenApart = async (at: number): Promise<void> => {
    house.board.clock.set(at);
    await ahead.setClock({ offset: at + 10 * MINUTE_MS - Date.now() });
    await behind.setClock({ offset: at - 10 * MINUTE_MS - Date.now() });
  };
  await house.servers[2]!.setClock({ offset: base - Date.now() });
  await tenApart(base);
  const [me, other] = await house.people(2, 500), { secretary, keeper } = house, startsAt = house.now() + 25 * MINUTE_MS, task = await house.task(5, { startsAt }), shiftId = task.shifts[0]!.id;
  const claim = await ahead.as(me!).claims.create({ shiftId }, key());
  await behind.as(other!).claims.create({ shiftId }, key());
  const k = key(), rewardId = await house.goods({ points: 10 }), order = await ahead.as(me!).redemptions.order({ rewardId, quantity: 1 }, k);
  expect((await behind.as(me!).redemptions.order({ rewardId, quantity: 1 }, k)).id).toBe(order.id);
  // The code on the leader's screen is of one clock and is read by the other.
  const { payload } = await ahead.as(secretary).attendance.shiftCode(shiftId);
  const [foreign] = await Promise.allSettled([behind.as(me!).attendance.scan({ payload }, key())]);
  expect(how(foreign!)).toBe('409 QR_STALE');
  // Arrived by the clock that is ahead, left by the one that is behind: before he came.
  await ahead.as(me!).attendance.scan({ payload: (await ahead.as(secretary).attendance.shiftCode(shiftId)).payload }, key());
  const out = await behind.as(me!).attendance.checkOut(claim.id, key());
  expect(out.leftAt! - out.attendedAt!).toBeLessThan(0);
  // Later both say that the shift is over.
  await tenApart(base + 2 * HOUR_MS);
  const log = await behind.as(me!).logs.submit({ claimId: claim.id, text: '已按要求完成' }, key());
  expect(log.minutes).toBe(1);
  const verified = await ahead.as(secretary).logs.verify({ logIds: [log.id] }, key());
  expect([verified.verified, verified.minutes]).toEqual([[log.id], 1]);
  const [record] = (await behind.as(me!).records.mine({})).items;
  expect([record!.minutes, record!.day]).toEqual([1, dayOf(startsAt)]);
  expect((await behind.as(keeper).redemptions.collect({ code: order.code! }, key())).status).toBe('COLLECTED');
  // Getting in: the code is sent by one and entered at the other.
  const signIn = await insist(2, async (n) => {
    const phone = `1548${String(9_000_000 + n)}`, { demoCode } = await house.servers[n]!.as(null).session.phoneCode(phone);
    const [r] = await Promise.allSettled([house.servers[1 - n]!.as(null).session.phone(phone, demoCode!)]);
    return how(r!);
  });
  return `clocks 20 minutes apart: same key same order, a code of the other clock refused as stale, left before he came counts 1 minute, sign-in across both ${signIn}`;
}
