import { Entity, Index } from 'typeorm';
import { RECORD_LIMITS, type AppealAsk, type AppealStatus } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 申诉: once per log, to the street. */
@Entity('record_appeal')
@Index('uq_record_appeal_log', ['logId'], { unique: true })
@Index('ix_record_appeal_desk', ['communityId', 'status', 'dueAt', 'id'])
export class RecordAppeal {
  @Key() id: number;
  @Ref() logId: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Str(8) ask: AppealAsk;
  @Str(RECORD_LIMITS.appeal.max) text: string;
  /** Minutes that he says it was. */
  @Int({ nullable: true }) wanted: number | null;
  /** Who decided what is appealed against: another one answers. */
  @Ref() rejectedBy: number;
  @Str(10) status: AppealStatus;
  @At() submittedAt: number;
  @At() dueAt: number;
  @Ref({ nullable: true }) answeredBy: number | null;
  @At({ nullable: true }) answeredAt: number | null;
  @Str(RECORD_LIMITS.reason.max, { nullable: true }) reply: string | null;
  /** Minutes that are recorded since. */
  @Int({ nullable: true }) minutes: number | null;
}
