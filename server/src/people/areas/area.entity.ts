import { Entity, Index } from 'typeorm';
import { AREA_LIMITS, type AreaKind } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** A node of the one area tree. `path` ('/12/40/7/') holds the ids from the city down to itself: a subtree is a prefix. */
@Entity('area')
@Index('uq_area_path', ['path'], { unique: true })
@Index('uq_area_name', ['parentId', 'name', 'closed'], { unique: true })
export class Area {
  @Key() id: number;
  /** 0 for the city. */
  @Ref() parentId: number;
  @Str(12) kind: AreaKind;
  @Str(AREA_LIMITS.name.max) name: string;
  @Str(160) path: string;
  @Int() depth: number;
  /** First day in force, and the last one ('9999-12-31' while it lasts): history keeps its areas when communities merge. */
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  /** 0 while it lives; its own id once closed, so that the name may be used again. */
  @Ref() closed: number;
  @At() createdAt: number;
}
