import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startCaller, type Caller } from './caller.js';

let wx: Caller;
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
afterEach(() => wx.ctl.reset());
const run = async (env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number | null; output: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../tools/wechat-conformance.ts'), ...args], { env: { PATH: process.env.PATH, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
  return { code: await new Promise((done) => child.once('close', done)), output };
};

test('FWX-B: the stand-in answers every question as the documentation says', async () => {
  const { code, output } = await run(wx.env, '--base', wx.baseUrl), [, right, all] = /(\d+) of (\d+)\n$/.exec(output)!;
  expect(output).not.toContain('✗');
  expect([code, right]).toEqual([0, all]);
  expect(Number(all)).toBeGreaterThanOrEqual(12);
});
test('FWX-B: it changes nothing: no message, no examination, no link, and one token', async () => {
  await run(wx.env, '--base', wx.baseUrl);
  const { endpoints, tokens } = await wx.ctl.counters();
  expect(Object.fromEntries(Object.entries(endpoints).map(([name, { effects }]) => [name, effects]))).toMatchObject({ code2Session: 0, legacyToken: 0, phoneOf: 0, sendSubscribe: 0, checkText: 0, checkImage: 0, urlLink: 0 });
  expect(tokens).toEqual({ issued: 1, forced: 0, legacy: 0 });
});
test('FWX-B: a difference is shown with what came instead, and ends with 1; the secret is nowhere', async () => {
  await wx.ctl.fault({ endpoint: 'code2Session', fault: 'errcode', errcode: 40163 });
  await wx.ctl.fault({ endpoint: 'codeImage', fault: 'http502', times: 0 });
  const { code, output } = await run(wx.env, '--base', wx.baseUrl);
  expect(code).toBe(1);
  expect(output).toMatch(/✗ {2}E1 code that was never given +40029 +40163/);
  expect(output).toMatch(/✗ {2}E8 a picture +PNG or JPEG +HTTP 502/);
  expect(output).toMatch(/21 of 25\n$/);
  expect(output).not.toContain(wx.env.WECHAT_SECRET);
});
test('FWX-B: nobody there is a table of differences, not a crash; without credentials it says how it is used', async () => {
  const { code, output } = await run(wx.env, '--base', 'http://127.0.0.1:9');
  expect(code).toBe(1);
  expect(output).toMatch(/0 of 25\n$/);
  expect(await run({}, '--base', wx.baseUrl)).toMatchObject({ code: 2, output: expect.stringContaining('WECHAT_APPID=') as string });
});
