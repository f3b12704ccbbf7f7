import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/**
 * Lighthouse on the built H5 app, per page the median of so many runs. Quick: one run each, and three where that was not enough, since one run alone
 * swings by a few points.
 * @returns what miniapp/lighthouse/run.ts says; `met`: every goal of every page
 */
export async function runLighthouse({ quick, env }) {
  const first = await measure(quick ? 1 : 3, env);
  return first.met || !quick ? first : measure(3, env);
}

async function measure(runs, env) {
  const args = ['--disable-warning=ExperimentalWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', at('miniapp/lighthouse/run.ts')];
  const said = await run(node24, args, { cwd: at('miniapp'), env: env24({ ...env, RUNS: String(runs) }), group: true });
  return JSON.parse(said.trim().split('\n').at(-1));
}
