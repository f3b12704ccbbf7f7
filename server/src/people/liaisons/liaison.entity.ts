import { Entity, Index } from 'typeorm';
import { LIAISON_LIMITS, type LiaisonKind, type LiaisonSide, type LiaisonStatus } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 包联: a unit looks after a compound, a member after a building, a stairwell or some households. `live` is 1 while it waits or stands. */
@Entity('liaison')
@Index('uq_liaison_live', ['kind', 'holderId', 'areaId', 'live'], { unique: true })
@Index('ix_liaison_desk', ['communityId', 'status', 'id'])
@Index('ix_liaison_area', ['areaId', 'live'])
@Index('ix_liaison_holder', ['kind', 'holderId', 'id'])
@Index('ix_liaison_waiting', ['status', 'proposedAt'])
export class Liaison {
  @Key() id: number;
  @Str(8) kind: LiaisonKind;
  /** The unit's id, or the person's. */
  @Ref() holderId: number;
  @Ref() areaId: number;
  @Ref() communityId: number;
  @Str(LIAISON_LIMITS.households.max) households: string;
  @Str(12) status: LiaisonStatus;
  @Int({ nullable: true }) live: number | null;
  @Str(10) side: LiaisonSide;
  /** 1: the member who was asked said no. The community sees a question that waits, then one that lapsed. */
  @Int() declined: number;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @Str(LIAISON_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref() proposedBy: number;
  @At() proposedAt: number;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
}
