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
  refs(photos: readonly StoredPhoto[]): PhotoRef[] {
    return photos.map(({ id }) => ({ id, url: this.url(id, 'photo'), thumbUrl: this.url(id, 'thumb') }));
  }
  /** Is this an address we gave out, and still good? */
  allows(id: number, variant: Variant, until: number, signature: string): boolean {
    return this.clock.now() < until && isSigned(this.config.secret, 'photo', `${id}/${variant}/${until}`, signature);
  }
  private url(id: number, variant: Variant): string {
    const until = startOfDay(dayOf(this.clock.now())) + 2 * DAY_MS;
    return `/api/files/${id}/${variant}?until=${until}&s=${sign(this.config.secret, 'photo', `${id}/${variant}/${until}`)}`;
  }
}
