import { codeOf } from '../start.js';
import { useWechat } from '../support/wechat-client.js';
import { startWechat } from '../support/wechat.js';

/** The access token: one however many ask, renewed in time, exchanged when it dies. */
const w = useWechat();

test('fifty who ask at once ask for one; the old way to a token is never used', async () => {
  const openId = await w.visitor();
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => w.client.checkText(w.text(openId))));
  expect(verdicts.every((v) => v.suggest === 'pass')).toBe(true);
  expect([await w.calls('stableToken'), await w.calls('legacyToken')]).toEqual([1, 0]);
});
test('it is renewed within its last five minutes, while the old one serves', async () => {
  const openId = await w.visitor(), check = () => w.client.checkText(w.text(openId));
  await check();
  await w.wait(6_899_000);
  await w.wechat.ctl.visit(openId);
  await check();
  expect(await w.calls('stableToken')).toBe(1);
  await w.wait(3_000);
  await w.wechat.ctl.fault({ endpoint: 'stableToken', fault: 'timeout', times: 1, ms: 300 });
  const began = performance.now();
  expect((await check()).suggest).toBe('pass'); // nobody waits for the new one
  expect(performance.now() - began).toBeLessThan(250);
  await new Promise((r) => setTimeout(r, 600));
  await w.wait(300_000);
  await w.wechat.ctl.visit(openId);
  expect((await check()).suggest).toBe('pass');
  expect([await w.calls('stableToken'), (await w.wechat.ctl.counters()).tokens.issued, (await w.wechat.ctl.counters()).endpoints.checkText.errors]).toEqual([2, 2, {}]);
});
test('a renewal that fails is tried again half a minute later, and hurts nobody', async () => {
  const openId = await w.visitor(), check = () => w.client.checkText(w.text(openId));
  await check();
  await w.wait(6_950_000);
  await w.wechat.ctl.visit(openId);
  await w.wechat.ctl.fault({ endpoint: 'stableToken', fault: 'errcode', errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist', times: 1 });
  expect((await check()).suggest).toBe('pass');
  await new Promise((r) => setTimeout(r, 200));
  for (let i = 0; i < 5; i++) expect((await check()).suggest).toBe('pass');
  expect(await w.calls('stableToken')).toBe(2);
  expect(w.client.calls!.health().token.trouble).toMatchObject({ kind: 'config', errcode: 40164, why: 'errcode 40164, our address 203.0.113.9' });
  await w.wait(61_000);
  await check();
  await new Promise((r) => setTimeout(r, 200));
  expect([await w.calls('stableToken'), w.client.calls!.health().token.trouble]).toEqual([3, null]);
});
test.each(['token-expire-now', 'token-rotate'])('%s under two hundred calls: all succeed, nothing is asked three times', async (storm) => {
  const openId = await w.visitor(), template2 = await w.template();
  expect(template2).toBeDefined();
  await w.client.checkText(w.text(openId));
  const before = await w.calls('checkText');
  await w.wechat.ctl.fault({ endpoint: 'checkText', fault: storm, n: 60, times: 1 });
  const verdicts = await Promise.all(Array.from({ length: 200 }, () => w.client.checkText(w.text(openId))));
  expect(verdicts.filter((v) => v.suggest === 'pass')).toHaveLength(200);
  const { endpoints } = await w.wechat.ctl.counters(), replays = endpoints.checkText.calls - before - 200;
  expect(endpoints.stableToken.calls).toBe(2);
  expect(replays).toBeGreaterThan(0);
  expect(replays).toBe(Object.values(endpoints.checkText.errors).reduce((a, b) => a + b, 0));
});
test('a call whose second token is refused as well stops there', async () => {
  const openId = await w.visitor();
  await w.wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'errcode', errcode: 42001, times: 0 });
  expect(await w.client.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', why: expect.stringMatching(/^auth: errcode 42001/) });
  expect([await w.calls('sendSubscribe'), await w.calls('stableToken')]).toEqual([2, 2]);
});
test('a wrong secret is asked about once a minute at most, twice as long each time', async () => {
  const wrong = w.made({ WECHAT_SECRET: 'wrong' }), openId = await w.visitor();
  for (let i = 0; i < 10; i++) expect(await wrong.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', why: 'token: errcode 40001' });
  expect(await w.calls('stableToken')).toBe(1);
  await w.wait(61_000);
  for (let i = 0; i < 3; i++) await wrong.checkText(w.text(openId));
  expect(await w.calls('stableToken')).toBe(2);
  await w.wait(61_000);
  expect(await wrong.sendSubscribe(w.message(openId))).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(59_000, -4) });
  expect(await w.calls('stableToken')).toBe(2);
  expect(await codeOf(wrong.code2Session((await w.ann()).code))).toBe('WECHAT_FAILED');
});
test('one of 512 characters is taken', async () => {
  const long = await startWechat({ TOKEN_LENGTH: '512' });
  const far = w.made({ WECHAT_API_BASE: long.baseUrl }), { openid } = await long.ctl.code('ann');
  expect((await far.checkText(w.text(openid))).suggest).toBe('pass');
  await long.stop();
});
