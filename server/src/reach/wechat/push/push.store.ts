import type { EntityManager } from 'typeorm';
import { change } from '../../../db/tx.js';
import { newId } from '../../../lib/ids.js';
import type { PushStatus } from './push-event.entity.js';

export interface StoredPush { id: number; name: string; body: string; attempts: number; createdAt: number }
/** The unique keys decide: one of the same signature or the same event is a duplicate, which the driver says. */
export async function insertPush(m: EntityManager, p: { signature: string; eventKey: string; name: string; body: string }, now: number): Promise<void> {
  await m.query("INSERT INTO push_event (id, signature, eventKey, name, body, status, attempts, availableAt, createdAt) VALUES (?, ?, ?, ?, ?, 'NEW', 0, ?, ?)", [newId(), p.signature, p.eventKey, p.name, p.body, now, now]);
}
export const duePushes = (m: Pick<EntityManager, 'query'>, now: number, limit: number): Promise<StoredPush[]> =>
  m.query<StoredPush[]>("SELECT id, name, body, attempts, createdAt FROM push_event WHERE status = 'NEW' AND availableAt <= ? ORDER BY availableAt, id LIMIT ?", [now, limit]);
/** False where another process did it. */
export const takePush = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, "UPDATE push_event SET status = 'DONE', attempts = attempts + 1 WHERE id = ? AND status = 'NEW'", [id])) === 1;
export const putOff = (m: EntityManager, id: number, attempts: number, status: PushStatus, availableAt: number): Promise<number> =>
  change(m, "UPDATE push_event SET status = ?, attempts = ?, availableAt = ? WHERE id = ? AND status = 'NEW' AND attempts < ?", [status, attempts, availableAt, id, attempts]);
export const forgetPushes = (m: EntityManager, createdBefore: number): Promise<number> => change(m, "DELETE FROM push_event WHERE status <> 'NEW' AND createdAt < ?", [createdBefore]);
