import type { RewardView } from '@xianfeng/shared';
import { svgUri } from '../lib/data-uri';

/** Shapes on a shelf board, 200 × 144: what stands on it is drawn around x = 100, its foot at y = 118. */
const DRAWINGS = {
  bottle: '<rect x="90" y="22" width="20" height="16" rx="4" fill="#b9542f"/><path d="M84 38h32c10 8 14 16 14 28v44a8 8 0 0 1-8 8H78a8 8 0 0 1-8-8V66c0-12 4-20 14-28z" fill="#4f8d8a"/><rect x="70" y="72" width="60" height="28" fill="#f4efe2"/><path d="M82 82h36M82 90h24" stroke="#4f8d8a" stroke-width="4"/>',
  tissue: '<path d="M74 52c8-22 20-6 26-22 8 14 22 2 26 22z" fill="#fff" stroke="#d9cdb4" stroke-width="2"/><rect x="48" y="52" width="104" height="66" rx="8" fill="#7fa7b8"/><ellipse cx="100" cy="54" rx="30" ry="6" fill="#5f8798"/><path d="M62 86q12-14 24 0t24 0 24 0" stroke="#d8e7ee" stroke-width="5" fill="none"/>',
  sack: '<path d="M66 40c10 6 58 6 68 0l-4 10c14 16 20 44 14 62-1 4-4 6-8 6H64c-4 0-7-2-8-6-6-18 0-46 14-62z" fill="#d8bf8c"/><path d="M70 50h60" stroke="#a9854a" stroke-width="4"/><path d="M100 66c-10 10-10 26 0 34 10-8 10-24 0-34z" fill="#7d9a55"/><path d="M100 74v34" stroke="#5f7a3d" stroke-width="3"/>',
  jug: '<rect x="84" y="20" width="22" height="14" rx="3" fill="#b23b2e"/><path d="M80 34h30l6 14c12 4 16 12 16 24v38a8 8 0 0 1-8 8H76a8 8 0 0 1-8-8V58c0-10 4-18 12-24z" fill="#e0b23e"/><path d="M112 54c12 0 12 28 2 30" stroke="#b98a1e" stroke-width="6" fill="none"/><rect x="74" y="82" width="46" height="24" rx="3" fill="#fbf3da"/><circle cx="97" cy="94" r="7" fill="#e0b23e"/>',
  towel: '<rect x="46" y="30" width="108" height="8" rx="4" fill="#a08c6a"/><path d="M62 34h76v76H62z" fill="#c66b6b"/><path d="M62 82h76v8H62zM62 96h76v4H62z" fill="#f6dcd6"/><path d="M66 110v8M78 110v8M90 110v8M102 110v8M114 110v8M126 110v8M134 110v8" stroke="#c66b6b" stroke-width="3"/>',
  tube: '<path d="M54 50l84-8v44l-84-8z" fill="#eef3f4" stroke="#c3d0d2" stroke-width="2"/><path d="M54 56l84-4v10l-84 0z" fill="#b8433f"/><rect x="138" y="50" width="18" height="28" rx="4" fill="#3f7d78"/><rect x="44" y="48" width="12" height="32" rx="2" fill="#c3d0d2"/><path d="M60 106h88" stroke="#3f7d78" stroke-width="8" stroke-linecap="round"/><path d="M62 102v-12M70 102v-12M78 102v-12M86 102v-12" stroke="#8fb4b0" stroke-width="5"/>',
  salt: '<path d="M70 34h60l6 78a6 6 0 0 1-6 6H70a6 6 0 0 1-6-6z" fill="#f7f4ec" stroke="#cfc4ad" stroke-width="2"/><path d="M68 62h64l2 26H66z" fill="#2f6f86"/><circle cx="100" cy="75" r="9" fill="#f7f4ec"/><path d="M70 34l6-8h48l6 8z" fill="#2f6f86"/>',
  umbrella: '<path d="M100 26c34 0 58 22 60 50-10-10-22-8-30 0-8-10-22-10-30 0-8-10-22-10-30 0-8-8-20-10-30 0 2-28 26-50 60-50z" fill="#35687f"/><path d="M100 26c14 10 20 30 20 46M100 26c-14 10-20 30-20 46" stroke="#244b5d" stroke-width="2" fill="none"/><path d="M100 18v86a10 10 0 0 1-20 0" stroke="#7a5a34" stroke-width="6" fill="none" stroke-linecap="round"/>',
  scissors: '<circle cx="78" cy="100" r="14" fill="none" stroke="#b8433f" stroke-width="8"/><circle cx="122" cy="100" r="14" fill="none" stroke="#b8433f" stroke-width="8"/><path d="M84 88l34-66M116 88L82 22" stroke="#8a9598" stroke-width="9" stroke-linecap="round"/><circle cx="100" cy="57" r="5" fill="#5c676a"/>',
  broom: '<path d="M132 18L92 72" stroke="#8a6a3c" stroke-width="8" stroke-linecap="round"/><path d="M80 62l26 20c0 14-8 28-20 36-14-4-28-12-36-22 12-10 20-20 30-34z" fill="#d8a64a"/><path d="M64 96l20-20M76 106l18-20" stroke="#a97a28" stroke-width="3"/><path d="M128 118h30l-4-32h-22z" fill="#4f8d8a"/><path d="M130 86c0-18 22-18 26 0" stroke="#356461" stroke-width="4" fill="none"/>',
  eggs: '<ellipse cx="70" cy="82" rx="18" ry="24" fill="#e7c39a"/><ellipse cx="130" cy="82" rx="18" ry="24" fill="#e7c39a"/><ellipse cx="100" cy="78" rx="19" ry="26" fill="#f1d6b3"/><path d="M40 88h120l-10 26a6 6 0 0 1-6 4H56a6 6 0 0 1-6-4z" fill="#9aa68b"/><path d="M58 96q14 10 28 0 14 10 28 0 14 10 28 0" stroke="#7c8a6c" stroke-width="4" fill="none"/>',
  book: '<path d="M100 42c-16-10-36-12-56-8v74c20-4 40-2 56 8 16-10 36-12 56-8V34c-20-4-40-2-56 8z" fill="#fbf5e6" stroke="#c9b78f" stroke-width="2"/><path d="M100 42v74" stroke="#c9b78f" stroke-width="3"/><path d="M56 54c12-2 22 0 32 4M56 70c12-2 22 0 32 4M144 54c-12-2-22 0-32 4M144 70c-12-2-22 0-32 4" stroke="#b8433f" stroke-width="4" fill="none" stroke-linecap="round"/>',
  tools: '<rect x="46" y="66" width="108" height="52" rx="6" fill="#b8433f"/><path d="M82 66V52h36v14" stroke="#6d2523" stroke-width="7" fill="none"/><rect x="46" y="82" width="108" height="8" fill="#8f302d"/><rect x="92" y="78" width="16" height="18" rx="3" fill="#e3c46a"/><path d="M60 50l12-24M140 50l-12-24" stroke="#8a9598" stroke-width="7" stroke-linecap="round"/>',
  care: '<path d="M100 108S54 84 54 54c0-26 34-32 46-8 12-24 46-18 46 8 0 30-46 54-46 54z" fill="#c9524a"/><path d="M40 112c22-10 38 6 60 4s38-14 60-4" stroke="#7fa38a" stroke-width="8" fill="none" stroke-linecap="round"/>',
  gift: '<rect x="54" y="60" width="92" height="58" rx="4" fill="#b8433f"/><rect x="48" y="46" width="104" height="20" rx="4" fill="#cc5a50"/><path d="M92 46h16v72H92z" fill="#e9c977"/><path d="M100 46c-26-2-34-26-18-28 12-2 18 14 18 28zM100 46c26-2 34-26 18-28-12-2-18 14-18 28z" fill="none" stroke="#e9c977" stroke-width="7"/>',
} as const;
type Drawing = keyof typeof DRAWINGS;

