import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReviewKind } from '@xianfeng/shared';
import type { Me } from '../../http/me.js';
import type { Word } from './moderation.rules.js';

/** A thing with words or a picture, as its own room knows it. */
export interface FoundContent { areaId: number; authorId: number; words: Word[]; /** The page on which readers see it. */ link: string | null }
/**
 * What a room says about its things, so that one desk can pass them and take them down. Taking down takes the words out of their row: no list, search or copy
 * has them any more, in that very transaction; putting back writes them again. Both may be repeated.
 */
export interface ContentKind {
  /** As it stands now; null where there is none. */
  find: (m: EntityManager, refId: number) => Promise<FoundContent | null>;
  hide: (m: EntityManager, refId: number, now: number) => Promise<void>;
  show: (m: EntityManager, refId: number, words: readonly Word[], now: number) => Promise<void>;
  /** May this person read it now? Only then he can report it. */
  mayRead: (m: EntityManager, me: Me, refId: number) => Promise<boolean>;
}
/** Rooms register their kinds here when they start. */
@Injectable()
export class ContentKinds {
  private readonly kinds = new Map<ReviewKind, ContentKind>();
  register(kind: ReviewKind, what: ContentKind): void {
    this.kinds.set(kind, what);
  }
  of(kind: ReviewKind): ContentKind {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`nobody registered ${kind}`);
    return found;
  }
}
