import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import { ask, type Check } from '../check.js';

const shelves: Check = {
  id: 'INV-11', title: '入库减损耗＝可换＋预留＋领走，都不为负，与每件变动之和相等',
  find: (ctx, report) => ask(ctx, report, [
    {
      sql: `SELECT w.id, w.name, w.stock, w.reserved, v.stock AS s, v.reserved AS r FROM reward w LEFT JOIN (SELECT rewardId, SUM(quantity) AS stock, SUM(reservedQuantity) AS reserved FROM stock_move GROUP BY rewardId) v ON v.rewardId = w.id
            WHERE w.stock < 0 OR w.reserved < 0 OR w.stock <> COALESCE(v.stock, 0) OR w.reserved <> COALESCE(v.reserved, 0)`,
      say: (r) => `物资 ${r.id}（${r.name}）：可换 ${r.stock}、预留 ${r.reserved}，变动合计 ${r.s ?? 0}、${r.r ?? 0}`,
    },
    // What each kind of move may do to the free and to the reserved goods.
    {
      sql: `SELECT id, rewardId, kind FROM stock_move WHERE NOT (
              (kind IN ('PURCHASE', 'DONATION', 'BACK') AND quantity > 0 AND reservedQuantity = 0) OR (kind = 'DAMAGE' AND quantity <= 0 AND reservedQuantity <= 0) OR (kind = 'COUNT' AND reservedQuantity <= 0) OR
              (kind = 'RESERVE' AND quantity < 0 AND reservedQuantity = 0 - quantity) OR (kind = 'RELEASE' AND quantity > 0 AND reservedQuantity = 0 - quantity) OR (kind = 'ISSUE' AND quantity = 0 AND reservedQuantity < 0))
              OR (kind IN ('RESERVE', 'RELEASE', 'ISSUE', 'BACK') AND redemptionId IS NULL) OR (kind = 'COUNT' AND takeId IS NULL)`,
      say: (r) => `库存变动 ${r.id}（物资 ${r.rewardId}）：数量与“${r.kind}”不合`,
    },
    { sql: "SELECT w.id, w.name, w.reserved, r.n FROM reward w LEFT JOIN (SELECT rewardId, SUM(quantity) AS n FROM redemption WHERE status = 'HELD' GROUP BY rewardId) r ON r.rewardId = w.id WHERE w.reserved <> COALESCE(r.n, 0)", say: (r) => `物资 ${r.id}（${r.name}）：预留 ${r.reserved}，待领取 ${r.n ?? 0}` },
    { sql: 'SELECT v.id, v.rewardId FROM stock_move v LEFT JOIN reward w ON w.id = v.rewardId WHERE w.id IS NULL OR w.pickupPointId <> v.pickupPointId', say: (r) => `库存变动 ${r.id}：物资 ${r.rewardId} 不在这个兑换点` },
    { sql: "SELECT id FROM stock_take WHERE status = 'CONFIRMED' AND (confirmedBy IS NULL OR confirmedBy = startedBy)", say: (r) => `盘点 ${r.id}：没有第二人复核` },
  ]),
};
/** What the journal and the shelf must have seen of an order in each state: hold, release, spend, reversal; reserve, release, issue, back. */
const SEEN: Record<string, [journal: number[], shelf: number[]]> = {
  HELD: [[1, 0, 0, 0], [1, 0, 0, 0]], COLLECTED: [[1, 0, 1, 0], [1, 0, 1, 0]], CANCELLED: [[1, 1, 0, 0], [1, 1, 0, 0]], EXPIRED: [[1, 1, 0, 0], [1, 1, 0, 0]], SUBSTITUTED: [[1, 1, 0, 0], [1, 1, 0, 0]], RETURNED: [[1, 1, 1, 1], [1, 0, 1, 1]],
};
const wrong = (side: 0 | 1, columns: readonly string[]): string =>
  `NOT (${Object.entries(SEEN).map(([status, seen]) => `(r.status = '${status}' AND ${columns.map((c, i) => `COALESCE(x.${c}, 0) = ${seen[side][i]}`).join(' AND ')})`).join(' OR ')})`;
