import path from 'node:path';
import { compilePages } from './view.ts';
import { Weapp } from './runtime.ts';

const dist = process.env['WEAPP_DIST'] ?? path.resolve(import.meta.dirname, '../../dist/weapp');
let app: Weapp | null = null;
afterEach(() => app?.dispose());

test('every template compiles without a complaint', () => {
  expect(compilePages(dist).diagnostics).toEqual([]);
});
test('every page starts without a network, says something, and breaks nothing', async () => {
  for (const route of new Weapp(dist).routes) {
    app = new Weapp(dist);
    const page = await app.open(`/${route}?id=1`);
    await page.until('some words', () => page.text);
    expect({ route, errors: app.errors }).toEqual({ route, errors: [] });
    app.dispose();
  }
});
