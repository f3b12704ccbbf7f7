import type { EntityManager } from 'typeorm';
import { journalHashes } from '../../../credit/journal/journal.hashes.js';
import { auditHashes } from '../../../db/audit.js';
import { verifyHashes, verifySeals, type Misfit } from '../../../db/seals.js';
import { ask, type Check, type Part } from '../check.js';

const WHAT: Record<Misfit['what'], string> = { journal_tx: '流水', audit: '留痕' };
const WHY: Record<Misfit['why'], string> = { ROW: '内容被改过', COUNT: '少了或多了行', BLOCK: '有行被换过', CHAIN: '封存本身被改过' };
const chained: Check = {
  id: 'INV-17', title: '每笔流水和每条留痕的指纹相符，封存的各段前后相接',
  find: async ({ at }, report) => {
    const m = at as unknown as EntityManager;
    for (const f of [...(await verifyHashes(m, journalHashes)), ...(await verifyHashes(m, auditHashes)), ...(await verifySeals(m))])
      report(f.why === 'ROW' ? `${WHAT[f.what]} ${f.fromId}：${WHY.ROW}` : `${WHAT[f.what]} ${f.fromId} 之后到 ${f.toId}：${WHY[f.why]}`);
  },
};
/** The rows of audit that must stand behind a state. `of`: what the state is of; `ref`: whose audit row it may also be. */
const left = (table: string, refType: string, status: string, actions: readonly string[], or = ''): Part => ({
  sql: `SELECT x.id FROM ${table} x WHERE x.status = '${status}' AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = '${refType}' AND a.refId = x.id AND a.action IN (${actions.map((v) => `'${v}'`).join(', ')}))${or}`,
  say: (r) => `${refType} ${r.id}（${status}）：没有留痕`,
});
const byTask = (actions: string): string => ` AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = 'task' AND a.refId = x.taskId AND a.action IN (${actions}))`;
const BEGUN = ['claim.create', 'claim.add', 'offer.accept', 'attendance.mark', 'attendance.checkIn'];
const audited: Check = {
  id: 'INV-18', title: '认领、日志、兑换单、任职的每个状态都有留痕',
  find: (ctx, report) => ask(ctx, report, [
    ...['REQUESTED', 'WAITLISTED', 'CONFIRMED'].map((s) => left('claim', 'claim', s, [...BEGUN, 'claim.moveUp', 'claim.approve', 'attendance.unmark'])),
    left('claim', 'claim', 'ATTENDED', ['attendance.mark', 'attendance.checkIn'], " AND NOT EXISTS (SELECT 1 FROM service_log l JOIN audit a ON a.refType = 'log' AND a.refId = l.id AND a.action = 'log.verify' WHERE l.claimId = x.id)"),
    left('claim', 'claim', 'NO_SHOW', ['claim.noShow']), left('claim', 'claim', 'EXCUSED', ['claim.excuse', 'claim.withdraw']), left('claim', 'claim', 'WITHDRAWN', ['claim.withdraw', 'attendance.unmark']),
    left('claim', 'claim', 'REFUSED', ['claim.refuse'], byTask("'task.end', 'task.cancel'")), left('claim', 'claim', 'CANCELLED', ['claim.cancel'], byTask("'task.cancel', 'task.withdraw'")),
    left('service_log', 'log', 'SUBMITTED', ['log.submit', 'log.resubmit']), left('service_log', 'log', 'VERIFIED', ['log.verify']), left('service_log', 'log', 'RETURNED', ['log.return']), left('service_log', 'log', 'REJECTED', ['log.reject']),
    left('redemption', 'redemption', 'HELD', ['redemption.order']), left('redemption', 'redemption', 'COLLECTED', ['redemption.collect']), left('redemption', 'redemption', 'CANCELLED', ['redemption.cancel', 'redemption.callOff', 'redemption.decline']),
    left('redemption', 'redemption', 'EXPIRED', ['redemption.expire']), left('redemption', 'redemption', 'SUBSTITUTED', ['redemption.replace']), left('redemption', 'redemption', 'RETURNED', ['redemption.giveBack']),
    { sql: "SELECT x.id FROM post x WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = 'post' AND a.refId = x.id AND a.action = 'post.create') AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = 'person' AND a.refId = x.userId AND a.action = 'post.first')", say: (r) => `post ${r.id}：没有留痕` },
    { sql: "SELECT x.id FROM post x WHERE x.ended <> 0 AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.refType = 'post' AND a.refId = x.id AND a.action = 'post.end')", say: (r) => `post ${r.id}（ended）：没有留痕` },
  ]),
};
export const trailChecks = [chained, audited];
