// npm run burden | lighthouse | check | build | bench | bench:credit | bench:insight | model | weapp:size | wechat:conformance | wechat:faults | reconcile | backup | restore
import { existsSync, rmSync } from 'node:fs';
import { benchExists, runBench } from './lib/bench.mjs';
import { start, stopAll } from './lib/exec.mjs';
import { runBurden } from './lib/burden.mjs';
import { runLighthouse } from './lib/lighthouse.mjs';
import { exclusively } from './lib/lock.mjs';
import { assertOuterNode, env24, node24 } from './lib/node24.mjs';
import { modelOptions, runModel } from './lib/model.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { CACHE, at } from './lib/paths.mjs';
import { runSeededBugs } from './lib/seeded-bugs.mjs';
import { chromium } from './lib/services/chromium.mjs';
import { Services } from './lib/services/index.mjs';
import { mariadb } from './lib/services/mariadb.mjs';
import { assertShipsNoTools } from './lib/shipped.mjs';
import { sizeLine, weappReport, weappSizes } from './lib/sizes.mjs';
import { Plain, explain, step } from './lib/steps.mjs';
import { checkTypes } from './lib/types.mjs';
import { runWechatFaults } from './lib/wechat-faults.mjs';
import { buildMiniapp, buildServer, buildShared, install } from './lib/workspace.mjs';

const COMMANDS = { burden, check, build, bench, 'bench:credit': bench, 'bench:insight': bench, model, lighthouse, 'seeded-bugs': seededBugs, 'weapp:size': weappSize, 'wechat:conformance': conformance, 'wechat:faults': wechatFaults, reconcile: () => operate('cli.js', 'reconcile'), backup: () => operate('backup-cli.js', 'backup'), restore: () => operate('backup-cli.js', 'restore') };
const [name, ...args] = process.argv.slice(2);
const services = new Services();
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => finish(1));
whenOrphaned(() => finish(1));
assertOuterNode();
try {
  const command = COMMANDS[name];
  if (!command) throw new Plain(`no such command; there are: ${Object.keys(COMMANDS).join(', ')}`);
  await finish((await command()) ?? 0);
} catch (e) {
  if (!stopping) explain(e);
  await finish(1);
}

/** Types of the three packages; all of them are checked, also when the first is wrong. */
async function check() {
  await prepare();
  let code = 0;
  for (const pkg of ['shared', 'server', 'miniapp']) {
    await step(`类型检查  types of ${pkg}`, () => checkTypes(pkg)).catch((e) => {
      explain(e);
      code = 1;
    });
  }
  return code;
}

/** Everything that is shipped, built anew, and what the mini-program weighs. */
async function build() {
  rmSync(`${CACHE}/stamps`, { recursive: true, force: true });
  await prepare(buildServerToo, () => client('h5'), () => client('weapp'));
  for (const dist of ['server/dist', 'miniapp/dist/h5', 'miniapp/dist/weapp']) assertShipsNoTools(at(dist));
  const sizes = weappSizes(at('miniapp/dist/weapp'));
  console.log(`  ${sizeLine(sizes)}`);
  return verdict(sizes);
}

/** The measurements, on a private MariaDB that flushes each commit; BENCH_POOL is its buffer pool (1G). */
async function bench() {
  if (!benchExists(name)) throw new Plain('server/bench is not there');
  if (!Services.has(mariadb)) throw new Plain(`MariaDB is needed: ${mariadb.howToGet}, or set ${mariadb.variable}`);
  await prepare(buildServerToo);
  await step('启动  start MariaDB', async () => void (await services.start(mariadb, { durable: true, pool: process.env.BENCH_POOL || '1G' })));
  await runBench(name, args, services.env, 'all');
}

