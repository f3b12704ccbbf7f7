import type { EntityManager } from 'typeorm';
import { newId } from '../../lib/ids.js';
import type { Said } from './evaluations.rules.js';

export type VoiceRow = Said & { userId: number; unitId: number; unitName: string | null };
export const voicesIn = (m: EntityManager, roundId: number): Promise<VoiceRow[]> =>
  m.query<VoiceRow[]>('SELECT v.userId, v.unitId, u.name AS unitName, v.clarity, v.usefulness, v.respect, v.sentence FROM evaluation_voice v LEFT JOIN unit u ON u.id = v.unitId WHERE v.roundId = ? ORDER BY v.id', [roundId]);
export async function voiceOf(m: EntityManager, roundId: number, userId: number, unitId: number): Promise<Said | null> {
  const [row] = await m.query<Said[]>('SELECT clarity, usefulness, respect, sentence FROM evaluation_voice WHERE roundId = ? AND userId = ? AND unitId = ?', [roundId, userId, unitId]);
  return row ?? null;
}
/** The unique key takes one voice of each. */
export const insertVoice = (m: EntityManager, v: Said & { roundId: number; userId: number; unitId: number; facts: string; givenBy: number; givenAt: number }): Promise<unknown> =>
  m.query('INSERT INTO evaluation_voice (id, roundId, userId, unitId, clarity, usefulness, respect, sentence, facts, givenBy, givenAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [newId(), v.roundId, v.userId, v.unitId, v.clarity, v.usefulness, v.respect, v.sentence, v.facts, v.givenBy, v.givenAt]);

export interface AskedRow { roundId: number; title: string; communityId: number; communityName: string; fromDay: string; toDay: string; closesAt: number; unitId: number | null; unitName: string | null }
const ASKED = 'e.id AS roundId, e.title, e.communityId, a.name AS communityName, e.fromDay, e.toDay, e.closesAt';
const SERVED = 'SELECT 1 FROM service_record r';
/** Open rounds of communities in which the person served in their days, up to twenty. */
export const askedOf = (m: EntityManager, userId: number, now: number): Promise<AskedRow[]> =>
  m.query<AskedRow[]>(`SELECT ${ASKED}, NULL AS unitId, NULL AS unitName FROM evaluation_round e JOIN area a ON a.id = e.communityId WHERE e.closesAt > ? AND EXISTS (${SERVED} WHERE r.userId = ? AND r.communityId = e.communityId AND r.day BETWEEN e.fromDay AND e.toDay) ORDER BY e.id DESC LIMIT 20`, [now, userId]);
/** Open rounds of communities to which these units are registered and where their people served, up to fifty. */
export const askedOfUnits = (m: EntityManager, unitIds: readonly number[], now: number): Promise<AskedRow[]> =>
  unitIds.length === 0 ? Promise.resolve([]) : m.query<AskedRow[]>(
    `SELECT ${ASKED}, u.id AS unitId, u.name AS unitName FROM unit_registration g JOIN unit u ON u.id = g.unitId JOIN evaluation_round e ON e.communityId = g.communityId JOIN area a ON a.id = e.communityId
     WHERE g.unitId IN (${unitIds.map(() => '?').join(', ')}) AND g.status = 'ACCEPTED' AND g.live = 1 AND e.closesAt > ?
     AND EXISTS (${SERVED} JOIN person p ON p.id = r.userId WHERE p.unitId = g.unitId AND r.communityId = e.communityId AND r.day BETWEEN e.fromDay AND e.toDay) ORDER BY e.id DESC LIMIT 50`,
    [...unitIds, now],
  );
