import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '@xianfeng/shared';
import { newId } from '../../lib/ids.js';

export interface NewNotice { userId: number; kind: NoticeKind; title: string; body: string; link?: string | null }
const CHUNK = 200;
/** Puts notices into inboxes, in the transaction of what they tell about. */
export async function notify(m: EntityManager, now: number, notices: readonly NewNotice[]): Promise<void> {
  for (let i = 0; i < notices.length; i += CHUNK) {
    const part = notices.slice(i, i + CHUNK);
    await m.query(
      `INSERT INTO notice (id, userId, kind, title, body, link, isRead, createdAt) VALUES ${part.map(() => '(?, ?, ?, ?, ?, ?, 0, ?)').join(', ')}`,
      part.flatMap((n) => [newId(), n.userId, n.kind, n.title, n.body, n.link ?? null, now]),
    );
  }
}
