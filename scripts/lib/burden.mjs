import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/** The seven acceptance tests: what each is about. */
const TESTS = ['费时：发布、认领、日志、核实', '不统计登录、在线、安装、连续，不给人排名', '要照片必写理由', '材料里的数字点得开', '谢绝邀请不留痕', '不定位、不收消息、不用智能手机也能做完', '没有要填的报表'];
/** Where the routes and where the screens are walked. */
const SUITES = [['server', 'jest.config.mjs', ['test/burden/']], ['miniapp', 'burden/jest.config.mjs', []]];

/**
 * Walks routes and screens. A test belongs to the numbers its name begins with ('2. 7. …'); a number is kept when tests of it ran and none failed.
 * @returns how many of the seven were kept, and a line about each
 */
export async function runBurden({ quick, env }) {
  const results = [];
  for (const [folder, config, filters] of SUITES) results.push(...(await suite(folder, config, filters, { ...env, ...(quick ? { BURDEN_QUICK: '1' } : { FIGURES: '1' }) })));
  const lines = TESTS.map((what, i) => {
    const mine = results.filter(({ numbers }) => numbers.includes(i + 1)), failed = mine.filter(({ passed }) => !passed);
    return { what, kept: mine.length > 0 && failed.length === 0, ran: mine.length, failed: failed.map(({ title }) => title) };
  });
  const kept = lines.filter((l) => l.kept).length;
  return { kept, of: TESTS.length, table: lines.map((l, i) => `${l.kept ? '✓' : '✗'} ${i + 1} ${l.what}（${l.ran}）${l.failed.map((t) => `\n    ${t}`).join('')}`).join('\n') };
}

async function suite(folder, config, filters, env) {
  const dir = mkdtempSync(join(tmpdir(), 'xianfeng-burden-')), report = join(dir, 'report.json');
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', at(folder, 'node_modules/jest/bin/jest.js'), ...filters, '-c', at(folder, config), '--json', `--outputFile=${report}`];
  try {
    await run(node24, args, { cwd: at(folder), env: env24({ DB: 'sqlite', ...env }), group: true, show: 'stderr' }).catch(() => undefined);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that did not load kept nothing.
    return testResults.flatMap((file) => (file.assertionResults.length === 0 ? TESTS.map((_, i) => ({ numbers: [i + 1], passed: false, title: file.message.split('\n')[0] })) : file.assertionResults.map((one) => ({ numbers: numbersOf(one.title), passed: one.status === 'passed', title: one.title }))));
  } catch (e) {
    return TESTS.map((_, i) => ({ numbers: [i + 1], passed: false, title: `${folder}: ${e.message}` }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
const numbersOf = (title) => [...(/^((\d)\. )+/.exec(title)?.[0] ?? '').matchAll(/\d/g)].map(Number);
