import { signatureOf, unseal } from '../../src/reach/wechat/push/push-crypto.rules.js';
import { encrypt, sign } from '../../tools/wechat-stand-in/push-crypto.js';
import { startCaller, type Caller } from './caller.js';
import { opened, startReceiver, type Receiver } from './receiver.js';

let wx: Caller, to: Receiver;
const EVENT = { name: 'subscribe_msg_popup_event', fields: { PopupScene: 1 } };
beforeAll(async () => { [wx, to] = await Promise.all([startCaller({ PUSH_WAIT_MS: '400' }), startReceiver()]); });
afterAll(async () => {
  to.stop();
  await wx.stop();
});
beforeEach(async () => {
  await wx.ctl.reset();
  to.got.length = 0;
  to.answer = () => 'success';
  await wx.ctl.pushTo(to.url);
});
const push = () => wx.ctl.push(EVENT.name, EVENT.fields, `o${'d'.repeat(27)}`);

// The official page 消息推送 gives these numbers.
describe('the golden vectors', () => {
  const KEY = 'A'.repeat(43), APP = 'wxba5fad812f8e6fb9', TOKEN = 'AAAAA', MESSAGE = '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}';
  test('1.9: the signature of the question and of a plain message', () => {
    expect(sign(TOKEN, '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
    expect(sign(TOKEN, '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
  });
  test('1.9: the message in safe mode, encrypted, signed, and opened again', () => {
    const sealed = encrypt(KEY, APP, MESSAGE, Buffer.from('a8eedb185eb2fecf'));
    expect(Buffer.from(sealed, 'base64')).toHaveLength(224);
    expect(sign(TOKEN, '1714112445', '415670741', sealed)).toBe('046e02f8204d34f8ba5fa3b1db94908f3df2e9b3');
    expect(unseal(KEY, APP, sealed)).toBe(MESSAGE);
  });
  test('1.9: the reply', () => {
    const sealed = encrypt(KEY, APP, '{"demo_resp":"good luck"}', Buffer.from('707722b803182950'));
    expect(sealed).toBe('ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==');
    expect(sign(TOKEN, '1713424427', '415670741', sealed)).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1');
  });
});

test('1.9, FWX-9: the question with echostr is signed, and is answered by repeating it', async () => {
  to.answer = (_, { query }) => query.get('echostr') ?? '';
  expect(await wx.ctl.post('push-verify')).toMatchObject({ ok: true, status: 200 });
  const { method, query } = to.got[0]!;
  expect(method).toBe('GET');
  expect(query.get('signature')).toBe(signatureOf(wx.env.WECHAT_PUSH_TOKEN, query.get('timestamp')!, query.get('nonce')!));
  to.answer = () => 'success';
  expect(await wx.ctl.post('push-verify')).toMatchObject({ ok: false });
});
test('1.9, FWX-9: safe mode, JSON: signed over what is encrypted, opened with the key of the app', async () => {
  expect(await push()).toMatchObject({ sends: 1, status: 200, answer: 'success', ok: true });
  const [got] = to.got, { query } = got!, { Encrypt } = JSON.parse(got!.body) as { Encrypt: string };
  expect(got!.headers['content-type']).toBe('application/json');
  expect(query.get('encrypt_type')).toBe('aes');
  expect(query.get('msg_signature')).toBe(signatureOf(wx.env.WECHAT_PUSH_TOKEN, query.get('timestamp')!, query.get('nonce')!, Encrypt));
  expect(opened(got!, wx.env.WECHAT_PUSH_AESKEY, wx.env.WECHAT_APPID)).toMatchObject({ FromUserName: `o${'d'.repeat(27)}`, MsgType: 'event', Event: EVENT.name, PopupScene: 1 });
  expect(unseal(wx.env.WECHAT_PUSH_AESKEY, 'wx0', Encrypt)).toBeNull();
});
test('1.9, FWX-9: plain mode, JSON: the event lies open, without msg_signature', async () => {
  await wx.ctl.pushTo(to.url, { mode: 'plain' });
  await push();
  const [got] = to.got, { query } = got!;
  expect(JSON.parse(got!.body)).toMatchObject({ Event: EVENT.name, PopupScene: 1 });
  expect([query.has('msg_signature'), query.has('encrypt_type')]).toEqual([false, false]);
  expect(query.get('signature')).toBe(signatureOf(wx.env.WECHAT_PUSH_TOKEN, query.get('timestamp')!, query.get('nonce')!));
});
test('1.9, FWX-9: XML in both modes, texts in CDATA, numbers bare', async () => {
  await wx.ctl.pushTo(to.url, { mode: 'plain', format: 'xml' });
  await wx.ctl.push('e', { Text: 'a]]>b', N: 7, List: [{ a: 'x' }, { a: 'y' }] });
  await wx.ctl.pushTo(to.url, { mode: 'safe', format: 'xml' });
  await push();
  const [plain, safe] = to.got as [typeof to.got[0], typeof to.got[0]];
  expect(plain.headers['content-type']).toBe('text/xml');
  expect(plain.body).toMatch(/^<xml><ToUserName><!\[CDATA\[gh_\w+\]\]><\/ToUserName>.*<N>7<\/N><List><a><!\[CDATA\[x\]\]><\/a><\/List><List>/);
  expect(plain.body).toContain('<Text><![CDATA[a]]]]><![CDATA[>b]]></Text>');
  expect(unseal(wx.env.WECHAT_PUSH_AESKEY, wx.env.WECHAT_APPID, /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(safe.body)![1]!)).toContain(`<Event><![CDATA[${EVENT.name}]]></Event>`);
});
test('WXP-3, FWX-9: no answer in time, and it comes again: three times in all, the same bytes', async () => {
  to.answer = () => null;
  expect(await push()).toMatchObject({ sends: 3, ok: false, status: null });
  expect(to.got).toHaveLength(3);
  expect(new Set(to.got.map(({ body, query }) => body + query.toString())).size).toBe(1);
});
test('WXP-3, FWX-9: what was answered the second time does not come a third', async () => {
  to.answer = (n) => (n === 0 ? 500 : 'success');
  expect(await push()).toMatchObject({ sends: 2, ok: true });
  to.answer = () => '';
  expect(await push()).toMatchObject({ sends: 1, ok: true });
  to.answer = () => 'something else';
  expect(await push()).toMatchObject({ sends: 3, ok: false });
});
test('FWX-9: five seconds are waited where nothing else is said', async () => {
  const patient = await startCaller({ PUSH_URL: to.url });
  to.answer = (n) => (n === 0 ? null : 'success');
  const began = performance.now();
  expect(await patient.ctl.push('e', {})).toMatchObject({ sends: 2, ok: true });
  expect(performance.now() - began).toBeGreaterThan(4_900);
  await patient.stop();
});
describe('faults of events', () => {
  test('1.12 duplicate-push: twice, each signed anew', async () => {
    await wx.ctl.fault({ endpoint: 'push', fault: 'duplicate-push' });
    await push();
    expect(new Set(to.got.map(({ query }) => query.get('msg_signature'))).size).toBe(2);
    await push();
    expect(to.got).toHaveLength(3);
  });
  test('1.12 drop-push: it never comes', async () => {
    await wx.ctl.fault({ endpoint: 'push', fault: 'drop-push', n: 2 });
    await push();
    await push();
    await push();
    expect(to.got).toHaveLength(2);
  });
  test('1.12 bad-signature-push: neither signature is right', async () => {
    await wx.ctl.fault({ endpoint: 'push', fault: 'bad-signature-push' });
    await push();
    const { query, body } = to.got[0]!, { Encrypt } = JSON.parse(body) as { Encrypt: string }, token = wx.env.WECHAT_PUSH_TOKEN, parts = [query.get('timestamp')!, query.get('nonce')!];
    expect([query.get('signature'), query.get('msg_signature')]).not.toEqual(expect.arrayContaining([signatureOf(token, ...parts)]));
    expect(query.get('msg_signature')).not.toBe(signatureOf(token, ...parts, Encrypt));
    expect(query.get('msg_signature')).toMatch(/^[0-9a-f]{40}$/);
  });
  test('1.12 clock-skew: events carry the moved time', async () => {
    await wx.ctl.fault({ fault: 'clock-skew', seconds: -600 });
    await push();
    expect(Number(to.got[0]!.query.get('timestamp'))).toBeCloseTo(Date.now() / 1_000 - 600, -1);
  });
});
