import { Inject, Injectable, Logger, SetMetadata, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config.js';
import { Clock } from '../lib/clock.js';
import { fail } from '../lib/errors.js';

/** How often one network address may call a route that anybody can call, such as asking for an SMS code. */
export interface AddressRule { name: string; max: number; windowMs: number }
export const PER_ADDRESS = 'per-address';
/**
 * A hall full of people who register on the same evening shares one address, so the figures are far above one person's:
 * they stop machines. What protects one phone number is a row in the database.
 */
export const PerAddress = (name: string, max: number, windowMs: number) => SetMetadata(PER_ADDRESS, { name, max, windowMs } satisfies AddressRule);

const ANSWER_MS = 200;
const COUNT = `local n = redis.call('INCR', KEYS[1]); if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end; return n`;
/** Counts in Redis for all processes together; without Redis, or while it does not answer, in this process's memory. Never off. */
@Injectable()
export class AddressLimit implements OnModuleDestroy {
  private readonly log = new Logger('limits');
  private readonly redis: Redis | null;
  private readonly hits = new Map<string, { n: number; until: number }>();
  private isTold = false;
  constructor(@Inject(CONFIG) config: Config, private readonly clock: Clock) {
    this.redis = config.redisUrl ? new Redis(config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: ANSWER_MS, retryStrategy: (times) => Math.min(times * 200, 5_000) }) : null;
    this.redis?.on('error', (e) => this.tell(e));
  }
  /** Are addresses counted for all processes together right now? */
  get isShared(): boolean {
    return this.redis?.status === 'ready';
  }
  /** @throws TOO_MANY */
  async hit({ name, max, windowMs }: AddressRule, address: string): Promise<void> {
    const key = `limit:${name}:${address}`;
    if ((await this.count(key, windowMs)) > max) throw fail('TOO_MANY');
  }
  onModuleDestroy(): void {
    this.redis?.disconnect();
  }
  private async count(key: string, windowMs: number): Promise<number> {
    if (this.redis && this.isShared) {
      try {
        const n = Number(await this.redis.eval(COUNT, 1, key, windowMs));
        this.isTold = false;
        return n;
      } catch (e) {
        this.tell(e as Error);
      }
    }
    const now = this.clock.now();
    if (this.hits.size > 10_000) for (const [k, h] of this.hits) if (h.until <= now) this.hits.delete(k);
    const known = this.hits.get(key), hit = known && known.until > now ? known : { n: 0, until: now + windowMs };
    hit.n += 1;
    this.hits.set(key, hit);
    return hit.n;
  }
  private tell(e: Error): void {
    if (!this.isTold) this.log.warn(`Redis does not answer (${e.message}); addresses are counted in this process`);
    this.isTold = true;
  }
}
