import { dayCapMinutes } from '../../../board/attendance/attendance.rules.js';
import { MINUTE_MS, type TariffFacts, type TariffRules } from '@xianfeng/shared';
import { pointsFor } from '../../../credit/tariff/tariff.rules.js';
import { ask, type Check, type Ctx } from '../check.js';

const upTo = (ctx: Ctx): unknown[] => [ctx.upTo];
const onceEach: Check = {
  id: 'INV-6', title: '每条已核实且有分的日志恰有一笔入账，其他没有',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT l.id, r.points FROM service_log l JOIN service_record r ON r.logId = l.id LEFT JOIN journal_tx t ON t.kind = 'AWARD' AND t.refType = 'log' AND t.refId = l.id WHERE r.points > 0 AND t.id IS NULL", say: (r) => `日志 ${r.id}：应得 ${r.points} 分，没有入账` },
    { sql: "SELECT t.id, t.refId FROM journal_tx t LEFT JOIN service_log l ON l.id = t.refId AND l.status = 'VERIFIED' LEFT JOIN service_record r ON r.logId = l.id WHERE t.kind = 'AWARD' AND (t.refType <> 'log' OR l.id IS NULL OR r.id IS NULL OR r.points = 0 OR l.userId <> t.userId)", say: (r) => `流水 ${r.id}：日志 ${r.refId} 没有核实，或不是本人的` },
    { sql: "SELECT kind, refType, refId, COUNT(*) AS n FROM journal_tx WHERE kind <> 'REVERSAL' GROUP BY kind, refType, refId HAVING COUNT(*) > 1", say: (r) => `${r.refType} ${r.refId}：${r.kind} 有 ${r.n} 笔` },
    { sql: "SELECT l.id FROM service_log l LEFT JOIN service_record r ON r.logId = l.id WHERE l.status = 'VERIFIED' AND r.id IS NULL", say: (r) => `日志 ${r.id}：已核实，没有服务记录` },
    { sql: "SELECT r.id FROM service_record r LEFT JOIN service_log l ON l.id = r.logId AND l.status = 'VERIFIED' WHERE r.origin = 'LOG' AND (l.id IS NULL OR l.userId <> r.userId)", say: (r) => `服务记录 ${r.id}：没有已核实的日志` },
  ]),
};
const reversals: Check = {
  id: 'INV-7', title: '冲正只一次、金额恰好相反、有人有理由；调整有两人签字', past: true,
  find: async (ctx, report) => {
    const negated = 'NOT EXISTS (SELECT 1 FROM journal_entry e LEFT JOIN journal_entry x ON x.txId = t.id AND x.account = e.account AND x.amount = 0 - e.amount WHERE e.txId = o.id AND x.txId IS NULL) AND (SELECT COUNT(*) FROM journal_entry e WHERE e.txId = t.id) = (SELECT COUNT(*) FROM journal_entry e WHERE e.txId = o.id)';
    await ask(ctx, report, [
      { sql: 'SELECT reversesId, COUNT(*) AS n FROM journal_tx WHERE id <= ? AND reversesId IS NOT NULL GROUP BY reversesId HAVING COUNT(*) > 1', params: upTo, say: (r) => `流水 ${r.reversesId}：被冲正 ${r.n} 次` },
      { sql: `SELECT t.id, t.reversesId FROM journal_tx t LEFT JOIN journal_tx o ON o.id = t.reversesId WHERE t.id <= ? AND t.kind = 'REVERSAL' AND (o.id IS NULL OR o.kind IN ('REVERSAL', 'HOLD', 'RELEASE') OR o.userId <> t.userId OR t.actorId = 0 OR t.reason IS NULL OR t.reason = '' OR NOT (${negated}))`, params: upTo, say: (r) => `流水 ${r.id}：对 ${r.reversesId} 的冲正不成立` },
      { sql: "SELECT id FROM journal_tx WHERE id <= ? AND kind <> 'REVERSAL' AND reversesId IS NOT NULL", params: upTo, say: (r) => `流水 ${r.id}：不是冲正，却指向另一笔` },
    ]);
    if (ctx.upTo < Number.MAX_SAFE_INTEGER) return;
    await ask(ctx, report, [
      { sql: "SELECT t.id FROM journal_tx t JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' LEFT JOIN points_correction c ON c.id = t.refId WHERE t.kind = 'ADJUST' AND (t.refType <> 'correction' OR c.id IS NULL OR c.status <> 'APPROVED' OR c.kind <> 'ADJUST' OR c.userId <> t.userId OR c.points <> e.amount)", say: (r) => `流水 ${r.id}：没有批准的更正单` },
      { sql: "SELECT id FROM points_correction WHERE status = 'APPROVED' AND (decidedBy IS NULL OR decidedBy = proposedBy)", say: (r) => `更正单 ${r.id}：没有第二人` },
      { sql: "SELECT c.id FROM points_correction c WHERE c.status = 'APPROVED' AND ((c.kind = 'ADJUST' AND NOT EXISTS (SELECT 1 FROM journal_tx t WHERE t.kind = 'ADJUST' AND t.refType = 'correction' AND t.refId = c.id)) OR (c.kind = 'REVERSE' AND NOT EXISTS (SELECT 1 FROM journal_tx t WHERE t.reversesId = c.txId)))", say: (r) => `更正单 ${r.id}：已批准，没有入账` },
    ]);
  },
};

