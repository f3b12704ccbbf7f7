import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, rebuild } from '../columns.js';

const KEPT = ['id', 'userId', 'logId', 'taskId', 'communityId', 'day', 'kind', 'title', 'startsAt', 'minutes', 'evidence', 'points', 'pointsWhy', 'verifiedBy', 'verifiedAt'];
const common = [c.big('communityId'), c.str('day', 10), c.str('kind', 12), c.str('title', 40), c.big('startsAt'), c.int('minutes'), c.str('evidence', 1), c.int('points'), c.str('pointsWhy', 120), c.big('verifiedBy'), c.big('verifiedAt')];
const indexes = { uq_service_record_log: ['logId'], ix_service_record_person: ['userId', 'day', 'id'], ix_service_record_community: ['communityId', 'day'] };

/** Records without a log: entered by two people, or correcting another record. The way back keeps only those that have a log. */
export class Records1790000000012 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await rebuild(q, 'service_record', KEPT, [c.id(), c.big('userId'), c.str('origin', 10), c.int('services'), c.bigNull('correctsId'), c.bigNull('logId'), c.bigNull('taskId'), ...common], { ...indexes, ix_service_record_corrects: ['correctsId'] }, { origin: "'LOG'", services: '1', correctsId: 'NULL' });
  }
  async down(q: QueryRunner): Promise<void> {
    await q.query('DELETE FROM service_record WHERE logId IS NULL');
    await rebuild(q, 'service_record', KEPT, [c.id(), c.big('userId'), c.big('logId'), c.big('taskId'), ...common], indexes, {});
  }
}
