import { createConnection, type Connection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { APPEND_ONLY } from './append-only.js';

const DENIED = 1045;
/** Nothing of that kind had been granted: 1141 on the whole database, 1147 on one table. */
const NOTHING_GRANTED = new Set([1141, 1147]);
/** Every right on a table but to read it and to add to it. */
const CHANGING = 'UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE VIEW, SHOW VIEW, TRIGGER';
const name = (text: string): string => `\`${text.replaceAll('`', '``')}\``;
const text = (value: string): string => `'${value.replace(/['\\]/g, '\\$&')}'`;

/** May the serving user of `serving` already see every table? False where it does not exist. */
export async function isGranted(owner: DataSource, serving: URL): Promise<boolean> {
  const tables = await tablesOf(owner);
  try {
    return await asServing(serving, async (c) => {
      const [rows] = await c.query('SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = ?', [databaseOf(owner)]);
      return Number((rows as { n: number }[])[0]?.n) >= tables.length;
    });
  } catch (e) {
    if ((e as { errno?: number }).errno === DENIED) return false;
    throw e;
  }
}
/**
 * What the user that serves requests may do, granted by the owner of the tables: read and add everywhere, change and take away where
 * rows may change, and nothing else. A user that is not there is made, for this machine alone. Run again after each migration.
 * @throws Error with a sentence for the operator
 */
export async function grantServing(owner: DataSource, serving: URL): Promise<string> {
  const who = await accountOf(owner, serving), database = databaseOf(owner);
  const [me] = await owner.query<{ who: string }[]>('SELECT CURRENT_USER() AS who');
  if (quoted(me!.who) === who) throw new Error('DATABASE_URL and DATABASE_OWNER_URL name the same user; the one that serves must not own the tables');
  // First what it may, then what it may not: a server at work must never miss a right in between.
  for (const table of await tablesOf(owner)) {
    const on = `ON ${name(database)}.${name(table)}`, isFixed = (APPEND_ONLY as readonly string[]).includes(table);
    await owner.query(`GRANT ${table === 'migration' ? 'SELECT' : isFixed ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE'} ${on} TO ${who}`);
    if (isFixed) await revoke(owner, CHANGING, `${on} FROM ${who}`);
  }
  await revoke(owner, 'ALL PRIVILEGES', `ON ${name(database)}.* FROM ${who}`);
  return who;
}
async function revoke(owner: DataSource, rights: string, rest: string): Promise<void> {
  try {
    await owner.query(`REVOKE ${rights} ${rest}`);
  } catch (e) {
    if (!NOTHING_GRANTED.has((e as { errno?: number }).errno ?? 0)) throw e;
  }
}
/** The account that the server takes the serving user for ('u'@'%', 'u'@'10.0.0.5'): it alone knows which of its patterns fits. */
async function accountOf(owner: DataSource, serving: URL): Promise<string> {
  const ask = (): Promise<string> => asServing(serving, async (c) => {
    const [rows] = await c.query('SELECT CURRENT_USER() AS who');
    return quoted((rows as { who: string }[])[0]!.who);
  });
  try {
    return await ask();
  } catch (e) {
    if ((e as { errno?: number }).errno !== DENIED) throw e;
  }
  const [from] = await owner.query<{ host: string }[]>("SELECT SUBSTRING_INDEX(USER(), '@', -1) AS host");
  const user = decodeURIComponent(serving.username);
  await owner.query(`CREATE USER IF NOT EXISTS ${text(user)}@${text(from!.host)} IDENTIFIED BY ${text(decodeURIComponent(serving.password))}`);
  try {
    return await ask();
  } catch (e) {
    throw (e as { errno?: number }).errno === DENIED ? new Error(`the database refuses the password that DATABASE_URL gives for ${user}`) : e;
  }
}
const quoted = (account: string): string => {
  const at = account.lastIndexOf('@');
  return `${text(account.slice(0, at))}@${text(account.slice(at + 1))}`;
};
const databaseOf = (owner: DataSource): string => String(owner.options.database);
const tablesOf = async (owner: DataSource): Promise<string[]> =>
  (await owner.query<{ name: string }[]>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name")).map((t) => t.name);
/** Without a database: before the first grant it may not even enter it. */
async function asServing<T>(url: URL, work: (c: Connection) => Promise<T>): Promise<T> {
  const c = await createConnection({ host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), connectTimeout: 5_000 });
  try {
    return await work(c);
  } finally {
    await c.end();
  }
}
