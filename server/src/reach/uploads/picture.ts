import sharp from 'sharp';
import { UPLOAD_LIMITS } from '@xianfeng/shared';
import { fail } from '../../lib/errors.js';

/** A photo as it is kept: JPEG, because every WeChat shows it; upright, and without a trace of where and with what it was taken. */
export interface Picture { photo: Buffer; thumb: Buffer; width: number; height: number }
/** The largest phone cameras give 50 million pixels in their usual mode. A few kilobytes can claim to be far more. */
const PIXELS_MAX = 64_000_000;
const SECONDS_MAX = 10;
const DECODERS = 2;
sharp.cache(false);
sharp.concurrency(1);

/**
 * Decodes and encodes anew. Metadata (EXIF, GPS, XMP, ICC text) and anything hidden behind the picture do not survive that.
 * What it is is read from its bytes; name and declared type are not looked at.
 * @throws FILE_TYPE, FILE_BROKEN
 */
export async function reencode(bytes: Buffer): Promise<Picture> {
  const kind = kindOf(bytes);
  if (!kind) throw fail('FILE_TYPE', { types: ' JPEG、PNG 或 WebP 照片' });
  return inTurn(async () => {
    try {
      const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true }).timeout({ seconds: SECONDS_MAX });
      if ((await picture.metadata()).format !== kind) throw fail('FILE_BROKEN');
      const edge = UPLOAD_LIMITS.photoEdge;
      const { data, info } = await picture.autoOrient().resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true });
      const thumb = await sharp(data).resize({ width: UPLOAD_LIMITS.thumbEdge, height: UPLOAD_LIMITS.thumbEdge, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 72 }).toBuffer();
      return { photo: data, thumb, width: info.width, height: info.height };
    } catch {
      // sharp's errors have no codes; whatever it could not do with these bytes, they are no photo we can keep.
      throw fail('FILE_BROKEN');
    }
  });
}
/** The three formats by their first bytes; null for everything else that sharp would also open (SVG, TIFF, GIF …). */
export function kindOf(bytes: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'webp';
  return null;
}
/** A decoded photo takes up to 200 MB: only so many at once, the others wait. */
let free = DECODERS;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}
