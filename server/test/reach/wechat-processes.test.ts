import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApi, type Api } from '@xianfeng/shared';
import { freshDatabase, onMariaDb, transport } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';

/** A server as it is shipped, in a process of its own, on a database of its own. */
interface Server { process: ChildProcess; url: string; output: () => string; stop: () => Promise<void> }
const PROCESSES = 3, EACH = 50;
let wechat: Wechat, servers: Server[];

async function startServer(workerId: number): Promise<Server> {
  const { config, remove } = freshDatabase(wechat.env);
  const env = { PATH: process.env.PATH, ...wechat.env, DATA_DIR: config.dataDir, SECRET: config.secret, DEMO: '1', PORT: '0', WORKER_ID: String(workerId), RATE_LIMIT: '100000' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const url = await new Promise<string>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith('READY ')) ready(line.slice('READY '.length)); });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${output}`)));
  });
  return {
    process: child, url, output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
      await remove();
    },
  };
}
// The token is no matter of the database: once is enough.
(onMariaDb ? describe.skip : describe)('three server processes and one WeChat', () => {
  beforeAll(async () => {
    wechat = await startWechat();
    servers = await Promise.all(Array.from({ length: PROCESSES }, (_, i) => startServer(i + 1)));
  }, 120_000);
  afterAll(async () => {
    await Promise.all((servers ?? []).map((s) => s.stop()));
    await wechat?.stop();
  });
  /** So many people on every server, signed in and about to give their phones. */
  const people = async (each: number, name: string): Promise<{ api: Api; code: string; phone: string }[]> => {
    const all: { api: Api; code: string; phone: string }[] = [];
    for (const [s, { url }] of servers.entries())
      for (let i = 0; i < each; i++) {
        const person = `${name}-${s}-${i}`, phone = `15${name.length}${s}${String(i).padStart(7, '0')}`;
        const { token } = await createApi(transport(url)).session.wechat((await wechat.ctl.code(person)).code);
        all.push({ api: createApi(transport(url, token)), phone, code: (await wechat.ctl.phoneCode(person, phone)).code });
      }
    return all;
  };
  const bindAll = async (all: { api: Api; code: string; phone: string }[]): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const r of await Promise.allSettled(all.map(({ api, code, phone }) => api.session.wechatPhone(code).then((s) => (s.me.phone === phone ? 'ok' : 'another phone'))))) {
      const how = r.status === 'fulfilled' ? r.value : String((r.reason as { code?: string }).code ?? r.reason);
      counts[how] = (counts[how] ?? 0) + 1;
    }
    return counts;
  };
  const counters = async () => {
    const { endpoints } = await wechat.ctl.counters();
    return { token: endpoints.stableToken.calls, legacy: endpoints.legacyToken.calls, phone: endpoints.phoneOf.calls, refused: Object.values(endpoints.phoneOf.errors).reduce((a, b) => a + b, 0) };
  };

  test('fifty on each ask at once without a token: three are fetched at most, nobody fails', async () => {
    const all = await people(EACH, 'cold');
    expect((await counters()).token).toBe(0);
    expect(await bindAll(all)).toEqual({ ok: PROCESSES * EACH });
    expect(await counters()).toEqual({ token: PROCESSES, legacy: 0, phone: PROCESSES * EACH, refused: 0 });
  }, 120_000);
  test('the token dies under two hundred calls: all succeed, each process fetches one, and no call is made a third time', async () => {
    const all = (await people(Math.ceil(200 / PROCESSES), 'storm')).slice(0, 200), before = await counters();
    await wechat.ctl.fault({ endpoint: 'phoneOf', fault: 'token-rotate', n: 70, times: 1 });
    expect(await bindAll(all)).toEqual({ ok: 200 });
    const after = await counters(), replays = after.phone - before.phone - 200;
    expect(after.token - before.token).toBeLessThanOrEqual(PROCESSES + 1);
    expect(after.refused - before.refused).toBe(replays); // each refusal was followed by one more call, and that one went well
    expect(replays).toBeGreaterThan(0);
    expect(replays).toBeLessThanOrEqual(200);
  }, 120_000);
  test('none of it is in a log: no secret, no openid, no phone', () => {
    const said = servers.map((s) => s.output()).join('');
    for (const secret of [wechat.env.WECHAT_SECRET, 'session_key', 'access_token', 'js_code']) expect(said).not.toContain(secret);
    expect(said).not.toMatch(/\b1[3-9]\d{9}\b|\bo[\w-]{27}\b/);
  });
});
