import { createHash } from 'node:crypto';
import { copyFile, link } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import type { Config } from '../config.js';
import { PhotoFiles } from '../reach/uploads/photo-files.js';
import { bulk, type PastIds, type Row } from './bulk.js';
import { drawGoods, drawPictures } from './pictures.js';
import type { Chance } from './random.js';

const DIFFERENT = 24;
export interface DemoPhoto { refType: 'log' | 'reward' | 'need'; refId: number; ownerId: number; at: number; /** Which goods are drawn; a street scene where absent. */ picture?: string }
/** Gives logs and goods their pictures. A few are drawn; the rest are further names of the same files. */
export async function seedPhotos(m: EntityManager, chance: Chance, ids: PastIds, config: Config, wanted: DemoPhoto[]): Promise<void> {
  const pictures = await drawPictures(chance, DIFFERENT), goods = await drawGoods([...new Set(wanted.flatMap((w) => w.picture ?? []))]), files = new PhotoFiles(config), rows: Row[] = [];
  const originals = new Map<string, number>();
  const jobs: (() => Promise<void>)[] = [];
  for (const w of wanted) {
    const id = ids.at(w.at), n = rows.length % DIFFERENT, name = w.picture ?? String(n), picture = w.picture === undefined ? pictures[n]! : goods.get(w.picture)!;
    rows.push({ id, ownerId: w.ownerId, width: picture.width, height: picture.height, bytes: picture.photo.length, sha256: createHash('sha256').update(picture.photo).digest('hex'), refType: w.refType, refId: w.refId, createdAt: w.at, shown: w.refType === 'reward' ? 1 : 0 });
    const original = originals.get(name);
    if (original === undefined) {
      originals.set(name, id);
      await files.keep(id, picture);
    } else jobs.push(() => files.copy(original, id, (from, to) => link(from, to).catch(() => copyFile(from, to))));
  }
  for (let i = 0; i < jobs.length; i += 64) await Promise.all(jobs.slice(i, i + 64).map((job) => job()));
  await bulk(m, 'upload', rows);
}
