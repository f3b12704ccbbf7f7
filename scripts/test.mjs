// npm test: types, then every test: on both databases, with faults, on the compiled mini-program, in a browser, and a short bench.
// `npm test -- server` runs one part; further words are patterns of test files (`npm test -- server board/claims`).
import { stopAll } from './lib/exec.mjs';
import { figuresOf, runBench } from './lib/bench.mjs';
import { missingPrograms, runFaults } from './lib/faults.mjs';
import { jest } from './lib/jest.mjs';
import { runBurden } from './lib/burden.mjs';
import { runLighthouse } from './lib/lighthouse.mjs';
import { exclusively } from './lib/lock.mjs';
import { assertOuterNode } from './lib/node24.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { at } from './lib/paths.mjs';
import { Report } from './lib/report.mjs';
import { chromium } from './lib/services/chromium.mjs';
import { caughtOf, runSeededBugs } from './lib/seeded-bugs.mjs';
import { Services } from './lib/services/index.mjs';
import { mariadb } from './lib/services/mariadb.mjs';
import { redis } from './lib/services/redis.mjs';
import { assertShipsNoTools } from './lib/shipped.mjs';
import { sizeLine, weappSizes } from './lib/sizes.mjs';
import { Plain, explain, step } from './lib/steps.mjs';
import { checkTypes } from './lib/types.mjs';
import { runWechatFaults } from './lib/wechat-faults.mjs';
import { buildMiniapp, buildServer, buildShared, install } from './lib/workspace.mjs';

const PASSED = { passed: 1 };
/** What `npm test -- <part>` runs, and the services that are started for it. */
const PARTS = {
  shared: { services: [], run: testShared },
  server: { services: [mariadb, redis], run: testServer },
  faults: { services: [], run: testFaults },
  wechat: { services: [], run: testWechat },
  miniapp: { services: [], run: testMiniapp },
  e2e: { services: [chromium], run: testInBrowser },
  burden: { services: [chromium], run: testBurden },
  lighthouse: { services: [chromium], run: testLighthouse },
  bugs: { services: [mariadb], run: testSeededBugs },
  bench: { services: [mariadb], run: testBench },
};
/** How something that cannot run here counts. On a build server it is a failure: nothing may be left out there unnoticed. */
const LEFT_OUT = process.env.CI === 'true' ? { failed: 1 } : { skipped: 1 };

const words = process.argv.slice(2);
const chosen = Object.keys(PARTS).filter((name) => words.includes(name));
const filters = words.filter((word) => !(word in PARTS));
const parts = (chosen.length > 0 ? chosen : Object.keys(PARTS)).map((name) => PARTS[name]);

const report = new Report();
const services = new Services();
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => finish(`${signal}: stopped before the end`));
whenOrphaned(() => finish('npm is gone: stopped before the end'));
assertOuterNode();
if (await prepared('install', () => exclusively(() => step('安装依赖  install', install)))) {
  for (const service of new Set(parts.flatMap((part) => part.services))) await bring(service);
  for (const part of parts) await part.run();
}
await finish();

async function testShared() {
  await types('shared');
  await suite('shared: unit', () => jest({ folder: 'shared', from: 'server', filters }));
}

async function testServer() {
  await types('server');
  // Some tests start the server as it is shipped.
  await prepared('build server', () => exclusively(async () => {
    await step('编译契约  build shared', buildShared);
    await step('编译后端  build server', buildServer);
  }));
  const server = { folder: 'server', filters };
  await suite('server: unit, API on SQLite', () => jest({ ...server, env: { ...services.env, DB: 'sqlite' } }));
  await suite('server: API on MariaDB', () => jest({ ...server, env: { ...services.env, DB: 'mariadb' }, only: 'test' }), [mariadb]);
}

/** What breaks on purpose, in the short profile. It starts its own database and cache, which it kills. */
async function testFaults() {
  if (filters.length > 0) return;
  const missing = missingPrograms();
  if (missing.length > 0) return report.add(`faults: not installed: ${missing.join(', ')}`, LEFT_OUT);
  await suite('faults, quick', async () => {
    await exclusively(async () => {
      await buildShared();
      await buildServer();
    });
    const { table, ...counts } = await runFaults({ quick: true });
    console.log(table.replace(/^/gm, '  '));
    return counts;
  });
}

/** The client of WeChat's interface under every fault, with short limits. */
async function testWechat() {
  if (filters.length > 0) return;
  await suite('wechat:faults, quick', async () => {
    await exclusively(async () => {
      await buildShared();
      await buildServer();
    });
    const { table, passed, of } = await runWechatFaults({ quick: true });
    console.log(table.replace(/^/gm, '  '));
    return { passed, failed: of - passed };
  });
}

