import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Board } from '../../start.js';
import { makeShop } from '../../credit/shop.js';
import { DIST } from './servers.js';

/**
 * What must be so after whatever happened. The product's own reconciliation reads the books from one snapshot; beside it stand
 * sums that are written down here once more, so that a hole in one is seen by the other.
 * @returns the sentence for the table; throws with the offenders
 */
export async function books(board: Board): Promise<string> {
  const torn = await tornPieces(board), wrong = await makeShop(board).wrongBooks();
  if (Object.keys(torn).length + Object.keys(wrong).length > 0) throw new Error(`the books are wrong: ${JSON.stringify({ ...torn, ...wrong })}`);
  return reconcile(board);
}

interface Check { id: string; title: string; findings: number; offenders: string[] }
async function reconcile(board: Board): Promise<string> {
  const env = { PATH: process.env.PATH, DATABASE_URL: board.config.databaseUrl?.href ?? '', DATA_DIR: board.config.dataDir, SECRET: board.config.secret };
  const { stdout } = await promisify(execFile)(process.execPath, [join(DIST, 'cli.js'), 'reconcile', '--json'], { env, maxBuffer: 64 * 1024 * 1024 }).catch((e: { stdout?: string; stderr?: string }) => ({ stdout: e.stdout || JSON.stringify({ checks: [{ id: 'run', title: 'could not run', findings: 1, offenders: [e.stderr ?? String(e)] }] }) }));
  const { checks } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { checks: Check[] };
  const found = checks.filter((c) => c.findings > 0);
  if (found.length > 0) throw new Error(`reconcile: ${found.map((c) => `${c.id} ${c.title}: ${c.findings} (${c.offenders.slice(0, 3).join('; ')})`).join(' | ')}`);
  return `${checks.length} invariants, 0 findings`;
}

/** Halves of what must be written together, by what is missing. */
export async function tornPieces(board: Board): Promise<Record<string, number>> {
  const pieces = {
    'order without its hold': `SELECT r.id FROM redemption r LEFT JOIN journal_tx t ON t.kind = 'HOLD' AND t.refType = 'redemption' AND t.refId = r.id WHERE t.id IS NULL OR t.userId <> r.userId`,
    'hold without its order': `SELECT t.id FROM journal_tx t LEFT JOIN redemption r ON r.id = t.refId WHERE t.kind = 'HOLD' AND t.refType = 'redemption' AND r.id IS NULL`,
    'order without its reservation': `SELECT r.id FROM redemption r LEFT JOIN stock_move v ON v.redemptionId = r.id AND v.kind = 'RESERVE' WHERE v.id IS NULL`,
    'closed order without release or spending': `SELECT r.id FROM redemption r LEFT JOIN journal_tx t ON t.refType = 'redemption' AND t.refId = r.id AND t.kind = (CASE WHEN r.status IN ('COLLECTED', 'RETURNED') THEN 'SPEND' ELSE 'RELEASE' END) WHERE r.status <> 'HELD' AND t.id IS NULL`,
    'waiting order that was released or spent': `SELECT r.id FROM redemption r JOIN journal_tx t ON t.refType = 'redemption' AND t.refId = r.id AND t.kind IN ('SPEND', 'RELEASE') WHERE r.status = 'HELD'`,
    'order without an audit row': `SELECT r.id FROM redemption r LEFT JOIN audit a ON a.refType = 'redemption' AND a.refId = r.id WHERE a.id IS NULL`,
    'claim without an audit row': `SELECT c.id FROM claim c LEFT JOIN audit a ON a.refType = 'claim' AND a.refId = c.id WHERE a.id IS NULL`,
    'places that differ from their claims': `SELECT s.id FROM shift s LEFT JOIN claim c ON c.shiftId = s.id AND c.live = 1 AND c.status IN ('CONFIRMED', 'REQUESTED', 'ATTENDED', 'NO_SHOW') GROUP BY s.id, s.taken HAVING s.taken <> COUNT(c.id)`,
    'more claims than places': 'SELECT s.id FROM shift s WHERE s.taken > s.places OR s.taken < 0',
    'verified log without its record': `SELECT l.id FROM service_log l LEFT JOIN service_record r ON r.logId = l.id WHERE l.status = 'VERIFIED' AND r.id IS NULL`,
    'record or award of a log that is not verified': `SELECT r.id FROM service_record r JOIN service_log l ON l.id = r.logId WHERE l.status <> 'VERIFIED' UNION ALL SELECT t.id FROM journal_tx t JOIN service_log l ON l.id = t.refId WHERE t.kind = 'AWARD' AND l.status <> 'VERIFIED'`,
  };
  const torn: Record<string, number> = {};
  for (const [what, sql] of Object.entries(pieces)) {
    const [row] = await board.tx.read.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM (${sql}) x`);
    if (Number(row!.n) > 0) torn[what] = Number(row!.n);
  }
  return torn;
}
