import { existsSync } from 'node:fs';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/** What may be measured: lists, claims and pages; points and exchange; stars and dashboards. */
const ENTRIES = { bench: at('server/bench/run.mjs'), 'bench:credit': at('server/bench/credit.mjs'), 'bench:insight': at('server/bench/insight.mjs') };

export const benchExists = (name = 'bench') => existsSync(ENTRIES[name]);

/** Runs the measurements; without `show` their output is returned. */
export const runBench = (name, args, env, show) => run(node24, [ENTRIES[name], ...args], { env: env24(env), group: true, show });

/** The figures: the JSON line that ends the output. */
export const figuresOf = (output) => JSON.parse(output.trim().split('\n').at(-1));
