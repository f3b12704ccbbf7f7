import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { Clock } from '../lib/clock.js';
import { fail } from '../lib/errors.js';

const WINDOW_MS = 10_000;
/**
 * A fixed window per caller in this process's memory: a brake against loops, not a defence. Limits that protect a secret
 * (SMS codes, pickup codes) are rows in the database and hold for all processes.
 */
@Injectable()
export class RateLimit {
  private hits = new Map<string, number>();
  private windowEnds = 0;
  constructor(private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config) {}
  /** @throws TOO_MANY */
  hit(caller: string): void {
    const now = this.clock.now();
    if (now >= this.windowEnds) {
      this.hits = new Map();
      this.windowEnds = now + WINDOW_MS;
    }
    const n = (this.hits.get(caller) ?? 0) + 1;
    this.hits.set(caller, n);
    if (n > this.config.rateLimit) throw fail('TOO_MANY');
  }
}
