import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, dayOf, startOfDay, type PhotoRef } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Clock } from '../../lib/clock.js';
import { isSigned, sign } from '../../lib/sign.js';
import type { StoredPhoto } from './uploads.store.js';

export const VARIANTS = ['photo', 'thumb'] as const;
export type Variant = (typeof VARIANTS)[number];

/**
 * Addresses of photos. An `<img>` cannot send a token, so the address itself carries the permission: whoever was shown the
 * view may load its pictures for one to two days. All addresses of a day are equal, so that caches hit.
 */
@Injectable()
export class PhotoLinks {
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly clock: Clock) {}
  /** For its owner and for staff: also what nobody else sees yet, marked. */
  refs(photos: readonly StoredPhoto[]): PhotoRef[] {
    return photos.map(({ id, shown }) => ({ id, url: this.url('photo', id, 'photo'), thumbUrl: this.url('photo', id, 'thumb'), ...(shown === 1 ? {} : { waiting: true as const }) }));
  }
  /** For everybody else: what was passed. These addresses open nothing any more when the photo is taken down. */
  publicRefs(photos: readonly StoredPhoto[]): PhotoRef[] {
    return photos.filter((p) => p.shown === 1).map(({ id }) => ({ id, url: this.url('shown', id, 'photo'), thumbUrl: this.url('shown', id, 'thumb') }));
  }
  /** For WeChat, which looks at a photo within half an hour: a whole address, good for a day at least. null where nobody outside can reach us. */
  outside(id: number): string | null {
    return this.config.publicUrl === null ? null : this.config.publicUrl + this.url('photo', id, 'photo');
  }
  /** Is this an address we gave out, and still good? `shown`: while others may see the photo. */
  allows(id: number, variant: Variant, until: number, signature: string): 'always' | 'shown' | null {
    if (this.clock.now() >= until) return null;
    const said = `${id}/${variant}/${until}`;
    return isSigned(this.config.secret, 'photo', said, signature) ? 'always' : isSigned(this.config.secret, 'shown', said, signature) ? 'shown' : null;
  }
  private url(use: 'photo' | 'shown', id: number, variant: Variant): string {
    const until = startOfDay(dayOf(this.clock.now())) + 2 * DAY_MS;
    return `/api/files/${id}/${variant}?until=${until}&s=${sign(this.config.secret, use, `${id}/${variant}/${until}`)}`;
  }
}
