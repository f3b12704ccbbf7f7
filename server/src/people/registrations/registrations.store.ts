import type { EntityManager } from 'typeorm';
import { dayOf, type RegistrationStatus, type UserKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { MemberRegistration } from './registration.entity.js';
import { liveAs, SLOT, type RegistrationRow, type Slot } from './registrations.rules.js';

const SELECT = `SELECT r.id, r.userId, p.name, p.phone, p.kind, u.name AS unitName, p.skills, r.communityId, c.name AS communityName, c.path AS communityPath, r.compoundId, k.name AS compoundName, r.building,
  r.status, r.slot, r.reason, r.submittedAt, r.decidedAt
  FROM member_registration r JOIN person p ON p.id = r.userId JOIN area c ON c.id = r.communityId LEFT JOIN area k ON k.id = r.compoundId LEFT JOIN unit u ON u.id = p.unitId`;
export async function findRegistration(m: EntityManager, id: number): Promise<RegistrationRow | null> {
  const [row] = await m.query<RegistrationRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  return row ?? null;
}
/** All of a person's, newest first. One moves house a few times in a life: fifty is beyond that. */
export const registrationsOf = (m: EntityManager, userId: number): Promise<RegistrationRow[]> => m.query<RegistrationRow[]>(`${SELECT} WHERE r.userId = ? ORDER BY r.id DESC LIMIT 50`, [userId]);
/** Those that wait, oldest first, in a subtree. */
export const waitingWithin = (m: EntityManager, path: string, after: number): Promise<RegistrationRow[]> =>
  m.query<RegistrationRow[]>(`${SELECT} WHERE r.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND r.status = 'SUBMITTED' AND r.id > ? ORDER BY r.id LIMIT ${PAGE_ROWS}`, [`${path}%`, after]);
/** Newest first, in a subtree; of one status, or of all. */
export const registrationsWithin = (m: EntityManager, path: string, status: RegistrationStatus | undefined, before: number): Promise<RegistrationRow[]> =>
  m.query<RegistrationRow[]>(`${SELECT} WHERE r.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND r.id < ?${status ? ' AND r.status = ?' : ''} ORDER BY r.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before, ...(status ? [status] : [])]);

export interface Home { communityId: number; compoundId: number | null; building: string }
export async function livingId(m: EntityManager, userId: number, slot: Slot): Promise<number | null> {
  const [row] = await m.query<{ id: number }[]>('SELECT id FROM member_registration WHERE userId = ? AND slot = ? AND live = 1', [userId, slot]);
  return row?.id ?? null;
}
/** A returned one of this slot, sent in again as the same row; null where there is none. The caller holds the person's turn. */
export async function resubmit(m: EntityManager, userId: number, slot: Slot, home: Home, status: RegistrationStatus, now: number): Promise<number | null> {
  const [row] = await m.query<{ id: number }[]>("SELECT id FROM member_registration WHERE userId = ? AND slot = ? AND status = 'RETURNED'", [userId, slot]);
  if (!row) return null;
  await change(
    m,
    "UPDATE member_registration SET communityId = ?, compoundId = ?, building = ?, status = ?, live = 1, reason = NULL, decidedBy = NULL, submittedAt = ?, decidedAt = NULL WHERE id = ? AND status = 'RETURNED'",
    [home.communityId, home.compoundId, home.building, status, now, row.id],
  );
  return row.id;
}
/** The unique key over (person, slot, live) lets one of two at once in. */
export async function insertRegistration(m: EntityManager, userId: number, slot: Slot, home: Home, status: RegistrationStatus, now: number): Promise<number> {
  const id = newId();
  await m.insert(MemberRegistration, { id, userId, ...home, status, slot, live: liveAs(status), reason: null, decidedBy: null, submittedAt: now, decidedAt: status === 'SUBMITTED' ? null : now });
  return id;
}
export interface Move { from: RegistrationStatus; to: RegistrationStatus; by: number; reason?: string; now: number }
/** Compare-and-set: of two deciding at once, one moves it and gets true. */
export const moveRegistration = async (m: EntityManager, table: 'member_registration' | 'unit_registration', id: number, { from, to, by, reason, now }: Move): Promise<boolean> =>
  (await change(m, `UPDATE ${table} SET status = ?, live = ?, reason = ?, decidedBy = ?, decidedAt = ? WHERE id = ? AND status = ?`, [to, liveAs(to), reason ?? null, by, now, id, from])) === 1;
/** A transfer that was accepted becomes the registration itself. */
export const becomeHome = (m: EntityManager, id: number): Promise<number> => change(m, 'UPDATE member_registration SET slot = ? WHERE id = ?', [SLOT.home, id]);
export const setHome = (m: EntityManager, userId: number, home: Pick<Home, 'communityId' | 'compoundId'> | null): Promise<number> =>
  change(m, 'UPDATE person SET communityId = ?, compoundId = ? WHERE id = ?', [home?.communityId ?? null, home?.compoundId ?? null, userId]);

/** What hangs on living in a community ends with it: standing posts and what he looks after there. */
export async function endTies(m: EntityManager, userId: number, communityId: number, now: number): Promise<void> {
  await change(m, 'UPDATE station_claim SET live = NULL, endedAt = ? WHERE userId = ? AND communityId = ? AND live = 1', [now, userId, communityId]);
  await change(m, "UPDATE liaison SET status = CASE WHEN status = 'ACTIVE' THEN 'ENDED' ELSE 'LAPSED' END, live = NULL, toDay = ?, decidedAt = ? WHERE kind = 'MEMBER' AND holderId = ? AND communityId = ? AND live = 1", [dayOf(now), now, userId, communityId]);
}
/** At home nowhere any more, with what hangs on it; a registration that waits goes, too. The caller holds his turn. */
export async function leaveHomes(m: EntityManager, userId: number, now: number): Promise<void> {
  const living = await m.query<{ id: number; communityId: number; status: RegistrationStatus }[]>('SELECT id, communityId, status FROM member_registration WHERE userId = ? AND live = 1 ORDER BY id', [userId]);
  for (const { id, communityId, status } of living) {
    await moveRegistration(m, 'member_registration', id, { from: status, to: 'WITHDRAWN', by: userId, now });
    await endTies(m, userId, communityId, now);
  }
  await setHome(m, userId, null);
}
/** Out of his unit: kind, unit, the posts he held in units and his line of the roster. Records stay, and so does where he lives. */
export async function leaveUnit(m: EntityManager, userId: number, kind: UserKind): Promise<void> {
  await change(m, 'UPDATE person SET kind = ?, unitId = NULL WHERE id = ?', [kind, userId]);
  await change(m, 'UPDATE post SET ended = id WHERE userId = ? AND unitId <> 0 AND ended = 0', [userId]);
  await change(m, 'DELETE FROM roster_entry WHERE userId = ?', [userId]);
}
/** To another unit: he is still a member; posts in units he is no longer of end. */
export async function setUnit(m: EntityManager, userId: number, unitId: number): Promise<void> {
  await change(m, 'UPDATE person SET unitId = ? WHERE id = ?', [unitId, userId]);
  await change(m, 'UPDATE post SET ended = id WHERE userId = ? AND unitId NOT IN (0, ?) AND ended = 0', [userId, unitId]);
}
/** A resident or retired person whom a new roster names, and somebody said that the roster is right. */
export async function becomeMemberAgain(m: EntityManager, userId: number, unitId: number | null): Promise<void> {
  await change(m, "UPDATE person SET kind = 'MEMBER', unitId = ? WHERE id = ?", [unitId, userId]);
  await change(m, 'UPDATE person_profile SET retiredAt = NULL WHERE userId = ?', [userId]);
}
export interface RosterRow { id: number; name: string; unitId: number | null; unitName: string | null; communityId: number | null; communityName: string | null; compoundId: number | null; compoundName: string | null; compoundText: string; building: string; skills: string }
export async function findOnRoster(m: EntityManager, phone: string): Promise<RosterRow | null> {
  const [row] = await m.query<RosterRow[]>(
    `SELECT e.id, e.name, e.unitId, u.name AS unitName, e.communityId, c.name AS communityName, e.compoundId, k.name AS compoundName, e.compoundText, e.building, e.skills
     FROM roster_entry e LEFT JOIN unit u ON u.id = e.unitId LEFT JOIN area c ON c.id = e.communityId LEFT JOIN area k ON k.id = e.compoundId WHERE e.phone = ?`,
    [phone],
  );
  return row ?? null;
}
/** The phone was proved, so whoever proved it last is the person the roster means. */
export const linkRoster = (m: EntityManager, entryId: number, userId: number): Promise<number> => change(m, 'UPDATE roster_entry SET userId = ? WHERE id = ?', [userId, entryId]);
export interface Identity { name: string | null; kind: UserKind | null; unitId: number | null; skills: string | null }
/** What is null stays as it is. */
export const setIdentity = (m: EntityManager, userId: number, to: Identity): Promise<number> =>
  change(m, 'UPDATE person SET name = COALESCE(?, name), kind = COALESCE(?, kind), unitId = COALESCE(?, unitId), skills = COALESCE(?, skills) WHERE id = ?', [to.name, to.kind, to.unitId, to.skills, userId]);
