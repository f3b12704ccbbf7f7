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
test('only session.ts and lib/draft.ts keep anything on the device', () => {
  expect(using(/Taro\.(get|set|remove|clear)Storage|localStorage|sessionStorage/, /^(session|lib\/draft)\.ts/)).toEqual([]);
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
