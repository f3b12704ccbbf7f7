import type { EntityManager } from 'typeorm';
import type { ClaimStatus, LogStatus, PhotoRule, TaskKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { holdTask, settleTask } from '../tasks/tasks.store.js';
import { ServiceLog } from './log.entity.js';
import type { Judgement, LogRow } from './logs.rules.js';

const FROM = `FROM service_log l JOIN task t ON t.id = l.taskId JOIN area a ON a.id = t.areaId JOIN claim c ON c.id = l.claimId JOIN person p ON p.id = l.userId LEFT JOIN unit u ON u.id = p.unitId
  LEFT JOIN attendance x ON x.claimId = l.claimId LEFT JOIN need n ON n.id = t.needId LEFT JOIN service_record r ON r.logId = l.id LEFT JOIN record_appeal ap ON ap.logId = l.id`;
const SELECT = `SELECT l.id, l.taskId, l.shiftId, l.claimId, l.userId, l.communityId, l.text, l.status, l.reason, l.minutes, l.minutesWhy, l.evidence, l.submittedAt, l.dueAt, l.decidedBy, l.decidedAt,
  t.title, t.kind, t.difficulty, t.photoRule, t.photoReason, a.name AS areaName, a.path, p.name, u.name AS unitName, c.startsAt, c.endsAt, n.status AS needStatus, x.inAt, x.outAt, x.inBy, r.points, r.pointsWhy, r.minutes + COALESCE((SELECT SUM(cr.minutes) FROM service_record cr WHERE cr.correctsId = r.id), 0) AS recordedMinutes,
  r.id AS recordId, ap.id AS appealId, ap.status AS appealStatus, ap.ask AS appealAsk, ap.text AS appealText, ap.wanted AS appealWanted, ap.submittedAt AS appealAt, ap.dueAt AS appealDueAt, ap.reply AS appealReply, ap.answeredAt AS appealAnsweredAt, ap.minutes AS appealMinutes ${FROM}`;
const holes = (ids: readonly unknown[]): string => ids.map(() => '?').join(', ');

/** Several logs by id, ordered by person: whoever changes them takes the people's turns in one order. */
export const logsByIds = (m: EntityManager, ids: readonly number[]): Promise<LogRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : m.query<LogRow[]>(`${SELECT} WHERE l.id IN (${holes(ids)}) ORDER BY l.userId, l.id`, [...ids]);
export const findLog = async (m: EntityManager, id: number): Promise<LogRow | null> => (await logsByIds(m, [id]))[0] ?? null;
/** One person's logs, newest first. */
export const logsOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<LogRow[]> =>
  m.query<LogRow[]>(`${SELECT} WHERE l.userId = ? AND l.id < ? ORDER BY l.id DESC LIMIT ?`, [userId, before, limit]);
export interface DeskPage { status: LogStatus; /** Waiting logs: what is due first on top. Decided ones: the latest on top. */ order: 'ASC' | 'DESC'; dueAt: number; id: number; limit: number }
/** Logs of these communities in one status, after (`dueAt`, `id`). Each community is one short walk of an index, however many logs there are. */
export async function logsAt(m: EntityManager, communityIds: readonly number[], p: DeskPage): Promise<LogRow[]> {
  const found: { id: number; dueAt: number }[] = [];
  const beyond = p.order === 'ASC' ? '>' : '<', sign = p.order === 'ASC' ? 1 : -1;
  const one = `SELECT id, dueAt FROM (SELECT id, dueAt FROM service_log WHERE communityId = ? AND status = ? AND (dueAt ${beyond} ? OR (dueAt = ? AND id ${beyond} ?)) ORDER BY dueAt ${p.order}, id ${p.order} LIMIT ?) k`;
  for (let i = 0; i < communityIds.length; i += 100) {
    const part = communityIds.slice(i, i + 100);
    found.push(...(await m.query<{ id: number; dueAt: number }[]>(part.map(() => one).join(' UNION ALL '), part.flatMap((c) => [c, p.status, p.dueAt, p.dueAt, p.id, p.limit]))));
  }
  const ids = found.sort((x, y) => sign * (x.dueAt - y.dueAt || x.id - y.id)).slice(0, p.limit).map((r) => r.id);
  const rows = new Map((await logsByIds(m, ids)).map((r) => [r.id, r]));
  return ids.flatMap((i) => rows.get(i) ?? []);
}
/** A claim as its log begins with it. */
export interface LoggedClaim { id: number; taskId: number; shiftId: number; userId: number; status: ClaimStatus; startsAt: number; endsAt: number; communityId: number; kind: TaskKind; photoRule: PhotoRule; photoReason: string }
export async function claimToLog(m: EntityManager, claimId: number): Promise<LoggedClaim | null> {
  const [row] = await m.query<LoggedClaim[]>('SELECT c.id, c.taskId, c.shiftId, c.userId, c.status, c.startsAt, c.endsAt, t.communityId, t.kind, t.photoRule, t.photoReason FROM claim c JOIN task t ON t.id = c.taskId WHERE c.id = ?', [claimId]);
  return row ?? null;
}
/** One log per claim: the unique key refuses a second one. */
export const insertLog = (m: EntityManager, log: ServiceLog): Promise<unknown> => m.insert(ServiceLog, log);
/** New words from the owner; moves a returned log back to the desk. False: it was decided or returned meanwhile. */
export const rewriteLog = async (m: EntityManager, log: LogRow, to: LogStatus, text: string, now: number, dueAt: number): Promise<boolean> =>
  (await change(m, 'UPDATE service_log SET text = ?, status = ?, submittedAt = ?, dueAt = ? WHERE id = ? AND status = ?', [text, to, now, dueAt, log.id, log.status])) === 1;
export interface Decision { status: 'VERIFIED' | 'RETURNED' | 'REJECTED'; from: readonly LogStatus[]; reason: string | null; by: number; at: number; judged: Judgement }
/** Compare-and-set: of two who decide at once, one gets false. */
export const decideLog = async (m: EntityManager, id: number, d: Decision): Promise<boolean> =>
  (await change(m, `UPDATE service_log SET status = ?, reason = ?, decidedBy = ?, decidedAt = ?, minutes = ?, minutesWhy = ?, evidence = ? WHERE id = ? AND status IN (${holes(d.from)})`,
    [d.status, d.reason, d.by, d.at, d.judged.minutes, d.judged.why, d.judged.evidence, id, ...d.from])) === 1;
/** The community approved what he said himself: he was there, although nobody marked him. */
export const believe = (m: EntityManager, claimId: number, now: number): Promise<number> => change(m, "UPDATE claim SET status = 'ATTENDED', changedAt = ? WHERE id = ? AND status = 'CONFIRMED'", [now, claimId]);
/** What still keeps a task open: somebody who was there without a decided log, or a log that waits. */
const OPEN = `FROM claim c LEFT JOIN service_log l ON l.claimId = c.id WHERE c.taskId = t.id AND c.live = 1
  AND ((c.status = 'ATTENDED' AND (l.id IS NULL OR l.status IN ('SUBMITTED', 'RETURNED'))) OR (c.status = 'CONFIRMED' AND l.status IN ('SUBMITTED', 'RETURNED')))`;
/**
 * Settles an ended task whose last open log was just decided: everybody who was there has a decided log, and none waits. The task's
 * row is held first, so of two who decide the last two logs at once the second sees the first one's decision.
 */
export async function settleIfDone(m: EntityManager, taskId: number): Promise<boolean> {
  if (!(await holdTask(m, taskId, 'ENDED'))) return false;
  const [open] = await m.query<unknown[]>(`SELECT 1 AS yes ${OPEN.replace('t.id', '?')} LIMIT 1`, [taskId]);
  return open === undefined && settleTask(m, taskId);
}
/** Ended tasks since an instant that had logs and have none open. */
export const settleable = async (m: EntityManager, since: number, limit: number): Promise<number[]> =>
  (await m.query<{ id: number }[]>(`SELECT t.id FROM task t WHERE t.status = 'ENDED' AND t.endsAt > ? AND EXISTS (SELECT 1 FROM service_log d WHERE d.taskId = t.id) AND NOT EXISTS (SELECT 1 ${OPEN}) ORDER BY t.endsAt LIMIT ?`, [since, limit])).map((r) => r.id);
