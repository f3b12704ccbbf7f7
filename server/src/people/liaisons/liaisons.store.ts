import type { EntityManager } from 'typeorm';
import type { LiaisonKind, LiaisonStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { Liaison } from './liaison.entity.js';
import { liveAs, type CaretakerRow, type LiaisonRow } from './liaisons.rules.js';

const PLACE = 'a.name AS areaName, p.kind AS parentKind, p.name AS parentName, g.kind AS grandKind, g.name AS grandName';
const FROM = `FROM liaison l JOIN area a ON a.id = l.areaId JOIN area p ON p.id = a.parentId LEFT JOIN area g ON g.id = p.parentId JOIN area c ON c.id = l.communityId
  LEFT JOIN unit u ON l.kind = 'UNIT' AND u.id = l.holderId LEFT JOIN person h ON l.kind = 'MEMBER' AND h.id = l.holderId`;
const SELECT = `SELECT l.id, l.kind, l.holderId, COALESCE(u.name, h.name) AS holderName, l.areaId, ${PLACE}, l.communityId, c.name AS communityName, c.path AS communityPath,
  l.households, l.status, l.side, l.declined, l.fromDay, l.toDay, l.reason, l.proposedBy, l.proposedAt ${FROM}`;
export async function findLiaison(m: EntityManager, id: number): Promise<LiaisonRow | null> {
  const [row] = await m.query<LiaisonRow[]>(`${SELECT} WHERE l.id = ?`, [id]);
  return row ?? null;
}
export interface LiaisonFilter { kind: LiaisonKind | undefined; status: LiaisonStatus | undefined }
/** Newest first, in a subtree. What stands is what stands today; what waits is oldest first. */
export function liaisonsWithin(m: EntityManager, path: string, { kind, status }: LiaisonFilter, id: number, today: string): Promise<LiaisonRow[]> {
  const isQueue = status === 'PROPOSED';
  const wanted = status === 'ENDED' ? " AND (l.status = 'ENDED' OR (l.status = 'ACTIVE' AND l.toDay < ?))" : status ? ` AND l.status = ?${status === 'ACTIVE' ? ' AND l.toDay >= ?' : ''}` : '';
  const params = status === 'ENDED' ? [today] : status === 'ACTIVE' ? [status, today] : status ? [status] : [];
  return m.query<LiaisonRow[]>(
    `${SELECT} WHERE l.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND l.id ${isQueue ? '>' : '<'} ?${kind ? ' AND l.kind = ?' : ''}${wanted} ORDER BY l.id${isQueue ? '' : ' DESC'} LIMIT ${PAGE_ROWS}`,
    [`${path}%`, id, ...(kind ? [kind] : []), ...params],
  );
}
/** One's own and those of one's units, newest first, up to a hundred; what one declined is gone. */
export const liaisonsOf = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<LiaisonRow[]> =>
  m.query<LiaisonRow[]>(
    `${SELECT} WHERE (l.kind = 'MEMBER' AND l.holderId = ? AND l.declined = 0)${unitIds.length > 0 ? ` OR (l.kind = 'UNIT' AND l.holderId IN (${unitIds.map(() => '?').join(', ')}))` : ''} ORDER BY l.id DESC LIMIT 100`,
    [userId, ...unitIds],
  );
/** Who looks after an area and what is below it, units first. */
export const caretakersWithin = (m: EntityManager, path: string, today: string): Promise<CaretakerRow[]> =>
  m.query<CaretakerRow[]>(
    `SELECT l.id, l.kind, COALESCE(u.name, h.name) AS holderName, l.areaId, ${PLACE}, l.households, l.fromDay, COALESCE(n.granted, 0) AS named ${FROM} LEFT JOIN consent n ON n.userId = h.id AND n.purpose = 'PUBLISH_NAME'
     WHERE a.path LIKE ? AND l.live = 1 AND l.status = 'ACTIVE' AND l.fromDay <= ? AND l.toDay >= ? ORDER BY l.kind DESC, a.depth, l.id LIMIT 200`,
    [`${path}%`, today, today],
  );

export type NewLiaison = Pick<Liaison, 'kind' | 'holderId' | 'areaId' | 'communityId' | 'households' | 'status' | 'side' | 'fromDay' | 'toDay' | 'proposedBy'>;
/** The unique key lets one of a holder and a place wait or stand; one whose days are over makes way first. */
export async function insertLiaison(m: EntityManager, l: NewLiaison, now: number, today: string): Promise<number> {
  const id = newId();
  await change(m, "UPDATE liaison SET status = 'ENDED', live = NULL WHERE kind = ? AND holderId = ? AND areaId = ? AND live = 1 AND status = 'ACTIVE' AND toDay < ?", [l.kind, l.holderId, l.areaId, today]);
  const isSet = l.status === 'ACTIVE';
  await m.insert(Liaison, { id, ...l, live: 1, declined: 0, reason: null, proposedAt: now, decidedBy: isSet ? l.proposedBy : null, decidedAt: isSet ? now : null });
  return id;
}
export interface LiaisonMove { from: LiaisonStatus; to: LiaisonStatus; by: number; reason?: string; lastDay?: string; now: number }
/** Compare-and-set: of two deciding at once, one moves it and gets true. What was declined is accepted by nobody. */
export const moveLiaison = async (m: EntityManager, id: number, { from, to, by, reason, lastDay, now }: LiaisonMove): Promise<boolean> =>
  (await change(m, `UPDATE liaison SET status = ?, live = ?, reason = ?, decidedBy = ?, decidedAt = ?, toDay = COALESCE(?, toDay) WHERE id = ? AND status = ?${to === 'ACTIVE' ? ' AND declined = 0' : ''}`, [to, liveAs(to), reason ?? null, by, now, lastDay ?? null, id, from])) === 1;
export const declineLiaison = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, "UPDATE liaison SET declined = 1 WHERE id = ? AND status = 'PROPOSED' AND side = 'COMMUNITY' AND declined = 0", [id])) === 1;
/** Questions to members that nobody answered, or that were declined, since an instant. */
export const lapseLiaisons = (m: EntityManager, before: number, now: number): Promise<number> =>
  change(m, "UPDATE liaison SET status = 'LAPSED', live = NULL, decidedAt = ? WHERE status = 'PROPOSED' AND side = 'COMMUNITY' AND proposedAt < ?", [now, before]);

export async function isUnitRegistered(m: EntityManager, unitId: number, communityId: number): Promise<boolean> {
  return (await m.query<unknown[]>("SELECT id FROM unit_registration WHERE unitId = ? AND communityId = ? AND live = 1 AND status = 'ACCEPTED'", [unitId, communityId])).length > 0;
}
/** The secretaries of a community: who is told that somebody offers. */
export const secretariesOf = (m: EntityManager, communityId: number, today: string): Promise<{ userId: number }[]> =>
  m.query("SELECT DISTINCT userId FROM post WHERE areaId = ? AND role = 'COMMUNITY_SECRETARY' AND ended = 0 AND fromDay <= ? AND toDay >= ?", [communityId, today, today]);
