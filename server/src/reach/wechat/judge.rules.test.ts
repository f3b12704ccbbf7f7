import { isPicture, pieces, readLink, readPhone, readSent, readSession, readToken, readTrace, readVerdict, worst, type Json } from './answers.rules.js';
import { judge, type Read } from './judge.rules.js';
import { ENDPOINTS, type Endpoint, type FailureKind } from './wechat.types.js';

const NOW = 1_790_000_000_000;
const json = (value: unknown) => ({ status: 200, body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });
/** The value, or how it failed. */
const of = <T>(endpoint: Endpoint, reply: { status: number; body: Buffer }, read: Read<T>): T | FailureKind => {
  const outcome = judge(endpoint, reply, read, NOW);
  return outcome.ok ? outcome.value : outcome.failure.kind;
};
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40)]);
const phone = (more: object = {}, mark: object = {}) => ({ errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: '13900001111', purePhoneNumber: '13900001111', countryCode: '86', watermark: { timestamp: 1_790_000_000, appid: 'wx1', ...mark }, ...more } });
const verdict = (suggest: unknown, detail: unknown = [{ strategy: 'content_model', errcode: 0, suggest, label: 100 }], label: unknown = 100) => ({ errcode: 0, errmsg: 'ok', trace_id: 'a-b-c', result: { suggest, label }, detail });

