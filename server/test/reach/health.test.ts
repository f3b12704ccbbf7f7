import { HOUR_MS } from '@xianfeng/shared';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { startBoard, type Board } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';
import { makeWorld, type World } from '../world.js';

let wechat: Wechat, board: Board, world: World;
beforeAll(async () => {
  wechat = await startWechat();
  board = await startBoard(wechat.env);
  world = await makeWorld(board);
});
afterAll(async () => {
  await board.stop();
  await wechat.stop();
});

test('the city’s organiser and its auditor see how the calls are doing, and nobody’s name', async () => {
  const organiser = await world.staff('CITY_ORGANISER', world.city), auditor = await world.staff('AUDITOR', world.city), secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  const client = board.app.get(WechatClient), { openid } = await wechat.ctl.code('ann');
  await client.checkText({ openId: openid, scene: 1, content: '好' });
  await wechat.ctl.fault({ endpoint: 'sendSubscribe', fault: 'rate', errmsg: 'reach max api minute quota limit', times: 1 });
  await wechat.ctl.fault({ endpoint: 'urlLink', fault: 'errcode', errcode: 99_999, errmsg: `never heard of ${openid}`, times: 1 });
  await client.sendSubscribe({ openId: openid, templateId: 'T', page: 'p', data: {} });
  await client.urlLink({ path: '/p', query: '', expiresAt: board.clock.now() + HOUR_MS });
  const seen = await organiser.api.health.details();
  expect(seen.wechat!.calls.map((c) => [c.name, c.state])).toEqual([
    ['code2Session', 'closed'], ['stable_token', 'closed'], ['getuserphonenumber', 'closed'], ['subscribe/send', 'open'], ['msg_sec_check', 'closed'], ['media_check_async', 'closed'], ['getwxacodeunlimit', 'closed'], ['generate_urllink', 'closed'],
  ]);
  expect(seen.wechat!.calls[3]).toMatchObject({ until: expect.any(Number), last: { kind: 'rate', errcode: 45009, rid: expect.stringMatching(/^[0-9a-f-]{26}$/), at: expect.any(Number) } });
  expect(seen.wechat).toMatchObject({ unknownCodes: [{ errcode: 99_999, times: 1 }], token: { renewAt: expect.any(Number), trouble: null } });
  expect(seen).toMatchObject({ pushes: { waiting: 0, failed: 0 }, outbox: { waiting: 0, oldestAt: null } });
  expect(JSON.stringify(seen)).not.toContain(openid);
  expect((await auditor.api.health.details()).wechat!.calls).toHaveLength(8);
  await expect(secretary.api.health.details()).rejects.toMatchObject({ status: 403 });
  await expect(board.api().health.details()).rejects.toMatchObject({ status: 401 });
});
test('what came in and is not done yet is counted', async () => {
  await wechat.ctl.pushTo(`${board.url}/wechat/push`);
  await wechat.ctl.push('some_event', {});
  const organiser = await world.staff('CITY_ORGANISER', world.city);
  expect((await organiser.api.health.details()).pushes).toEqual({ waiting: 1, failed: 0 });
});
test('where the mini-program is not set up there is nothing to tell about it', async () => {
  const plain = await startBoard(), there = await makeWorld(plain), organiser = await there.staff('CITY_ORGANISER', there.city);
  expect((await organiser.api.health.details()).wechat).toBeNull();
  await plain.stop();
});
