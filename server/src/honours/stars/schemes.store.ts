import type { EntityManager } from 'typeorm';
import type { StarCriteria, StarIssuer, StarPeriod, StarSubject } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { fail } from '../../lib/errors.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { StarScheme } from './star.entity.js';

export interface SchemeRow {
  id: number; seriesId: number; version: number; live: number | null; areaId: number; areaName: string | null; /** Of its area; the city's where it came with the product. */ path: string;
  name: string; subject: StarSubject; period: StarPeriod; criteria: StarCriteria; noticeWorkdays: number; issuer: StarIssuer; validMonths: number; createdAt: number;
}
const CITY_PATH = '(SELECT MIN(root.path) FROM area root WHERE root.parentId = 0)';
const SELECT = `SELECT s.id, s.seriesId, s.version, s.live, s.areaId, a.name AS areaName, COALESCE(a.path, ${CITY_PATH}, '') AS path, s.name, s.subject, s.period, s.criteria, s.noticeWorkdays, s.issuer, s.validMonths, s.createdAt FROM star_scheme s LEFT JOIN area a ON a.id = s.areaId`;
const row = (r: Omit<SchemeRow, 'criteria'> & { criteria: string }): SchemeRow => ({ ...r, criteria: JSON.parse(r.criteria) as StarCriteria });
const ask = async (m: EntityManager, where: string, params: unknown[]): Promise<SchemeRow[]> => (await m.query<Parameters<typeof row>[0][]>(`${SELECT} WHERE ${where}`, params)).map(row);

/** @throws NOT_FOUND */
export async function getScheme(m: EntityManager, id: number): Promise<SchemeRow> {
  const [found] = await ask(m, 's.id = ?', [id]);
  if (!found) throw fail('NOT_FOUND');
  return found;
}
/** Those in force that apply in an area: the product's own, those of areas above it and its own; with `below` also those of areas in it. */
export const schemesFor = (m: EntityManager, path: string, below = false): Promise<SchemeRow[]> => {
  const ids = pathIds(path);
  return ask(m, `s.live = 1 AND (s.areaId = 0${ids.length > 0 ? ` OR s.areaId IN (${ids.map(() => '?').join(', ')})` : ''}${below ? ' OR (a.path >= ? AND a.path < ?)' : ''}) ORDER BY s.areaId, s.seriesId`, [...ids, ...(below ? [path, `${path.slice(0, -1)}0`] : [])]);
};
export const insertScheme = (m: EntityManager, s: Omit<StarScheme, 'criteria'> & { criteria: StarCriteria }): Promise<unknown> => m.insert(StarScheme, { ...s, criteria: JSON.stringify(s.criteria) });
/** Compare-and-set: of two who replace or end a version at once, one gets true. */
export const retireScheme = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, 'UPDATE star_scheme SET live = NULL WHERE id = ? AND live = 1', [id])) === 1;
