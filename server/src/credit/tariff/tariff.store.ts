import type { EntityManager } from 'typeorm';
import type { TariffRules, TariffStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { Tariff } from './tariff.entity.js';

export interface InForce { id: number; version: number; name: string; effectiveFrom: string; rules: TariffRules }
type ForceRow = Omit<InForce, 'rules'> & { rules: string };
/** The published version that is in force on a day of Shanghai. Published versions never change, so the answer for a day is final once the day has begun. */
export async function tariffOn(m: EntityManager, day: string): Promise<InForce> {
  const [row] = await m.query<ForceRow[]>("SELECT id, version, name, effectiveFrom, rules FROM tariff WHERE status = 'PUBLISHED' AND effectiveFrom <= ? ORDER BY effectiveFrom DESC LIMIT 1", [day]);
  if (!row) throw new Error(`no tariff is in force on ${day}`);
  return { ...row, rules: JSON.parse(row.rules) as TariffRules };
}
export async function tariffByVersion(m: EntityManager, version: number): Promise<InForce | null> {
  const [row] = await m.query<ForceRow[]>('SELECT id, version, name, effectiveFrom, rules FROM tariff WHERE version = ?', [version]);
  return row ? { ...row, rules: JSON.parse(row.rules) as TariffRules } : null;
}

export interface TariffRow { id: number; version: number; name: string; note: string; status: TariffStatus; rules: string; effectiveFrom: string | null; publishedAt: number | null }
const SELECT = 'SELECT id, version, name, note, status, rules, effectiveFrom, publishedAt FROM tariff';
export async function findTariff(m: EntityManager, id: number): Promise<TariffRow | null> {
  const [row] = await m.query<TariffRow[]>(`${SELECT} WHERE id = ?`, [id]);
  return row ?? null;
}
/** Newest versions first. */
export const tariffs = (m: EntityManager, limit: number): Promise<TariffRow[]> => m.query(`${SELECT} ORDER BY version DESC LIMIT ${limit}`);
export interface Draft { name: string; note: string; rules: string }
/** Takes the next version. Of two at the same moment the unique key refuses one, who tries again. */
export async function insertDraft(m: EntityManager, draft: Draft, by: number, now: number): Promise<number> {
  const [row] = await m.query<{ last: number | null }[]>('SELECT MAX(version) AS last FROM tariff'), id = newId();
  await m.insert(Tariff, { id, version: Number(row?.last ?? 0) + 1, ...draft, status: 'DRAFT', effectiveFrom: null, createdBy: by, createdAt: now, publishedBy: null, publishedAt: null });
  return id;
}
// What is published never changes: each of these names the draft.
export const amendDraft = async (m: EntityManager, id: number, d: Draft): Promise<boolean> => (await change(m, "UPDATE tariff SET name = ?, note = ?, rules = ? WHERE id = ? AND status = 'DRAFT'", [d.name, d.note, d.rules, id])) === 1;
export const removeDraft = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, "DELETE FROM tariff WHERE id = ? AND status = 'DRAFT'", [id])) === 1;
/** The unique key on the day refuses a second version for it. */
export const publishDraft = async (m: EntityManager, id: number, effectiveFrom: string, by: number, now: number): Promise<boolean> =>
  (await change(m, "UPDATE tariff SET status = 'PUBLISHED', effectiveFrom = ?, publishedBy = ?, publishedAt = ? WHERE id = ? AND status = 'DRAFT'", [effectiveFrom, by, now, id])) === 1;

/** The root of the tree of areas: the tariff is the city's. '' where there is no city yet. */
export async function cityPath(m: EntityManager): Promise<string> {
  const [row] = await m.query<{ path: string }[]>('SELECT path FROM area WHERE parentId = 0 AND closed = 0 ORDER BY id LIMIT 1');
  return row?.path ?? '';
}
/** Whoever tells others how points are reckoned: holders of a post in streets and communities today. */
export const officers = async (m: EntityManager, today: string): Promise<number[]> =>
  (await m.query<{ userId: number }[]>("SELECT DISTINCT userId FROM post WHERE role IN ('COMMUNITY_SECRETARY', 'STREET_OFFICER') AND ended = 0 AND fromDay <= ? AND toDay >= ? ORDER BY userId", [today, today])).map((r) => r.userId);
