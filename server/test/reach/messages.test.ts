import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS, MESSAGE_LIMITS, MESSAGE_TEMPLATE_KEYS, MINUTE_MS } from '@xianfeng/shared';
import { claimDue } from '../../src/reach/outbox/outbox.store.js';
import { beginSending } from '../../src/reach/outbox/outbox.store.js';
import { messagesOf } from '../../src/reach/messages/queue.store.js';
import { DOUBT_MS } from '../../src/reach/messages/messages.rules.js';
import { MessageWorker } from '../../src/reach/messages/message.worker.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { pushesBetween } from '../../src/insight/burden/burden.store.js';
import { ID_EPOCH_MS, ID_MS } from '../../src/lib/ids.js';
import { codesOf, key, onMariaDb, startBoard, type Board } from '../start.js';
import { makeMessageWorld, TEMPLATE_IDS, type MessageWorld } from '../support/messages.js';

let w: MessageWorld, other: Board | null = null;
beforeAll(async () => {
  w = await makeMessageWorld();
  if (onMariaDb) other = await startBoard({ WORKER_ID: '1' }, w.board);
});
afterAll(async () => { await other?.stop(); await w.stop(); });
beforeEach(async () => {
  await w.wechat.ctl.clearFaults();
  w.nextWeek([other]);
  await w.board.tx.run((m) => m.query("DELETE FROM outbox WHERE channel = 'WECHAT'"));
});
const later = (ms: number) => { w.board.clock.set(w.board.clock.now() + ms); other?.clock.set(w.board.clock.now()); };
const left = async (of: { api: { messages: { get: () => Promise<{ kinds: { template: string; left: number }[] }> } } }, template: string) => (await of.api.messages.get()).kinds.find((k) => k.template === template)?.left;

