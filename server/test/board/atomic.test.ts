import { MINUTE_MS } from '@xianfeng/shared';
import { award } from '../../src/credit/journal/journal.store.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type World } from '../world.js';
import { claim, count, publish } from './service.js';

let board: Board, world: World;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
});
afterAll(() => board.stop());

test('a verification whose points cannot be booked does not stand either', async () => {
  const secretary = await world.staff('COMMUNITY_SECRETARY', world.community), member = await world.person(), task = await publish(board, world, secretary), claimed = await claim(member, task);
  board.clock.set(claimed.endsAt + MINUTE_MS);
  await secretary.api.attendance.mark(task.shifts[0]!.id, { claimIds: [claimed.id], present: true }, key());
  const log = await member.api.logs.submit({ claimId: claimed.id, text: '已按要求完成' }, key());
  // The journal already holds an award for this very log, so that a second one is refused by its key.
  const facts = { minutes: 6, kind: 'CLEAN' as const, evidence: 'B' as const, difficulty: null, day: '2026-01-01', dayPoints: 0, monthPoints: 0, addition: null };
  await board.tx.run((m) => award(m, board.clock.now(), { userId: member.id, points: 1, title: '早先入账', why: '早先入账', logId: log.id, areaId: world.community.id, actorId: secretary.id, ruleVersion: 1, facts }));
  await expect(secretary.api.logs.verify({ logIds: [log.id] }, key())).rejects.toThrow();
  expect((await member.api.logs.get(log.id)).status).toBe('SUBMITTED');
  expect(await count(board, 'service_record WHERE userId = ?', [member.id])).toBe(0);
  expect((await member.api.points.mine()).available).toBe(1);
});
