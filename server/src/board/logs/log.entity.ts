import { Entity, Index } from 'typeorm';
import { LOG_LIMITS, type Evidence, type LogStatus } from '@xianfeng/shared';
import { At, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

/** 日志: what a member says of one service. One per claim. */
@Entity('service_log')
@Index('uq_service_log_claim', ['claimId'], { unique: true })
@Index('ix_service_log_desk', ['communityId', 'status', 'dueAt', 'id'])
@Index('ix_service_log_person', ['userId', 'id'])
@Index('ix_service_log_task', ['taskId'])
export class ServiceLog {
  @Key() id: number;
  @Ref() taskId: number;
  @Ref() shiftId: number;
  @Ref() claimId: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Str(LOG_LIMITS.text.max) text: string;
  @Str(12) status: LogStatus;
  @Str(LOG_LIMITS.reason.max, { nullable: true }) reason: string | null;
  /** What was decided on; until then a view works it out from the presence. */
  @Int() minutes: number;
  @Str(120) minutesWhy: string;
  @Str(1) evidence: Evidence;
  @At() submittedAt: number;
  @At() dueAt: number;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
}
/** That an area's verifiers were reminded on a day: whoever inserts it reminds them. */
@Entity('verify_reminder')
export class VerifyReminder {
  @Key() areaId: number;
  @KeyStr(10) day: string;
}
