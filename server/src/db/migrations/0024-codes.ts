import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** Codes that WeChat opens, links in messages, and phones that somebody only says are his. */
export class Codes1790000000024 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q, 'scene_code',
      [c.id(), c.str('tokenHash', 43), c.str('kind', 8), c.big('refId'), c.bigNull('areaId'), c.big('expiresAt'), c.big('createdAt'), c.bigNull('imageAt'), c.big('tryAt'), c.int('tries')],
      { uq_scene_code_token: ['tokenHash'], uq_scene_code_ref: ['kind', 'refId', 'expiresAt'], ix_scene_code_due: ['imageAt', 'tryAt'], ix_scene_code_expiry: ['expiresAt'] },
    );
    await createTable(q, 'url_link', [c.keyStr('target', 120), c.strNull('url', 200), c.big('expiresAt'), c.big('tryAt')], { ix_url_link_expiry: ['expiresAt'] });
    await createTable(q, 'typed_phone', [c.key('userId'), c.str('phone', 11), c.str('name', 30), c.big('communityId'), c.str('status', 10), c.big('createdAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt')], { ix_typed_phone_desk: ['communityId', 'status', 'createdAt'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['typed_phone', 'url_link', 'scene_code']) await q.dropTable(t);
  }
}
