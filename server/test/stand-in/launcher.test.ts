import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { readConfig } from '../../src/config.js';

const LIBRARY = pathToFileURL(join(import.meta.dirname, '../../../scripts/lib/wechat-stand-in.mjs')).href;
const isThere = async (address: string): Promise<boolean> => fetch(address).then(() => true, () => false);

test('FWX: the stand-in of the demonstration is set up as the server needs it, and does not outlive a launcher that is killed', async () => {
  const script = `const { address, env } = await (await import(${JSON.stringify(LIBRARY)})).startWechatStandIn(); console.log(JSON.stringify({ address, env })); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
  const { address, env } = await new Promise<{ address: string; env: NodeJS.ProcessEnv }>((told) => { createInterface({ input: launcher.stdout }).once('line', (line) => told(JSON.parse(line) as { address: string; env: NodeJS.ProcessEnv })); });
  try {
    const config = readConfig({ ...env, SECRET: 's', DATA_DIR: '/tmp' });
    expect(config.wechat).toMatchObject({ baseUrl: address, push: { token: env.WECHAT_PUSH_TOKEN, aesKey: env.WECHAT_PUSH_AESKEY } });
    expect(Object.keys(config.messageTemplates).length).toBeGreaterThan(1);
    const { access_token: token } = (await (await fetch(`${address}/cgi-bin/stable_token`, { method: 'POST', body: JSON.stringify({ grant_type: 'client_credential', appid: env.WECHAT_APPID, secret: env.WECHAT_SECRET }) })).json()) as { access_token: string };
    expect(token).toMatch(/^[\w-]{100,}$/);
    expect(await (await fetch(address)).text()).toContain('微信替身');
  } finally {
    launcher.kill('SIGKILL');
  }
  for (let i = 0; i < 50 && await isThere(address); i++) await sleep(100);
  expect(await isThere(address)).toBe(false);
});
