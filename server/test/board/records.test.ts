import { addDays, dayOf, DAY_MS, startOfDay } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { insertRecord } from '../../src/board/records/records.store.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { publish } from './service.js';

let board: Board, world: World, taskId: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  taskId = (await publish(board, world, await world.staff('COMMUNITY_SECRETARY', world.community), { areaId: world.compound.id })).id;
});
afterAll(() => board.stop());
const record = (who: Actor, day: string, minutes: number) => board.tx.run((m) => insertRecord(m, {
  id: newId(), userId: who.id, origin: 'LOG', services: 1, correctsId: null, logId: newId(), taskId, communityId: world.community.id, day, kind: 'CLEAN', title: '楼道清扫', startsAt: startOfDay(day), minutes, evidence: 'B', points: 5, pointsWhy: '30分钟 × 每小时 10 分，取整得 5 分', verifiedBy: 1, verifiedAt: board.clock.now(),
}));

test('own records, newest day first, page by page, and nobody else’s', async () => {
  const member = await world.person(), other = await world.person(), today = dayOf(board.clock.now());
  for (let i = 0; i < 24; i++) await record(member, addDays(today, -Math.floor(i / 2)), 30);
  await record(other, today, 60);
  const first = await member.api.records.mine({}), second = await member.api.records.mine({ after: first.next! });
  const all = [...first.items, ...second.items];
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 4, null]);
  expect(new Set(all.map((r) => r.id)).size).toBe(24);
  expect(all.map((r) => r.day)).toEqual(all.map((r) => r.day).sort().reverse());
  expect(all[0]).toEqual({ id: expect.any(Number) as number, day: today, title: '楼道清扫', kind: 'CLEAN', origin: 'LOG', services: 1, correctsId: null, areaName: '和平苑', minutes: 30, evidence: 'B', points: 5, pointsWhy: '30分钟 × 每小时 10 分，取整得 5 分', verifiedAt: expect.any(Number) as number, unitOfRecord: '柳树社区', counted: 30, standing: 1, asked: 0 });
  for (const after of ['x', '1', '2026-01-01', '-_'])
    await expect(member.send({ method: 'GET', path: '/records/mine', query: { after } })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(board.send()({ method: 'GET', path: '/records/mine' })).rejects.toMatchObject({ code: 'SIGN_IN' });
});
test('the summary adds whole minutes, all and of this year in Shanghai', async () => {
  const member = await world.person(), year = dayOf(board.clock.now()).slice(0, 4);
  expect(await member.api.records.summary()).toEqual({ minutes: 0, count: 0, yearMinutes: 0, yearCount: 0 });
  await record(member, `${year}-01-01`, 45);
  await record(member, dayOf(startOfDay(`${year}-01-01`) - DAY_MS), 50);
  expect(await member.api.records.summary()).toEqual({ minutes: 95, count: 2, yearMinutes: 45, yearCount: 1 });
});
test('there is no way to write a record by hand', async () => {
  const member = await world.person();
  for (const method of ['POST', 'PUT', 'DELETE'] as const) await expect(member.send({ method, path: '/records/mine', body: {}, key: key() })).rejects.toMatchObject({ status: 404 });
});
