// npm run bench:insight            the full profile: 355,000 members with 6,000,000 records; counties of 1 and 100 times the reference
// npm run bench:insight -- --quick small data, under a minute
// Ends with one line of JSON: ratios, lower is better. A part is { goals, run }: it is given what it measures with and gives its figures.
import { connect } from './data.mjs';
import { serving, stopAll } from './processes.mjs';
import { round, show } from './show.mjs';
import { dashboardsPart } from './insight-dashboards.mjs';
import { starsPart } from './insight-stars.mjs';

const quick = process.argv.includes('--quick'), only = process.argv.find((a) => a.startsWith('--only='))?.slice(7);
const PARTS = { stars: starsPart, dashboards: dashboardsPart };
const root = process.env.TEST_MARIADB_URL;
if (!root) throw new Error('TEST_MARIADB_URL must name a MariaDB server');
const admin = await connect(root), names = [];
/** A database of its own for a part: its owner's address, and that of who serves. */
const database = (name) => {
  const at = `xf_insight_${name}_${process.pid}`;
  names.push(at);
  const databaseUrl = new URL(`/${at}`, root).href;
  return { databaseUrl, servingUrl: serving(databaseUrl) };
};
try {
  if (!quick) await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${6 * 1024 ** 3}`);
  const figures = {}, goals = {};
  for (const [name, part] of Object.entries(PARTS)) {
    if (only && only !== name) continue;
    Object.assign(goals, part.goals);
    Object.assign(figures, await part.run({ quick, database, admin }));
  }
  const rounded = Object.fromEntries(Object.entries(figures).map(([k, v]) => [k, round(v)]));
  show('Goals', ['', 'measured', 'goal', 'met'], Object.entries(rounded).map(([k, v]) => [k, v, `≤ ${goals[k]}`, v <= goals[k] ? 'yes' : 'no']));
  console.log(`\n${JSON.stringify(rounded)}`);
} finally {
  await stopAll();
  for (const name of names) await admin.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await admin.end();
}
