import { Entity, Index } from 'typeorm';
import type { NeedKind } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';
import type { NeedStepKind } from './needs.rules.js';

/** One row for each step a need ever took, with what counting it asks for. Never changed: dashboards count these by `at`. */
@Entity('need_step')
@Index('ix_need_step_at', ['at'])
@Index('ix_need_step_area', ['communityId', 'step', 'at'])
@Index('ix_need_step_need', ['needId'])
export class NeedStep {
  @Key() id: number;
  @Ref() needId: number;
  @Ref() communityId: number;
  @Str(12) kind: NeedKind;
  @Str(10) step: NeedStepKind;
  @At() askedAt: number;
  @At() at: number;
}
