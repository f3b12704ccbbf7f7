import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Credit1790000000004 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'points_account', [c.key('userId'), c.int('available'), c.int('held'), c.int('earned'), c.int('spent')]);
    await createTable(
      q, 'points_entry',
      [c.id(), c.big('userId'), c.str('kind', 10), c.int('amount'), c.int('heldAmount'), c.int('balance'), c.str('refType', 12), c.big('refId'), c.str('title', 60), c.str('why', 120), c.bigNull('communityId'), c.int('ruleVersion'), c.textNull('inputs'), c.big('createdAt')],
      { uq_points_entry_ref: ['kind', 'refType', 'refId'], ix_points_entry_user: ['userId', 'id'] },
    );
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['points_entry', 'points_account']) await q.dropTable(t);
  }
}
