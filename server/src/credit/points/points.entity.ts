import { Entity, Index } from 'typeorm';
import type { EntryKind } from '@xianfeng/shared';
import { At, Big, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** One person's points, in whole points. Always the sum of his entries; kept so that spending is one conditional UPDATE. */
@Entity('points_account')
export class PointsAccount {
  @Key() userId: number;
  /** May be spent now; never below zero. */
  @Int() available: number;
  /** Waits for pickup. */
  @Int() held: number;
  /** All that was ever earned and spent. */
  @Int() earned: number;
  @Int() spent: number;
}
/** Why a balance is what it is. Append-only: a mistake is corrected by another entry. */
@Entity('points_entry')
@Index('uq_points_entry_ref', ['kind', 'refType', 'refId'], { unique: true })
@Index('ix_points_entry_user', ['userId', 'id'])
export class PointsEntry {
  @Key() id: number;
  @Ref() userId: number;
  @Str(10) kind: EntryKind;
  /** Effect on `available`, signed. */
  @Int() amount: number;
  /** Effect on `held`, signed. */
  @Int() heldAmount: number;
  /** `available` after this entry. */
  @Int() balance: number;
  /** What it is about: 'log' or 'redemption'. One entry of a kind per thing. */
  @Str(12) refType: string;
  @Ref() refId: number;
  @Str(60) title: string;
  @Str(120) why: string;
  /** The community whose work or goods it was. */
  @Big({ nullable: true }) communityId: number | null;
  @Int() ruleVersion: number;
  /** JSON: what the rule was given. */
  @Text({ nullable: true }) inputs: string | null;
  @At() createdAt: number;
}
