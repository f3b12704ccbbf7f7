import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/**
 * Runs the jest configuration of one package and counts. jest comes from the package `from` (shared borrows the server's).
 * `filters` are patterns of test files, `only` is the one folder to look in; where nothing matches, all counts are 0.
 * @returns { passed, failed, skipped }; a file that could not be loaded counts as one failed test
 */
export async function jest({ folder, config = 'jest.config.mjs', from = folder, env, filters = [], only }) {
  const dir = mkdtempSync(join(tmpdir(), 'xianfeng-jest-'));
  const report = join(dir, 'report.json');
  const args = [
    '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', at(from, 'node_modules/jest/bin/jest.js'),
    // Patterns first: jest takes every word after an option that accepts a list.
    ...filters, '-c', at(folder, config), '--json', `--outputFile=${report}`, '--passWithNoTests',
    ...(only ? [`--testMatch=<rootDir>/${only}/**/*.test.ts`] : []),
  ];
  try {
    // What jest tells people goes to standard error.
    const code = await run(node24, args, { cwd: at(folder), env: env24(env), group: true, show: 'stderr' }).then(() => 0, () => 1);
    return totals(report, code);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function totals(report, code) {
  const counted = read(report);
  if (!counted) return { passed: 0, failed: 1, skipped: 0 };
  const failed = counted.numFailedTests + counted.numRuntimeErrorTestSuites;
  // jest may fail for other reasons than a test (a broken configuration, a crash at the end): never count that as green.
  return { passed: counted.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: counted.numPendingTests + counted.numTodoTests };
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // jest ended before it wrote its report.
    return undefined;
  }
}