async function testMiniapp() {
  await types('miniapp');
  await suite('miniapp: unit, compiled weapp', async () => {
    await build('weapp');
    return jest({ folder: 'miniapp', env: services.env, filters });
  });
  if (filters.length === 0) await suite('miniapp: package sizes', checkSizes);
  if (filters.length === 0) await suite('miniapp: no tools in the weapp', () => assertShipsNoTools(at('miniapp/dist/weapp')));
}

function checkSizes() {
  const sizes = weappSizes(at('miniapp/dist/weapp'));
  console.log(`  ${sizeLine(sizes)}`);
  if (sizes.over.length > 0) throw new Plain(`over the size limit: ${sizes.over.join(', ')}`);
}

async function testInBrowser() {
  await suite('browser stories', async () => {
    await build('h5');
    assertShipsNoTools(at('miniapp/dist/h5'));
    return jest({ folder: 'miniapp', config: 'e2e/jest.config.mjs', env: services.env, filters });
  }, [chromium]);
}

/** The seven tests of what the product must never be; fewer people look at fewer screens. */
async function testBurden() {
  if (filters.length > 0) return;
  await suite('burden, quick', async () => {
    await build('h5');
    const { kept, of, table } = await runBurden({ quick: true, env: services.env });
    console.log(table.replace(/^/gm, '  '));
    return { passed: kept, failed: of - kept };
  }, [chromium]);
}

/** How fast and how usable the H5 app is on a phone: each goal of each page is a test. */
async function testLighthouse() {
  if (filters.length > 0) return;
  await suite('lighthouse, quick', async () => {
    await build('h5');
    const seen = await runLighthouse({ quick: true, env: services.env });
    console.log(`  ${JSON.stringify(seen)}`);
    const scores = Object.values(seen.pages).flatMap((page) => Object.entries(seen.goals).map(([what, goal]) => page[what] >= goal));
    return { passed: scores.filter(Boolean).length, failed: scores.filter((ok) => !ok).length };
  }, [chromium]);
}

/** Whether the tests can see: a few bugs are put into a copy, and must be noticed. */
async function testSeededBugs() {
  if (filters.length > 0) return;
  await suite('seeded bugs, quick', async () => caughtOf(await runSeededBugs(['--quick'], services.env)), [mariadb]);
}

async function testBench() {
  if (filters.length > 0) return;
  for (const name of ['bench', 'bench:credit', 'bench:insight'])
    await suite(`${name}, quick`, async () => {
      await exclusively(async () => {
        await buildShared();
        await buildServer();
      });
      const output = await runBench(name, ['--quick'], services.env);
      console.log(output.trimEnd().replace(/^/gm, '  '));
      figuresOf(output);
      return PASSED;
    }, [mariadb]);
}

/** One type check counts as one test; a run of chosen test files goes without. */
async function types(name) {
  if (filters.length === 0) await suite(`${name}: types`, () => step(`类型检查  types of ${name}`, () => checkTypes(name)));
}

/** What the mini-program's tests run against: the server as it is shipped, and one build of the client. */
function build(platform) {
  return exclusively(async () => {
    await step('编译契约  build shared', buildShared);
    await step('编译后端  build server', buildServer);
    await step(`编译小程序  build ${platform}`, (say) => buildMiniapp(platform, say));
  });
}

/** Starts a service; one that is not installed is told once, with how to get it. */
async function bring(service) {
  const { name, howToGet, variable } = service;
  if (Services.has(service)) {
    await prepared(name, () => step(`启动  start ${name}`, async () => void (await services.start(service))));
  } else {
    console.log(`! ${name} 未安装 (not installed): ${howToGet}，或设置 (or set) ${variable}`);
    report.add(`${name}: not installed`, LEFT_OUT);
  }
}

/** Work that is no test: it counts only when it fails. */
async function prepared(name, work) {
  if (stopping) return false;
  try {
    await work();
    return true;
  } catch (e) {
    if (!stopping) explain(e);
    report.add(name, { failed: 1 });
    return false;
  }
}

/**
 * Runs one suite and counts it. Work that throws is one failure; work that returns no counts is one pass.
 * `needs` are services without which it is left out.
 */
async function suite(name, work, needs = []) {
  if (stopping) return;
  const startedAt = Date.now();
  const missing = needs.filter((service) => !services.env[service.variable]);
  let counts = LEFT_OUT;
  if (missing.length === 0) {
    console.log(`\n── ${name}`);
    counts = await counted(work);
  }
  report.add(name, counts, Date.now() - startedAt);
}

async function counted(work) {
  try {
    return (await work()) ?? PASSED;
  } catch (e) {
    if (!stopping) explain(e);
    return { failed: 1 };
  }
}

async function finish(interruption) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  await services.stop();
  if (interruption) console.log(`\n${interruption}`);
  else console.log(`\n${report.table()}\n\n${report.totalLine()}`);
  process.exit(!interruption && report.ok ? 0 : 1);
}
