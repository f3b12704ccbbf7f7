import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from './jest.mjs';
import { findProgram } from './services/find.mjs';
import { pad, seconds, width } from './steps.mjs';

/** The programs that the fault tests start and kill themselves, and the variables that name them there. */
const PROGRAMS = { MARIADBD: 'mariadbd', MARIADB_INSTALL_DB: 'mariadb-install-db', REDIS_SERVER: 'redis-server' };
export const SEED = Number(process.env.FAULTS_SEED || 20_261_122);

/** Those that are not installed; a database that somebody else runs cannot be killed. */
export const missingPrograms = () => Object.values(PROGRAMS).filter((name) => !findProgram(name));

/**
 * Runs the fault tests on the built server; `ids` ('FT-9') chooses some. @returns how many passed and failed, and the table:
 * a line per test with its seconds and what was seen
 */
export async function runFaults({ quick, ids = [] }) {
  const dir = mkdtempSync(join(tmpdir(), 'xianfeng-faults-')), report = join(dir, 'report');
  const env = { DB: 'mariadb', FAULTS_REPORT: report, FAULTS_SEED: String(SEED), FAULTS_QUICK: quick ? '1' : '0', ...Object.fromEntries(Object.entries(PROGRAMS).map(([variable, name]) => [variable, findProgram(name)])) };
  try {
    const chosen = ids.length > 0 ? ['-t', `(${ids.join('|')}) `] : [];
    const { passed, failed } = await jest({ folder: 'server', config: 'test/faults/jest.config.mjs', env, filters: chosen });
    return { passed, failed, table: table(rows(report)) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
function rows(report) {
  try {
    return readFileSync(report, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  } catch {
    // Nothing came so far that it could be told.
    return [];
  }
}
function table(all) {
  const number = ({ id }) => Number(id.slice('FT-'.length)), titles = Math.max(0, ...all.map(({ title }) => width(title)));
  return [...all].sort((a, b) => number(a) - number(b)).map((t) => `${t.seen.startsWith('failed') ? '✗' : '✓'} ${t.id.padEnd(6)} ${pad(t.title, titles)} ${seconds(t.seconds * 1000).padStart(8)}  ${t.seen}`).join('\n');
}
