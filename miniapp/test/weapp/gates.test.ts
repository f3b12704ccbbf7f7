import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'acorn';
// @ts-expect-error a plain script of the house, without types
import { weappSizes } from '../../../scripts/lib/sizes.mjs';

const dist = process.env['WEAPP_DIST'] ?? path.resolve(import.meta.dirname, '../../dist/weapp');
const files = (readdirSync(dist, { recursive: true }) as string[]).map((file) => file.split(path.sep).join('/'));
const ending = (suffix: string) => files.filter((file) => file.endsWith(suffix));
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');

test('no package is over its limit', () => {
  expect(weappSizes(dist).over).toEqual([]);
});
test('old phones can read every script: nothing newer than ES2018', () => {
  for (const file of ending('.js')) expect(() => parse(read(file), { ecmaVersion: 2018, sourceType: 'script' })).not.toThrow();
});
test('no script asks for an environment variable: WeChat has no process', () => {
  expect(ending('.js').filter((file) => /process\.env\./.test(read(file)))).toEqual([]);
});
test("WeChat's own compilers take every template and style sheet", () => {
  const bin = path.join(path.dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')), 'bin/linux');
  const room = mkdtempSync(path.join(tmpdir(), 'wcc-'));
  try {
    const tool = (name: string) => {
      const copy = path.join(room, name);
      copyFileSync(path.join(bin, name), copy);
      chmodSync(copy, 0o755);
      return copy;
    };
    const run = (name: string, args: string[]) => spawnSync(tool(name), args, { cwd: dist, maxBuffer: 1e8, encoding: 'utf8' });
    const at = (suffix: string) => ending(suffix).map((file) => `./${file}`);
    const templates = run('wcc', ['-d', ...at('.wxml'), ...at('.wxs')]);
    expect({ status: templates.status, said: templates.stderr }).toEqual({ status: 0, said: '' });
    const styles = run('wcsc', ['-lc', '-js', '-pc', String(at('.wxss').length), ...at('.wxss')]);
    expect({ status: styles.status, said: styles.stderr }).toEqual({ status: 0, said: '' });
  } finally {
    rmSync(room, { recursive: true });
  }
});
