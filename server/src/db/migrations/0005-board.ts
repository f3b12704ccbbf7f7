import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Board1790000000005 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'need', [c.id(), c.big('areaId'), c.big('communityId'), c.str('kind', 12), c.str('title', 60), c.str('text', 500), c.str('place', 60), c.big('askerId'), c.strNull('onBehalfOf', 30), c.str('phone', 20), c.str('status', 12), c.strNull('reply', 300), c.bigNull('taskId'), c.big('createdAt'), c.big('dueAt'), c.bigNull('closedAt')], {
      ix_need_desk: ['communityId', 'status', 'id'], ix_need_asker: ['askerId', 'id'],
    });
    await createTable(q, 'need_event', [c.id(), c.big('needId'), c.str('text', 300), c.strNull('byName', 40), c.big('at')], { ix_need_event: ['needId', 'id'] });
    await createTable(q, 'task', [
      c.id(), c.big('areaId'), c.big('communityId'), c.bigNull('needId'), c.str('kind', 12), c.str('title', 40), c.str('summary', 500), c.str('place', 60), c.str('audience', 12), c.bigNull('unitId'), c.str('claimMode', 12), c.str('presence', 12), c.str('photoRule', 12), c.str('photoReason', 100),
      c.str('riskNote', 200), c.str('contactName', 20), c.str('contactPhone', 20), c.str('status', 12), c.big('startsAt'), c.big('endsAt'), c.int('shiftCount'), c.int('places'), c.int('taken'), c.int('pointsHint'), c.strNull('cancelReason', 100), c.big('createdBy'), c.big('createdAt'), c.bigNull('publishedAt'),
    ], { ix_task_desk: ['communityId', 'status', 'id'], ix_task_community: ['communityId', 'id'], ix_task_ending: ['status', 'endsAt'], ix_task_need: ['needId'] });
    await createTable(q, 'shift', [c.id(), c.big('taskId'), c.big('startsAt'), c.big('endsAt'), c.int('places'), c.int('taken'), c.int('waiting')], { ix_shift_task: ['taskId', 'startsAt'] });
    await createTable(q, 'task_feed', [c.key('areaId'), c.key('feedId'), c.big('taskId'), c.big('startsAt'), c.str('kind', 12), c.str('audience', 12), c.bigNull('unitId'), c.int('evening'), c.int('weekend')], { ix_task_feed_soonest: ['areaId', 'startsAt', 'feedId', 'taskId', 'kind', 'audience', 'unitId', 'evening', 'weekend'], ix_task_feed_task: ['taskId'] });
    await createTable(q, 'claim', [c.id(), c.big('taskId'), c.big('shiftId'), c.big('userId'), c.str('status', 12), c.intNull('live'), c.big('startsAt'), c.big('endsAt'), c.big('createdAt'), c.big('changedAt')], {
      uq_claim_live: ['shiftId', 'userId', 'live'], ix_claim_queue: ['shiftId', 'status', 'id'], ix_claim_person: ['userId', 'live', 'startsAt'], ix_claim_task: ['taskId', 'status'],
    });
    await createTable(q, 'offer', [c.id(), c.big('taskId'), c.big('shiftId'), c.big('userId'), c.bigNull('unitId'), c.big('sentBy'), c.str('reason', 100), c.int('accepted'), c.int('closed'), c.big('createdAt'), c.big('expiresAt')], { uq_offer_person: ['shiftId', 'userId'], ix_offer_inbox: ['userId', 'closed', 'id'] });
    await createTable(q, 'attendance', [c.id(), c.big('taskId'), c.big('shiftId'), c.bigNull('claimId'), c.bigNull('userId'), c.strNull('guestName', 30), c.strNull('phoneTail', 4), c.big('inAt'), c.str('inMethod', 12), c.bigNull('inBy'), c.bigNull('outAt'), c.big('createdAt')], {
      uq_attendance_claim: ['claimId'], uq_attendance_guest: ['shiftId', 'guestName', 'phoneTail'], ix_attendance_shift: ['shiftId', 'id'],
    });
    await createTable(q, 'day_code_try', [c.key('userId'), c.big('since'), c.int('tries')]);
    await createTable(q, 'service_log', [c.id(), c.big('taskId'), c.big('shiftId'), c.big('claimId'), c.big('userId'), c.big('communityId'), c.str('text', 300), c.str('status', 12), c.strNull('reason', 100), c.int('minutes'), c.str('minutesWhy', 120), c.str('evidence', 1), c.big('submittedAt'), c.big('dueAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt')], {
      uq_service_log_claim: ['claimId'], ix_service_log_desk: ['communityId', 'status', 'dueAt', 'id'], ix_service_log_person: ['userId', 'id'], ix_service_log_task: ['taskId'],
    });
    await createTable(q, 'service_record', [c.id(), c.big('userId'), c.big('logId'), c.big('taskId'), c.big('communityId'), c.str('day', 10), c.str('kind', 12), c.str('title', 40), c.big('startsAt'), c.int('minutes'), c.str('evidence', 1), c.int('points'), c.str('pointsWhy', 120), c.big('verifiedBy'), c.big('verifiedAt')], {
      uq_service_record_log: ['logId'], ix_service_record_person: ['userId', 'day', 'id'], ix_service_record_community: ['communityId', 'day'],
    });
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['service_record', 'service_log', 'day_code_try', 'attendance', 'offer', 'claim', 'task_feed', 'shift', 'task', 'need_event', 'need']) await q.dropTable(t);
  }
}
