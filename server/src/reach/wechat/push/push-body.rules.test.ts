import { keyOf, nameOf, readBody } from './push-body.rules.js';

const media = (trace: string) => ({ ToUserName: 'gh_1', FromUserName: 'oAAA', CreateTime: 1_626_959_646, MsgType: 'event', Event: 'wxa_media_check', appid: 'wx1', trace_id: trace, version: 2, detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }], errcode: 0, errmsg: 'ok', result: { suggest: 'pass', label: '100' } });

test('JSON and XML of the same event read alike, but that XML knows text alone', () => {
  const xml = '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1626959646</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxa_media_check]]></Event>\n<result><suggest><![CDATA[pass]]></suggest><label>100</label></result><detail><strategy>a</strategy></detail><detail><strategy>b</strategy></detail></xml>';
  expect(JSON.parse(JSON.stringify(readBody(xml)))).toEqual({ ToUserName: 'gh_1', CreateTime: '1626959646', MsgType: 'event', Event: 'wxa_media_check', result: { suggest: 'pass', label: '100' }, detail: [{ strategy: 'a' }, { strategy: 'b' }] });
  expect(readBody(' {"a":1988810812324364291}')).toEqual({ a: '1988810812324364291' });
});
test.each([
  ['a document type', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'],
  ['an entity of its own', '<xml><a>&lol;</a></xml>'],
  ['an outside entity', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><a>1</a></xml>'],
  ['an open end', '<xml><a>1</a>'], ['a wrong end', '<xml><a>1</b></xml>'], ['another root', '<html><a>1</a></html>'], ['text alone', '<xml>1</xml>'], ['too deep', `<xml>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</xml>`],
  ['nothing', ''], ['a list', '[1]'], ['a number', '1'], ['half JSON', '{"a":'],
])('%s is no push', (_, text) => { expect(readBody(text)).toBeNull(); });
test('names of elements do nothing to objects', () => {
  const body = readBody('<xml><__proto__><x>1</x></__proto__><constructor>2</constructor></xml>')!;
  expect([({} as { x?: unknown }).x, Object.keys(body)]).toEqual([undefined, ['__proto__', 'constructor']]);
});
test('two verdicts of one second are two, one that comes again is one', () => {
  expect(keyOf(media('a'))).toBe(keyOf({ ...media('a'), CreateTime: 1 }));
  expect(keyOf(media('a'))).not.toBe(keyOf(media('b')));
  expect(keyOf({ Event: 'x', n: 1 })).not.toBe(keyOf({ Event: 'x', n: 2 }));
  expect(keyOf({ Event: 'wxa_media_check', trace_id: 'x'.repeat(300) })).toHaveLength(43);
});
test('an event has its name, a message its type, anything else none', () => {
  expect([nameOf(media('a')), nameOf({ MsgType: 'text', Content: 'x' }), nameOf({}), nameOf({ MsgType: 'event' }), nameOf({ MsgType: 'event', Event: 'a b' }), nameOf({ MsgType: 7 })]).toEqual(['wxa_media_check', 'text', null, null, null, null]);
});
