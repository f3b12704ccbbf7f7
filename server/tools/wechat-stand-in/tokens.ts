import { refuse } from './errors.ts';
import { DAY, MINUTE, SECOND, type App, type Chance, type Clock } from './ground.ts';

const LIVES_MS = 7_200 * SECOND;
/** In its last five minutes a token is succeeded by another, and both are good. */
const SUCCEEDED_MS = 300 * SECOND;
const FORCE_APART_MS = 30 * SECOND, FORCES_A_DAY = 20;
/** How long the legacy endpoint lets a replaced token live. */
const LEGACY_GRACE_MS = 5 * MINUTE;

interface Token { value: string; until: number; replaced: boolean }

/** Access tokens: the stable ones (E2), the legacy ones (E3), and what a call with one is answered. */
export class Tokens {
  readonly #app: App;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #length: number;
  readonly #all = new Map<string, Token>();
  #stable: Token | null = null;
  #legacy: Token | null = null;
  #forcedAt: number[] = [];
  readonly counts = { issued: 0, forced: 0, legacy: 0 };
  constructor(app: App, clock: Clock, chance: Chance, length: number) { [this.#app, this.#clock, this.#chance, this.#length] = [app, clock, chance, length]; }

  stable(body: Record<string, unknown>): object {
    this.#judge(body.grant_type, body.appid, body.secret, 40001);
    const now = this.#clock.now();
    if (body.force_refresh === true && this.#mayForce(now)) {
      this.rotate();
      this.counts.forced += 1;
    }
    if (!this.#stable || this.#stable.replaced || this.#stable.until - now <= SUCCEEDED_MS) this.#stable = this.#issue(now);
    return { access_token: this.#stable.value, expires_in: Math.max(1, Math.ceil((this.#stable.until - now) / SECOND)) };
  }
  legacy(query: URLSearchParams): object {
    this.#judge(query.get('grant_type'), query.get('appid'), query.get('secret'), 40125);
    this.counts.legacy += 1;
    const now = this.#clock.now();
    if (this.#legacy) this.#legacy.until = Math.min(this.#legacy.until, now + LEGACY_GRACE_MS);
    this.#legacy = this.#issue(now);
    return { access_token: this.#legacy.value, expires_in: LIVES_MS / SECOND };
  }
  /** Whether a call with this token may go on. */
  check(value: string | null): void {
    if (!value) return refuse(41001);
    const token = this.#all.get(value);
    if (!token) return refuse(/^[\w-]{100,512}$/.test(value) ? 40001 : 40014);
    if (token.replaced) refuse(40001);
    if (token.until <= this.#clock.now()) refuse(42001);
  }
  /** The token of now dies at once; who uses it hears that it is not the latest. */
  rotate(): void { if (this.#stable) this.#stable.replaced = true; }
  /** The token of now has expired this moment. */
  expire(): void { if (this.#stable) this.#stable.until = Math.min(this.#stable.until, this.#clock.now()); }

  #judge(grant: unknown, appId: unknown, secret: unknown, wrongSecret: number): void {
    if (grant !== 'client_credential') refuse(40002);
    if (!appId) refuse(41002);
    if (!secret) refuse(41004);
    if (appId !== this.#app.appId) refuse(40013);
    if (secret !== this.#app.secret) refuse(wrongSecret, wrongSecret === 40001 ? 'invalid credential' : undefined);
  }
  /** Twenty times a day and not within half a minute; beyond that the request is answered as an ordinary one. */
  #mayForce(now: number): boolean {
    this.#forcedAt = this.#forcedAt.filter((at) => now - at < DAY);
    if (this.#forcedAt.length >= FORCES_A_DAY || now - (this.#forcedAt.at(-1) ?? -Infinity) < FORCE_APART_MS) return false;
    this.#forcedAt.push(now);
    return true;
  }
  #issue(now: number): Token {
    const token = { value: `${this.counts.issued += 1}_${this.#chance.text(this.#length)}`.slice(0, this.#length), until: now + LIVES_MS, replaced: false };
    this.#all.set(token.value, token);
    return token;
  }
}
