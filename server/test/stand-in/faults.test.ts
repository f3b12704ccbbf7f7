import { request } from 'node:http';
import { codeIn, PATHS, startCaller, type Caller } from './caller.js';

let wx: Caller;
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
afterEach(() => wx.ctl.reset());
/** A session for a fresh person; how it ended: its errcode, HTTP status or the name of what broke. */
const ask = async (): Promise<unknown> => {
  const said = await wx.session((await wx.ctl.code('ann')).code).catch(() => null);
  if (!said) return 'broken';
  return said.status === 200 && said.text.startsWith('{') ? codeIn(said) : [said.status, said.text.slice(0, 6)];
};
const on = (fault: string, more: object = {}) => wx.ctl.fault({ endpoint: 'code2Session', fault, ...more });
const effects = async () => (await wx.ctl.counters()).endpoints.code2Session.effects;

test.each<[string, object, unknown]>([
  ['http500', {}, [500, '<html>']], ['http502', {}, [502, '<html>']], ['html-body', {}, [200, '<html>']], ['empty-body', {}, [200, '']],
  ['busy', {}, -1], ['rate', {}, 45009], ['errcode', { errcode: 40226 }, 40226], ['reset', {}, 'broken'], ['half-body', {}, 'broken'],
])('1.12 %s: the next call suffers it, the one after does not', async (fault, more, how) => {
  await on(fault, more);
  expect([await ask(), await ask()]).toEqual([how, 0]);
});
test('1.12: the n-th call, so many times, in the order of calls', async () => {
  await on('busy', { n: 2, times: 3 });
  await on('rate', { n: 6 });
  const seen = [];
  for (let i = 0; i < 7; i++) seen.push(await ask());
  expect(seen).toEqual([0, -1, -1, -1, 0, 45009, 0]);
});
test('1.12: times 0 is until it is cleared, and only at that endpoint', async () => {
  await on('busy', { times: 0 });
  expect([await ask(), await ask(), codeIn(await wx.stableToken())]).toEqual([-1, -1, 0]);
  await wx.ctl.clearFaults();
  expect(await ask()).toBe(0);
});
test('1.12: a fault before the work leaves nothing done; with `effect` only the answer is lost', async () => {
  const { code } = await wx.ctl.code('ann');
  for (const [i, fault] of ['http500', 'reset', 'empty-body', 'html-body', 'busy'].entries()) await on(fault, { n: i + 1 });
  for (let i = 0; i < 5; i++) await wx.session(code).catch(() => null);
  expect(await effects()).toBe(0);
  expect(codeIn(await wx.session(code))).toBe(0);
  const { code: another } = await wx.ctl.code('ann');
  await on('reset', { effect: true });
  await expect(wx.session(another)).rejects.toThrow();
  expect(codeIn(await wx.session(another))).toBe(40163);
});
test('1.12 half-body: the work is done, and half of its answer arrives', async () => {
  await on('half-body');
  const { code } = await wx.ctl.code('ann'), arrived = await new Promise<{ announced: number; got: number }>((done) => {
    const asked = request(`${wx.baseUrl}${PATHS.session}?${new URLSearchParams({ appid: wx.env.WECHAT_APPID, secret: wx.env.WECHAT_SECRET, js_code: code, grant_type: 'authorization_code' })}`, (response) => {
      let got = 0;
      response.on('data', (chunk: Buffer) => { got += chunk.length; });
      response.on('close', () => done({ announced: Number(response.headers['content-length']), got }));
      response.on('error', () => undefined);
    });
    asked.end();
  });
  expect(arrived.got).toBeGreaterThan(0);
  expect(arrived.got).toBeLessThan(arrived.announced);
  expect(await effects()).toBe(1);
});
test('1.12 slow-drip: byte after byte', async () => {
  await on('slow-drip', { ms: 5 });
  const began = performance.now();
  expect(await ask()).toBe(0);
  expect(performance.now() - began).toBeGreaterThan(300);
});
test('1.12 timeout: the answer waits; who has gone meanwhile gets nothing done', async () => {
  await on('timeout', { ms: 300 });
  const began = performance.now();
  expect(await ask()).toBe(0);
  expect(performance.now() - began).toBeGreaterThan(290);
  await on('timeout', { ms: 200 });
  const { code } = await wx.ctl.code('ann');
  await expect(fetch(`${wx.baseUrl}${PATHS.session}?appid=${wx.env.WECHAT_APPID}&secret=${wx.env.WECHAT_SECRET}&js_code=${code}&grant_type=authorization_code`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  await new Promise((later) => setTimeout(later, 250));
  expect(codeIn(await wx.session(code))).toBe(0);
});
test('1.12 token-expire-now, token-rotate: at once, or at the n-th call of an endpoint', async () => {
  const first = await wx.token(), send = (access_token: string) => wx.post(PATHS.send, {}, { access_token });
  await wx.ctl.fault({ fault: 'token-expire-now' });
  expect(codeIn(await send(first))).toBe(42001);
  const second = await wx.token();
  expect(second).not.toBe(first);
  await wx.ctl.fault({ endpoint: 'sendSubscribe', fault: 'token-rotate', n: 2 });
  expect([codeIn(await send(second)), codeIn(await send(second)), codeIn(await send(await wx.token()))]).toEqual([40003, 40001, 40003]);
});
test('1.12 refuse: nobody listens for a while and what was under way breaks off, then as before', async () => {
  const { code } = await wx.ctl.code('ann');
  await on('timeout', { ms: 20_000 });
  const underWay = ask(), began = performance.now();
  await new Promise((soon) => setTimeout(soon, 50));
  await wx.ctl.fault({ fault: 'refuse', ms: 500 });
  expect(await underWay).toBe('broken');
  expect(performance.now() - began).toBeLessThan(2_000);
  await expect(wx.session(code)).rejects.toMatchObject({ cause: { code: expect.stringMatching(/ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET/) as string } });
  await new Promise((later) => setTimeout(later, 600));
  expect(codeIn(await wx.session(code))).toBe(0);
});
test('1.12 clock-skew: the watermark of a number carries the moved time', async () => {
  await wx.ctl.clock(3_600);
  const { code } = await wx.ctl.phoneCode('ann', '13800001111'), { phone_info: info } = (await wx.call(PATHS.phone, { code })).json as { phone_info: { watermark: { timestamp: number } } };
  expect(info.watermark.timestamp).toBeCloseTo(Date.now() / 1_000 + 3_600, -1);
});
test('1.12: counters tell calls, what was done and what was refused', async () => {
  const { code } = await wx.ctl.code('ann');
  await wx.session(code);
  await wx.session(code);
  expect((await wx.ctl.counters()).endpoints.code2Session).toEqual({ calls: 2, effects: 1, errors: { 40163: 1 } });
});
test('1.12: an order that makes no sense is refused in words', async () => {
  await expect(wx.ctl.post('nonsense')).rejects.toThrow('no such order: nonsense');
  await expect(wx.ctl.fault({ endpoint: 'nothing' as 'push', fault: 'busy' })).rejects.toThrow('no such endpoint: nothing');
  await expect(on('hiccup')).rejects.toThrow('no such fault: hiccup');
  await expect(wx.ctl.fault({ endpoint: 'push', fault: 'busy' })).rejects.toThrow('no such fault');
  await expect(wx.ctl.get('nothing')).rejects.toThrow('nothing to see');
  expect((await wx.get('/cgi-bin/nothing', {})).status).toBe(404);
});
test('1.12, conn-refused: SIGTERM ends it with 0, in the middle of an answer too', async () => {
  const other = await startCaller();
  await other.ctl.fault({ endpoint: 'code2Session', fault: 'timeout', ms: 60_000 });
  const waiting = other.session((await other.ctl.code('ann')).code).catch(() => 'gone');
  await new Promise((soon) => setTimeout(soon, 50));
  expect(await other.stop()).toBe(0);
  expect(await waiting).toBe('gone');
});
