import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../tools/wechat-stand-in/main.ts');
export interface SentMessage { msgid: string; openid: string; template: string; page: string; data: Record<string, string>; at: number; state: string }
interface Counter { calls: number; effects: number; errors: Record<string, number> }
export type Endpoint = 'code2Session' | 'stableToken' | 'legacyToken' | 'phoneOf' | 'sendSubscribe' | 'checkText' | 'checkImage' | 'codeImage' | 'urlLink';
export interface Wechat {
  baseUrl: string;
  /** What `readConfig` needs to use it. */
  env: Record<'WECHAT_APPID' | 'WECHAT_SECRET' | 'WECHAT_API_BASE' | 'WECHAT_PUSH_TOKEN' | 'WECHAT_PUSH_AESKEY', string>;
  /** Hands on phones and in WeChat's settings; `post` and `get` are for the orders that have no name here (see the tool's README). */
  ctl: {
    post: <T = unknown>(name: string, body?: object) => Promise<T>;
    get: <T = unknown>(name: string) => Promise<T>;
    /** A code of wx.login on this person's phone. */
    code: (person: string) => Promise<{ code: string; openid: string }>;
    phoneCode: (person: string, phone: string, countryCode?: string) => Promise<{ code: string; openid: string }>;
    openId: (person: string) => Promise<string>;
    visit: (openid: string, agoSeconds?: number) => Promise<unknown>;
    /** He taps "accept" n times. */
    subscribe: (openid: string, template: string, n?: number) => Promise<{ left: number }>;
    templates: (templates: { id: string; title: string; keys: Record<string, string | string[]> }[]) => Promise<unknown>;
    pages: (pages: string[] | null) => Promise<unknown>;
    sent: (openid?: string) => Promise<SentMessage[]>;
    words: (words: { risky?: string[]; review?: string[]; broken?: string[]; forbidden?: string[] }) => Promise<unknown>;
    media: (plan: { verdict?: 'pass' | 'review' | 'risky'; delayMs?: number | null; times?: number; order?: 'fifo' | 'reverse' | 'shuffle' }) => Promise<unknown>;
    /** Tells all verdicts that wait. */
    mediaFlush: (order?: 'fifo' | 'reverse' | 'shuffle', times?: number) => Promise<{ events: number }>;
    pushTo: (url: string, setup?: { mode?: 'safe' | 'plain'; format?: 'json' | 'xml'; waitMs?: number }) => Promise<unknown>;
    push: (event: string, fields: object, openid?: string) => Promise<{ sends: number; status: number | null; answer: string; ok: boolean }>;
    fault: (fault: { endpoint?: Endpoint | 'push'; fault: string; n?: number; times?: number; ms?: number; errcode?: number; errmsg?: string; effect?: boolean; seconds?: number }) => Promise<unknown>;
    clearFaults: () => Promise<unknown>;
    clock: (skewSeconds: number) => Promise<unknown>;
    counters: () => Promise<{ endpoints: Record<Endpoint, Counter>; tokens: { issued: number; forced: number; legacy: number } }>;
    reset: () => Promise<unknown>;
  };
  /** Ends it; its exit code. */
  stop: () => Promise<number | null>;
}

/** WeChat's stand-in as a process of its own. Whoever starts it calls `stop`. `env`: see the tool's README. */
export async function startWechat(env: NodeJS.ProcessEnv = {}): Promise<Wechat> {
  const app = { WECHAT_APPID: 'wx1234567890abcdef', WECHAT_SECRET: 'a-secret-of-the-app', PUSH_TOKEN: 'aTokenOfTheApp', PUSH_AESKEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', ...env };
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH, PORT: '0', END_WITH_STDIN: '1', ...app }, stdio: ['pipe', 'pipe', 'inherit'] });
  const baseUrl = await new Promise<string>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith('READY ')) ready(line.slice('READY '.length)); });
    child.once('exit', (code) => fail(new Error(`the stand-in ended with ${code}`)));
  });
  const ask = async <T>(name: string, init?: RequestInit): Promise<T> => {
    const answer = await fetch(`${baseUrl}/__ctl/${name}`, init), said = (await answer.json()) as T & { error?: string };
    if (!answer.ok) throw new Error(`${name}: ${said.error}`);
    return said;
  };
  const get = <T>(name: string): Promise<T> => ask<T>(name), post = <T>(name: string, body: object = {}): Promise<T> => ask<T>(name, { method: 'POST', body: JSON.stringify(body) });
  return {
    baseUrl, env: { WECHAT_APPID: app.WECHAT_APPID, WECHAT_SECRET: app.WECHAT_SECRET, WECHAT_API_BASE: baseUrl, WECHAT_PUSH_TOKEN: app.PUSH_TOKEN, WECHAT_PUSH_AESKEY: app.PUSH_AESKEY },
    ctl: {
      post, get,
      code: (person) => post('code', { person }),
      phoneCode: (person, phone, countryCode) => post('phone-code', { person, phone, countryCode }),
      openId: async (person) => (await post<{ openid: string }>('openid', { person })).openid,
      visit: (openid, agoSeconds) => post('visit', { openid, agoSeconds }),
      subscribe: (openid, template, n) => post('subscribe', { openid, template, n }),
      templates: (templates) => post('templates', { templates }),
      pages: (pages) => post('pages', { pages }),
      sent: async (openid) => (await get<{ sent: SentMessage[] }>(openid ? `sent?openid=${openid}` : 'sent')).sent,
      words: (words) => post('words', words),
      media: (plan) => post('media', plan),
      mediaFlush: (order, times) => post('media-flush', { order, times }),
      pushTo: (url, setup) => post('push-setup', { url, ...setup }),
      push: (event, fields, openid) => post('push', { event, fields, openid }),
      fault: (fault) => post('faults', fault),
      clearFaults: () => post('faults-clear'),
      clock: (skewSeconds) => post('clock', { skewSeconds }),
      counters: () => get('counters'),
      reset: () => post('reset'),
    },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}
