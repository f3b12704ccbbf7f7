import { Entity, Index } from 'typeorm';
import { At, Big, Key, Ref, Str } from '../../db/columns.js';

/** Money set aside for goods (+) or spent on them (−). Append-only. */
@Entity('fund_entry')
@Index('ix_fund_entry_area', ['areaId', 'id'])
export class FundEntry {
  @Key() id: number;
  @Ref() areaId: number;
  @Big() amountFen: number;
  @Str(40) source: string;
  @Str(100) note: string;
  @Ref() actorId: number;
  @At() createdAt: number;
}
