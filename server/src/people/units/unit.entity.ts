import { Entity, Index } from 'typeorm';
import { UNIT_LIMITS } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';

/** A party organisation of a workplace: a tree of its own, linked to areas and not merged with them. */
@Entity('unit')
@Index('uq_unit_name', ['name'], { unique: true })
@Index('ix_unit_path', ['path'])
export class Unit {
  @Key() id: number;
  @Ref({ nullable: true }) parentId: number | null;
  @Str(UNIT_LIMITS.name.max) name: string;
  @Str(160) path: string;
  @Ref({ nullable: true }) areaId: number | null;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @At() createdAt: number;
}
