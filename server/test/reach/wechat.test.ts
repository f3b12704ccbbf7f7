import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { readConfig } from '../../src/config.js';
import { Clock } from '../../src/lib/clock.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { key } from '../start.js';

let standIn: ChildProcess, baseUrl: string, client: WechatClient;
const APP = { WECHAT_APPID: 'wx1234567890abcdef', WECHAT_SECRET: 'a-secret-of-the-app' };
beforeAll(async () => {
  standIn = spawn(process.execPath, [resolve('tools/wechat-stand-in.ts')], { env: { ...process.env, ...APP, PORT: '0', NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(standIn.stdout!, 'data')) as [Buffer];
  baseUrl = /READY (\S+)/.exec(line.toString())![1]!;
  client = at(baseUrl);
});
afterAll(async () => {
  standIn.kill('SIGTERM');
  expect(await once(standIn, 'exit')).toEqual([0, null]);
});
const at = (WECHAT_API_BASE: string, env = {}) => new WechatClient(readConfig({ DATA_DIR: tmpdir(), SECRET: 's', ...APP, WECHAT_API_BASE, ...env }), new Clock());
const codeOf = (person: string) => `${person}.${key()}`;
const refusal = (work: Promise<unknown>) => work.then(() => 'ok', (e: { code: string }) => e.code);

test('the same person has the same openid, another another', async () => {
  const [a, again, b] = [await client.code2Session(codeOf('ann')), await client.code2Session(codeOf('ann')), await client.code2Session(codeOf('bob'))];
  expect(a.openId).toMatch(/^o[\w-]{27}$/);
  expect(again).toEqual(a);
  expect(b).not.toEqual(a);
  expect(Object.keys(a)).toEqual(['openId', 'unionId']);
});
test('a code is good once, also when two bring it at the same time', async () => {
  const code = codeOf('ann');
  expect((await Promise.all([refusal(client.code2Session(code)), refusal(client.code2Session(code))])).sort()).toEqual(['CODE_WRONG', 'ok']);
  expect(await refusal(client.code2Session(code))).toBe('CODE_WRONG');
  for (const wrong of ['nonsense', '', '𠮷']) expect(await refusal(client.code2Session(wrong))).toBe('CODE_WRONG');
});
test('a busy server is asked once more, and then it is enough', async () => {
  expect((await client.code2Session(codeOf('busy'))).openId).toMatch(/^o/);
  for (const trouble of ['always-busy', 'gateway', 'broken', 'minute']) expect(await refusal(client.code2Session(codeOf(trouble)))).toBe('WECHAT_FAILED');
  expect(await refusal(client.code2Session(codeOf('blocked')))).toBe('ACCOUNT_RISK_BLOCKED');
});
test('a wrong secret or app is our fault, not the person’s', async () => {
  expect(await refusal(at(baseUrl, { WECHAT_SECRET: 'wrong' }).code2Session(codeOf('ann')))).toBe('WECHAT_FAILED');
  expect(await refusal(at(baseUrl, { WECHAT_APPID: 'wx0' }).code2Session(codeOf('ann')))).toBe('WECHAT_FAILED');
});
test('a server that does not answer costs one time limit, not two', async () => {
  const patient = at(baseUrl);
  patient.calls!.limits = { connectMs: 300, totalMs: 400 };
  const began = performance.now();
  expect(await refusal(patient.code2Session(codeOf('silent')))).toBe('WECHAT_FAILED');
  expect(performance.now() - began).toBeLessThan(1_500);
});
test('nobody there, or not set up: the phone number remains', async () => {
  const port = await new Promise<number>((found) => { const s = createServer().listen(0, '127.0.0.1', () => { const { port: p } = s.address() as { port: number }; s.close(() => found(p)); }); });
  expect(await refusal(at(`http://127.0.0.1:${port}`).code2Session(codeOf('ann')))).toBe('WECHAT_FAILED');
  expect(await refusal(at(baseUrl, { WECHAT_APPID: '' }).code2Session(codeOf('ann')))).toBe('WECHAT_FAILED');
});
test('no secret, code or openid reaches the log', async () => {
  const said: string[] = [];
  const write = process.stderr.write.bind(process.stderr), writeOut = process.stdout.write.bind(process.stdout);
  const keep = (chunk: unknown): boolean => { said.push(String(chunk)); return true; };
  process.stderr.write = keep as typeof process.stderr.write;
  process.stdout.write = keep as typeof process.stdout.write;
  const code = codeOf('blocked');
  try {
    await refusal(client.code2Session(code));
    await refusal(at('http://127.0.0.1:1').code2Session(code));
  } finally {
    process.stderr.write = write;
    process.stdout.write = writeOut;
  }
  const log = said.join('');
  expect(log).toContain('errcode 40226, rid ');
  for (const secret of [APP.WECHAT_SECRET, code, 'openid', 'session_key']) expect(log).not.toContain(secret);
});
