import { refuse } from './errors.ts';
import { DAY, HOUR, MINUTE, type Clock } from './ground.ts';

export interface Limit { minute: number; day: number }
/** Calls of an endpoint in a minute and in a day, as documented. */
const DOCUMENTED: Record<string, Limit> = {
  stableToken: { minute: 10_000, day: 500_000 },
  sendSubscribe: { minute: Infinity, day: 10_000_000 },
  checkText: { minute: 4_000, day: 2_000_000 },
  checkImage: { minute: 2_000, day: 200_000 },
  codeImage: { minute: 5_000, day: Infinity },
  urlLink: { minute: Infinity, day: 500_000 },
};
/** A day at WeChat begins at midnight in Shanghai. */
const dayOf = (at: number): number => Math.floor((at + 8 * HOUR) / DAY);

/** How often each endpoint was called lately; over its limit it answers 45009. */
export class Quotas {
  readonly #clock: Clock;
  readonly #limits = new Map(Object.entries(DOCUMENTED));
  readonly #counts = new Map<string, number>();
  constructor(clock: Clock) { this.#clock = clock; }
  limit(endpoint: string, limit: Partial<Limit>): void { this.#limits.set(endpoint, { minute: Infinity, day: Infinity, ...this.#limits.get(endpoint), ...limit }); }
  count(endpoint: string): void {
    const limit = this.#limits.get(endpoint), now = this.#clock.now();
    if (!limit) return;
    if (this.#add(`${endpoint} day ${dayOf(now)}`) > limit.day) refuse(45009);
    if (this.#add(`${endpoint} minute ${Math.floor(now / MINUTE)}`) > limit.minute) refuse(45009, 'reach max api minute quota limit');
  }
  #add(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }
}
