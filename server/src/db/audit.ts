import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { newId } from '../lib/ids.js';
import type { HashedRows } from './seals.js';

/** Who did what to whose data: one row in the same transaction as the change. Append-only. */
export interface AuditRow { actorId: number; action: string; refType: string; refId: number; areaId?: number | null; reason?: string | null; detail?: object; at: number }
export async function audit(m: EntityManager, row: AuditRow): Promise<void> {
  const r = { id: newId(), actorId: row.actorId, action: row.action, refType: row.refType, refId: row.refId, areaId: row.areaId ?? null, reason: row.reason ?? null, detail: row.detail ? JSON.stringify(row.detail) : null, createdAt: row.at };
  await m.query('INSERT INTO audit (id, actorId, action, refType, refId, areaId, reason, detail, createdAt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    r.id, r.actorId, r.action, r.refType, r.refId, r.areaId, r.reason, r.detail, r.createdAt, hashOfAudit(r),
  ]);
}
export interface HashedAudit { id: number; actorId: number; action: string; refType: string; refId: number; areaId: number | null; reason: string | null; detail: string | null; createdAt: number }
/** SHA-256, base64url, of every column but the hash. A changed byte in the row no longer fits. */
export const hashOfAudit = (r: HashedAudit): string =>
  hash('sha256', JSON.stringify([r.id, r.actorId, r.action, r.refType, r.refId, r.areaId, r.reason, r.detail, r.createdAt]), 'base64url');
/** For `verifyHashes`. */
export const auditHashes: HashedRows = {
  what: 'audit',
  after: async (m, id, limit) => {
    const rows = await m.query<(HashedAudit & { hash: string | null })[]>('SELECT id, actorId, action, refType, refId, areaId, reason, detail, createdAt, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?', [id, limit]);
    return rows.map((r) => ({ id: r.id, fits: r.hash === hashOfAudit(r) }));
  },
};
