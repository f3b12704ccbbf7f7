import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

/** 双评价, 双评选, 表扬信, and residents' words of thanks. */
export class Thanks1790000000017 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'thanks_word', [c.id(), c.big('needId'), c.big('taskId'), c.big('communityId'), c.big('speakerId'), c.str('text', 200), c.str('status', 8), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.big('createdAt')], {
      uq_thanks_word_need: ['needId'], ix_thanks_word_desk: ['communityId', 'status', 'id'], ix_thanks_word_task: ['taskId', 'status'],
    });
    await createTable(q, 'evaluation_round', [c.id(), c.big('communityId'), c.str('title', 20), c.str('fromDay', 10), c.str('toDay', 10), c.big('closesAt'), c.big('openedBy'), c.big('openedAt'), c.int('turn')], { uq_evaluation_round: ['communityId', 'fromDay', 'toDay'] });
    await createTable(
      q, 'evaluation', [c.id(), c.big('roundId'), c.big('userId'), c.big('unitId'), c.str('level', 8), c.str('sentence', 100), c.text('facts'), c.str('status', 10), c.big('sentBy'), c.big('sentAt'), c.big('deliverAt'), c.strNull('answer', 200), c.bigNull('answeredAt'), c.bigNull('toUnitId'), c.bigNull('deliveredAt')],
      { uq_evaluation_subject: ['roundId', 'userId', 'unitId'], ix_evaluation_user: ['userId', 'id'], ix_evaluation_unit: ['toUnitId', 'id'], ix_evaluation_due: ['status', 'deliverAt'] },
    );
    await createTable(
      q, 'evaluation_voice', [c.id(), c.big('roundId'), c.big('userId'), c.big('unitId'), c.str('clarity', 8), c.str('usefulness', 8), c.str('respect', 8), c.str('sentence', 100), c.text('facts'), c.big('givenBy'), c.big('givenAt')],
      { uq_evaluation_voice: ['roundId', 'userId', 'unitId'] },
    );
    await createTable(
      q, 'campaign',
      [c.id(), c.big('areaId'), c.str('subject', 6), c.str('title', 30), c.str('fromDay', 10), c.str('toDay', 10), c.int('minMinutes'), c.int('minServices'), c.int('minConfirmed'), c.strNull('registeredBy', 10), c.str('status', 8), c.big('createdBy'), c.big('createdAt'), c.bigNull('publishedBy'), c.bigNull('noticeUntil'), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.strNull('reason', 100), c.int('turn')],
      { ix_campaign_area: ['areaId', 'id'], ix_campaign_status: ['status', 'id'] },
    );
    await createTable(
      q, 'nomination', [c.id(), c.big('campaignId'), c.big('userId'), c.big('unitId'), c.str('source', 10), c.big('nominatedBy'), c.big('nominatedAt'), c.str('status', 12), c.textNull('facts'), c.strNull('reason', 100), c.intNull('certificateNumber')],
      { uq_nomination_subject: ['campaignId', 'userId', 'unitId'], uq_nomination_number: ['campaignId', 'certificateNumber'], ix_nomination_user: ['userId', 'id'], ix_nomination_unit: ['unitId', 'id'] },
    );
    await createTable(
      q, 'campaign_objection', [c.id(), c.big('campaignId'), c.big('nominationId'), c.big('userId'), c.str('text', 300), c.str('status', 10), c.strNull('answer', 200), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.big('createdAt')],
      { uq_campaign_objection: ['nominationId', 'userId'], ix_campaign_objection_open: ['campaignId', 'status'] },
    );
    await createTable(
      q, 'letter',
      [c.id(), c.big('communityId'), c.big('streetId'), c.int('year'), c.big('userId'), c.bigNull('unitId'), c.str('recipient', 6), c.str('status', 10), c.intNull('live'), c.text('facts'), c.text('words'), c.intNull('number'), c.strNull('reason', 100), c.big('draftedBy'), c.big('createdAt'), c.bigNull('submittedBy'), c.bigNull('approvedBy'), c.bigNull('approvedAt'), c.bigNull('deliveredAt'), c.bigNull('receivedBy'), c.bigNull('receivedAt')],
      { uq_letter_live: ['communityId', 'userId', 'year', 'live'], uq_letter_number: ['streetId', 'year', 'number'], ix_letter_desk: ['communityId', 'year', 'id'], ix_letter_user: ['userId', 'id'], ix_letter_unit: ['unitId', 'id'] },
    );
    await createTable(q, 'letter_number', [c.keyStr('streetYear', 24), c.int('last')]);
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['letter_number', 'letter', 'campaign_objection', 'nomination', 'campaign', 'evaluation_voice', 'evaluation', 'evaluation_round', 'thanks_word']) await q.dropTable(t);
  }
}
