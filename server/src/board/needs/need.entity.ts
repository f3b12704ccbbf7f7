import { Entity, Index } from 'typeorm';
import { NEED_LIMITS, type NeedKind, type NeedStatus } from '@xianfeng/shared';
import { At, Key, Ref, Str } from '../../db/columns.js';

/** What somebody asks for (点单). `communityId` is the community of `areaId`: desks read by it. */
@Entity('need')
@Index('ix_need_desk', ['communityId', 'status', 'id'])
@Index('ix_need_asker', ['askerId', 'id'])
@Index('ix_need_due', ['status', 'dueAt', 'communityId'])
export class Need {
  @Key() id: number;
  @Ref() areaId: number;
  @Ref() communityId: number;
  @Str(12) kind: NeedKind;
  @Str(NEED_LIMITS.title.max) title: string;
  @Str(NEED_LIMITS.text.max) text: string;
  @Str(NEED_LIMITS.place.max) place: string;
  @Ref() askerId: number;
  /** The elder or neighbour it was entered for; he stays the owner in words, the enterer answers for him. */
  @Str(NEED_LIMITS.onBehalfOf.max, { nullable: true }) onBehalfOf: string | null;
  @Str(20) phone: string;
  @Str(12) status: NeedStatus;
  @Str(NEED_LIMITS.reply.max, { nullable: true }) reply: string | null;
  @Ref({ nullable: true }) taskId: number | null;
  @At() createdAt: number;
  @At() dueAt: number;
  @At({ nullable: true }) closedAt: number | null;
}
/** One line of the timeline that the asker reads. Append-only. */
@Entity('need_event')
@Index('ix_need_event', ['needId', 'id'])
export class NeedEvent {
  @Key() id: number;
  @Ref() needId: number;
  @Str(300) text: string;
  @Str(40, { nullable: true }) byName: string | null;
  @At() at: number;
}
