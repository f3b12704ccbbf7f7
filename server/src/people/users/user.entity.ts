import { Entity, Index } from 'typeorm';
import { USER_LIMITS, type UserKind } from '@xianfeng/shared';
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
/** A code sent to a phone: one living row per phone; wrong tries are counted in the row. */
@Entity('phone_code')
export class PhoneCode {
  @KeyStr(11) phone: string;
  @Str(16) codeHash: string;
  @At() sentAt: number;
  @At() expiresAt: number;
  @Ref() tries: number;
}
