import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { lines, start } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

const TEMPLATES = at('server/tools/wechat-stand-in/templates.json');

/**
 * Starts what stands in for WeChat's server while the product is tried: a process of its own on a free loopback port. It ends with this
 * process, however this one ends.
 * @returns its address, what the server must be told to use it, and how it learns where events go
 */
export async function startWechatStandIn() {
  const app = { WECHAT_APPID: `wx${randomBytes(8).toString('hex')}`, WECHAT_SECRET: randomBytes(16).toString('hex') };
  const push = { PUSH_TOKEN: randomBytes(16).toString('hex'), PUSH_AESKEY: `${randomBytes(21).toString('hex')}A` };
  const child = start(node24, [at('server/tools/wechat-stand-in/main.ts')], { env: env24({ ...app, ...push, PORT: '0', DEMO: '1', END_WITH_STDIN: '1' }), stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', lines((line) => line.startsWith('READY ') && resolve(line.slice('READY '.length).trim())));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the stand-in for WeChat ended with ${code}`)));
  });
  const templates = existsSync(TEMPLATES) ? JSON.parse(readFileSync(TEMPLATES, 'utf8')) : [];
  return {
    address,
    env: { ...app, WECHAT_API_BASE: address, WECHAT_PUSH_TOKEN: push.PUSH_TOKEN, WECHAT_PUSH_AESKEY: push.PUSH_AESKEY, WECHAT_TEMPLATES: JSON.stringify(Object.fromEntries(templates.map(({ name, id }) => [name, id]))) },
    pushTo: (url) => fetch(`${address}/__ctl/push-setup`, { method: 'POST', body: JSON.stringify({ url }) }),
  };
}
