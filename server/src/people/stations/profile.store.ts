import type { EntityManager } from 'typeorm';
import type { Station } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { saveProfile } from '../users/profiles.store.js';
import type { ProfileRow } from './profile.rules.js';

export async function findProfile(m: EntityManager, userId: number): Promise<ProfileRow | null> {
  const [row] = await m.query<ProfileRow[]>(
    `SELECT p.communityId, c.name AS communityName, r.building, p.skills, p.freeTimes, r.decidedAt AS registeredAt, f.reach, f.wontKinds, f.wontText, f.confirmedAt, f.retiredAt
     FROM person p LEFT JOIN area c ON c.id = p.communityId LEFT JOIN person_profile f ON f.userId = p.id LEFT JOIN member_registration r ON r.userId = p.id AND r.slot = 0 AND r.live = 1 AND r.status = 'ACCEPTED' WHERE p.id = ?`,
    [userId],
  );
  return row ?? null;
}
/** The posts he keeps where he is at home now, oldest first. */
export const stationsOf = (m: EntityManager, userId: number): Promise<{ station: Station; since: number }[]> =>
  m.query('SELECT s.station, s.createdAt AS since FROM station_claim s JOIN person p ON p.id = s.userId AND p.communityId = s.communityId WHERE s.userId = ? AND s.live = 1 ORDER BY s.id', [userId]);

/** The building of the registration that stands. */
export const setBuilding = (m: EntityManager, userId: number, building: string): Promise<number> =>
  change(m, "UPDATE member_registration SET building = ? WHERE userId = ? AND slot = 0 AND live = 1 AND status = 'ACCEPTED'", [building, userId]);

/** Ends those that are not among `kept`, and any of a community where he was before. */
export const endStations = (m: EntityManager, userId: number, communityId: number | null, kept: readonly Station[], now: number): Promise<number> =>
  change(m, `UPDATE station_claim SET live = NULL, endedAt = ? WHERE userId = ? AND live = 1 AND (communityId <> ?${kept.length > 0 ? ` OR station NOT IN (${kept.map(() => '?').join(', ')})` : ' OR 1 = 1'})`, [now, userId, communityId ?? 0, ...kept]);
export const addStation = (m: EntityManager, userId: number, communityId: number, station: Station, now: number): Promise<unknown> =>
  m.query('INSERT INTO station_claim (id, userId, communityId, station, live, createdAt, endedAt) VALUES (?, ?, ?, ?, 1, ?, NULL)', [newId(), userId, communityId, station, now]);
/** How many keep each post in a subtree. */
export const stationCounts = (m: EntityManager, path: string): Promise<{ station: Station; people: number }[]> =>
  m.query('SELECT s.station, COUNT(*) AS people FROM area a JOIN station_claim s ON s.communityId = a.id AND s.live = 1 JOIN person p ON p.id = s.userId AND p.communityId = s.communityId WHERE a.path LIKE ? GROUP BY s.station', [`${path}%`]);

/** People whose registration has stood for half a year without a word and who were not asked within it, by id. */
export const dueToConfirm = (m: EntityManager, before: number, after: number, limit: number): Promise<{ userId: number }[]> =>
  m.query(
    `SELECT r.userId FROM member_registration r LEFT JOIN person_profile f ON f.userId = r.userId
     WHERE r.status = 'ACCEPTED' AND r.live = 1 AND r.slot = 0 AND r.decidedAt <= ? AND r.userId > ? AND COALESCE(f.confirmedAt, 0) <= ? AND COALESCE(f.askedAt, 0) <= ? ORDER BY r.userId LIMIT ${limit}`,
    [before, after, before, before],
  );
/** Compare-and-set: of several processes one asks him. The caller holds his turn. */
export async function markAsked(m: EntityManager, userId: number, before: number, now: number): Promise<boolean> {
  await saveProfile(m, userId, {});
  return (await change(m, 'UPDATE person_profile SET askedAt = ? WHERE userId = ? AND COALESCE(askedAt, 0) <= ?', [now, userId, before])) === 1;
}
