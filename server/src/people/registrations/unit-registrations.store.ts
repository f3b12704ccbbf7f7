import type { EntityManager } from 'typeorm';
import type { RegistrationStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { UnitRegistration } from './registration.entity.js';
import type { UnitRegistrationRow } from './registrations.rules.js';

const SELECT = `SELECT r.id, r.unitId, u.name AS unitName, r.communityId, c.name AS communityName, c.path AS communityPath, r.submittedBy, r.liaisonName, r.liaisonPhone, r.resources, r.status, r.reason, r.submittedAt, r.decidedAt
  FROM unit_registration r JOIN unit u ON u.id = r.unitId JOIN area c ON c.id = r.communityId`;
export async function findUnitRegistration(m: EntityManager, id: number): Promise<UnitRegistrationRow | null> {
  const [row] = await m.query<UnitRegistrationRow[]>(`${SELECT} WHERE r.id = ?`, [id]);
  return row ?? null;
}
/** Those of the units he speaks for, and those he entered for others, newest first, up to a hundred. */
export const unitRegistrationsOf = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<UnitRegistrationRow[]> =>
  m.query<UnitRegistrationRow[]>(`${SELECT} WHERE r.submittedBy = ?${unitIds.length > 0 ? ` OR r.unitId IN (${unitIds.map(() => '?').join(',')})` : ''} ORDER BY r.id DESC LIMIT 100`, [userId, ...unitIds]);
/** Those that wait, oldest first, in a subtree. */
export const waitingUnitsWithin = (m: EntityManager, path: string, after: number): Promise<UnitRegistrationRow[]> =>
  m.query<UnitRegistrationRow[]>(`${SELECT} WHERE r.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND r.status = 'SUBMITTED' AND r.id > ? ORDER BY r.id LIMIT ${PAGE_ROWS}`, [`${path}%`, after]);
export const unitRegistrationsWithin = (m: EntityManager, path: string, status: RegistrationStatus | undefined, before: number): Promise<UnitRegistrationRow[]> =>
  m.query<UnitRegistrationRow[]>(`${SELECT} WHERE r.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND r.id < ?${status ? ' AND r.status = ?' : ''} ORDER BY r.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before, ...(status ? [status] : [])]);

export interface UnitEntry { unitId: number; communityId: number; liaisonName: string; liaisonPhone: string; resources: string }
/** A returned one of this unit and community, sent in again as the same row; null where there is none. Of two at once, one moves it. */
export async function resubmitUnit(m: EntityManager, entry: UnitEntry, by: number, now: number): Promise<number | null> {
  const [row] = await m.query<{ id: number }[]>("SELECT id FROM unit_registration WHERE unitId = ? AND communityId = ? AND status = 'RETURNED'", [entry.unitId, entry.communityId]);
  if (!row) return null;
  const changed = await change(
    m,
    "UPDATE unit_registration SET submittedBy = ?, liaisonName = ?, liaisonPhone = ?, resources = ?, status = 'SUBMITTED', live = 1, reason = NULL, decidedBy = NULL, submittedAt = ?, decidedAt = NULL WHERE id = ? AND status = 'RETURNED'",
    [by, entry.liaisonName, entry.liaisonPhone, entry.resources, now, row.id],
  );
  return changed === 1 ? row.id : null;
}
/** The unique key over (unit, community, live) lets one of two at once in. */
export async function insertUnitRegistration(m: EntityManager, entry: UnitEntry, by: number, now: number): Promise<number> {
  const id = newId();
  await m.insert(UnitRegistration, { id, ...entry, submittedBy: by, status: 'SUBMITTED', live: 1, reason: null, decidedBy: null, submittedAt: now, decidedAt: null });
  return id;
}
