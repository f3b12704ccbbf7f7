import type { Clock } from '../../lib/clock.js';
import { readToken } from './answers.rules.js';
import type { Deadline } from './deadline.js';
import type { Failure, Outcome } from './wechat.types.js';

/** A token is renewed from so long before its end; WeChat gives a new one then, and both are good. */
const EARLY_MS = 300_000;
/** A token that ends sooner than `EARLY_MS` is kept so long at least. */
const LEAST_MS = 30_000;
/** A renewal that failed is tried again after so long, while the old token serves. */
const RENEW_AGAIN_MS = 30_000;
/** After "something must be set right": the first wait, doubled each time, and the longest. */
const CONFIG_WAIT_MS = 60_000, CONFIG_LONGEST_MS = 30 * 60_000;
export type AskToken = () => Promise<Outcome<NonNullable<ReturnType<typeof readToken>>>>;

/**
 * The access token, in this process's memory. WeChat's stable token is the same for whoever asks while it lasts, so that several processes need not know of each other;
 * `force_refresh`, which would take it away from all of them, is never sent. However many ask at once, one request goes out.
 */
export class WechatToken {
  private held: { token: string; renewAt: number; endsAt: number } | null = null;
  private flight: ReturnType<AskToken> | null = null;
  private notBefore = 0;
  private configWaits = 0;
  trouble: { failure: Failure; at: number } | null = null;
  constructor(private readonly clock: Clock, private readonly ask: AskToken) {}
  async get(deadline: Deadline): Promise<Outcome<string>> {
    const now = this.clock.now(), held = this.held;
    if (held && now < held.endsAt) {
      if (now >= held.renewAt && now >= this.notBefore) void this.fetch();
      return { ok: true, value: held.token };
    }
    if (now < this.notBefore && this.trouble?.failure.kind === 'config') return { ok: false, failure: { ...this.trouble.failure, until: this.notBefore } };
    const got = await deadline.within(this.fetch());
    if (!got) return { ok: false, failure: { kind: 'token', errcode: null, rid: null, why: 'no token in time', until: null } };
    return got.ok ? { ok: true, value: got.value.token } : got;
  }
  /** WeChat refused this token. A newer one that somebody fetched meanwhile stays. */
  expire(token: string): void {
    if (this.held?.token === token) this.held = null;
  }
  /** When the token is due for renewal; null: there is none. */
  get renewAt(): number | null {
    return this.held?.renewAt ?? null;
  }
  private fetch(): ReturnType<AskToken> {
    return (this.flight ??= this.ask().then((got) => {
      this.keep(got);
      return got;
    }).finally(() => (this.flight = null)));
  }
  private keep(got: Awaited<ReturnType<AskToken>>): void {
    const now = this.clock.now();
    if (got.ok) {
      const lifeMs = got.value.lifeSeconds * 1000;
      this.held = { token: got.value.token, renewAt: now + Math.max(lifeMs - EARLY_MS, LEAST_MS), endsAt: now + Math.max(lifeMs, LEAST_MS) };
      [this.notBefore, this.configWaits, this.trouble] = [0, 0, null];
      return;
    }
    const isConfig = got.failure.kind === 'config';
    this.trouble = { failure: got.failure, at: now };
    this.notBefore = now + (isConfig ? Math.min(CONFIG_WAIT_MS * 2 ** this.configWaits++, CONFIG_LONGEST_MS) : RENEW_AGAIN_MS);
  }
}
