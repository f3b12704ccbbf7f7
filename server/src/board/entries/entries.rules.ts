import { addDays, dayOf, ENTRY_DAYS, MINUTE_MS, startOfDay, type CorrectionField, type EntryStatus, type EntryView, type Evidence, type GrantInput, type RecordRequestView, type RequestAction, type RequestStatus, type TaskKind } from '@xianfeng/shared';
import { fail, failFields } from '../../lib/errors.js';
import { flow } from '../../lib/flow.js';
import { isRecordable } from '../tasks/tasks.rules.js';

export const requestFlow = flow<RequestStatus, RequestAction>({ ASKED: { grant: 'PROPOSED', refuse: 'REFUSED' }, PROPOSED: { approve: 'CORRECTED', return: 'ASKED' }, CORRECTED: {}, REFUSED: {} });
export interface RequestRow {
  id: number; recordId: number; userId: number; name: string; communityId: number; communityName: string; path: string; field: CorrectionField; wish: string; why: string; status: RequestStatus; askedAt: number; dueAt: number;
  newMinutes: number | null; newDay: string | null; newTitle: string | null; reply: string | null; answeredBy: number | null; answeredName: string | null; answeredAt: number | null; approvedName: string | null; approvedAt: number | null;
  title: string; day: string; minutes: number; kind: TaskKind; evidence: Evidence;
}
type Refusal = 'SELF_REVIEW' | 'SECOND_PERSON' | null;
/** Nobody decides about his own record, and who agreed does not sign a second time; he may take his word back (return). */
export function requestRefusal(r: Pick<RequestRow, 'userId' | 'answeredBy'>, readerId: number, action: RequestAction): Refusal {
  if (r.userId === readerId) return 'SELF_REVIEW';
  return action === 'approve' && r.answeredBy === readerId ? 'SECOND_PERSON' : null;
}
/** What the office wants to record must answer what was asked, and differ from what stands. @throws INVALID */
export function requireGrant(field: CorrectionField, input: GrantInput, now: { minutes: number; day: string; title: string }, today: string): void {
  const given = { MINUTES: input.minutes, DAY: input.day, TITLE: input.title }, wanted = field === 'SERVICE' ? null : field;
  const names = { MINUTES: 'minutes', DAY: 'day', TITLE: 'title' } as const;
  for (const key of ['MINUTES', 'DAY', 'TITLE'] as const) {
    if (key === wanted && given[key] === undefined) throw failFields({ [names[key]]: '请填写更正后的内容' });
    if (key !== wanted && given[key] !== undefined) throw failFields({ [names[key]]: '这次更正不涉及这一项' });
  }
  if (input.minutes === now.minutes || input.day === now.day || input.title === now.title) throw failFields({ [names[wanted!]]: '与现在的记录相同' });
  if (input.day !== undefined && input.day > today) throw failFields({ day: '不能晚于今天' });
}
export const requestView = (r: RequestRow, reader: { id: number; decides: boolean }, now: number): RecordRequestView => ({
  id: r.id, recordId: r.recordId, userId: r.userId, name: r.name, field: r.field, wish: r.wish, why: r.why, status: r.status, askedAt: r.askedAt, dueAt: r.dueAt, overdue: (r.status === 'ASKED' || r.status === 'PROPOSED') && r.dueAt < now,
  title: r.title, day: r.day, minutes: Number(r.minutes), kind: r.kind, evidence: r.evidence, communityName: r.communityName, newMinutes: r.newMinutes, newDay: r.newDay, newTitle: r.newTitle,
  reply: r.reply, answeredBy: r.answeredName, answeredAt: r.answeredAt, approvedBy: r.approvedName, approvedAt: r.approvedAt,
  actions: reader.decides ? requestFlow.actions(r.status).filter((a) => requestRefusal(r, reader.id, a) === null) : [],
});

export const entryFlow = flow<EntryStatus, 'approve' | 'refuse'>({ PROPOSED: { approve: 'APPROVED', refuse: 'REFUSED' }, APPROVED: {}, REFUSED: {} });
export interface EntryRow {
  id: number; userId: number; name: string; communityId: number; communityName: string; path: string; taskId: number | null; kind: TaskKind; title: string; day: string; startsAt: number; minutes: number; evidence: string; status: EntryStatus;
  proposedBy: number; proposedName: string; proposedAt: number; decidedName: string | null; decidedAt: number | null; decision: string | null; recordId: number | null; recorded: number | null;
}
/** Four eyes, and neither pair is that of the person concerned. Who proposed may take it back by refusing it. */
export function entryRefusal(e: Pick<EntryRow, 'userId' | 'proposedBy'>, readerId: number, action: 'approve' | 'refuse'): Refusal {
  if (e.userId === readerId) return 'SELF_REVIEW';
  return action === 'approve' && e.proposedBy === readerId ? 'SECOND_PERSON' : null;
}
/** The oldest instant that may still be entered. */
export const earliestEntry = (now: number): number => startOfDay(addDays(dayOf(now), -ENTRY_DAYS));
interface Entered { kind: TaskKind; startsAt: number; minutes: number; shifts: readonly { startsAt: number; endsAt: number }[] | null }
/** Over by now, not too long ago, a service, and with a task inside one of its shifts (rule R9). @throws ENTRY_LATE, INVALID */
export function requireEnterable({ kind, startsAt, minutes, shifts }: Entered, now: number): void {
  const endsAt = startsAt + minutes * MINUTE_MS;
  if (!isRecordable(kind)) throw failFields({ kind: '会议和在岗值班不是志愿服务，不能补录' });
  if (endsAt > now) throw failFields({ startsAt: '服务还没有结束' });
  if (startsAt < earliestEntry(now)) throw fail('ENTRY_LATE', { days: ENTRY_DAYS });
  if (shifts && !shifts.some((s) => startsAt >= s.startsAt && endsAt <= s.endsAt)) throw failFields({ minutes: '超出了这个任务的班次时间' });
}
export const entryView = (e: EntryRow, reader: { id: number; decides: boolean }): EntryView => ({
  id: e.id, userId: e.userId, name: e.name, communityName: e.communityName, taskId: e.taskId, kind: e.kind, title: e.title, day: e.day, startsAt: e.startsAt, minutes: e.minutes, evidence: e.evidence, status: e.status,
  proposedBy: e.proposedName, proposedAt: e.proposedAt, decidedBy: e.decidedName, decidedAt: e.decidedAt, decision: e.decision, recordId: e.recordId, recorded: e.recorded,
  actions: reader.decides ? entryFlow.actions(e.status).filter((a) => entryRefusal(e, reader.id, a) === null) : [],
});
