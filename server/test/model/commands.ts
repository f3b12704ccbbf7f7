import { DAY_MS, HOUR_MS, MINUTE_MS, addDays, dayOf, monthOf, startOfDay, type TaskKind } from '@xianfeng/shared';
import fc from 'fast-check';
import { AppError } from '../../src/lib/errors.js';
import { key } from '../start.js';
import type { Eyes } from './compare.js';
import type { House } from './house.js';
import * as board from './pure/board.js';
import { expireLots } from './pure/ledger.js';
import * as office from './pure/office.js';
import * as shop from './pure/shop.js';
import { indices, recent, type Area, type Verdict, type World } from './pure/state.js';
import type { Me } from '../../src/http/me.js';

/** One thing that somebody may ask of the service: by whom and about what (`at`, `n`: what is chosen besides). */
interface Choice { who: number; at: number; n: number }
interface Spec {
  name: string; weight: number; choices: (w: World, n: number) => Choice[]; verdict: (w: World, c: Choice) => Verdict;
  call: (h: House, w: World, c: Choice, me: Me, key: string) => Promise<unknown>;
  /** Carries no key: a repeat is another request. */ unkeyed?: true;
  /** What even a refusal leaves behind. */ refused?: (w: World, c: Choice, code: string) => void;
}
const about = (list: (w: World) => readonly unknown[]) => (w: World, n: number): Choice[] => recent(list(w)).flatMap((at) => indices(w.people).map((who) => ({ who, at, n })));
const anybody = (w: World, n: number): Choice[] => indices(w.people).map((who) => ({ who, at: 0, n }));
const REASON = { reason: '核对后的说明' };
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const KINDS: readonly TaskKind[] = ['CLEAN', 'ELDER', 'EMERGENCY', 'CLEAN', 'NOTICE'];
/** What a random number says of a new task. */
function task(w: World, { at, n }: Choice): board.NewTask {
  const startsAt = w.now + pick([20, 40, 90, 300, 24 * 60, 1], n) * MINUTE_MS, hours = pick([2, 1, 3.5, 5, 12], Math.floor(n / 6));
  return { area: pick<Area>(['A', 'B'], at), kind: pick(KINDS, Math.floor(n / 30)), startsAt, endsAt: startsAt + hours * HOUR_MS, places: pick([1, 2, 1, 3], Math.floor(n / 150)) };
}
const ADJUST = [30, -10, 200, -60, 9_000] as const;
const DELTAS = [0, 1, -1, -3] as const;
/** One log, or several of them with some that cannot be verified among them. */
const chosen = (w: World, { at, n }: Choice): number[] => (n % 3 === 0 ? recent(w.logs, 6) : [at]);
const bestBefore = (w: World, n: number): string | undefined => pick([undefined, undefined, addDays(dayOf(w.now), 30), addDays(dayOf(w.now), -1)], n);
const idsOf = (w: World, at: readonly number[]): number[] => at.map((i) => w.logs[i]!.id);

