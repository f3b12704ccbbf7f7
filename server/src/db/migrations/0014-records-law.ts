import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HOLIDAYS } from '../../lib/workdays.js';
import { c, createTable } from '../columns.js';

/** Appeals, corrections on request, entries by two, the monthly sample, reminders, and working days as data. */
export class RecordsLaw1790000000014 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'record_appeal', [
      c.id(), c.big('logId'), c.big('userId'), c.big('communityId'), c.str('ask', 8), c.str('text', 200), c.intNull('wanted'), c.big('rejectedBy'), c.str('status', 10), c.big('submittedAt'), c.big('dueAt'),
      c.bigNull('answeredBy'), c.bigNull('answeredAt'), c.strNull('reply', 200), c.intNull('minutes'),
    ], { uq_record_appeal_log: ['logId'], ix_record_appeal_desk: ['communityId', 'status', 'dueAt', 'id'] });
    await createTable(q, 'record_request', [
      c.id(), c.big('recordId'), c.big('userId'), c.big('communityId'), c.intNull('live'), c.str('field', 8), c.str('wish', 100), c.str('why', 200), c.str('status', 10), c.big('askedAt'), c.big('dueAt'),
      c.intNull('newMinutes'), c.strNull('newDay', 10), c.strNull('newTitle', 40), c.strNull('reply', 200), c.bigNull('answeredBy'), c.bigNull('answeredAt'), c.bigNull('approvedBy'), c.bigNull('approvedAt'),
    ], { uq_record_request_live: ['recordId', 'live'], ix_record_request_desk: ['communityId', 'status', 'dueAt', 'id'], ix_record_request_person: ['userId', 'id'] });
    await createTable(q, 'manual_entry', [
      c.id(), c.big('userId'), c.big('communityId'), c.bigNull('taskId'), c.str('kind', 12), c.str('title', 40), c.str('day', 10), c.big('startsAt'), c.int('minutes'), c.str('evidence', 300), c.str('status', 10),
      c.big('proposedBy'), c.big('proposedAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.strNull('decision', 200), c.bigNull('recordId'),
    ], { ix_manual_entry_desk: ['communityId', 'status', 'id'], ix_manual_entry_record: ['recordId'] });
    await createTable(q, 'sample_draw', [c.keyStr('month', 7), c.key('communityId'), c.str('seed', 32), c.int('records'), c.int('drawn'), c.big('drawnAt')]);
    await createTable(q, 'record_sample', [
      c.id(), c.str('month', 7), c.big('recordId'), c.big('communityId'), c.big('checkerId'), c.str('status', 8), c.strNull('note', 200), c.bigNull('checkedBy'), c.bigNull('checkedAt'), c.strNull('closing', 200), c.bigNull('closedBy'), c.bigNull('closedAt'),
    ], { uq_record_sample_record: ['recordId'], ix_record_sample_checker: ['checkerId', 'status', 'id'], ix_record_sample_community: ['communityId', 'month', 'status'] });
    await createTable(q, 'verify_reminder', [c.key('areaId'), c.keyStr('day', 10)]);
    await createTable(q, 'workday_change', [c.keyStr('day', 10), c.int('works')]);
    const days = [...[...HOLIDAYS.off].map((day) => [day, 0] as const), ...[...HOLIDAYS.on].map((day) => [day, 1] as const)];
    await q.query(`INSERT INTO workday_change (day, works) VALUES ${days.map(([day, works]) => `('${day}', ${works})`).join(', ')}`);
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['workday_change', 'verify_reminder', 'record_sample', 'sample_draw', 'manual_entry', 'record_request', 'record_appeal']) await q.dropTable(t);
  }
}
