import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

const criteria = (thresholds: number[], registeredMonths: number): string =>
  JSON.stringify({ measure: 'HOURS', thresholds, minDays: 0, minServices: 0, minResolved: 0, minConfirmedPercent: 0, noRejected: false, registeredMonths });

/** Schemes of stars with two to begin with, runs, lists that hang out, objections, awards, bars, and what people's records sum up to. */
export class Stars1790000000016 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'star_scheme', [c.id(), c.big('seriesId'), c.int('version'), c.intNull('live'), c.big('areaId'), c.str('name', 40), c.str('subject', 10), c.str('period', 10), c.text('criteria'), c.int('noticeWorkdays'), c.str('issuer', 10), c.int('validMonths'), c.big('createdBy'), c.big('createdAt')],
      { uq_star_scheme_version: ['seriesId', 'version'], uq_star_scheme_live: ['seriesId', 'live'], ix_star_scheme_area: ['areaId'] });
    await createTable(q, 'star_run', [c.id(), c.big('schemeId'), c.big('seriesId'), c.big('areaId'), c.big('issuerId'), c.str('asOfDay', 10), c.str('fromDay', 10), c.str('toDay', 10), c.str('periodKey', 4), c.str('status', 10), c.intNull('live'), c.big('computedBy'), c.big('computedAt'), c.bigNull('noticeFrom'), c.bigNull('noticeUntil'), c.bigNull('confirmedBy'), c.bigNull('confirmedAt'), c.strNull('dropReason', 200)],
      { uq_star_run_live: ['seriesId', 'areaId', 'live'], ix_star_run_area: ['areaId', 'id'], ix_star_run_notice: ['status', 'noticeUntil'] });
    await createTable(q, 'star_candidate', [c.id(), c.big('runId'), c.big('subjectId'), c.str('name', 60), c.str('placeName', 60), c.int('stars'), c.int('held'), c.int('minutes'), c.int('services'), c.int('days'), c.int('resolved'), c.intNull('confirmedPercent'), c.int('rejected'), c.int('people'), c.strNull('registeredDay', 10), c.strNull('excluded', 200), c.bigNull('excludedBy')],
      { uq_star_candidate_subject: ['runId', 'subjectId'], ix_star_candidate_run: ['runId', 'id'] });
    await createTable(q, 'star_objection', [c.id(), c.big('runId'), c.big('candidateId'), c.big('userId'), c.str('text', 300), c.str('status', 10), c.strNull('answer', 300), c.bigNull('answeredBy'), c.big('createdAt'), c.bigNull('answeredAt')],
      { uq_star_objection_once: ['runId', 'candidateId', 'userId'] });
    await createTable(q, 'star_award', [c.id(), c.str('number', 20), c.big('runId'), c.big('schemeId'), c.big('seriesId'), c.str('subject', 10), c.big('subjectId'), c.big('areaId'), c.big('issuerId'), c.str('name', 60), c.int('stars'), c.int('minutes'), c.int('services'), c.str('periodKey', 4), c.str('day', 10), c.strNull('validUntil', 10), c.intNull('live'), c.strNull('voidReason', 200), c.strNull('voidDay', 10), c.bigNull('voidedBy')],
      { uq_star_award_number: ['number'], uq_star_award_once: ['seriesId', 'subjectId', 'periodKey', 'stars', 'live'], ix_star_award_subject: ['subjectId', 'id'], ix_star_award_area: ['areaId', 'id'] });
    await createTable(q, 'star_bar', [c.id(), c.str('subject', 10), c.big('subjectId'), c.big('areaId'), c.str('fromDay', 10), c.str('toDay', 10), c.strNull('liftedDay', 10), c.str('reason', 200), c.str('status', 10), c.intNull('live'), c.big('barredBy'), c.big('barredAt'), c.strNull('appeal', 300), c.bigNull('appealedAt'), c.strNull('decision', 200), c.bigNull('decidedBy'), c.bigNull('decidedAt')],
      { uq_star_bar_live: ['subject', 'subjectId', 'live'], ix_star_bar_area: ['areaId', 'id'] });
    await createTable(q, 'star_total', [c.key('userId'), c.int('minutes'), c.int('services')]);
    await createTable(q, 'star_progress', [c.id(), c.str('closedDay', 10), c.big('fromId'), c.int('tailRows'), c.int('turn'), c.int('complete')]);
    if (q.connection.options.type !== 'better-sqlite3') await q.query('START TRANSACTION');
    const insert = 'INSERT INTO star_scheme (id, seriesId, version, live, areaId, name, subject, period, criteria, noticeWorkdays, issuer, validMonths, createdBy, createdAt) VALUES (?, ?, 1, 1, 0, ?, ?, ?, ?, 5, ?, ?, 0, 0)';
    // The national figures, for life; and a street community's, by the year, for who has belonged to it for three months.
    await q.query(insert, [1, 1, '志愿服务星级（全国标准）', 'PERSON', 'LIFETIME', criteria([100, 300, 600, 1_000, 1_500], 0), 'CITY', 0]);
    await q.query(insert, [2, 2, '社区年度星级志愿者', 'PERSON', 'YEAR', criteria([10, 20, 30, 40, 50], 3), 'COMMUNITY', 12]);
    await q.query("INSERT INTO star_progress (id, closedDay, fromId, tailRows, turn, complete) VALUES (1, '2000-01-01', 0, 0, 0, 0)");
  }
  async down(q: QueryRunner): Promise<void> {
    for (const table of ['star_progress', 'star_total', 'star_bar', 'star_award', 'star_objection', 'star_candidate', 'star_run', 'star_scheme']) await q.dropTable(table);
  }
}
