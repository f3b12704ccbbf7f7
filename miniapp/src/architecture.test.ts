import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('./', import.meta.url);
const files = (readdirSync(root, { recursive: true }) as string[]).map((file) => file.replaceAll('\\', '/')).filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const using = (pattern: RegExp, allowed: RegExp) => files.filter((file) => !allowed.test(file) && pattern.test(read(file)));

test("only the kit draws with Taro's components: pages have its real buttons and labels on H5", () => {
  expect(using(/from '@tarojs\/components'/, /^ui\//)).toEqual([]);
});
test('only api.ts and platform/ talk to the network', () => {
  expect(using(/Taro\.(request|uploadFile|downloadFile)\b|\bfetch\(/, /^(api\.ts|platform\/)/)).toEqual([]);
});
test('only platform/storage touches what the device keeps, and a handful of files use it', () => {
  expect(using(/Taro\.(get|set|remove|clear)Storage|localStorage|sessionStorage/, /^platform\/storage/)).toEqual([]);
  expect(using(/platform\/storage'/, /^(session|lib\/(draft|pending|sheets))\.ts/)).toEqual([]);
});
test('secrets go into the encrypted storage: tokens by session.ts, lists with names by lib/sheets.ts, and nobody else opens it', () => {
  expect(using(/\bvault\b/, /^(platform\/storage|session\.ts|lib\/sheets\.ts)/)).toEqual([]);
  expect(/plain\.set\([^)]*token/i.test(read('session.ts'))).toBe(false);
  expect(read('platform/storage.ts')).toMatch(/encrypt: true/);
});
test('uploads and downloads stand in the line, too', () => {
  expect([...read('platform/files.ts').matchAll(/Taro\.downloadFile/g)].length).toBe([...read('platform/files.ts').matchAll(/queue\.run\('download'/g)].length);
});
test('the kit knows no endpoint', () => {
  expect(files.filter((file) => file.startsWith('ui/') && /from '\.\.\/api'/.test(read(file)))).toEqual([]);
});
test('nobody asks Taro what the platform can: on H5 it says yes to everything', () => {
  expect(using(/canIUse/, /^$/)).toEqual([]);
});
test('every page has its file, its config, and its line in app.config.ts', () => {
  const config = read('app.config.ts');
  const packages = [...config.matchAll(/root: '([^']+)'[\s\S]*?pages: \[([^\]]*)\]/g)].flatMap(([, folder, pages]) => [...(pages ?? '').matchAll(/'([^']+)'/g)].map(([, page]) => `${folder}/${page}`));
  const main = [...(/^ {2}pages: \[([^\]]*)\]/m.exec(config)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, page]) => page ?? '');
  const listed = [...main, ...packages].sort();
  expect(listed.length).toBeGreaterThan(5);
  expect(files.filter((file) => /^(pages|packages\/\w+\/pages)\/[\w-]+\/index\.tsx$/.test(file)).map((file) => file.replace('.tsx', '')).sort()).toEqual(listed);
  expect(listed.filter((page) => !files.includes(`${page}.config.ts`))).toEqual([]);
});
