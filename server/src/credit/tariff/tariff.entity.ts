import { Entity, Index } from 'typeorm';
import type { AdditionStatus, TariffStatus } from '@xianfeng/shared';
import { At, Big, Checks, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** One version of the city's tariff. Once published it never changes: entries name it, and are worked out again from it. */
@Entity('tariff')
@Index('uq_tariff_version', ['version'], { unique: true })
@Index('uq_tariff_day', ['effectiveFrom'], { unique: true })
export class Tariff {
  @Key() id: number;
  @Int() version: number;
  @Str(40) name: string;
  @Str(200) note: string;
  @Str(10) status: TariffStatus;
  /** JSON of TariffRules. */
  @Text() rules: string;
  /** 'YYYY-MM-DD' in Shanghai; null for a draft. */
  @Str(10, { nullable: true }) effectiveFrom: string | null;
  @Ref() createdBy: number;
  @At() createdAt: number;
  @Big({ nullable: true }) publishedBy: number | null;
  @Big({ nullable: true }) publishedAt: number | null;
}
/** A community's addition to the tariff for its own tasks. `used` never passes `budget`. */
@Entity('tariff_addition')
@Checks('tariff_addition')
@Index('ix_tariff_addition_area', ['areaId', 'status'])
export class TariffAddition {
  @Key() id: number;
  @Ref() areaId: number;
  @Str(40) title: string;
  /** Task kinds, comma between; empty: all. */
  @Str(200) kinds: string;
  @Int() percent: number;
  @Int() budget: number;
  @Int() used: number;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @Str(8) status: AdditionStatus;
  @Ref() proposedBy: number;
  @At() proposedAt: number;
  @Big({ nullable: true }) decidedBy: number | null;
  @Big({ nullable: true }) decidedAt: number | null;
}
