import type { EntityManager } from 'typeorm';
import { newId } from '../lib/ids.js';
/** Who did what to whose data: one row in the same transaction as the change. Append-only. */
export interface AuditRow { actorId: number; action: string; refType: string; refId: number; areaId?: number | null; reason?: string | null; detail?: object; at: number }
export async function audit(m: EntityManager, row: AuditRow): Promise<void> {
  await m.query('INSERT INTO audit (id, actorId, action, refType, refId, areaId, reason, detail, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    newId(), row.actorId, row.action, row.refType, row.refId, row.areaId ?? null, row.reason ?? null, row.detail ? JSON.stringify(row.detail) : null, row.at,
  ]);
}
