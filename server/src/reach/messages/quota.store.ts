import type { EntityManager } from 'typeorm';
import { MESSAGE_LIMITS, type MessageTemplate, type PromptAnswer } from '@xianfeng/shared';
import { change } from '../../db/tx.js';

export interface QuotaRow { userId: number; template: MessageTemplate; leftCount: number; muted: number; answer: PromptAnswer | null }
export const quotasOf = (m: EntityManager, userId: number): Promise<QuotaRow[]> =>
  m.query<QuotaRow[]>('SELECT userId, template, leftCount, muted, answer FROM message_quota WHERE userId = ?', [userId]);
/** Who of these people may be sent something by one of these templates. */
export async function openQuotas(m: EntityManager, userIds: readonly number[], templates: readonly MessageTemplate[]): Promise<Set<string>> {
  if (userIds.length === 0 || templates.length === 0) return new Set();
  const rows = await m.query<{ userId: number; template: string }[]>(
    `SELECT userId, template FROM message_quota WHERE userId IN (${userIds.map(() => '?').join(', ')}) AND template IN (${templates.map(() => '?').join(', ')}) AND leftCount > 0 AND muted = 0`,
    [...userIds, ...templates],
  );
  return new Set(rows.map((r) => quotaKey(r.userId, r.template as MessageTemplate)));
}
export const quotaKey = (userId: number, template: MessageTemplate): string => `${userId} ${template}`;

/** No database says "insert unless it is there" like another. True where it was not. Asked only after an UPDATE found nothing: on a row that is there it would lock it twice. */
const insertNew = async (m: EntityManager, into: string, values: (number | string | null)[]): Promise<boolean> =>
  (await change(m, `${m.dataSource.options.type === 'better-sqlite3' ? 'INSERT OR IGNORE' : 'INSERT IGNORE'} INTO ${into} VALUES (${values.map(() => '?').join(', ')})`, values)) > 0;
const INTO = 'message_quota (userId, template, leftCount, muted, answer, answeredAt)';
/** Of two first ones at once the second finds the row of the first. */
const changeOrInsert = async (update: () => Promise<number>, insert: () => Promise<boolean>): Promise<unknown> => (await update()) > 0 || (await insert()) || update();
/** One answer on WeChat's panel: an accepted message more, up to the most that is kept; a no takes nothing away that was agreed to before. */
export function recordAnswer(m: EntityManager, now: number, userId: number, template: MessageTemplate, answer: PromptAnswer, most: number = MESSAGE_LIMITS.kept): Promise<unknown> {
  const more = Number(answer === 'accept');
  return changeOrInsert(
    () => change(m, 'UPDATE message_quota SET leftCount = CASE WHEN leftCount < ? THEN leftCount + ? ELSE leftCount END, answer = ?, answeredAt = ? WHERE userId = ? AND template = ?', [most, more, answer, now, userId, template]),
    () => insertNew(m, INTO, [userId, template, more, 0, answer, now]),
  );
}
export const setMuted = (m: EntityManager, userId: number, template: MessageTemplate, muted: boolean): Promise<unknown> =>
  changeOrInsert(() => change(m, 'UPDATE message_quota SET muted = ? WHERE userId = ? AND template = ?', [Number(muted), userId, template]), () => insertNew(m, INTO, [userId, template, 0, Number(muted), null, null]));
/** Sets one message aside for what is about to leave. False: there is none, or he has switched it off. Where one consent is for long, it stays. */
export const takeOne = async (m: EntityManager, userId: number, template: MessageTemplate, longTerm: boolean): Promise<boolean> =>
  (await change(m, `UPDATE message_quota SET leftCount = leftCount - ${longTerm ? 0 : 1} WHERE userId = ? AND template = ? AND leftCount > 0 AND muted = 0`, [userId, template])) > 0;
export const giveOneBack = (m: EntityManager, userId: number, template: MessageTemplate): Promise<number> =>
  change(m, 'UPDATE message_quota SET leftCount = leftCount + 1 WHERE userId = ? AND template = ? AND leftCount < ?', [userId, template, MESSAGE_LIMITS.kept]);
/** WeChat says that there is none. */
export const setNone = (m: EntityManager, userId: number, template: MessageTemplate): Promise<number> =>
  change(m, 'UPDATE message_quota SET leftCount = 0 WHERE userId = ? AND template = ?', [userId, template]);

/** Counts one message of a person's week. False: the week's are spent. */
export async function spendWeek(m: EntityManager, userId: number, week: string): Promise<boolean> {
  const more = () => change(m, 'UPDATE message_week SET sentCount = sentCount + 1 WHERE userId = ? AND week = ? AND sentCount < ?', [userId, week, MESSAGE_LIMITS.perWeek]);
  if ((await more()) > 0 || (await change(m, 'UPDATE message_week SET sentCount = 1, week = ? WHERE userId = ? AND week < ?', [week, userId, week])) > 0) return true;
  // Whose row another worker has just begun, or moved on to this week, has it by now.
  return (await insertNew(m, 'message_week (userId, week, sentCount)', [userId, week, 1])) || (await more()) > 0;
}
export const unspendWeek = (m: EntityManager, userId: number, week: string): Promise<number> =>
  change(m, 'UPDATE message_week SET sentCount = sentCount - 1 WHERE userId = ? AND week = ? AND sentCount > 0', [userId, week]);
export async function sentInWeek(m: EntityManager, userId: number, week: string): Promise<number> {
  const [row] = await m.query<{ sentCount: number }[]>('SELECT sentCount FROM message_week WHERE userId = ? AND week = ?', [userId, week]);
  return row?.sentCount ?? 0;
}
