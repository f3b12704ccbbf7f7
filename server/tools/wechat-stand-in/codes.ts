import { refuse } from './errors.ts';
import { CODE_LIVES_MS, isOpenId, MINUTE, type Chance, type Clock, type People } from './ground.ts';

/** Exchanges one person may make in a minute. */
export const SESSIONS_A_MINUTE = 100;
interface Code { openId: string; at: number; used: boolean }

/** Codes of wx.login and the exchange of one for a session (E1). */
export class LoginCodes {
  readonly #people: People;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #codes = new Map<string, Code>();
  readonly #asked = new Map<string, number[]>();
  constructor(people: People, clock: Clock, chance: Chance) { [this.#people, this.#clock, this.#chance] = [people, clock, chance]; }

  /** What wx.login gives on this person's phone; he is in the mini-program now. */
  take(person: string): { code: string; openid: string } {
    const openid = this.#people.openIdOf(person), code = `0${this.#chance.text(31)}`;
    this.#people.visit(openid);
    this.#codes.set(code, { openId: openid, at: this.#clock.now(), used: false });
    return { code, openid };
  }
  exchange(query: URLSearchParams): object {
    const { appId, secret } = this.#people.app, q = (name: string): string => query.get(name) ?? '';
    if (!q('appid')) refuse(41002);
    if (!q('secret')) refuse(41004);
    if (!q('js_code')) refuse(41008);
    if (q('appid') !== appId) refuse(40013);
    if (q('secret') !== secret) refuse(40125);
    if (q('grant_type') !== 'authorization_code') refuse(40002);
    const code = this.#codes.get(q('js_code')), now = this.#clock.now();
    if (!code) return refuse(40029);
    this.#count(code.openId, now);
    if (this.#people.risky.has(code.openId)) refuse(40226);
    if (code.used) refuse(40163);
    if (now - code.at > CODE_LIVES_MS) refuse(40029);
    code.used = true;
    return { session_key: Buffer.from(this.#chance.text(16)).toString('base64'), openid: code.openId };
  }
  #count(openId: string, now: number): void {
    const lately = (this.#asked.get(openId) ?? []).filter((at) => now - at < MINUTE);
    if (lately.length >= SESSIONS_A_MINUTE) refuse(45011);
    this.#asked.set(openId, [...lately, now]);
  }
}

interface PhoneCode extends Code { phone: string; countryCode: string }

/** Codes of the phone button and the exchange of one for a number (E4). A code of wx.login is worth nothing here. */
export class PhoneCodes {
  readonly #people: People;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #codes = new Map<string, PhoneCode>();
  #answers = 0;
  constructor(people: People, clock: Clock, chance: Chance) { [this.#people, this.#clock, this.#chance] = [people, clock, chance]; }

  /** What the button gives when this person agrees. */
  take(person: string, phone: string, countryCode = '86'): { code: string; openid: string } {
    const openid = this.#people.openIdOf(person), code = this.#chance.hex(64);
    this.#people.visit(openid);
    this.#codes.set(code, { openId: openid, at: this.#clock.now(), used: false, phone, countryCode });
    return { code, openid };
  }
  exchange({ code: given, openid }: Record<string, unknown>): object {
    const code = typeof given === 'string' ? this.#codes.get(given) : undefined, now = this.#clock.now();
    if (!code || now - code.at > CODE_LIVES_MS) return refuse(40029);
    if (code.used) refuse(40163);
    if (openid !== undefined && !isOpenId(openid)) refuse(40003);
    if (openid !== undefined && openid !== code.openId) refuse(40029, 'invalid code, code and openid not match');
    code.used = true;
    const home = code.countryCode === '86';
    // The documentation says text, its example shows a number: both are met.
    const countryCode = this.#answers++ % 2 === 0 ? code.countryCode : Number(code.countryCode);
    return { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: home ? code.phone : `+${code.countryCode}${code.phone}`, purePhoneNumber: code.phone, countryCode, watermark: { timestamp: Math.floor(now / 1_000), appid: this.#people.app.appId } } };
  }
}
