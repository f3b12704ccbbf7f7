import { codeIn, PATHS, startCaller, type Caller } from './caller.js';

let wx: Caller, openid: string;
const KEYS = { thing1: '事项', time2: '时间' }, DATA = { thing1: { value: '包粽子' }, time2: { value: '2026年6月1日 15:01' } }, PAGE = 'packages/more/pages/claim/index';
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
beforeEach(async () => {
  await wx.ctl.reset();
  ({ openid } = await wx.ctl.code('ann'));
  await wx.ctl.templates([{ id: 'T', title: '任务提醒', keys: KEYS }]);
  await wx.ctl.subscribe(openid, 'T', 3);
});
const send = (changes: object = {}) => wx.call(PATHS.send, { touser: openid, template_id: 'T', page: PAGE, data: DATA, ...changes });

test('E5, FWX-5: sent, and kept for the tests to look at', async () => {
  expect(await send({ page: `${PAGE}?id=7` })).toMatchObject({ status: 200, type: 'application/json; encoding=utf-8', json: { errcode: 0, errmsg: 'ok' } });
  expect(await wx.ctl.sent(openid)).toMatchObject([{ openid, template: 'T', page: `${PAGE}?id=7`, data: { thing1: '包粽子', time2: '2026年6月1日 15:01' }, state: 'formal' }]);
  expect(await wx.ctl.sent('somebody-else')).toEqual([]);
});
test('E5, WXC-4: msgid is a bare number above 2^53 that JavaScript cannot hold', async () => {
  const said = await send(), written = /"msgid":(\d+)/.exec(said.text)![1]!;
  expect(written).toHaveLength(19);
  expect(String(said.json.msgid)).not.toBe(written);
  expect((await wx.ctl.sent())[0]!.msgid).toBe(written);
});
test('E5, WXS-1: one accept is one message; then 43101', async () => {
  for (let i = 0; i < 3; i++) expect(codeIn(await send())).toBe(0);
  expect(codeIn(await send())).toBe(43101);
  await wx.ctl.subscribe(openid, 'T');
  expect([codeIn(await send()), codeIn(await send())]).toEqual([0, 43101]);
});
test('E5: what somebody accepted is his, and for that template', async () => {
  const bob = (await wx.ctl.code('bob')).openid;
  await wx.ctl.templates([{ id: 'U', title: '别的', keys: KEYS }]);
  expect([codeIn(await send({ touser: bob })), codeIn(await send({ template_id: 'U' }))]).toEqual([43101, 43101]);
});
test('E5, FWX-5: of two sendings at once with one accept left, one goes out', async () => {
  await wx.ctl.subscribe(openid, 'T', -2);
  expect((await Promise.all([send(), send()])).map(codeIn).sort()).toEqual([0, 43101]);
});
test.each([['no openid', { touser: 'ann' }, 40003], ['an openid of nobody', { touser: `o${'a'.repeat(27)}` }, 40003], ['an unknown template', { template_id: 'X' }, 40037],
  ['a page that is not in the app', { page: 'pages/nowhere/index' }, 41030], ['a page with a leading stroke', { page: `/${PAGE}` }, 41030], ['a wrong state', { miniprogram_state: 'x' }, 40097]])('E5, FWX-5: %s', async (_, changes, errcode) => {
  expect(codeIn(await send(changes))).toBe(errcode);
  expect(await wx.ctl.sent()).toEqual([]);
});
test('E5: without a page the card leads nowhere, and is sent', async () => { expect(codeIn(await send({ page: undefined }))).toBe(0); });
test.each([['a missing field', { thing1: DATA.thing1 }, 'data.time2.value is empty'], ['an empty one', { ...DATA, thing1: { value: '' } }, 'data.thing1.value is empty'], ['blanks', { ...DATA, thing1: { value: '  ' } }, 'data.thing1.value is empty'],
  ['a strange field', { ...DATA, thing9: { value: 'x' } }, 'data.thing9'], ['no data', null, 'data is empty'], ['a word too long', { ...DATA, thing1: { value: '字'.repeat(21) } }, 'data.thing1.value invalid']])('E5, FWX-5: 47003 for %s, and says which', async (_, data, words) => {
  const { json } = await send({ data });
  expect(json).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining(`argument invalid! ${words}`) as string });
  expect((await wx.ctl.sent())).toEqual([]);
});
test('E5: a message that was refused costs no accept', async () => {
  await send({ data: null });
  for (let i = 0; i < 3; i++) expect(codeIn(await send())).toBe(0);
});
test('E5: 45168 for words that no message may hold', async () => {
  await wx.ctl.words({ forbidden: ['粽子'] });
  expect(codeIn(await send())).toBe(45168);
});
test('E5, FWX-5: pages are those of the published app', async () => {
  await wx.ctl.pages(['pages/only/index']);
  expect([codeIn(await send()), codeIn(await send({ page: 'pages/only/index' }))]).toEqual([41030, 0]);
});
test('E5, FWX-5: the templates that the product applies for are known, and hold only fields that WeChat has', async () => {
  const { templates } = await wx.ctl.get<{ templates: { id: string; keys: object }[] }>('templates');
  expect(templates.length).toBeGreaterThan(1);
  await expect(wx.ctl.templates([{ id: 'Z', title: '?', keys: { word1: '?' } }])).rejects.toThrow('no such field: word1');
});

