import { newestTasks } from '../dist/board/tasks/lists.store.js';
import { LEVELS, areaIds, connect, token } from './data.mjs';
import { cpuMicros, median } from './cpu.mjs';
import { Client } from './load.mjs';
import { startBare } from './processes.mjs';

/** The product's own statement for a member's list: what "b" must answer, and what is counted in rows. */
export async function listStatement(areaId, after) {
  let seen = null;
  await newestTasks({ dataSource: { options: { type: 'mariadb' } }, query: (sql, params) => { seen = { sql, params }; return Promise.resolve([]); } }, { areaId, audience: { kind: 'MEMBER', unitId: null }, after });
  return seen;
}
/** CPU per request, interleaved rounds: the member's list and the public list against "b". Ratios above 1 mean cheaper than b. */
export async function compareLists(databaseUrl, product, { rounds, requests, warm }) {
  const community = areaIds().COMMUNITY[0], { sql, params } = await listStatement(community);
  const bare = await startBare(databaseUrl, sql, params);
  const targets = [
    { name: 'b: Fastify + mysql2 execute', pid: bare.pid, client: new Client(bare.url, 32), call: () => ({ path: '/' }) },
    { name: "member's list, complete stack", pid: product.pid, client: new Client(product.url, 32), call: (i) => ({ path: '/api/tasks?order=NEWEST', token: token(1 + (i % 50)) }) },
    { name: 'public list, complete stack', pid: product.pid, client: new Client(product.url, 32), call: () => ({ path: `/api/open-tasks?areaId=${community}` }) },
  ];
  const samples = targets.map(() => []);
  // Until the compiler has settled: a process of the shape of b gets there sooner than one with more code.
  for (let i = 0; i < 2; i++) for (const t of targets) await t.client.run(warm, t.call);
  for (let r = 0; r < rounds; r++)
    for (const [i, t] of targets.entries()) {
      const before = cpuMicros(t.pid);
      await t.client.run(requests, t.call);
      samples[i].push((cpuMicros(t.pid) - before) / requests);
    }
  const shown = await targets[1].client.send(targets[1].call(0));
  const rows = JSON.parse(shown.body).items.length;
  targets.forEach((t) => t.client.close());
  await bare.stop();
  const micros = samples.map(median);
  return { table: targets.map((t, i) => [t.name, `${micros[i].toFixed(0)} µs`, (micros[0] / micros[i]).toFixed(2)]), list: micros[0] / micros[1], hotList: micros[0] / micros[2], rows };
}
/** Wall time of one page, small county against big, at each area level and depth; requests alternate between the two. */
export async function compareGrowth(small, big, { samples, warm }) {
  const cells = [];
  const clients = [new Client(small.product.url, 1), new Client(big.product.url, 1)];
  for (const client of clients) await client.run(warm, (i) => ({ path: `/api/tasks?order=NEWEST&areaId=${1 + (i % 50)}`, token: token(1) }));
  for (const level of LEVELS)
    for (const [depth, share] of [['first', null], ['middle', 0.5], ['deep', 0.1]]) {
      const times = [[], []];
      for (let i = 0; i < samples + 10; i++)
        for (const [k, county] of [small, big].entries()) {
          const ids = areaIds()[level], area = ids[i % ids.length];
          const after = share === null ? '' : `&after=${Math.max(1, Math.floor(county.tasks * share * (0.9 + 0.2 * Math.random())))}`;
          const call = { path: `/api/tasks?order=NEWEST&areaId=${area}${after}`, token: token(1) };
          const began = performance.now(), answer = await clients[k].send(call);
          if (answer.status !== 200) throw new Error(`${call.path} answered ${answer.status}`);
          if (i >= 10) times[k].push(performance.now() - began);
        }
      cells.push({ level, depth, small: median(times[0]), big: median(times[1]), ratio: median(times[1]) / median(times[0]) });
    }
  clients.forEach((c) => c.close());
  return { cells, growth: Math.max(...cells.map((c) => c.ratio)) };
}
/** Rows the storage engine touched for one page, divided by the page's rows: the worst over levels and depths. */
export async function rowsTouched(databaseUrl, tasks) {
  const db = await connect(databaseUrl);
  let worst = 0;
  for (const level of LEVELS)
    for (const after of [undefined, String(Math.floor(tasks / 2)), String(Math.floor(tasks / 10))]) {
      const { sql, params } = await listStatement(areaIds()[level][0], after);
      await db.query('FLUSH STATUS');
      const [rows] = await db.query(sql, params);
      const [status] = await db.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
      // Reads of the page's own 21 materialised rows (rnd) are no rows of ours.
      const touched = status.filter((s) => !/rnd/.test(s.Variable_name)).reduce((n, s) => n + Number(s.Value), 0);
      if (rows.length > 0) worst = Math.max(worst, touched / Math.min(20, rows.length));
    }
  await db.end();
  return worst;
}
