import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Imports1790000000010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'import_job', [
      c.id(), c.str('kind', 8), c.str('areaPath', 160), c.bigNull('targetId'), c.str('fileName', 120), c.str('status', 12), c.int('rowsRead'), c.intNull('rowsTotal'), c.int('taken'), c.int('mended'), c.int('merged'), c.int('refused'),
      c.text('columns'), c.strNull('error', 200), c.big('createdBy'), c.big('createdAt'), c.big('heartbeatAt'), c.bigNull('confirmedBy'), c.bigNull('confirmedAt'),
    ], { ix_import_job_path: ['areaPath', 'id'], ix_import_job_status: ['status', 'heartbeatAt'] });
    await createTable(q, 'import_row', [c.id(), c.big('importId'), c.str('sheet', 40), c.int('rowNumber'), c.str('verdict', 8), c.text('cells'), c.text('notes'), c.text('fieldValues')], {
      ix_import_row_verdict: ['importId', 'verdict', 'id'], ix_import_row_import: ['importId', 'id'],
    });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['import_row', 'import_job']) await q.dropTable(t);
  }
}
