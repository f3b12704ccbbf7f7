import { SAMPLE_PERCENT } from '@xianfeng/shared';
import { ask, type Check } from '../check.js';

const byTwo: Check = {
  id: 'INV-23', title: '每条补录由两人签字、与本人无关，凭据为 D、不计积分',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT r.id FROM service_record r LEFT JOIN manual_entry e ON e.recordId = r.id AND e.status = 'APPROVED' AND e.userId = r.userId AND e.decidedBy = r.verifiedBy WHERE r.origin = 'MANUAL' AND (e.id IS NULL OR r.minutes < 1 OR r.minutes > e.minutes OR r.evidence <> 'D' OR r.points <> 0 OR r.services <> 1 OR r.correctsId IS NOT NULL)", say: (r) => `服务记录 ${r.id}：没有批准的补录，或与之不符` },
    { sql: "SELECT e.id FROM manual_entry e LEFT JOIN service_record r ON r.id = e.recordId AND r.origin = 'MANUAL' WHERE (e.status = 'APPROVED') <> (r.id IS NOT NULL)", say: (r) => `补录 ${r.id}：状态与服务记录不符` },
    { sql: "SELECT id FROM manual_entry WHERE proposedBy = userId OR decidedBy = userId OR (status = 'APPROVED' AND (decidedBy IS NULL OR decidedBy = proposedBy))", say: (r) => `补录 ${r.id}：没有两个无关的人` },
    { sql: "SELECT id FROM service_record WHERE evidence = 'D' AND points <> 0", say: (r) => `服务记录 ${r.id}：补录计了积分` },
  ]),
};
const corrections: Check = {
  id: 'INV-24', title: '更正只加行：合计不为负，撤销至多一次，每行都有申请或申诉，两人签字',
  find: (ctx, report) => ask(ctx, report, [
    {
      sql: `SELECT o.id, o.minutes + SUM(x.minutes) AS minutes, o.services + SUM(x.services) AS services FROM service_record x JOIN service_record o ON o.id = x.correctsId WHERE x.origin = 'CORRECTION' GROUP BY o.id, o.minutes, o.services
            HAVING o.minutes + SUM(x.minutes) < 0 OR o.services + SUM(x.services) < 0 OR o.services + SUM(x.services) > 1 OR (o.services + SUM(x.services) = 0 AND o.minutes + SUM(x.minutes) <> 0)`,
      say: (r) => `服务记录 ${r.id}：更正后 ${r.minutes} 分钟、${r.services} 次`,
    },
    {
      sql: `SELECT x.id FROM service_record x LEFT JOIN service_record o ON o.id = x.correctsId AND o.origin <> 'CORRECTION' WHERE x.origin = 'CORRECTION' AND (o.id IS NULL OR o.userId <> x.userId OR o.communityId <> x.communityId OR o.evidence <> x.evidence OR x.points <> 0 OR x.logId IS NOT NULL
            OR (NOT EXISTS (SELECT 1 FROM record_request q WHERE q.recordId = o.id AND q.status = 'CORRECTED' AND q.approvedBy = x.verifiedBy AND q.approvedAt = x.verifiedAt) AND NOT EXISTS (SELECT 1 FROM record_appeal a WHERE a.logId = o.logId AND a.status = 'OVERTURNED' AND a.ask = 'MINUTES' AND a.answeredBy = x.verifiedBy AND a.answeredAt = x.verifiedAt)))`,
      say: (r) => `服务记录 ${r.id}：更正没有依据，或与原记录不符`,
    },
    { sql: "SELECT id FROM service_record WHERE origin <> 'CORRECTION' AND (correctsId IS NOT NULL OR services <> 1 OR minutes < 0)", say: (r) => `服务记录 ${r.id}：不是更正，却像更正` },
    { sql: "SELECT q.id FROM record_request q WHERE q.answeredBy = q.userId OR q.approvedBy = q.userId OR (q.status = 'CORRECTED' AND (q.approvedBy IS NULL OR q.answeredBy IS NULL OR q.approvedBy = q.answeredBy OR NOT EXISTS (SELECT 1 FROM service_record x WHERE x.correctsId = q.recordId AND x.verifiedAt = q.approvedAt))) OR (COALESCE(q.live, 0) = 1) <> (q.status IN ('ASKED', 'PROPOSED'))", say: (r) => `更正申请 ${r.id}：签字或状态不对` },
  ]),
};
const appeals: Check = {
  id: 'INV-25', title: '每次申诉由另一人答复，改判的都已入记录',
  find: (ctx, report) => ask(ctx, report, [
    { sql: "SELECT a.id FROM record_appeal a LEFT JOIN service_log l ON l.id = a.logId LEFT JOIN service_record r ON r.logId = a.logId WHERE l.id IS NULL OR l.userId <> a.userId OR l.communityId <> a.communityId OR (a.status = 'OVERTURNED' AND (l.status <> 'VERIFIED' OR r.id IS NULL OR a.minutes IS NULL)) OR (a.status <> 'OVERTURNED' AND a.ask = 'REJECTED' AND l.status <> 'REJECTED')", say: (r) => `申诉 ${r.id}：与日志不符` },
    { sql: "SELECT id FROM record_appeal WHERE (status <> 'APPEALED') <> (answeredBy IS NOT NULL AND answeredAt IS NOT NULL AND reply IS NOT NULL) OR answeredBy = rejectedBy OR answeredBy = userId", say: (r) => `申诉 ${r.id}：答复的人不对` },
    ...([['appeal', 'record_appeal', 'appeal.create', 'APPEALED'], ['appeal', 'record_appeal', 'appeal.uphold', 'UPHELD'], ['appeal', 'record_appeal', 'appeal.overturn', 'OVERTURNED'], ['request', 'record_request', 'request.approve', 'CORRECTED'], ['request', 'record_request', 'request.refuse', 'REFUSED'], ['entry', 'manual_entry', 'entry.approve', 'APPROVED'], ['sample', 'record_sample', 'sample.doubt', 'DOUBT']] as const).map(([refType, table, action, status]) => ({
      sql: `SELECT x.id FROM ${table} x WHERE x.status = '${status}' AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.refType = '${refType}' AND u.refId = x.id AND u.action = '${action}')`, say: (r: { id?: unknown }) => `${refType} ${String(r.id)}（${status}）：没有留痕`,
    })),
  ]),
};
const samples: Check = {
  id: 'INV-26', title: '每月每社区抽足 5% 和全部补录，由别的社区、别的人核查',
  find: async (ctx, report) => {
    await ctx.at.each(
      `SELECT d.communityId, d.month, d.records, d.drawn, (SELECT COUNT(*) FROM record_sample s WHERE s.communityId = d.communityId AND s.month = d.month) AS n, (SELECT COUNT(*) FROM record_sample s JOIN service_record r ON r.id = s.recordId AND r.evidence = 'D' WHERE s.communityId = d.communityId AND s.month = d.month) AS byHand FROM sample_draw d`, [],
      (d) => {
        const byHand = Number(d.byHand), wanted = byHand + Math.ceil(((Number(d.records) - byHand) * SAMPLE_PERCENT) / 100);
        if (Number(d.n) !== Number(d.drawn) || Number(d.drawn) !== wanted) report(`${d.month} 社区 ${d.communityId}：记 ${d.drawn} 条，抽到 ${d.n} 条，应抽 ${wanted} 条`);
      });
    await ask(ctx, report, [
      { sql: "SELECT s.id FROM record_sample s LEFT JOIN service_record r ON r.id = s.recordId WHERE r.id IS NULL OR r.communityId <> s.communityId OR r.origin = 'CORRECTION' OR s.checkerId = s.communityId OR s.checkedBy = r.userId OR s.checkedBy = r.verifiedBy OR (s.status <> 'OPEN') <> (s.checkedBy IS NOT NULL) OR (s.status = 'CLOSED') <> (s.closedBy IS NOT NULL)", say: (r) => `抽查 ${r.id}：核查的人或状态不对` },
    ]);
  },
};
export const recordChecks = [byTwo, corrections, appeals, samples];
