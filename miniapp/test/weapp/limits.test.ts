import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DAY_MS } from '@xianfeng/shared';
import { key, shiftOf, task } from '../../e2e/support/world.ts';
import { liveIn } from './city.ts';
import { AT_ONCE, Line, network } from './network.ts';
import { pause } from './runtime.ts';
import { storages } from './storage.ts';

/** What a call came to: 'ok', or WeChat's words. */
const outcome = (call: (options: object) => unknown, options: object): Promise<string> => new Promise((resolve) => call({ ...options, success: () => resolve('ok'), fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg) }));

describe('the phone of the tests keeps', () => {
  let slow: Server, url: string;
  beforeAll(async () => {
    slow = createServer((_request, response) => void setTimeout(() => response.end('{}'), 150));
    await new Promise<void>((up) => { slow.listen(0, '127.0.0.1', up); });
    url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  });
  afterAll(() => slow.close());
  const phone = () => {
    const line = new Line(), files = new Map([['wxfile://a', new Uint8Array(3)]]);
    return { line, ...network({ origin: () => url, pending: new Set(), files, asked: new Set() }, line) as Record<'request' | 'uploadFile' | 'downloadFile', (options: object) => { abort: () => void }> };
  };

  test('ten calls at once, of whatever kind; the eleventh fails, and there is room again afterwards', async () => {
    const { request, uploadFile, downloadFile, line } = phone();
    const ten = [...Array.from({ length: 5 }, () => outcome(request, { url })), ...Array.from({ length: 3 }, () => outcome(uploadFile, { url, filePath: 'wxfile://a', name: 'file' })), ...Array.from({ length: 2 }, () => outcome(downloadFile, { url }))];
    await expect(outcome(request, { url })).resolves.toBe(`request:fail exceed max concurrent count of ${AT_ONCE}`);
    await expect(Promise.all(ten)).resolves.toEqual(Array.from({ length: 10 }, () => 'ok'));
    await expect(outcome(request, { url })).resolves.toBe('ok');
    expect(line.peak).toBe(AT_ONCE);
  });
  test('the time limit that the caller names, and what he aborts', async () => {
    const { request } = phone();
    await expect(outcome(request, { url, timeout: 20 })).resolves.toBe('request:fail timeout');
    let stop = (): void => undefined;
    const aborted = new Promise<string>((resolve) => { const { abort } = request({ url, fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg) }); stop = abort; });
    stop();
    await expect(aborted).resolves.toBe('request:fail abort');
  });
  test('nothing from the background, neither what is under way nor what is begun', async () => {
    const { request, line } = phone(), first = outcome(request, { url });
    await pause(20);
    line.isAway = true;
    line.cut();
    await expect(first).resolves.toBe('request:fail interrupted');
    await expect(outcome(request, { url })).resolves.toBe('request:fail interrupted');
  });
  test('1 MB a key and 10 MB in all, 0.7 and 7.1 encrypted; encrypted only when asked asynchronously, and read only so', async () => {
    const wx = storages(new Map(), new Map()) as Record<'getStorageSync' | 'setStorageSync' | 'setStorage' | 'getStorage', (...given: any[]) => any>, big = 'a'.repeat(900 * 1024);
    expect(() => wx.setStorageSync('a', 'a'.repeat(1024 * 1024))).toThrow('entry size limit reached');
    await expect(outcome(wx.setStorage, { key: 'a', data: big, encrypt: true })).resolves.toContain('entry size limit reached');
    for (let i = 0; i < 11; i++) wx.setStorageSync(`k${i}`, big);
    expect(() => wx.setStorageSync('k11', big)).toThrow('exceed storage max size');
    await expect(outcome(wx.setStorage, { key: 's', data: 'secret', encrypt: true })).resolves.toContain('exceed storage max size');
    const fresh = storages(new Map(), new Map()) as typeof wx;
    await outcome(fresh.setStorage, { key: 's', data: 'secret', encrypt: true });
    expect(fresh.getStorageSync('s')).not.toContain('secret');
    await expect(outcome(fresh.getStorage, { key: 's' })).resolves.toBe('getStorage:fail data not found');
    await expect(outcome(fresh.getStorage, { key: 's', encrypt: true })).resolves.toBe('ok');
    expect(() => fresh.setStorageSync('s', 'x', { encrypt: true })).toThrow('takes a key and a value');
  });
});

describe('within these limits', () => {
  const city = liveIn();
  test('who goes on and on is never on more than ten pages, and comes back', async () => {
    const member = await city.person('在职党员'), soon = await task(city, { title: '绕圈的任务', in: 6 * DAY_MS });
    await city.api(member.token).claims.create({ shiftId: shiftOf(soon) }, key());
    const phone = city.phone(member), first = await phone.open(`/packages/more/pages/task/index?id=${soon.id}`);
    await first.see('已认领，看怎么去');
    for (let i = 0; i < 7; i++) {
      await phone.page.tap('已认领，看怎么去');
      await (await phone.arrived('packages/more/pages/claim/index')).tap('看任务详情');
      await (await phone.arrived('packages/more/pages/task/index')).see('绕圈的任务');
    }
    expect(phone.depth).toBe(10);
    for (let i = 0; i < 9; i++) await phone.back();
    expect(phone.depth).toBe(1);
    await phone.page.see('绕圈的任务');
  });
  test('a page that asks for much at once stays within ten calls', async () => {
    const secretary = await city.person('社区书记'), phone = city.phone(secretary);
    for (const page of ['/pages/tasks/index', '/pages/shop/index', '/pages/me/index', '/packages/desk/pages/home/index', '/packages/desk/pages/dashboard/index']) await phone.open(page);
    expect(phone.line.peak).toBeLessThanOrEqual(AT_ONCE);
    expect(phone.line.peak).toBeGreaterThan(1);
  });
  test('after each story somebody looks: another host, a function that is not declared and an error are complained of', async () => {
    const phone = city.phone();
    phone.asked.add('https://elsewhere.example');
    phone.calls.push({ name: 'getLocation', args: [] });
    phone.errors.push(new Error('nobody saw it'));
    expect(city.away()).toEqual([expect.stringContaining('nobody saw it'), 'wx.getLocation is not declared', 'asked another host: https://elsewhere.example']);
  });
  test('what a whole day leaves on the phone is far from a megabyte', async () => {
    const member = await city.person('在职党员'), phone = city.phone(member);
    for (const page of ['/pages/tasks/index', '/pages/ask/index', '/pages/shop/index', '/pages/me/index', '/packages/more/pages/need-new/index', '/packages/more/pages/inbox/index']) await phone.open(page);
    const { storage, vault } = phone.kept;
    expect(JSON.stringify([storage, vault]).length).toBeLessThan(100 * 1024);
  });
});
