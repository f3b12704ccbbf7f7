import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { WechatCallHealth, WechatHealth } from '@xianfeng/shared';
import type { Wechat } from '../../config.js';
import type { Clock } from '../../lib/clock.js';
import { readToken, type Json } from './answers.rules.js';
import { Breaker } from './breaker.rules.js';
import { Deadline } from './deadline.js';
import { codeOf, Exchange, NotReached } from './exchange.js';
import { failure, judge, type Read } from './judge.rules.js';
import { WechatToken } from './wechat-token.js';
import { ENDPOINTS, type Endpoint, type Failure, type FailureKind, type Outcome } from './wechat.types.js';

/** Connecting, and everything that is done for one call of ours: somebody waits in front of his phone. */
export const LIMITS = { connectMs: 3_000, totalMs: 5_000 };
const MOST_REPEATS = 3;
const FIRST_WAIT_MS = 200;
/** What a repeat may mend. */
const PASSING = new Set<FailureKind>(['unreached', 'unclear', 'busy']);
/** What says that the endpoint itself is not well. */
const ILL = new Set<FailureKind>([...PASSING, 'auth']);
/** What an operator should look at. */
const ALARMING = new Set<FailureKind>(['auth', 'bug', 'config', 'unknown']);
export interface Question { query?: Record<string, string>; body?: Json }

/** Calls of WeChat's interface with everything that may go wrong: time limits, the access token, repeats, breakers. It throws nothing. */
export class WechatCalls {
  private readonly log = new Logger('wechat');
  private readonly exchange = new Exchange();
  private readonly token: WechatToken;
  private readonly breakers = new Map<string, Breaker>();
  private readonly last = new Map<string, WechatCallHealth['last']>();
  /** Errcodes that our table does not know, and how often they came. */
  private readonly unknownCodes = new Map<number, number>();
  limits = LIMITS;
  constructor(private readonly wechat: Wechat, private readonly clock: Clock) {
    this.token = new WechatToken(clock, () => this.ask(ENDPOINTS.token, { body: { grant_type: 'client_credential', appid: wechat.appId, secret: wechat.appSecret } }, readToken));
  }
  deadline(): Deadline {
    return new Deadline(this.limits.totalMs);
  }
  close(): void {
    this.exchange.close();
  }
  /** @returns what `read` makes of the answer, where it is one; a picture's bytes come as `{ bytes }` */
  async ask<T>(endpoint: Endpoint, question: Question, read: Read<T>, deadline = this.deadline()): Promise<Outcome<T>> {
    const replay = { isDone: false };
    for (let repeats = 0; ; repeats++) {
      const outcome = await this.admitted(endpoint, question, read, deadline, replay);
      if (outcome.ok || !mayRepeat(endpoint, outcome.failure.kind, repeats)) return outcome;
      const waitMs = FIRST_WAIT_MS * 2 ** repeats * (0.75 + Math.random() / 2);
      if (waitMs >= deadline.leftMs) return outcome;
      await sleep(waitMs);
    }
  }
  health(): WechatHealth {
    const now = this.clock.now(), { renewAt, trouble } = this.token;
    const calls = Object.values(ENDPOINTS).map(({ name }) => {
      const breaker = this.breaker(name);
      return { name, state: breaker.state(now), until: breaker.closedUntil(now), ...breaker.counts(now), last: this.last.get(name) ?? null };
    });
    return {
      calls, unknownCodes: [...this.unknownCodes].map(([errcode, times]) => ({ errcode, times })),
      token: { renewAt, trouble: trouble && { kind: trouble.failure.kind, errcode: trouble.failure.errcode, why: trouble.failure.why, at: trouble.at } },
    };
  }
  private async admitted<T>(endpoint: Endpoint, question: Question, read: Read<T>, deadline: Deadline, replay: { isDone: boolean }): Promise<Outcome<T>> {
    const breaker = this.breaker(endpoint.name), admission = breaker.admit(this.clock.now());
    if (!admission) return { ok: false, failure: failure('closed', 'breaker open', { until: breaker.closedUntil(this.clock.now()) }) };
    const outcome = await this.withToken(endpoint, question, read, deadline, replay), now = this.clock.now();
    if (!outcome.ok && outcome.failure.kind === 'rate' && outcome.failure.until !== null) breaker.openUntil(outcome.failure.until);
    if (!outcome.ok && outcome.failure.kind === 'token') {
      // Its own call has told why.
      breaker.skip(admission);
      return outcome;
    }
    breaker.record(now, admission, !outcome.ok && ILL.has(outcome.failure.kind));
    if (!outcome.ok) this.tell(endpoint, outcome.failure, now);
    return outcome;
  }
  /** A token that WeChat does not know any more is exchanged, and the call made once more: once. */
  private async withToken<T>(endpoint: Endpoint, question: Question, read: Read<T>, deadline: Deadline, replay: { isDone: boolean }): Promise<Outcome<T>> {
    if (endpoint.isSecret) return this.once(endpoint, question, read, deadline, null);
    for (;;) {
      const token = await this.token.get(deadline);
      if (!token.ok) return { ok: false, failure: { ...token.failure, kind: 'token' } };
      const outcome = await this.once(endpoint, question, read, deadline, token.value);
      if (outcome.ok || outcome.failure.kind !== 'auth') return outcome;
      this.token.expire(token.value);
      if (replay.isDone) return outcome;
      replay.isDone = true;
    }
  }
  private async once<T>(endpoint: Endpoint, question: Question, read: Read<T>, deadline: Deadline, token: string | null): Promise<Outcome<T>> {
    const url = new URL(endpoint.path, this.wechat.baseUrl);
    for (const [name, value] of Object.entries({ ...(token === null ? {} : { access_token: token }), ...question.query })) url.searchParams.set(name, value);
    try {
      const reply = await this.exchange.send(url, endpoint.method, question.body ? JSON.stringify(question.body) : null, this.limits.connectMs, deadline.signal);
      return judge(endpoint, reply, read, this.clock.now());
    } catch (e) {
      if (e instanceof NotReached) return { ok: false, failure: failure('unreached', `no connection ${codeOf(e.cause)}`.trim()) };
      return { ok: false, failure: failure('unclear', deadline.leftMs <= 0 ? 'no answer in time' : `connection broken ${codeOf(e)}`.trim()) };
    }
  }
  private tell({ name }: Endpoint, { kind, errcode, rid, why }: Failure, at: number): void {
    this.last.set(name, { kind, errcode, rid, at });
    if (kind === 'unknown' && errcode !== null) this.unknownCodes.set(errcode, (this.unknownCodes.get(errcode) ?? 0) + 1);
    if (kind === 'code' || kind === 'refused') return;
    this.log[ALARMING.has(kind) ? 'error' : 'warn'](`${name} ${kind}: ${why}, rid ${rid ?? 'none'}`);
  }
  private breaker(name: string): Breaker {
    const breaker = this.breakers.get(name) ?? new Breaker();
    this.breakers.set(name, breaker);
    return breaker;
  }
}
/** What surely was not done may be asked again; of what nobody knows, only what does no more by being done twice. A spent code is not spared by more tries. */
function mayRepeat(endpoint: Endpoint, kind: FailureKind, repeats: number): boolean {
  if (!PASSING.has(kind) || repeats >= (endpoint.repeats === 'once' ? 1 : MOST_REPEATS)) return false;
  return endpoint.repeats !== 'never' || kind !== 'unclear';
}
