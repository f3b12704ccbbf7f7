/**
 * Each of our eight calls of WeChat's interface under each of twelve faults: the client as it is shipped (server/dist), the stand-in as processes of their own.
 * A cell is good when, while the fault lasts, the client says what it must, asks as often as it may and within its time; when it strikes once, nothing is done twice; and
 * when it is over, the same client works again. `node tools/wechat-faults/main.ts [--quick]` after a build; the last line is `96 of 96`, exit code 1 if it is not.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterOne, asked, COUNTS, ENDPOINTS, FAULTS, good, isLost, whileItLasts, type Endpoint, type Fault } from './expected.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const quick = process.argv.includes('--quick');
/** The short profile waits less, so that it takes seconds; everything else is the same. */
const LIMITS = quick ? { connectMs: 400, totalMs: 900 } : { connectMs: 3_000, totalMs: 5_000 };
/** What a person may wait beyond the limit; in the short profile a machine that does other things at the same time must not fail it. */
const SLACK_MS = quick ? 1_500 : 500;
const GONE_MS = LIMITS.totalMs + 700;
const PERSON = 'ann', PHONE = '13900001111', TEMPLATE = 'T1';
const dist = (file: string): Promise<unknown> => import(pathToFileURL(join(import.meta.dirname, '../../dist', file)).href);
const { WechatClient } = (await dist('reach/wechat/wechat.client.js')) as typeof import('../../src/reach/wechat/wechat.client.js');
const { readConfig } = (await dist('config.js')) as typeof import('../../src/config.js');
const { Clock } = (await dist('lib/clock.js')) as typeof import('../../src/lib/clock.js');

const lines: string[] = [], secrets = new Set<string>([PHONE]), accidents: number[] = [];
const keep = (...said: unknown[]): void => void lines.push(said.map(String).join(' '));
Logger.overrideLogger({ log: keep, error: keep, warn: keep });
for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, (e: unknown) => { accidents.push(performance.now()); console.log(`✗ ${event}: ${e instanceof Error ? e.stack : String(e)}`); });

type Client = InstanceType<typeof WechatClient>;
interface Cell { endpoint: Endpoint; fault: Fault; wrong: string[]; from: number; to: number }
let slowestMs = 0, doubles = 0;

