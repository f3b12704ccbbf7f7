import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { Outbox, OutboxChannel } from './outbox.entity.js';
import type { OutboxStatus } from './outbox.rules.js';

/**
 * Queues one SMS in the transaction of what it tells about: it leaves after the commit, and not at all when that is
 * rolled back. `text` is the whole message, `about` the event it tells of (none for sign-in codes). Sent at least once while it
 * is of use (outbox.rules).
 */
export async function sendSms(m: EntityManager, now: number, phone: string, text: string, about: { refType: NonNullable<Outbox['refType']>; refId: number } | null = null): Promise<void> {
  await m.query(
    `INSERT INTO outbox (id, channel, target, payload, status, attempts, lockedBy, availableAt, createdAt, refType, refId) VALUES (?, 'SMS', ?, ?, 'NEW', 0, NULL, ?, ?, ?, ?)`,
    [newId(), phone, JSON.stringify({ text }), now, now, about?.refType ?? null, about?.refId ?? null],
  );
}
export interface Message { id: number; target: string; payload: string; attempts: number; createdAt: number; refType: Outbox['refType']; refId: number | null }
/**
 * Leases that ran out: the worker is gone. What was only claimed has not left; what was being sent may have left and is sent once more, unless
 * that has happened `maxAttempts` times. @returns how many were given up
 */
export async function releaseLeases(m: EntityManager, channel: OutboxChannel, now: number, maxAttempts: number): Promise<number> {
  await change(m, `UPDATE outbox SET status = 'NEW', lockedBy = NULL WHERE channel = ? AND status = 'CLAIMED' AND availableAt <= ?`, [channel, now]);
  await change(m, `UPDATE outbox SET status = 'NEW', lockedBy = NULL WHERE channel = ? AND status = 'SENDING' AND availableAt <= ? AND attempts < ?`, [channel, now, maxAttempts]);
  return change(m, `UPDATE outbox SET status = 'UNCERTAIN' WHERE channel = ? AND status = 'SENDING' AND availableAt <= ?`, [channel, now]);
}
/** SMS that waited until they are of no use: sign-in codes, and word of events. What may have arrived before is not FAILED. */
export async function giveUpBefore(m: EntityManager, codesBefore: number, eventsBefore: number): Promise<void> {
  await change(m, `UPDATE outbox SET status = CASE WHEN attempts > 0 THEN 'UNCERTAIN' ELSE 'FAILED' END WHERE channel = 'SMS' AND status = 'NEW' AND ((refType IS NULL AND createdAt < ?) OR createdAt < ?)`, [codesBefore, eventsBefore]);
}
/** Takes up to `limit` due messages for `token`, a value of this claim alone; of two workers each message goes to one. */
export async function claimDue(m: EntityManager, channel: OutboxChannel, now: number, token: string, leaseUntil: number, limit: number): Promise<number> {
  // The inner SELECT is wrapped because MySQL refuses LIMIT in a plain IN (…).
  return change(
    m,
    `UPDATE outbox SET status = 'CLAIMED', lockedBy = ?, availableAt = ? WHERE status = 'NEW' AND id IN (SELECT id FROM (SELECT id FROM outbox WHERE channel = ? AND status = 'NEW' AND availableAt <= ? ORDER BY availableAt, id LIMIT ?) due)`,
    [token, leaseUntil, channel, now, limit],
  );
}
export const claimedBy = (m: EntityManager, token: string): Promise<Message[]> =>
  m.query<Message[]>(`SELECT id, target, payload, attempts, createdAt, refType, refId FROM outbox WHERE lockedBy = ? AND status = 'CLAIMED' ORDER BY id`, [token]);
/** The fence, committed before anything leaves, with a lease of its own: false where the claim is no longer ours. */
export const beginSending = async (m: EntityManager, id: number, token: string, now: number, leaseUntil: number): Promise<boolean> =>
  (await change(m, `UPDATE outbox SET status = 'SENDING', attempts = attempts + 1, availableAt = ? WHERE id = ? AND status = 'CLAIMED' AND lockedBy = ? AND availableAt > ?`, [leaseUntil, id, token, now])) === 1;
/** What came of it. `availableAt` counts for NEW: not before. */
export const settle = (m: EntityManager, id: number, token: string, s: { status: OutboxStatus; attempts: number; availableAt: number }): Promise<number> =>
  change(m, `UPDATE outbox SET status = ?, attempts = ?, availableAt = ? WHERE id = ? AND lockedBy = ? AND status = 'SENDING'`, [s.status, s.attempts, s.availableAt, id, token]);
/** Phone numbers and texts are not kept longer than they are of use. */
export const forgetBefore = (m: EntityManager, createdAt: number): Promise<number> =>
  change(m, `DELETE FROM outbox WHERE status NOT IN ('NEW', 'CLAIMED', 'SENDING') AND createdAt < ?`, [createdAt]);
/** Does any SMS wait or leave? An idle outbox must not cost a write transaction every two seconds. */
export const isWaiting = async (m: EntityManager): Promise<boolean> =>
  (await m.query<unknown[]>(`SELECT id FROM outbox WHERE channel = 'SMS' AND status IN ('NEW', 'CLAIMED', 'SENDING') LIMIT 1`)).length > 0;
