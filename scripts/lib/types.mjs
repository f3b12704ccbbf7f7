import { run } from './exec.mjs';
import { node24 } from './node24.mjs';
import { at } from './paths.mjs';

/** Type-checks one package; throws with the compiler's messages. */
export const checkTypes = (name) => run(node24, [at('node_modules/typescript/bin/tsc'), '--noEmit', '--pretty', 'false'], { cwd: at(name) });
