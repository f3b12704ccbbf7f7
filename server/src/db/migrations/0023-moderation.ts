import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable, rebuild } from '../columns.js';

const UPLOAD = ['id', 'ownerId', 'width', 'height', 'bytes', 'sha256', 'refType', 'refId', 'createdAt'];
const columns = [c.id(), c.big('ownerId'), c.int('width'), c.int('height'), c.int('bytes'), c.str('sha256', 64), c.strNull('refType', 8), c.bigNull('refId'), c.big('createdAt')];
const indexes = { ix_upload_ref: ['refType', 'refId'], ix_upload_owner: ['ownerId', 'refId'], ix_upload_loose: ['refId', 'createdAt'] };
/** Words and photos that somebody looks at, what readers report, what was refused; and whether others may see a photo. */
export class Moderation1790000000023 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    // Goods were photographed by staff and are on the shelves; everything else waits for a look, nothing was looked at before.
    await rebuild(q, 'upload', UPLOAD, [...columns, c.int('shown')], indexes, { shown: "CASE WHEN o.refType = 'reward' THEN 1 ELSE 0 END" });
    await createTable(
      q, 'content_item',
      [c.id(), c.str('kind', 8), c.big('refId'), c.big('areaId'), c.big('authorId'), c.text('words'), c.str('state', 8), c.strNull('stateBefore', 8), c.str('why', 8), c.intNull('label'), c.strNull('traceId', 64), c.int('tries'), c.big('since'), c.big('createdAt'), c.strNull('reason', 100), c.bigNull('decidedBy'), c.bigNull('decidedAt')],
      { uq_content_item: ['kind', 'refId'], ix_content_item_desk: ['areaId', 'state', 'since'], ix_content_item_state: ['state', 'since'], ix_content_item_trace: ['traceId'] },
    );
    await createTable(q, 'content_report', [c.id(), c.big('itemId'), c.big('userId'), c.str('why', 8), c.int('answered'), c.big('createdAt')], { uq_content_report: ['itemId', 'userId'], ix_content_report_day: ['userId', 'createdAt'] });
    await createTable(q, 'content_refused', [c.id(), c.big('userId'), c.str('kind', 8), c.text('words'), c.intNull('label'), c.strNull('traceId', 64), c.big('createdAt')], { ix_content_refused_age: ['createdAt'] });
    await createTable(q, 'media_verdict', [c.keyStr('traceId', 64), c.str('verdict', 8), c.intNull('label'), c.big('createdAt')], { ix_media_verdict_age: ['createdAt'] });
    // Photos of needs from before may be shown to helpers, where their askers agreed: they wait on the desk of the need's community.
    await q.query("INSERT INTO content_item (id, kind, refId, areaId, authorId, words, state, why, tries, since, createdAt) SELECT u.id, 'photo', u.id, n.communityId, u.ownerId, '[]', 'WAIT', 'BY_HAND', 0, u.createdAt, u.createdAt FROM upload u JOIN need n ON n.id = u.refId WHERE u.refType = 'need'");
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['media_verdict', 'content_refused', 'content_report', 'content_item']) await q.dropTable(t);
    await rebuild(q, 'upload', UPLOAD, columns, indexes, {});
  }
}
