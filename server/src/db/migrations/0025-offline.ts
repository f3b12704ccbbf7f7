import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** Presence that was marked without network: when it was tapped, how far the phone's clock was off, when it arrived. */
export class Offline1790000000025 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'offline_mark', [
      c.id(), c.big('shiftId'), c.big('claimId'), c.big('byId'), c.str('ref', 40), c.int('present'), c.str('saw', 12), c.big('tappedAt'), c.big('offsetMs'), c.big('arrivedAt'), c.str('outcome', 10), c.strNull('why', 10),
    ], { uq_offline_mark: ['byId', 'ref'], ix_offline_mark_claim: ['claimId', 'byId'], ix_offline_mark_shift: ['shiftId', 'id'] });
  }
  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('offline_mark');
  }
}
