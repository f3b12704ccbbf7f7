import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** What WeChat pushes, stored until somebody did something about it. */
export class Wechat1790000000021 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'push_event', [c.id(), c.str('signature', 40), c.str('eventKey', 100), c.str('name', 64), c.text('body'), c.str('status', 8), c.int('attempts'), c.big('availableAt'), c.big('createdAt')], {
      uq_push_event_signature: ['signature'], uq_push_event_key: ['eventKey'], ix_push_event_due: ['status', 'availableAt'], ix_push_event_created: ['createdAt'],
    });
  }
  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('push_event');
  }
}
