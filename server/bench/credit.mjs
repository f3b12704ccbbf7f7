// npm run bench:credit            the full profile: 10,000,000 journal entries, 1,000,000 to reconcile
// npm run bench:credit -- --quick small data, under a minute
// Ends with one line of JSON: order and orderHttp as ratios of CPU to the same statements through raw mysql2 (higher is better), statementGrowth, reconcileSeconds and reconcileMemory (lower is better).
import { readFileSync } from 'node:fs';
import { OTHERS, pin } from './cpu.mjs';
import { connect, fillPeople } from './data.mjs';
import { compareOrders, fillShop, goodsRush } from './orders.mjs';
import { startProduct, stopAll } from './processes.mjs';
import { timeReconcile } from './reconcile.mjs';
import { round, say, show } from './show.mjs';
import { compareStatements, fillJournal } from './statement.mjs';

const quick = process.argv.includes('--quick');
const P = quick
  ? { small: 10_000, big: 200_000, little: 4_000, ledger: 20_000, rounds: 3, orders: 300, people: 1_001, rewards: 100, samples: 40, pool: null }
  : { small: 10_000, big: 10_000_000, little: 20_000, ledger: 1_000_000, rounds: 7, orders: 1_500, people: 1_501, rewards: 200, samples: 300, pool: 6 * 1024 ** 3 };
/** The targets that the full profile is held to; the quick one only proves that everything runs. */
const GOALS = { order: 0.85, orderHttp: 0.45, statementGrowth: 1.3, reconcileSeconds: 60, reconcileMemory: 1.3 };
const RUSH = { buyers: 1_000, left: 50 }, STATEMENT_PEOPLE = 25;
const root = process.env.TEST_MARIADB_URL;
if (!root) throw new Error('TEST_MARIADB_URL must name a MariaDB server');
const admin = await connect(root), names = [];
pin(process.pid, OTHERS);
const [[{ pidFile }]] = await admin.query('SELECT CONCAT(IF(LEFT(@@pid_file, 1) = \'/\', \'\', @@datadir), @@pid_file) AS pidFile');
try { pin(Number(readFileSync(pidFile, 'utf8')), OTHERS); } catch { /* a database on another machine */ }
let workers = 0;
const open = async (name) => {
  const at = `xf_credit_${name}_${process.pid}`;
  names.push(at);
  const databaseUrl = new URL(`/${at}`, root).href;
  return { databaseUrl, product: await startProduct(databaseUrl, workers++) };
};
try {
  if (P.pool) await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${P.pool}`);
  const shop = await open('shop'), db = await connect(shop.databaseUrl);
  await fillPeople(db, P.people);
  await fillShop(db, P.people, P.rewards, RUSH.left);
  await db.end();
  const orders = await compareOrders(shop.databaseUrl, shop.product, P);
  show(`Orders: CPU per order, 16 connections (median of ${P.rounds} interleaved rounds of ${P.orders})`, ['', 'CPU', 'ratio to raw'], orders.table);
  const rush = await goodsRush([shop.product, await startProduct(shop.databaseUrl, workers++)], RUSH);
  say(`${RUSH.buyers} buyers for ${RUSH.left} pieces through two processes: ${rush.answers}, ${rush.seconds.toFixed(1)} s`);
  const [small, big] = [await open('small'), await open('big')];
  for (const [county, n] of [[small, P.small], [big, P.big]]) {
    const c = await connect(county.databaseUrl);
    await fillPeople(c, STATEMENT_PEOPLE);
    await c.end();
    await fillJournal(county.databaseUrl, n);
    say(`${n.toLocaleString()} entries`);
  }
  const statements = await compareStatements(small, big, { samples: P.samples, people: STATEMENT_PEOPLE });
  show(`Statement: wall time p50 in ms, ${P.small.toLocaleString()} against ${P.big.toLocaleString()} entries`, ['', 'small', 'big', 'ratio'], statements.cells.map((c) => [c.page, c.small.toFixed(2), c.big.toFixed(2), c.ratio.toFixed(2)]));
  const little = await timeReconcile((await open('little')).databaseUrl, P.little), reconciled = await timeReconcile((await open('ledger')).databaseUrl, P.ledger);
  for (const r of [little, reconciled]) say(`reconcile over ${r.entries.toLocaleString()} entries: ${r.seconds.toFixed(1)} s, ${r.findings} findings, ${r.mib} MiB at most`);
  const figures = { order: round(orders.order), orderHttp: round(orders.orderHttp), statementGrowth: round(statements.growth), reconcileSeconds: round(reconciled.seconds), reconcileMemory: round(reconciled.mib / little.mib) };
  const met = { order: figures.order >= GOALS.order, orderHttp: figures.orderHttp >= GOALS.orderHttp, statementGrowth: figures.statementGrowth <= GOALS.statementGrowth, reconcileSeconds: figures.reconcileSeconds <= GOALS.reconcileSeconds, reconcileMemory: figures.reconcileMemory <= GOALS.reconcileMemory };
  show('Goals', ['', 'measured', 'goal', 'met'], Object.entries(figures).map(([k, v]) => [k, v, `${k.startsWith('order') ? '≥' : '≤'} ${GOALS[k]}`, met[k] ? 'yes' : 'no']));
  if (little.findings + reconciled.findings > 0) process.exitCode = 1;
  console.log(`\n${JSON.stringify(figures)}`);
} finally {
  await stopAll();
  for (const name of names) await admin.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await admin.end();
}
