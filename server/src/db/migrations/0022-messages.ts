import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

const COLUMNS = [['eventKey', 'varchar(48)'], ['template', 'varchar(12)'], ['expiresAt', 'bigint'], ['urgent', 'integer'], ['msgId', 'varchar(40)'], ['rid', 'varchar(64)']] as const;
const due = (columnNames: string[]) => new TableIndex({ name: 'ix_outbox_due', columnNames });

/** Notices go to WeChat too: what people agreed to get, what they got this week, and a second channel of the outbox. Claims remember which beginning was reminded of. */
export class Messages1790000000022 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'message_quota', [c.key('userId'), c.keyStr('template', 12), c.int('leftCount'), c.int('muted'), c.strNull('answer', 8), c.bigNull('answeredAt')]);
    await createTable(q, 'message_week', [c.key('userId'), c.str('week', 10), c.int('sentCount')]);
    for (const [name, type] of COLUMNS) await q.query(`ALTER TABLE outbox ADD COLUMN ${name} ${type} NULL`);
    await q.dropIndex('outbox', 'ix_outbox_due');
    await q.createIndex('outbox', due(['channel', 'status', 'availableAt']));
    await q.createIndex('outbox', new TableIndex({ name: 'uq_outbox_event', columnNames: ['eventKey', 'template', 'target'], isUnique: true }));
    await q.query('ALTER TABLE push_day ADD COLUMN wechat integer NULL');
    await q.query('ALTER TABLE claim ADD COLUMN remindedOf bigint NULL');
    await q.createIndex('claim', new TableIndex({ name: 'ix_claim_begins', columnNames: ['status', 'startsAt'] }));
  }
  async down(q: QueryRunner): Promise<void> {
    await q.dropIndex('claim', 'ix_claim_begins');
    await q.query('ALTER TABLE claim DROP COLUMN remindedOf');
    await q.query('ALTER TABLE push_day DROP COLUMN wechat');
    await q.query("DELETE FROM outbox WHERE channel = 'WECHAT'");
    await q.dropIndex('outbox', 'uq_outbox_event');
    await q.dropIndex('outbox', 'ix_outbox_due');
    await q.createIndex('outbox', due(['status', 'availableAt']));
    for (const [name] of COLUMNS) await q.query(`ALTER TABLE outbox DROP COLUMN ${name}`);
    for (const t of ['message_week', 'message_quota']) await q.dropTable(t);
  }
}
