import { Entity, Index, PrimaryColumn } from 'typeorm';
import { PROFILE_LIMITS, type Range, type Station } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** A standing post somebody keeps in the community where he is registered; it counts only while he is at home there. `live` is 1 while he keeps it. */
@Entity('station_claim')
@Index('uq_station_claim_live', ['userId', 'station', 'live'], { unique: true })
@Index('ix_station_claim_community', ['communityId', 'station', 'live'])
export class StationClaim {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Str(12) station: Station;
  @Int({ nullable: true }) live: number | null;
  @At() createdAt: number;
  @At({ nullable: true }) endedAt: number | null;
}
/** What a person says of himself beyond name and skills. Who never said anything has no row. */
@Entity('person_profile')
@Index('ix_person_profile_asked', ['askedAt'])
export class Profile {
  @PrimaryColumn({ type: 'bigint', transformer: { to: (v: number) => v, from: Number } }) userId: number;
  @Str(12) reach: Range;
  /** ',HAIR,LEGAL,' or '': kinds of task he will not do, found by LIKE '%,HAIR,%'. Shown to himself only. */
  @Str(160) wontKinds: string;
  @Str(PROFILE_LIMITS.wontText.max) wontText: string;
  /** When he last said that it is all still true. */
  @At({ nullable: true }) confirmedAt: number | null;
  /** When he was last asked. */
  @At({ nullable: true }) askedAt: number | null;
  @At({ nullable: true }) retiredAt: number | null;
}
