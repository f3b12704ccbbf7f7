import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** 双报到 complete: what a person says of himself, standing posts, who looks after what, and what a new roster says differently. */
export class Registration1790000000013 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'station_claim', [c.id(), c.big('userId'), c.big('communityId'), c.str('station', 12), c.intNull('live'), c.big('createdAt'), c.bigNull('endedAt')], {
      uq_station_claim_live: ['userId', 'station', 'live'], ix_station_claim_community: ['communityId', 'station', 'live'],
    });
    await createTable(q, 'person_profile', [c.key('userId'), c.str('reach', 12), c.str('wontKinds', 160), c.str('wontText', 100), c.bigNull('confirmedAt'), c.bigNull('askedAt'), c.bigNull('retiredAt')], { ix_person_profile_asked: ['askedAt'] });
    await createTable(q, 'liaison', [
      c.id(), c.str('kind', 8), c.big('holderId'), c.big('areaId'), c.big('communityId'), c.str('households', 60), c.str('status', 12), c.intNull('live'), c.str('side', 10), c.int('declined'), c.str('fromDay', 10), c.str('toDay', 10),
      c.strNull('reason', 100), c.big('proposedBy'), c.big('proposedAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt'),
    ], { uq_liaison_live: ['kind', 'holderId', 'areaId', 'live'], ix_liaison_desk: ['communityId', 'status', 'id'], ix_liaison_area: ['areaId', 'live'], ix_liaison_holder: ['kind', 'holderId', 'id'], ix_liaison_waiting: ['status', 'proposedAt'] });
    await createTable(q, 'roster_difference', [
      c.id(), c.big('importId'), c.str('kind', 16), c.big('entryId'), c.str('name', 30), c.str('phone', 11), c.bigNull('unitBefore'), c.bigNull('unitAfter'), c.bigNull('communityBefore'), c.bigNull('communityAfter'),
      c.strNull('note', 60), c.strNull('decision', 8), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.big('createdAt'),
    ], { ix_roster_difference_import: ['importId', 'kind', 'id'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['roster_difference', 'liaison', 'person_profile', 'station_claim']) await q.dropTable(t);
  }
}