/** The seven tests of what the product must never be (docs/burden.md): routes in the server's own tests, screens in Chromium on the demo county. */
async function burden() {
  if (!Services.has(chromium)) throw new Plain(`Chromium is needed: ${chromium.howToGet}, or set ${chromium.variable}`);
  await prepare(buildServerToo, () => client('h5'));
  await step('启动  find Chromium', async () => void (await services.start(chromium)));
  const { kept, of, table } = await runBurden({ quick: args.includes('--quick'), env: services.env });
  console.log(`\n${table}\n\n${kept} of ${of}`);
  return kept === of ? 0 : 1;
}

/** What Lighthouse says of the H5 app on a phone, as one line of JSON (docs/performance.md). */
async function lighthouse() {
  if (!Services.has(chromium)) throw new Plain(`Chromium is needed: ${chromium.howToGet}, or set ${chromium.variable}`);
  await prepare(buildServerToo, () => client('h5'));
  await step('启动  find Chromium', async () => void (await services.start(chromium)));
  const seen = await runLighthouse({ quick: args.includes('--quick'), env: services.env });
  console.log(JSON.stringify(seen));
  return seen.met ? 0 : 1;
}

/** Twelve bugs of the usual kinds, one at a time: does the suite see them? */
async function seededBugs() {
  if (!Services.has(mariadb)) throw new Plain(`MariaDB is needed: ${mariadb.howToGet}, or set ${mariadb.variable}`);
  await prepare();
  await step('启动  start MariaDB', async () => void (await services.start(mariadb)));
  await runSeededBugs(args, services.env, 'all');
}

/** The services against a model of them, many times; then, where a MariaDB is there, the schedules (docs/model.md). */
async function model() {
  const options = modelOptions(args), hasServer = Services.has(mariadb);
  await prepare();
  if (hasServer && !options.path) await step('启动  start MariaDB', async () => void (await services.start(mariadb)));
  const failed = await runModel(options, services.env, hasServer);
  console.log(failed === 0 ? 'model: all passed' : `model: ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** The same questions to WeChat's server or its stand-in, by `--base`; the credentials come from the environment. */
async function conformance() {
  await prepare();
  return ended(start(node24, [at('server/tools/wechat-conformance.ts'), ...args], { env: env24({}), stdio: 'inherit' }));
}

/** Eight calls of WeChat's interface under twelve faults, against its stand-in (docs/wechat.md). */
async function wechatFaults() {
  await prepare(buildServerToo);
  const { table, passed, of } = await runWechatFaults({ quick: args.includes('--quick') });
  console.log(`\n${table}`);
  return passed === of ? 0 : 1;
}

/** An operator's command on the data that the environment names (DATA_DIR, DATABASE_URL), with the server as it is shipped; its exit code is ours. */
async function operate(file, command) {
  await prepare(buildServerToo);
  return ended(start(node24, [at(`server/dist/${file}`), command, ...args], { env: env24({}), stdio: 'inherit' }));
}

/** The exit code of a child that ends by itself. */
function ended(child) {
  return new Promise((done) => child.once('close', (code) => done(code ?? 2)));
}

/** The weight of the compiled mini-program, what it sends to its views and what it names undeclared, as one JSON object for machines. */
async function weappSize() {
  if (!existsSync(at('miniapp/dist/weapp/app.json'))) throw new Plain('the mini-program is not built yet: npm run build');
  if (!existsSync(at('server/dist/main.js'))) throw new Plain('the server is not built yet: npm run build');
  const report = await weappReport(at('miniapp/dist/weapp'));
  console.log(JSON.stringify(report, null, 2));
  return verdict(report);
}

function verdict({ over }) {
  if (over.length > 0) console.error(`超过上限 (over the limit): ${over.join(', ')}`);
  return over.length > 0 ? 1 : 0;
}

async function prepare(...builds) {
  await exclusively(async () => {
    await step('安装依赖  install', install);
    for (const work of builds) await work();
  });
}

async function buildServerToo() {
  await step('编译契约  build shared', buildShared);
  await step('编译后端  build server', buildServer);
}

function client(platform) {
  return step(`编译小程序  build ${platform}`, (say) => buildMiniapp(platform, say));
}

async function finish(code) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  await services.stop();
  process.exit(code);
}
