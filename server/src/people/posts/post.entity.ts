import { Entity, Index } from 'typeorm';
import type { Role } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';

/** A person with a title, somewhere, from a day to a day (inclusive). A role is held in an area or, by a liaison, in a unit. */
@Entity('post')
@Index('ix_post_user', ['userId'])
@Index('ix_post_area', ['areaId', 'role'])
@Index('uq_post_live', ['userId', 'role', 'areaId', 'unitId', 'ended'], { unique: true })
export class Post {
  @Key() id: number;
  @Ref() userId: number;
  @Str(24) role: Role;
  /** 0 where the post is held in a unit (and the other way round): unique keys do not see NULL. */
  @Ref() areaId: number;
  @Ref() unitId: number;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  /** 0 while it lasts, its own id once ended early. */
  @Ref() ended: number;
  @At() createdAt: number;
}
