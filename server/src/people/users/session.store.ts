import type { EntityManager } from 'typeorm';
import type { DemoAccount } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { CODE } from './session.rules.js';
import { PhoneCode, SessionRow } from './user.entity.js';

export async function insertSession(m: EntityManager, tokenHash: string, userId: number, now: number, expiresAt: number): Promise<void> {
  await m.insert(SessionRow, { tokenHash, userId, createdAt: now, expiresAt });
}
export const deleteSession = (m: EntityManager, tokenHash: string): Promise<number> => change(m, 'DELETE FROM session WHERE tokenHash = ?', [tokenHash]);
export const deleteExpiredSessions = (m: EntityManager, now: number): Promise<number> => change(m, 'DELETE FROM session WHERE expiresAt <= ?', [now]);
export const moveSessions = (m: EntityManager, from: number, to: number): Promise<number> => change(m, 'UPDATE session SET userId = ? WHERE userId = ?', [to, from]);

/** Consents given before the phone was known go with the person; where both accounts answered, the older account's answer stands. */
export async function moveConsents(m: EntityManager, from: number, to: number): Promise<void> {
  const answered = (await m.query<{ purpose: string }[]>('SELECT purpose FROM consent WHERE userId = ?', [to])).map((c) => c.purpose);
  const others = answered.length > 0 ? ` AND purpose NOT IN (${answered.map(() => '?').join(',')})` : '';
  await change(m, `UPDATE consent SET userId = ? WHERE userId = ?${others}`, [to, from, ...answered]);
}

export interface CodeRow { codeHash: string; sentAt: number; sentDay: string; sentCount: number }
export async function findCode(m: EntityManager, phone: string): Promise<CodeRow | null> {
  const [row] = await m.query<CodeRow[]>('SELECT codeHash, sentAt, sentDay, sentCount FROM phone_code WHERE phone = ?', [phone]);
  return row ?? null;
}
/** Puts a new code in place of the last one. False where the wait is not over or the day's number is used up: the row decides, so two at once send one. */
export async function replaceCode(m: EntityManager, phone: string, hash: string, now: number, day: string): Promise<boolean> {
  // sentCount before sentDay: MySQL assigns from left to right.
  const changed = await change(
    m,
    `UPDATE phone_code SET codeHash = ?, sentAt = ?, expiresAt = ?, tries = 0, sentCount = CASE WHEN sentDay = ? THEN sentCount + 1 ELSE 1 END, sentDay = ?
     WHERE phone = ? AND sentAt <= ? AND (sentDay <> ? OR sentCount < ?)`,
    [hash, now, now + CODE.lifeMs, day, day, phone, now - CODE.waitMs, day, CODE.perDay],
  );
  return changed === 1;
}
/** The first code of a phone. The primary key decides between two at once. */
export async function insertCode(m: EntityManager, phone: string, hash: string, now: number, day: string): Promise<void> {
  await m.insert(PhoneCode, { phone, codeHash: hash, sentAt: now, expiresAt: now + CODE.lifeMs, tries: 0, sentDay: day, sentCount: 1 });
}
/** Counts a try before it is judged, and holds the row until commit. False where there is no living code, or no try left. */
export const countTry = async (m: EntityManager, phone: string, now: number): Promise<boolean> =>
  (await change(m, 'UPDATE phone_code SET tries = tries + 1 WHERE phone = ? AND expiresAt > ? AND tries < ?', [phone, now, CODE.tries])) === 1;
/** A code opens once. */
export const useCode = (m: EntityManager, phone: string): Promise<number> => change(m, 'UPDATE phone_code SET expiresAt = 0 WHERE phone = ?', [phone]);

export const demoAccounts = (m: EntityManager): Promise<DemoAccount[]> =>
  m.query<DemoAccount[]>('SELECT d.phone, p.name, d.title, d.hint FROM demo_account d JOIN person p ON p.id = d.userId ORDER BY d.sort, d.phone');
export async function demoUser(m: EntityManager, phone: string): Promise<number | null> {
  const [row] = await m.query<{ userId: number }[]>('SELECT userId FROM demo_account WHERE phone = ?', [phone]);
  return row?.userId ?? null;
}
