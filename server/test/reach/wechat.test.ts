import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { codeOf } from '../start.js';
import { useWechat } from '../support/wechat-client.js';

const w = useWechat();

describe('what it asks', () => {
  test('who is behind a code; the same person is the same, a code is good once, also for two at once', async () => {
    const { code, openid } = await w.ann(), other = await w.wechat.ctl.code('bob');
    expect(await w.client.code2Session(code)).toEqual({ openId: openid, unionId: null });
    expect((await w.client.code2Session(other.code)).openId).not.toBe(openid);
    expect(await codeOf(w.client.code2Session(code))).toBe('CODE_WRONG');
    const again = (await w.ann()).code;
    expect((await Promise.all([codeOf(w.client.code2Session(again)), codeOf(w.client.code2Session(again))])).sort()).toEqual(['CODE_WRONG', 'ok']);
    for (const wrong of ['nonsense', '', '𠮷']) expect(await codeOf(w.client.code2Session(wrong))).toBe('CODE_WRONG');
  });
  test('a phone, of the person himself, of the mainland, fresh', async () => {
    const { code, openid } = await w.wechat.ctl.phoneCode('ann', '13900001111'), foreign = await w.wechat.ctl.phoneCode('ann', '5550001111', '1');
    expect(await w.client.phoneOf(code, openid)).toEqual({ phone: '13900001111' });
    expect(await codeOf(w.client.phoneOf(code, openid))).toBe('CODE_WRONG');
    expect(await codeOf(w.client.phoneOf(foreign.code, openid))).toBe('PHONE_FOREIGN');
    const mine = await w.wechat.ctl.phoneCode('ann', '13900001111');
    expect(await codeOf(w.client.phoneOf(mine.code, (await w.wechat.ctl.code('bob')).openid))).toBe('CODE_WRONG');
    w.clock.set(w.clock.now() + 11 * MINUTE_MS);
    const late = await w.wechat.ctl.phoneCode('ann', '13900001111');
    expect(await codeOf(w.client.phoneOf(late.code, openid))).toBe('WECHAT_FAILED');
  });
  test('a message goes once for each yes, with its number whole', async () => {
    const openId = await w.visitor();
    await w.template();
    await w.wechat.ctl.subscribe(openId, 'T1', 1);
    const sent = await w.client.sendSubscribe(w.message(openId));
    expect(sent).toEqual({ kind: 'sent', msgId: expect.stringMatching(/^\d{17,20}$/) });
    const [kept] = await w.wechat.ctl.sent(openId);
    expect([kept!.msgid, Number.isSafeInteger(Number(kept!.msgid)), kept!.data]).toEqual([(sent as { msgId: string }).msgId, false, w.message(openId).data]);
    expect(await w.client.sendSubscribe(w.message(openId))).toEqual({ kind: 'refused' });
    expect(await w.client.sendSubscribe(w.message(openId, 'none'))).toEqual({ kind: 'permanent', errcode: 40037, rid: expect.stringMatching(/^[0-9a-f-]{26}$/) });
    expect(await w.client.sendSubscribe(w.message('nobody'))).toMatchObject({ kind: 'permanent', errcode: 40003 });
  });
  test('a text passes, is doubtful or bad; a long one is read to its end; who was not here for two hours is a doubt', async () => {
    const openId = await w.visitor();
    await w.wechat.ctl.words({ risky: ['坏词'], review: ['疑词'], broken: ['卡住'] });
    expect(await w.client.checkText(w.text(openId))).toEqual({ suggest: 'pass', label: 100, traceId: expect.any(String) });
    expect(await w.client.checkText(w.text(openId, '有疑词'))).toMatchObject({ suggest: 'review' });
    expect(await w.client.checkText(w.text(openId, `${'好'.repeat(6_000)}坏词`))).toMatchObject({ suggest: 'risky' });
    expect(await w.client.checkText(w.text(openId, `${'好'.repeat(2_499)}坏词`))).toMatchObject({ suggest: 'risky' });
    expect(await w.client.checkText({ ...w.text(openId), title: '坏词', nickname: '王' })).toMatchObject({ suggest: 'risky' });
    expect((await w.client.checkText(w.text(openId, '卡住'))).suggest).toBe('review');
    await w.wechat.ctl.visit(openId, 2 * 3_600 + 60);
    expect(await w.client.checkText(w.text(openId))).toEqual({ suggest: 'review', label: null, traceId: null });
  });
  test('a picture is accepted for checking, a code is a picture, a link is a link', async () => {
    const openId = await w.visitor();
    expect(await w.client.checkImage({ openId, scene: 2, url: `${w.wechat.baseUrl}/nothing.jpg` })).toEqual({ traceId: expect.stringMatching(/^[\w-]+$/) });
    expect(await w.client.checkImage({ openId: 'nobody', scene: 2, url: 'x' })).toBeNull();
    const code = await w.client.codeImage({ scene: 'sAAAAAAAAAAAAAAAAAAAAAA', page: 'pages/tasks/index' });
    expect([...code!.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(await w.client.codeImage({ scene: '汉字', page: 'pages/tasks/index' })).toBeNull();
    expect(await w.client.codeImage({ scene: 'a', page: 'pages/nowhere/index' })).toBeNull();
    expect(await w.client.urlLink({ path: '/pages/tasks/index', query: 'id=1', expiresAt: w.clock.now() + DAY_MS })).toMatch(/^https:\/\//);
    expect(await w.client.urlLink({ path: '/pages/tasks/index', query: 'id=1', expiresAt: w.clock.now() + 90 * DAY_MS })).toMatch(/^https:\/\//);
    expect([await w.client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: w.clock.now() - 1 }), await w.calls('urlLink')]).toEqual([null, 2]);
  });
  test('not set up: sign-in says so, doubts are doubts, nothing leaves', async () => {
    const none = w.made({ WECHAT_APPID: '' });
    expect([none.isReady, w.client.isReady]).toEqual([false, true]);
    expect(await codeOf(none.code2Session('x'))).toBe('WECHAT_FAILED');
    expect(await codeOf(none.phoneOf('x', 'y'))).toBe('WECHAT_FAILED');
    expect(await none.sendSubscribe(w.message('o'))).toMatchObject({ kind: 'later', rid: null });
    expect((await none.checkText(w.text('o'))).suggest).toBe('review');
    expect([await none.checkImage({ openId: 'o', scene: 1, url: 'x' }), await none.codeImage({ scene: 'a', page: 'p' }), await none.urlLink({ path: 'p', query: '', expiresAt: 1 })]).toEqual([null, null, null]);
  });
});

describe('where it is set up', () => {
  test('only this room names WeChat’s server', () => {
    const named = ['src', '../shared/src', '../miniapp/src'].flatMap((dir) => readdirSync(resolve(dir), { recursive: true, encoding: 'utf8' }).filter((f) => /\.(tsx?|css|scss|json|html)$/.test(f)).map((f) => join(dir, f)))
      .filter((file) => readFileSync(resolve(file), 'utf8').includes('api.weixin.qq.com'));
    expect(named).toEqual(['src/reach/wechat/wechat.address.ts']);
  });
  test('in production the address must be https; wrong values stop the start', () => {
    expect(() => w.config({ NODE_ENV: 'production' })).toThrow('WECHAT_API_BASE must begin with https:// in production');
    expect(w.config({ NODE_ENV: 'production', WECHAT_API_BASE: '' }).wechat!.baseUrl).toMatch(/^https:/);
    expect(w.config({ NODE_ENV: 'production', WECHAT_API_BASE: 'https://wechat.example' }).wechat!.baseUrl).toBe('https://wechat.example');
    for (const bad of [{ WECHAT_API_BASE: 'nonsense' }, { WECHAT_API_BASE: 'ftp://x' }, { WECHAT_API_BASE: 'https://proxy.example/wechat' }, { WECHAT_API_BASE: 'https://a:b@proxy.example' }, { WECHAT_PUSH_TOKEN: 'x y' }, { WECHAT_PUSH_AESKEY: 'short' }, { WECHAT_PUSH_TOKEN: '' }]) expect(() => w.config(bad)).toThrow(/^WECHAT_/);
    expect([w.config({ WECHAT_SECRET: '' }).wechat, w.config({ WECHAT_PUSH_TOKEN: '', WECHAT_PUSH_AESKEY: '' }).wechat!.push]).toEqual([null, null]);
  });
});
