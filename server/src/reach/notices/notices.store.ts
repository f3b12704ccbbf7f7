import type { EntityManager } from 'typeorm';
import type { MessageTemplate, NoticeKind } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { queueMessages } from '../messages/queue.store.js';

/** `dueAt`: after this instant it is no news; `startsAt`: when what it tells about begins, where that is another; `template`: the WeChat message, where it is not the kind's. */
export interface NewNotice { userId: number; kind: NoticeKind; title: string; body: string; link?: string | null; dueAt?: number; startsAt?: number; template?: MessageTemplate }
const CHUNK = 200;
/** As long as the columns are, by characters. Names of units and words of people come in; a strict database would refuse the row, and with it what it tells about. */
const cut = (text: string, most: number): string => (text.length <= most ? text : [...text].slice(0, most).join(''));
/** Puts notices into inboxes, in the transaction of what they tell about, and queues the WeChat messages of those who agreed to get them. */
export async function notify(m: EntityManager, now: number, notices: readonly NewNotice[]): Promise<void> {
  for (let i = 0; i < notices.length; i += CHUNK) {
    const part = notices.slice(i, i + CHUNK).map((n) => ({ ...n, noticeId: newId() }));
    await m.query(
      `INSERT INTO notice (id, userId, kind, title, body, link, isRead, createdAt) VALUES ${part.map(() => '(?, ?, ?, ?, ?, ?, 0, ?)').join(', ')}`,
      part.flatMap((n) => [n.noticeId, n.userId, n.kind, cut(n.title, 60), cut(n.body, 200), n.link ?? null, now]),
    );
    await queueMessages(m, now, part);
  }
}

export interface NoticeRow { id: number; kind: NoticeKind; title: string; body: string; link: string | null; at: number; isRead: number }
/** Newest first, older than `before`. */
export const noticesOf = (m: EntityManager, userId: number, before: number, limit: number): Promise<NoticeRow[]> =>
  m.query<NoticeRow[]>('SELECT id, kind, title, body, link, createdAt AS at, isRead FROM notice WHERE userId = ? AND id < ? ORDER BY id DESC LIMIT ?', [userId, before, limit]);
/** Whose notice it is; null when there is none. */
export async function noticeOwner(m: EntityManager, id: number): Promise<number | null> {
  const [row] = await m.query<{ userId: number }[]>('SELECT userId FROM notice WHERE id = ?', [id]);
  return row?.userId ?? null;
}
export const markRead = (m: EntityManager, id: number): Promise<number> => change(m, 'UPDATE notice SET isRead = 1 WHERE id = ?', [id]);
export const markAllRead = (m: EntityManager, userId: number): Promise<number> => change(m, 'UPDATE notice SET isRead = 1 WHERE userId = ? AND isRead = 0', [userId]);
