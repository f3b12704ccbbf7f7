import { Entity, Index } from 'typeorm';
import { EVALUATION_LIMITS, type Level } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** 双评价 of one community over a span of days. Whether it is open follows from the clock. */
@Entity('evaluation_round')
@Index('uq_evaluation_round', ['communityId', 'fromDay', 'toDay'], { unique: true })
export class EvaluationRound {
  @Key() id: number;
  @Ref() communityId: number;
  @Str(20) title: string;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @At() closesAt: number;
  /** 0: opened by the clock at the end of the year. */
  @Ref() openedBy: number;
  @At() openedAt: number;
  /** Counts up whenever evaluations go out: two desks wait for each other. */
  @Int() turn: number;
}
/** Community → member (`userId`) or unit (`unitId`; the other one is 0: unique keys do not see NULL). The facts are those of the moment it was sent. */
@Entity('evaluation')
@Index('uq_evaluation_subject', ['roundId', 'userId', 'unitId'], { unique: true })
@Index('ix_evaluation_user', ['userId', 'id'])
@Index('ix_evaluation_unit', ['toUnitId', 'id'])
@Index('ix_evaluation_due', ['status', 'deliverAt'])
export class Evaluation {
  @Key() id: number;
  @Ref() roundId: number;
  @Ref() userId: number;
  @Ref() unitId: number;
  @Str(8) level: Level;
  @Str(EVALUATION_LIMITS.sentence.max) sentence: string;
  @Text() facts: string;
  @Str(10) status: 'SENT' | 'DELIVERED' | 'KEPT';
  @Ref() sentBy: number;
  @At() sentAt: number;
  @At() deliverAt: number;
  @Str(EVALUATION_LIMITS.answer.max, { nullable: true }) answer: string | null;
  @At({ nullable: true }) answeredAt: number | null;
  /** The unit that got it. */
  @Ref({ nullable: true }) toUnitId: number | null;
  @At({ nullable: true }) deliveredAt: number | null;
}
/** Member or unit → community. `unitId` is 0 where a member speaks for himself, `userId` 0 where he speaks for a unit. */
@Entity('evaluation_voice')
@Index('uq_evaluation_voice', ['roundId', 'userId', 'unitId'], { unique: true })
export class EvaluationVoice {
  @Key() id: number;
  @Ref() roundId: number;
  @Ref() userId: number;
  @Ref() unitId: number;
  @Str(8) clarity: Level;
  @Str(8) usefulness: Level;
  @Str(8) respect: Level;
  @Str(EVALUATION_LIMITS.sentence.max) sentence: string;
  @Text() facts: string;
  @Ref() givenBy: number;
  @At() givenAt: number;
}
