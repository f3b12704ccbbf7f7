// npm start: from a fresh copy to an address that can be opened. Runs on the newcomer's own Node, with nothing installed.
// package.json says `exec` so that a signal sent to npm reaches this process and not a shell between them; Windows has no
// exec, and there the second half of that line runs.
import { isAbsolute, resolve } from 'node:path';
import { lines, run, start, stop, stopAll } from './lib/exec.mjs';
import { exclusively } from './lib/lock.mjs';
import { assertOuterNode, env24, node24 } from './lib/node24.mjs';
import { ROOT, at } from './lib/paths.mjs';
import { portProblem } from './lib/port.mjs';
import { box, explain, pad, since, step, width } from './lib/steps.mjs';
import { startWechatStandIn } from './lib/wechat-stand-in.mjs';
import { buildMiniapp, buildServer, buildShared, install } from './lib/workspace.mjs';

/** The server finishes the requests in flight before it ends; it gets this long. */
const GRACE_MS = 15_000;
const startedAt = Date.now();
const settings = readSettings();
let server;
let wechat;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, shutDown);

try {
  await main();
} catch (e) {
  if (!stopping) {
    explain(e);
    console.error('启动失败，原因见上。 Start failed; the reason is above.');
    process.exit(1);
  }
}

async function main() {
  assertOuterNode();
  await assertPortIsFree();
  console.log('先锋 · 正在准备 (getting ready)');
  await exclusively(prepareProgram);
  await step('更新数据库  migrate', (say) => cli('migrate', say));
  if (settings.DEMO === '1') await step('准备演示数据  seed demo data', (say) => cli('seed-demo', say));
  if (!stopping && playsWechat()) await step('启动微信替身  start WeChat stand-in', async () => void (wechat = await startWechatStandIn()));
  if (!stopping) serve();
}

async function prepareProgram() {
  await step('安装依赖  install', install);
  await step('编译契约  build shared', buildShared);
  await step('编译后端  build server', buildServer);
  await step('编译网页端  build H5', (say) => buildMiniapp('h5', say));
}

/** What the server is told; everything else in the environment passes through as it is. */
function readSettings() {
  const { PORT, DATA_DIR = 'data', DEMO = '1' } = process.env;
  return {
    PORT: PORT || '8080',
    DATA_DIR: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(ROOT, DATA_DIR),
    DEMO,
    WEB_DIR: at('miniapp/dist/h5'),
  };
}

/** The demonstration has nobody's credentials: something else plays WeChat there. Whoever names his own mini-program gets the real one. */
function playsWechat() {
  return settings.DEMO === '1' && !process.env.WECHAT_APPID && process.env.NODE_ENV !== 'production';
}

/** What the server is told beyond the settings. WeChat fetches photos from PUBLIC_URL, and its stand-in reaches this machine. */
function wechatSettings() {
  if (!wechat) return {};
  const isHere = !process.env.PUBLIC_URL && !process.env.HOST && settings.PORT !== '0';
  return { ...wechat.env, ...(isHere ? { PUBLIC_URL: `http://127.0.0.1:${settings.PORT}` } : {}) };
}

async function assertPortIsFree() {
  const port = Number(settings.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT=${settings.PORT} 不是端口号。 PORT is not a port number.`);
    process.exit(1);
  }
  const problem = await portProblem(port);
  if (!problem) return;
  const why = problem === 'EADDRINUSE' ? ['已被其他程序占用', 'is taken by another program'] : [`不能使用（${problem}）`, `cannot be used (${problem})`];
  console.error(`端口 ${port} ${why[0]}。换一个：PORT=${port + 1} npm start`);
  console.error(`Port ${port} ${why[1]}. Take another: PORT=${port + 1} npm start`);
  process.exit(1);
}

/** One command of the server's own command line; its last line becomes the step's note. */
async function cli(command, say) {
  const output = await run(node24, [at('server/dist/cli.js'), command], { env: env24(settings), onLine: say });
  return output.trim().split('\n').at(-1);
}

function serve() {
  const accounts = settings.DEMO === '1' ? cliLines('demo-accounts') : Promise.resolve([]);
  server = start(node24, ['--enable-source-maps', at('server/dist/main.js')], { env: env24({ ...settings, ...wechatSettings() }), stdio: ['ignore', 'pipe', 'inherit'] });
  server.stdout.setEncoding('utf8');
  server.stdout.on('data', lines(async (line) => {
    if (line.startsWith('READY ')) await ready(line.slice('READY '.length).trim(), await accounts);
    else console.log(line);
  }));
  server.once('close', (code, signal) => {
    if (stopping) return;
    console.error(`服务意外结束 (${signal ?? code})。 The server ended by itself.`);
    process.exit(1);
  });
}

async function ready(address, accounts) {
  await wechat?.pushTo(`${address}/wechat/push`);
  welcome(address, accounts);
}

/** The lines a command prints; none when it fails, for the greeting can do without them. */
async function cliLines(command) {
  const output = await run(node24, [at('server/dist/cli.js'), command], { env: env24(settings) }).catch(() => '');
  return output.split('\n').filter((line) => line.trim() !== '');
}

function welcome(address, accounts) {
  const rows = accounts.map((line) => line.split(' — '));
  const columns = [0, 1].map((i) => Math.max(0, ...rows.map((row) => width(row[i] ?? ''))));
  const people = rows.map(([role = '', name = '', phone = '']) => `  ${pad(role, columns[0])}  ${pad(name, columns[1])}  ${phone}`.trimEnd());
  console.log(box([
    '先锋已启动  Xianfeng is ready',
    '',
    `打开 (open)   ${address}`,
    `用时 (took)   ${since(startedAt)}`,
    `数据 (data)   ${process.env.DATABASE_URL ? 'DATABASE_URL' : settings.DATA_DIR}`,
    ...(wechat ? [`微信 (WeChat)   ${wechat.address}  大家手机上会收到的通知`] : []),
    ...(people.length > 0 ? ['', '演示账号，在登录页点选即可 (demo people, one tap on the sign-in page):', ...people] : []),
    '',
    '停止 (stop)   Ctrl-C',
  ]));
}

async function shutDown() {
  if (stopping) return;
  stopping = true;
  if (server) await stop(server, GRACE_MS);
  await stopAll();
  console.log('已停止。 Stopped.');
  process.exit(0);
}
