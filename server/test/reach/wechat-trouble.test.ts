import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { HOUR_MS, MINUTE_MS, startOfDay } from '@xianfeng/shared';
import type { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { codeOf } from '../start.js';
import { useWechat } from '../support/wechat-client.js';
import type { Endpoint } from '../support/wechat.js';

/** What may go wrong between WeChat and us. */
const w = useWechat();
const fault = (endpoint: Endpoint, name: string, more: object = {}) => w.wechat.ctl.fault({ endpoint, fault: name, times: 0, ...more });
test('a server that answers nothing for a minute costs nobody more than five and a half seconds', async () => {
  const openId = await w.visitor(), phone = await w.wechat.ctl.phoneCode('ann', '13900001111'), { code } = await w.ann();
  const dumb: WechatClient[] = [w.made(), w.made()];
  await w.client.checkText(w.text(openId)); // has a token
  for (const endpoint of ['code2Session', 'phoneOf', 'sendSubscribe', 'checkText', 'checkImage', 'codeImage', 'urlLink', 'stableToken'] as Endpoint[]) await fault(endpoint, 'timeout', { ms: 60_000 });
  const timed = async (work: Promise<unknown>): Promise<[unknown, boolean]> => {
    const began = performance.now(), result = await work.catch((e: { code: string }) => e.code);
    return [result, performance.now() - began < 5_500];
  };
  expect(await Promise.all([
    timed(w.client.code2Session(code)), timed(w.client.phoneOf(phone.code, openId)), timed(w.client.sendSubscribe(w.message(openId))), timed(w.client.checkText(w.text(openId, '好'.repeat(9_000)))),
    timed(w.client.checkImage({ openId, scene: 1, url: 'x' })), timed(w.client.codeImage({ scene: 'a', page: 'pages/tasks/index' })), timed(w.client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: w.clock.now() + HOUR_MS })),
    timed(dumb[0]!.sendSubscribe(w.message(openId))), timed(dumb[1]!.phoneOf(phone.code, openId)),
  ])).toEqual([['WECHAT_FAILED', true], ['WECHAT_FAILED', true], [{ kind: 'unknown' }, true], [{ suggest: 'review', label: null, traceId: null }, true], [null, true], [null, true], [null, true], [expect.objectContaining({ kind: 'later' }), true], ['WECHAT_FAILED', true]]);
});
test('a sign-in whose answer was lost has spent its code: the app is told to take a new one', async () => {
  await fault('code2Session', 'reset', { times: 1, effect: true });
  expect(await codeOf(w.client.code2Session((await w.ann()).code))).toBe('CODE_WRONG');
  expect(await w.calls('code2Session')).toBe(2);
});
test('a busy server is asked again within the time, a busy sign-in once', async () => {
  const openId = await w.visitor();
  await fault('checkText', 'busy', { times: 2 });
  expect((await w.client.checkText(w.text(openId))).suggest).toBe('pass');
  await fault('code2Session', 'busy');
  expect(await codeOf(w.client.code2Session((await w.ann()).code))).toBe('WECHAT_FAILED');
  expect([await w.calls('checkText'), await w.calls('code2Session')]).toEqual([3, 2]);
});
test('a message whose answer was lost is not sent twice by us', async () => {
  const openId = await w.visitor();
  await w.template();
  await w.wechat.ctl.subscribe(openId, 'T1', 5);
  for (const lost of ['reset', 'half-body', 'http500', 'html-body', 'empty-body']) {
    await fault('sendSubscribe', lost, { times: 1, effect: true });
    expect(await w.client.sendSubscribe(w.message(openId))).toEqual({ kind: 'unknown' });
    await w.wechat.ctl.clearFaults();
  }
  expect([(await w.wechat.ctl.sent(openId)).length, await w.calls('sendSubscribe')]).toEqual([5, 5]);
});
test('whom WeChat holds for dangerous gets no session', async () => {
  const { code, openid } = await w.ann();
  await w.wechat.ctl.post('risk', { openid });
  expect(await codeOf(w.client.code2Session(code))).toBe('ACCOUNT_RISK_BLOCKED');
});
test('a quota of the minute rests the call for a minute, one of the day until midnight; other calls go on', async () => {
  w.clock.set(startOfDay('2026-11-22') + 20 * HOUR_MS);
  await w.wait(0);
  const openId = await w.visitor();
  await fault('sendSubscribe', 'rate', { times: 1, errmsg: 'reach max api minute quota limit' });
  expect(await w.client.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(MINUTE_MS, -4) });
  expect(await w.client.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', why: 'closed: breaker open' });
  expect(await w.calls('sendSubscribe')).toBe(1);
  expect((await w.client.checkText(w.text(openId))).suggest).toBe('pass');
  await w.wait(61_000);
  await fault('sendSubscribe', 'rate', { times: 1, errmsg: 'reach max api daily quota limit' });
  expect(await w.client.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(4 * HOUR_MS - 61_000, -4) });
  expect(w.client.calls!.health().calls.find((e) => e.name === 'subscribe/send')).toMatchObject({ state: 'open', until: startOfDay('2026-11-23') });
  await w.wait(4 * HOUR_MS);
  expect(await w.client.sendSubscribe(w.message(openId, 'none'))).toMatchObject({ kind: 'permanent' });
});
test('a person who is too fast keeps nobody else out', async () => {
  await fault('code2Session', 'errcode', { errcode: 45011, times: 1 });
  expect(await codeOf(w.client.code2Session((await w.ann()).code))).toBe('WECHAT_FAILED');
  expect(await codeOf(w.client.code2Session((await w.wechat.ctl.code('bob')).code))).toBe('ok');
});
test('a call that keeps failing is not made any more for half a minute, then tried once', async () => {
  const openId = await w.visitor();
  await w.client.checkText(w.text(openId));
  await fault('urlLink', 'http502');
  const link = () => w.client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: w.clock.now() + HOUR_MS });
  for (let i = 0; i < 25; i++) expect(await link()).toBeNull();
  expect(await w.calls('urlLink')).toBe(20);
  await w.wechat.ctl.clearFaults();
  await w.wait(29_000);
  expect(await link()).toBeNull();
  await w.wait(2_000);
  expect(await link()).toMatch(/^https/);
  expect(await w.calls('urlLink')).toBe(21);
  expect(w.client.calls!.health().calls.find((e) => e.name === 'generate_urllink')).toMatchObject({ state: 'closed' });
});
test('an answer that is too long, a redirect and a broken one are not read', async () => {
  const answers: RequestListener[] = [
    (_, r) => void r.writeHead(200).end(JSON.stringify({ openid: 'oAAA', more: 'x'.repeat(3 * 1024 * 1024) })),
    (_, r) => void r.writeHead(302, { location: `${w.wechat.baseUrl}/sns/jscode2session` }).end(),
    (_, r) => void r.writeHead(200, { 'content-length': '500' }).write('{', () => r.destroy()),
    (_, r) => void r.writeHead(200).end(Buffer.from([0xff, 0xfe, 0x00])),
  ];
  for (const listener of answers) {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    expect(await codeOf(w.made({ WECHAT_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }).code2Session('x'))).toBe('WECHAT_FAILED');
    server.closeAllConnections();
    server.close();
  }
});
test('a phone under the watermark of another app is nobody’s', async () => {
  const answer = (appid: string): RequestListener => ({ url }, r) => void r.end(JSON.stringify(url!.startsWith('/cgi-bin/') ? { access_token: 't', expires_in: 7200 } : { errcode: 0, phone_info: { purePhoneNumber: '13900001111', countryCode: '86', watermark: { appid, timestamp: Math.floor(w.clock.now() / 1000) } } }));
  for (const [appId, said] of [[w.wechat.env.WECHAT_APPID, 'ok'], ['wx0000000000000000', 'WECHAT_FAILED']] as const) {
    const server = createServer(answer(appId)).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    expect(await codeOf(w.made({ WECHAT_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }).phoneOf('c', 'oAAA'))).toBe(said);
    server.closeAllConnections();
    server.close();
  }
});
test('a server that answers no greeting of TLS takes the time for connecting, not all there is, and surely nothing left', async () => {
  const mute = createTcpServer(() => undefined).listen(0, '127.0.0.1'), sockets: Socket[] = [];
  mute.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
  await new Promise((done) => mute.once('listening', done));
  const tls = w.made({ WECHAT_API_BASE: `https://127.0.0.1:${(mute.address() as AddressInfo).port}` }), began = performance.now();
  tls.calls!.limits = { connectMs: 300, totalMs: 500 };
  expect(await tls.sendSubscribe(w.message('o'))).toMatchObject({ kind: 'later', why: expect.stringMatching(/^token: no (connection|token in time)$/) });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(tls.calls!.health().calls.find((c) => c.name === 'stable_token')).toMatchObject({ last: { kind: 'unreached' } });
  sockets.forEach((s) => s.destroy());
  mute.close();
});
test('an address that takes no connection costs three seconds at most, and surely nothing left', async () => {
  const nobody = w.made({ WECHAT_API_BASE: 'http://127.0.0.1:1' });
  expect(await codeOf(nobody.code2Session('x'))).toBe('WECHAT_FAILED');
  expect(await nobody.sendSubscribe(w.message('o'))).toMatchObject({ kind: 'later' });
});
test('nothing of all this was said in a log: no secret, token, code, openid, phone', async () => {
  const { code, openid } = await w.ann();
  await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'errcode', errcode: 47003, errmsg: `argument invalid! touser ${openid} 13900001111 access_token=abc`, times: 1 });
  await w.client.sendSubscribe(w.message(openid));
  await codeOf(w.client.code2Session(`${code}x`));
  const lines = w.said();
  expect(lines).toContain('subscribe/send bug: errcode 47003');
  expect(lines).toMatch(/rid [0-9a-f]{8}-/);
  for (const secret of [w.wechat.env.WECHAT_SECRET, code, openid, 'session_key', '13900001111', 'access_token=abc', 'js_code=']) expect(lines).not.toContain(secret);
});
