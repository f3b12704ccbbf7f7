import { jest } from './jest.mjs';
import { Plain } from './steps.mjs';

const NUMBERS = { '--runs': 3_000, '--commands': 200, '--seed': 20_261_122, '--schedules': 1_000 };
const WORDS = ['--path', '--replay'];

/** `--runs 3000 --commands 200 --seed S --path P --replay R --schedules N`, each with a value. @throws Plain for anything else */
export function modelOptions(args) {
  const o = Object.fromEntries(Object.entries(NUMBERS).map(([name, n]) => [name.slice(2), n]));
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]], isNumber = name in NUMBERS;
    if ((!isNumber && !WORDS.includes(name)) || value === undefined || (isNumber && !/^-?\d+$/.test(value))) throw new Plain(`not understood: ${args.slice(i).join(' ')}; there are ${[...Object.keys(NUMBERS), ...WORDS].join(', ')}, each with a value`);
    o[name.slice(2)] = isNumber ? Number(value) : value;
  }
  return o;
}
/**
 * The model runs, in two processes with neighbouring seeds; a path is replayed by one of them. Then, where there is a MariaDB (`env`),
 * the schedules. @returns how many of these parts failed
 */
export async function runModel({ runs, commands, seed, path, replay, schedules }, env, hasServer) {
  const part = (s, n) => jest({ folder: 'server', filters: ['test/model/model.test'], env: { DB: 'sqlite', MODEL_RUNS: String(n), MODEL_COMMANDS: String(commands), MODEL_SEED: String(s), ...(path ? { MODEL_PATH: path } : {}), ...(replay ? { MODEL_REPLAY: replay } : {}) } });
  const half = Math.ceil(runs / 2), parts = await Promise.all(path || runs < 2 ? [part(seed, runs)] : [part(seed, half), part(seed + 1, runs - half)]);
  if (!path && hasServer) parts.push(await jest({ folder: 'server', filters: ['test/model/schedules'], env: { ...env, DB: 'mariadb', MODEL_SCHEDULES: String(schedules), MODEL_SEED: String(seed) } }));
  return parts.filter((p) => p.failed > 0 || p.passed === 0).length;
}