/** One wish, and what came of it in a word. */
async function wish(client: Client, { ctl }: StandIn, endpoint: Endpoint): Promise<string> {
  const openId = await ctl.openId(PERSON), code = endpoint === 'phoneOf' ? await ctl.phoneCode(PERSON, PHONE) : endpoint === 'code2Session' ? await ctl.code(PERSON) : '';
  const message = async (): Promise<string> => (await client.sendSubscribe({ openId, templateId: TEMPLATE, page: 'pages/tasks/index', data: { thing1: '通知' } })).kind;
  const wishes: Record<Endpoint, () => Promise<string>> = {
    code2Session: () => client.code2Session(code).then(() => 'openid'), phoneOf: () => client.phoneOf(code, openId).then(() => 'phone'),
    stableToken: message, sendSubscribe: message,
    checkText: async () => (await client.checkText({ openId, scene: 2, content: '楼道扫干净了' })).suggest,
    checkImage: async () => ((await client.checkImage({ openId, scene: 2, url: 'http://127.0.0.1:1/a.jpg' })) ? 'trace' : 'nothing'),
    codeImage: async () => ((await client.codeImage({ scene: 'sAAAAAAAAAAAAAAAAAAAAAA', page: 'pages/tasks/index' })) ? 'picture' : 'nothing'),
    urlLink: async () => ((await client.urlLink({ path: '/pages/tasks/index', query: '', expiresAt: Date.now() + 86_400_000 })) ? 'link' : 'nothing'),
  };
  [openId, code].filter(Boolean).forEach((s) => secrets.add(s));
  return wishes[endpoint]().catch((e: { code?: string; message: string }) => e.code ?? `threw ${e.message}`);
}
/** A new client of a WeChat that has just begun; where the call needs a token it has one, so that only the call itself can fail. */
async function fresh({ ctl, env }: StandIn, endpoint: Endpoint): Promise<{ client: Client; clock: InstanceType<typeof Clock> }> {
  await ctl.post('reset');
  await ctl.post('templates', { templates: [{ id: TEMPLATE, title: '通知', keys: { thing1: 'thing' } }] });
  await ctl.code(PERSON);
  await ctl.post('subscribe', { openid: await ctl.openId(PERSON), template: TEMPLATE, n: 9 });
  const clock = new Clock(), client = new WechatClient(readConfig({ DATA_DIR: tmpdir(), SECRET: 's', ...env }), clock);
  client.calls!.limits = LIMITS;
  if (endpoint !== 'stableToken' && endpoint !== 'code2Session') await wish(client, { ctl } as StandIn, endpoint === 'checkText' ? 'codeImage' : 'checkText');
  return { client, clock };
}
const order = (endpoint: Endpoint, fault: Fault, times: number): object => {
  const at = { endpoint, times, effect: times === 1 && isLost(fault) };
  if (fault === '42001' || fault === '40001') return { ...at, fault: 'errcode', errcode: Number(fault) };
  if (fault === 'rate') return { ...at, fault, errmsg: 'reach max api minute quota limit' };
  return fault === 'timeout' ? { ...at, fault, ms: 60_000 } : fault === 'slow-drip' ? { ...at, fault, ms: 300 } : { ...at, fault };
};
/** One fault, lasting (`times` 0) or once: what the client said, how often it asked, what was done, how long it took. */
async function strike(standIn: StandIn, client: Client, endpoint: Endpoint, fault: Fault, times: number): Promise<{ said: string; calls: number; effects: number; sent: number }> {
  const { ctl } = standIn, before = (await ctl.counters())[endpoint];
  if (fault === 'refuse') {
    await ctl.post('faults', { fault: 'refuse', ms: GONE_MS });
    await sleep(60);
  } else await ctl.post('faults', order(endpoint, fault, times));
  const [said, ms] = await timed(standIn, client, endpoint, fault);
  slowestMs = Math.max(slowestMs, ms);
  await standIn.isBack();
  await ctl.post('faults-clear');
  const { calls, effects } = (await ctl.counters())[endpoint], sent = (await ctl.sent()).length;
  return { said: ms > LIMITS.totalMs + SLACK_MS ? `${said} after ${Math.round(ms)} ms` : said, calls: calls - before.calls, effects: effects - before.effects, sent };
}
/** Codes are taken on the phone before the server goes away; the time counts from the client's own call. */
async function timed(standIn: StandIn, client: Client, endpoint: Endpoint, fault: Fault): Promise<[string, number]> {
  const ready = fault === 'refuse' ? standIn.remembered() : standIn, began = performance.now();
  const said = await wish(client, ready, endpoint);
  return [said, performance.now() - began];
}
async function cell(standIn: StandIn, endpoint: Endpoint, fault: Fault): Promise<Cell> {
  const from = performance.now(), wrong: string[] = [], check = (what: string, want: string, got: string): void => { if (want !== got) wrong.push(`${what}: ${got}, not ${want}`); };
  for (const times of [0, 1]) {
    const { client, clock } = await fresh(standIn, endpoint), phase = times === 0 ? 'while it lasts' : 'once';
    if (fault === 'refuse') await standIn.remember(PERSON, PHONE);
    const { said, calls, effects, sent } = await strike(standIn, client, endpoint, fault, times), [least, most] = asked(endpoint, fault);
    check(phase, times === 0 ? whileItLasts(endpoint, fault) : afterOne(endpoint, fault), said);
    if (times === 0 && (calls < least || calls > most)) wrong.push(`asked ${calls} times, not ${least} to ${most}`);
    if ((COUNTS.includes(endpoint) && effects > 1) || sent > 1) {
      doubles += 1;
      wrong.push(`${phase}: done ${Math.max(effects, sent)} times`);
    }
    clock.set(clock.now() + 61_000);
    check(`${phase}, afterwards`, good(endpoint), await wish(client, standIn, endpoint));
    client.onModuleDestroy();
  }
  return { endpoint, fault, wrong, from, to: performance.now() };
}

const began = performance.now(), standIns = await Promise.all(ENDPOINTS.map(() => startStandIn()));
standIns.forEach(({ env }) => secrets.add(env.WECHAT_SECRET));
// A process for each call, side by side: it is mostly waiting.
const cells = (await Promise.all(standIns.map(async (standIn, i) => {
  const mine: Cell[] = [];
  for (const fault of FAULTS) mine.push(await cell(standIn, ENDPOINTS[i]!, fault));
  return mine;
}))).flat();
await sleep(200); // what was left behind must come out now
for (const at of accidents) for (const c of cells) if (at >= c.from && at <= c.to + 200) c.wrong.push('a rejection that nobody handled');
const leaks = lines.filter((line) => [...secrets].some((s) => line.includes(s)) || /session_key|access_token=[^*]/.test(line));

console.log(`${''.padEnd(14)}${FAULTS.map((f) => f.padStart(11)).join('')}`);
for (const endpoint of ENDPOINTS) console.log(`${endpoint.padEnd(14)}${FAULTS.map((f) => (cells.find((c) => c.endpoint === endpoint && c.fault === f)!.wrong.length === 0 ? whileItLasts(endpoint, f).replace('WECHAT_FAILED', 'failed') : '✗').padStart(11)).join('')}`);
for (const { endpoint, fault, wrong } of cells) for (const w of wrong) console.log(`✗ ${endpoint} × ${fault}: ${w}`);
for (const line of leaks) console.log(`✗ a secret in the log: ${line}`);
const passed = leaks.length > 0 ? 0 : cells.filter((c) => c.wrong.length === 0).length;
console.log(`\n${accidents.length} unhandled rejections, ${doubles} double effects, ${leaks.length} secrets in ${lines.length} lines of log; slowest ${(slowestMs / 1000).toFixed(1)} s, ${((performance.now() - began) / 1000).toFixed(0)} s in all`);
console.log(`${passed} of ${ENDPOINTS.length * FAULTS.length}`);
standIns.forEach((s) => s.stop());
process.exitCode = passed === ENDPOINTS.length * FAULTS.length && accidents.length === 0 ? 0 : 1;
