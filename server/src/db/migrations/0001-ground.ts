import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Ground1790000000001 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'idempotency', [c.key('userId'), c.keyStr('idemKey', 64), c.str('hash', 43), c.text('body'), c.big('createdAt')], { ix_idempotency_created: ['createdAt'] });
    await createTable(q, 'audit', [c.id(), c.big('actorId'), c.str('action', 40), c.str('refType', 24), c.big('refId'), c.bigNull('areaId'), c.strNull('reason', 300), c.textNull('detail'), c.big('createdAt')], {
      ix_audit_ref: ['refType', 'refId'], ix_audit_actor: ['actorId', 'id'],
    });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['audit', 'idempotency']) await q.dropTable(t);
  }
}
