import { Entity, Index } from 'typeorm';
import { LETTER_LIMITS, type LetterRecipient, type LetterStatus } from '@xianfeng/shared';
import { At, Int, Key, KeyStr, Ref, Str, Text } from '../../db/columns.js';

/** 表扬信: drafted by a community from its records of a year, numbered by its street, to a unit or to the person himself. `live` is NULL once void. */
@Entity('letter')
@Index('uq_letter_live', ['communityId', 'userId', 'year', 'live'], { unique: true })
@Index('uq_letter_number', ['streetId', 'year', 'number'], { unique: true })
@Index('ix_letter_desk', ['communityId', 'year', 'id'])
@Index('ix_letter_user', ['userId', 'id'])
@Index('ix_letter_unit', ['unitId', 'id'])
export class Letter {
  @Key() id: number;
  @Ref() communityId: number;
  @Ref() streetId: number;
  @Int() year: number;
  @Ref() userId: number;
  @Ref({ nullable: true }) unitId: number | null;
  @Str(6) recipient: LetterRecipient;
  @Str(10) status: LetterStatus;
  @Int({ nullable: true }) live: number | null;
  @Text() facts: string;
  /** JSON: residents' words as they were when the letter was drafted. */
  @Text() words: string;
  @Int({ nullable: true }) number: number | null;
  @Str(LETTER_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref() draftedBy: number;
  @At() createdAt: number;
  @Ref({ nullable: true }) submittedBy: number | null;
  @Ref({ nullable: true }) approvedBy: number | null;
  @At({ nullable: true }) approvedAt: number | null;
  @At({ nullable: true }) deliveredAt: number | null;
  @Ref({ nullable: true }) receivedBy: number | null;
  @At({ nullable: true }) receivedAt: number | null;
}
/** The last number that a street gave out in a year. */
@Entity('letter_number')
export class LetterNumber {
  @KeyStr(24) streetYear: string;
  @Int() last: number;
}
