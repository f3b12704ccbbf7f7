import type { EntityManager } from 'typeorm';
import type { MessageTemplate } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { OutboxStatus } from '../outbox/outbox.rules.js';
import { MESSAGE_LIFE_MS, templateOf, timingOf, type Told } from './messages.rules.js';
import { openQuotas, quotaKey } from './quota.store.js';

/** A notice that was just put into an inbox. */
export interface Noticed extends Told { noticeId: number; userId: number }
/**
 * Queues the WeChat messages of notices in the transaction that wrote them: for who agreed to be told of such things and has messages left. Nothing else
 * decides here whether it is sent; that is seen when it leaves. One per notice, template and person.
 */
export async function queueMessages(m: EntityManager, now: number, notices: readonly Noticed[]): Promise<void> {
  const meant = notices.flatMap((n) => { const template = templateOf(n); return template ? [{ ...n, template }] : []; });
  const open = await openQuotas(m, [...new Set(meant.map((n) => n.userId))], [...new Set(meant.map((n) => n.template))]);
  for (const { noticeId, userId, template, kind, title, body, link, dueAt, startsAt } of meant) {
    const timing = open.has(quotaKey(userId, template)) ? timingOf(now, dueAt) : null;
    if (!timing) continue;
    await m.query(
      `INSERT INTO outbox (id, channel, target, payload, status, attempts, lockedBy, availableAt, createdAt, eventKey, template, expiresAt, urgent) VALUES (?, 'WECHAT', ?, ?, 'NEW', 0, NULL, ?, ?, ?, ?, ?, ?)`,
      [newId(), String(userId), JSON.stringify({ kind, title, body, link: link ?? null, dueAt, startsAt } satisfies Told), timing.availableAt, now, `notice:${noticeId}`, template, timing.expiresAt, Number(timing.urgent)],
    );
  }
}
export interface QueuedMessage { id: number; userId: number; template: MessageTemplate; told: Told; attempts: number; createdAt: number; expiresAt: number }
export async function messagesOf(m: EntityManager, token: string): Promise<QueuedMessage[]> {
  const rows = await m.query<{ id: number; target: string; template: MessageTemplate; payload: string; attempts: number; createdAt: number; expiresAt: number }[]>(
    `SELECT id, target, template, payload, attempts, createdAt, expiresAt FROM outbox WHERE lockedBy = ? AND status = 'CLAIMED' ORDER BY id`, [token]);
  return rows.map(({ target, payload, ...r }) => ({ ...r, userId: Number(target), told: JSON.parse(payload) as Told }));
}
/** May any leave now, has any lost its worker, is any over? What waits for the morning costs no write until then. */
export const isDue = async (m: EntityManager, now: number): Promise<boolean> =>
  (await m.query<unknown[]>(`SELECT id FROM outbox WHERE channel = 'WECHAT' AND status IN ('NEW', 'CLAIMED', 'SENDING') AND (availableAt <= ? OR expiresAt <= ?) LIMIT 1`, [now, now])).length > 0;
/** What a worker took and will not send now is anybody's again. */
export const release = (m: EntityManager, token: string, now: number): Promise<number> =>
  change(m, `UPDATE outbox SET status = 'NEW', lockedBy = NULL, availableAt = ? WHERE lockedBy = ? AND status = 'CLAIMED'`, [now, token]);
/** No news any more. What may have arrived is not EXPIRED. */
export const expire = (m: EntityManager, now: number): Promise<number> =>
  change(m, `UPDATE outbox SET status = CASE WHEN attempts > 0 THEN 'UNCERTAIN' ELSE 'EXPIRED' END WHERE channel = 'WECHAT' AND status = 'NEW' AND expiresAt <= ?`, [now]);
/** In the quiet hours: what can wait waits for the morning, and has its whole time then. */
export const postpone = (m: EntityManager, morning: number): Promise<number> =>
  change(m, `UPDATE outbox SET availableAt = ?, expiresAt = ? WHERE channel = 'WECHAT' AND status = 'NEW' AND urgent = 0 AND availableAt < ?`, [morning, morning + MESSAGE_LIFE_MS, morning]);
export interface Settled { status: OutboxStatus; attempts: number; availableAt: number; msgId: string | null; rid: string | null }
/** What came of it; false where the row is no longer ours: then nothing may be given back for it either. */
export const settleMessage = async (m: EntityManager, id: number, token: string, s: Settled): Promise<boolean> =>
  (await change(m, `UPDATE outbox SET status = ?, attempts = ?, availableAt = ?, msgId = ?, rid = ? WHERE id = ? AND lockedBy = ? AND status = 'SENDING'`, [s.status, s.attempts, s.availableAt, s.msgId, s.rid, id, token])) === 1;
