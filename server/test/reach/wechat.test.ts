import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay } from '@xianfeng/shared';
import { readConfig } from '../../src/config.js';
import { Clock } from '../../src/lib/clock.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { codeOf } from '../start.js';
import { startWechat, type Endpoint, type Wechat } from '../support/wechat.js';

let wechat: Wechat, clock: Clock, client: WechatClient;
const clients: WechatClient[] = [];
const config = (env: NodeJS.ProcessEnv = {}) => readConfig({ DATA_DIR: tmpdir(), SECRET: 's', ...wechat.env, ...env });
const made = (env: NodeJS.ProcessEnv = {}): WechatClient => {
  const one = new WechatClient(config(env), clock);
  clients.push(one);
  return one;
};
beforeAll(async () => { wechat = await startWechat(); });
afterAll(() => wechat.stop());
beforeEach(async () => {
  await wechat.ctl.reset();
  clock = new Clock();
  client = made();
  log.length = 0;
});
afterEach(() => clients.splice(0).forEach((c) => c.onModuleDestroy()));
/** Both clocks, ours and WeChat's. */
const wait = async (ms: number): Promise<void> => {
  clock.set(clock.now() + ms);
  await wechat.ctl.clock(Math.round((clock.now() - Date.now()) / 1000));
};
const calls = async (endpoint: Endpoint): Promise<number> => (await wechat.ctl.counters()).endpoints[endpoint].calls;

/** Everything this file's clients say. */
const log: string[] = [], printed = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write.bind(process.stderr) }, said: string[] = [];
beforeAll(() => {
  const keep = (chunk: unknown): boolean => { log.push(String(chunk)); said.push(String(chunk)); return true; };
  process.stdout.write = keep as typeof process.stdout.write;
  process.stderr.write = keep as typeof process.stderr.write;
});
afterAll(() => { [process.stdout.write, process.stderr.write] = [printed.out, printed.err]; });

const ann = () => wechat.ctl.code('ann');
const visitor = async (): Promise<string> => (await ann()).openid;
const message = (openId: string, templateId = 'T1') => ({ openId, templateId, page: 'pages/tasks/index', data: { thing1: '楼道清扫', time2: '2026年11月22日 15:01' } });
const text = (openId: string, content = '楼道扫干净了') => ({ openId, scene: 2 as const, content });
const template = () => wechat.ctl.templates([{ id: 'T1', title: '通知', keys: { thing1: 'thing', time2: 'time' } as never }]);

