import type { EntityManager } from 'typeorm';
import type { Station } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { containing, endingIn } from '../../lib/like.js';
import type { MeRow } from './me.rules.js';
import type { PersonRow } from './users.store.js';

/** Everything the first screen needs, in one read. Unread notices are counted up to 100. */
export async function findMe(m: EntityManager, userId: number): Promise<MeRow | null> {
  const [row] = await m.query<MeRow[]>(
    `SELECT p.id, p.name, p.phone, p.kind, p.elder, p.skills, p.freeTimes, p.communityId, c.name AS communityName, p.compoundId, k.name AS compoundName, p.unitId, u.name AS unitName, t.granted AS terms,
       EXISTS (SELECT 1 FROM member_registration r WHERE r.userId = p.id AND r.live = 1) AS registered,
       (SELECT COUNT(*) FROM (SELECT 1 FROM notice WHERE userId = ? AND isRead = 0 LIMIT 100) n) AS unread
     FROM person p LEFT JOIN area c ON c.id = p.communityId LEFT JOIN area k ON k.id = p.compoundId LEFT JOIN unit u ON u.id = p.unitId
       LEFT JOIN consent t ON t.userId = p.id AND t.purpose = 'TERMS' WHERE p.id = ?`,
    [userId, userId],
  );
  return row ?? null;
}
/** What is null stays as it is. */
export interface MeChange { name: string | null; elder: number | null; skills: string | null; freeTimes: string | null }
export const updateMe = (m: EntityManager, userId: number, to: MeChange): Promise<number> =>
  change(m, 'UPDATE person SET name = COALESCE(?, name), elder = COALESCE(?, elder), skills = COALESCE(?, skills), freeTimes = COALESCE(?, freeTimes) WHERE id = ?', [to.name, to.elder, to.skills, to.freeTimes, userId]);

/** People registered within the subtree, by id; with `station` those who keep that post there. `q` is part of the name, or (digits only) the last digits of the phone. */
export function searchPeople(m: EntityManager, path: string, q: string, station: Station | undefined, after: number): Promise<PersonRow[]> {
  const isTail = /^\d{2,11}$/.test(q);
  const words = q === '' ? '' : `AND ${isTail ? 'p.phone' : 'p.name'} LIKE ? ESCAPE '!'`;
  const keeps = station ? 'AND EXISTS (SELECT 1 FROM station_claim s WHERE s.userId = p.id AND s.communityId = p.communityId AND s.station = ? AND s.live = 1)' : '';
  return m.query<PersonRow[]>(
    `SELECT p.id, p.name, p.phone, p.kind, p.unitId, u.name AS unitName, p.communityId, p.skills, p.freeTimes FROM person p LEFT JOIN unit u ON u.id = p.unitId
     WHERE p.communityId IN (SELECT id FROM area WHERE path LIKE ?) AND p.id > ? ${words} ${keeps} ORDER BY p.id LIMIT ${PAGE_ROWS}`,
    [`${path}%`, after, ...(q === '' ? [] : [isTail ? endingIn(q) : containing(q)]), ...(station ? [station] : [])],
  );
}
