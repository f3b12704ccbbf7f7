import type { BreakerState } from '@xianfeng/shared';

/** How long a breaker looks back, and how many calls it wants to have seen. */
const WINDOW_SECONDS = 30, MIN_CALLS = 20;
const FAILURE_SHARE = 0.5;
const OPEN_MS = 30_000;
/** Whether the call is the one that finds out if it works again. */
export interface Admission { isTry: boolean }
/**
 * Spares people the waiting for something that does not work, and WeChat the asking: at half of twenty calls failed within 30 seconds it opens for 30, then lets one
 * try; a good one closes it. Times in epoch milliseconds. One for each endpoint, in each process.
 */
export class Breaker {
  private seconds: { second: number; calls: number; failures: number }[] = [];
  private until = 0;
  private wasBroken = false;
  private isTrying = false;
  /** Leave for one call, null where it must not be made now. How it went must be told by `record`, or by `skip` that it was not made. */
  admit(now: number): Admission | null {
    if (now < this.until || (this.wasBroken && this.isTrying)) return null;
    this.isTrying = this.wasBroken;
    return { isTry: this.wasBroken };
  }
  record(now: number, { isTry }: Admission, isFailure: boolean): void {
    if (isTry) return this.judgeTry(now, isFailure);
    const second = Math.floor(now / 1000), last = this.seconds.at(-1);
    // A clock that was set back counts on in the newest second.
    const counts = last && last.second >= second ? last : { second, calls: 0, failures: 0 };
    if (counts !== last) this.seconds.push(counts);
    counts.calls += 1;
    if (isFailure) counts.failures += 1;
    const { calls, failures } = this.counts(now);
    if (isFailure && calls >= MIN_CALLS && failures >= calls * FAILURE_SHARE) this.break(now);
  }
  /** Nothing was asked (there was no token), so nothing was learnt. */
  skip({ isTry }: Admission): void {
    if (isTry) this.isTrying = false;
  }
  /** Leaves the endpoint alone until then, whatever it did before: WeChat said that it was too much. */
  openUntil(at: number): void {
    this.until = Math.max(this.until, at);
  }
  counts(now: number): { calls: number; failures: number } {
    const oldest = Math.floor(now / 1000) - WINDOW_SECONDS;
    this.seconds = this.seconds.filter((s) => s.second > oldest);
    return this.seconds.reduce((sum, s) => ({ calls: sum.calls + s.calls, failures: sum.failures + s.failures }), { calls: 0, failures: 0 });
  }
  state(now: number): BreakerState {
    return now < this.until ? 'open' : this.wasBroken ? 'trying' : 'closed';
  }
  /** When it opens no earlier than; null where it is not open. */
  closedUntil(now: number): number | null {
    return now < this.until ? this.until : null;
  }
  private judgeTry(now: number, isFailure: boolean): void {
    this.isTrying = false;
    if (isFailure) return this.break(now);
    this.wasBroken = false;
  }
  private break(now: number): void {
    this.wasBroken = true;
    this.until = Math.max(this.until, now + OPEN_MS);
    this.seconds = [];
  }
}