describe('what it asks', () => {
  test('who is behind a code; the same person is the same, a code is good once, also for two at once', async () => {
    const { code, openid } = await ann(), other = await wechat.ctl.code('bob');
    expect(await client.code2Session(code)).toEqual({ openId: openid, unionId: null });
    expect((await client.code2Session(other.code)).openId).not.toBe(openid);
    expect(await codeOf(client.code2Session(code))).toBe('CODE_WRONG');
    const again = (await ann()).code;
    expect((await Promise.all([codeOf(client.code2Session(again)), codeOf(client.code2Session(again))])).sort()).toEqual(['CODE_WRONG', 'ok']);
    for (const wrong of ['nonsense', '', '𠮷']) expect(await codeOf(client.code2Session(wrong))).toBe('CODE_WRONG');
  });
  test('a phone, of the person himself, of the mainland, fresh', async () => {
    const { code, openid } = await wechat.ctl.phoneCode('ann', '13900001111'), foreign = await wechat.ctl.phoneCode('ann', '5550001111', '1');
    expect(await client.phoneOf(code, openid)).toEqual({ phone: '13900001111' });
    expect(await codeOf(client.phoneOf(code, openid))).toBe('CODE_WRONG');
    expect(await codeOf(client.phoneOf(foreign.code, openid))).toBe('PHONE_FOREIGN');
    const mine = await wechat.ctl.phoneCode('ann', '13900001111');
    expect(await codeOf(client.phoneOf(mine.code, (await wechat.ctl.code('bob')).openid))).toBe('CODE_WRONG');
    clock.set(clock.now() + 11 * MINUTE_MS);
    const late = await wechat.ctl.phoneCode('ann', '13900001111');
    expect(await codeOf(client.phoneOf(late.code, openid))).toBe('WECHAT_FAILED');
  });
  test('a message goes once for each yes, with its number whole', async () => {
    const openId = await visitor();
    await template();
    await wechat.ctl.subscribe(openId, 'T1', 1);
    const sent = await client.sendSubscribe(message(openId));
    expect(sent).toEqual({ kind: 'sent', msgId: expect.stringMatching(/^\d{17,20}$/) });
    const [kept] = await wechat.ctl.sent(openId);
    expect([kept!.msgid, Number.isSafeInteger(Number(kept!.msgid)), kept!.data]).toEqual([(sent as { msgId: string }).msgId, false, message(openId).data]);
    expect(await client.sendSubscribe(message(openId))).toEqual({ kind: 'refused' });
    expect(await client.sendSubscribe(message(openId, 'none'))).toEqual({ kind: 'permanent', errcode: 40037, rid: expect.stringMatching(/^[0-9a-f-]{26}$/) });
    expect(await client.sendSubscribe(message('nobody'))).toMatchObject({ kind: 'permanent', errcode: 40003 });
  });
  test('a text passes, is doubtful or bad; a long one is read to its end; who was not here for two hours is a doubt', async () => {
    const openId = await visitor();
    await wechat.ctl.words({ risky: ['坏词'], review: ['疑词'], broken: ['卡住'] });
    expect(await client.checkText(text(openId))).toEqual({ suggest: 'pass', label: 100, traceId: expect.any(String) });
    expect(await client.checkText(text(openId, '有疑词'))).toMatchObject({ suggest: 'review' });
    expect(await client.checkText(text(openId, `${'好'.repeat(6_000)}坏词`))).toMatchObject({ suggest: 'risky' });
    expect(await client.checkText(text(openId, `${'好'.repeat(2_499)}坏词`))).toMatchObject({ suggest: 'risky' });
    expect(await client.checkText({ ...text(openId), title: '坏词', nickname: '王' })).toMatchObject({ suggest: 'risky' });
    expect((await client.checkText(text(openId, '卡住'))).suggest).toBe('review');
    await wechat.ctl.visit(openId, 2 * 3_600 + 60);
    expect(await client.checkText(text(openId))).toEqual({ suggest: 'review', label: null, traceId: null });
  });
  test('a picture is accepted for checking, a code is a picture, a link is a link', async () => {
    const openId = await visitor();
    expect(await client.checkImage({ openId, scene: 2, url: `${wechat.baseUrl}/nothing.jpg` })).toEqual({ traceId: expect.stringMatching(/^[\w-]+$/) });
    expect(await client.checkImage({ openId: 'nobody', scene: 2, url: 'x' })).toBeNull();
    const code = await client.codeImage({ scene: 'sAAAAAAAAAAAAAAAAAAAAAA', page: 'pages/tasks/index' });
    expect([...code!.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(await client.codeImage({ scene: '汉字', page: 'pages/tasks/index' })).toBeNull();
    expect(await client.codeImage({ scene: 'a', page: 'pages/nowhere/index' })).toBeNull();
    expect(await client.urlLink({ path: '/pages/tasks/index', query: 'id=1', expiresAt: clock.now() + DAY_MS })).toMatch(/^https:\/\//);
    expect(await client.urlLink({ path: '/pages/tasks/index', query: 'id=1', expiresAt: clock.now() + 90 * DAY_MS })).toMatch(/^https:\/\//);
    expect([await client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: clock.now() - 1 }), await calls('urlLink')]).toEqual([null, 2]);
  });
  test('not set up: sign-in says so, doubts are doubts, nothing leaves', async () => {
    const none = made({ WECHAT_APPID: '' });
    expect([none.isReady, client.isReady]).toEqual([false, true]);
    expect(await codeOf(none.code2Session('x'))).toBe('WECHAT_FAILED');
    expect(await codeOf(none.phoneOf('x', 'y'))).toBe('WECHAT_FAILED');
    expect(await none.sendSubscribe(message('o'))).toMatchObject({ kind: 'later', rid: null });
    expect((await none.checkText(text('o'))).suggest).toBe('review');
    expect([await none.checkImage({ openId: 'o', scene: 1, url: 'x' }), await none.codeImage({ scene: 'a', page: 'p' }), await none.urlLink({ path: 'p', query: '', expiresAt: 1 })]).toEqual([null, null, null]);
  });
});

describe('what may go wrong', () => {
  const fault = (endpoint: Endpoint, name: string, more: object = {}) => wechat.ctl.fault({ endpoint, fault: name, times: 0, ...more });
  test('a server that answers nothing for a minute costs nobody more than five and a half seconds', async () => {
    const openId = await visitor(), phone = await wechat.ctl.phoneCode('ann', '13900001111'), { code } = await ann();
    const dumb: WechatClient[] = [made(), made()];
    await client.checkText(text(openId)); // has a token
    for (const endpoint of ['code2Session', 'phoneOf', 'sendSubscribe', 'checkText', 'checkImage', 'codeImage', 'urlLink', 'stableToken'] as Endpoint[]) await fault(endpoint, 'timeout', { ms: 60_000 });
    const timed = async (work: Promise<unknown>): Promise<[unknown, boolean]> => {
      const began = performance.now(), result = await work.catch((e: { code: string }) => e.code);
      return [result, performance.now() - began < 5_500];
    };
    expect(await Promise.all([
      timed(client.code2Session(code)), timed(client.phoneOf(phone.code, openId)), timed(client.sendSubscribe(message(openId))), timed(client.checkText(text(openId, '好'.repeat(9_000)))),
      timed(client.checkImage({ openId, scene: 1, url: 'x' })), timed(client.codeImage({ scene: 'a', page: 'pages/tasks/index' })), timed(client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: clock.now() + HOUR_MS })),
      timed(dumb[0]!.sendSubscribe(message(openId))), timed(dumb[1]!.phoneOf(phone.code, openId)),
    ])).toEqual([['WECHAT_FAILED', true], ['WECHAT_FAILED', true], [{ kind: 'unknown' }, true], [{ suggest: 'review', label: null, traceId: null }, true], [null, true], [null, true], [null, true], [expect.objectContaining({ kind: 'later' }), true], ['WECHAT_FAILED', true]]);
  });
  test('a sign-in whose answer was lost has spent its code: the app is told to take a new one', async () => {
    await fault('code2Session', 'reset', { times: 1, effect: true });
    expect(await codeOf(client.code2Session((await ann()).code))).toBe('CODE_WRONG');
    expect(await calls('code2Session')).toBe(2);
  });
  test('a busy server is asked again within the time, a busy sign-in once', async () => {
    const openId = await visitor();
    await fault('checkText', 'busy', { times: 2 });
    expect((await client.checkText(text(openId))).suggest).toBe('pass');
    await fault('code2Session', 'busy');
    expect(await codeOf(client.code2Session((await ann()).code))).toBe('WECHAT_FAILED');
    expect([await calls('checkText'), await calls('code2Session')]).toEqual([3, 2]);
  });
  test('a message whose answer was lost is not sent twice by us', async () => {
    const openId = await visitor();
    await template();
    await wechat.ctl.subscribe(openId, 'T1', 5);
    for (const lost of ['reset', 'half-body', 'http500', 'html-body', 'empty-body']) {
      await fault('sendSubscribe', lost, { times: 1, effect: true });
      expect(await client.sendSubscribe(message(openId))).toEqual({ kind: 'unknown' });
      await wechat.ctl.clearFaults();
    }
    expect([(await wechat.ctl.sent(openId)).length, await calls('sendSubscribe')]).toEqual([5, 5]);
  });
  test('whom WeChat holds for dangerous gets no session', async () => {
    const { code, openid } = await ann();
    await wechat.ctl.post('risk', { openid });
    expect(await codeOf(client.code2Session(code))).toBe('ACCOUNT_RISK_BLOCKED');
  });
  test('a quota of the minute rests the call for a minute, one of the day until midnight; other calls go on', async () => {
    clock.set(startOfDay('2026-11-22') + 20 * HOUR_MS);
    await wait(0);
    const openId = await visitor();
    await fault('sendSubscribe', 'rate', { times: 1, errmsg: 'reach max api minute quota limit' });
    expect(await client.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(MINUTE_MS, -4) });
    expect(await client.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', why: 'closed: breaker open' });
    expect(await calls('sendSubscribe')).toBe(1);
    expect((await client.checkText(text(openId))).suggest).toBe('pass');
    await wait(61_000);
    await fault('sendSubscribe', 'rate', { times: 1, errmsg: 'reach max api daily quota limit' });
    expect(await client.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(4 * HOUR_MS - 61_000, -4) });
    expect(client.calls!.health().calls.find((e) => e.name === 'subscribe/send')).toMatchObject({ state: 'open', until: startOfDay('2026-11-23') });
    await wait(4 * HOUR_MS);
    expect(await client.sendSubscribe(message(openId, 'none'))).toMatchObject({ kind: 'permanent' });
  });
  test('a person who is too fast keeps nobody else out', async () => {
    await fault('code2Session', 'errcode', { errcode: 45011, times: 1 });
    expect(await codeOf(client.code2Session((await ann()).code))).toBe('WECHAT_FAILED');
    expect(await codeOf(client.code2Session((await wechat.ctl.code('bob')).code))).toBe('ok');
  });
  test('a call that keeps failing is not made any more for half a minute, then tried once', async () => {
    const openId = await visitor();
    await client.checkText(text(openId));
    await fault('urlLink', 'http502');
    const link = () => client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: clock.now() + HOUR_MS });
    for (let i = 0; i < 25; i++) expect(await link()).toBeNull();
    expect(await calls('urlLink')).toBe(20);
    await wechat.ctl.clearFaults();
    await wait(29_000);
    expect(await link()).toBeNull();
    await wait(2_000);
    expect(await link()).toMatch(/^https/);
    expect(await calls('urlLink')).toBe(21);
    expect(client.calls!.health().calls.find((e) => e.name === 'generate_urllink')).toMatchObject({ state: 'closed' });
  });
  test('an answer that is too long, a redirect and a broken one are not read', async () => {
    const answers: RequestListener[] = [
      (_, r) => void r.writeHead(200).end(Buffer.alloc(3 * 1024 * 1024, '{')),
      (_, r) => void r.writeHead(302, { location: `${wechat.baseUrl}/sns/jscode2session` }).end(),
      (_, r) => void r.writeHead(200, { 'content-length': '500' }).write('{', () => r.destroy()),
      (_, r) => void r.writeHead(200).end(Buffer.from([0xff, 0xfe, 0x00])),
    ];
    for (const listener of answers) {
      const server = createServer(listener).listen(0, '127.0.0.1');
      await new Promise((done) => server.once('listening', done));
      expect(await codeOf(made({ WECHAT_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }).code2Session('x'))).toBe('WECHAT_FAILED');
      server.closeAllConnections();
      server.close();
    }
  });
  test('a server that answers no greeting of TLS takes the time for connecting, not all there is, and surely nothing left', async () => {
    const mute = createTcpServer(() => undefined).listen(0, '127.0.0.1'), sockets: Socket[] = [];
    mute.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise((done) => mute.once('listening', done));
    const tls = made({ WECHAT_API_BASE: `https://127.0.0.1:${(mute.address() as AddressInfo).port}` }), began = performance.now();
    tls.calls!.limits = { connectMs: 300, totalMs: 500 };
    expect(await tls.sendSubscribe(message('o'))).toMatchObject({ kind: 'later', why: 'token: no connection' });
    expect(performance.now() - began).toBeLessThan(1_000);
    sockets.forEach((s) => s.destroy());
    mute.close();
  });
  test('an address that takes no connection costs three seconds at most, and surely nothing left', async () => {
    const nobody = made({ WECHAT_API_BASE: 'http://127.0.0.1:1' });
    expect(await codeOf(nobody.code2Session('x'))).toBe('WECHAT_FAILED');
    expect(await nobody.sendSubscribe(message('o'))).toMatchObject({ kind: 'later' });
  });
});

