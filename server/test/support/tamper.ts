import Database from 'better-sqlite3';
import { join } from 'node:path';
import { APPEND_ONLY } from '../../src/db/append-only.js';
import { connectAs, type Board } from '../start.js';

/** Changes the database past every guard, as somebody with the file or the owner's password could; `?` in `sql` as everywhere. Gives the rows changed. */
export async function tamper(board: Board, sql: string, params: unknown[] = []): Promise<number> {
  const owner = board.config.databaseOwnerUrl;
  if (owner) {
    const c = await connectAs(owner, owner.pathname.slice(1));
    try {
      const [result] = await c.query(sql, params);
      return (result as { affectedRows: number }).affectedRows;
    } finally {
      await c.end();
    }
  }
  const file = new Database(join(board.config.dataDir, 'xianfeng.sqlite'), { timeout: 5_000 });
  try {
    const triggers = file.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (${APPEND_ONLY.map(() => '?').join(', ')})`).all(...APPEND_ONLY) as { name: string; sql: string }[];
    return file.transaction(() => {
      for (const t of triggers) file.exec(`DROP TRIGGER ${t.name}`);
      const { changes } = file.prepare(sql).run(...params);
      for (const t of triggers) file.exec(t.sql);
      return changes;
    })();
  } finally {
    file.close();
  }
}
