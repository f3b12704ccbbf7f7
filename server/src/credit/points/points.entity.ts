import { Entity, Index } from 'typeorm';
import type { CorrectionKind, CorrectionStatus, FreezeStatus } from '@xianfeng/shared';
import { At, Big, Int, Key, Ref, Str } from '../../db/columns.js';

/** Exchange stopped for one person while something is looked into, with his appeal and what became of it. */
@Entity('points_freeze')
@Index('uq_points_freeze_live', ['userId', 'live'], { unique: true })
@Index('ix_points_freeze_area', ['areaId', 'id'])
export class PointsFreeze {
  @Key() id: number;
  @Ref() userId: number;
  /** His community then. */
  @Big({ nullable: true }) areaId: number | null;
  /** 1 until it is lifted, then null: one at a time per person. */
  @Int({ nullable: true }) live: number | null;
  @Str(8) status: FreezeStatus;
  @Str(200) reason: string;
  /** 0: the nightly reconciliation. */
  @Ref() frozenBy: number;
  @At() frozenAt: number;
  @Str(300, { nullable: true }) appeal: string | null;
  @Big({ nullable: true }) appealedAt: number | null;
  @Str(200, { nullable: true }) decision: string | null;
  @Big({ nullable: true }) decidedBy: number | null;
  @Big({ nullable: true }) decidedAt: number | null;
}
/** A correction of the journal: proposed by one, approved by another, then a transaction like any other. */
@Entity('points_correction')
@Index('ix_points_correction_area', ['areaId', 'id'])
@Index('ix_points_correction_user', ['userId', 'id'])
export class PointsCorrection {
  @Key() id: number;
  @Str(8) kind: CorrectionKind;
  @Ref() userId: number;
  @Big({ nullable: true }) areaId: number | null;
  /** REVERSE: the transaction to be taken back. */
  @Big({ nullable: true }) txId: number | null;
  /** Signed effect on the available balance. */
  @Int() points: number;
  @Str(200) reason: string;
  @Str(10) status: CorrectionStatus;
  @Ref() proposedBy: number;
  @At() proposedAt: number;
  @Big({ nullable: true }) decidedBy: number | null;
  @Big({ nullable: true }) decidedAt: number | null;
  @Str(200, { nullable: true }) decision: string | null;
}
