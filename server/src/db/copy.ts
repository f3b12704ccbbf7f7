import type { DataSource } from 'typeorm';
import { Tx } from './tx.js';

const CHUNK = 500;
/** What the migrations themselves put into an empty database: it gives way to what is copied. */
const BORN: Partial<Record<string, string>> = { tariff: 'createdBy = 0', workday_change: '1 = 1', star_scheme: 'createdBy = 0', star_progress: 'id = 1', rollup_mark: 'id = 1' };
/**
 * Copies every row of every table into an empty database of the same version (SQLite → MySQL, or back).
 * @throws Error when a table of the target has rows: nothing is ever mixed.
 */
export async function copyDatabase(from: DataSource, to: DataSource, say: (text: string) => void): Promise<number> {
  const tables = from.entityMetadatas;
  for (const t of tables) {
    const rows = await to.query<unknown[]>(`SELECT 1 FROM ${t.tableName}${BORN[t.tableName] ? ` WHERE NOT (${BORN[t.tableName]})` : ''} LIMIT 1`);
    if (rows.length > 0) throw new Error(`the target already has data (${t.tableName}); copy into an empty database`);
  }
  const tx = new Tx(to);
  return tx.run(async (m) => {
    let copied = 0;
    for (const [table, born] of Object.entries(BORN)) await m.query(`DELETE FROM ${table} WHERE ${born}`);
    for (const t of tables) {
      const keys = t.primaryColumns.map((c) => c.databaseName), columns = t.columns.map((c) => c.databaseName);
      // Keyset over the primary key: memory stays flat whatever the size.
      let last: unknown[] | null = null;
      for (let n = CHUNK; n === CHUNK; ) {
        const where: string = last === null ? '' : `WHERE (${keys.join(', ')}) > (${keys.map(() => '?').join(', ')})`;
        const rows: Record<string, unknown>[] = await from.query(`SELECT ${columns.join(', ')} FROM ${t.tableName} ${where} ORDER BY ${keys.join(', ')} LIMIT ${CHUNK}`, last ?? []);
        n = rows.length;
        if (n === 0) break;
        last = keys.map((k) => rows[n - 1]![k]);
        await m.query(`INSERT INTO ${t.tableName} (${columns.join(', ')}) VALUES ${rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ')}`, rows.flatMap((r) => columns.map((c) => r[c])));
        copied += n;
      }
      say(`${t.tableName}`);
    }
    return copied;
  });
}
