import { Entity, Index } from 'typeorm';
import { RECORD_LIMITS, type SampleStatus } from '@xianfeng/shared';
import { At, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

/** One community's draw of one month: with the seed anybody can draw the same records again. */
@Entity('sample_draw')
export class SampleDraw {
  @KeyStr(7) month: string;
  @Key() communityId: number;
  @Str(32) seed: string;
  /** Verified in that month, and how many of them were drawn. */
  @Int() records: number;
  @Int() drawn: number;
  @At() drawnAt: number;
}
/** A drawn record, for another community to check. */
@Entity('record_sample')
@Index('uq_record_sample_record', ['recordId'], { unique: true })
@Index('ix_record_sample_checker', ['checkerId', 'status', 'id'])
@Index('ix_record_sample_community', ['communityId', 'month', 'status'])
export class RecordSample {
  @Key() id: number;
  @Str(7) month: string;
  @Ref() recordId: number;
  @Ref() communityId: number;
  /** The community that checks; the street where there is no other. */
  @Ref() checkerId: number;
  @Str(8) status: SampleStatus;
  @Str(RECORD_LIMITS.note.max, { nullable: true }) note: string | null;
  @Ref({ nullable: true }) checkedBy: number | null;
  @At({ nullable: true }) checkedAt: number | null;
  @Str(RECORD_LIMITS.reason.max, { nullable: true }) closing: string | null;
  @Ref({ nullable: true }) closedBy: number | null;
  @At({ nullable: true }) closedAt: number | null;
}
