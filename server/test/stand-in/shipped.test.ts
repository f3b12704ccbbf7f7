import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../../..');
const { assertShipsNoTools } = (await import(pathToFileURL(join(ROOT, 'scripts/lib/shipped.mjs')).href)) as { assertShipsNoTools: (folder: string) => void };
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'shipped-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('FWX-D: the built server holds nothing of the stand-in', () => { assertShipsNoTools(join(ROOT, 'server/dist')); });
test.each([['a word of it', 'a.js', 'fetch("/__ctl/code")'], ['its page', 'a.js', '<h1>微信替身</h1>'], ['its name', 'wechat-stand-in.js', '']])('FWX-D: %s is found, however deep', (_, name, text) => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'good.js'), 'export {};');
  assertShipsNoTools(folder);
  writeFileSync(join(folder, 'a/b', name), text);
  expect(() => assertShipsNoTools(folder)).toThrow('would be shipped');
});
test('FWX-D: what is not built is no proof', () => {
  expect(() => assertShipsNoTools(folder)).toThrow('is not built');
  expect(() => assertShipsNoTools(join(folder, 'none'))).toThrow('is not built');
});
