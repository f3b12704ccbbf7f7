import { DAY_MS, HOUR_MS, MINUTE_MS, monthOf, startOfDay } from '@xianfeng/shared';
import fc from 'fast-check';
import { AppError } from '../../src/lib/errors.js';
import { key } from '../start.js';
import type { Eyes } from './compare.js';
import type { Coverage } from './coverage.js';
import type { House } from './house.js';
import * as board from './pure/board.js';
import { expireLots } from './pure/ledger.js';
import * as shop from './pure/shop.js';
import type { Verdict, World } from './pure/state.js';
import { SPECS, pick, type Choice, type Spec } from './requests.js';

/** A request that was answered, to be sent again. */
interface Sent { name: string; at: number; again: () => Promise<unknown>; answer: string }
export interface Real { house: House; eyes: Eyes; coverage: Coverage; sent: Sent[] }
type Cmd = fc.AsyncCommand<World, Real>;
const codeOf = (e: unknown): string => {
  if (e instanceof AppError) return e.code;
  throw e;
};
async function look({ eyes }: Real, w: World): Promise<void> {
  eyes.compare(w);
  await eyes.invariants(w.now);
}
/** What is refused so all the time. */
const COMMON = ['', 'NOT_FOUND', 'FORBIDDEN', 'STATE', 'SELF_REVIEW', 'INVALID', 'POINTS_SHORT', 'PICKUP_CODE', 'LOG_EXISTS', 'TASK_CLOSED', 'PRESENCE_OVER'];
/**
 * `aim`: four times of seven for something that succeeds, of the kinds that can succeed now as their weights say; once for a refusal
 * that says more than "not yours"; once for one of those that are rarely met; once for anybody doing anything.
 */
class Request implements Cmd {
  private said = '';
  constructor(private readonly card: number, private readonly aim: number, private readonly at: number, private readonly n: number) {}
  check(): boolean {
    return true;
  }
  private choose(w: World): [Spec, Choice] {
    const succeeds = (v: Verdict): boolean => 'apply' in v && !v.idle;
    const open = SPECS.map((spec) => [spec, spec.choices(w, this.n)] as const).filter(([spec, all]) => (this.aim < 4 ? all.some((c) => succeeds(spec.verdict(w, c))) : all.length > 0));
    if (this.aim < 4) {
      let card = this.card % open.reduce((n, [spec]) => n + spec.weight, 0);
      const [spec, all] = open.find(([{ weight }]) => (card -= weight) < 0)!;
      return [spec, pick(all.filter((c) => succeeds(spec.verdict(w, c))), this.at)];
    }
    const [spec, all] = pick(open, this.card);
    if (this.aim > 5) return [spec, pick(all, this.at)];
    const code = (of: Spec, c: Choice): string => { const v = of.verdict(w, c); return 'refuse' in v ? v.refuse : ''; };
    const telling = all.filter((c) => !['', 'NOT_FOUND', 'FORBIDDEN'].includes(code(spec, c))), usual = telling.length > 0 ? telling : all;
    if (this.aim === 4) return [spec, pick(usual, this.at)];
    const rare = open.flatMap(([of, list]) => list.map((c) => [of, c, code(of, c)] as const)).filter(([, , k]) => !COMMON.includes(k)), kinds = [...new Set(rare.map(([of, , k]) => `${of.name} ${k}`))].sort(), kind = pick(kinds, this.card);
    const [of, choice] = kinds.length === 0 ? [spec, pick(usual, this.at)] : pick(rare.filter(([o, , k]) => `${o.name} ${k}` === kind), this.at);
    return [of, choice];
  }
  async run(w: World, real: Real): Promise<void> {
    const [spec, choice] = this.choose(w), verdict = spec.verdict(w, choice), k = key(), { house } = real;
    this.said = `: ${spec.name} by ${w.people[choice.who]!.name} about ${choice.at}`;
    // What is asked is fixed now: a repeat must send the same although the world went on.
    const then = structuredClone(w), person = w.people[choice.who]!;
    const ask = async (): Promise<unknown> => spec.call(house, then, choice, await house.me(person), k);
    let result: { answer: unknown } | { code: string };
    try {
      result = { answer: await ask() };
    } catch (e) {
      result = { code: codeOf(e) };
    }
    expect(`${this.toString()}: ${'code' in result ? result.code : 'ok'}`).toBe(`${this.toString()}: ${'refuse' in verdict ? verdict.refuse : 'ok'}`);
    if ('apply' in verdict && 'answer' in result) {
      const answer = JSON.stringify(result.answer ?? null);
      verdict.apply(result.answer as never);
      if (!spec.unkeyed) real.sent = [...real.sent.slice(-2), { name: spec.name, at: w.now, again: ask, answer }];
    } else if ('refuse' in verdict) spec.refused?.(w, choice, verdict.refuse);
    real.coverage.add(spec.name, 'refuse' in verdict ? verdict.refuse : verdict.idle ? 'idle' : 'ok');
    await look(real, w);
  }
  toString(): string {
    return `request(${this.card},${this.aim},${this.at},${this.n}${this.said})`;
  }
}
/**
 * Where every run begins: three people served an afternoon and have points, so that the first commands already find something to spend,
 * to correct and to freeze.
 */
