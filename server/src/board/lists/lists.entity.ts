import { Entity, Index } from 'typeorm';
import { LIST_LIMITS, type ProjectStatus, type ProjectStep, type ResourceKind } from '@xianfeng/shared';
import { At, Flag, Key, Ref, Str } from '../../db/columns.js';

/** What a unit, a person or somebody named by the office offers to a community. */
@Entity('resource')
@Index('ix_resource_community', ['communityId', 'withdrawn', 'id'])
@Index('ix_resource_unit', ['unitId', 'id'])
@Index('ix_resource_person', ['personId', 'id'])
export class Resource {
  @Key() id: number;
  @Ref() communityId: number;
  @Str(8) kind: ResourceKind;
  @Str(LIST_LIMITS.title.max) title: string;
  @Str(LIST_LIMITS.times.max) times: string;
  @Str(LIST_LIMITS.limits.max) limits: string;
  @Str(12, { nullable: true }) skill: string | null;
  @Ref({ nullable: true }) unitId: number | null;
  @Ref({ nullable: true }) personId: number | null;
  /** Where neither a unit nor a person of ours gives it. */
  @Str(LIST_LIMITS.giver.max) giver: string;
  @Str(LIST_LIMITS.contactName.max) contactName: string;
  @Str(20) contactPhone: string;
  @Flag() withdrawn: number;
  @Ref() createdBy: number;
  @At() createdAt: number;
}
/** A need on the list. `projectId`: the one project that has taken it up; set where it was empty, so that of two only one gets it. */
@Entity('need_listing')
@Index('ix_need_listing_community', ['communityId', 'needId'])
@Index('ix_need_listing_project', ['projectId'])
export class NeedListing {
  @Key() needId: number;
  @Ref() communityId: number;
  @Str(8) wants: ResourceKind;
  @Str(12, { nullable: true }) skill: string | null;
  @Ref({ nullable: true }) projectId: number | null;
  @Ref() listedBy: number;
  @At() listedAt: number;
}
/** 立项 → 实施 → 验收 → 销号. `finishedBy` reported it done, somebody else than he and the owner says yes. */
@Entity('project')
@Index('ix_project_community', ['communityId', 'status', 'id'])
@Index('ix_project_owner', ['ownerId', 'id'])
@Index('ix_project_agreement', ['agreementId', 'status'])
export class Project {
  @Key() id: number;
  @Ref() communityId: number;
  @Str(LIST_LIMITS.title.max) title: string;
  @Str(LIST_LIMITS.text.max) text: string;
  @Ref() ownerId: number;
  @Str(10) dueDay: string;
  @Str(8) status: ProjectStatus;
  @Ref({ nullable: true }) agreementId: number | null;
  @Ref() createdBy: number;
  @At() createdAt: number;
  @Ref({ nullable: true }) finishedBy: number | null;
  @Ref({ nullable: true }) verifiedBy: number | null;
  /** Closed, or given up. */
  @At({ nullable: true }) closedAt: number | null;
}
@Entity('project_resource')
@Index('ix_project_resource_used', ['resourceId'])
export class ProjectResource {
  @Key() projectId: number;
  @Key() resourceId: number;
}
/** Who took which step when. Rows are added, never changed. */
@Entity('project_step')
@Index('ix_project_step', ['projectId', 'id'])
export class ProjectStepRow {
  @Key() id: number;
  @Ref() projectId: number;
  @Str(8) step: ProjectStep;
  @Ref() byId: number;
  @Str(LIST_LIMITS.note.max, { nullable: true }) note: string | null;
  @At() at: number;
}
/** A pair that somebody looked at and found wrong. */
@Entity('match_dismissal')
export class MatchDismissal {
  @Key() resourceId: number;
  @Key() needId: number;
  @Ref() byId: number;
  @At() at: number;
}
