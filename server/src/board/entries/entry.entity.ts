import { Entity, Index } from 'typeorm';
import { RECORD_LIMITS, TASK_LIMITS, type CorrectionField, type EntryStatus, type RequestStatus, type TaskKind } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 更正申请: somebody says that a record of his is wrong. One at a time for each record (`live` 1, afterwards NULL). */
@Entity('record_request')
@Index('uq_record_request_live', ['recordId', 'live'], { unique: true })
@Index('ix_record_request_desk', ['communityId', 'status', 'dueAt', 'id'])
@Index('ix_record_request_person', ['userId', 'id'])
export class RecordRequest {
  @Key() id: number;
  @Ref() recordId: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Int({ nullable: true }) live: number | null;
  @Str(8) field: CorrectionField;
  @Str(RECORD_LIMITS.wish.max) wish: string;
  @Str(RECORD_LIMITS.reason.max) why: string;
  @Str(10) status: RequestStatus;
  @At() askedAt: number;
  @At() dueAt: number;
  @Int({ nullable: true }) newMinutes: number | null;
  @Str(10, { nullable: true }) newDay: string | null;
  @Str(TASK_LIMITS.title.max, { nullable: true }) newTitle: string | null;
  @Str(RECORD_LIMITS.reason.max, { nullable: true }) reply: string | null;
  @Ref({ nullable: true }) answeredBy: number | null;
  @At({ nullable: true }) answeredAt: number | null;
  @Ref({ nullable: true }) approvedBy: number | null;
  @At({ nullable: true }) approvedAt: number | null;
}
/** 补录: a service that one of the office enters and another one approves. */
@Entity('manual_entry')
@Index('ix_manual_entry_desk', ['communityId', 'status', 'id'])
@Index('ix_manual_entry_record', ['recordId'])
export class ManualEntry {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Ref({ nullable: true }) taskId: number | null;
  @Str(12) kind: TaskKind;
  @Str(TASK_LIMITS.title.max) title: string;
  @Str(10) day: string;
  @At() startsAt: number;
  /** As proposed; the record holds what is left of it beside the person's other records. */
  @Int() minutes: number;
  @Str(RECORD_LIMITS.evidence.max) evidence: string;
  @Str(10) status: EntryStatus;
  @Ref() proposedBy: number;
  @At() proposedAt: number;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
  @Str(RECORD_LIMITS.reason.max, { nullable: true }) decision: string | null;
  @Ref({ nullable: true }) recordId: number | null;
}
