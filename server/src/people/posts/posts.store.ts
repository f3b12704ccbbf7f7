import type { EntityManager } from 'typeorm';
import type { Role } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { Post } from './post.entity.js';

export interface PostRow { id: number; userId: number; userName: string; role: Role; areaId: number; areaName: string | null; path: string | null; unitId: number; unitName: string | null; fromDay: string; toDay: string; ended: number; unitPath: string | null }
const SELECT = `SELECT o.id, o.userId, p.name AS userName, o.role, o.areaId, a.name AS areaName, a.path, o.unitId, u.name AS unitName, o.fromDay, o.toDay, o.ended, ua.path AS unitPath
  FROM post o JOIN person p ON p.id = o.userId LEFT JOIN area a ON a.id = o.areaId LEFT JOIN unit u ON u.id = o.unitId LEFT JOIN area ua ON ua.id = u.areaId`;
export async function findPost(m: EntityManager, id: number): Promise<PostRow | null> {
  const [row] = await m.query<PostRow[]>(`${SELECT} WHERE o.id = ?`, [id]);
  return row ?? null;
}
/** Present and future posts held in a subtree, those of higher areas first, up to `limit`. */
export const postsWithin = (m: EntityManager, path: string, today: string, limit: number): Promise<PostRow[]> =>
  m.query<PostRow[]>(`${SELECT} WHERE a.path LIKE ? AND o.ended = 0 AND o.toDay >= ? ORDER BY a.depth, o.areaId, o.role, o.id LIMIT ${limit}`, [`${path}%`, today]);
/** The same for posts held in units that are stationed in the subtree; with `isCity` also in those of no area. */
export const unitPostsWithin = (m: EntityManager, path: string, isCity: boolean, today: string, limit: number): Promise<PostRow[]> =>
  m.query<PostRow[]>(`${SELECT} WHERE o.areaId = 0 AND (ua.path LIKE ?${isCity ? ' OR u.areaId IS NULL' : ''}) AND o.ended = 0 AND o.toDay >= ? ORDER BY o.unitId, o.id LIMIT ${limit}`, [`${path}%`, today]);
export interface NewPost { userId: number; role: Role; areaId: number; unitId: number; fromDay: string; toDay: string }
/** The unique key lets one post of a kind, place and person live; one whose days are over makes way first. */
export async function insertPost(m: EntityManager, post: NewPost, now: number, today: string): Promise<number> {
  const id = newId();
  await change(m, 'UPDATE post SET ended = id WHERE userId = ? AND role = ? AND areaId = ? AND unitId = ? AND ended = 0 AND toDay < ?', [post.userId, post.role, post.areaId, post.unitId, today]);
  await m.insert(Post, { id, ...post, ended: 0, createdAt: now });
  return id;
}
/** Compare-and-set: of two at once, one ends it. */
export const endPost = async (m: EntityManager, id: number): Promise<boolean> => (await change(m, 'UPDATE post SET ended = id WHERE id = ? AND ended = 0', [id])) === 1;
export const liaisonsOf = (m: EntityManager, unitId: number, today: string): Promise<{ userId: number }[]> =>
  m.query<{ userId: number }[]>("SELECT DISTINCT userId FROM post WHERE areaId = 0 AND role = 'UNIT_LIAISON' AND unitId = ? AND ended = 0 AND toDay >= ?", [unitId, today]);
