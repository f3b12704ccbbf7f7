// npm run seeded-bugs            twelve bugs, one at a time, in a copy of the server: the suite must notice each
// npm run seeded-bugs -- --quick three of them
// Ends with one line: `12 of 12 caught`. Exit code 1 when one was missed.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './mutants.mjs';

const SERVER = join(dirname(fileURLToPath(import.meta.url)), '../..'), LANES = 2;
const quick = process.argv.includes('--quick'), only = process.argv.find((a) => a.startsWith('--only='))?.slice(7);
const chosen = MUTANTS.filter((m) => (!quick || m.quick) && (!only || m.name.includes(only)));
const dir = mkdtempSync(join(tmpdir(), 'xianfeng-bugs-'));

/** A copy of the server beside a shared/ of its own; packages are the same. */
function copy(name) {
  const root = join(dir, name), to = join(root, 'server');
  for (const part of ['src', 'test', 'jest.config.mjs', 'package.json', 'tsconfig.json']) cpSync(join(SERVER, part), join(to, part), { recursive: true });
  symlinkSync(join(SERVER, 'node_modules'), join(to, 'node_modules'));
  symlinkSync(join(SERVER, '../shared'), join(root, 'shared'));
  return to;
}
/** @throws when the source no longer reads as the bug expects: a bug that cannot be made must not count as caught. */
function seed(folder, { name, edits }) {
  for (const { file, old, now } of edits) {
    const path = join(folder, file), text = readFileSync(path, 'utf8');
    if (text.split(old).length !== 2) throw new Error(`“${name}”: ${file} does not hold the text to replace exactly once`);
    writeFileSync(path, text.replace(old, () => now));
  }
}
/** True when the tests pass. */
function passes(folder, { db, tests, tz }) {
  const jest = join(SERVER, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '-c', 'jest.config.mjs', '--runInBand', '--no-cache', tests], {
    cwd: folder, env: { ...process.env, DB: db === 'mariadb' ? 'mariadb' : '', ...(tz ? { TZ: tz } : {}) }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  return new Promise((done, fail) => child.once('close', (code) => {
    // A suite that could not even be loaded notices nothing.
    const ran = Number(/Tests: .*?(\d+) total/.exec(said)?.[1] ?? 0);
    if (ran === 0) return fail(new Error(`no test ran in ${tests}:\n${said.slice(-2_000)}`));
    done({ ok: code === 0, failed: [...said.matchAll(/● (.+)/g)].map(([, name]) => name)[0] ?? '' });
  }));
}
async function inLanes(items, work) {
  const queue = [...items], results = new Map();
  await Promise.all(Array.from({ length: LANES }, async () => { for (let item = queue.shift(); item; item = queue.shift()) results.set(item, await work(item)); }));
  return results;
}
try {
  if (!process.env.TEST_MARIADB_URL) throw new Error('TEST_MARIADB_URL must name a MariaDB server');
  const sound = copy('sound'), suites = [...new Map(chosen.map((m) => [`${m.db} ${m.tests} ${m.tz ?? ''}`, m])).values()];
  const green = await inLanes(suites, (m) => passes(sound, m));
  for (const [m, { ok, failed }] of green) if (!ok) throw new Error(`${m.tests} fails without any bug (${failed}): its failing would prove nothing`);
  const seen = await inLanes(chosen, async (m) => {
    const folder = copy(String(MUTANTS.indexOf(m)));
    seed(folder, m);
    const result = await passes(folder, m);
    rmSync(folder, { recursive: true, force: true });
    console.log(`${result.ok ? 'MISSED' : 'caught'}  ${m.name}${result.ok ? '' : `  — ${result.failed}`}`);
    return result;
  });
  const caught = [...seen.values()].filter((r) => !r.ok).length;
  process.exitCode = caught === chosen.length ? 0 : 1;
  console.log(`${caught} of ${chosen.length} caught`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
