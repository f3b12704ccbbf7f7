import type { EntityManager } from 'typeorm';
import type { CountInput, StockTakeStatus } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { takeFlow, type TakeStep } from './takes.rules.js';

export interface TakeRow { id: number; pickupPointId: number; status: StockTakeStatus; startedBy: number; starterName: string; startedAt: number; confirmedBy: number | null; confirmerName: string | null; confirmedAt: number | null }
export interface LineRow { rewardId: number; name: string; spec: string; unit: string; book: number; counted: number | null; countedBy: number | null; note: string }
const TAKE = "SELECT t.id, t.pickupPointId, t.status, t.startedBy, COALESCE(s.name, '') AS starterName, t.startedAt, t.confirmedBy, c.name AS confirmerName, t.confirmedAt FROM stock_take t LEFT JOIN person s ON s.id = t.startedBy LEFT JOIN person c ON c.id = t.confirmedBy";
/** @throws NOT_FOUND */
export async function getTake(m: EntityManager, id: number): Promise<TakeRow> {
  const [row] = await m.query<TakeRow[]>(`${TAKE} WHERE t.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** A point's takes, newest first. */
export const takesAt = (m: EntityManager, pickupPointId: number, before: number, limit: number): Promise<TakeRow[]> => m.query<TakeRow[]>(`${TAKE} WHERE t.pickupPointId = ? AND t.id < ? ORDER BY t.id DESC LIMIT ?`, [pickupPointId, before, limit]);
/** In how many lines each of these takes found another number than the books. */
export async function differencesOf(m: EntityManager, takeIds: readonly number[]): Promise<Map<number, number>> {
  if (takeIds.length === 0) return new Map();
  const rows = await m.query<{ takeId: number; n: number | string }[]>(`SELECT takeId, COUNT(*) AS n FROM stock_take_line WHERE takeId IN (${takeIds.map(() => '?').join(',')}) AND counted <> book GROUP BY takeId`, [...takeIds]);
  return new Map(rows.map((r) => [r.takeId, Number(r.n)]));
}
export const linesOf = (m: EntityManager, takeId: number): Promise<LineRow[]> =>
  m.query<LineRow[]>('SELECT l.rewardId, r.name, r.spec, r.unit, l.book, l.counted, l.countedBy, l.note FROM stock_take_line l JOIN reward r ON r.id = l.rewardId WHERE l.takeId = ? ORDER BY l.rewardId', [takeId]);

/** One at a time per point: the unique key decides. Its lines are what is offered or lies there. @throws TAKE_OPEN */
export async function insertTake(m: EntityManager, now: number, pickupPointId: number, userId: number): Promise<number> {
  const id = newId();
  try {
    await m.query("INSERT INTO stock_take (id, pickupPointId, live, status, startedBy, startedAt, confirmedBy, confirmedAt) VALUES (?, ?, 1, 'OPEN', ?, ?, NULL, NULL)", [id, pickupPointId, userId, now]);
  } catch (e) {
    throw isDuplicate(e) ? fail('TAKE_OPEN') : e;
  }
  await m.query("INSERT INTO stock_take_line (takeId, rewardId, book, counted, countedBy, note) SELECT ?, id, stock + reserved, NULL, NULL, '' FROM reward WHERE pickupPointId = ? AND (listed = 1 OR stock + reserved > 0)", [id, pickupPointId]);
  return id;
}
/** The take goes on, if it still is where that step begins; its row is the lock for its lines. @throws STATE */
export async function stepTake(m: EntityManager, now: number, id: number, action: TakeStep, userId: number): Promise<void> {
  const from = takeFlow.from(action), to = takeFlow.next(from[0]!, action), holes = from.map(() => '?').join(',');
  const isLive = to === 'OPEN' || to === 'COUNTED', sets = to === 'CONFIRMED' ? ', confirmedBy = ?, confirmedAt = ?' : '';
  if ((await change(m, `UPDATE stock_take SET status = ?, live = ?${sets} WHERE id = ? AND status IN (${holes})`, [to, isLive ? 1 : null, ...(sets ? [userId, now] : []), id, ...from])) === 0) throw fail('STATE');
}
/**
 * What one person counted. The books of a line are read in the statement that writes it: whatever moves later is not in the
 * difference. @throws INVALID for things that are not in this take
 */
export async function writeCounts(m: EntityManager, takeId: number, lines: CountInput['lines'], userId: number): Promise<void> {
  for (const { rewardId, counted, note } of [...lines].sort((a, b) => a.rewardId - b.rewardId)) {
    const written = await change(m, 'UPDATE stock_take_line SET book = (SELECT stock + reserved FROM reward WHERE id = ?), counted = ?, countedBy = ?, note = ? WHERE takeId = ? AND rewardId = ?', [rewardId, counted, userId, note ?? '', takeId, rewardId]);
    if (written === 0) throw failFields({ lines: '有商品不在这次盘点里，请刷新' });
  }
}
