import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND, type App, type Chance, type Clock } from './ground.ts';
import { encrypt, sign } from './push-crypto.ts';

/** Where events go and in which form, as the owner of a mini-program sets it up. `url` '' : nowhere. */
export interface PushSetup { url: string; token: string; aesKey: string; mode: 'safe' | 'plain'; format: 'json' | 'xml'; waitMs: number }
export interface Delivery { event: string; sends: number; status: number | null; answer: string; ok: boolean }
export type PushFault = 'duplicate-push' | 'drop-push' | 'bad-signature-push';
type Values = Record<string, unknown>;

/** An event without an answer in five seconds is sent again, three times in all. */
const MAX_SENDS = 3;
export const WAIT_MS = 5 * SECOND;
const RECEIVER = 'gh_9df7d78a1234';

/** Sends events to the server of the mini-program and proves to it that it is WeChat. */
export class Push {
  readonly #app: App;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #stopped = new AbortController();
  setup: PushSetup;
  readonly deliveries: Delivery[] = [];
  constructor(app: App, clock: Clock, chance: Chance, setup: PushSetup) { [this.#app, this.#clock, this.#chance, this.setup] = [app, clock, chance, setup]; }

  /** The question that WeChat asks once, when its owner enters the address: who knows the token gives `echostr` back. */
  async verify(): Promise<{ ok: boolean; status: number | null; answer: string }> {
    const { timestamp, nonce, signature } = this.#stamp(), echostr = this.#chance.text(19, '123456789');
    const { status, answer } = await this.#ask(`${this.setup.url}?${new URLSearchParams({ signature, timestamp, nonce, echostr }).toString()}`, {});
    return { ok: status === 200 && answer === echostr, status, answer };
  }
  /** Delivers one event, up to three times until it is acknowledged. */
  async deliver(event: string, fields: Values, from: string, fault?: PushFault): Promise<Delivery> {
    const delivery: Delivery = { event, sends: 0, status: null, answer: '', ok: false };
    this.deliveries.push(delivery);
    if (this.setup.url === '' || fault === 'drop-push') return delivery;
    const { url, init } = this.#request({ ToUserName: RECEIVER, FromUserName: from, CreateTime: this.#seconds(), MsgType: 'event', Event: event, ...fields }, from, fault);
    while (!delivery.ok && delivery.sends < MAX_SENDS && !this.#stopped.signal.aborted) {
      delivery.sends += 1;
      const began = performance.now();
      Object.assign(delivery, await this.#ask(url, init));
      delivery.ok = delivery.status === 200 && (delivery.answer === '' || delivery.answer === 'success');
      // A refusal comes at once, and is not followed by the next attempt at once.
      if (!delivery.ok && delivery.sends < MAX_SENDS) await sleep(Math.max(0, this.setup.waitMs - (performance.now() - began)), undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
    if (fault === 'duplicate-push') await this.deliver(event, fields, from);
    return delivery;
  }
  stop(): void { this.#stopped.abort(); }

  #request(message: Values, openid: string, fault?: PushFault): { url: string; init: RequestInit } {
    const { mode, format, aesKey, token, url } = this.setup, { timestamp, nonce, signature } = this.#stamp();
    const write = format === 'json' ? (values: Values): string => JSON.stringify(values) : asXml, query: Record<string, string> = { signature, timestamp, nonce, openid };
    let body = write(message);
    if (mode === 'safe') {
      const Encrypt = encrypt(aesKey, this.#app.appId, body, Buffer.from(this.#chance.text(16)));
      body = write({ ToUserName: RECEIVER, Encrypt });
      Object.assign(query, { encrypt_type: 'aes', msg_signature: sign(token, timestamp, nonce, Encrypt) });
    }
    if (fault === 'bad-signature-push') for (const name of ['signature', 'msg_signature']) if (query[name]) query[name] = query[name].replace(/^./, (c) => (c === '0' ? '1' : '0'));
    return { url: `${url}?${new URLSearchParams(query).toString()}`, init: { method: 'POST', body, headers: { 'content-type': format === 'json' ? 'application/json' : 'text/xml' } } };
  }
  async #ask(url: string, init: RequestInit): Promise<{ status: number | null; answer: string }> {
    try {
      const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any([AbortSignal.timeout(this.setup.waitMs), this.#stopped.signal]) });
      return { status: answer.status, answer: (await answer.text()).slice(0, 200) };
    } catch (e) {
      return { status: null, answer: (e as Error).name };
    }
  }
  #stamp(): { timestamp: string; nonce: string; signature: string } {
    const timestamp = String(this.#seconds()), nonce = this.#chance.text(10, '123456789');
    return { timestamp, nonce, signature: sign(this.setup.token, timestamp, nonce) };
  }
  #seconds(): number { return Math.floor(this.#clock.now() / SECOND); }
}

/** Values as WeChat's XML: numbers bare, texts in CDATA, lists as the same element again and again. */
function asXml(values: Values): string {
  const element = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
    if (typeof value === 'number') return `<${name}>${value}</${name}>`;
    if (typeof value === 'object' && value !== null) return `<${name}>${inner(value as Values)}</${name}>`;
    return `<${name}><![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  };
  const inner = (all: Values): string => Object.entries(all).map(([name, value]) => element(name, value)).join('');
  return `<xml>${inner(values)}</xml>`;
}
