import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** What the product costs its people, in sums by the day; and what they say about it. */
export class Burden1790000000020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'burden_day', [c.keyStr('day', 10), c.keyStr('intent', 10), c.keyStr('who', 8), c.int('times'), c.int('items'), c.big('taps'), c.big('fields'), ...Array.from({ length: 6 }, (_, i) => c.int(`s${i}`))]);
    await createTable(q, 'push_day', [c.keyStr('day', 10), c.int('notices'), c.int('sms'), c.int('tasks')]);
    await createTable(q, 'suggestion', [
      c.id(), c.big('userId'), c.str('day', 10), c.int('slot'), c.str('kind', 8), c.str('text', 300), c.str('page', 40), c.str('status', 10), c.strNull('answer', 300), c.bigNull('answeredBy'), c.bigNull('answeredAt'), c.big('createdAt'),
    ], { uq_suggestion_day: ['userId', 'day', 'slot'], ix_suggestion_desk: ['status', 'id'], ix_suggestion_kind: ['kind', 'status', 'id'], ix_suggestion_person: ['userId', 'id'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['suggestion', 'push_day', 'burden_day']) await q.dropTable(t);
  }
}
