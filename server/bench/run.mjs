// npm run bench            the full profile: 10,000 and 5,000,000 tasks
// npm run bench -- --quick small data, under a minute
// Ends with one line of JSON: list, hotList and claim as ratios of CPU to the yardstick (higher is better), growth and rowsTouched (lower is better).
import { readFileSync } from 'node:fs';
import { compareClaims } from './claims.mjs';
import { OTHERS, pin } from './cpu.mjs';
import { connect, fillClaimable, fillPeople, fillTasks } from './data.mjs';
import { compareGrowth, compareLists, rowsTouched } from './lists.mjs';
import { startProduct, stopAll } from './processes.mjs';
import { round, say, show } from './show.mjs';

const quick = process.argv.includes('--quick');
const P = quick
  ? { small: 10_000, big: 100_000, rounds: 3, requests: 1_500, warm: 3_000, samples: 30, people: 300, shifts: 40, claims: 400, pool: null }
  : { small: 10_000, big: 5_000_000, rounds: 7, requests: 6_000, warm: 10_000, samples: 150, people: 1_000, shifts: 80, claims: 2_000, pool: 6 * 1024 ** 3 };
/** The targets that this profile is held to; the quick one only proves that everything runs. */
const GOALS = { list: 0.75, hotList: 4, claim: 0.45, growth: 1.5, rowsTouched: 4 };
const root = process.env.TEST_MARIADB_URL;
if (!root) throw new Error('TEST_MARIADB_URL must name a MariaDB server');
const admin = await connect(root);
// The load and the database on one core, what is measured on the other.
pin(process.pid, OTHERS);
const [[{ pidFile }]] = await admin.query('SELECT CONCAT(IF(LEFT(@@pid_file, 1) = \'/\', \'\', @@datadir), @@pid_file) AS pidFile');
try { pin(Number(readFileSync(pidFile, 'utf8')), OTHERS); } catch { /* a database on another machine */ }
const counties = [];
const open = async (tasks) => {
  const name = `xf_bench_${tasks}_${process.pid}`, databaseUrl = new URL(`/${name}`, root).href;
  const product = await startProduct(databaseUrl, counties.length); // makes the database and its tables
  const county = { name, databaseUrl, product, tasks };
  counties.push(county);
  const db = await connect(databaseUrl);
  await db.query('SET SESSION unique_checks = 0');
  await fillPeople(db, P.people);
  await fillTasks(db, tasks);
  await fillClaimable(db, tasks + 1, P.shifts, P.people);
  await db.end();
  say(`${tasks.toLocaleString()} tasks`);
  return county;
};
try {
  if (P.pool) await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${P.pool}`);
  const small = await open(P.small), big = await open(P.big);
  const lists = await compareLists(small.databaseUrl, small.product, P);
  show(`Lists: CPU of the server per request, ${lists.rows} rows, 32 connections (median of ${P.rounds} interleaved rounds)`, ['', 'CPU', 'ratio to b'], lists.table);
  const claims = await compareClaims(small.databaseUrl, small.product, { ...P, firstShift: P.small + 1 });
  show(`Claims: CPU per claim, 16 connections (median of ${P.rounds} interleaved rounds)`, ['', 'CPU', 'ratio to raw'], claims.table);
  const growth = await compareGrowth(small, big, P);
  show(`Pages: wall time p50 in ms, ${P.small.toLocaleString()} against ${P.big.toLocaleString()} tasks`, ['area', 'page', 'small', 'big', 'ratio'], growth.cells.map((c) => [c.level, c.depth, c.small.toFixed(2), c.big.toFixed(2), c.ratio.toFixed(2)]));
  const touched = await rowsTouched(big.databaseUrl, big.tasks);
  const figures = { list: round(lists.list), hotList: round(lists.hotList), claim: round(claims.claim), growth: round(growth.growth), rowsTouched: round(touched) };
  const met = { list: figures.list >= GOALS.list, hotList: figures.hotList >= GOALS.hotList, claim: figures.claim >= GOALS.claim, growth: figures.growth <= GOALS.growth, rowsTouched: figures.rowsTouched <= GOALS.rowsTouched };
  show('Goals', ['', 'measured', 'goal', 'met'], Object.entries(figures).map(([k, v]) => [k, v, `${k === 'growth' || k === 'rowsTouched' ? '≤' : '≥'} ${GOALS[k]}`, met[k] ? 'yes' : 'no']));
  if (quick && !met.rowsTouched) process.exitCode = 1; // the one figure that does not depend on the machine
  console.log(`\n${JSON.stringify(figures)}`);
} finally {
  await stopAll();
  for (const c of counties) {
    await admin.query(`DROP DATABASE IF EXISTS \`${c.name}\``);
  }
  await admin.end();
}
