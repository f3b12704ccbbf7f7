import { Entity, Index } from 'typeorm';
import { USER_LIMITS, type TypedPhoneStatus, type UserKind } from '@xianfeng/shared';
import { At, Flag, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

/** A person. Never deleted while records exist; a phone and a WeChat identity each belong to one person at most. */
@Entity('person')
@Index('uq_person_phone', ['phone'], { unique: true })
@Index('uq_person_openid', ['openId'], { unique: true })
@Index('ix_person_community', ['communityId', 'id'])
@Index('ix_person_unit', ['unitId', 'id'])
export class User {
  @Key() id: number;
  @Str(USER_LIMITS.name.max) name: string;
  @Str(11, { nullable: true }) phone: string | null;
  @Str(64, { nullable: true }) openId: string | null;
  @Str(8) kind: UserKind;
  @Ref({ nullable: true }) unitId: number | null;
  /** Where he is registered (accepted). */
  @Ref({ nullable: true }) communityId: number | null;
  @Ref({ nullable: true }) compoundId: number | null;
  @Flag() elder: number;
  /** Comma-separated keys of SKILLS and FREE_TIMES. */
  @Str(120) skills: string;
  @Str(40) freeTimes: string;
  /** Counts up whenever something of his must not happen twice at once (`takeTurn`): an update of his row is the lock. */
  @Int() turn: number;
  @At() createdAt: number;
}
/** A signed-in device. The token itself is never stored, only its SHA-256. */
@Entity('session')
@Index('ix_session_user', ['userId'])
export class SessionRow {
  @KeyStr(43) tokenHash: string;
  @Ref() userId: number;
  @At() createdAt: number;
  @At() expiresAt: number;
}
/** The last code sent to a phone: one row per phone, in which tries and the day's sends are counted for all processes. */
@Entity('phone_code')
export class PhoneCode {
  @KeyStr(11) phone: string;
  @Str(16) codeHash: string;
  @At() sentAt: number;
  /** 0 once the code was used. */
  @At() expiresAt: number;
  @Int() tries: number;
  /** The Shanghai day that `sentCount` counts. */
  @Str(10) sentDay: string;
  @Int() sentCount: number;
}
/** A number somebody typed without a proof. Never looked up by: whose it is, a person of the community finds out. */
@Entity('typed_phone')
@Index('ix_typed_phone_desk', ['communityId', 'status', 'createdAt'])
export class TypedPhone {
  @Key() userId: number;
  @Str(11) phone: string;
  @Str(USER_LIMITS.name.max) name: string;
  @Ref() communityId: number;
  @Str(10) status: TypedPhoneStatus;
  @At() createdAt: number;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
}
/** A person whom the sign-in page names in demo mode. Filled by the seed of the demo county only. */
@Entity('demo_account')
export class DemoAccountRow {
  @KeyStr(11) phone: string;
  @Ref() userId: number;
  @Str(20) title: string;
  @Str(60) hint: string;
  @Int() sort: number;
}