/** Which words of a name are drawn how; the first that fits. */
const WORDS: readonly (readonly [RegExp, Drawing])[] = [
  [/理发|剪发/, 'scissors'], [/保洁|打扫|清洗|擦/, 'broom'], [/维修|修理|安装|家电/, 'tools'], [/体检|按摩|陪|护理|上门|量血压/, 'care'],
  [/洗衣液|洗发|沐浴|洗洁精|消毒|洗手液|酒|醋|酱油|牛奶|饮料/, 'bottle'], [/纸|抽/, 'tissue'], [/米|面|豆|麦/, 'sack'], [/油/, 'jug'], [/巾|毯|被|衣|袜/, 'towel'], [/牙膏|牙刷/, 'tube'],
  [/盐|糖|味精|洗衣粉|茶/, 'salt'], [/伞/, 'umbrella'], [/蛋/, 'eggs'], [/书|本|笔|票/, 'book'],
];
/** The picture that stands for a thing nobody has photographed yet; none is ever a photo of something else. */
export const drawingOf = ({ name, kind }: Pick<RewardView, 'name' | 'kind'>): Drawing => WORDS.find(([words]) => words.test(name))?.[1] ?? (kind === 'SERVICE' ? 'care' : 'gift');

const kept = new Map<Drawing, string>();
/** That picture as an address. */
export function drawingUri(thing: Pick<RewardView, 'name' | 'kind'>): string {
  const drawing = drawingOf(thing);
  const uri = kept.get(drawing) ?? svgUri(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 144"><rect width="200" height="144" fill="#f6ecd4"/><circle cx="100" cy="70" r="60" fill="#fbf5e4"/><rect y="118" width="200" height="26" fill="#e3d3ad"/><rect y="118" width="200" height="4" fill="#cdb98a"/>${DRAWINGS[drawing]}</svg>`);
  kept.set(drawing, uri);
  return uri;
}
