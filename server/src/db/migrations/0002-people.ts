import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class People1790000000002 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    const days = [c.str('fromDay', 10), c.str('toDay', 10)];
    const decided = [c.strNull('reason', 100), c.bigNull('decidedBy'), c.big('submittedAt'), c.bigNull('decidedAt')];
    await createTable(q, 'area', [c.id(), c.big('parentId'), c.str('kind', 12), c.str('name', 40), c.str('path', 160), c.int('depth'), ...days, c.big('closed'), c.big('createdAt')], { uq_area_path: ['path'], uq_area_name: ['parentId', 'name', 'closed'] });
    await createTable(q, 'unit', [c.id(), c.bigNull('parentId'), c.str('name', 60), c.str('path', 160), c.bigNull('areaId'), ...days, c.big('createdAt')], { uq_unit_name: ['name'], ix_unit_path: ['path'] });
    await createTable(q, 'person', [c.id(), c.str('name', 30), c.strNull('phone', 11), c.strNull('openId', 64), c.str('kind', 8), c.bigNull('unitId'), c.bigNull('communityId'), c.bigNull('compoundId'), c.int('elder'), c.str('skills', 120), c.str('freeTimes', 40), c.int('turn'), c.big('createdAt')], {
      uq_person_phone: ['phone'], uq_person_openid: ['openId'], ix_person_community: ['communityId', 'id'], ix_person_unit: ['unitId', 'id'],
    });
    await createTable(q, 'session', [c.keyStr('tokenHash', 43), c.big('userId'), c.big('createdAt'), c.big('expiresAt')], { ix_session_user: ['userId'] });
    await createTable(q, 'phone_code', [c.keyStr('phone', 11), c.str('codeHash', 16), c.big('sentAt'), c.big('expiresAt'), c.int('tries'), c.str('sentDay', 10), c.int('sentCount')]);
    await createTable(q, 'demo_account', [c.keyStr('phone', 11), c.big('userId'), c.str('title', 20), c.str('hint', 60), c.int('sort')]);
    await createTable(q, 'post', [c.id(), c.big('userId'), c.str('role', 24), c.big('areaId'), c.big('unitId'), ...days, c.big('ended'), c.big('createdAt')], { ix_post_user: ['userId'], ix_post_area: ['areaId', 'role'], uq_post_live: ['userId', 'role', 'areaId', 'unitId', 'ended'] });
    await createTable(q, 'consent', [c.key('userId'), c.keyStr('purpose', 16), c.int('version'), c.int('granted'), c.big('at')]);
    await createTable(q, 'member_registration', [c.id(), c.big('userId'), c.big('communityId'), c.bigNull('compoundId'), c.str('building', 40), c.str('status', 12), c.int('slot'), c.intNull('live'), ...decided], {
      uq_member_registration_live: ['userId', 'slot', 'live'], ix_member_registration_desk: ['communityId', 'status', 'id'],
    });
    await createTable(q, 'unit_registration', [c.id(), c.big('unitId'), c.big('communityId'), c.big('submittedBy'), c.str('liaisonName', 20), c.str('liaisonPhone', 20), c.str('resources', 200), c.str('status', 12), c.intNull('live'), ...decided], {
      uq_unit_registration_live: ['unitId', 'communityId', 'live'], ix_unit_registration_desk: ['communityId', 'status', 'id'],
    });
    await createTable(q, 'roster_entry', [c.id(), c.str('name', 30), c.str('phone', 11), c.bigNull('unitId'), c.bigNull('communityId'), c.bigNull('compoundId'), c.str('compoundText', 40), c.str('building', 40), c.str('skills', 120), c.bigNull('userId'), c.big('importId'), c.big('createdAt')], {
      uq_roster_phone: ['phone'], ix_roster_community: ['communityId', 'id'],
    });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['roster_entry', 'unit_registration', 'member_registration', 'consent', 'post', 'demo_account', 'phone_code', 'session', 'person', 'unit', 'area']) await q.dropTable(t);
  }
}