export const SPECS: readonly Spec[] = [
  {
    name: 'publish', weight: 8, choices: (w, n) => [0, 1].flatMap((at) => indices(w.people).map((who) => ({ who, at, n }))), verdict: (w, c) => board.publish(w, c.who, task(w, c)),
    call: (h, w, c, me, k) => {
      const { area, kind, startsAt, endsAt, places } = task(w, c);
      return h.tasks.create(me, k, { areaId: w.areas[area], kind, title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER', photoRule: 'NONE', riskNote: '注意脚下', contactName: '李书记', contactPhone: '15400000000', publish: true });
    },
  },
  { name: 'claim', weight: 50, choices: about((w) => w.tasks), verdict: (w, c) => board.claim(w, c.who, c.at, c.n % 2 === 0), call: (h, w, c, me, k) => h.claims.create(me, k, { shiftId: w.tasks[c.at]!.shiftId, waitlist: c.n % 2 === 0 }) },
  { name: 'withdraw', weight: 3, choices: about((w) => w.claims), verdict: (w, c) => board.withdraw(w, c.who, c.at), call: (h, w, c, me, k) => h.claims.withdraw(me, k, w.claims[c.at]!.id) },
  { name: 'mark', weight: 16, choices: about((w) => w.claims), verdict: (w, c) => board.mark(w, c.who, c.at, true), call: (h, w, c, me, k) => h.marks.mark(me, w.tasks[w.claims[c.at]!.task]!.shiftId, { claimIds: [w.claims[c.at]!.id], present: true }, k) },
  { name: 'unmark', weight: 7, choices: about((w) => w.claims), verdict: (w, c) => board.mark(w, c.who, c.at, false), call: (h, w, c, me, k) => h.marks.mark(me, w.tasks[w.claims[c.at]!.task]!.shiftId, { claimIds: [w.claims[c.at]!.id], present: false }, k) },
  { name: 'checkOut', weight: 5, choices: about((w) => w.claims), verdict: (w, c) => board.checkOut(w, c.who, c.at), call: (h, w, c, me, k) => h.attendance.checkOut(me, w.claims[c.at]!.id, k) },
  { name: 'submitLog', weight: 40, choices: about((w) => w.claims), verdict: (w, c) => board.submit(w, c.who, c.at), call: (h, w, c, me, k) => h.logs.submit(me, { claimId: w.claims[c.at]!.id, text: '扫完了三个单元', photoIds: [] }, k) },
  { name: 'resubmitLog', weight: 60, choices: about((w) => w.logs), verdict: (w, c) => board.resubmit(w, c.who, c.at), call: (h, w, c, me, k) => h.logs.resubmit(me, w.logs[c.at]!.id, { claimId: w.claims[w.logs[c.at]!.claim]!.id, text: '补充：扫完了四个单元', photoIds: [] }, k) },
  { name: 'verifyLogs', weight: 40, choices: about((w) => w.logs), verdict: (w, c) => board.verify(w, c.who, chosen(w, c)), call: (h, w, c, me, k) => h.verification.verify(me, { logIds: idsOf(w, chosen(w, c)) }, k) },
  { name: 'returnLog', weight: 20, choices: about((w) => w.logs), verdict: (w, c) => board.sendBack(w, c.who, c.at, 'return'), call: (h, w, c, me, k) => h.verification.sendBack(me, w.logs[c.at]!.id, REASON, 'return', k) },
  { name: 'rejectLog', weight: 10, choices: about((w) => w.logs), verdict: (w, c) => board.sendBack(w, c.who, c.at, 'reject'), call: (h, w, c, me, k) => h.verification.sendBack(me, w.logs[c.at]!.id, REASON, 'reject', k) },
  { name: 'proposeReversal', weight: 4, choices: about((w) => w.txs), verdict: (w, c) => office.proposeReversal(w, c.who, c.at), call: (h, w, c, me, k) => h.corrections.propose(me, { kind: 'REVERSE', entryId: w.txs[c.at]!.id, ...REASON }, k) },
  { name: 'proposeAdjustment', weight: 5, choices: about((w) => w.people), verdict: (w, c) => office.proposeAdjustment(w, c.who, c.at, pick(ADJUST, c.n)), call: (h, w, c, me, k) => h.corrections.propose(me, { kind: 'ADJUST', userId: w.people[c.at]!.id, points: pick(ADJUST, c.n), ...REASON }, k) },
  { name: 'approveCorrection', weight: 12, choices: about((w) => w.corrections), verdict: (w, c) => office.decide(w, c.who, c.at, 'approve'), call: (h, w, c, me, k) => h.corrections.approve(me, w.corrections[c.at]!.id, k) },
  { name: 'refuseCorrection', weight: 2, choices: about((w) => w.corrections), verdict: (w, c) => office.decide(w, c.who, c.at, 'refuse'), call: (h, w, c, me, k) => h.corrections.refuse(me, w.corrections[c.at]!.id, REASON, k) },
  { name: 'freeze', weight: 2, choices: about((w) => w.people), verdict: (w, c) => office.freeze(w, c.who, c.at), call: (h, w, c, me, k) => h.freezes.create(me, { userId: w.people[c.at]!.id, ...REASON }, k) },
  { name: 'appeal', weight: 10, choices: anybody, verdict: (w, c) => office.appeal(w, c.who), call: (h, _w, _c, me, k) => h.freezes.appeal(me, { text: '我没有做错什么' }, k) },
  { name: 'keepFreeze', weight: 14, choices: about((w) => w.freezes), verdict: (w, c) => office.answer(w, c.who, c.at, 'keep'), call: (h, w, c, me, k) => h.freezes.keep(me, w.freezes[c.at]!.id, REASON, k) },
  { name: 'liftFreeze', weight: 4, choices: about((w) => w.freezes), verdict: (w, c) => office.answer(w, c.who, c.at, 'lift'), call: (h, w, c, me, k) => h.freezes.lift(me, w.freezes[c.at]!.id, REASON, k) },
  { name: 'order', weight: 14, choices: about((w) => w.rewards), verdict: (w, c) => shop.order(w, c.who, c.at, 1 + (c.n % 2)), call: (h, w, c, me, k) => h.orders.order(me, { rewardId: w.rewards[c.at]!.id, quantity: 1 + (c.n % 2) }, k) },
  {
    name: 'collect', weight: 8, choices: about((w) => w.orders), verdict: (w, c) => shop.collect(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.collect(me, { code: w.orders[c.at]!.code }, k),
    refused: (w, c, code) => { if (code === 'PICKUP_CODE') shop.countWrong(w, c.who); },
  },
  { name: 'cancelOrder', weight: 5, choices: about((w) => w.orders), verdict: (w, c) => shop.cancel(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.cancel(me, w.orders[c.at]!.id, k) },
  { name: 'callOff', weight: 4, choices: about((w) => w.orders), verdict: (w, c) => shop.callOff(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.callOff(me, w.orders[c.at]!.id, REASON, k) },
  { name: 'giveBack', weight: 8, choices: about((w) => w.orders), verdict: (w, c) => shop.giveBack(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.giveBack(me, w.orders[c.at]!.id, REASON, k) },
  {
    name: 'substitute', weight: 8, choices: (w) => indices(w.rewards).flatMap((n) => about((x) => x.orders)(w, n)), verdict: (w, c) => shop.substitute(w, c.who, c.at, c.n),
    call: (h, w, c, me, k) => h.pickup.substitute(me, w.orders[c.at]!.id, { rewardId: w.rewards[c.n]!.id, note: '换一样' }, k),
  },
  { name: 'acceptSubstitute', weight: 20, choices: about((w) => w.orders), verdict: (w, c) => shop.accept(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.acceptSubstitute(me, w.orders[c.at]!.id, k) },
  { name: 'declineSubstitute', weight: 6, choices: about((w) => w.orders), verdict: (w, c) => shop.decline(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.declineSubstitute(me, w.orders[c.at]!.id, k) },
  {
    name: 'restock', weight: 3, choices: about((w) => w.rewards), verdict: (w, c) => shop.restock(w, c.who, c.at, 1 + (c.n % 3), bestBefore(w, c.n)),
    call: (h, w, c, me, k) => h.shelf.restock(me, w.rewards[c.at]!.id, { quantity: 1 + (c.n % 3), source: c.n % 2 ? 'PURCHASE' : 'DONATION', ...(bestBefore(w, c.n) ? { bestBefore: bestBefore(w, c.n)! } : {}) }, k),
  },
  { name: 'damage', weight: 2, choices: about((w) => w.rewards), verdict: (w, c) => shop.damage(w, c.who, c.at, 1 + (c.n % 3)), call: (h, w, c, me, k) => h.shelf.damage(me, w.rewards[c.at]!.id, { quantity: 1 + (c.n % 3), ...REASON }, k) },
  { name: 'takeOff', weight: 1, unkeyed: true, choices: about((w) => w.rewards), verdict: (w, c) => shop.list(w, c.who, c.at, false), call: (h, w, c, me) => h.shelf.update(me, w.rewards[c.at]!.id, { listed: false }) },
  { name: 'putUp', weight: 5, unkeyed: true, choices: about((w) => w.rewards), verdict: (w, c) => shop.list(w, c.who, c.at, true), call: (h, w, c, me) => h.shelf.update(me, w.rewards[c.at]!.id, { listed: true }) },
  { name: 'beginTake', weight: 5, choices: about((w) => w.points), verdict: (w, c) => shop.beginTake(w, c.who, c.at), call: (h, w, c, me, k) => h.takes.begin(me, w.points[c.at]!.id, k) },
  {
    name: 'countTake', weight: 16, unkeyed: true, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'count', pick(DELTAS, c.n)),
    call: (h, w, c, me) => h.takes.count(me, w.takes[c.at]!.id, { lines: shop.countsOf(w, w.takes[c.at]!, pick(DELTAS, c.n)).map((l) => ({ rewardId: w.rewards[l.reward]!.id, counted: l.counted })) }),
  },
  { name: 'submitTake', weight: 50, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'submit', 0), call: (h, w, c, me, k) => h.takes.submit(me, w.takes[c.at]!.id, k) },
  { name: 'confirmTake', weight: 60, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'confirm', 0), call: (h, w, c, me, k) => h.takes.confirm(me, w.takes[c.at]!.id, k) },
  { name: 'dropTake', weight: 2, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'drop', 0), call: (h, w, c, me, k) => h.takes.drop(me, w.takes[c.at]!.id, k) },
  {
    name: 'appoint', weight: 2, unkeyed: true, choices: about((w) => w.people), verdict: (w, c) => office.appoint(w, c.who, c.at, pick<Area>(['A', 'B'], c.n)),
    call: (h, w, c, me) => h.posts.create(me, { userId: w.people[c.at]!.id, role: 'KEEPER', areaId: w.areas[pick<Area>(['A', 'B'], c.n)], from: dayOf(w.now) }),
  },
  {
    name: 'dismiss', weight: 2, unkeyed: true, choices: (w, n) => recent(w.posts).filter((at) => w.posts[at]!.role === 'KEEPER').flatMap((at) => indices(w.people).map((who) => ({ who, at, n }))), verdict: (w, c) => office.dismiss(w, c.who, c.at),
    call: (h, w, c, me) => h.posts.end(me, w.posts[c.at]!.id),
  },
  { name: 'moveHouse', weight: 2, unkeyed: true, choices: anybody, verdict: (w, c) => office.move(w, c.who, pick<Area>(['A', 'B'], c.n)), call: (h, w, c, me) => h.registrations.transfer(me, w.people[c.who]!.registration, { communityId: w.areas[pick<Area>(['A', 'B'], c.n)] }) },
];

/** How often what was asked, and what came of it: that a run reached the deep states is itself looked at. */
export class Coverage {
  readonly counts = new Map<string, Record<string, number>>();
  /** What the worlds held at the ends of runs. */
  readonly ends: Record<string, number> = {};
  commands = 0;
  add(name: string, result: string): void {
    const of = this.counts.get(name) ?? this.counts.set(name, {}).get(name)!;
    of[result] = (of[result] ?? 0) + 1;
    this.commands += 1;
  }
  ended(w: World): void {
    const see = (name: string, yes: boolean): void => { if (yes) this.ends[name] = (this.ends[name] ?? 0) + 1; };
    for (const status of ['COLLECTED', 'CANCELLED', 'EXPIRED', 'SUBSTITUTED', 'RETURNED']) see(`an order ${status}`, w.orders.some((o) => o.status === status));
    for (const kind of ['AWARD', 'REVERSAL', 'EXPIRE', 'ADJUST']) see(`a transaction ${kind}`, w.txs.some((t) => t.kind === kind));
    see('a debt', w.people.some((p) => p.available < 0));
    see('points came back into a new lot', w.lots.some((l) => l.expiresAt !== l.first));
    see('a second month', monthOf(w.now) !== '2026-11');
    see('three years on', w.now > Date.UTC(2029, 10, 21));
    see('a cap that cut', w.records.some((r) => r.cut));
  }
  table(): string {
    const say = (c: Record<string, number>): string => Object.entries(c).sort(([, a], [, b]) => b - a).map(([k, n]) => `${k} ${n}`).join(', ');
    return [...[...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, c]) => `  ${name.padEnd(18)} ${say(c)}`), `  runs that ended with ${say(this.ends)}`].join('\n');
  }
}
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
