import sharp from 'sharp';
import { codeIn, PATHS, startCaller, type Caller, type Json } from './caller.js';
import { opened, startReceiver, type Receiver } from './receiver.js';

let wx: Caller, to: Receiver, openid: string, picture: string;
beforeAll(async () => {
  [wx, to] = await Promise.all([startCaller({ PUSH_WAIT_MS: '2000' }), startReceiver()]);
  picture = to.serve('/a.jpg', await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c04020' } }).jpeg().toBuffer());
});
afterAll(async () => {
  to.stop();
  await wx.stop();
});
beforeEach(async () => {
  await wx.ctl.reset();
  to.got.length = 0;
  ({ openid } = await wx.ctl.code('ann'));
  await wx.ctl.pushTo(to.url);
  await wx.ctl.media({ delayMs: null });
});
const check = (media_url: string, changes: object = {}) => wx.call(PATHS.media, { version: 2, openid, scene: 2, media_type: 2, media_url, ...changes });
const traceOf = async (url: string) => (await check(url)).json.trace_id as string;
const events = (): Json[] => to.got.map((got) => opened(got, wx.env.WECHAT_PUSH_AESKEY, wx.env.WECHAT_APPID));

test('E7, FWX-7: accepted with a trace id; the picture is fetched and the verdict comes as an event, label as text', async () => {
  const said = await check(picture);
  expect(said.json).toMatchObject({ errcode: 0, errmsg: 'ok', trace_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/) as string });
  expect(events()).toEqual([]);
  await wx.ctl.mediaFlush();
  expect(events()).toMatchObject([{ Event: 'wxa_media_check', MsgType: 'event', FromUserName: openid, appid: wx.env.WECHAT_APPID, trace_id: said.json.trace_id, version: 2, errcode: 0, result: { suggest: 'pass', label: '100' }, detail: [{ strategy: 'content_model', errcode: 0, label: '100' }] }]);
  expect(await wx.ctl.get('media')).toMatchObject({ waiting: 0, fetched: [{ url: picture, bytes: expect.any(Number) as number }] });
});
test('E7, FWX-7: after the delay that was set', async () => {
  await wx.ctl.media({ delayMs: 80, verdict: 'risky' });
  await check(picture);
  expect(to.got).toHaveLength(0);
  while (to.got.length === 0) await new Promise((soon) => setTimeout(soon, 10));
  expect(events()).toMatchObject([{ result: { suggest: 'risky', label: '20001' } }]);
});
test.each<[string, (to: Receiver) => string]>([
  ['nobody answers', () => 'http://127.0.0.1:9/a.jpg'], ['it is not there', (r) => r.url.replace('/push', '/none.jpg')], ['it is a page', (r) => r.serve('/page', Buffer.from('<html>'))],
  ['it has more than 10 MB', (r) => r.serve('/big.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(10 * 1_024 * 1_024)]))],
])('E7, WXM-4: -1008 with an empty detail and no result when %s', async (_, url) => {
  to.answer = (_n, { method }) => (method === 'POST' ? 'success' : 404);
  const trace_id = await traceOf(url(to));
  to.got.length = 0;
  await wx.ctl.mediaFlush();
  const last = to.got.filter(({ method }) => method === 'POST').map((got) => opened(got, wx.env.WECHAT_PUSH_AESKEY, wx.env.WECHAT_APPID));
  expect(last).toMatchObject([{ trace_id, errcode: -1008, errmsg: '下载错误', detail: [] }]);
  expect(last[0]).not.toHaveProperty('result');
  to.answer = () => 'success';
});
test('E7: exactly 10 MB is still a picture', async () => {
  const trace_id = await traceOf(to.serve('/full.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(10 * 1_024 * 1_024 - 3)])));
  await wx.ctl.mediaFlush();
  expect(events()).toMatchObject([{ trace_id, errcode: 0 }]);
});
test('E7, WXM-5: nine pictures in one second, out of order, each told three times: 27 events, nine trace ids, one sender and second', async () => {
  const traces = [];
  for (let i = 0; i < 9; i++) traces.push(await traceOf(`${picture}?${i}`));
  expect(await wx.ctl.mediaFlush('shuffle', 3)).toEqual({ events: 27 });
  const told = events();
  expect(new Set(told.map((e) => e.trace_id))).toEqual(new Set(traces));
  for (const trace of traces) expect(told.filter((e) => e.trace_id === trace)).toHaveLength(3);
  expect(new Set(told.map((e) => String(e.FromUserName))).size).toBe(1);
});
test('E7, FWX-7: in reverse; and never', async () => {
  const traces = [await traceOf(picture), await traceOf(picture)];
  await wx.ctl.fault({ endpoint: 'push', fault: 'drop-push', n: 1 });
  await wx.ctl.mediaFlush('reverse');
  expect(events().map((e) => e.trace_id)).toEqual([traces[0]]);
});
test.each([['no openid', { openid: 'x' }, 40003], ['somebody else’s app', { openid: `o${'b'.repeat(27)}` }, 43104], ['no such scene', { scene: 9 }, 40129], ['the old version', { version: 1 }, 40097], ['no such type', { media_type: 3 }, 40097], ['no address', { media_url: 'a.jpg' }, 40066]])('E7: %s', async (_, changes, errcode) => {
  expect(codeIn(await check(picture, changes))).toBe(errcode);
});
test('E7: 61010 when he was not in the mini-program within two hours', async () => {
  await wx.ctl.visit(openid, 7_300);
  expect(codeIn(await check(picture))).toBe(61010);
});
