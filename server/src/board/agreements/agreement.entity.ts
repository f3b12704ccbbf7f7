import { Entity, Index } from 'typeorm';
import { AGREEMENT_LIMITS } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str } from '../../db/columns.js';

/** 共建协议. `reminded`: of how many of the days before its end both sides have been told (AGREEMENT_REMINDERS). */
@Entity('agreement')
@Index('ix_agreement_community', ['communityId', 'id'])
@Index('ix_agreement_end', ['endedAt', 'toDay'])
export class Agreement {
  @Key() id: number;
  @Ref() communityId: number;
  @Str(AGREEMENT_LIMITS.title.max) title: string;
  @Str(AGREEMENT_LIMITS.text.max) text: string;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @Int() reminded: number;
  @Ref() createdBy: number;
  @At() createdAt: number;
  @At({ nullable: true }) endedAt: number | null;
  @Str(AGREEMENT_LIMITS.reason.max, { nullable: true }) endReason: string | null;
}
@Entity('agreement_unit')
@Index('ix_agreement_unit', ['unitId'])
export class AgreementUnit {
  @Key() agreementId: number;
  @Key() unitId: number;
}
