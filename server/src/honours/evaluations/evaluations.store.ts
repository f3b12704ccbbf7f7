import type { EntityManager } from 'typeorm';
import type { Level } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';

export interface RoundRow { id: number; areaId: number; areaName: string; path: string; title: string; fromDay: string; toDay: string; closesAt: number; sent: number; voices: number }
const ROUND = `SELECT e.id, e.communityId AS areaId, a.name AS areaName, a.path, e.title, e.fromDay, e.toDay, e.closesAt,
  (SELECT COUNT(*) FROM evaluation v WHERE v.roundId = e.id) AS sent, (SELECT COUNT(*) FROM evaluation_voice v WHERE v.roundId = e.id) AS voices FROM evaluation_round e JOIN area a ON a.id = e.communityId`;
export async function findRound(m: EntityManager, id: number): Promise<RoundRow | null> {
  const [row] = await m.query<RoundRow[]>(`${ROUND} WHERE e.id = ?`, [id]);
  return row ?? null;
}
/** Newest first, in a subtree. */
export const roundsWithin = (m: EntityManager, path: string, before: number): Promise<RoundRow[]> => m.query<RoundRow[]>(`${ROUND} WHERE a.path LIKE ? AND e.id < ? ORDER BY e.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before]);
/** The unique key lets one of two at once open it. */
export async function insertRound(m: EntityManager, r: { communityId: number; title: string; fromDay: string; toDay: string; closesAt: number; openedBy: number; openedAt: number }): Promise<number> {
  const id = newId();
  await m.query('INSERT INTO evaluation_round (id, communityId, title, fromDay, toDay, closesAt, openedBy, openedAt, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)', [id, r.communityId, r.title, r.fromDay, r.toDay, r.closesAt, r.openedBy, r.openedAt]);
  return id;
}
/** Makes whoever sends evaluations of an open round wait for the other who does. False where it is not there, or closed. First in its transaction. */
export const holdRound = async (m: EntityManager, id: number, now: number): Promise<boolean> => (await change(m, 'UPDATE evaluation_round SET turn = turn + 1 WHERE id = ? AND closesAt > ?', [id, now])) === 1;
/** Communities in which something was verified in these days and nobody opened a round of them yet, up to `limit`. */
export const communitiesWithout = (m: EntityManager, fromDay: string, toDay: string, limit: number): Promise<{ id: number }[]> =>
  m.query<{ id: number }[]>(
    `SELECT a.id FROM area a WHERE a.kind IN ('COMMUNITY', 'VILLAGE') AND a.closed = 0 AND EXISTS (SELECT 1 FROM service_record r WHERE r.communityId = a.id AND r.day BETWEEN ? AND ?)
     AND NOT EXISTS (SELECT 1 FROM evaluation_round e WHERE e.communityId = a.id AND e.fromDay = ? AND e.toDay = ?) ORDER BY a.id LIMIT ${limit}`,
    [fromDay, toDay, fromDay, toDay],
  );
/** Units whose 双报到 to the community stands. */
export async function registeredUnits(m: EntityManager, communityId: number): Promise<Map<number, string>> {
  const rows = await m.query<{ id: number; name: string }[]>("SELECT u.id, u.name FROM unit_registration r JOIN unit u ON u.id = r.unitId WHERE r.communityId = ? AND r.status = 'ACCEPTED' AND r.live = 1", [communityId]);
  return new Map(rows.map((r) => [r.id, r.name]));
}

export interface SentRow { id: number; roundId: number; userId: number; unitId: number; name: string; unitName: string | null; homeUnitId: number | null; level: Level; sentence: string; facts: string; status: 'SENT' | 'DELIVERED' | 'KEPT'; sentAt: number; deliverAt: number; answer: string | null; toUnitId: number | null; deliveredAt: number | null; title: string; communityName: string; communityId: number; shared: number }
/** `unitName`: the unit it is about, or the one the person belongs to. `shared`: he agrees, now, that his unit is told. */
const SENT = `SELECT v.id, v.roundId, v.userId, v.unitId, COALESCE(p.name, u.name) AS name, u.name AS unitName, p.unitId AS homeUnitId, v.level, v.sentence, v.facts, v.status, v.sentAt, v.deliverAt, v.answer, v.toUnitId, v.deliveredAt,
  e.title, a.name AS communityName, e.communityId, CASE WHEN v.userId = 0 THEN 1 ELSE COALESCE(c.granted, 0) END AS shared
  FROM evaluation v JOIN evaluation_round e ON e.id = v.roundId JOIN area a ON a.id = e.communityId LEFT JOIN person p ON p.id = v.userId AND v.userId <> 0
  LEFT JOIN unit u ON u.id = CASE WHEN v.userId = 0 THEN v.unitId ELSE COALESCE(v.toUnitId, p.unitId) END LEFT JOIN consent c ON c.userId = v.userId AND c.purpose = 'UNIT_SHARE'`;
export async function findSent(m: EntityManager, id: number): Promise<SentRow | null> {
  const [row] = await m.query<SentRow[]>(`${SENT} WHERE v.id = ?`, [id]);
  return row ?? null;
}
export const sentIn = (m: EntityManager, roundId: number): Promise<SentRow[]> => m.query<SentRow[]>(`${SENT} WHERE v.roundId = ? ORDER BY v.id`, [roundId]);
export const sentTo = (m: EntityManager, userId: number, before: number): Promise<SentRow[]> => m.query<SentRow[]>(`${SENT} WHERE v.userId = ? AND v.id < ? ORDER BY v.id DESC LIMIT ${PAGE_ROWS}`, [userId, before]);
/** What these units have got: about themselves, and about members who agree to it still. */
export const deliveredTo = (m: EntityManager, unitIds: readonly number[], before: number): Promise<SentRow[]> =>
  unitIds.length === 0 ? Promise.resolve([]) : m.query<SentRow[]>(`${SENT} WHERE v.toUnitId IN (${unitIds.map(() => '?').join(', ')}) AND v.status = 'DELIVERED' AND (v.userId = 0 OR c.granted = 1) AND v.id < ? ORDER BY v.id DESC LIMIT ${PAGE_ROWS}`, [...unitIds, before]);
export interface NewEvaluation { roundId: number; userId: number; unitId: number; level: Level; sentence: string; facts: string; sentBy: number; sentAt: number; deliverAt: number }
/** To a unit it is delivered with this, to a member it is sent. The unique key lets one through for each. */
export async function insertEvaluation(m: EntityManager, e: NewEvaluation): Promise<number> {
  const id = newId(), isUnit = e.unitId !== 0;
  await m.query('INSERT INTO evaluation (id, roundId, userId, unitId, level, sentence, facts, status, sentBy, sentAt, deliverAt, toUnitId, deliveredAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    id, e.roundId, e.userId, e.unitId, e.level, e.sentence, e.facts, isUnit ? 'DELIVERED' : 'SENT', e.sentBy, e.sentAt, e.deliverAt, isUnit ? e.unitId : null, isUnit ? e.sentAt : null,
  ]);
  return id;
}
/** Compare-and-set: of the member's answer and the clock, one moves it and gets true. */
export const passOn = async (m: EntityManager, id: number, to: { unitId: number | null; answer: string | null }, now: number): Promise<boolean> =>
  (await change(m, "UPDATE evaluation SET status = ?, toUnitId = ?, deliveredAt = ?, answer = ?, answeredAt = ? WHERE id = ? AND status = 'SENT'", [to.unitId === null ? 'KEPT' : 'DELIVERED', to.unitId, to.unitId === null ? null : now, to.answer, to.answer === null ? null : now, id])) === 1;
/** Sent ones whose days to answer are over. */
export const dueEvaluations = (m: EntityManager, now: number, after: number, limit: number): Promise<{ id: number; userId: number }[]> =>
  m.query<{ id: number; userId: number }[]>(`SELECT id, userId FROM evaluation WHERE status = 'SENT' AND deliverAt <= ? AND id > ? ORDER BY id LIMIT ${limit}`, [now, after]);
