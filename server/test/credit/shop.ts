import { newId } from '../../src/lib/ids.js';
import { award } from '../../src/credit/journal/journal.store.js';
import { PickupPoint } from '../../src/credit/shelf/shelf.entity.js';
import { addStock, type Incoming } from '../../src/credit/shelf/shelf.store.js';
import { dayOf } from '@xianfeng/shared';
import type { AreaRow } from '../../src/people/areas/areas.store.js';
import type { Board } from '../start.js';
import type { Actor } from '../world.js';

/** A shop for tests: pickup points, goods, points, and the sums that must always agree. */
export function makeShop(board: Board) {
  const point = async (area: AreaRow, name = `兑换点${newId()}`): Promise<number> => {
    const id = newId();
    await board.tx.run((m) => m.insert(PickupPoint, { id, areaId: area.id, name, address: '和平路 1 号', openHours: '周一至周五 9:00–17:00', phone: '0359-0000000', createdAt: board.clock.now() }));
    return id;
  };
  const goods = (pickupPointId: number, o: Partial<Incoming> = {}): Promise<number> =>
    board.tx.run((m) => addStock(m, board.clock.now(), 0, pickupPointId, { name: `米${newId()}`, spec: '5kg', unit: '袋', kind: 'GOODS', points: 50, stock: 10, source: 'PURCHASE', ...o }));
  const give = (who: Actor, points: number): Promise<void> =>
    board.tx.run((m) => award(m, board.clock.now(), {
      userId: who.id, points, title: '和平苑环境整治', why: `2小时 × 每小时 10 分，取整得 ${points} 分`, logId: newId(), areaId: null, actorId: 0, ruleVersion: 1,
      facts: { minutes: points * 6, kind: 'CLEAN', evidence: 'B', difficulty: null, day: dayOf(board.clock.now()), dayPoints: 0, monthPoints: 0, addition: null },
    }));
  const one = async <T>(sql: string, params: unknown[] = []): Promise<T> => (await board.tx.read.query<T[]>(sql, params))[0]!;
  const onShelf = (rewardId: number) => one<{ stock: number; reserved: number }>('SELECT stock, reserved FROM reward WHERE id = ?', [rewardId]);
  const account = (userId: number) => one<{ available: number; held: number; earned: number; spent: number } | undefined>('SELECT available, held, earned, spent FROM points_account WHERE userId = ?', [userId]);
  /** Everything that must hold after whatever happened; the offenders, by rule. */
  const wrongBooks = async (): Promise<Record<string, number>> => {
    const count = async (sql: string): Promise<number> => Number((await one<{ n: number }>(`SELECT COUNT(*) AS n FROM (${sql}) bad`)).n);
    const rules = {
      'balances are the sums of their entries': `SELECT a.userId FROM points_account a LEFT JOIN journal_entry e ON e.userId = a.userId GROUP BY a.userId, a.available, a.held HAVING a.available <> COALESCE(SUM(CASE WHEN e.account = 'AVAILABLE' THEN e.amount END), 0) OR a.held <> COALESCE(SUM(CASE WHEN e.account = 'HELD' THEN e.amount END), 0)`,
      'every transaction is balanced': 'SELECT txId FROM journal_entry GROUP BY txId HAVING SUM(amount) <> 0 OR COUNT(*) < 2',
      'lots hold what is available': 'SELECT a.userId FROM points_account a LEFT JOIN points_lot l ON l.userId = a.userId GROUP BY a.userId, a.available HAVING COALESCE(SUM(l.leftPoints), 0) <> (CASE WHEN a.available > 0 THEN a.available ELSE 0 END)',
      'lots are the sums of their moves': 'SELECT l.id FROM points_lot l LEFT JOIN lot_move v ON v.lotId = l.id GROUP BY l.id, l.leftPoints HAVING l.leftPoints <> COALESCE(SUM(v.points), 0)',
      'nothing is below zero': 'SELECT userId FROM points_account WHERE available < 0 OR held < 0',
      'no balance ever was below zero': 'SELECT id FROM journal_tx WHERE balance < 0',
      'held points are those of waiting orders': `SELECT a.userId FROM points_account a LEFT JOIN redemption r ON r.userId = a.userId AND r.status = 'HELD' GROUP BY a.userId, a.held HAVING a.held <> COALESCE(SUM(r.points), 0)`,
      'spent points are those of collected orders': `SELECT a.userId FROM points_account a LEFT JOIN redemption r ON r.userId = a.userId AND r.status = 'COLLECTED' GROUP BY a.userId, a.spent HAVING a.spent <> COALESCE(SUM(r.points), 0)`,
      'stock is the sum of its moves': 'SELECT r.id FROM reward r LEFT JOIN stock_move s ON s.rewardId = r.id GROUP BY r.id, r.stock, r.reserved HAVING r.stock <> COALESCE(SUM(s.quantity), 0) OR r.reserved <> COALESCE(SUM(s.reservedQuantity), 0)',
      'no shelf is below zero': 'SELECT id FROM reward WHERE stock < 0 OR reserved < 0',
      'reserved goods are those of waiting orders': `SELECT w.id FROM reward w LEFT JOIN redemption r ON r.rewardId = w.id AND r.status = 'HELD' GROUP BY w.id, w.reserved HAVING w.reserved <> COALESCE(SUM(r.quantity), 0)`,
    };
    const wrong: Record<string, number> = {};
    for (const [rule, sql] of Object.entries(rules)) if ((await count(sql)) > 0) wrong[rule] = await count(sql);
    return wrong;
  };
  return { point, goods, give, onShelf, account, wrongBooks, one };
}
export type Shop = ReturnType<typeof makeShop>;
