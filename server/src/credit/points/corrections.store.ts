import type { EntityManager } from 'typeorm';
import type { CorrectionStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { PointsCorrection } from './points.entity.js';
import type { CorrectionRow } from './points.rules.js';

const SELECT = `SELECT c.id, c.kind, c.userId, p.name, c.areaId, a.path, c.txId AS entryId, t.title AS entryTitle, c.points, c.reason, c.status, c.proposedBy, x.name AS proposedName, c.proposedAt, d.name AS decidedName, c.decidedAt, c.decision
  FROM points_correction c JOIN person p ON p.id = c.userId JOIN area a ON a.id = c.areaId JOIN person x ON x.id = c.proposedBy LEFT JOIN person d ON d.id = c.decidedBy LEFT JOIN journal_tx t ON t.id = c.txId`;
/** @throws NOT_FOUND */
export async function getCorrection(m: EntityManager, id: number): Promise<CorrectionRow> {
  const [row] = await m.query<CorrectionRow[]>(`${SELECT} WHERE c.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** Newest first, in a subtree; of one status, or of all. */
export const correctionsWithin = (m: EntityManager, path: string, status: CorrectionStatus | undefined, before: number): Promise<CorrectionRow[]> =>
  m.query<CorrectionRow[]>(`${SELECT} WHERE c.areaId IN (SELECT id FROM area WHERE path LIKE ?) AND c.id < ?${status ? ' AND c.status = ?' : ''} ORDER BY c.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before, ...(status ? [status] : [])]);
export type NewCorrection = Pick<PointsCorrection, 'kind' | 'userId' | 'areaId' | 'txId' | 'points' | 'reason' | 'proposedBy' | 'proposedAt'>;
export async function insertCorrection(m: EntityManager, c: NewCorrection): Promise<number> {
  const id = newId();
  await m.insert(PointsCorrection, { id, ...c, status: 'PROPOSED', decidedBy: null, decidedAt: null, decision: null });
  return id;
}
/** Compare-and-set: of two who decide at once, one moves it and gets true. */
export const decideCorrection = async (m: EntityManager, c: Pick<CorrectionRow, 'id' | 'status'>, to: CorrectionStatus, byId: number, decision: string | null, now: number): Promise<boolean> =>
  (await change(m, 'UPDATE points_correction SET status = ?, decidedBy = ?, decidedAt = ?, decision = ? WHERE id = ? AND status = ?', [to, byId, now, decision, c.id, c.status])) === 1;
