import { DAY_MS, HOUR_MS, type TaskView } from '@xianfeng/shared';
import { key } from '../start.js';
import { makeMessageWorld, TEMPLATE_IDS, type MessageWorld } from '../support/messages.js';
import type { Actor } from '../world.js';
import { publish } from './board.world.js';

let w: MessageWorld, secretary: Actor;
beforeAll(async () => {
  w = await makeMessageWorld();
  secretary = await w.world.staff('COMMUNITY_SECRETARY', w.world.community);
});
afterAll(() => w.stop());
beforeEach(() => w.nextWeek());
const task = (startsAt: number, o = {}): Promise<TaskView> => publish(secretary.api, w.world.community.id, { startsAt, places: 10, ...o });
const claim = (who: Actor, t: TaskView) => who.api.claims.create({ shiftId: t.shifts[0]!.id }, key());
const remind = async (at: number) => { w.board.clock.set(at); await w.board.jobs.run('claims.remind'); };
const told = async (who: Actor) => (await who.api.notices.list({})).items.filter((n) => n.title === '服务快开始了').length;

test('who has a place is reminded two hours before, once, in the inbox and by WeChat', async () => {
  const t = await task(w.at('19:00', 1)), me = await w.follower({ REMINDER: 2 }), waiting = await w.world.person();
  const mine = await claim(me, t);
  await remind(w.at('16:59', 1));
  expect(await told(me)).toBe(0);
  await remind(w.at('17:00', 1));
  await remind(w.at('17:01', 1));
  await w.work();
  expect([await told(me), await told(waiting)]).toEqual([1, 0]);
  expect(await w.wechat.ctl.sent(me.openId)).toMatchObject([{ template: TEMPLATE_IDS.REMINDER, page: `packages/more/pages/claim/index?id=${mine.id}`, data: { thing1: t.title, thing3: expect.stringContaining('“清理三号楼楼道”') as string } }]);
});
test('of a morning shift in the evening before; who claims after that, or left, is not reminded', async () => {
  const t = await task(w.at('08:30', 2)), early = await w.world.person(), gone = await w.world.person(), late = await w.world.person();
  await claim(early, t);
  const out = await claim(gone, t);
  await gone.api.claims.withdraw(out.id, key());
  await remind(w.at('20:00', 1) + 1);
  await claim(late, t);
  await remind(w.at('21:00', 1));
  await remind(w.at('07:00', 2));
  expect([await told(early), await told(gone), await told(late)]).toEqual([1, 0, 0]);
});
test('a shift that moves is reminded of again, and who was told of the move is told of the new time', async () => {
  const t = await task(w.at('19:00', 1)), me = await w.follower({ REMINDER: 2, TASK: 1 });
  await claim(me, t);
  await remind(w.at('17:00', 1));
  const startsAt = w.at('19:00', 2);
  await secretary.api.tasks.update(t.id, { shifts: [{ id: t.shifts[0]!.id, startsAt, endsAt: startsAt + 2 * HOUR_MS, places: 10 }] }, key());
  await w.work();
  await remind(w.at('17:00', 2));
  expect(await told(me)).toBe(2);
  const moved = (await w.wechat.ctl.sent(me.openId)).find((m) => m.template === TEMPLATE_IDS.TASK);
  expect(moved?.data.time3).toContain('19:00');
});
test('a cancelled task reminds nobody; word of it goes at night when it would have begun in the morning', async () => {
  const t = await task(w.at('07:00', 2)), me = await w.follower({ TASK: 1, REMINDER: 1 });
  await claim(me, t);
  w.board.clock.set(w.at('22:30', 1));
  await secretary.api.tasks.cancel(t.id, { reason: '下大雨' }, key());
  await w.work();
  expect((await w.wechat.ctl.sent(me.openId)).map((m) => m.template)).toEqual([TEMPLATE_IDS.TASK]);
  await remind(w.at('22:31', 1));
  expect(await told(me)).toBe(0);
});
test('two processes that remind at once remind once', async () => {
  const t = await task(w.at('19:00', 1)), people = await Promise.all(Array.from({ length: 6 }, () => w.world.person()));
  for (const p of people) await claim(p, t);
  const { BeginningJobs } = await import('../../src/board/claims/beginnings.jobs.js');
  w.board.clock.set(w.at('17:30', 1));
  const job = w.board.app.get(BeginningJobs);
  await Promise.all([job.remind(), job.remind(), job.remind()]);
  expect(await Promise.all(people.map(told))).toEqual([1, 1, 1, 1, 1, 1]);
  w.board.clock.set(w.board.clock.now() + DAY_MS);
});
