import { Entity, Index } from 'typeorm';
import type { SceneKind } from '@xianfeng/shared';
import { At, Int, Key, KeyStr, Ref, Str } from '../../db/columns.js';

/** A code that leads to one thing until an instant. The token is not stored: whoever reads the table cannot make a code of it. */
@Entity('scene_code')
@Index('uq_scene_code_token', ['tokenHash'], { unique: true })
@Index('uq_scene_code_ref', ['kind', 'refId', 'expiresAt'], { unique: true })
@Index('ix_scene_code_due', ['imageAt', 'tryAt'])
@Index('ix_scene_code_expiry', ['expiresAt'])
export class SceneCode {
  @Key() id: number;
  @Str(43) tokenHash: string;
  @Str(8) kind: SceneKind;
  @Ref() refId: number;
  @Ref({ nullable: true }) areaId: number | null;
  @At() expiresAt: number;
  @At() createdAt: number;
  /** Since when WeChat's picture lies in the data directory; null: still to be fetched, not before `tryAt`. */
  @At({ nullable: true }) imageAt: number | null;
  @At() tryAt: number;
  @Int() tries: number;
}
/** A link that opens the mini-program out of a text message, kept so that one target costs one link. */
@Entity('url_link')
@Index('ix_url_link_expiry', ['expiresAt'])
export class UrlLink {
  @KeyStr(120) target: string;
  /** null: WeChat gave none; asked again after `tryAt`. */
  @Str(200, { nullable: true }) url: string | null;
  @At() expiresAt: number;
  @At() tryAt: number;
}
