import type { DataSource } from 'typeorm';
import { APPEND_ONLY } from './append-only.js';

const REFUSED = 1142;
/** A table that never is: what is refused here for want of a right is refused on every table. */
const NOWHERE = 'xianfeng_no_such_table';

/**
 * What speaks against serving people from this database server; empty when nothing does. Asked by statements that touch no row, since what was
 * granted to roles, patterns and everybody is hard to read and easy to try. `writer`: as the serving user, before it is handed to Tx.
 */
export async function unfitness(writer: DataSource): Promise<{ rights: string | null; durability: string | null }> {
  return { rights: await tooManyRights(writer), durability: durabilityProblem(await settingsOf(writer)) };
}
async function tooManyRights(writer: DataSource): Promise<string | null> {
  const probes = APPEND_ONLY.flatMap((table) => {
    const key = writer.entityMetadatas.find((t) => t.tableName === table)!.primaryColumns[0]!.databaseName;
    return [`UPDATE ${table} SET ${key} = ${key} WHERE 1 = 0`, `DELETE FROM ${table} WHERE 1 = 0`];
  });
  for (const sql of [...probes, `DROP TABLE IF EXISTS ${NOWHERE}`, `ALTER TABLE ${NOWHERE} COMMENT = ''`])
    if (!(await isRefused(writer, sql))) return `the database user of DATABASE_URL may change the points journal (${sql.split(' ', 1)[0]!.toLowerCase()} is not refused): name the owner of the tables in DATABASE_OWNER_URL and a user without rights of its own in DATABASE_URL (docs/operate.md)`;
  return null;
}
async function isRefused(writer: DataSource, sql: string): Promise<boolean> {
  try {
    await writer.query(sql);
    return false;
  } catch (e) {
    const { errno } = e as { errno?: number };
    // 1146, 1051: the right was there and only the table is missing.
    if (errno === REFUSED) return true;
    if (errno === 1146 || errno === 1051) return false;
    throw e;
  }
}
export interface Durability { flush: number; logBin: number; syncBinlog: number }
async function settingsOf(writer: DataSource): Promise<Durability> {
  const [row] = await writer.query<Durability[]>('SELECT @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS logBin, @@sync_binlog AS syncBinlog');
  return { flush: Number(row!.flush), logBin: Number(row!.logBin), syncBinlog: Number(row!.syncBinlog) };
}
/** An answered write must survive a power cut. */
export function durabilityProblem({ flush, logBin, syncBinlog }: Durability): string | null {
  if (flush !== 1) return `the database loses answered writes in a power cut: set innodb_flush_log_at_trx_commit = 1 (it is ${flush})`;
  if (logBin === 1 && syncBinlog !== 1) return `the database may lose answered writes of its binary log in a power cut: set sync_binlog = 1 (it is ${syncBinlog})`;
  return null;
}