describe('the token', () => {
  test('fifty who ask at once ask for one; the old way to a token is never used', async () => {
    const openId = await visitor();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => client.checkText(text(openId))));
    expect(verdicts.every((v) => v.suggest === 'pass')).toBe(true);
    expect([await calls('stableToken'), await calls('legacyToken')]).toEqual([1, 0]);
  });
  test('it is renewed within its last five minutes, while the old one serves', async () => {
    const openId = await visitor(), check = () => client.checkText(text(openId));
    await check();
    await wait(6_899_000);
    await wechat.ctl.visit(openId);
    await check();
    expect(await calls('stableToken')).toBe(1);
    await wait(3_000);
    await wechat.ctl.fault({ endpoint: 'stableToken', fault: 'timeout', times: 1, ms: 300 });
    const began = performance.now();
    expect((await check()).suggest).toBe('pass'); // nobody waits for the new one
    expect(performance.now() - began).toBeLessThan(250);
    await new Promise((r) => setTimeout(r, 600));
    await wait(300_000);
    await wechat.ctl.visit(openId);
    expect((await check()).suggest).toBe('pass');
    expect([await calls('stableToken'), (await wechat.ctl.counters()).tokens.issued, (await wechat.ctl.counters()).endpoints.checkText.errors]).toEqual([2, 2, {}]);
  });
  test('a renewal that fails is tried again half a minute later, and hurts nobody', async () => {
    const openId = await visitor(), check = () => client.checkText(text(openId));
    await check();
    await wait(6_950_000);
    await wechat.ctl.visit(openId);
    await wechat.ctl.fault({ endpoint: 'stableToken', fault: 'errcode', errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist', times: 1 });
    expect((await check()).suggest).toBe('pass');
    await new Promise((r) => setTimeout(r, 200));
    for (let i = 0; i < 5; i++) expect((await check()).suggest).toBe('pass');
    expect(await calls('stableToken')).toBe(2);
    expect(client.calls!.health().token.trouble).toMatchObject({ kind: 'config', errcode: 40164, why: 'errcode 40164, our address 203.0.113.9' });
    await wait(61_000);
    await check();
    await new Promise((r) => setTimeout(r, 200));
    expect([await calls('stableToken'), client.calls!.health().token.trouble]).toEqual([3, null]);
  });
  test.each(['token-expire-now', 'token-rotate'])('%s under two hundred calls: all succeed, nothing is asked three times', async (storm) => {
    const openId = await visitor(), template2 = await template();
    expect(template2).toBeDefined();
    await client.checkText(text(openId));
    const before = await calls('checkText');
    await wechat.ctl.fault({ endpoint: 'checkText', fault: storm, n: 60, times: 1 });
    const verdicts = await Promise.all(Array.from({ length: 200 }, () => client.checkText(text(openId))));
    expect(verdicts.filter((v) => v.suggest === 'pass')).toHaveLength(200);
    const { endpoints } = await wechat.ctl.counters(), replays = endpoints.checkText.calls - before - 200;
    expect(endpoints.stableToken.calls).toBe(2);
    expect(replays).toBeGreaterThan(0);
    expect(replays).toBe(Object.values(endpoints.checkText.errors).reduce((a, b) => a + b, 0));
  });
  test('a call whose second token is refused as well stops there', async () => {
    const openId = await visitor();
    await wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'errcode', errcode: 42001, times: 0 });
    expect(await client.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', why: expect.stringMatching(/^auth: errcode 42001/) });
    expect([await calls('sendSubscribe'), await calls('stableToken')]).toEqual([2, 2]);
  });
  test('a wrong secret is asked about once a minute at most, twice as long each time', async () => {
    const wrong = made({ WECHAT_SECRET: 'wrong' }), openId = await visitor();
    for (let i = 0; i < 10; i++) expect(await wrong.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', why: 'token: errcode 40001' });
    expect(await calls('stableToken')).toBe(1);
    await wait(61_000);
    for (let i = 0; i < 3; i++) await wrong.checkText(text(openId));
    expect(await calls('stableToken')).toBe(2);
    await wait(61_000);
    expect(await wrong.sendSubscribe(message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(59_000, -4) });
    expect(await calls('stableToken')).toBe(2);
    expect(await codeOf(wrong.code2Session((await ann()).code))).toBe('WECHAT_FAILED');
  });
  test('one of 512 characters is taken', async () => {
    const long = await startWechat({ TOKEN_LENGTH: '512' });
    const far = made({ WECHAT_API_BASE: long.baseUrl }), { openid } = await long.ctl.code('ann');
    expect((await far.checkText(text(openid))).suggest).toBe('pass');
    await long.stop();
  });
});

