import { randomUUID } from 'node:crypto';
import { connect, token } from './data.mjs';
import { Client } from './load.mjs';
import { serving } from './processes.mjs';
import { compareWrites, recordStatements, startWriter } from './writes.mjs';

const POINT = 1, FIRST_REWARD = 1_000, RUSH_REWARD = 999;
const lotOf = (user) => 3_000_000_000_000_000 + user;
/** A shop with goods for everybody and `people` accounts that never run dry. People and areas must be there. */
export async function fillShop(db, people, rewards, rush) {
  const now = Date.now(), points = 1_000_000;
  await db.query("INSERT INTO pickup_point (id, areaId, name, address, openHours, phone, createdAt) SELECT ?, MIN(id), '兑换点', '党群服务站', '', '0359-0000000', ? FROM area WHERE kind = 'COMMUNITY'", [POINT, now]);
  const shelf = (id, stock) => [id, POINT, 'GOODS', `商品${id}`, '', '件', 1, stock, 0, '', null, 0, 'MONTH', 100, '', 1, now];
  await db.query('INSERT INTO reward (id, pickupPointId, kind, name, spec, unit, points, stock, reserved, donor, bestBefore, perPerson, limitPeriod, costFen, intro, listed, createdAt) VALUES ?', [[shelf(RUSH_REWARD, rush), ...Array.from({ length: rewards }, (_, i) => shelf(FIRST_REWARD + i, 1_000_000))]]);
  const ids = Array.from({ length: people }, (_, i) => i + 1);
  await db.query('INSERT INTO points_account (userId, available, held, earned, spent, expired, adjusted, frozen) VALUES ?', [ids.map((id) => [id, points, 0, points, 0, 0, 0, 0])]);
  await db.query('INSERT INTO points_lot (id, userId, txId, leftPoints, live, warned, firstExpiresAt, expiresAt, createdAt) VALUES ?', [ids.map((id) => [lotOf(id), id, id, points, 1, 0, now + 1e11, now + 1e11, now])]);
}
/** CPU per order: the same statements through raw mysql2, the use case in a process of its own, and through HTTP. */
export async function compareOrders(databaseUrl, product, { rounds, orders, people, rewards }) {
  const call = ({ user, reward }) => ({ method: 'POST', path: '/api/redemptions', token: token(user), key: randomUUID(), body: { rewardId: reward, quantity: 1 } });
  const one = { user: people, reward: FIRST_REWARD + rewards - 1, lot: lotOf(people) };
  const statements = await recordStatements(databaseUrl, product, call(one), call(one), one);
  const raw = await startWriter('raw-statements.mjs', { DATABASE_URL: databaseUrl }, { statements, prepared: 'reward' }), inside = await startWriter('order-process.mjs', { DATABASE_URL: serving(databaseUrl), DATABASE_OWNER_URL: databaseUrl }, {});
  let next = 0;
  const third = Math.floor((people - 1) / 3);
  // Streams never meet: each has a third of the people. The goods are many, so that no row is hotter than in life.
  const pair = (stream) => { const n = next++, user = 1 + stream * third + (n % third); return { user, reward: FIRST_REWARD + (n % (rewards - 1)), lot: lotOf(user) }; };
  const [bare, http, within] = await compareWrites({ product, raw, others: [inside], rounds, writes: orders, pair, call });
  raw.stop(); inside.stop();
  return {
    order: bare / within, orderHttp: bare / http, statements,
    table: [[`raw mysql2, the same ${statements.length} statements`, `${bare.toFixed(0)} µs`, '1.00'], ['order in process', `${within.toFixed(0)} µs`, (bare / within).toFixed(2)], ['order through HTTP', `${http.toFixed(0)} µs`, (bare / http).toFixed(2)]],
  };
}
/** Everybody wants the last pieces at once, through several processes. Counts the answers; throws when one is a 5xx. */
export async function goodsRush(products, { buyers, left }) {
  const clients = products.map((p) => new Client(p.url, 50)), seen = new Map(), began = performance.now();
  const buy = async (connection, client, user) => {
    const { status } = await connection.ask(client.text({ method: 'POST', path: '/api/redemptions', token: token(user), key: randomUUID(), body: { rewardId: RUSH_REWARD, quantity: 1 } }));
    seen.set(status, (seen.get(status) ?? 0) + 1);
  };
  let user = 0;
  await Promise.all(clients.flatMap((client) => client.connections.map(async (connection) => { while (user < buyers) await buy(connection, client, ++user); })));
  clients.forEach((c) => c.close());
  const sold = seen.get(201) ?? 0, broken = [...seen.keys()].filter((s) => s >= 500);
  if (sold !== left || broken.length > 0) throw new Error(`the rush sold ${sold} of ${left}; answers: ${JSON.stringify([...seen])}`);
  return { seconds: (performance.now() - began) / 1_000, answers: [...seen].map(([status, n]) => `${n} × ${status}`).join(', ') };
}
