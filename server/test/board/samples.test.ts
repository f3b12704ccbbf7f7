import { addDays, dayOf, HOUR_MS, instant, monthOf, type Evidence } from '@xianfeng/shared';
import { insertRecord } from '../../src/board/records/records.store.js';
import { draw, monthBefore } from '../../src/board/samples/samples.rules.js';
import { newId } from '../../src/lib/ids.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { count, outcomes } from './service.js';

let board: Board, world: World, sister: Actor, sisterWorker: Actor, secretary: Actor, officer: Actor, organiser: Actor, member: Actor, month: string;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  const beside = await world.area(world.street, 'COMMUNITY', '桃树社区');
  [secretary, sister, sisterWorker, officer, organiser, member] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('COMMUNITY_SECRETARY', beside), await world.staff('COMMUNITY_WORKER', beside), await world.staff('STREET_OFFICER', world.street), await world.staff('CITY_ORGANISER', world.city), await world.person({ name: '欧阳小红' })];
  month = monthBefore(dayOf(board.clock.now()));
});
afterAll(() => board.stop());

/** Recorded on the tenth of last month. */
const record = (evidence: Evidence = 'B', o: { communityId?: number; verifiedAt?: number; verifiedBy?: number; userId?: number; day?: string } = {}): Promise<number> => {
  const id = newId(), day = o.day ?? `${month}-10`, verifiedAt = instant(`${month}-10`, '15:00');
  return board.tx.run(async (m) => {
    await insertRecord(m, { id, userId: member.id, origin: evidence === 'D' ? 'MANUAL' : 'LOG', services: 1, correctsId: null, logId: evidence === 'D' ? null : newId(), taskId: null, communityId: world.community.id, day, kind: 'CLEAN', title: '楼道清扫', startsAt: instant(day, '09:00'), minutes: 60, evidence, points: 0, pointsWhy: '', verifiedBy: secretary.id, verifiedAt, ...o });
    return id;
  });
};

