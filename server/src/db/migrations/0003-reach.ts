import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Reach1790000000003 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'notice', [c.id(), c.big('userId'), c.str('kind', 12), c.str('title', 60), c.str('body', 200), c.strNull('link', 120), c.int('isRead'), c.big('createdAt')], { ix_notice_inbox: ['userId', 'id'], ix_notice_unread: ['userId', 'isRead'] });
    await createTable(q, 'outbox', [c.id(), c.str('channel', 8), c.str('target', 64), c.text('payload'), c.str('status', 10), c.int('attempts'), c.strNull('lockedBy', 36), c.big('availableAt'), c.big('createdAt')], { ix_outbox_due: ['status', 'availableAt'], ix_outbox_locked: ['lockedBy'] });
    await createTable(q, 'upload', [c.id(), c.big('ownerId'), c.int('width'), c.int('height'), c.int('bytes'), c.str('sha256', 64), c.strNull('refType', 8), c.bigNull('refId'), c.big('createdAt')], { ix_upload_ref: ['refType', 'refId'], ix_upload_owner: ['ownerId', 'refId'], ix_upload_loose: ['refId', 'createdAt'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['upload', 'outbox', 'notice']) await q.dropTable(t);
  }
}
