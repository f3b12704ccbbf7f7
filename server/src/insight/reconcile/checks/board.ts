import { GRACE_MINUTES, MINUTE_MS } from '@xianfeng/shared';
import { HOLDING } from '../../../board/tasks/places.store.js';
import { ask, type Check } from '../check.js';

const holding = HOLDING.map((s) => `'${s}'`).join(', ');
const places: Check = {
  id: 'INV-10', title: '班次的人数不超过名额，每人一个班次只有一条有效认领',
  find: (ctx, report) => ask(ctx, report, [
    { sql: 'SELECT shiftId, userId, COUNT(*) AS n FROM claim WHERE live = 1 GROUP BY shiftId, userId HAVING COUNT(*) > 1', say: (r) => `班次 ${r.shiftId}：${r.userId} 有 ${r.n} 条有效认领` },
    { sql: 'SELECT id, taken, places FROM shift WHERE taken < 0 OR taken > places OR waiting < 0', say: (r) => `班次 ${r.id}：${r.taken} 人，名额 ${r.places}` },
    // From the moment when presence may be shown, people without a place may be there too.
    {
      sql: `SELECT s.id, s.taken, s.waiting, SUM(CASE WHEN c.status IN (${holding}) THEN 1 ELSE 0 END) AS n, SUM(CASE WHEN c.status = 'WAITLISTED' THEN 1 ELSE 0 END) AS w FROM task t JOIN shift s ON s.taskId = t.id LEFT JOIN claim c ON c.shiftId = s.id AND c.live = 1
            WHERE t.status = 'PUBLISHED' AND s.startsAt > ? GROUP BY s.id, s.taken, s.waiting HAVING SUM(CASE WHEN c.status IN (${holding}) THEN 1 ELSE 0 END) <> s.taken OR SUM(CASE WHEN c.status = 'WAITLISTED' THEN 1 ELSE 0 END) <> s.waiting`,
      params: (c) => [c.now + GRACE_MINUTES * MINUTE_MS], say: (r) => `班次 ${r.id}：记 ${r.taken} 人、候补 ${r.waiting} 人，认领 ${r.n} 条、候补 ${r.w} 条`,
    },
    { sql: "SELECT t.id, t.taken, SUM(s.taken) AS n FROM task t JOIN shift s ON s.taskId = t.id WHERE t.status = 'PUBLISHED' GROUP BY t.id, t.taken, t.places HAVING t.taken <> SUM(s.taken) OR t.places <> SUM(s.places)", say: (r) => `任务 ${r.id}：记 ${r.taken} 人，班次合计 ${r.n} 人` },
  ]),
};
const feedback: Check = {
  id: 'INV-15', title: '评单只由提需求的人、在答复或服务之后、每次只评一回',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT a.refId, a.action FROM audit a LEFT JOIN need n ON n.id = a.refId WHERE a.action IN ('need.confirm', 'need.reopen') AND a.refType = 'need' AND (n.id IS NULL OR n.askerId <> a.actorId)", say: (r) => `需求 ${r.refId}：不是提需求的人评的（${r.action}）` },
    { sql: "SELECT refId, COUNT(*) AS n FROM audit WHERE refType = 'need' AND action = 'need.confirm' GROUP BY refId HAVING COUNT(*) > 1", say: (r) => `需求 ${r.refId}：确认了 ${r.n} 次` },
    { sql: "SELECT n.id FROM need n WHERE n.status = 'CONFIRMED' AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = 'need' AND a.refId = n.id AND a.action = 'need.confirm')", say: (r) => `需求 ${r.id}：已确认，没有谁确认的记录` },
    { sql: "SELECT n.id FROM need n JOIN audit a ON a.refType = 'need' AND a.refId = n.id AND a.action = 'need.confirm' WHERE n.status <> 'CONFIRMED'", say: (r) => `需求 ${r.id}：确认过，状态却不是已确认` },
    { sql: "SELECT id FROM need WHERE status IN ('CONFIRMED', 'DONE', 'ANSWERED') AND reply IS NULL AND taskId IS NULL", say: (r) => `需求 ${r.id}：没有答复也没有任务就了结了` },
  ]),
};
const ownArea: Check = {
  id: 'INV-16', title: '每笔流水属于其服务的社区或兑换点所在的地区',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT t.id, t.areaId, l.communityId FROM journal_tx t JOIN service_log l ON l.id = t.refId WHERE t.refType = 'log' AND (t.areaId IS NULL OR t.areaId <> l.communityId)", say: (r) => `流水 ${r.id}：地区 ${r.areaId}，服务在 ${r.communityId}` },
    { sql: "SELECT t.id, t.areaId, p.areaId AS place FROM journal_tx t JOIN redemption r ON r.id = t.refId JOIN pickup_point p ON p.id = r.pickupPointId WHERE t.refType = 'redemption' AND (t.areaId IS NULL OR t.areaId <> p.areaId)", say: (r) => `流水 ${r.id}：地区 ${r.areaId}，兑换点在 ${r.place}` },
    { sql: "SELECT t.id, t.areaId, c.areaId AS place FROM journal_tx t JOIN points_correction c ON c.id = t.refId WHERE t.refType = 'correction' AND COALESCE(t.areaId, 0) <> COALESCE(c.areaId, 0)", say: (r) => `流水 ${r.id}：地区 ${r.areaId}，更正单在 ${r.place}` },
    { sql: 'SELECT l.id, l.communityId FROM service_log l JOIN task t ON t.id = l.taskId WHERE l.communityId <> t.communityId', say: (r) => `日志 ${r.id}：不在任务所在的社区` },
    { sql: 'SELECT t.id FROM journal_tx t LEFT JOIN area a ON a.id = t.areaId WHERE t.areaId IS NOT NULL AND a.id IS NULL', say: (r) => `流水 ${r.id}：地区不存在` },
    { sql: 'SELECT DISTINCT t.userId FROM journal_tx t LEFT JOIN person p ON p.id = t.userId WHERE p.id IS NULL', say: (r) => `账户 ${r.userId}：没有这个人` },
  ]),
};
export const boardChecks = [places, feedback, ownArea];
