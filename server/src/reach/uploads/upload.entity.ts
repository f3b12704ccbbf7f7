import { Entity, Index } from 'typeorm';
import { At, Big, Flag, Int, Key, Ref, Str } from '../../db/columns.js';

/** What a photo belongs to; `pact`: an agreement. */
export type PhotoOf = 'log' | 'need' | 'reward' | 'project' | 'pact';

/** One re-encoded photo; its two files lie in the data directory under its id. */
@Entity('upload')
@Index('ix_upload_ref', ['refType', 'refId'])
@Index('ix_upload_owner', ['ownerId', 'refId'])
@Index('ix_upload_loose', ['refId', 'createdAt'])
export class Upload {
  @Key() id: number;
  @Ref() ownerId: number;
  @Int() width: number;
  @Int() height: number;
  /** Of the stored photo, without its thumbnail. */
  @Int() bytes: number;
  /** Of the file as it came, hex: tells apart two sends of the same picture. */
  @Str(64) sha256: string;
  @Str(8, { nullable: true }) refType: PhotoOf | null;
  @Big({ nullable: true }) refId: number | null;
  @At() createdAt: number;
  /** May others than its owner and staff see it? Only after somebody, or WeChat, said so (reach/moderation). */
  @Flag() shown: number;
}
