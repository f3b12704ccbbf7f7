import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CONTENTS, FIELDS } from '../../src/reach/moderation/contents.js';

const SRC = resolve('src');
/** `Class.field` of every `@Text`. */
const textFields = (): string[] => readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.dto.ts')).flatMap((file) => {
  let name = '';
  return [...readFileSync(join(SRC, file), 'utf8').matchAll(/class (\w+)|@Text\([^)]*\)\s*(\w+)[?!]?:/g)].flatMap(([, cls, field]) => {
    if (cls) name = cls;
    return cls ? [] : [`${name}.${field}`];
  });
});
test('of every free text somebody decided who reads it and who looks at it before', () => {
  const fields = textFields();
  expect(fields.length).toBeGreaterThan(90);
  expect([...new Set(fields)].filter((f) => !(f in FIELDS))).toEqual([]);
  expect(Object.keys(FIELDS).filter((f) => !fields.includes(f))).toEqual([]);
  for (const kind of Object.keys(CONTENTS)) expect(Object.values(FIELDS)).toContain(kind);
});
test('the table in the documents is the one in the code', () => {
  const page = readFileSync(resolve('../docs/moderation.md'), 'utf8');
  for (const { what, readers } of Object.values(CONTENTS)) expect(page).toContain(`| ${what} | ${readers} |`);
});
