import { DAY_MS, HOUR_MS, MINUTE_MS, type TaskView } from '@xianfeng/shared';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { publish } from '../board/board.world.js';
import { key } from '../start.js';
import { makeMessageWorld, TEMPLATE_IDS, type Follower, type MessageWorld } from '../support/messages.js';
import type { Actor } from '../world.js';

/** Board time of an outage, of what may pass until all is gone after it, and between two looks at the outbox. */
const OUTAGE_MS = 10 * MINUTE_MS, DRAIN_MS = 5 * MINUTE_MS, TICK_MS = 10_000;
const REQUEST_MS = 5_500;
const EVENTS = 20;
/** What the sending of messages suffers for ten minutes; `refuse`: the process does not listen. */
const FAULTS: [string, object][] = [
  ['no answer', { fault: 'timeout', ms: 60_000 }], ['connection reset', { fault: 'reset' }], ['half an answer', { fault: 'half-body' }], ['an answer drop by drop', { fault: 'slow-drip', ms: 50 }],
  ['HTTP 500', { fault: 'http500' }], ['HTTP 502', { fault: 'http502' }], ['a web page', { fault: 'html-body' }], ['nothing in the answer', { fault: 'empty-body' }],
  ['token expired', { fault: 'errcode', errcode: 42001 }], ['token wrong', { fault: 'errcode', errcode: 40001 }], ['busy', { fault: 'busy' }], ['too many calls', { fault: 'rate', errmsg: 'api minute-quota reach limit must slower retry next minute' }], ['connection refused', { fault: 'refuse' }],
];
/** Of these the work was done: a second message may come, a third never. */
const HALF_DONE = new Set(['half an answer', 'an answer drop by drop']);
let w: MessageWorld, secretary: Actor, people: Follower[], slowest = 0;
beforeAll(async () => {
  w = await makeMessageWorld();
  secretary = await w.world.staff('COMMUNITY_SECRETARY', w.world.community);
  people = await Promise.all(Array.from({ length: EVENTS }, () => w.follower()));
});
afterAll(() => w.stop());
/** Real time: nobody waits five seconds for each of hundreds of calls, and a loaded machine is not taken for an outage afterwards. */
const patience = (totalMs: number): void => { w.board.app.get(WechatClient).calls!.limits = { connectMs: totalMs, totalMs }; };
const timed = async <T>(work: Promise<T>): Promise<T> => { const began = performance.now(); try { return await work; } finally { slowest = Math.max(slowest, performance.now() - began); } };
const open = async () => { const s = await w.states(); return (s.NEW ?? 0) + (s.CLAIMED ?? 0) + (s.SENDING ?? 0); };
/** Somebody claims, the community says yes, he is told: three writes of the business, one of them with a message. */
async function event(who: Follower, task: TaskView): Promise<void> {
  const claim = await timed(who.api.claims.create({ shiftId: task.shifts[0]!.id }, key()));
  await timed(secretary.api.claims.approve(claim.id, key()));
  await timed(who.api.notices.list({}));
}
async function prepare(): Promise<TaskView> {
  w.nextWeek();
  await w.board.tx.run((m) => m.query("DELETE FROM outbox WHERE channel = 'WECHAT'"));
  for (const p of people) {
    await p.api.messages.answer({ answers: [{ template: 'TASK', answer: 'accept' }] }, key());
    await w.wechat.ctl.subscribe(p.openId, TEMPLATE_IDS.TASK, 2);
  }
  return publish(secretary.api, w.world.community.id, { claimMode: 'APPROVAL', places: EVENTS, startsAt: w.board.clock.now() + 3 * DAY_MS });
}

test.each(FAULTS)('ten minutes of “%s”: nobody’s business fails, and all is told five minutes after', async (name, fault) => {
  const task = await prepare(), before = (await w.wechat.ctl.sent()).length, began = w.board.clock.now();
  const isDown = 'fault' in fault && fault.fault === 'refuse', waiting = [...people];
  if (!isDown) await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', times: 0, ...fault } as Parameters<typeof w.wechat.ctl.fault>[0]);
  patience(150);
  for (let t = 0; t < OUTAGE_MS; t += TICK_MS) {
    // Real milliseconds: the process listens again by itself.
    if (isDown && t % MINUTE_MS === 0) await w.wechat.ctl.fault({ fault: 'refuse', ms: 2_000 }).catch(() => undefined);
    const who = t % 30_000 === 0 ? waiting.pop() : undefined;
    await Promise.all([w.work(), who && event(who, task)]);
    w.board.clock.set(began + t + TICK_MS);
  }
  if (isDown) await new Promise((back) => setTimeout(back, 2_100));
  expect(waiting).toEqual([]);
  await w.wechat.ctl.clearFaults();
  patience(5_000);
  for (let t = 0; t < DRAIN_MS && (await open()) > 0; t += TICK_MS) { await w.work(); w.board.clock.set(began + OUTAGE_MS + t + TICK_MS); }
  expect(await w.states()).toEqual({ SENT: EVENTS });
  const sent = (await w.wechat.ctl.sent()).slice(before);
  const times = people.map((p) => sent.filter((m) => m.openid === p.openId).length);
  expect([Math.min(...times), Math.max(...times)]).toEqual([1, HALF_DONE.has(name) ? 2 : 1]);
  expect(slowest).toBeLessThan(REQUEST_MS);
});
test('ten minutes in which the work is done and the answer is lost: nobody is told three times, and nobody not at all', async () => {
  const task = await prepare(), before = (await w.wechat.ctl.sent()).length, began = w.board.clock.now(), waiting = [...people];
  await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'timeout', ms: 60_000, effect: true, times: 0 });
  patience(150);
  for (let t = 0; t < OUTAGE_MS; t += TICK_MS) {
    const who = t % 30_000 === 0 ? waiting.pop() : undefined;
    await Promise.all([w.work(), who && event(who, task)]);
    w.board.clock.set(began + t + TICK_MS);
  }
  await w.wechat.ctl.clearFaults();
  patience(5_000);
  for (let t = 0; t < DRAIN_MS && (await open()) > 0; t += TICK_MS) { await w.work(); w.board.clock.set(began + OUTAGE_MS + t + TICK_MS); }
  expect(await open()).toBe(0);
  const sent = (await w.wechat.ctl.sent()).slice(before), times = people.map((p) => sent.filter((m) => m.openid === p.openId).length);
  expect([Math.min(...times), Math.max(...times) <= 2]).toEqual([1, true]);
});
test('after all of them the clock went on for hours, and nothing waits', async () => {
  w.board.clock.set(w.board.clock.now() + 5 * HOUR_MS);
  await w.work();
  expect(await open()).toBe(0);
});
