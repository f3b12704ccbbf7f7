import sharp from 'sharp';
import type { Chance } from './random.js';

const SKIES = ['#f3d9b1', '#cfe3e8', '#f0c9a8', '#d9e6d2', '#e8d5e0', '#c9d8ea'];
const WALLS = ['#b5651d', '#8c5a3c', '#a9746e', '#6f7f5c', '#7d6b91', '#55708a'];
/** Small street scenes, drawn: sky, houses, trees, ground. No person can be seen on them. */
export async function drawPictures(chance: Chance, count: number): Promise<{ photo: Buffer; thumb: Buffer; width: number; height: number }[]> {
  const width = 640, height = 480;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const houses = Array.from({ length: chance.whole(3, 5) }, (_, i) => {
        const x = i * 140 + chance.whole(-20, 20), h = chance.whole(130, 250), wall = chance.pick(WALLS);
        const windows = Array.from({ length: 6 }, (_w, k) => `<rect x="${x + 18 + (k % 2) * 46}" y="${340 - h + 22 + Math.floor(k / 2) * 52}" width="26" height="32" fill="#fdf4d7" opacity="${chance.yes(0.6) ? 0.95 : 0.35}"/>`).join('');
        return `<rect x="${x}" y="${340 - h}" width="112" height="${h}" fill="${wall}"/><path d="M${x - 8} ${340 - h}l64 -34 64 34z" fill="#4a3b36"/>${windows}`;
      }).join('');
      const trees = Array.from({ length: chance.whole(2, 4) }, () => { const x = chance.whole(20, 600), s = chance.whole(34, 60); return `<rect x="${x - 5}" y="300" width="10" height="62" fill="#5b4636"/><circle cx="${x}" cy="290" r="${s}" fill="#4f7a4c" opacity="0.92"/>`; }).join('');
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="640" height="480" fill="${chance.pick(SKIES)}"/><circle cx="${chance.whole(60, 580)}" cy="80" r="34" fill="#fff3cf"/>${houses}<rect y="340" width="640" height="140" fill="#b9a98a"/><path d="M0 400h640v80H0z" fill="#8f8069"/>${trees}</svg>`;
      const photo = await sharp(Buffer.from(svg)).jpeg({ quality: 76 }).toBuffer();
      return { photo, thumb: await sharp(photo).resize(320).jpeg({ quality: 72 }).toBuffer(), width, height };
    }),
  );
}
