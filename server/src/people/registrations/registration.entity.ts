import { Entity, Index } from 'typeorm';
import { REGISTRATION_LIMITS, type RegistrationStatus } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 双报到 of a person to the community where he lives. `live` is 1 while it waits or stands, NULL after: one live row per person and slot. */
@Entity('member_registration')
@Index('uq_member_registration_live', ['userId', 'slot', 'live'], { unique: true })
@Index('ix_member_registration_desk', ['communityId', 'status', 'id'])
export class MemberRegistration {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Ref({ nullable: true }) compoundId: number | null;
  @Str(REGISTRATION_LIMITS.building.max) building: string;
  @Str(12) status: RegistrationStatus;
  /** 0: the registration itself; 1: a transfer that waits while the old one still stands. */
  @Int() slot: number;
  @Int({ nullable: true }) live: number | null;
  @Str(REGISTRATION_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At() submittedAt: number;
  @At({ nullable: true }) decidedAt: number | null;
}
/** 双报到 of a unit to a community. */
@Entity('unit_registration')
@Index('uq_unit_registration_live', ['unitId', 'communityId', 'live'], { unique: true })
@Index('ix_unit_registration_desk', ['communityId', 'status', 'id'])
export class UnitRegistration {
  @Key() id: number;
  @Ref() unitId: number;
  @Ref() communityId: number;
  @Ref() submittedBy: number;
  @Str(20) liaisonName: string;
  @Str(20) liaisonPhone: string;
  @Str(REGISTRATION_LIMITS.resources.max) resources: string;
  @Str(12) status: RegistrationStatus;
  @Int({ nullable: true }) live: number | null;
  @Str(REGISTRATION_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At() submittedAt: number;
  @At({ nullable: true }) decidedAt: number | null;
}
/** One person of an imported roster. He finds himself by his phone when he signs in; `userId` is set then. */
@Entity('roster_entry')
@Index('uq_roster_phone', ['phone'], { unique: true })
@Index('ix_roster_community', ['communityId', 'id'])
export class RosterEntry {
  @Key() id: number;
  @Str(30) name: string;
  @Str(11) phone: string;
  @Ref({ nullable: true }) unitId: number | null;
  @Ref({ nullable: true }) communityId: number | null;
  @Ref({ nullable: true }) compoundId: number | null;
  @Str(40) compoundText: string;
  @Str(40) building: string;
  @Str(120) skills: string;
  @Ref({ nullable: true }) userId: number | null;
  @Ref() importId: number;
  @At() createdAt: number;
}
