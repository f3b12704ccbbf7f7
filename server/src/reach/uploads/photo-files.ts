import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { dayOf } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { fail } from '../../lib/errors.js';
import { ID_EPOCH_MS } from '../../lib/ids.js';
import { VARIANTS, type Variant } from './photo-links.js';
import type { Picture } from './picture.js';

/** The files of photos: `files/<day>/<id>-<variant>.jpg` in the data directory. The day is the one in the id, so the path follows from the id alone. */
@Injectable()
export class PhotoFiles {
  private readonly root: string;
  private readonly log = new Logger('photos');
  constructor(@Inject(CONFIG) config: Config) {
    this.root = join(config.dataDir, 'files');
  }
  /** Both files or none: a full disk leaves no half of a photo behind. @throws STORE_FULL */
  async keep(id: number, picture: Picture): Promise<void> {
    try {
      await mkdir(this.folder(dayOfId(id)), { recursive: true });
      const written = await Promise.allSettled([writeFile(this.path(id, 'photo'), picture.photo), writeFile(this.path(id, 'thumb'), picture.thumb)]);
      for (const one of written) if (one.status === 'rejected') throw one.reason;
    } catch (e) {
      await Promise.allSettled(VARIANTS.map((variant) => rm(this.path(id, variant), { force: true })));
      // Whatever the file system says (ENOSPC, EDQUOT, EROFS, EIO): this photo cannot be stored now, and the next one may be.
      this.log.error(`a photo could not be stored: ${(e as NodeJS.ErrnoException).code ?? String(e)}`);
      throw fail('STORE_FULL');
    }
  }
  /** A further name for both files of a photo; `copy` says how (the demo county links instead of copying). */
  async copy(from: number, to: number, copy: (from: string, to: string) => Promise<void>): Promise<void> {
    await mkdir(this.folder(dayOfId(to)), { recursive: true });
    await Promise.all(VARIANTS.map((variant) => copy(this.path(from, variant), this.path(to, variant))));
  }
  /** null where there is no such photo. */
  async read(id: number, variant: Variant): Promise<Buffer | null> {
    return readFile(this.path(id, variant)).catch((e: NodeJS.ErrnoException) => {
      if (e.code === 'ENOENT') return null;
      throw e;
    });
  }
  async remove(id: number): Promise<void> {
    await Promise.all([rm(this.path(id, 'photo'), { force: true }), rm(this.path(id, 'thumb'), { force: true })]);
  }
  /** Ids that have a file of that day. */
  async idsOf(day: string): Promise<number[]> {
    const names = await readdir(this.folder(day)).catch(() => []);
    return [...new Set(names.map((n) => Number(/^(\d+)-/.exec(n)?.[1])).filter(Number.isSafeInteger))];
  }
  private folder(day: string): string {
    return join(this.root, day);
  }
  private path(id: number, variant: Variant): string {
    return join(this.folder(dayOfId(id)), `${id}-${variant}.jpg`);
  }
}
const dayOfId = (id: number): string => dayOf(ID_EPOCH_MS + Math.floor(id / 4096));
