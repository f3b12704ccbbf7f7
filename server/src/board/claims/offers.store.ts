import type { EntityManager } from 'typeorm';
import type { OfferSummary, OfferView, TaskKind, UserKind } from '@xianfeng/shared';
import { isDuplicate } from '../../db/errors.js';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { Person } from './offers.rules.js';

/** People of one community looked through for candidates. Our own choice: more than any community has registered. */
const LOOKED_AT = 5_000;
export interface Fit { shiftId: number; startsAt: number; endsAt: number; audience: 'EVERYONE' | 'MEMBERS' | 'UNIT'; unitId: number | null; kind: TaskKind; /** The task's area and all above it. */ areaIds: number[] }
const AUDIENCE = "(? = 'EVERYONE' OR (? = 'MEMBERS' AND p.kind = 'MEMBER') OR (? = 'UNIT' AND p.unitId = ?))";
const audienceParams = (f: Fit): unknown[] => [f.audience, f.audience, f.audience, f.unitId ?? 0];
/** Neither in this shift nor busy at its time. */
const FREE = "NOT EXISTS (SELECT 1 FROM claim c WHERE c.userId = p.id AND c.live = 1 AND (c.shiftId = ? OR (c.startsAt < ? AND c.endsAt > ? AND c.status IN ('REQUESTED', 'CONFIRMED', 'ATTENDED')))) AND NOT EXISTS (SELECT 1 FROM offer x WHERE x.shiftId = ? AND x.userId = p.id)";
const freeParams = (f: Fit): unknown[] => [f.shiftId, f.endsAt, f.startsAt, f.shiftId];
/**
 * Nothing he said he will not do, and not further than he said he goes. Who is left out by it is left out in silence: what he will not do is
 * seen by nobody, so it must not show in whom one is offered either.
 */
const willing = (f: Fit): string => {
  const ids = f.areaIds.map(() => '?').join(', ');
  return `NOT EXISTS (SELECT 1 FROM person_profile w WHERE w.userId = p.id AND (w.wontKinds LIKE ? OR (w.reach = 'COMPOUND' AND p.compoundId NOT IN (${ids})) OR (w.reach = 'COMMUNITY' AND p.communityId NOT IN (${ids}))
    OR (w.reach = 'STREET' AND NOT EXISTS (SELECT 1 FROM area h WHERE h.id = p.communityId AND h.parentId IN (${ids})))))`;
};
const willingParams = (f: Fit): unknown[] => [`%,${f.kind},%`, ...f.areaIds, ...f.areaIds, ...f.areaIds];
const PERSON = 'SELECT p.id, p.name, p.kind, p.unitId, u.name AS unitName, p.skills, p.freeTimes, (SELECT COUNT(*) FROM offer o WHERE o.userId = p.id AND o.createdAt > ?) AS offers FROM person p LEFT JOIN unit u ON u.id = p.unitId';

/** Registered here, fitting the audience, free at that time and not asked yet. */
export const neighboursFor = (m: EntityManager, communityId: number, f: Fit, since: number): Promise<Person[]> =>
  m.query(`${PERSON} WHERE p.communityId = ? AND ${AUDIENCE} AND ${FREE} AND ${willing(f)} ORDER BY p.id LIMIT ${LOOKED_AT}`, [since, communityId, ...audienceParams(f), ...freeParams(f), ...willingParams(f)]);
/** Members of a unit, who was asked least first. Of a unit that is not registered in this community, only those who are. */
export const membersFor = (m: EntityManager, unitId: number, communityId: number, f: Fit, since: number, limit: number): Promise<Person[]> =>
  m.query(
    `${PERSON} WHERE p.unitId = ? AND (p.communityId = ? OR (p.communityId IS NOT NULL AND EXISTS (SELECT 1 FROM unit_registration r WHERE r.unitId = p.unitId AND r.communityId = ? AND r.status = 'ACCEPTED' AND r.live = 1))) AND ${AUDIENCE} AND ${FREE} AND ${willing(f)} ORDER BY offers, p.id LIMIT ?`,
    [since, unitId, communityId, communityId, ...audienceParams(f), ...freeParams(f), ...willingParams(f), limit],
  );
