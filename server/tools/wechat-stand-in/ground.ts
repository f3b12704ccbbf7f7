import { createHash } from 'node:crypto';

export const SECOND = 1_000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
/** A code of wx.login and a code of the phone button are good for five minutes. */
export const CODE_LIVES_MS = 5 * MINUTE;
/** Words and pictures are checked only for somebody who was in the mini-program this lately. */
export const VISIT_COUNTS_MS = 2 * HOUR;

/** The mini-program this server plays for, and what its owner set up at WeChat. */
export interface App { appId: string; secret: string }

/** The time here. It can be moved away from the real one, for a server whose own clock is moved too. */
export class Clock {
  skewMs = 0;
  now(): number { return Date.now() + this.skewMs; }
}

/** Chance by a seed (mulberry32): the same calls in the same order get the same ids. */
export class Chance {
  #state: number;
  constructor(seed: number) { this.#state = seed >>> 0; }
  /** 0 ≤ x < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  text(length: number, letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'): string {
    return Array.from({ length }, () => letters[Math.floor(this.next() * letters.length)]).join('');
  }
  hex(length: number): string { return this.text(length, '0123456789abcdef'); }
  /** Three times eight hex digits: the form of a request id and of a trace id. */
  id(): string { return `${this.hex(8)}-${this.hex(8)}-${this.hex(8)}`; }
  shuffle<T>(list: T[]): T[] {
    const all = [...list];
    for (let i = all.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      [all[i], all[j]] = [all[j]!, all[i]!];
    }
    return all;
  }
}

export const isOpenId = (text: unknown): text is string => typeof text === 'string' && /^o[\w-]{27}$/.test(text);

/** Who has been in the mini-program, and when last. `everybody`: each well-formed openid is somebody who is in it now (demonstration). */
export class People {
  readonly app: App;
  readonly clock: Clock;
  readonly everybody: boolean;
  readonly #visitedAt = new Map<string, number>();
  /** Persons whom WeChat takes for dangerous: no session for them. */
  readonly risky = new Set<string>();
  constructor(app: App, clock: Clock, everybody: boolean) { [this.app, this.clock, this.everybody] = [app, clock, everybody]; }
  /** The same person has the same openid in this app, and another in another app. */
  openIdOf(person: string): string { return `o${createHash('sha256').update(`${this.app.appId}/${person}`).digest('base64url').slice(0, 27)}`; }
  visit(openId: string, at = this.clock.now()): void { this.#visitedAt.set(openId, at); }
  has(openId: string): boolean { return this.everybody || this.#visitedAt.has(openId); }
  wasHereLately(openId: string): boolean { return this.everybody || this.clock.now() - (this.#visitedAt.get(openId) ?? -Infinity) <= VISIT_COUNTS_MS; }
}
