import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

// Frozen here: a migration must not change with the code.
const KINDS = ['REPAIR', 'CARE', 'ERRAND', 'LEARN', 'CLEAN', 'SAFETY', 'MEDIATE', 'OTHER'];
const MAIN = ['asked', 'resolved', 'confirmed', 'reopened', 'opened', 'closed', 'tasks', 'places', 'taken', 'visitsPlanned', 'visitsDone', 'services', 'minutesA', 'minutesB', 'minutesC', 'minutesD', 'issued', 'spent', 'expired', 'adjusted'];
const COUNTS = [...KINDS.map((k) => `asked${k}`), ...Array.from({ length: 31 }, (_, n) => `wait${n}`)];
const INDEXES: Record<string, [name: string, columns: string[]]> = { task: ['ix_task_closed', ['closedAt']], service_record: ['ix_service_record_verified', ['verifiedAt']], need: ['ix_need_due', ['status', 'dueAt', 'communityId']] };
/** What the lines of a need's timeline say happened; the way in is the need itself. */
const TOLD: Record<string, string[]> = {
  PUBLISHED: ['社区已发布'], ANSWERED: ['社区答复：'], REFUSED: ['未采纳：'], DONE: ['志愿服务已结束'], CONFIRMED: ['您确认问题已解决', '提需求的人确认'], REOPENED: ['您反馈问题还没解决', '提需求的人说：还没有解决'], BACK: ['任务已撤下', '这次没有人认领'], WITHDRAWN: ['已撤回'],
};
const OPEN = "('SUBMITTED', 'REOPENED', 'PUBLISHED')";

/** Rollups for dashboards, and the event times they count by: each step of a need, when a task ended or was called off. */
export class Dashboards1790000000019 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'need_step', [c.id(), c.big('needId'), c.big('communityId'), c.str('kind', 12), c.str('step', 10), c.big('askedAt'), c.big('at')], { ix_need_step_at: ['at'], ix_need_step_area: ['communityId', 'step', 'at'], ix_need_step_need: ['needId'] });
    await createTable(q, 'rollup', [c.key('areaId'), c.key('own'), c.keyStr('bucket', 10), ...MAIN.map(c.big), ...COUNTS.map(c.int)], { ix_rollup_bucket: ['bucket'] });
    await createTable(q, 'rollup_mark', [c.id(), c.big('upTo'), c.str('closedDay', 10), c.int('version'), c.big('busyBy'), c.big('busyUntil')]);
    await q.query('ALTER TABLE task ADD COLUMN closedAt bigint NULL');
    for (const [table, [name, columnNames]] of Object.entries(INDEXES)) await q.createIndex(table, new TableIndex({ name, columnNames }));
    await q.query("INSERT INTO rollup_mark (id, upTo, closedDay, version, busyBy, busyUntil) VALUES (1, 0, '', 0, 0, 0)");
    await q.query("UPDATE task SET closedAt = COALESCE((SELECT MAX(a.createdAt) FROM audit a WHERE a.refType = 'task' AND a.refId = task.id AND a.action IN ('task.end', 'task.cancel')), endsAt) WHERE status IN ('ENDED', 'SETTLED', 'CANCELLED')");
    const columns = '(id, needId, communityId, kind, step, askedAt, at)';
    await q.query(`INSERT INTO need_step ${columns} SELECT n.id, n.id, n.communityId, n.kind, 'ASKED', n.createdAt, n.createdAt FROM need n`);
    for (const [step, beginnings] of Object.entries(TOLD))
      await q.query(`INSERT INTO need_step ${columns} SELECT e.id, n.id, n.communityId, n.kind, '${step}', n.createdAt, e.at FROM need_event e JOIN need n ON n.id = e.needId WHERE ${beginnings.map((b) => `e.text LIKE '${b}%'`).join(' OR ')}`);
    // A timeline that lacks a line: what is over now became so when the need says, at the latest.
    await q.query(`INSERT INTO need_step ${columns} SELECT n.id + 3000, n.id, n.communityId, n.kind, CASE WHEN n.status IN ('REFUSED', 'WITHDRAWN') THEN n.status WHEN n.taskId IS NULL THEN 'ANSWERED' ELSE 'DONE' END, n.createdAt, COALESCE(n.closedAt, n.createdAt) FROM need n
      JOIN (SELECT needId, SUM(CASE WHEN step IN ('ASKED', 'REOPENED') THEN 1 WHEN step IN ('ANSWERED', 'REFUSED', 'WITHDRAWN', 'DONE') THEN -1 ELSE 0 END) AS n FROM need_step GROUP BY needId) s ON s.needId = n.id
      WHERE s.n > CASE WHEN n.status IN ${OPEN} THEN 1 ELSE 0 END`);
    // Two kinds the stored tariffs do not know. Visits were care of elders so far: they go on being worth what that is. Duty yields nothing, like a meeting.
    for (const { id, rules } of (await q.query('SELECT id, rules FROM tariff')) as { id: number; rules: string }[]) {
      const parsed = JSON.parse(rules) as { lines: Record<string, unknown> }, { ELDER, NOTICE } = parsed.lines;
      await q.query('UPDATE tariff SET rules = ? WHERE id = ?', [JSON.stringify({ ...parsed, lines: { VISIT: ELDER, DUTY: NOTICE, ...parsed.lines } }), id]);
    }
  }
  async down(q: QueryRunner): Promise<void> {
    for (const [table, [name]] of Object.entries(INDEXES)) await q.dropIndex(table, name);
    await q.query('ALTER TABLE task DROP COLUMN closedAt');
    for (const t of ['rollup_mark', 'rollup', 'need_step']) await q.dropTable(t);
  }
}
