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

/** No database says "insert unless it is there" like another. */
const ifNew = (m: EntityManager): string => (m.dataSource.options.type === 'better-sqlite3' ? 'INSERT OR IGNORE' : 'INSERT IGNORE');
const begin = (m: EntityManager, userId: number, template: MessageTemplate): Promise<unknown> =>
  m.query(`${ifNew(m)} INTO message_quota (userId, template, leftCount, muted, answer, answeredAt) VALUES (?, ?, 0, 0, NULL, NULL)`, [userId, template]);
/** One answer on WeChat's panel: an accepted message more, up to the most that is kept; a no takes nothing away that was agreed to before. */
export async function recordAnswer(m: EntityManager, now: number, userId: number, template: MessageTemplate, answer: PromptAnswer, most: number = MESSAGE_LIMITS.kept): Promise<void> {
  await begin(m, userId, template);
  if (answer === 'accept') await change(m, 'UPDATE message_quota SET leftCount = leftCount + 1 WHERE userId = ? AND template = ? AND leftCount < ?', [userId, template, most]);
  await change(m, 'UPDATE message_quota SET answer = ?, answeredAt = ? WHERE userId = ? AND template = ?', [answer, now, userId, template]);
}
export async function setMuted(m: EntityManager, userId: number, template: MessageTemplate, muted: boolean): Promise<void> {
  await begin(m, userId, template);
  await change(m, 'UPDATE message_quota SET muted = ? WHERE userId = ? AND template = ?', [Number(muted), userId, template]);
}
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
  await m.query(`${ifNew(m)} INTO message_week (userId, week, sentCount) VALUES (?, ?, 0)`, [userId, week]);
  await change(m, 'UPDATE message_week SET sentCount = 0, week = ? WHERE userId = ? AND week <> ?', [week, userId, week]);
  return (await change(m, 'UPDATE message_week SET sentCount = sentCount + 1 WHERE userId = ? AND week = ? AND sentCount < ?', [userId, week, MESSAGE_LIMITS.perWeek])) > 0;
}
export const unspendWeek = (m: EntityManager, userId: number, week: string): Promise<number> =>
  change(m, 'UPDATE message_week SET sentCount = sentCount - 1 WHERE userId = ? AND week = ? AND sentCount > 0', [userId, week]);
export async function sentInWeek(m: EntityManager, userId: number, week: string): Promise<number> {
  const [row] = await m.query<{ sentCount: number }[]>('SELECT sentCount FROM message_week WHERE userId = ? AND week = ?', [userId, week]);
  return row?.sentCount ?? 0;
}