const workedOut: Check = {
  id: 'INV-8', title: '入账分数按当时的办法和事实重算一致，时长不超过班次和当日上限',
  find: async (ctx, report) => {
    const rules = new Map((await ctx.at.query<{ version: number; rules: string }[]>("SELECT version, rules FROM tariff WHERE status = 'PUBLISHED'")).map((t) => [t.version, JSON.parse(t.rules) as TariffRules]));
    const used = new Map<number, number>();
    await ctx.at.each(
      `SELECT t.id, t.ruleVersion, t.inputs, e.amount, r.minutes, r.kind, r.evidence, r.day, r.points FROM journal_tx t JOIN journal_entry e ON e.txId = t.id AND e.account = 'AVAILABLE' LEFT JOIN service_record r ON r.logId = t.refId WHERE t.kind = 'AWARD' AND t.id <= ?`, [ctx.upTo],
      (t) => {
        const facts = readFacts(t.inputs), tariff = rules.get(Number(t.ruleVersion));
        if (!facts || !tariff) return report(`流水 ${t.id}：没有办法或事实可重算`);
        const { points, bonus } = pointsFor(tariff, facts);
        if (bonus > 0 && facts.addition) used.set(facts.addition.id, (used.get(facts.addition.id) ?? 0) + bonus);
        if (points !== t.amount) return report(`流水 ${t.id}：记 ${t.amount} 分，重算 ${points} 分`);
        if (t.minutes !== null && (t.minutes !== facts.minutes || t.kind !== facts.kind || t.evidence !== facts.evidence || t.day !== facts.day || t.points !== points)) report(`流水 ${t.id}：与服务记录不符`);
      },
    );
    await ctx.at.each('SELECT id, used, budget FROM tariff_addition', [], (a) => { if (a.used !== (used.get(Number(a.id)) ?? 0) || Number(a.used) > Number(a.budget)) report(`社区加分 ${a.id}：记用 ${a.used}，流水合计 ${used.get(Number(a.id)) ?? 0}，预算 ${a.budget}`); });
    await ask(ctx, report, [
      { sql: `SELECT r.id, r.minutes FROM service_record r JOIN service_log l ON l.id = r.logId JOIN claim c ON c.id = l.claimId WHERE r.minutes < 0 OR r.minutes * ${MINUTE_MS} > c.endsAt - c.startsAt`, say: (r) => `服务记录 ${r.id}：${r.minutes} 分钟，超过班次` },
      { sql: `SELECT userId, day, SUM(minutes) AS n FROM service_record GROUP BY userId, day HAVING SUM(minutes) > MAX(CASE WHEN kind = 'EMERGENCY' THEN ${dayCapMinutes('EMERGENCY')} ELSE ${dayCapMinutes('OTHER')} END)`, say: (r) => `${r.userId} 在 ${r.day}：共 ${r.n} 分钟，超过当日上限` },
    ]);
  },
};
const readFacts = (inputs: unknown): TariffFacts | null => {
  try {
    return typeof inputs === 'string' ? (JSON.parse(inputs) as TariffFacts) : null;
  } catch {
    return null;
  }
};

const notTwice: Check = {
  id: 'INV-9', title: '一次认领一条日志，一个人的同一分钟只计一次',
  find: async (ctx, report) => {
    await ask(ctx, report, [{ sql: 'SELECT claimId, COUNT(*) AS n FROM service_log GROUP BY claimId HAVING COUNT(*) > 1', say: (r) => `认领 ${r.claimId}：有 ${r.n} 条日志` }, { sql: 'SELECT r.id FROM service_record r JOIN service_log l ON l.id = r.logId JOIN claim c ON c.id = l.claimId WHERE r.startsAt < c.startsAt OR r.startsAt > c.endsAt', say: (r) => `服务记录 ${r.id}：不在班次的时间里` }]);
    // Services of one person that touch each other: together they may not count more minutes than they lasted.
    let group = { userId: 0, from: 0, to: 0, minutes: 0, ids: [] as number[] };
    const close = (): void => {
      // Each record is rounded to whole minutes by itself.
      if (group.ids.length > 1 && group.minutes > (group.to - group.from) / MINUTE_MS + group.ids.length) report(`服务记录 ${group.ids.slice(0, 5).join('、')}：时段重叠，共计 ${group.minutes} 分钟`, null);
    };
    // What a service counts on a day after its corrections; of one entered by hand the time that was proposed says how long it lasted.
    await ctx.at.each(
      `SELECT v.id, v.userId, v.startsAt, v.minutes, CASE WHEN c.id IS NOT NULL AND v.day = o.day THEN c.endsAt WHEN e.id IS NOT NULL AND v.day = o.day THEN e.startsAt + e.minutes * ${MINUTE_MS} ELSE v.startsAt + v.minutes * ${MINUTE_MS} END AS endsAt
       FROM (SELECT COALESCE(correctsId, id) AS id, userId, day, MIN(CASE WHEN minutes > 0 THEN startsAt END) AS startsAt, SUM(minutes) AS minutes FROM service_record GROUP BY COALESCE(correctsId, id), userId, day HAVING SUM(minutes) > 0) v
       JOIN service_record o ON o.id = v.id LEFT JOIN service_log l ON l.id = o.logId LEFT JOIN claim c ON c.id = l.claimId LEFT JOIN manual_entry e ON e.recordId = o.id ORDER BY v.userId, v.startsAt, v.id`, [], (r) => {
      const userId = Number(r.userId), from = Number(r.startsAt), to = Math.max(Number(r.endsAt), from), minutes = Number(r.minutes);
      if (userId === group.userId && from < group.to) {
        group.to = Math.max(group.to, to);
        group.minutes += minutes;
        group.ids.push(Number(r.id));
        return;
      }
      close();
      group = { userId, from, to, minutes, ids: [Number(r.id)] };
    });
    close();
  },
};
export const awardChecks = [onceEach, reversals, workedOut, notTwice];
