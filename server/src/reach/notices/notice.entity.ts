import { Entity, Index } from 'typeorm';
import type { NoticeKind } from '@xianfeng/shared';
import { At, Flag, Key, Ref, Str } from '../../db/columns.js';

/** The in-app inbox: what every other channel only repeats. */
@Entity('notice')
@Index('ix_notice_inbox', ['userId', 'id'])
@Index('ix_notice_unread', ['userId', 'isRead'])
export class Notice {
  @Key() id: number;
  @Ref() userId: number;
  @Str(12) kind: NoticeKind;
  @Str(60) title: string;
  @Str(200) body: string;
  /** A page of the mini-program with its query. */
  @Str(120, { nullable: true }) link: string | null;
  @Flag() isRead: number;
  @At() createdAt: number;
}
