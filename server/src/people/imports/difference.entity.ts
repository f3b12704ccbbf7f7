import { Entity, Index } from 'typeorm';
import type { DifferenceDecision, DifferenceKind } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';

/** What a roster said differently from the one in force when it was written. It changes nothing until somebody decides. */
@Entity('roster_difference')
@Index('ix_roster_difference_import', ['importId', 'kind', 'id'])
export class RosterDifference {
  @Key() id: number;
  @Ref() importId: number;
  @Str(16) kind: DifferenceKind;
  @Ref() entryId: number;
  @Str(30) name: string;
  @Str(11) phone: string;
  @Ref({ nullable: true }) unitBefore: number | null;
  @Ref({ nullable: true }) unitAfter: number | null;
  @Ref({ nullable: true }) communityBefore: number | null;
  @Ref({ nullable: true }) communityAfter: number | null;
  @Str(60, { nullable: true }) note: string | null;
  @Str(8, { nullable: true }) decision: DifferenceDecision | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
  @At() createdAt: number;
}
