import { Entity, Index } from 'typeorm';
import { TASK_LIMITS, type Audience, type ClaimMode, type PhotoRule, type Presence, type TaskKind, type TaskStatus } from '@xianfeng/shared';
import { At, Flag, Int, Key, Ref, Str } from '../../db/columns.js';

/** What somebody can do. The counters (`places`, `taken`, `startsAt`, `endsAt`, `shiftCount`) sum up its shifts so that a list reads one row. */
@Entity('task')
@Index('ix_task_desk', ['communityId', 'status', 'id'])
@Index('ix_task_community', ['communityId', 'id'])
@Index('ix_task_ending', ['status', 'endsAt'])
@Index('ix_task_need', ['needId'])
@Index('ix_task_closed', ['closedAt'])
export class Task {
  @Key() id: number;
  @Ref() areaId: number;
  @Ref() communityId: number;
  @Ref({ nullable: true }) needId: number | null;
  @Str(12) kind: TaskKind;
  @Str(TASK_LIMITS.title.max) title: string;
  @Str(TASK_LIMITS.summary.max) summary: string;
  @Str(TASK_LIMITS.place.max) place: string;
  @Str(12) audience: Audience;
  @Ref({ nullable: true }) unitId: number | null;
  @Str(12) claimMode: ClaimMode;
  @Str(12) presence: Presence;
  @Str(12) photoRule: PhotoRule;
  @Str(TASK_LIMITS.photoReason.max) photoReason: string;
  @Str(TASK_LIMITS.riskNote.max) riskNote: string;
  @Str(TASK_LIMITS.contactName.max) contactName: string;
  @Str(TASK_LIMITS.contactPhone.max) contactPhone: string;
  @Str(12) status: TaskStatus;
  /** Begin of the first shift that has not begun yet (of the last one when all have), and end of the last. */
  @At() startsAt: number;
  @At() endsAt: number;
  @Int() shiftCount: number;
  @Int() places: number;
  @Int() taken: number;
  @Int() pointsHint: number;
  /** 1–3 where the organiser says otherwise than the tariff's usual one for the kind. */
  @Int({ nullable: true }) difficulty: 1 | 2 | 3 | null;
  @Str(TASK_LIMITS.reason.max, { nullable: true }) cancelReason: string | null;
  @Ref() createdBy: number;
  @At() createdAt: number;
  @At({ nullable: true }) publishedAt: number | null;
  /** When it ended or was called off. */
  @At({ nullable: true }) closedAt: number | null;
}
@Entity('shift')
@Index('ix_shift_task', ['taskId', 'startsAt'])
export class Shift {
  @Key() id: number;
  @Ref() taskId: number;
  @At() startsAt: number;
  @At() endsAt: number;
  @Int() places: number;
  /** Claims that hold a place; only a conditional UPDATE changes it (claims.store). */
  @Int() taken: number;
  @Int() waiting: number;
}
/** One row per area above a task that recruits: a subtree's list is one range of this table. Rows leave it when the task stops recruiting. */
@Entity('task_feed')
@Index('ix_task_feed_soonest', ['areaId', 'startsAt', 'feedId', 'taskId', 'kind', 'audience', 'unitId', 'evening', 'weekend'])
@Index('ix_task_feed_task', ['taskId'])
export class TaskFeed {
  @Key() areaId: number;
  /** Made when the task is published: newest first is the primary key backwards. */
  @Key() feedId: number;
  @Ref() taskId: number;
  @At() startsAt: number;
  @Str(12) kind: TaskKind;
  @Str(12) audience: Audience;
  @Ref({ nullable: true }) unitId: number | null;
  @Flag() evening: number;
  @Flag() weekend: number;
}
