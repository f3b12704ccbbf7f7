import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/** Puts bugs into a copy of the server, one at a time, and asks the suite; without `show` the output is returned. Fails when one is missed. */
export const runSeededBugs = (args, env, show) => run(node24, [at('server/test/seeded-bugs/run.mjs'), ...args], { env: env24(env), group: true, show });

/** `12 of 12 caught` as counts of tests. */
export function caughtOf(output) {
  const [, caught, all] = /(\d+) of (\d+) caught\s*$/.exec(output) ?? [];
  return { passed: Number(caught), failed: Number(all) - Number(caught) };
}
