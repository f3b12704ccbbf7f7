import type { EntityManager } from 'typeorm';
import type { StateFigures } from '@xianfeng/shared';
import { LOW_STOCK } from '../../credit/shelf/shelf.rules.js';
import { keysOf, type RollupKey } from '../rollups/rollups.store.js';

/** How things stand that no event tells: what is overdue follows the clock, shelves have values that are changed by hand. */
export type States = Omit<StateFigures, 'openNow' | 'outstandingNow'>;
interface Row { path: string; overdue: number; free: number; pieces: number; fen: number; low: number }
const none = (): States => ({ overdueNow: 0, freeNow: 0, stockPiecesNow: 0, stockFenNow: 0, stockLowNow: 0 });
/** Of an area and everything below it, in one statement. Goods past their day count neither as pieces nor as value: nobody can have them. */
export async function statesOf(m: EntityManager, path: string, now: number, today: string): Promise<(key: RollupKey) => States> {
  const within: unknown[] = [path, `${path.slice(0, -1)}0`], good = '(r.bestBefore IS NULL OR r.bestBefore >= ?)';
  const rows = await m.query<Row[]>(
    `SELECT a.path, COUNT(*) AS overdue, 0 AS free, 0 AS pieces, 0 AS fen, 0 AS low FROM need n JOIN area a ON a.id = n.communityId WHERE n.status IN ('SUBMITTED', 'REOPENED') AND n.dueAt < ? AND a.path >= ? AND a.path < ? GROUP BY a.path
     UNION ALL SELECT a.path, 0, SUM(s.places - s.taken), 0, 0, 0 FROM task t JOIN shift s ON s.taskId = t.id JOIN area a ON a.id = t.communityId WHERE t.status = 'PUBLISHED' AND s.startsAt > ? AND s.places > s.taken AND a.path >= ? AND a.path < ? GROUP BY a.path
     UNION ALL SELECT a.path, 0, 0, SUM(CASE WHEN ${good} THEN r.stock + r.reserved ELSE 0 END), SUM(CASE WHEN ${good} THEN (r.stock + r.reserved) * r.costFen ELSE 0 END), SUM(CASE WHEN r.listed = 1 AND r.stock <= ${LOW_STOCK} THEN 1 ELSE 0 END)
       FROM area a JOIN pickup_point p ON p.areaId = a.id JOIN reward r ON r.pickupPointId = p.id WHERE a.path >= ? AND a.path < ? GROUP BY a.path`,
    [now, ...within, now, ...within, today, today, ...within],
  );
  const all = new Map<string, States>();
  for (const row of rows)
    for (const key of keysOf(row.path.split('/').filter(Boolean).slice(0, 3).map(Number))) {
      const at = `${key.areaId}/${key.own}`, s = all.get(at) ?? none();
      all.set(at, { overdueNow: s.overdueNow + Number(row.overdue), freeNow: s.freeNow + Number(row.free), stockPiecesNow: s.stockPiecesNow + Number(row.pieces), stockFenNow: s.stockFenNow + Number(row.fen), stockLowNow: s.stockLowNow + Number(row.low) });
    }
  return (key) => all.get(`${key.areaId}/${key.own}`) ?? none();
}