describe('what a person agreed to', () => {
  test('each accept is one message more, once per tap, and ten at most', async () => {
    const me = await w.follower(), k = key();
    expect(await me.api.messages.get()).toEqual({ bound: true, sentThisWeek: 0, kinds: MESSAGE_TEMPLATE_KEYS.map((template) => ({ template, templateId: TEMPLATE_IDS[template], longTerm: false, left: 0, muted: false, answer: null })) });
    const answers = [{ template: 'TASK' as const, answer: 'accept' as const }, { template: 'LOG' as const, answer: 'reject' as const }, { template: 'REMINDER' as const, answer: 'ban' as const }];
    const first = await me.api.messages.answer({ answers }, k);
    expect(first.kinds.filter((kind) => kind.answer).map((kind) => [kind.template, kind.left, kind.answer])).toEqual([['TASK', 1, 'accept'], ['REMINDER', 0, 'ban'], ['LOG', 0, 'reject']]);
    expect(await me.api.messages.answer({ answers }, k)).toEqual(first);
    for (let i = 0; i < 12; i++) await me.api.messages.answer({ answers: [{ template: 'TASK', answer: 'accept' }] }, key());
    expect(await left(me, 'TASK')).toBe(MESSAGE_LIMITS.kept);
    // A later no takes nothing away that was agreed to.
    await me.api.messages.answer({ answers: [{ template: 'TASK', answer: 'reject' }] }, key());
    expect(await left(me, 'TASK')).toBe(MESSAGE_LIMITS.kept);
  });
  test('many first taps at once count each once', async () => {
    const me = await w.follower(), k = key();
    const results = await Promise.allSettled([...Array.from({ length: 4 }, () => me.api.messages.answer({ answers: [{ template: 'TASK', answer: 'accept' }] }, key())), ...Array.from({ length: 4 }, () => me.api.messages.answer({ answers: [{ template: 'TASK', answer: 'accept' }] }, k))]);
    expect(codesOf(results)).toEqual(Array.from({ length: 8 }, () => 'ok'));
    expect(await left(me, 'TASK')).toBe(5);
  });
  test('what makes no sense is refused', async () => {
    const me = await w.follower();
    for (const answers of [[], Array.from({ length: 4 }, () => ({ template: 'TASK', answer: 'accept' })), [{ template: 'X', answer: 'accept' }], [{ template: 'TASK', answer: 'yes' }], [{ template: 'TASK', answer: 'accept' }, { template: 'TASK', answer: 'accept' }]])
      await expect(me.send({ method: 'POST', path: '/messages/answers', body: { answers }, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(me.send({ method: 'POST', path: '/messages/answers', body: { answers: [{ template: 'TASK', answer: 'accept' }] } })).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await expect(w.board.api().messages.get()).rejects.toMatchObject({ code: 'SIGN_IN' });
    expect(await left(me, 'TASK')).toBe(0);
  });
  test('who signed in without WeChat is told so', async () => { expect((await (await w.world.person()).api.messages.get()).bound).toBe(false); });
});

describe('a notice goes to WeChat', () => {
  test('once, after its transaction, as WeChat wants it, and uses one of what was agreed to', async () => {
    const me = await w.follower({ NEED: 2 });
    await w.tell(me.id);
    await w.work();
    await w.work();
    const sent = await w.wechat.ctl.sent(me.openId);
    expect(sent).toMatchObject([{ openid: me.openId, template: TEMPLATE_IDS.NEED, page: 'packages/more/pages/need/index?id=1', data: { thing1: '楼道灯不亮', thing2: '您的需求有了答复', thing4: '“楼道灯不亮”：明天上午来修。' } }]);
    const [row] = await w.board.tx.read.query<{ msgId: string; status: string }[]>('SELECT msgId, status FROM outbox WHERE target = ?', [String(me.id)]);
    expect(row).toEqual({ msgId: sent[0]!.msgid, status: 'SENT' });
    expect(await me.api.messages.get()).toMatchObject({ sentThisWeek: 1 });
    expect(await left(me, 'NEED')).toBe(1);
    expect((await me.api.notices.list({})).items).toHaveLength(1);
    // The city sees how much was sent, and that it was one thing said twice.
    const [ids] = await w.board.tx.read.query<{ first: number }[]>('SELECT MIN(id) AS first FROM notice WHERE userId = ?', [me.id]), made = ID_EPOCH_MS + ids!.first / ID_MS;
    expect(await pushesBetween(w.board.tx.read, Math.floor(made), Math.floor(made) + 60_000)).toMatchObject({ notices: 1, sms: 0, wechat: 1 });
  });
  test('only to who agreed, by kind; work of the desk and what was rolled back never', async () => {
    const me = await w.follower({ TASK: 1 });
    await w.tell(me.id);
    await w.tell(me.id, { kind: 'TASK', link: '/packages/desk/pages/logs/index' });
    await w.tell(me.id, { kind: 'POINTS' });
    await expect(w.board.tx.run(async (m) => { const { notify } = await import('../../src/reach/notices/notices.store.js'); await notify(m, w.board.clock.now(), [{ userId: me.id, kind: 'TASK', title: 'x', body: 'x' }]); throw new Error('no'); })).rejects.toThrow('no');
    expect(await w.states(me.id)).toEqual({});
    expect((await me.api.notices.list({})).items).toHaveLength(3);
  });
  test('nothing is sent when nothing is left, whatever was queued before', async () => {
    const me = await w.follower({ NEED: 1 });
    for (let i = 0; i < 3; i++) await w.tell(me.id);
    await w.work();
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length, await left(me, 'NEED')]).toEqual([{ SENT: 1, REFUSED: 2 }, 1, 0]);
    await w.tell(me.id);
    expect(await w.states(me.id)).toEqual({ SENT: 1, REFUSED: 2 });
  });
  test('who switches a kind off gets none of it, also of what waits', async () => {
    const me = await w.follower({ NEED: 3 });
    await w.tell(me.id);
    expect((await me.api.messages.mute({ kind: 'NEED', muted: true })).kinds.find((k) => k.template === 'NEED')).toMatchObject({ muted: true, left: 3 });
    await w.tell(me.id);
    await w.work();
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length]).toEqual([{ REFUSED: 1 }, 0]);
    await me.api.messages.mute({ kind: 'NEED', muted: false });
    await w.tell(me.id);
    await w.work();
    expect(await w.states(me.id)).toEqual({ REFUSED: 1, SENT: 1 });
  });
  test('who left WeChat here is not written to', async () => {
    const me = await w.follower({ NEED: 1 });
    await w.tell(me.id);
    await w.board.tx.run((m) => m.query('UPDATE person SET openId = NULL WHERE id = ?', [me.id]));
    await w.work();
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length]).toEqual([{ REFUSED: 1 }, 0]);
  });
});

