import { setTimeout as sleep } from 'node:timers/promises';

/** The end of somebody's patience: shared by all that is done for one request of his, repeats and waits included. */
export class Deadline {
  private readonly endsAt: number;
  readonly signal: AbortSignal;
  constructor(ms: number) {
    this.endsAt = performance.now() + ms;
    this.signal = AbortSignal.timeout(ms);
  }
  get leftMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }
  /** What `work` gives; null when the time is over before. The work goes on for others who wait for it. */
  async within<T>(work: Promise<T>): Promise<T | null> {
    const over = new AbortController();
    try {
      return await Promise.race([work, sleep(this.leftMs, null, { signal: over.signal })]);
    } finally {
      over.abort();
      work.catch(() => undefined);
    }
  }
}
