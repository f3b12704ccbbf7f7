import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from './expected.ts';

type Counters = Record<Endpoint, { calls: number; effects: number }>;
interface Hand {
  post: <T = unknown>(name: string, body?: object) => Promise<T>;
  code: (person: string) => Promise<string>;
  phoneCode: (person: string, phone: string) => Promise<string>;
  openId: (person: string) => Promise<string>;
  counters: () => Promise<Counters>;
  sent: () => Promise<unknown[]>;
}
export interface StandIn {
  env: { WECHAT_APPID: string; WECHAT_SECRET: string; WECHAT_API_BASE: string };
  ctl: Hand;
  /** Takes a code of each kind beforehand, for a time when the process does not answer … */
  remember: (person: string, phone: string) => Promise<void>;
  /** … and gives them out. */
  remembered: () => StandIn;
  /** Waits until it takes connections again. */
  isBack: () => Promise<void>;
  stop: () => void;
}
/** A stand-in of WeChat in a process of its own, which ends with us. */
export async function startStandIn(): Promise<StandIn> {
  const app = { WECHAT_APPID: 'wx1234567890abcdef', WECHAT_SECRET: 'the-secret-of-this-app' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../wechat-stand-in/main.ts')], { env: { PATH: process.env.PATH, PORT: '0', END_WITH_STDIN: '1', ...app }, stdio: ['pipe', 'pipe', 'inherit'] });
  const base = await new Promise<string>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith('READY ')) ready(line.slice('READY '.length)); });
    child.once('exit', (code) => fail(new Error(`the stand-in ended with ${code}`)));
  });
  const ask = async <T>(name: string, init?: RequestInit): Promise<T> => {
    const answer = await fetch(`${base}/__ctl/${name}`, { ...init, headers: { connection: 'close' } }), said = (await answer.json()) as T & { error?: string };
    if (!answer.ok) throw new Error(`${name}: ${said.error}`);
    return said;
  };
  const post = <T>(name: string, body: object = {}): Promise<T> => ask<T>(name, { method: 'POST', body: JSON.stringify(body) });
  const ctl: Hand = {
    post, code: async (person) => (await post<{ code: string }>('code', { person })).code, phoneCode: async (person, phone) => (await post<{ code: string }>('phone-code', { person, phone })).code,
    openId: async (person) => (await post<{ openid: string }>('openid', { person })).openid,
    counters: async () => (await ask<{ endpoints: Counters }>('counters')).endpoints, sent: async () => (await ask<{ sent: unknown[] }>('sent')).sent,
  };
  let kept = { code: '', phoneCode: '', openId: '' };
  const standIn: StandIn = {
    env: { ...app, WECHAT_API_BASE: base }, ctl,
    remember: async (person, phone) => { kept = { code: await ctl.code(person), phoneCode: await ctl.phoneCode(person, phone), openId: await ctl.openId(person) }; },
    remembered: () => ({ ...standIn, ctl: { ...ctl, code: () => Promise.resolve(kept.code), phoneCode: () => Promise.resolve(kept.phoneCode), openId: () => Promise.resolve(kept.openId) } }),
    isBack: async () => {
      for (let i = 0; i < 200; i++) {
        if (await ctl.sent().then(() => true, () => false)) return;
        await sleep(50);
      }
      throw new Error('the stand-in did not come back');
    },
    stop: () => void child.kill('SIGTERM'),
  };
  return standIn;
}
