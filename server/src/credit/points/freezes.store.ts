import type { EntityManager } from 'typeorm';
import type { FreezeStatus } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { notify } from '../../reach/notices/notices.store.js';
import { openAccount } from '../journal/journal.store.js';
import { ROOT_AREA } from './concerned.store.js';
import { thawedUntil, withReason, type FreezeRow } from './points.rules.js';

/** The account's flag is what orders look at, the row says why; both move in one transaction, the account first. */
const SELECT = 'SELECT f.id, f.userId, p.name, f.areaId, a.path, f.status, f.reason, f.frozenBy, f.frozenAt, f.appeal, f.appealedAt, f.decision, f.decidedAt FROM points_freeze f JOIN person p ON p.id = f.userId JOIN area a ON a.id = f.areaId';
/** @throws NOT_FOUND */
export async function getFreeze(m: EntityManager, id: number): Promise<FreezeRow> {
  const [row] = await m.query<FreezeRow[]>(`${SELECT} WHERE f.id = ?`, [id]);
  if (!row) throw fail('NOT_FOUND');
  return row;
}
/** The one that stands against a person now. */
export async function liveFreeze(m: EntityManager, userId: number): Promise<FreezeRow | null> {
  const [row] = await m.query<FreezeRow[]>(`${SELECT} WHERE f.userId = ? AND f.live = 1`, [userId]);
  return row ?? null;
}
/** Newest first, in a subtree; of one status, or of all. */
export const freezesWithin = (m: EntityManager, path: string, status: FreezeStatus | undefined, before: number): Promise<FreezeRow[]> =>
  m.query<FreezeRow[]>(`${SELECT} WHERE f.areaId IN (SELECT id FROM area WHERE path LIKE ?) AND f.id < ?${status ? ' AND f.status = ?' : ''} ORDER BY f.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before, ...(status ? [status] : [])]);

const setFrozen = async (m: EntityManager, userId: number, to: 0 | 1): Promise<boolean> => (await change(m, 'UPDATE points_account SET frozen = ? WHERE userId = ? AND frozen = ?', [to, userId, 1 - to])) === 1;
export interface NewFreeze { userId: number; /** His community; null: the city's matter. */ areaId: number | null; reason: string; /** 0: the nightly reconciliation. */ byId: number }
/** Stops a person's exchange and tells him why and that he may appeal. Gives the freeze's id, or null where it is stopped already. */
export async function freezeAccount(m: EntityManager, now: number, f: NewFreeze): Promise<number | null> {
  if (!(await setFrozen(m, f.userId, 1))) {
    await openAccount(m, f.userId);
    if (!(await setFrozen(m, f.userId, 1))) return null;
  }
  const id = newId();
  await m.query(`INSERT INTO points_freeze (id, userId, areaId, live, status, reason, frozenBy, frozenAt) VALUES (?, ?, COALESCE(?, ${ROOT_AREA}), 1, 'ACTIVE', ?, ?, ?)`, [id, f.userId, f.areaId, f.reason, f.byId, now]);
  await audit(m, { actorId: f.byId, action: 'freeze.create', refType: 'freeze', refId: id, areaId: f.areaId, reason: f.reason, detail: { userId: f.userId, to: 'ACTIVE' }, at: now });
  await notify(m, now, [{ userId: f.userId, kind: 'POINTS', title: '积分兑换已暂停', body: withReason('原因：', f.reason, '。服务、时长和得积分照常。有不同意见，可在“我的积分”里申诉。'), link: '/packages/more/pages/points/index' }]);
  return id;
}
/** Opens exchange again. What would have ended meanwhile, or soon, is good for a while longer. @throws STATE where it is open already */
export async function thawAccount(m: EntityManager, now: number, userId: number): Promise<void> {
  if (!(await setFrozen(m, userId, 0))) throw fail('STATE');
  const until = thawedUntil(now);
  await change(m, 'UPDATE points_lot SET expiresAt = ?, warned = 1 WHERE userId = ? AND live = 1 AND expiresAt < ?', [until, userId, until]);
}
/** Compare-and-set: of two at once, one moves it and gets true. A new appeal takes the answer to the last one off the table; the audit keeps it. */
export const appealFreeze = async (m: EntityManager, id: number, text: string, now: number): Promise<boolean> =>
  (await change(m, "UPDATE points_freeze SET status = 'APPEALED', appeal = ?, appealedAt = ?, decision = NULL, decidedBy = NULL, decidedAt = NULL WHERE id = ? AND status = 'ACTIVE'", [text, now, id])) === 1;
export const decideFreeze = async (m: EntityManager, f: Pick<FreezeRow, 'id' | 'status'>, to: FreezeStatus, decision: string, byId: number, now: number): Promise<boolean> =>
  (await change(m, 'UPDATE points_freeze SET status = ?, live = ?, decision = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status = ?', [to, to === 'LIFTED' ? null : 1, decision, byId, now, f.id, f.status])) === 1;
