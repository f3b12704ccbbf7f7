import fc from 'fast-check';
import { begin, commands } from './commands.js';
import { Coverage } from './coverage.js';
import { Eyes } from './compare.js';
import { House } from './house.js';
import { SPECS } from './requests.js';
import { FAILED_ONCE } from './seeds.js';

// `npm run model` gives the numbers; without them it is the short profile.
const RUNS = Number(process.env.MODEL_RUNS || 300), COMMANDS = Number(process.env.MODEL_COMMANDS || 60), SEED = Number(process.env.MODEL_SEED || 20_261_122);
const PATH = process.env.MODEL_PATH, REPLAY = process.env.MODEL_REPLAY, LIMIT_MS = Math.max(240_000, RUNS * COMMANDS * 60);

// The model knows no locks: what two do at the same moment is the matter of schedules.test.ts, on a database server.
describe('the service against a model of it', () => {
  let house: House, eyes: Eyes;
  beforeAll(async () => {
    house = await House.open();
    eyes = new Eyes(house.db, house.config.dataDir);
    await begin(house, eyes);
  });
  afterAll(() => house.close());
  const check = async (parameters: fc.Parameters<[Iterable<fc.AsyncCommand<never, never>>]>, most: number, coverage: Coverage, replayPath?: string): Promise<void> => {
    await fc.assert(fc.asyncProperty(commands(most, replayPath) as never, async (list: Iterable<fc.AsyncCommand<never, never>>) => {
      const model = house.reset();
      await fc.asyncModelRun(() => ({ model, real: { house, eyes, coverage, sent: [] } }) as never, list);
      await eyes.invariants(model.now, true);
      coverage.ended(model);
    }), parameters);
  };
  test(`${RUNS} runs of up to ${COMMANDS} commands`, async () => {
    const coverage = new Coverage(), began = Date.now();
    await check({ numRuns: PATH ? 1 : RUNS, seed: SEED, path: PATH, endOnFailure: process.env.MODEL_NO_SHRINK === '1' }, COMMANDS, coverage, REPLAY);
    process.stderr.write(`model: seed ${SEED}, ${RUNS} runs, ${coverage.commands} commands, ${Math.round((Date.now() - began) / 1000)} s\n${coverage.table()}\n`);
    if (PATH || RUNS < 300) return;
    // The runs are only worth something if they get somewhere: everything succeeded often and was refused.
    const enough = Math.ceil(RUNS / 100), got = (name: string, what: string): number => coverage.counts.get(name)?.[what] ?? 0;
    expect(SPECS.filter(({ name }) => got(name, 'ok') < enough).map(({ name }) => `${name} succeeded ${got(name, 'ok')} times`)).toEqual([]);
    expect(got('repeat', 'ok')).toBeGreaterThan(RUNS);
    const refused = new Set([...coverage.counts.values()].flatMap((c) => Object.keys(c)));
    expect(CODES.filter((code) => !refused.has(code))).toEqual([]);
    expect(ENDS.filter((end) => (coverage.ends[end] ?? 0) < enough)).toEqual([]);
  }, LIMIT_MS);
  for (const { what, seed, path, replayPath, most } of FAILED_ONCE) test(`what failed once: ${what}`, () => check({ seed, path, numRuns: 1, endOnFailure: true }, most, new Coverage(), replayPath), LIMIT_MS);
});
/** Refusals that a run must have met somewhere. */
const CODES = [
  'NOT_FOUND', 'FORBIDDEN', 'STATE', 'INVALID', 'SELF_REVIEW', 'SECOND_PERSON', 'TASK_CLOSED', 'SHIFT_BEGUN', 'SHIFT_FULL', 'CLAIM_EXISTS', 'NOT_TODAY', 'PRESENCE_OVER', 'LOG_TOO_EARLY', 'LOG_EXISTS',
  'POINTS_SHORT', 'POINTS_FROZEN', 'STOCK_OUT', 'REWARD_OFF', 'REWARD_LIMIT', 'REVERSED', 'NOT_REVERSIBLE', 'RETURN_LATE', 'OWN_GOODS', 'PICKUP_CODE', 'TAKE_OPEN', 'POST_EXISTS',
];
/** What the worlds of some runs must have come to. */
const ENDS = [
  'an order COLLECTED', 'an order CANCELLED', 'an order EXPIRED', 'an order SUBSTITUTED', 'an order RETURNED', 'a transaction AWARD', 'a transaction REVERSAL', 'a transaction EXPIRE', 'a transaction ADJUST',
  'a debt', 'points came back into a new lot', 'a second month', 'three years on', 'a cap that cut',
];