test('five in a hundred and all of grade D are drawn once, kept with their seed, and another community of the street is asked', async () => {
  const ids = [];
  for (let i = 0; i < 41; i++) ids.push(await record());
  const byHand = [await record('D'), await record('D', { day: addDays(`${month}-01`, -200) })]; // decided long after the service
  await record('B', { verifiedAt: instant(dayOf(board.clock.now()), '00:00') }); // this month's
  await Promise.all([board.jobs.run('samples.draw'), board.jobs.run('samples.draw')]);
  await board.jobs.run('samples.draw');
  const [drawn] = await board.tx.read.query<{ seed: string; records: number; drawn: number }[]>('SELECT seed, records, drawn FROM sample_draw WHERE communityId = ? AND month = ?', [world.community.id, month]);
  expect(drawn).toMatchObject({ records: 43, drawn: 5 });
  const found = (await board.tx.read.query<{ recordId: number }[]>('SELECT recordId FROM record_sample WHERE communityId = ? ORDER BY recordId', [world.community.id])).map((r) => r.recordId);
  expect(found).toEqual(draw([...ids.map((id) => ({ id, evidence: 'B' as const })), ...byHand.map((id) => ({ id, evidence: 'D' as const }))], drawn!.seed));
  expect(found).toEqual(expect.arrayContaining(byHand));
  await expect(sister.api.samples.list({ areaId: world.street.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const mine = await officer.api.samples.list({ areaId: world.street.id });
  expect(mine.items).toHaveLength(5);
  expect(mine.items[0]).toMatchObject({ person: '欧某', status: 'OPEN', recordedBy: '柳树社区', checkedBy: '桃树社区', month });
  expect(JSON.stringify(mine)).not.toContain('欧阳小红');
  expect((await sister.api.notices.list({})).items[0]).toMatchObject({ title: '有记录请你们抽查' });
});
test('the checking community says what it found; a doubt needs words and goes to the recorder’s street', async () => {
  const area = (await board.tx.read.query<{ id: number }[]>("SELECT id FROM area WHERE name = '桃树社区'"))[0]!.id;
  const { items: [first, second, third] } = await sister.api.samples.list({ areaId: area });
  expect(first!.actions).toEqual(['check']);
  expect(await sister.api.samples.check(first!.id, { verdict: 'TRUE' }, key())).toMatchObject({ status: 'TRUE', actions: [] });
  await expect(sister.api.samples.check(second!.id, { verdict: 'DOUBT' }, key())).rejects.toMatchObject({ fields: { note: expect.any(String) as string } });
  expect(await sisterWorker.api.samples.check(second!.id, { verdict: 'DOUBT', note: '联系人说当天没有活动' }, key())).toMatchObject({ status: 'DOUBT' });
  await expect(sister.api.samples.check(second!.id, { verdict: 'TRUE' }, key())).rejects.toMatchObject({ code: 'STATE' });
  await expect(secretary.api.samples.check(third!.id, { verdict: 'TRUE' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(secretary.api.samples.list({ areaId: area })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(sister.api.samples.close(second!.id, { reason: '查过了没问题' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await officer.api.samples.doubts({ areaId: world.street.id })).items.map((s) => [s.id, s.note, s.actions])).toEqual([[second!.id, '联系人说当天没有活动', ['close']]]);
  expect(await officer.api.samples.close(second!.id, { reason: '查过签到表，人到了，联系人记错' }, key())).toMatchObject({ status: 'CLOSED', closing: '查过签到表，人到了，联系人记错' });
  const { done } = await outcomes(Array.from({ length: 8 }, (_, i) => (i % 2 ? sister : sisterWorker).api.samples.check(third!.id, { verdict: i % 3 ? 'TRUE' : 'DOUBT', note: '看过了照片' }, key())));
  expect(done).toBe(1);
});
test('results are rates by community, without names', async () => {
  const rates = await organiser.api.samples.rates({ areaId: world.city.id }), mine = rates.find((r) => r.areaId === world.community.id)!;
  expect(mine).toMatchObject({ name: '柳树社区', streetName: '东街道', month, records: 43, drawn: 5, checked: 3 });
  expect(mine.doubts).toBeGreaterThanOrEqual(1);
  expect(JSON.stringify(rates)).not.toMatch(/欧|测试员/);
  expect(rates.every((r) => monthOf(instant(`${r.month}-01`, '00:00')) === month)).toBe(true);
});
test('nobody checks what he verified himself, nor the corrections of a record', async () => {
  await board.tx.run((m) => m.query('DELETE FROM sample_draw WHERE communityId = ?', [world.otherCommunity.id]));
  await record('D', { communityId: world.otherCommunity.id, verifiedBy: officer.id });
  await board.jobs.run('samples.draw');
  const { items } = await officer.api.samples.list({ areaId: world.street.id, status: 'OPEN' }), lonely = items.find((s) => s.recordedBy === '槐树社区')!;
  expect(lonely.actions).toEqual([]);
  await expect(officer.api.samples.check(lonely.id, { verdict: 'TRUE' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  expect(await count(board, 'record_sample WHERE communityId = ?', [world.otherCommunity.id])).toBe(1);
});

test('an auditor sees who verified what, how fast and when, and opens the records behind each figure', async () => {
  const auditor = await world.staff('AUDITOR', world.city), who = await world.staff('COMMUNITY_WORKER', world.community), day = dayOf(board.clock.now() - 48 * HOUR_MS);
  const people = [await world.person(), await world.person()];
  for (let i = 0; i < 6; i++) {
    const logId = newId(), userId = people[i % 3 === 0 ? 1 : 0]!.id, verifiedAt = instant(day, i < 2 ? '23:10' : '10:00');
    await board.tx.run(async (m) => {
      await m.query("INSERT INTO service_log (id, taskId, shiftId, claimId, userId, communityId, text, status, reason, minutes, minutesWhy, evidence, submittedAt, dueAt, decidedBy, decidedAt) VALUES (?, 1, 1, ?, ?, ?, '', 'VERIFIED', NULL, 60, '', 'C', ?, ?, ?, ?)", [logId, logId, userId, world.community.id, verifiedAt - (i === 5 ? 20_000 : 3_600_000), verifiedAt, who.id, verifiedAt]);
      await insertRecord(m, { id: newId(), userId, origin: 'LOG', services: 1, correctsId: null, logId, taskId: null, communityId: world.community.id, day, kind: 'CLEAN', title: '巡查', startsAt: instant(day, '08:00'), minutes: i === 4 ? 480 : 60, evidence: i === 3 ? 'C' : 'B', points: 0, pointsWhy: '', verifiedBy: who.id, verifiedAt });
    });
  }
  const row = (await auditor.api.anomalies.list({ areaId: world.city.id })).find((r) => r.userId === who.id)!;
  expect(row).toEqual({ userId: who.id, name: who.name, areaName: '柳树社区', records: 6, minutes: 780, fast: 1, night: 2, cap: 1, gradeC: 1, gradeD: 0, repeats: 4, people: 2 });
  const records = async (sign?: 'FAST' | 'NIGHT' | 'CAP' | 'GRADE_C' | 'GRADE_D' | 'SAME') => (await auditor.api.anomalies.records({ areaId: world.city.id, verifierId: who.id, sign })).items;
  expect(await records()).toHaveLength(6);
  for (const [sign, n] of [['FAST', row.fast], ['NIGHT', row.night], ['CAP', row.cap], ['GRADE_C', row.gradeC], ['GRADE_D', 0], ['SAME', row.repeats]] as const) {
    const found = await records(sign);
    expect([sign, found.length]).toEqual([sign, n]);
    if (sign !== 'SAME') expect(found.every((r) => r.signs.includes(sign))).toBe(true);
  }
  await expect(secretary.api.anomalies.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(auditor.api.anomalies.list({ areaId: world.city.id, from: '2026-05-02', to: '2026-05-01' })).rejects.toMatchObject({ code: 'INVALID' });
});
