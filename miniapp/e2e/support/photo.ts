import type { Page } from 'playwright-core';

/** TIFF directory entry. */
function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(value, 8);
  return bytes;
}
/** An EXIF block that says with which camera and at which latitude the picture was taken. */
function exif(): Buffer {
  const model = Buffer.from('SecretCam\0');
  const header = Buffer.from('II*\0\u0008\0\0\0', 'latin1');
  const at = 8 + 2 + 2 * 12 + 4, gps = at + model.length, degrees = gps + 2 + 2 * 12 + 4;
  const count = Buffer.from([2, 0]), last = Buffer.alloc(4);
  const rationals = Buffer.alloc(24);
  [34, 1, 52, 1, 12, 1].forEach((n, i) => rationals.writeUInt32LE(n, i * 4));
  const north = entry(1, 2, 2, 0x4e);
  const tiff = Buffer.concat([header, count, entry(0x0110, 2, model.length, at), entry(0x8825, 4, 1, gps), last, model, count, north, entry(2, 5, 3, degrees), last, rationals]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]), marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([marker, body]);
}
/** A real photo as a phone takes it: a JPEG that names camera and place. `page` draws it. */
export async function photo(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 1200];
    const paint = canvas.getContext('2d');
    if (!paint) return '';
    const sky = paint.createLinearGradient(0, 0, 0, 1200);
    sky.addColorStop(0, '#9fc5d8');
    sky.addColorStop(1, '#e9dcc3');
    paint.fillStyle = sky;
    paint.fillRect(0, 0, 1600, 1200);
    paint.fillStyle = '#7f8f6a';
    paint.fillRect(0, 820, 1600, 380);
    paint.fillStyle = '#a7714f';
    paint.fillRect(420, 420, 620, 460);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  const jpeg = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}
