import type { EntityManager } from 'typeorm';
import { addDays, startOfDay, type SampleRate, type SampleStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { RecordSample, SampleDraw } from './sample.entity.js';
import type { Community, Drawable, SampleRow } from './samples.rules.js';

const range = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];
/** Living communities and villages with their streets. */
export const allCommunities = (m: EntityManager): Promise<Community[]> => m.query<Community[]>("SELECT id, parentId AS streetId FROM area WHERE kind IN ('COMMUNITY', 'VILLAGE') AND closed = 0 ORDER BY id");
export const drawnIn = async (m: EntityManager, month: string): Promise<Set<number>> => new Set((await m.query<{ communityId: number }[]>('SELECT communityId FROM sample_draw WHERE month = ?', [month])).map((r) => r.communityId));
/** A community's services that were recorded in a month (of Shanghai), by log or by hand, however long ago they were: what was decided late is what one looks at. Corrections are not services. */
export function recordedIn(m: EntityManager, communityId: number, month: string): Promise<Drawable[]> {
  const from = startOfDay(`${month}-01`), next = addDays(`${month}-01`, 32).slice(0, 7);
  return m.query<Drawable[]>("SELECT id, evidence FROM service_record WHERE communityId = ? AND day < ? AND verifiedAt >= ? AND verifiedAt < ? AND origin <> 'CORRECTION' ORDER BY id", [communityId, `${next}-01`, from, startOfDay(`${next}-01`)]);
}
/** The draw and what was drawn. Its key lets each community's month be drawn once. */
export async function insertDraw(m: EntityManager, d: SampleDraw, recordIds: readonly number[], checkerId: number): Promise<void> {
  await m.insert(SampleDraw, d);
  for (let i = 0; i < recordIds.length; i += 100)
    await m.insert(RecordSample, recordIds.slice(i, i + 100).map((recordId) => ({ id: newId(), month: d.month, recordId, communityId: d.communityId, checkerId, status: 'OPEN' as const, note: null, checkedBy: null, checkedAt: null, closing: null, closedBy: null, closedAt: null })));
}
const SELECT = `SELECT s.id, s.month, s.status, s.recordId, s.communityId, h.name AS communityName, h.path, k.path AS checkerPath, k.name AS checkerName, r.userId, p.name, r.title, r.kind, r.day, r.minutes + COALESCE((SELECT SUM(c.minutes) FROM service_record c WHERE c.correctsId = r.id), 0) AS minutes, r.evidence, r.origin,
  t.place, t.contactName, t.contactPhone, r.logId, l.text, e.evidence AS entryText, n.status AS needStatus, s.checkedAt, s.note, s.closing, r.verifiedBy
  FROM record_sample s JOIN area h ON h.id = s.communityId JOIN area k ON k.id = s.checkerId JOIN service_record r ON r.id = s.recordId JOIN person p ON p.id = r.userId
  LEFT JOIN task t ON t.id = r.taskId LEFT JOIN need n ON n.id = t.needId LEFT JOIN service_log l ON l.id = r.logId LEFT JOIN manual_entry e ON e.recordId = r.id`;
export async function findSample(m: EntityManager, id: number): Promise<SampleRow | null> {
  const [row] = await m.query<SampleRow[]>(`${SELECT} WHERE s.id = ?`, [id]);
  return row ?? null;
}
/** What a subtree's communities have to check (or checked), newest first. */
export const samplesToCheck = (m: EntityManager, path: string, status: SampleStatus, before: number, limit: number): Promise<SampleRow[]> =>
  m.query<SampleRow[]>(`${SELECT} WHERE k.path >= ? AND k.path < ? AND s.status = ? AND s.id < ? ORDER BY s.id DESC LIMIT ?`, [...range(path), status, before, limit]);
/** Doubts about what a subtree recorded, newest first. */
export const doubtsIn = (m: EntityManager, path: string, before: number, limit: number): Promise<SampleRow[]> =>
  m.query<SampleRow[]>(`${SELECT} WHERE h.path >= ? AND h.path < ? AND s.status IN ('DOUBT', 'CLOSED') AND s.id < ? ORDER BY s.id DESC LIMIT ?`, [...range(path), before, limit]);
/** Compare-and-set over OPEN. */
export const checkSample = async (m: EntityManager, id: number, to: 'TRUE' | 'DOUBT', by: number, at: number, note: string | null): Promise<boolean> =>
  (await change(m, "UPDATE record_sample SET status = ?, note = ?, checkedBy = ?, checkedAt = ? WHERE id = ? AND status = 'OPEN'", [to, note, by, at, id])) === 1;
/** Compare-and-set over DOUBT. */
export const closeSample = async (m: EntityManager, id: number, by: number, at: number, closing: string): Promise<boolean> =>
  (await change(m, "UPDATE record_sample SET status = 'CLOSED', closing = ?, closedBy = ?, closedAt = ? WHERE id = ? AND status = 'DOUBT'", [closing, by, at, id])) === 1;
/** Per community of a subtree and month since `from`: how many were recorded, drawn, looked at, doubted. */
export async function ratesIn(m: EntityManager, path: string, from: string): Promise<SampleRate[]> {
  const rows = await m.query<SampleRate[]>(
    `SELECT d.communityId AS areaId, h.name, u.name AS streetName, d.month, d.records, d.drawn, COALESCE(SUM(CASE WHEN s.status <> 'OPEN' THEN 1 ELSE 0 END), 0) AS checked, COALESCE(SUM(CASE WHEN s.status IN ('DOUBT', 'CLOSED') THEN 1 ELSE 0 END), 0) AS doubts, COALESCE(SUM(CASE WHEN s.status = 'DOUBT' THEN 1 ELSE 0 END), 0) AS open
     FROM sample_draw d JOIN area h ON h.id = d.communityId JOIN area u ON u.id = h.parentId LEFT JOIN record_sample s ON s.communityId = d.communityId AND s.month = d.month
     WHERE h.path >= ? AND h.path < ? AND d.month >= ? GROUP BY d.communityId, h.name, u.name, d.month, d.records, d.drawn ORDER BY d.month DESC, u.name, h.name`, [...range(path), from]);
  return rows.map((r) => ({ ...r, checked: Number(r.checked), doubts: Number(r.doubts), open: Number(r.open) }));
}