describe('a long-term template', () => {
  test('one yes is enough until WeChat says no', async () => {
    const longTerm = await startBoard({ ...w.wechat.env, WECHAT_TEMPLATES: JSON.stringify({ NEED: { id: TEMPLATE_IDS.NEED, longTerm: true } }), ...(onMariaDb ? { WORKER_ID: '2' } : {}) });
    try {
      longTerm.clock.set(w.at('10:00'));
      const { makeWorld } = await import('../world.js'), { notify } = await import('../../src/reach/notices/notices.store.js');
      const me = await (await makeWorld(longTerm)).person(), openId = await w.wechat.ctl.openId('long');
      await w.wechat.ctl.visit(openId);
      await w.wechat.ctl.subscribe(openId, TEMPLATE_IDS.NEED, 2);
      await longTerm.tx.run((m) => m.query('UPDATE person SET openId = ? WHERE id = ?', [openId, me.id]));
      for (let i = 0; i < 2; i++) await me.api.messages.answer({ answers: [{ template: 'NEED', answer: 'accept' }] }, key());
      for (let i = 0; i < 3; i++) {
        await longTerm.tx.run((m) => notify(m, longTerm.clock.now(), [{ userId: me.id, kind: 'NEED', title: 't', body: 'b', dueAt: longTerm.clock.now() + HOUR_MS }]));
        await longTerm.jobs.run('messages');
        expect(await left(me, 'NEED')).toBe(i < 2 ? 1 : 0);
      }
      expect((await w.wechat.ctl.sent(openId)).length).toBe(2);
    } finally {
      await longTerm.stop();
    }
  });
});

describe('when it leaves', () => {
  test('at night it waits for the morning; what begins before does not', async () => {
    const me = await w.follower({ NEED: 1, TASK: 1 });
    w.board.clock.set(w.at('22:00'));
    await w.tell(me.id);
    await w.tell(me.id, { kind: 'TASK', title: '任务已取消', dueAt: w.at('07:00', 1) });
    await w.work();
    expect((await w.wechat.ctl.sent(me.openId)).map((m) => m.template)).toEqual([TEMPLATE_IDS.TASK]);
    w.board.clock.set(w.at('07:59', 1));
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 1, NEW: 1 });
    w.board.clock.set(w.at('08:00', 1) + 1);
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 2 });
  });
  test('what could not leave before the night waits, too, and has its whole time in the morning', async () => {
    const me = await w.follower({ NEED: 1 });
    w.board.clock.set(w.at('20:58'));
    await w.tell(me.id);
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'rate', times: 0 });
    await w.work();
    await w.wechat.ctl.clearFaults();
    w.board.clock.set(w.at('21:05'));
    await w.work();
    w.board.clock.set(w.at('03:00', 1));
    await w.work();
    expect(await w.states(me.id)).toEqual({ NEW: 1 });
    w.board.clock.set(w.at('11:00', 1));
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 1 });
  });
  test('what a worker that died had in its hands waits for the morning, too', async () => {
    const me = await w.follower({ NEED: 1 });
    w.board.clock.set(w.at('20:59'));
    await w.tell(me.id);
    const now = w.board.clock.now();
    await w.board.tx.run((m) => claimDue(m, 'WECHAT', now, randomUUID(), now + 2 * MINUTE_MS, 1));
    w.board.clock.set(w.at('21:05'));
    await w.work();
    expect([await w.states(me.id), await w.wechat.ctl.sent(me.openId)]).toEqual([{ NEW: 1 }, []]);
    w.board.clock.set(w.at('08:01', 1));
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 1 });
  });
  test('after four hours it is no news, and the person keeps what he agreed to', async () => {
    const me = await w.follower({ NEED: 1 });
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'rate', times: 0 });
    await w.tell(me.id);
    await w.work();
    later(4 * HOUR_MS + 1);
    await w.work();
    expect([await w.states(me.id), await left(me, 'NEED'), (await me.api.messages.get()).sentThisWeek]).toEqual([{ EXPIRED: 1 }, 1, 0]);
  });
  test('three in a week, the fourth stays in the inbox; what begins within a day goes all the same; on Monday there are three again', async () => {
    const me = await w.follower({ NEED: 6, REMINDER: 2 });
    for (let i = 0; i < 4; i++) await w.tell(me.id);
    await w.work();
    expect([await w.states(me.id), await left(me, 'NEED')]).toEqual([{ SENT: 3, SKIPPED: 1 }, 3]);
    await w.tell(me.id, { kind: 'TASK', template: 'REMINDER', dueAt: w.board.clock.now() + 2 * HOUR_MS });
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 4, SKIPPED: 1 });
    expect((await me.api.notices.list({})).items).toHaveLength(5);
    later(5 * DAY_MS);
    await w.tell(me.id);
    await w.work();
    expect([await w.states(me.id), (await me.api.messages.get()).sentThisWeek]).toEqual([{ SENT: 5, SKIPPED: 1 }, 1]);
  });
});

