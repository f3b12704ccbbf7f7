import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./_palette.scss', import.meta.url), 'utf8');
const palette = (name: string): Record<string, string> => {
  const body = new RegExp(`@mixin ${name} \\{(.*\\}|[\\s\\S]*?\\n\\})`).exec(text)?.[1] ?? '';
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, key, value]) => [key!, value!]));
};
const light = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p) as [number, number]; return (x + 0.05) / (y + 0.05); };
const ACCENTS = ['pine', 'red', 'gold', 'ok', 'warn', 'info'];

describe.each(['day', 'night'])('by %s', (time) => {
  const colours = palette(time), strong = { ...colours, ...palette(`strong-${time}`) };
  test('the same names as by day', () => { expect(Object.keys(colours).sort()).toEqual(Object.keys(palette('day')).sort()); });
  test.each(['ink', 'soft', 'faint', ...ACCENTS])('%s can be read on paper, sheets and what is sunken', (tone) => {
    for (const on of ['paper', 'surface', 'sunken']) for (const set of [colours, strong]) expect([tone, on, contrast(set[tone]!, set[on]!) >= 4.5]).toEqual([tone, on, true]);
  });
  test.each(ACCENTS)('%s and grey words can be read on its tint, and words on it', (tone) => {
    for (const word of [tone, 'ink', 'soft']) expect([word, contrast(colours[word]!, colours[`${tone}-tint`]!) >= 4.5]).toEqual([word, true]);
    expect(contrast(colours['on-dark']!, colours[tone]!)).toBeGreaterThanOrEqual(4.5);
  });
  test('the border of an input is seen', () => { for (const on of ['paper', 'surface']) expect([on, contrast(colours['edge']!, colours[on]!) >= 3]).toEqual([on, true]); });
});