/** Of these people, those who may still be asked. */
export const askable = (m: EntityManager, userIds: readonly number[], f: Fit, since: number): Promise<Person[]> =>
  m.query(`${PERSON} WHERE p.id IN (${userIds.map(() => '?').join(', ')}) AND ${AUDIENCE} AND ${FREE} AND ${willing(f)} ORDER BY p.id`, [since, ...userIds, ...audienceParams(f), ...freeParams(f), ...willingParams(f)]);
/** Paths of the communities where these people are registered, one per person; who is registered nowhere is missing. */
export const homesOf = (m: EntityManager, userIds: readonly number[]): Promise<{ id: number; kind: UserKind; path: string }[]> =>
  m.query(`SELECT p.id, p.kind, a.path FROM person p JOIN area a ON a.id = p.communityId WHERE p.id IN (${userIds.map(() => '?').join(', ')})`, [...userIds]);

export interface NewOffer { taskId: number; shiftId: number; userId: number; unitId: number | null; sentBy: number; reason: string; expiresAt: number }
/** One offer per person and shift, ever: a second one is dropped in silence, so that asking again reveals nothing. */
export async function insertOffer(m: EntityManager, o: NewOffer, now: number): Promise<boolean> {
  try {
    await m.query('INSERT INTO offer (id, taskId, shiftId, userId, unitId, sentBy, reason, accepted, closed, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)', [newId(), o.taskId, o.shiftId, o.userId, o.unitId, o.sentBy, o.reason, now, o.expiresAt]);
    return true;
  } catch (e) {
    if (isDuplicate(e)) return false;
    throw e;
  }
}
/** How many were asked and how many came; what the others did is not told apart. */
export async function summaryOf(m: EntityManager, shiftId: number): Promise<OfferSummary> {
  const [row] = await m.query<{ sent: number; accepted: number }[]>('SELECT COUNT(*) AS sent, SUM(accepted) AS accepted FROM offer WHERE shiftId = ?', [shiftId]);
  return { shiftId, sent: Number(row!.sent), accepted: Number(row!.accepted ?? 0) };
}
/** Open offers of one person, soonest first. */
export const offersOf = (m: EntityManager, userId: number, now: number): Promise<OfferView[]> =>
  m.query(
    `SELECT o.id, o.taskId, o.shiftId, t.title, t.kind, t.place, a.name AS areaName, s.startsAt, s.endsAt, o.reason, o.expiresAt FROM offer o JOIN shift s ON s.id = o.shiftId JOIN task t ON t.id = o.taskId JOIN area a ON a.id = t.areaId
     WHERE o.userId = ? AND o.closed = 0 AND o.accepted = 0 AND s.startsAt > ? AND t.status = 'PUBLISHED' ORDER BY s.startsAt, o.id LIMIT 50`,
    [userId, now],
  );
export async function findOffer(m: EntityManager, id: number): Promise<{ id: number; shiftId: number; userId: number; accepted: number; closed: number } | null> {
  const [row] = await m.query<{ id: number; shiftId: number; userId: number; accepted: number; closed: number }[]>('SELECT id, shiftId, userId, accepted, closed FROM offer WHERE id = ?', [id]);
  return row ?? null;
}
/** Compare-and-set: accepted once, and not after it was declined. */
export const acceptOffer = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, 'UPDATE offer SET accepted = 1 WHERE id = ? AND accepted = 0 AND closed = 0', [id])) === 1;
export const closeOffer = (m: EntityManager, id: number): Promise<number> => change(m, 'UPDATE offer SET closed = 1 WHERE id = ? AND accepted = 0', [id]);
