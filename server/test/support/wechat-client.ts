import { tmpdir } from 'node:os';
import { readConfig, type Config } from '../../src/config.js';
import { Clock } from '../../src/lib/clock.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { startWechat, type Endpoint, type Wechat } from './wechat.js';

/** The product's client and a WeChat of its own, both new for every test of the file. */
export interface WechatWorld {
  wechat: Wechat;
  client: WechatClient;
  clock: Clock;
  config: (env?: NodeJS.ProcessEnv) => Config;
  /** A further client with other settings, in this test alone. */
  made: (env?: NodeJS.ProcessEnv) => WechatClient;
  /** Both clocks, ours and WeChat's, go on. */
  wait: (ms: number) => Promise<void>;
  /** How often WeChat was asked. */
  calls: (endpoint: Endpoint) => Promise<number>;
  ann: () => Promise<{ code: string; openid: string }>;
  /** Somebody who has just been in the mini-program. */
  visitor: () => Promise<string>;
  message: (openId: string, templateId?: string) => Parameters<WechatClient['sendSubscribe']>[0];
  text: (openId: string, content?: string) => Parameters<WechatClient['checkText']>[0];
  template: () => Promise<unknown>;
  /** What was written since the file began. */
  said: () => string;
}
/** Called once at the top of a test file. */
export function useWechat(): WechatWorld {
  const lines: string[] = [], clients: WechatClient[] = [], write = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write.bind(process.stderr) };
  const w = {} as WechatWorld;
  Object.assign(w, {
    config: (env = {}) => readConfig({ DATA_DIR: tmpdir(), SECRET: 's', ...w.wechat.env, ...env }),
    made: (env = {}) => {
      const one = new WechatClient(w.config(env), w.clock);
      clients.push(one);
      return one;
    },
    wait: async (ms) => {
      w.clock.set(w.clock.now() + ms);
      await w.wechat.ctl.clock(Math.round((w.clock.now() - Date.now()) / 1000));
    },
    calls: async (endpoint) => (await w.wechat.ctl.counters()).endpoints[endpoint].calls,
    ann: () => w.wechat.ctl.code('ann'),
    visitor: async () => (await w.ann()).openid,
    message: (openId, templateId = 'T1') => ({ openId, templateId, page: 'pages/tasks/index', data: { thing1: '楼道清扫', time2: '2026年11月22日 15:01' } }),
    text: (openId, content = '楼道扫干净了') => ({ openId, scene: 2, content }),
    template: () => w.wechat.ctl.templates([{ id: 'T1', title: '通知', keys: { thing1: 'thing', time2: 'time' } }]),
    said: () => lines.join(''),
  } satisfies Omit<WechatWorld, 'wechat' | 'client' | 'clock'>);
  beforeAll(async () => {
    w.wechat = await startWechat();
    const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
    process.stdout.write = keep as typeof process.stdout.write;
    process.stderr.write = keep as typeof process.stderr.write;
  });
  beforeEach(async () => {
    await w.wechat.ctl.reset();
    w.clock = new Clock();
    w.client = w.made();
  });
  afterEach(() => clients.splice(0).forEach((c) => c.onModuleDestroy()));
  afterAll(async () => {
    [process.stdout.write, process.stderr.write] = [write.out, write.err];
    await w.wechat.stop();
  });
  return w;
}