const count = (kind: string, as: string): string => `SUM(CASE WHEN kind = '${kind}' THEN 1 ELSE 0 END) AS ${as}`;
const states: Check = {
  id: 'INV-12', title: '兑换单只走规定的步骤，每步恰有一次占用、扣除或退回',
  find: (ctx, report) => ask(ctx, report, [
    {
      sql: `SELECT r.id, r.status FROM redemption r LEFT JOIN (SELECT refId, ${count('HOLD', 'holds')}, ${count('RELEASE', 'releases')}, ${count('SPEND', 'spends')}, ${count('REVERSAL', 'reversals')} FROM journal_tx WHERE refType = 'redemption' GROUP BY refId) x ON x.refId = r.id WHERE ${wrong(0, ['holds', 'releases', 'spends', 'reversals'])}`,
      say: (r) => `兑换单 ${r.id}（${r.status}）：流水的次数不对`,
    },
    {
      sql: `SELECT r.id, r.status FROM redemption r LEFT JOIN (SELECT redemptionId, ${count('RESERVE', 'reserves')}, ${count('RELEASE', 'releases')}, ${count('ISSUE', 'issues')}, ${count('BACK', 'backs')} FROM stock_move WHERE redemptionId IS NOT NULL GROUP BY redemptionId) x ON x.redemptionId = r.id WHERE ${wrong(1, ['reserves', 'releases', 'issues', 'backs'])}`,
      say: (r) => `兑换单 ${r.id}（${r.status}）：库存变动的次数不对`,
    },
    {
      sql: `SELECT r.id, r.status FROM redemption r LEFT JOIN (SELECT redemptionId, COUNT(*) AS n FROM redemption_step GROUP BY redemptionId) s ON s.redemptionId = r.id
            WHERE COALESCE(s.n, 0) <> CASE r.status WHEN 'HELD' THEN 1 WHEN 'RETURNED' THEN 3 ELSE 2 END OR NOT EXISTS (SELECT 1 FROM redemption_step h WHERE h.redemptionId = r.id AND h.status = 'HELD')
              OR NOT EXISTS (SELECT 1 FROM redemption_step h WHERE h.redemptionId = r.id AND h.status = r.status) OR (r.status = 'RETURNED' AND NOT EXISTS (SELECT 1 FROM redemption_step h WHERE h.redemptionId = r.id AND h.status = 'COLLECTED'))`,
      say: (r) => `兑换单 ${r.id}（${r.status}）：走过的步骤不对`,
    },
    {
      sql: "SELECT r.id, r.points, e.amount FROM journal_tx t JOIN redemption r ON r.id = t.refId JOIN journal_entry e ON e.txId = t.id AND e.account = 'HELD' WHERE t.refType = 'redemption' AND (t.userId <> r.userId OR ABS(e.amount) <> r.points)",
      say: (r) => `兑换单 ${r.id}：价 ${r.points} 分，流水 ${r.amount} 分，或不是本人的`,
    },
    { sql: "SELECT t.id, t.refId FROM journal_tx t LEFT JOIN redemption r ON r.id = t.refId WHERE (t.refType = 'redemption' AND r.id IS NULL) OR (t.kind IN ('HOLD', 'RELEASE', 'SPEND') AND t.refType <> 'redemption')", say: (r) => `流水 ${r.id}：兑换单 ${r.refId} 不存在` },
    { sql: "SELECT r.id FROM redemption r LEFT JOIN redemption n ON n.id = r.replacedBy WHERE (r.status = 'SUBSTITUTED') <> (n.id IS NOT NULL) OR (n.id IS NOT NULL AND n.userId <> r.userId)", say: (r) => `兑换单 ${r.id}：换成的那一单不对` },
    { sql: 'SELECT v.id, v.redemptionId FROM stock_move v LEFT JOIN redemption r ON r.id = v.redemptionId WHERE v.redemptionId IS NOT NULL AND (r.id IS NULL OR r.rewardId <> v.rewardId OR ABS(v.quantity) + ABS(v.reservedQuantity) <> CASE WHEN v.kind IN (\'ISSUE\', \'BACK\') THEN r.quantity ELSE 2 * r.quantity END)', say: (r) => `库存变动 ${r.id}：与兑换单 ${r.redemptionId} 不符` },
  ]),
};
const codes: Check = {
  id: 'INV-14', title: '提货码只用一次；领走的单有核销员、兑换点和时间',
  find: (ctx, report) => ask(ctx, report, [
    { sql: 'SELECT codeHash, MIN(id) AS id, COUNT(*) AS n FROM redemption GROUP BY codeHash HAVING COUNT(*) > 1', say: (r) => `兑换单 ${r.id}：提货码与另外 ${Number(r.n) - 1} 单相同` },
    { sql: "SELECT r.id FROM redemption r LEFT JOIN pickup_point p ON p.id = r.pickupPointId LEFT JOIN redemption_step s ON s.redemptionId = r.id AND s.status = 'COLLECTED' WHERE r.status IN ('COLLECTED', 'RETURNED') AND (r.keeperId IS NULL OR r.keeperId = 0 OR r.settledAt IS NULL OR p.id IS NULL OR s.actorId IS NULL OR s.actorId <> r.keeperId)", say: (r) => `兑换单 ${r.id}：已领取，缺核销员、兑换点或时间` },
    { sql: "SELECT redemptionId, COUNT(*) AS n FROM stock_move WHERE kind = 'ISSUE' GROUP BY redemptionId HAVING COUNT(*) > 1", say: (r) => `兑换单 ${r.redemptionId}：出库 ${r.n} 次` },
    { sql: "SELECT r.id FROM redemption r WHERE r.status IN ('COLLECTED', 'RETURNED') AND r.keeperId = r.userId", say: (r) => `兑换单 ${r.id}：核销员给自己核销` },
  ]),
};
/** A message is forgotten after 30 days; the job that does it may be an hour late or early. */
const REMEMBERED_MS = 30 * DAY_MS - 2 * HOUR_MS;
const messages: Check = {
  id: 'INV-21', title: '近 30 天每张柜台代办单恰有一条短信，每条短信都有其事',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT r.id, COUNT(o.id) AS n FROM redemption r LEFT JOIN outbox o ON o.refType = 'redemption' AND o.refId = r.id WHERE r.channel = 'COUNTER' AND r.createdAt > ? GROUP BY r.id HAVING COUNT(o.id) <> 1", params: (c) => [c.now - REMEMBERED_MS], say: (r) => `柜台单 ${r.id}：有 ${r.n} 条短信` },
    { sql: "SELECT o.id, o.refId FROM outbox o LEFT JOIN redemption r ON r.id = o.refId WHERE o.refType = 'redemption' AND (r.id IS NULL OR r.channel <> 'COUNTER')", say: (r) => `短信 ${r.id}：没有柜台单 ${r.refId}` },
    { sql: "SELECT o.id, o.refId FROM outbox o LEFT JOIN points_freeze f ON f.id = o.refId WHERE o.refType = 'freeze' AND f.id IS NULL", say: (r) => `短信 ${r.id}：没有冻结 ${r.refId}` },
  ]),
};
export const orderChecks = [shelves, states, codes, messages];