// WXS-3, row for row: what is accepted, and what is one step over the edge.
test.each<[string, string[], string[]]>([
  ['thing1', ['字'.repeat(20), '😀'.repeat(20), 'a, 1。'], ['字'.repeat(21), '😀'.repeat(21), '上\n下', '\ud83d']],
  ['number1', ['7', '1.5', '9'.repeat(32)], ['9'.repeat(33), '7分', '-']],
  ['letter1', ['abcXYZ', 'a'.repeat(32)], ['a'.repeat(33), 'a1', '字']],
  ['symbol1', ['!', '，。！？#'], ['!!!!!!', 'a']],
  ['character_string1', ['A-12 #3', 'x'.repeat(32)], ['x'.repeat(33), '号12']],
  ['time1', ['15:01', '2019年10月1日 15:01', '15:01~16:30', '2019年10月1日 08:00~2019年10月1日 09:00'], ['25:00', '15:60', '2019-10-01 15:01', '下午三点', '2019年2月30日 15:01']],
  ['date1', ['2019年10月1日', '2019年10月1日 15:01', '2019年10月1日~2019年10月3日'], ['10月1日', '2019年13月1日', '2019/10/1']],
  ['amount1', ['￥100', '¥99.5元', '1234567890'], ['12345678901', '百元', '￥￥1']],
  ['phone_number1', ['13800001111', '+86-0766-66888866'], ['138000011112222233', '电话']],
  ['car_number1', ['粤A8Z888挂', '京A12345'], ['粤A8Z88888挂', 'a']],
  ['name1', ['张三', '字'.repeat(10), 'A'.repeat(20), '张San'], ['字'.repeat(11), 'A'.repeat(21), 'A字'.repeat(6), '张3']],
  ['phrase1', ['已通过', '一二三四五'], ['一二三四五六', 'ok', '通过1']],
])('E5, WXS-3: %s', async (key, good, bad) => {
  await wx.ctl.templates([{ id: 'V', title: '值', keys: { [key]: '值' } }]);
  await wx.ctl.subscribe(openid, 'V', 20);
  const how = async (value: string) => [value, codeIn(await send({ template_id: 'V', data: { [key]: { value } } }))];
  for (const value of good) expect(await how(value)).toEqual([value, 0]);
  for (const value of bad) expect(await how(value)).toEqual([value, 47003]);
});
test('E5, WXS-3: enum takes a word of its list', async () => {
  await wx.ctl.templates([{ id: 'N', title: '值', keys: { enum1: ['到场', '缺席'] } }]);
  await wx.ctl.subscribe(openid, 'N', 2);
  const of = async (value: string) => codeIn(await send({ template_id: 'N', data: { enum1: { value } } }));
  expect([await of('到场'), await of('在场')]).toEqual([0, 47003]);
});
