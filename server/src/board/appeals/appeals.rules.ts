import { dayOf, type AppealStatus, type AppealView, type LogStatus, type PhotoRef } from '@xianfeng/shared';
import { fail, failFields } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';
import { appealMark, type LogRow } from '../logs/logs.rules.js';

export const appealFlow = flow<AppealStatus, 'uphold' | 'overturn'>({ APPEALED: { uphold: 'UPHELD', overturn: 'OVERTURNED' }, UPHELD: {}, OVERTURNED: {} });
/** A log with its appeal, as the street reads it. `deciderName`: who decided what is appealed against. */
export interface AppealRow extends LogRow { rejectedBy: number; deciderName: string; communityName: string }

/**
 * May the owner appeal now, and for what? Of a rejected log, that it be recorded; of a verified one, that more minutes be (more than are recorded, at most the shift's).
 * @throws STATE, APPEALED, APPEAL_OVER, INVALID
 */
export function requireAppealable(log: Pick<LogRow, 'status' | 'appealId'>, until: number | null, now: number, minutes: { wanted: number | undefined; recorded: number; planned: number }): void {
  if (log.appealId !== null) throw fail('APPEALED');
  if (until === null) throw fail('STATE');
  if (now >= until) throw fail('APPEAL_OVER');
  if (log.status === 'REJECTED') {
    if (minutes.wanted !== undefined) throw failFields({ minutes: '未通过的日志不用填时长' });
    return;
  }
  if (minutes.wanted === undefined) throw failFields({ minutes: '请填写您认为的时长' });
  if (minutes.wanted <= minutes.recorded) throw failFields({ minutes: '要比已记的时长多；记多了请申请更正' });
  if (minutes.wanted > minutes.planned) throw failFields({ minutes: '不能超过班次的时长' });
}
/** The street answers; neither the member himself nor who decided before. */
export function appealRefusal(a: { userId: number; rejectedBy: number }, readerId: number): 'SELF_REVIEW' | 'SECOND_PERSON' | null {
  if (a.userId === readerId) return 'SELF_REVIEW';
  return a.rejectedBy === readerId ? 'SECOND_PERSON' : null;
}
const recordedOf = (row: LogRow): number => Number(row.recordedMinutes ?? 0);
export function appealView(row: AppealRow, photos: PhotoRef[], reader: { id: number; decides: boolean }, now: number): AppealView {
  const mark = appealMark(row)!;
  return {
    ...mark, logId: row.id, userId: row.userId, name: row.name, unitName: row.unitName, title: row.title, kind: row.kind, areaName: row.areaName, communityName: row.communityName, day: dayOf(row.startsAt), startsAt: row.startsAt, endsAt: row.endsAt,
    logText: row.text, photos, minutesWhy: row.minutesWhy, reason: row.reason, decidedBy: row.deciderName, recorded: recordedOf(row), overdue: mark.status === 'APPEALED' && mark.dueAt < now,
    actions: reader.decides && appealRefusal(row, reader.id) === null ? appealFlow.actions(mark.status) : [],
  };
}
/** What the appeal is about, for the log's status then. */
export const askOf = (status: LogStatus) => (status === 'REJECTED' ? 'REJECTED' as const : 'MINUTES' as const);
