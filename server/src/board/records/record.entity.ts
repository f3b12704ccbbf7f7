import { Entity, Index } from 'typeorm';
import { TASK_LIMITS, type Evidence, type RecordOrigin, type TaskKind } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/**
 * 志愿服务记录: the legal record of one verified service (民政部令67号 art. 7). Never changed; minutes are never spent. What was wrong is
 * put right by a further row that names the one it corrects: SUM(minutes) is the time served, SUM(services) the number of services.
 */
@Entity('service_record')
@Index('uq_service_record_log', ['logId'], { unique: true })
@Index('ix_service_record_corrects', ['correctsId'])
@Index('ix_service_record_person', ['userId', 'day', 'id'])
@Index('ix_service_record_community', ['communityId', 'day'])
@Index('ix_service_record_verified', ['verifiedAt'])
export class ServiceRecord {
  @Key() id: number;
  @Ref() userId: number;
  @Str(10) origin: RecordOrigin;
  /** 1; of a correction 0, −1 where it takes the whole service back, 1 where it enters it anew (another day, other words). */
  @Int() services: number;
  /** The LOG or MANUAL record that a CORRECTION puts right, never another correction; its `minutes` are the difference. */
  @Ref({ nullable: true }) correctsId: number | null;
  /** Null where no log stands behind it (MANUAL, CORRECTION). */
  @Ref({ nullable: true }) logId: number | null;
  @Ref({ nullable: true }) taskId: number | null;
  @Ref() communityId: number;
  @Str(10) day: string;
  @Str(12) kind: TaskKind;
  @Str(TASK_LIMITS.title.max) title: string;
  @At() startsAt: number;
  @Int() minutes: number;
  @Str(1) evidence: Evidence;
  /** What the tariff gave and the sentence that explains it; the account itself is in the points journal. */
  @Int() points: number;
  @Str(120) pointsWhy: string;
  @Ref() verifiedBy: number;
  @At() verifiedAt: number;
}