describe('what WeChat answers', () => {
  test('"he does not want it": nothing is left, and it is not tried again', async () => {
    const me = await w.follower({ NEED: 3 });
    await w.wechat.ctl.subscribe(me.openId, TEMPLATE_IDS.NEED, -3);
    await w.tell(me.id);
    await w.work();
    later(HOUR_MS);
    await w.work();
    expect([await w.states(me.id), await left(me, 'NEED'), (await me.api.messages.get()).sentThisWeek]).toEqual([{ REFUSED: 1 }, 0, 0]);
  });
  test('our own fault is not repeated, and costs the person nothing', async () => {
    const me = await w.follower({ NEED: 1 });
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'errcode', errcode: 47003, times: 0 });
    await w.tell(me.id);
    await w.work();
    later(HOUR_MS);
    await w.work();
    const [row] = await w.board.tx.read.query<{ rid: string }[]>('SELECT rid FROM outbox WHERE target = ?', [String(me.id)]);
    expect([await w.states(me.id), await left(me, 'NEED'), row!.rid]).toEqual([{ FAILED: 1 }, 1, expect.stringMatching(/^[\da-f]{8}-/)]);
  });
  test('"busy" is tried again until it is done', async () => {
    const me = await w.follower({ NEED: 1 });
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'busy', times: 8 });
    await w.tell(me.id);
    for (let i = 0; i < 4; i++) { await w.work(); later(35_000); }
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length, await left(me, 'NEED')]).toEqual([{ SENT: 1 }, 1, 0]);
  });
  test.each([[true, 1, 'it had arrived'], [false, 0, 'it had not']])('no answer (%p): once more after a while, and then it is over', async (effect, arrived) => {
    const me = await w.follower({ NEED: 5 });
    w.board.app.get(WechatClient).calls!.limits = { connectMs: 200, totalMs: 300 };
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'timeout', ms: 60_000, effect, times: 1 });
    await w.tell(me.id);
    await w.work();
    later(DOUBT_MS - 1_000);
    await w.work();
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length]).toEqual([{ NEW: 1 }, arrived]);
    later(2_000);
    await w.work();
    expect([await w.states(me.id), (await w.wechat.ctl.sent(me.openId)).length, await left(me, 'NEED')]).toEqual([{ SENT: 1 }, arrived + 1, 4]);
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'timeout', ms: 60_000, times: 0 });
    await w.tell(me.id);
    // Its last try is not spent before WeChat shows a sign of life.
    for (let i = 0; i < 5; i++) { await w.work(); later(DOUBT_MS); }
    expect([await w.states(me.id), (await w.board.tx.read.query<{ attempts: number }[]>("SELECT attempts FROM outbox WHERE status = 'NEW' AND channel = 'WECHAT'"))[0]]).toEqual([{ SENT: 1, NEW: 1 }, { attempts: 1 }]);
    later(4 * HOUR_MS);
    await w.work();
    expect(await w.states(me.id)).toEqual({ SENT: 1, UNCERTAIN: 1 });
    w.board.app.get(WechatClient).calls!.limits = { connectMs: 3_000, totalMs: 5_000 };
    later(MINUTE_MS);
  });
});

