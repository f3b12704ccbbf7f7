import { Injectable } from '@nestjs/common';
import type { NoticeView, Page } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { markAllRead, markRead, noticeOwner, noticesOf } from './notices.store.js';

/** The inbox of the signed-in person. */
@Injectable()
export class NoticesService {
  constructor(private readonly tx: Tx) {}
  /** Newest first. */
  async list(me: Me, after?: string): Promise<Page<NoticeView>> {
    const rows = await noticesOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS);
    return pageOf(rows, ({ isRead, ...row }) => ({ ...row, read: isRead === 1 }), (row) => String(row.id));
  }
  /** Reading twice is no mistake. @throws NOT_FOUND for another person's */
  async read(me: Me, id: number): Promise<void> {
    me.requireSelf(await noticeOwner(this.tx.read, id));
    await this.tx.run((m) => markRead(m, id));
  }
  async readAll(me: Me): Promise<void> {
    await this.tx.run((m) => markAllRead(m, me.id));
  }
}
