import type { EntityManager } from 'typeorm';
import { newId } from '../../lib/ids.js';

/**
 * Queues one SMS in the transaction of what it tells about: it leaves after the commit, and not at all when that is
 * rolled back. `text` is the whole message. Sent at most once; see outbox.service for what happens when that is in doubt.
 */
export async function sendSms(m: EntityManager, now: number, phone: string, text: string): Promise<void> {
  await m.query(
    `INSERT INTO outbox (id, channel, target, payload, status, attempts, lockedBy, availableAt, createdAt) VALUES (?, 'SMS', ?, ?, 'NEW', 0, NULL, ?, ?)`,
    [newId(), phone, JSON.stringify({ text }), now, now],
  );
}
