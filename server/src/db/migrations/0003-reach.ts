import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Reach1790000000003 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'notice', [c.id(), c.big('userId'), c.str('kind', 12), c.str('title', 60), c.str('body', 200), c.strNull('link', 120), c.int('isRead'), c.big('createdAt')], { ix_notice_inbox: ['userId', 'id'], ix_notice_unread: ['userId', 'isRead'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['notice']) await q.dropTable(t);
  }
}
