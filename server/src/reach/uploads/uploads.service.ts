import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { addDays, DAY_MS, dayOf, HOUR_MS, type UploadView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { PhotoFiles } from './photo-files.js';
import { PhotoLinks, VARIANTS, type Variant } from './photo-links.js';
import { reencode } from './picture.js';
import { countLoose, deleteLoose, insertUpload, isShown, knownUploads, looseBefore } from './uploads.store.js';

/** A photo that belongs to nothing after a day was given up by its sender. */
const LOOSE_MS = DAY_MS;
/** Photos one person may have waiting for a log or a need: several drafts' worth, far from filling a disk. */
export const LOOSE_MAX = 60;
const SWEEP = 200;
/** What others may see is asked for again soon: it may be taken down. */
const SHOWN_SECONDS = 600;

@Injectable()
export class UploadsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly files: PhotoFiles, private readonly links: PhotoLinks, jobs: Jobs) {
    jobs.add('uploads-sweep', HOUR_MS, () => this.sweep());
  }
  /**
   * Keeps a photo, loose until a log or need takes it. With a key: the same key answers with the same photo.
   * @throws FILE_TYPE, FILE_BROKEN, TOO_MANY, KEY_REUSED (the same key with another picture)
   */
  async keep(ownerId: number, bytes: Buffer, key: string | null): Promise<UploadView> {
    const row = { id: newId(), ownerId, width: 0, height: 0, bytes: 0, sha256: createHash('sha256').update(bytes).digest('hex'), createdAt: this.clock.now() }, { id, sha256 } = row;
    // Files first: a row never points at nothing. Without a row they are loose and swept.
    const store = async (): Promise<void> => {
      if ((await countLoose(this.tx.read, ownerId)) >= LOOSE_MAX) throw fail('TOO_MANY');
      const picture = await reencode(bytes);
      Object.assign(row, { width: picture.width, height: picture.height, bytes: picture.photo.length });
      await this.files.keep(id, picture);
    };
    const insert = (m: EntityManager) => insertUpload(m, row);
    // Before `once` writes: what was kept already is answered even where there is no room for more.
    const kept = key === null ? await store().then(() => this.tx.run(insert)) : await this.tx.once(ownerId, key, 'uploads.keep', { sha256 }, row.createdAt, insert, store).catch(async (e: unknown) => {
      // What cannot be removed now is swept.
      await this.files.remove(id).catch(() => undefined);
      throw e;
    });
    if (kept.id !== id) await this.files.remove(id);
    return { ...this.links.refs([kept])[0]!, width: kept.width, height: kept.height };
  }
  /** A photo behind a signed address; `cacheFor` is told for how many seconds it may be kept. @throws NOT_FOUND */
  async open(id: number, variant: string, link: { until: number; s: string }, cacheFor: (seconds: number) => void): Promise<Buffer> {
    const allowed = isVariant(variant) ? this.links.allows(id, variant, link.until, link.s) : null;
    if (!isVariant(variant) || allowed === null || (allowed === 'shown' && !(await isShown(this.tx.prepared, id)))) throw fail('NOT_FOUND');
    const file = await this.files.read(id, variant);
    if (!file) throw fail('NOT_FOUND');
    cacheFor(allowed === 'shown' ? SHOWN_SECONDS : Math.floor((link.until - this.clock.now()) / 1000));
    return file;
  }
  /** Removes photos that nobody used within a day, and files whose row never came (the process died between the two). */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    for (let ids = await looseBefore(this.tx.read, now - LOOSE_MS, SWEEP); ids.length > 0; ids = ids.length < SWEEP ? [] : await looseBefore(this.tx.read, now - LOOSE_MS, SWEEP)) {
      // One by one: a photo that a log takes at this moment is not deleted, and its file stays.
      for (const id of ids) if ((await this.tx.run((m) => deleteLoose(m, id))) === 1) await this.files.remove(id);
    }
    for (const back of [-2, -3]) {
      const ids = await this.files.idsOf(addDays(dayOf(now), back));
      const known = await knownUploads(this.tx.read, ids);
      for (const id of ids) if (!known.has(id)) await this.files.remove(id);
    }
  }
}
const isVariant = (text: string): text is Variant => (VARIANTS as readonly string[]).includes(text);
