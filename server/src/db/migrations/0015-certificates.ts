import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** 志愿服务记录证明, who asked for one, and what was handed over to the national system. */
export class Certificates1790000000015 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q, 'certificate',
      [c.id(), c.str('number', 24), c.str('token', 22), c.big('userId'), c.big('communityId'), c.int('year'), c.int('minutes'), c.int('services'), c.text('facts'), c.str('hash', 43), c.str('status', 10), c.strNull('reason', 100), c.bigNull('replacesId'), c.bigNull('replacedById'), c.big('issuedBy'), c.big('issuedAt'), c.bigNull('endedAt')],
      { uq_certificate_number: ['number'], uq_certificate_token: ['token'], ix_certificate_person: ['userId', 'id'], ix_certificate_desk: ['communityId', 'id'] },
    );
    await createTable(
      q, 'certificate_request', [c.id(), c.big('userId'), c.big('communityId'), c.int('year'), c.int('idLine'), c.str('status', 10), c.intNull('live'), c.strNull('reason', 100), c.bigNull('certificateId'), c.big('createdAt'), c.bigNull('decidedAt')],
      { uq_certificate_request_live: ['userId', 'communityId', 'live'], ix_certificate_request_desk: ['communityId', 'live', 'id'], ix_certificate_request_person: ['userId', 'id'] },
    );
    await createTable(q, 'certificate_series', [c.key('communityId'), c.int('code'), c.int('year'), c.int('last')], { uq_certificate_series_code: ['code'] });
    await createTable(q, 'national_export', [c.id(), c.big('areaId'), c.int('rowCount'), c.int('minutes'), c.big('madeBy'), c.big('madeAt')], { ix_national_export_area: ['areaId', 'id'] });
    await createTable(q, 'national_mark', [c.key('recordId'), c.big('exportId')], { ix_national_mark_export: ['exportId', 'recordId'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const table of ['national_mark', 'national_export', 'certificate_series', 'certificate_request', 'certificate']) await q.dropTable(table);
  }
}