/** Each call with a good answer as WeChat gives it. */
const GOOD: [name: string, endpoint: Endpoint, text: string, read: Read<unknown>, value: unknown][] = [
  ['a session', ENDPOINTS.session, '{"session_key":"k==","openid":"oAbc_-1"}', readSession, { openId: 'oAbc_-1', unionId: null }],
  ['a session with errcode 0 and unionid', ENDPOINTS.session, '{"session_key":"k==","openid":"oAbc","unionid":"u1","errcode":0,"errmsg":"ok"}', readSession, { openId: 'oAbc', unionId: 'u1' }],
  ['a token', ENDPOINTS.token, `{"access_token":"${'t'.repeat(512)}","expires_in":7200}`, readToken, { token: 't'.repeat(512), lifeSeconds: 7200 }],
  ['a phone', ENDPOINTS.phone, JSON.stringify(phone()), readPhone, { phone: '13900001111', country: '86', appId: 'wx1', at: NOW }],
  ['a phone, the country a number', ENDPOINTS.phone, JSON.stringify(phone({ countryCode: 86 })), readPhone, { phone: '13900001111', country: '86', appId: 'wx1', at: NOW }],
  ['a message whose number is longer than JavaScript’s', ENDPOINTS.send, '{"errcode":0,"errmsg":"ok","msgid":1988810812324364291}', readSent, { msgId: '1988810812324364291' }],
  ['a message with a short number', ENDPOINTS.send, '{"errcode":0,"msgid":12}', readSent, { msgId: '12' }],
  ['a text', ENDPOINTS.text, JSON.stringify(verdict('pass')), readVerdict, { suggest: 'pass', label: 100, traceId: 'a-b-c' }],
  ['a text that is bad, with errcode 0', ENDPOINTS.text, JSON.stringify(verdict('risky', [], 20001)), readVerdict, { suggest: 'risky', label: 20001, traceId: 'a-b-c' }],
  ['a pass of no strategy', ENDPOINTS.text, JSON.stringify(verdict('pass', [{ strategy: 'keyword', errcode: -1 }])), readVerdict, { suggest: 'review', label: 100, traceId: 'a-b-c' }],
  ['a pass of one strategy of two', ENDPOINTS.text, JSON.stringify(verdict('pass', [{ strategy: 'keyword', errcode: -1 }, { strategy: 'content_model', errcode: 0 }])), readVerdict, { suggest: 'pass', label: 100, traceId: 'a-b-c' }],
  ['a picture to check', ENDPOINTS.media, '{"errcode":0,"errmsg":"ok","trace_id":"a-b"}', readTrace, { traceId: 'a-b' }],
  ['a link', ENDPOINTS.link, '{"errcode":0,"errmsg":"ok","url_link":"https://wxaurl.cn/abc"}', readLink, { url: 'https://wxaurl.cn/abc' }],
];
test.each(GOOD)('%s', (_, endpoint, text, read, value) => { expect(of(endpoint, json(text), read)).toEqual(value); });
test('a code is a picture, or JSON in its place', () => {
  const bytes: Read<number> = (a) => a.bytes?.length ?? null;
  expect(of(ENDPOINTS.code, { status: 200, body: PNG }, bytes)).toBe(48);
  expect(of(ENDPOINTS.code, { status: 200, body: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) }, bytes)).toBe(4);
  expect(of(ENDPOINTS.code, json({ errcode: 41030, errmsg: 'invalid page rid: 1' }), bytes)).toBe('bug');
  for (const body of ['<html>', '{}', '', 'GIF89a']) expect(of(ENDPOINTS.code, json(body), bytes)).toBe('unclear');
  expect(of(ENDPOINTS.send, { status: 200, body: PNG }, readSent)).toBe('unclear');
  expect([isPicture(PNG), isPicture(Buffer.from('{'))]).toEqual([true, false]);
});
test.each<[name: string, endpoint: Endpoint, reply: { status: number; body: Buffer }, read: Read<unknown>, kind: FailureKind]>([
  ['a gateway', ENDPOINTS.session, { status: 502, body: Buffer.from('<html>') }, readSession, 'unclear'],
  ['a redirect', ENDPOINTS.session, { status: 302, body: Buffer.alloc(0) }, readSession, 'unclear'],
  ['a page', ENDPOINTS.session, json('<html>'), readSession, 'unclear'], ['nothing', ENDPOINTS.session, json(''), readSession, 'unclear'], ['a list', ENDPOINTS.session, json('[1]'), readSession, 'unclear'],
  ['an empty object', ENDPOINTS.session, json('{}'), readSession, 'unclear'], ['an openid of another type', ENDPOINTS.session, json('{"openid":7}'), readSession, 'unclear'], ['an openid that is none', ENDPOINTS.session, json('{"openid":"a b"}'), readSession, 'unclear'],
  ['an errcode of another type', ENDPOINTS.session, json('{"errcode":"40029"}'), readSession, 'unclear'],
  ['a token that lives for ever', ENDPOINTS.token, json('{"access_token":"t","expires_in":9999999}'), readToken, 'unclear'], ['a token without an end', ENDPOINTS.token, json('{"access_token":"t"}'), readToken, 'unclear'],
  ['a phone without a watermark', ENDPOINTS.phone, json({ phone_info: { purePhoneNumber: '13900001111', countryCode: '86' } }), readPhone, 'unclear'],
  ['a phone of letters', ENDPOINTS.phone, json(phone({ purePhoneNumber: 'abc' })), readPhone, 'unclear'],
  ['a message without a number', ENDPOINTS.send, json({ errcode: 0 }), readSent, 'unclear'], ['a broken number', ENDPOINTS.send, json({ errcode: 0, msgid: 1.5 }), readSent, 'unclear'],
  ['a verdict that WeChat does not know', ENDPOINTS.text, json(verdict('fine')), readVerdict, 'unclear'], ['no verdict', ENDPOINTS.text, json({ errcode: 0 }), readVerdict, 'unclear'],
  ['a link to somewhere else', ENDPOINTS.link, json({ url_link: 'javascript:alert(1)' }), readLink, 'unclear'],
])('%s is nothing to rely on', (_, endpoint, reply, read, kind) => { expect(of(endpoint, reply, read)).toBe(kind); });
test('of a failure the code and WeChat’s number of the request are kept, of its words nothing that names a person', () => {
  const outcome = judge(ENDPOINTS.send, json({ errcode: 47003, errmsg: 'argument invalid! data.thing1.value is empty, touser=oAAAAAAAAAAAAAAAAAAAAAAAAAAA phone 13900001111 rid: 1-2-3' }), readSent, NOW);
  expect(outcome).toEqual({ ok: false, failure: { kind: 'bug', errcode: 47003, rid: '1-2-3', until: null, why: 'errcode 47003 argument invalid! data.thing1.value is empty, touser=*** phone 139****1111 rid: 1-2-3' } });
  expect(judge(ENDPOINTS.token, json({ errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist rid: 9' }), readToken, NOW)).toMatchObject({ failure: { kind: 'config', why: 'errcode 40164, our address 203.0.113.9' } });
});

/** The numbers are fixed, so that a failure comes again. */
let seed = 7;
const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
const JUNK = ['', '0', '-1', 'null', 'true', '""', '[]', '{}', '1e400', '99999999999999999999', '"\\ud800"', '\u0000', '}', '"errcode":40001,', '\uffff', '"'.repeat(9)];
const mutate = (text: string): string => {
  let out = text;
  for (let i = random(3); i >= 0; i--) {
    const at = random(out.length + 1);
    out = out.slice(0, at) + JUNK[random(JUNK.length)] + (random(2) ? String.fromCharCode(random(0x300)) : '') + out.slice(at + random(12));
  }
  return out;
};
test.each([...GOOD, ['a code', ENDPOINTS.code, PNG.toString('latin1'), (a: Json) => a.bytes ?? null, null] as (typeof GOOD)[number]])('%s: a thousand answers that were spoilt are all judged, none throws', (_, endpoint, text, read) => {
  const kinds = new Set<string>();
  for (let i = 0; i < 1_000; i++) {
    const outcome = judge(endpoint, { status: 200, body: Buffer.from(mutate(text), endpoint.isImage ? 'latin1' : 'utf8') }, read, NOW);
    kinds.add(outcome.ok ? 'ok' : outcome.failure.kind);
    if (!outcome.ok) expect(outcome.failure.why.length).toBeLessThan(250);
  }
  expect(kinds).toContain('unclear');
});

test('a long text is seen in parts that overlap, and the worst counts', () => {
  expect(pieces('短')).toEqual(['短']);
  expect(pieces('')).toEqual(['']);
  expect(pieces('𠮷'.repeat(2_500))).toHaveLength(1);
  const text = Array.from({ length: 6_000 }, (_, i) => String.fromCodePoint(0x4e00 + (i % 900))).join(''), parts = pieces(text);
  expect(parts.map((p) => [...p].length)).toEqual([2_500, 2_500, 1_200]);
  expect(parts[1]!.slice(0, 100)).toBe(parts[0]!.slice(-100));
  expect(parts[0] + parts.slice(1).map((p) => p.slice(100)).join('')).toBe(text);
  const of = (suggest: 'pass' | 'review' | 'risky') => ({ suggest, label: null, traceId: suggest });
  expect(worst([of('pass'), of('risky'), of('review')]).traceId).toBe('risky');
  expect(worst([of('pass'), of('review')]).traceId).toBe('review');
});
