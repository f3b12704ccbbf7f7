import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

const MB = 1_000_000;

/** Ours, in bytes; WeChat itself refuses a package over 2 MB and more than 30 MB of them. */
export const LIMITS = { main: 1.2 * MB, subpackage: 1 * MB, total: 6 * MB };

function bytesUnder(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesUnder(join(path, name)), 0) : stat.size;
}

/**
 * What the compiled mini-program weighs: its main package, each subpackage and all of it, in bytes,
 * and the names of those over their limit.
 */
export function weappSizes(dist) {
  const app = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8'));
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => root.replace(/^\/|\/$/g, ''));
  const subpackages = Object.fromEntries(roots.map((root) => [root, bytesUnder(join(dist, root))]));
  const total = bytesUnder(dist);
  const main = total - Object.values(subpackages).reduce((sum, size) => sum + size, 0);
  const over = [...(main > LIMITS.main ? ['main'] : []), ...roots.filter((root) => subpackages[root] > LIMITS.subpackage), ...(total > LIMITS.total ? ['total'] : [])];
  return { main, subpackages, total, limits: LIMITS, over };
}

/** The sizes in one line for people. */
export const sizeLine = ({ main, subpackages, total }) =>
  [['main', main], ...Object.entries(subpackages), ['total', total]].map(([name, size]) => `${name} ${Math.round(size / 1000)} KB`).join(' · ');

/**
 * All of it: the sizes, what crosses from the logic to the view by page (the mini-program is run for it, against the built server with the demo county),
 * and how many functions of wx and hosts the package names without their being declared. `over` names everything that is over its limit.
 */
export async function weappReport(dist) {
  const sizes = weappSizes(dist);
  const args = ['--disable-warning=ExperimentalWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', at('miniapp/test/weapp/report.ts')];
  const said = await run(node24, args, { cwd: at('miniapp'), env: env24({ WEAPP_DIST: dist }), group: true });
  const seen = JSON.parse(said.trim().split('\n').at(-1));
  const over = [...sizes.over, ...(seen.setData.firstPage > seen.setData.limit ? ['setData of the first page'] : []), ...['apis', 'domains'].filter((kind) => seen.undeclared[kind] > 0).map((kind) => `undeclared ${kind}`)];
  return { ...sizes, ...seen, over };
}
