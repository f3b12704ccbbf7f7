import type { EntityManager } from 'typeorm';
import type { SceneKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { SceneCode, UrlLink } from './code.entity.js';

export interface CodeRow { id: number; kind: SceneKind; refId: number; expiresAt: number; imageAt: number | null; tryAt: number; tries: number }
const SELECT = 'SELECT id, kind, refId, expiresAt, imageAt, tryAt, tries FROM scene_code';
export async function findCode(m: EntityManager, kind: SceneKind, refId: number, expiresAt: number): Promise<CodeRow | null> {
  const [row] = await m.query<CodeRow[]>(`${SELECT} WHERE kind = ? AND refId = ? AND expiresAt = ?`, [kind, refId, expiresAt]);
  return row ?? null;
}
/** The code of a token that still leads somewhere. */
export async function findLiving(m: EntityManager, tokenHash: string, now: number): Promise<CodeRow | null> {
  const [row] = await m.query<CodeRow[]>(`${SELECT} WHERE tokenHash = ? AND expiresAt > ?`, [tokenHash, now]);
  return row ?? null;
}
/** The unique key over (kind, thing, end) lets one of two at once in. */
export async function insertCode(m: EntityManager, code: { tokenHash: string; kind: SceneKind; refId: number; areaId: number | null; expiresAt: number }, now: number): Promise<void> {
  await m.insert(SceneCode, { id: newId(), ...code, createdAt: now, imageAt: null, tryAt: now, tries: 0 });
}
/** Codes whose picture is still to be fetched, longest waiting first. */
export const dueCodes = (m: EntityManager, now: number, limit: number): Promise<CodeRow[]> =>
  m.query<CodeRow[]>(`${SELECT} WHERE imageAt IS NULL AND tryAt <= ? AND expiresAt > ? ORDER BY tryAt LIMIT ${limit}`, [now, now]);
/** Of several workers one asks WeChat; the others leave the row alone until then. */
export const takeCode = async (m: EntityManager, row: CodeRow, until: number): Promise<boolean> =>
  (await change(m, 'UPDATE scene_code SET tryAt = ?, tries = tries + 1 WHERE id = ? AND tryAt = ? AND imageAt IS NULL', [until, row.id, row.tryAt])) === 1;
export const imageKept = (m: EntityManager, id: number, now: number): Promise<number> => change(m, 'UPDATE scene_code SET imageAt = ?, tries = 0 WHERE id = ?', [now, id]);
/** The picture is not on this machine (another one fetched it, or a backup came without it): to be fetched again. */
export const imageLost = (m: EntityManager, id: number, now: number): Promise<number> => change(m, 'UPDATE scene_code SET imageAt = NULL, tryAt = ? WHERE id = ? AND imageAt IS NOT NULL', [now, id]);
export const expiredCodes = (m: EntityManager, before: number): Promise<{ id: number }[]> => m.query('SELECT id FROM scene_code WHERE expiresAt < ? ORDER BY expiresAt LIMIT 500', [before]);
export const deleteCodes = (m: EntityManager, ids: readonly number[]): Promise<number> => change(m, `DELETE FROM scene_code WHERE id IN (${ids.map(() => '?').join(',')})`, [...ids]);

export interface LinkRow { url: string | null; expiresAt: number; tryAt: number }
export async function findLink(m: EntityManager, target: string): Promise<LinkRow | null> {
  const [row] = await m.query<LinkRow[]>('SELECT url, expiresAt, tryAt FROM url_link WHERE target = ?', [target]);
  return row ?? null;
}
/** Puts what WeChat said in place of what was known. Two at once keep the last. */
export async function keepLink(m: EntityManager, target: string, link: LinkRow): Promise<void> {
  if ((await change(m, 'UPDATE url_link SET url = ?, expiresAt = ?, tryAt = ? WHERE target = ?', [link.url, link.expiresAt, link.tryAt, target])) > 0) return;
  if (!(await findLink(m, target))) await m.insert(UrlLink, { target, ...link });
}
export const forgetLinks = (m: EntityManager, before: number): Promise<number> => change(m, 'DELETE FROM url_link WHERE expiresAt < ?', [before]);
