import { Entity, Index } from 'typeorm';
import { TASK_LIMITS, type Evidence, type TaskKind } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 志愿服务记录: the legal record of one verified service (民政部令67号 art. 7). Never changed; minutes are never spent. */
@Entity('service_record')
@Index('uq_service_record_log', ['logId'], { unique: true })
@Index('ix_service_record_person', ['userId', 'day', 'id'])
@Index('ix_service_record_community', ['communityId', 'day'])
export class ServiceRecord {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() logId: number;
  @Ref() taskId: number;
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
