import { existsSync } from 'node:fs';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

const ENTRY = at('server/bench/run.mjs');

export const benchExists = () => existsSync(ENTRY);

/** Runs the measurements; without `show` their output is returned. */
export const runBench = (args, env, show) => run(node24, [ENTRY, ...args], { env: env24(env), group: true, show });

/** The figures: the JSON line that ends the output. */
export const figuresOf = (output) => JSON.parse(output.trim().split('\n').at(-1));
