import { Entity, Index } from 'typeorm';
import type { AttendanceMethod, ClaimStatus, OfflineOutcome, OfflineWhy } from '@xianfeng/shared';
import { At, Big, Int, Key, Ref, Str } from '../../db/columns.js';

/** Somebody was there. A guest has no claim and no account, only a name and the tail of a phone number. No place is ever stored. */
@Entity('attendance')
@Index('uq_attendance_claim', ['claimId'], { unique: true })
@Index('uq_attendance_guest', ['shiftId', 'guestName', 'phoneTail'], { unique: true })
@Index('ix_attendance_shift', ['shiftId', 'id'])
export class Attendance {
  @Key() id: number;
  @Ref() taskId: number;
  @Ref() shiftId: number;
  @Ref({ nullable: true }) claimId: number | null;
  @Ref({ nullable: true }) userId: number | null;
  @Str(30, { nullable: true }) guestName: string | null;
  @Str(4, { nullable: true }) phoneTail: string | null;
  @At() inAt: number;
  @Str(12) inMethod: AttendanceMethod;
  /** The leader who marked him; NULL when he showed himself. */
  @Ref({ nullable: true }) inBy: number | null;
  @At({ nullable: true }) outAt: number | null;
  @At() createdAt: number;
}
/** A mark that a leader made without network, as it arrived and whatever became of it: the two times stay beside each other. */
@Entity('offline_mark')
@Index('uq_offline_mark', ['byId', 'ref'], { unique: true })
@Index('ix_offline_mark_claim', ['claimId', 'byId'])
@Index('ix_offline_mark_shift', ['shiftId', 'id'])
export class OfflineMarkRow {
  @Key() id: number;
  @Ref() shiftId: number;
  @Ref() claimId: number;
  @Ref() byId: number;
  @Str(40) ref: string;
  @Int() present: number;
  @Str(12) saw: ClaimStatus;
  /** By the phone's clock. */
  @At() tappedAt: number;
  @Big() offsetMs: number;
  /** By ours. */
  @At() arrivedAt: number;
  @Str(10) outcome: OfflineOutcome;
  @Str(10, { nullable: true }) why: OfflineWhy | null;
}
/** How often a person typed a day code lately: six digits must not be found by trying. */
@Entity('day_code_try')
export class DayCodeTry {
  @Key() userId: number;
  @At() since: number;
  @Int() tries: number;
}