describe('workers', () => {
  const workers = () => [w.board.app.get(MessageWorker), w.board.app.get(MessageWorker), ...(other ? [other.app.get(MessageWorker), other.app.get(MessageWorker)] : [])];
  test('several at once send each message once, and never more than the person agreed to or a week holds', async () => {
    const rich = await Promise.all(Array.from({ length: 10 }, () => w.follower({ NEED: 5 }))), poor = await Promise.all(Array.from({ length: 10 }, () => w.follower({ NEED: 1 })));
    await Promise.all([...rich, ...poor].map(async (f) => { for (let i = 0; i < (rich.includes(f) ? 5 : 3); i++) await w.tell(f.id); }));
    // At WeChat everybody has more than here: only our own count keeps them back.
    await Promise.all(poor.map((f) => w.wechat.ctl.subscribe(f.openId, TEMPLATE_IDS.NEED, 5)));
    await Promise.all(workers().map((x) => x.deliver()));
    await Promise.all(workers().map((x) => x.deliver()));
    for (const f of rich) expect((await w.wechat.ctl.sent(f.openId)).length).toBe(3);
    for (const f of poor) expect((await w.wechat.ctl.sent(f.openId)).length).toBe(1);
    expect(await w.states()).toEqual({ SENT: 40, REFUSED: 20, SKIPPED: 20 });
  });
  test('one that was slow until its lease ran out does not send what another has taken over', async () => {
    const [first, second] = [await w.follower({ NEED: 2 }), await w.follower({ NEED: 2 })];
    await w.tell(first.id);
    await w.tell(second.id);
    await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'timeout', ms: 1_500, times: 1 });
    const [slow, quick] = workers(), working = slow!.deliver();
    await new Promise((on) => setTimeout(on, 500));
    later(3 * MINUTE_MS);
    await quick!.deliver();
    expect((await w.wechat.ctl.sent(second.openId)).length).toBe(1);
    await working;
    expect([(await w.wechat.ctl.sent(second.openId)).length, await left(second, 'NEED'), await w.states(second.id)]).toEqual([1, 1, { SENT: 1 }]);
  });
  test('one that dies again and again between sending and writing it down: nothing is lost, at most one message twice per death', async () => {
    const people = await Promise.all(Array.from({ length: 24 }, () => w.follower({ NEED: 2 })));
    await Promise.all(people.map((f) => w.tell(f.id)));
    const client = w.board.app.get(WechatClient);
    let deaths = 0;
    for (let round = 0; round < 8; round++) {
      const token = randomUUID(), now = w.board.clock.now();
      await w.board.tx.run((m) => claimDue(m, 'WECHAT', now, token, now + MINUTE_MS, 4));
      const [message] = await messagesOf(w.board.tx.read, token), whose = people.find((f) => f.id === message?.userId);
      if (message && whose && (await w.board.tx.run((m) => beginSending(m, message.id, token, now, now + MINUTE_MS)))) {
        deaths++;
        if (round % 2 === 0) await client.sendSubscribe({ openId: whose.openId, templateId: TEMPLATE_IDS.NEED, page: '', data: { thing1: 'x', thing2: 'x', time3: '10:00', thing4: 'x' } });
      }
      if (round > 4) await Promise.all(workers().map((x) => x.deliver()));
      later(2 * MINUTE_MS);
    }
    await Promise.all(workers().map((x) => x.deliver()));
    const counts = await Promise.all(people.map(async (f) => (await w.wechat.ctl.sent(f.openId)).length));
    expect(deaths).toBeGreaterThan(4);
    expect(await w.states()).toEqual({ SENT: 24 });
    expect(Math.min(...counts)).toBe(1);
    expect(counts.reduce((a, b) => a + b) - 24).toBeLessThanOrEqual(deaths);
  });
});