test('nothing of all this was said in a log: no secret, token, code, openid, phone', async () => {
  const { code, openid } = await ann();
  await wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'errcode', errcode: 47003, errmsg: `argument invalid! touser ${openid} 13900001111 access_token=abc`, times: 1 });
  await client.sendSubscribe(message(openid));
  await codeOf(client.code2Session(`${code}x`));
  const lines = said.join('');
  expect(lines).toContain('subscribe/send bug: errcode 47003');
  expect(lines).toMatch(/rid [0-9a-f]{8}-/);
  for (const secret of [wechat.env.WECHAT_SECRET, code, openid, 'session_key', '13900001111', 'access_token=abc', 'js_code=']) expect(lines).not.toContain(secret);
});
describe('where it is set up', () => {
  test('only this room names WeChat’s server', () => {
    const named = ['src', '../shared/src', '../miniapp/src'].flatMap((dir) => readdirSync(resolve(dir), { recursive: true, encoding: 'utf8' }).filter((f) => /\.(tsx?|css|scss|json|html)$/.test(f)).map((f) => join(dir, f)))
      .filter((file) => readFileSync(resolve(file), 'utf8').includes('api.weixin.qq.com'));
    expect(named).toEqual(['src/reach/wechat/wechat.address.ts']);
  });
  test('in production the address must be https; wrong values stop the start', () => {
    expect(() => config({ NODE_ENV: 'production' })).toThrow('WECHAT_API_BASE must begin with https:// in production');
    expect(config({ NODE_ENV: 'production', WECHAT_API_BASE: '' }).wechat!.baseUrl).toMatch(/^https:/);
    expect(config({ NODE_ENV: 'production', WECHAT_API_BASE: 'https://wechat.example' }).wechat!.baseUrl).toBe('https://wechat.example');
    for (const bad of [{ WECHAT_API_BASE: 'nonsense' }, { WECHAT_API_BASE: 'ftp://x' }, { WECHAT_API_BASE: 'https://proxy.example/wechat' }, { WECHAT_API_BASE: 'https://a:b@proxy.example' }, { WECHAT_PUSH_TOKEN: 'x y' }, { WECHAT_PUSH_AESKEY: 'short' }, { WECHAT_PUSH_TOKEN: '' }]) expect(() => config(bad)).toThrow(/^WECHAT_/);
    expect([config({ WECHAT_SECRET: '' }).wechat, config({ WECHAT_PUSH_TOKEN: '', WECHAT_PUSH_AESKEY: '' }).wechat!.push]).toEqual([null, null]);
  });
});