export async function begin(house: House, eyes: Eyes): Promise<void> {
  const w = house.reset(), [secretary, helpers] = [4, [0, 1, 3]];
  const ask = async (name: string, who: number, at: number, n: number): Promise<void> => {
    const spec = SPECS.find((s) => s.name === name)!, choice = { who, at, n }, verdict = spec.verdict(w, choice), answer = await spec.call(house, w, choice, await house.me(w.people[who]!), key());
    if ('apply' in verdict) verdict.apply(answer as never);
  };
  // What 464 says of a task: in an hour and a half, for three and a half hours, three places.
  await ask('publish', secretary, 0, 464);
  for (const who of helpers) await ask('claim', who, 0, 1);
  await house.advance((w.now += 2 * HOUR_MS));
  for (const [at] of helpers.entries()) await ask('mark', secretary, at, 0);
  await house.advance((w.now += 4 * HOUR_MS));
  board.endTasks(w);
  for (const [at, who] of helpers.entries()) await ask('submitLog', who, at, 0);
  await ask('verifyLogs', secretary, 0, 0);
  eyes.compare(w);
  house.keep(w);
}
/** One of the last three requests that were answered, with its key: the same answer, and nothing changes. */
class Repeat implements Cmd {
  constructor(private readonly at: number) {}
  check(): boolean {
    return true;
  }
  async run(w: World, real: Real): Promise<void> {
    if (real.sent.length === 0) return;
    const { name, again, answer } = pick(real.sent, this.at);
    const result = await again().then((a) => JSON.stringify(a ?? null), (e: unknown) => codeOf(e));
    // Who lost his post meanwhile is refused before his key is looked at.
    const lost = result === 'NOT_FOUND' || result === 'FORBIDDEN' || result === 'PICKUP_CODE';
    if (lost) real.sent = [];
    else expect(`${name}: ${result}`).toBe(`${name}: ${answer}`);
    real.coverage.add('repeat', lost ? result : 'ok');
    await look(real, w);
  }
  toString(): string {
    return `repeat(${this.at})`;
  }
}
const STEPS = [10 * MINUTE_MS, 70 * MINUTE_MS, 4 * HOUR_MS, 26 * HOUR_MS, 3 * DAY_MS, 8 * DAY_MS, 16 * DAY_MS, 31 * DAY_MS, 400 * DAY_MS, 1_100 * DAY_MS];
/** Time goes on: by so much, or to a moment about the turn of the month or of the year. Then everything that time does is done. */
class Advance implements Cmd {
  constructor(private readonly how: number) {}
  check(): boolean {
    return true;
  }
  private target({ now, tasks }: World): number {
    if (this.how < STEPS.length) return now + STEPS[this.how]!;
    const month = monthOf(now), year = Number(month.slice(0, 4)), m = Number(month.slice(5));
    const nextMonth = startOfDay(m === 12 ? `${year + 1}-01-01` : `${year}-${String(m + 1).padStart(2, '0')}-01`), nextYear = startOfDay(`${year + 1}-01-01`);
    const turn = [nextMonth - 1, nextMonth, nextYear - 1, nextYear][this.how - STEPS.length];
    if (turn !== undefined) return turn > now ? turn : now + 1;
    // To the next task: that is where work is done.
    const next = tasks.filter((t) => t.endsAt > now).sort((a, b) => a.startsAt - b.startsAt)[0];
    return !next ? now + HOUR_MS : now < next.startsAt - 20 * MINUTE_MS ? next.startsAt - 20 * MINUTE_MS : now < next.startsAt ? next.startsAt + 10 * MINUTE_MS : next.endsAt + MINUTE_MS;
  }
  async run(w: World, real: Real): Promise<void> {
    const to = Math.max(this.target(w), w.now + 1), long = to - w.now > 6 * DAY_MS;
    await real.house.advance(to);
    w.now = to;
    board.endTasks(w);
    shop.expireOrders(w);
    expireLots(w);
    // Keys are kept for a week, however many steps made it.
    real.sent = real.sent.filter((s) => to - s.at < 6 * DAY_MS);
    real.coverage.add('advance', long ? 'days' : 'hours');
    await look(real, w);
  }
  toString(): string {
    return `advance(${this.how})`;
  }
}
const numbers = fc.tuple(fc.nat(9_999), fc.nat(6), fc.nat(9_999), fc.nat(9_999)), asked = numbers.map(([card, aim, at, n]): Cmd => new Request(card, aim, at, n));
const NEXT = STEPS.length + 4, LONG = [STEPS.length - 2, STEPS.length - 1, STEPS.length, STEPS.length + 1, STEPS.length + 1, STEPS.length + 3];
const later = (how: fc.Arbitrary<number>): fc.Arbitrary<Cmd> => how.map((h) => new Advance(h));
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
/** What is drawn from: mostly requests, then time going on to the next task, by some step, by years or to the turn of a month or year; repeats. */
const drawn = [...times(42, asked), ...times(4, later(fc.constant(NEXT))), ...times(2, later(fc.nat(NEXT))), later(fc.constantFrom(...LONG)), ...times(3, fc.nat(2).map((at): Cmd => new Repeat(at)))];
export const commands = (maxCommands: number, replayPath?: string): fc.Arbitrary<Iterable<Cmd>> =>
  fc.noBias(fc.commands<World, Real>(drawn, { maxCommands, size: 'max', ...(replayPath ? { replayPath } : {}) })) as fc.Arbitrary<Iterable<Cmd>>;
