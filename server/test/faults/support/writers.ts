import type { ClaimStatus, RedemptionStatus, RedemptionView } from '@xianfeng/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import { chance } from './chance.js';
import type { House } from './house.js';
import { insist, NoAnswer, Refused, type Answer } from './line.js';

interface Promised { who: Actor; what: 'order' | 'claim'; id: number; status: RedemptionStatus | ClaimStatus }
/**
 * People who work without a pause: they order, cancel, collect, claim and step back, each one thing after another, and do what the
 * phone does when nobody answers: the same again with the same key. Every acknowledged answer is written down; afterwards each is
 * looked up.
 */
export class Writers {
  readonly promises = new Map<string, Promised>();
  /** Every refusal that ended a request, by status and code. Silence and 503 end nothing. */
  readonly refusals: Record<string, number> = {};
  acknowledged = 0;
  silences = 0;
  /** Where nobody answered: when such requests had begun. */
  readonly silentSince: { server: number; startedAt: number }[] = [];
  readonly answers: Record<string, number> = {};
  /** Answers that no client should ever get: a 5xx that is not a 503 with Retry-After, or a trace in a body. */
  readonly bad: string[] = [];
  private on = true;
  private readonly ended: Promise<unknown>;
  private constructor(private readonly house: House, people: readonly Actor[], private readonly rewardIds: number[], private readonly shiftIds: number[], salt: number, private readonly pauseMs: number) {
    this.ended = Promise.all(people.map((who, n) => this.work(who, chance(salt * 1_000 + n))));
    this.ended.catch(() => { this.on = false; });
  }
  static async begin(house: House, n: number, salt: number, pauseMs = 0): Promise<Writers> {
    const people = await house.people(n, 10_000), rewardIds: number[] = [], shiftIds: number[] = [];
    for (let i = 0; i < 3; i++) rewardIds.push(await house.goods({ stock: 90_000, points: 1 }));
    for (let i = 0; i < 4; i++) shiftIds.push((await house.task(500)).shifts[0]!.id);
    return new Writers(house, people, rewardIds, shiftIds, salt, pauseMs);
  }
  /** No new request begins; those under way are brought to their end. */
  async stop(): Promise<void> {
    this.on = false;
    await this.ended;
  }
  private async work(who: Actor, random: () => number): Promise<void> {
    const orders: RedemptionView[] = [], claims = new Map<number, number>(), pick = <T>(from: T[]): T => from[Math.floor(random() * from.length)]!;
    while (this.on) {
      const dice = random(), shiftId = pick(this.shiftIds), claimId = claims.get(shiftId), order = orders.length > 0 ? pick(orders) : null;
      if (dice < 0.4 || (dice < 0.7 && !order)) {
        const rewardId = pick(this.rewardIds), o = await this.say(who, (api, k) => api.redemptions.order({ rewardId, quantity: 1 }, k));
        if (o) { orders.push(o); this.note(who, 'order', o.id, o.status); }
      } else if (dice < 0.7 && order) {
        orders.splice(orders.indexOf(order), 1);
        const o = dice < 0.55 ? await this.say(who, (api, k) => api.redemptions.cancel(order.id, k)) : await this.say(this.house.keeper, (api, k) => api.redemptions.collect({ code: order.code! }, k));
        if (o) this.note(who, 'order', o.id, o.status);
      } else if (claimId === undefined) {
        const c = await this.say(who, (api, k) => api.claims.create({ shiftId }, k));
        if (c) { claims.set(shiftId, c.id); this.note(who, 'claim', c.id, c.status); }
      } else {
        const c = await this.say(who, (api, k) => api.claims.withdraw(claimId, k));
        claims.delete(shiftId);
        if (c) this.note(who, 'claim', c.id, c.status);
      }
      if (this.pauseMs > 0) await sleep(random() * 2 * this.pauseMs);
    }
  }
  private note(who: Actor, what: Promised['what'], id: number, status: Promised['status']): void {
    this.acknowledged += 1;
    this.promises.set(`${what} ${id}`, { who, what, id, status });
  }
  /** Null: it was refused, for good. */
  private async say<T>(who: Actor, call: (api: ReturnType<House['through']>, k: string) => Promise<T>): Promise<T | null> {
    const k = key(), first = Math.floor(Math.random() * this.house.servers.length);
    try {
      return await insist(this.house.servers.length, (n) => {
        const server = (first + n) % this.house.servers.length;
        return call(this.house.servers[server]!.as(who, { onAnswer: (a) => this.look(a), onSilence: (startedAt) => { this.silences += 1; this.silentSince.push({ server, startedAt }); } }), k);
      });
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      const how = `${e.status} ${e.code}`;
      this.refusals[how] = (this.refusals[how] ?? 0) + 1;
      return null;
    }
  }
  readonly look = (a: Answer): void => {
    this.answers[a.status] = (this.answers[a.status] ?? 0) + 1;
    if (a.status >= 500 && (a.status !== 503 || a.retryAfter === null)) this.bad.push(`${a.path} ${a.status} retry-after ${a.retryAfter}: ${a.text.slice(0, 160)}`);
    if (/\bat .+\.js:|node_modules|mysql|ECONN|SQL/i.test(a.text) && a.status >= 400) this.bad.push(`${a.path} ${a.status} tells too much: ${a.text.slice(0, 160)}`);
  };
  /** Looks every acknowledged answer up and counts rows nobody was promised. @returns how many are not as acknowledged */
  async lost(): Promise<{ lost: string[]; doubled: string[] }> {
    const lost: string[] = [], doubled: string[] = [], all = [...this.promises.values()];
    const look = async ({ who, what, id, status }: Promised): Promise<void> => {
      const api = this.house.through(who, id % 2), found = await (what === 'order' ? api.redemptions.get(id) : api.claims.get(id)).then((v) => v.status as string, (e: unknown) => (e instanceof NoAnswer ? 'silence' : String(e)));
      if (found !== status) lost.push(`${what} ${id}: promised ${status}, found ${found}`);
    };
    const queue = [...all];
    await Promise.all(Array.from({ length: 20 }, async () => { for (let next = queue.pop(); next; next = queue.pop()) await look(next); }));
    const people = new Set(all.map((p) => p.who));
    for (const who of people) {
      for (const [what, table] of [['order', 'redemption'], ['claim', 'claim']] as const) {
        const rows = await this.house.count(`${table} WHERE userId = ?`, [who.id]), promised = all.filter((p) => p.who === who && p.what === what).length;
        if (rows !== promised) doubled.push(`${who.name}: ${rows} rows for ${promised} acknowledged ${what}s`);
      }
    }
    return { lost, doubled };
  }
}
