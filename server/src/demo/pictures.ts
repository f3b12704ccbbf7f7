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

/** What goods look like, drawn: one plain shape on a warm ground. */
const SHAPES: Record<string, [ground: string, shape: string]> = {
  洗衣液: ['#dfe9f2', '<rect x="280" y="96" width="80" height="44" rx="8" fill="#2f5d8a"/><path d="M250 140h140l30 60v180a20 20 0 0 1-20 20H240a20 20 0 0 1-20-20V200z" fill="#4a86c0"/><path d="M392 190h34v110h-34z" fill="#dfe9f2"/><rect x="246" y="240" width="130" height="100" rx="10" fill="#f5f9fd"/>'],
  抽纸: ['#f4e7dc', '<path d="M260 190q60-110 120 0z" fill="#fff"/><rect x="160" y="190" width="320" height="90" rx="10" fill="#d98f6a"/><rect x="160" y="290" width="320" height="90" rx="10" fill="#c97b55"/><ellipse cx="320" cy="190" rx="70" ry="10" fill="#8f5236"/>'],
  大米: ['#efe6d2', '<path d="M210 130q110-40 220 0l20 250q-130 40-260 0z" fill="#f7f2e4"/><path d="M210 130q110 30 220 0v-26q-110-34-220 0z" fill="#c9372c"/><circle cx="320" cy="260" r="66" fill="#c9372c"/><path d="M320 216v88M284 240l36 20 36-20" stroke="#fff" stroke-width="10" fill="none"/>'],
  食用油: ['#f6ecc9', '<rect x="292" y="84" width="56" height="36" rx="6" fill="#b3261e"/><path d="M280 120h80l50 70v190a18 18 0 0 1-18 18H248a18 18 0 0 1-18-18V190z" fill="#e8b52f"/><rect x="250" y="230" width="140" height="110" rx="8" fill="#fff6dc"/><circle cx="320" cy="285" r="32" fill="#e8b52f"/>'],
  毛巾: ['#e4ebe2', '<rect x="180" y="130" width="280" height="60" rx="12" fill="#a9c7a4"/><rect x="180" y="200" width="280" height="60" rx="12" fill="#8fb489"/><rect x="180" y="270" width="280" height="60" rx="12" fill="#769f70"/><path d="M200 160h240M200 230h240M200 300h240" stroke="#fff" stroke-width="6" opacity=".6"/>'],
  牙膏: ['#dff0ee', '<g transform="rotate(-18 320 240)"><path d="M160 200h260l40 20v40l-40 20H160z" fill="#fff"/><rect x="460" y="222" width="40" height="36" rx="6" fill="#2a9d8f"/><rect x="140" y="192" width="24" height="96" fill="#cfd8d6"/><path d="M190 240h200" stroke="#2a9d8f" stroke-width="22"/></g>'],
  食盐: ['#e6e9f0', '<path d="M230 110h180v290H230z" fill="#fff"/><path d="M230 110h180v70H230z" fill="#3d5a98"/><circle cx="320" cy="280" r="58" fill="#3d5a98"/><path d="M296 262h48l-10 50h-28z" fill="#fff"/>'],
  雨伞: ['#e9e2ee', '<path d="M140 250a180 150 0 0 1 360 0q-30-26-60 0-30-26-60 0-30-26-60 0-30-26-60 0-30-26-60 0-30-26-60 0z" fill="#7b4f9d"/><path d="M320 250v130q0 30-30 30t-30-28" stroke="#4b3a5c" stroke-width="12" fill="none" stroke-linecap="round"/>'],
  理发券: ['#f6e3dc', '<rect x="130" y="150" width="380" height="190" rx="16" fill="#fff"/><path d="M390 150v190" stroke="#d9a08a" stroke-width="6" stroke-dasharray="12 10"/><path d="M190 190l110 90M190 290l110-90" stroke="#b3452c" stroke-width="14" stroke-linecap="round"/><circle cx="186" cy="200" r="20" fill="none" stroke="#b3452c" stroke-width="10"/><circle cx="186" cy="284" r="20" fill="none" stroke="#b3452c" stroke-width="10"/>'],
  钟点保洁: ['#dcecf0', '<path d="M400 90L300 290" stroke="#a9764a" stroke-width="16" stroke-linecap="round"/><path d="M250 280l110 50-40 80q-80 0-130-60z" fill="#e0b34c"/><path d="M230 320l-30 60M262 340l-26 66M300 356l-16 60" stroke="#b88a2b" stroke-width="8"/><circle cx="450" cy="330" r="46" fill="#8fc1d4"/><circle cx="450" cy="330" r="46" fill="none" stroke="#5b9bb3" stroke-width="8"/>'],
};
export async function drawGoods(names: readonly string[]): Promise<Map<string, { photo: Buffer; thumb: Buffer; width: number; height: number }>> {
  const width = 640, height = 480;
  return new Map(await Promise.all(names.map(async (name) => {
    const [ground, shape] = SHAPES[name]!;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="640" height="480" fill="${ground}"/><ellipse cx="320" cy="412" rx="170" ry="18" fill="#000" opacity=".1"/>${shape}</svg>`;
    const photo = await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
    return [name, { photo, thumb: await sharp(photo).resize(320).jpeg({ quality: 76 }).toBuffer(), width, height }] as const;
  })));
}
