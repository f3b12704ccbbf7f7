import { readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const drawn = [...read('./styles/icons.scss').matchAll(/^ {2}'([a-z-]+)': '/gm)].map(([, name]) => name);
const named = [...(/export const ICONS = \[([\s\S]*?)\]/.exec(read('./icon.tsx'))?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);

test('every icon that has a name is drawn, and the other way round', () => {
  expect(drawn.length).toBeGreaterThan(60);
  expect(named).toEqual(drawn);
});
