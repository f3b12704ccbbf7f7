import { codeIn, PATHS, startCaller, type Caller } from './caller.js';

let wx: Caller;
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
afterEach(() => wx.ctl.reset());
/** What a call with this token is answered; 40037 says that the token was good. */
const using = async (access_token: string) => codeIn(await wx.post(PATHS.send, { touser: (await wx.ctl.code('ann')).openid, template_id: 'none' }, { access_token }));
const GOOD = 40037;

test('E2, FWX-4: asked again while it lasts, the same token with what is left of its time', async () => {
  const first = (await wx.stableToken()).json;
  expect(first).toMatchObject({ expires_in: 7_200 });
  await wx.ctl.clock(1_000);
  expect((await wx.stableToken()).json).toEqual({ access_token: first.access_token, expires_in: expect.closeTo(6_200, -1) as number });
  expect((await wx.ctl.counters()).tokens.issued).toBe(1);
});
test('E2, FWX-4: in its last five minutes a new one, and both are good', async () => {
  const old = await wx.token();
  await wx.ctl.clock(7_200 - 299);
  const next = await wx.token();
  expect(next).not.toBe(old);
  expect([await using(old), await using(next)]).toEqual([GOOD, GOOD]);
});
test('E2, FWX-4: 42001 for a token that has expired', async () => {
  const old = await wx.token();
  await wx.ctl.clock(7_201);
  expect(await using(old)).toBe(42001);
});
test('E2, FWX-4: force_refresh kills the old one at once; within half a minute it does nothing', async () => {
  const old = await wx.token(), forced = (await wx.stableToken({ force_refresh: true })).json.access_token as string;
  expect(forced).not.toBe(old);
  expect([await using(old), await using(forced)]).toEqual([40001, GOOD]);
  expect((await wx.stableToken({ force_refresh: true })).json.access_token).toBe(forced);
});
test('E2, FWX-4: force_refresh works twenty times a day', async () => {
  const seen = new Set([await wx.token()]);
  for (let i = 1; i <= 25; i++) {
    await wx.ctl.clock(i * 31);
    seen.add((await wx.stableToken({ force_refresh: true })).json.access_token as string);
  }
  expect(seen.size).toBe(21);
});
test.each([[40002, { grant_type: 'x' }], [41002, { appid: '' }], [41004, { secret: undefined }], [40013, { appid: 'wx0' }], [40001, { secret: 'x' }]])('E2: %i when the body is not right: %o', async (errcode, changes) => {
  expect(codeIn(await wx.stableToken(changes))).toBe(errcode);
});
test('E3, FWX-4: each legacy call replaces the token before, which lives five minutes more; stable ones are left alone', async () => {
  const stable = await wx.token(), ask = async () => (await wx.get(PATHS.legacy, { grant_type: 'client_credential', appid: wx.env.WECHAT_APPID, secret: wx.env.WECHAT_SECRET })).json.access_token as string;
  const first = await ask(), second = await ask();
  expect(first).not.toBe(second);
  expect(await using(first)).toBe(GOOD);
  await wx.ctl.clock(301);
  expect([await using(first), await using(second), await using(stable)]).toEqual([42001, GOOD, GOOD]);
  expect((await wx.ctl.counters()).tokens.legacy).toBe(2);
});
test('E5, FWX-4: 41001 without a token, 40014 for what is none, 40001 for one that is nobody’s', async () => {
  expect([await using(''), await using('garbage'), await using('a'.repeat(136))]).toEqual([41001, 40014, 40001]);
});
test('E5: a token in the body instead of the query is 47001; no body 44002; a form 47001; GET 43002', async () => {
  const access_token = await wx.token(), form = `access_token=${access_token}`;
  expect(codeIn(await wx.post(PATHS.send, { access_token }))).toBe(47001);
  expect(codeIn(await wx.post(PATHS.send, '', { access_token }))).toBe(44002);
  expect(codeIn(await wx.post(PATHS.send, form, { access_token }))).toBe(47001);
  expect(codeIn(await wx.post(PATHS.send, [], { access_token }))).toBe(47001);
  expect(codeIn(await wx.get(PATHS.send, { access_token }))).toBe(43002);
});
test('E2, FWX-10: 40164 names the address that is not on the list', async () => {
  await wx.ctl.post('ips', { allowed: ['203.0.113.7'] });
  const said = await wx.stableToken();
  expect(codeIn(said)).toBe(40164);
  expect(said.json.errmsg).toMatch(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist/);
});
test('E2–E9, FWX-10: 45009 over the quota of a minute or a day, in words that tell which', async () => {
  await wx.ctl.post('quota', { endpoint: 'urlLink', minute: 2 });
  await wx.ctl.post('quota', { endpoint: 'sendSubscribe', day: 1 });
  const link = () => wx.call(PATHS.link, { expire_type: 1, expire_interval: 1 }), day = new Date(Date.now() + 8 * 3_600_000).setUTCHours(24, 0, 5) - (Date.now() + 8 * 3_600_000);
  // Into a fresh minute, so that three calls fall into one.
  await wx.ctl.clock((60_000 - (Date.now() % 60_000)) / 1_000 + 1);
  expect([codeIn(await link()), codeIn(await link())]).toEqual([0, 0]);
  const third = await link();
  expect(third.json).toMatchObject({ errcode: 45009, errmsg: expect.stringContaining('minute quota') as string });
  await wx.call(PATHS.send, {});
  const send = await wx.call(PATHS.send, {});
  expect(send.json).toMatchObject({ errcode: 45009, errmsg: expect.stringContaining('daily quota') as string });
  await wx.ctl.clock(day / 1_000);
  expect([codeIn(await link()), codeIn(await wx.call(PATHS.send, {}))]).toEqual([0, 40003]);
});
test('WXT-4: a token of 512 characters', async () => {
  const long = await startCaller({ TOKEN_LENGTH: '512' });
  const token = await long.token();
  expect(token).toHaveLength(512);
  expect(codeIn(await long.call(PATHS.send, {}))).toBe(40003);
  await long.stop();
});
test('1.12: the same seed gives the same answers', async () => {
  const [one, two] = [await startCaller({ SEED: '9' }), await startCaller({ SEED: '9' })];
  expect([await one.token(), (await one.session('x')).json]).toEqual([await two.token(), (await two.session('x')).json]);
  await Promise.all([one.stop(), two.stop()]);
});
