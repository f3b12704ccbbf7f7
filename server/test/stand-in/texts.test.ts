import { codeIn, PATHS, startCaller, type Caller } from './caller.js';

let wx: Caller, openid: string;
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
beforeEach(async () => {
  await wx.ctl.reset();
  ({ openid } = await wx.ctl.code('ann'));
  await wx.ctl.words({ risky: ['坏话'], review: ['可疑'], broken: ['崩溃'] });
});
const check = (changes: object = {}) => wx.call(PATHS.text, { version: 2, openid, scene: 2, content: '今天帮邻居搬家', ...changes });
interface Result { trace_id: string; result: { suggest: string; label: unknown }; detail: { strategy: string; errcode: number; keyword?: string }[] }

test('E6: words that are good: pass, label 100 as a number, a trace id', async () => {
  const said = await check(), json = said.json as unknown as Result;
  expect(said.json).toMatchObject({ errcode: 0, errmsg: 'ok', result: { suggest: 'pass', label: 100 } });
  expect(json.trace_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/);
});
test('E6, WXM-2: bad words come with errcode 0 too; the verdict is in result', async () => {
  expect((await check({ content: '一句坏话' })).json).toMatchObject({ errcode: 0, result: { suggest: 'risky', label: 20001 }, detail: [{ strategy: 'content_model' }, { strategy: 'keyword', errcode: 0, keyword: '坏话' }, { errcode: -1 }] });
  expect((await check({ content: '有点可疑' })).json).toMatchObject({ errcode: 0, result: { suggest: 'review', label: 20008 } });
});
test('E6, FWX-6: a row of detail whose errcode is not 0 does not count; when the examination itself fails there is no other', async () => {
  expect(((await check()).json as unknown as Result).detail.some(({ errcode }) => errcode !== 0)).toBe(true);
  expect(((await check({ content: '崩溃' })).json as unknown as Result).detail.every(({ errcode }) => errcode !== 0)).toBe(true);
});
test('E6: title, nickname and signature are examined with it; a signature belongs to scene 1', async () => {
  for (const changes of [{ title: '坏话' }, { nickname: '坏话' }, { scene: 1, signature: '坏话' }]) expect((await check(changes)).json).toMatchObject({ result: { suggest: 'risky' } });
  expect(codeIn(await check({ signature: '你好' }))).toBe(40097);
});
test('E6, FWX-6: 2,500 characters, counted as people count', async () => {
  expect([codeIn(await check({ content: '😀'.repeat(2_500) })), codeIn(await check({ content: '字'.repeat(2_501) })), codeIn(await check({ content: '' }))]).toEqual([0, 45002, 44002]);
});
test('E6, FWX-6: 61010 when he was not in the mini-program within two hours', async () => {
  await wx.ctl.clock(7_199);
  expect(codeIn(await check())).toBe(0);
  await wx.ctl.clock(7_201);
  expect(codeIn(await check())).toBe(61010);
  await wx.ctl.visit(openid);
  expect(codeIn(await check())).toBe(0);
});
test.each([['no openid', { openid: 'x' }, 40003], ['an openid of another app', { openid: `o${'b'.repeat(27)}` }, 43104], ['no such scene', { scene: 5 }, 40129], ['a scene in quotes', { scene: '2' }, 40129], ['the old version', { version: 1 }, 40097], ['content that is no text', { content: 7 }, 47001]])('E6: %s', async (_, changes, errcode) => {
  expect(codeIn(await check(changes))).toBe(errcode);
});
test('E5, E6, in the demonstration: each well-formed openid is somebody who is here, and accepts everything', async () => {
  const demo = await startCaller({ DEMO: '1' }), touser = `o${'c'.repeat(27)}`;
  await demo.ctl.templates([{ id: 'T', title: '提醒', keys: { thing1: '事' } }]);
  expect(codeIn(await demo.call(PATHS.text, { version: 2, openid: touser, scene: 2, content: '你好' }))).toBe(0);
  expect(codeIn(await demo.call(PATHS.send, { touser, template_id: 'T', data: { thing1: { value: '你好' } } }))).toBe(0);
  expect((await demo.call(PATHS.text, { version: 2, openid: touser, scene: 2, content: '来赌博' })).json).toMatchObject({ result: { suggest: 'risky' } });
  const page = await (await fetch(demo.baseUrl)).text();
  expect(page).toContain('微信替身');
  expect(page).toContain('<dt>事</dt><dd>你好</dd>');
  expect(page).toContain('尾号 cccc');
  expect(page).toContain('写「赌博」「办假证」会被拒绝');
  await demo.stop();
});
test('E5: the page of phones shows words as words', async () => {
  await wx.ctl.templates([{ id: 'T', title: '<b>提醒', keys: { thing1: '事' } }]);
  await wx.ctl.subscribe(openid, 'T');
  await wx.call(PATHS.send, { touser: openid, template_id: 'T', data: { thing1: { value: '<script>x' } } });
  const page = await (await fetch(wx.baseUrl)).text();
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('<b>');
  expect(page).toContain('&#60;script&#62;x');
});
