import { Entity, Index } from 'typeorm';
import { CAMPAIGN_LIMITS, type CampaignStatus, type CampaignSubject, type NominationSource, type NominationStatus } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** 双评选: one title, its conditions as data, from nominations to the decision. */
@Entity('campaign')
@Index('ix_campaign_area', ['areaId', 'id'])
@Index('ix_campaign_status', ['status', 'id'])
export class Campaign {
  @Key() id: number;
  @Ref() areaId: number;
  @Str(6) subject: CampaignSubject;
  @Str(CAMPAIGN_LIMITS.title.max) title: string;
  @Str(10) fromDay: string;
  @Str(10) toDay: string;
  @Int() minMinutes: number;
  @Int() minServices: number;
  @Int() minConfirmed: number;
  @Str(10, { nullable: true }) registeredBy: string | null;
  @Str(8) status: CampaignStatus;
  @Ref() createdBy: number;
  @At() createdAt: number;
  @Ref({ nullable: true }) publishedBy: number | null;
  /** The shortlist stands for objections until then. */
  @At({ nullable: true }) noticeUntil: number | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
  @Str(CAMPAIGN_LIMITS.reason.max, { nullable: true }) reason: string | null;
  /** Counts up with each change below it, so that such changes follow one another. */
  @Int() turn: number;
}
/** Of a person, or of a unit (the other id is 0). */
@Entity('nomination')
@Index('uq_nomination_subject', ['campaignId', 'userId', 'unitId'], { unique: true })
@Index('uq_nomination_number', ['campaignId', 'certificateNumber'], { unique: true })
@Index('ix_nomination_user', ['userId', 'id'])
@Index('ix_nomination_unit', ['unitId', 'id'])
export class Nomination {
  @Key() id: number;
  @Ref() campaignId: number;
  @Ref() userId: number;
  @Ref() unitId: number;
  @Str(10) source: NominationSource;
  @Ref() nominatedBy: number;
  @At() nominatedAt: number;
  @Str(12) status: NominationStatus;
  /** As they stood when the shortlist was published; until then they are counted anew. */
  @Text({ nullable: true }) facts: string | null;
  @Str(CAMPAIGN_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Int({ nullable: true }) certificateNumber: number | null;
}
/** What somebody has against a name on the notice. Who says it is known to the office alone. */
@Entity('campaign_objection')
@Index('uq_campaign_objection', ['nominationId', 'userId'], { unique: true })
@Index('ix_campaign_objection_open', ['campaignId', 'status'])
export class CampaignObjection {
  @Key() id: number;
  @Ref() campaignId: number;
  @Ref() nominationId: number;
  @Ref() userId: number;
  @Str(CAMPAIGN_LIMITS.objection.max) text: string;
  @Str(10) status: 'OPEN' | 'UPHELD' | 'DISMISSED';
  @Str(CAMPAIGN_LIMITS.answer.max, { nullable: true }) answer: string | null;
  @Ref({ nullable: true }) decidedBy: number | null;
  @At({ nullable: true }) decidedAt: number | null;
  @At() createdAt: number;
}
