import { codeIn, PATHS, RID, startCaller, type Caller } from './caller.js';

let wx: Caller;
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
afterEach(() => wx.ctl.reset());

describe('E1 jscode2session', () => {
  test('E1, FWX-1: success holds openid and session_key and comes as text/plain, without errcode', async () => {
    const { code, openid } = await wx.ctl.code('ann'), said = await wx.session(code);
    expect(said).toMatchObject({ status: 200, type: 'text/plain', json: { openid } });
    expect(said.json).not.toHaveProperty('errcode');
    expect(Buffer.from(said.json.session_key as string, 'base64')).toHaveLength(16);
  });
  test('E1: a person has one openid in this app; another person another', async () => {
    const [a, again, b] = [await wx.ctl.code('ann'), await wx.ctl.code('ann'), await wx.ctl.code('bob')];
    expect(a.openid).toMatch(/^o[\w-]{27}$/);
    expect(again).toMatchObject({ openid: a.openid });
    expect(again.code).not.toBe(a.code);
    expect(b.openid).not.toBe(a.openid);
  });
  test('E1, FWX-2: 40029 for a code that WeChat never gave, with HTTP 200 and a rid (FWX-1)', async () => {
    const said = await wx.session('nonsense');
    expect(said).toMatchObject({ status: 200, json: { errcode: 40029 } });
    expect(said.json.errmsg).toMatch(/^invalid code/);
    expect(said.json.errmsg).toMatch(RID);
  });
  test('E1, FWX-2: 40163 for a code used before; of two at once one gets it', async () => {
    const { code } = await wx.ctl.code('ann');
    expect((await Promise.all([wx.session(code), wx.session(code)])).map(codeIn).sort()).toEqual([0, 40163]);
    expect(codeIn(await wx.session(code))).toBe(40163);
  });
  test('E1, FWX-2: a code lives five minutes', async () => {
    const [fresh, stale] = [await wx.ctl.code('ann'), await wx.ctl.code('ann')];
    await wx.ctl.clock(299);
    expect(codeIn(await wx.session(fresh.code))).toBe(0);
    await wx.ctl.clock(301);
    expect(codeIn(await wx.session(stale.code))).toBe(40029);
  });
  test.each([[41002, { appid: '' }], [41004, { secret: '' }], [41008, { js_code: '' }], [40013, { appid: 'wx0' }], [40125, { secret: 'x' }], [40002, { grant_type: 'x' }]])('E1, FWX-2: %i when the query is not right: %o', async (errcode, changes) => {
    const { code } = await wx.ctl.code('ann');
    expect(codeIn(await wx.session(code, changes))).toBe(errcode);
    expect(codeIn(await wx.session(code))).toBe(0); // and the code is not spent
  });
  test('E1, FWX-2: 45011 for the 101st exchange of one person in a minute, and for nobody else', async () => {
    for (let i = 0; i < 100; i++) expect(codeIn(await wx.session((await wx.ctl.code('ann')).code))).toBe(0);
    expect(codeIn(await wx.session((await wx.ctl.code('ann')).code))).toBe(45011);
    expect(codeIn(await wx.session((await wx.ctl.code('bob')).code))).toBe(0);
    await wx.ctl.clock(61);
    expect(codeIn(await wx.session((await wx.ctl.code('ann')).code))).toBe(0);
  });
  test('E1, FWX-10: 40226 for a person whom WeChat takes for dangerous', async () => {
    const { code, openid } = await wx.ctl.code('mallory');
    await wx.ctl.post('risk', { openid });
    expect(codeIn(await wx.session(code))).toBe(40226);
  });
  test('E1: POST is refused', async () => { expect(codeIn(await wx.post(PATHS.session, {}))).toBe(43002); });
});

describe('E4 getuserphonenumber', () => {
  const exchange = (body: object) => wx.call(PATHS.phone, body);
  test('E4: the number with a watermark of this app and this moment', async () => {
    const { code, openid } = await wx.ctl.phoneCode('ann', '13800001111'), { json, type } = await exchange({ code, openid });
    expect(type).toBe('application/json; encoding=utf-8');
    expect(json).toMatchObject({ errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: '13800001111', purePhoneNumber: '13800001111', watermark: { appid: wx.env.WECHAT_APPID } } });
    expect(Math.abs((json.phone_info as { watermark: { timestamp: number } }).watermark.timestamp - Date.now() / 1_000)).toBeLessThan(5);
  });
  test('E4, FWX-3: a code of wx.login is none here, and the other way round', async () => {
    expect(codeIn(await exchange({ code: (await wx.ctl.code('ann')).code }))).toBe(40029);
    expect(codeIn(await wx.session((await wx.ctl.phoneCode('ann', '13800001111')).code))).toBe(40029);
  });
  test('E4, FWX-3: once, and for five minutes', async () => {
    const [first, stale] = [await wx.ctl.phoneCode('ann', '13800001111'), await wx.ctl.phoneCode('ann', '13800001111')];
    expect(codeIn(await exchange({ code: first.code }))).toBe(0);
    expect(codeIn(await exchange({ code: first.code }))).toBe(40163);
    await wx.ctl.clock(301);
    expect(codeIn(await exchange({ code: stale.code }))).toBe(40029);
  });
  test('E4, FWX-3: another person’s openid is refused, and the code remains his', async () => {
    const { code, openid } = await wx.ctl.phoneCode('ann', '13800001111'), bob = await wx.ctl.openId('bob');
    expect(codeIn(await exchange({ code, openid: bob }))).toBe(40029);
    expect(codeIn(await exchange({ code, openid: 'x' }))).toBe(40003);
    expect(codeIn(await exchange({ code, openid }))).toBe(0);
  });
  test('E4, FWX-3: countryCode comes as text and as a number; a number from abroad carries its plus', async () => {
    const seen = [];
    for (let i = 0; i < 2; i++) seen.push(((await exchange({ code: (await wx.ctl.phoneCode('li', '61234567', '852')).code })).json.phone_info) as { phoneNumber: string; countryCode: unknown });
    expect(seen.map(({ countryCode }) => typeof countryCode).sort()).toEqual(['number', 'string']);
    expect(seen[0]!.phoneNumber).toBe('+85261234567');
  });
});
