import { Entity, Index } from 'typeorm';
import type { EntryKind, LedgerAccount, LedgerRef } from '@xianfeng/shared';
import { At, Big, Checks, Flag, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** One person's points, in whole points. Always the sum of his entries; kept so that spending is one conditional UPDATE. */
@Entity('points_account')
@Checks('points_account')
export class PointsAccount {
  @Key() userId: number;
  /** May be spent now; below zero only after a reversal. */
  @Int() available: number;
  /** Waits for pickup; never below zero. */
  @Int() held: number;
  /** Over all time, net of reversals: issued to him, spent, expired, adjusted. */
  @Int() earned: number;
  @Int() spent: number;
  @Int() expired: number;
  @Int() adjusted: number;
  /** 1 while exchange is stopped (points_freeze says why). */
  @Flag() frozen: number;
}
/** Why balances are what they are. Append-only: a mistake is corrected by a reversal that points to it. Concerns one person: points never pass between people. */
@Entity('journal_tx')
@Index('uq_journal_tx_ref', ['kind', 'refType', 'refId'], { unique: true })
@Index('uq_journal_tx_reverses', ['reversesId'], { unique: true })
@Index('ix_journal_tx_user', ['userId', 'id'])
@Index('ix_journal_tx_area', ['areaId', 'id'])
@Index('ix_journal_tx_created', ['createdAt'])
export class JournalTx {
  @Key() id: number;
  @Str(10) kind: EntryKind;
  @Ref() userId: number;
  /** The community whose work or goods it was; null where it is nobody's (expiry). */
  @Big({ nullable: true }) areaId: number | null;
  /** 0: the house itself (a job). */
  @Ref() actorId: number;
  /** What it is about; one transaction of a kind per thing. */
  @Str(12) refType: LedgerRef;
  @Ref() refId: number;
  /** The transaction that this one takes back. */
  @Big({ nullable: true }) reversesId: number | null;
  @Str(60) title: string;
  @Str(200) why: string;
  /** The tariff version that worked out an award; 0 where no tariff was asked. */
  @Int() ruleVersion: number;
  /** JSON of TariffFacts: what the tariff was given. */
  @Text({ nullable: true }) inputs: string | null;
  /** Why somebody corrected. */
  @Str(200, { nullable: true }) reason: string | null;
  /** `available` after it. */
  @Int() balance: number;
  @At() createdAt: number;
  /** SHA-256 of everything above and of the entries. */
  @Str(43) hash: string;
}
/** One side of a transaction; the amounts of a transaction sum to zero. */
@Entity('journal_entry')
@Index('ix_journal_entry_user', ['userId', 'txId'])
export class JournalEntry {
  @Key() txId: number;
  @Key() seq: number;
  @Str(10) account: LedgerAccount;
  /** Whose AVAILABLE or HELD it is; null for the house's accounts. */
  @Big({ nullable: true }) userId: number | null;
  @Int() amount: number;
}
/** Points that came together and end together. The lots' rests sum to the available balance where that is above zero. */
@Entity('points_lot')
@Checks('points_lot')
@Index('ix_points_lot_user', ['userId', 'live', 'expiresAt'])
@Index('ix_points_lot_due', ['live', 'expiresAt'])
export class PointsLot {
  @Key() id: number;
  @Ref() userId: number;
  /** The transaction that made it. */
  @Ref() txId: number;
  @Int() leftPoints: number;
  /** 1 while something is left. */
  @Flag() live: number;
  /** Warnings given: 0, 1 (90 days), 2 (30 days). */
  @Int() warned: number;
  @At() firstExpiresAt: number;
  @At() expiresAt: number;
  @At() createdAt: number;
}
/** What a transaction put into a lot (+) or took from it (−). Append-only; a lot's rest is the sum of its moves. */
@Entity('lot_move')
@Index('ix_lot_move_lot', ['lotId'])
export class LotMove {
  @Key() txId: number;
  @Key() lotId: number;
  @Int() points: number;
}
