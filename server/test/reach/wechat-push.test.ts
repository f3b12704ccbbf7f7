import { randomBytes } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { PushEvents, type PushedEvent } from '../../src/reach/wechat/push/push-events.js';
import { seal, signatureOf } from '../../src/reach/wechat/push/push-crypto.rules.js';
import { startBoard, type Board } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';

let wechat: Wechat, board: Board, plain: Board, got: PushedEvent[];
beforeAll(async () => {
  wechat = await startWechat({ PUSH_WAIT_MS: '500' });
  board = await startBoard(wechat.env);
  plain = await startBoard({ ...wechat.env, WECHAT_PUSH_AESKEY: '' });
  for (const b of [board, plain]) b.app.get(PushEvents).on('test_event', (m, event) => m.query('INSERT INTO push_day (day, notices, sms, tasks) VALUES (?, 1, 0, 0)', [`t${got.length}`]).then(() => void got.push(event)));
});
afterAll(async () => {
  await board?.stop();
  await plain?.stop();
  await wechat?.stop();
});
beforeEach(async () => {
  got = [];
  for (const b of [board, plain]) {
    b.clock.reset();
    await b.tx.run(async (m) => {
      await m.query('DELETE FROM push_event');
      await m.query('DELETE FROM push_day');
    });
  }
});
const event = (more: object = {}) => ({ ToUserName: 'gh_1', FromUserName: 'oAAA', CreateTime: 1_790_000_000, MsgType: 'event', Event: 'test_event', ...more });
interface Parts { timestamp?: string; nonce?: string; token?: string; appId?: string; encrypt?: string; body?: string; query?: Record<string, string | undefined>; type?: string }
/** A push as WeChat sends it, with whatever is wrong about it. */
async function push(to: Board, message: object, p: Parts = {}): Promise<{ status: number; text: string }> {
  const { push: set, appId } = to.config.wechat!, timestamp = p.timestamp ?? String(Math.floor(to.clock.now() / 1000)), nonce = p.nonce ?? randomBytes(5).toString('hex'), token = p.token ?? set!.token;
  const encrypt = set!.aesKey === null ? null : (p.encrypt ?? seal(set!.aesKey, p.appId ?? appId, JSON.stringify(message), randomBytes(16)));
  const query: Record<string, string | undefined> = { signature: signatureOf(token, timestamp, nonce), timestamp, nonce, openid: 'oAAA', ...(encrypt === null ? {} : { encrypt_type: 'aes', msg_signature: signatureOf(token, timestamp, nonce, encrypt) }), ...p.query };
  const search = new URLSearchParams(Object.entries(query).filter((e): e is [string, string] => e[1] !== undefined));
  const answer = await fetch(`${to.url}/wechat/push?${search.toString()}`, { method: 'POST', headers: { 'content-type': p.type ?? 'application/json' }, body: p.body ?? (encrypt === null ? JSON.stringify(message) : JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypt })) });
  return { status: answer.status, text: await answer.text() };
}
const stored = async (b: Board): Promise<number> => Number((await b.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM push_event'))[0]!.n);
const statuses = (b: Board) => b.tx.read.query<{ status: string; attempts: number }[]>('SELECT status, attempts FROM push_event ORDER BY id');
const work = (b: Board) => b.app.get(PushEvents).work();
const OK = { status: 200, text: 'success' };

describe.each([['encrypted', 'safe', () => board], ['plain', 'plain', () => plain]] as const)('%s pushes', (_, mode, of) => {
  test.each(['json', 'xml'] as const)('WeChat’s own greeting and events (%s) are taken, and done once', async (format) => {
    await wechat.ctl.pushTo(`${of().url}/wechat/push`, { mode, format, waitMs: 500 });
    expect(await wechat.ctl.post('push-verify')).toMatchObject({ ok: true, status: 200 });
    expect(await wechat.ctl.push('test_event', { List: [{ TemplateId: 'a', n: 1 }, { TemplateId: 'b', n: 2 }] }, 'oBBB')).toMatchObject({ ok: true, sends: 1, answer: 'success' });
    await work(of());
    await work(of());
    expect(got).toEqual([{ name: 'test_event', openId: 'oBBB', body: expect.objectContaining({ Event: 'test_event' }), receivedAt: expect.any(Number) }]);
    expect((got[0]!.body.List as { TemplateId: string }[]).map((l) => l.TemplateId)).toEqual(['a', 'b']);
    expect(await statuses(of())).toEqual([{ status: 'DONE', attempts: 1 }]);
  });
  test('what comes again is answered the same and has one effect: the same request, and the same event in another', async () => {
    const p = { timestamp: String(Math.floor(of().clock.now() / 1000)), nonce: 'abc123' };
    expect(await push(of(), event(), p)).toEqual(OK);
    expect(await push(of(), event(), p)).toEqual(OK);
    expect(await push(of(), event())).toEqual(OK);
    await Promise.all(Array.from({ length: 5 }, () => push(of(), event())));
    expect(await stored(of())).toBe(1);
    expect(await push(of(), event({ CreateTime: 1_790_000_001 }))).toEqual(OK);
    expect(await stored(of())).toBe(2);
  });
  test('nine verdicts of one second, each three times, in any order: nine', async () => {
    const nine = Array.from({ length: 27 }, (_x, i) => event({ Event: 'wxa_media_check', trace_id: `trace-${(i * 7) % 9}` }));
    expect(await Promise.all(nine.map((e) => push(of(), e)))).toEqual(nine.map(() => OK));
    expect(await stored(of())).toBe(9);
  });
  test.each<[what: string, status: number, parts: (b: Board) => Parts]>([
    ['no timestamp', 400, () => ({ query: { timestamp: undefined } })], ['no nonce', 400, () => ({ query: { nonce: undefined } })],
    ['a timestamp of words', 400, () => ({ timestamp: 'now' })], ['a signature of another length', 400, () => ({ query: { signature: 'abc', msg_signature: 'abc' } })],
    ['no signature', 400, () => ({ query: { signature: undefined, msg_signature: undefined } })],
    ['a wrong token', 401, () => ({ token: 'another' })], ['a wrong signature', 401, () => ({ query: { signature: '0'.repeat(40), msg_signature: '0'.repeat(40) } })],
    ['a request of six minutes ago', 401, (b) => ({ timestamp: String(Math.floor(b.clock.now() / 1000) - 360) })], ['a request of the future', 401, (b) => ({ timestamp: String(Math.floor(b.clock.now() / 1000) + 360) })],
    ['no body', 400, () => ({ body: '' })], ['a body that is none', 400, () => ({ body: '{' })], ['a list', 400, () => ({ body: '[]' })], ['an entity', 400, () => ({ body: '<!DOCTYPE a [<!ENTITY b "c">]><xml><Encrypt>&b;</Encrypt></xml>', type: 'text/xml' })],
    ['more than 64 KiB', 413, () => ({ body: `{"a":"${'x'.repeat(70_000)}"}` })],
  ])('%s is refused with %i and without a word', async (_what, status, parts) => {
    expect(await push(of(), event(), parts(of()))).toEqual({ status, text: '' });
    expect(await stored(of())).toBe(0);
  });
});
describe('only what is sealed with our key for our app', () => {
  const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', good = () => seal(key, board.config.wechat!.appId, JSON.stringify(event()), randomBytes(16));
  /** Encrypted by hand, so that lengths and paddings can lie. */
  const raw = async (plainBytes: Buffer): Promise<string> => {
    const { createCipheriv } = await import('node:crypto'), k = Buffer.from(`${key}=`, 'base64'), cipher = createCipheriv('aes-256-cbc', k, k.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(plainBytes), cipher.final()]).toString('base64');
  };
  const filled = (size: number, pad: number, length = 4): Buffer => {
    const head = Buffer.alloc(20);
    head.writeUInt32BE(length, 16);
    return Buffer.concat([head, Buffer.from(`abcd${board.config.wechat!.appId}`), Buffer.alloc(size, pad)]).subarray(0, 64);
  };
  test.each<[what: string, encrypt: () => string | Promise<string>]>([
    ['a flipped bit', () => { const b = Buffer.from(good(), 'base64'); b[40]! ^= 1; return b.toString('base64'); }],
    ['another app', () => seal(key, 'wx0000000000000000', JSON.stringify(event()), randomBytes(16))],
    ['another key', () => seal('B'.repeat(43), board.config.wechat!.appId, JSON.stringify(event()), randomBytes(16))],
    ['bad base64', () => `${good().slice(0, -4)}*A==`], ['base64 cut off', () => good().slice(0, -3)],
    ['a length that is not of blocks', () => Buffer.from(good(), 'base64').subarray(0, 40).toString('base64')],
    ['a length beyond the end', () => raw(filled(64, 22, 5_000))], ['a padding of 0', () => raw(filled(64, 0))], ['a padding of 33', () => raw(filled(64, 33))],
    ['a padding that is not whole', async () => { const b = filled(64, 22); b[62] = 1; return raw(b); }], ['almost nothing', () => raw(Buffer.alloc(16, 16))],
    ['words that are no event', () => seal(key, board.config.wechat!.appId, 'hello', randomBytes(16))], ['an event without a name', () => seal(key, board.config.wechat!.appId, '{"a":1}', randomBytes(16))],
  ])('%s', async (_what, encrypt) => {
    expect(await push(board, {}, { encrypt: await encrypt() })).toEqual({ status: 400, text: '' });
    expect(await stored(board)).toBe(0);
  });
  test('nothing sealed, or sealed under another name, where sealing is set', async () => {
    expect(await push(board, event(), { body: JSON.stringify(event()) })).toEqual({ status: 400, text: '' });
    expect(await push(board, event(), { body: JSON.stringify({ Encrypt: 7 }) })).toEqual({ status: 400, text: '' });
    // The plain signature proves nothing about the body.
    expect(await push(board, event(), { query: { msg_signature: undefined } })).toEqual({ status: 400, text: '' });
    expect(await stored(board)).toBe(0);
  });
  test('a replay with another body has no effect, in plain mode too', async () => {
    const p = { timestamp: String(Math.floor(plain.clock.now() / 1000)), nonce: 'once' };
    expect(await push(plain, event(), p)).toEqual(OK);
    expect(await push(plain, event({ CreateTime: 5 }), p)).toEqual(OK);
    expect(await stored(plain)).toBe(1);
  });
});
test('a greeting that is not WeChat’s gets no echo', async () => {
  const timestamp = String(Math.floor(board.clock.now() / 1000)), nonce = 'n1', signature = signatureOf(wechat.env.WECHAT_PUSH_TOKEN, timestamp, nonce);
  const greet = async (q: Record<string, string>) => { const a = await fetch(`${board.url}/wechat/push?${new URLSearchParams(q).toString()}`); return [a.status, await a.text()]; };
  const good = { signature, timestamp, nonce, echostr: '4375120948345356249' };
  expect(await greet(good)).toEqual([200, '4375120948345356249']);
  expect(await greet({ ...good, signature: '0'.repeat(40) })).toEqual([401, '']);
  expect(await greet({ ...good, nonce: 'n2' })).toEqual([401, '']);
  expect(await greet({ ...good, echostr: '<script>' })).toEqual([400, '']);
  expect(await greet({})).toEqual([400, '']);
});
test('where no token is set nothing is taken', async () => {
  const none = await startBoard({ ...wechat.env, WECHAT_PUSH_TOKEN: '', WECHAT_PUSH_AESKEY: '' });
  try {
    expect((await fetch(`${none.url}/wechat/push?signature=a&timestamp=1&nonce=1`, { method: 'POST', body: '{}' })).status).toBe(404);
  } finally {
    await none.stop();
  }
});

describe('the worker', () => {
  test('a handler that throws has no effect, and is tried again later; given up in the end', async () => {
    let fails = 2;
    plain.app.get(PushEvents).on('flaky', async (m, { body }) => {
      await m.query('INSERT INTO push_day (day, notices, sms, tasks) VALUES (?, 1, 0, 0)', [`f${(body.CreateTime as number) % 1_000}`]);
      if (fails-- > 0) throw new Error('not now');
    });
    const days = () => plain.tx.read.query<unknown[]>('SELECT day FROM push_day');
    await push(plain, event({ Event: 'flaky' }));
    await work(plain);
    expect([await statuses(plain), await days()]).toEqual([[{ status: 'NEW', attempts: 1 }], []]);
    await work(plain); // not yet
    expect(await statuses(plain)).toEqual([{ status: 'NEW', attempts: 1 }]);
    plain.clock.set(plain.clock.now() + 3_000);
    await work(plain);
    plain.clock.set(plain.clock.now() + 5_000);
    await work(plain);
    expect([await statuses(plain), await days()]).toEqual([[{ status: 'DONE', attempts: 3 }], [{ day: 'f0' }]]);
    fails = 99;
    await push(plain, event({ Event: 'flaky', CreateTime: 2 }));
    for (let i = 0; i < 12; i++) {
      await work(plain);
      plain.clock.set(plain.clock.now() + 40 * MINUTE_MS);
    }
    expect((await statuses(plain)).map((s) => s.status).sort()).toEqual(['DONE', 'FAILED']);
  });
  test('two workers at once do it once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => push(plain, event({ CreateTime: i }))));
    await Promise.all([work(plain), work(plain), work(plain)]);
    expect([got.length, (await statuses(plain)).every((s) => s.status === 'DONE' && s.attempts === 1)]).toEqual([20, true]);
  });
  test('what nobody listens to is done, and after a week it is gone', async () => {
    await push(plain, event({ Event: 'nobody_listens' }));
    await work(plain);
    expect(await statuses(plain)).toEqual([{ status: 'DONE', attempts: 1 }]);
    plain.clock.set(plain.clock.now() + 8 * DAY_MS);
    await plain.jobs.run('wechat-push-forget');
    expect(await stored(plain)).toBe(0);
  });
});
test('two hundred pushes, ten at a time: 99 of 100 are answered within half a second', async () => {
  const times: number[] = [];
  for (let i = 0; i < 200; i += 10)
    await Promise.all(Array.from({ length: 10 }, async (_, j) => {
      const began = performance.now();
      expect(await push(board, event({ CreateTime: i + j }))).toEqual(OK);
      times.push(performance.now() - began);
    }));
  expect(times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]).toBeLessThan(500);
  expect(await stored(board)).toBe(200);
});
