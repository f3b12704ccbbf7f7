import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, at } from './paths.mjs';

const SKIP = new Set(['node_modules', 'dist', '.swc', '.cache']);

/** Every file under a path of the repository, in a stable order; a path that does not exist has none. */
function filesUnder(path) {
  if (!existsSync(at(path))) return [];
  if (!statSync(at(path)).isDirectory()) return [path];
  return readdirSync(at(path))
    .filter((name) => !SKIP.has(name))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** One hash over the names and contents of all sources, the machine, and the environment variables named. */
function hashOf(sources, variables) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of variables) hash.update(`\0${name}=${process.env[name]}`);
  for (const file of sources.flatMap(filesUnder)) hash.update(`\0${file}\0`).update(readFileSync(at(file)));
  return hash.digest('hex');
}

/**
 * Runs `work` unless it already ran on exactly these sources and its products are still there.
 * `work` may return its output, which is shown when a product is missing.
 * The stamp is removed first and written last, so work that was cut off is done again.
 * @returns whether the work was skipped
 */
export async function unlessStamped(name, { sources, products, variables = [] }, work) {
  const stamp = join(CACHE, 'stamps', name);
  const hash = hashOf(sources, variables);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && products.every((path) => existsSync(at(path)));
  if (done) return true;
  rmSync(stamp, { force: true });
  const output = (await work()) ?? '';
  const missing = products.find((path) => !existsSync(at(path)));
  // Some builders end with 0 although they built nothing; the product decides.
  if (missing) throw Object.assign(new Error(`${name}: ${missing} was not made`), { tail: output });
  mkdirSync(join(CACHE, 'stamps'), { recursive: true });
  writeFileSync(stamp, hash);
  return false;
}
