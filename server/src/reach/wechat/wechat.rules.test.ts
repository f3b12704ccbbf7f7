import { judgeExchange, type Exchange } from './wechat.rules.js';

test.each<[string, number, string, Exchange]>([
  ['success', 200, '{"session_key":"k==","openid":"oAbc_-123"}', { kind: 'openId', openId: 'oAbc_-123' }],
  ['success with errcode 0', 200, '{"session_key":"k==","openid":"oAbc","errcode":0,"errmsg":"ok"}', { kind: 'openId', openId: 'oAbc' }],
  ['invalid code', 200, '{"errcode":40029,"errmsg":"invalid code, rid: 1-2-3"}', { kind: 'code' }],
  ['used code', 200, '{"errcode":40163,"errmsg":"code been used"}', { kind: 'code' }],
  ['no code', 200, '{"errcode":41008,"errmsg":"missing code"}', { kind: 'code' }],
  ['busy', 200, '{"errcode":-1,"errmsg":"system error, rid: 0a-1b-2c"}', { kind: 'busy', why: 'errcode -1, rid 0a-1b-2c' }],
  ['blocked', 200, '{"errcode":40226,"errmsg":"code blocked"}', { kind: 'refused', why: 'errcode 40226, rid none' }],
  ['quota', 200, '{"errcode":45011,"errmsg":"slow down, rid: x"}', { kind: 'refused', why: 'errcode 45011, rid x' }],
  ['our secret is wrong', 200, '{"errcode":40125,"errmsg":"invalid appsecret, rid: y"}', { kind: 'refused', why: 'errcode 40125, rid y' }],
  ['gateway', 502, '<html>', { kind: 'busy', why: 'HTTP 502' }],
  ['page', 200, '<html>', { kind: 'busy', why: 'not JSON' }],
  ['list', 200, '[1]', { kind: 'busy', why: 'not JSON' }],
  ['nothing', 200, '{}', { kind: 'refused', why: 'no openid in the answer' }],
  ['openid of another type', 200, '{"openid":7}', { kind: 'refused', why: 'no openid in the answer' }],
  ['openid that is none', 200, '{"openid":"a b"}', { kind: 'refused', why: 'no openid in the answer' }],
  ['errcode of another type', 200, '{"errcode":"40029"}', { kind: 'refused', why: 'errcode is not a number' }],
])('%s', (_, status, text, exchange) => { expect(judgeExchange(status, text)).toEqual(exchange); });
test('whatever comes back, it is judged and not thrown', () => {
  const good = '{"session_key":"k==","openid":"oAbc","errcode":0,"errmsg":"ok, rid: 1"}';
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let i = 0; i < 1_000; i++) {
    const at = random(good.length);
    expect(['openId', 'code', 'busy', 'refused']).toContain(judgeExchange(200, good.slice(0, at) + String.fromCharCode(random(0x300)) + good.slice(at + random(5))).kind);
  }
});
