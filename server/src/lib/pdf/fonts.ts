import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const at = createRequire(import.meta.url);
const load = (file: string): Buffer => readFileSync(at.resolve(`@expo-google-fonts/noto-sans-sc/${file}`));
let fonts: { regular: Buffer; bold: Buffer } | undefined;
/** Noto Sans SC (OFL 1.1), read at the first paper and kept: 21 MB, of which a paper embeds only the signs it uses. */
export const paperFonts = (): { regular: Buffer; bold: Buffer } =>
  (fonts ??= { regular: load('400Regular/NotoSansSC_400Regular.ttf'), bold: load('700Bold/NotoSansSC_700Bold.ttf') });

// Signs without width that a font need not know: joiners, direction marks, variation selectors.
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|[\u{e0100}-\u{e01ef}]/gu;
/**
 * The text as the font can show it. A sign that the font does not have (names in rare characters) must not vanish from a paper:
 * it becomes the printers' mark for a missing character with its number, `〓U+2CB7C`, so that the office can write it in by hand.
 */
export function showable(text: string, has: (codePoint: number) => boolean): string {
  let shown = '';
  for (const sign of text.normalize('NFC').replace(UNSEEN, '').replace(/[\t\u00a0]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd')) {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === '\n') shown += sign;
    else if (code >= 32 && code !== 127) shown += has(code) ? sign : `〓U+${code.toString(16).toUpperCase()}`;
  }
  return shown;
}
