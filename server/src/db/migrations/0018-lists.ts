import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** 三张清单 and 共建协议: resources, needs on the list, projects with their steps, pairs nobody wants to see again, agreements with their parties. */
export class Lists1790000000018 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'resource', [
      c.id(), c.big('communityId'), c.str('kind', 8), c.str('title', 60), c.str('times', 60), c.str('limits', 200), c.strNull('skill', 12), c.bigNull('unitId'), c.bigNull('personId'), c.str('giver', 60),
      c.str('contactName', 30), c.str('contactPhone', 20), c.int('withdrawn'), c.big('createdBy'), c.big('createdAt'),
    ], { ix_resource_community: ['communityId', 'withdrawn', 'id'], ix_resource_unit: ['unitId', 'id'], ix_resource_person: ['personId', 'id'] });
    await createTable(q, 'need_listing', [c.key('needId'), c.big('communityId'), c.str('wants', 8), c.strNull('skill', 12), c.bigNull('projectId'), c.big('listedBy'), c.big('listedAt')], {
      ix_need_listing_community: ['communityId', 'needId'], ix_need_listing_project: ['projectId'],
    });
    await createTable(q, 'project', [
      c.id(), c.big('communityId'), c.str('title', 60), c.str('text', 300), c.big('ownerId'), c.str('dueDay', 10), c.str('status', 8), c.bigNull('agreementId'), c.big('createdBy'), c.big('createdAt'), c.bigNull('finishedBy'), c.bigNull('verifiedBy'), c.bigNull('closedAt'),
    ], { ix_project_community: ['communityId', 'status', 'id'], ix_project_owner: ['ownerId', 'id'], ix_project_agreement: ['agreementId', 'status'] });
    await createTable(q, 'project_resource', [c.key('projectId'), c.key('resourceId')], { ix_project_resource_used: ['resourceId'] });
    await createTable(q, 'project_step', [c.id(), c.big('projectId'), c.str('step', 8), c.big('byId'), c.strNull('note', 300), c.big('at')], { ix_project_step: ['projectId', 'id'] });
    await createTable(q, 'match_dismissal', [c.key('resourceId'), c.key('needId'), c.big('byId'), c.big('at')]);
    await createTable(q, 'agreement', [
      c.id(), c.big('communityId'), c.str('title', 60), c.str('text', 500), c.str('fromDay', 10), c.str('toDay', 10), c.int('reminded'), c.big('createdBy'), c.big('createdAt'), c.bigNull('endedAt'), c.strNull('endReason', 200),
    ], { ix_agreement_community: ['communityId', 'id'], ix_agreement_end: ['endedAt', 'toDay'] });
    await createTable(q, 'agreement_unit', [c.key('agreementId'), c.key('unitId')], { ix_agreement_unit: ['unitId'] });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['agreement_unit', 'agreement', 'match_dismissal', 'project_step', 'project_resource', 'project', 'need_listing', 'resource']) await q.dropTable(t);
  }
}
