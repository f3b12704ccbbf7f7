import { LoginCodes, PhoneCodes } from './codes.ts';
import { refuse } from './errors.ts';
import { Faults } from './faults.ts';
import { Chance, Clock, People, type App } from './ground.ts';
import { ImagesAndLinks } from './images-links.ts';
import { MediaCheck } from './media-check.ts';
import { Messages, type Template } from './messages.ts';
import { Pages } from './pages.ts';
import { Push, type PushSetup } from './push.ts';
import { Quotas } from './quotas.ts';
import { TextCheck, type Words } from './text-check.ts';
import { Tokens } from './tokens.ts';

/** `demo`: everybody is in the mini-program and accepts everything; some words are bad, so that one can see what happens then. */
export interface Setup { app: App; seed: number; demo: boolean; tokenLength: number; push: PushSetup; templates: Template[]; pages: string[] | null }
const DEMO_WORDS: Words = { risky: ['赌博', '办假证'], review: ['加我微信', '兼职刷单'], broken: [] };
type Body = Record<string, unknown>;
/** `token`: it wants an access token in its query and a JSON body. */
export interface Endpoint { name: string; method: 'GET' | 'POST'; token: boolean; answer: (query: URLSearchParams, body: Body) => object | Buffer }

/** Everything that WeChat remembers of one mini-program. */
export class Platform {
  readonly app: App;
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly people: People;
  readonly logins: LoginCodes;
  readonly phones: PhoneCodes;
  readonly tokens: Tokens;
  readonly pages: Pages;
  readonly messages: Messages;
  readonly texts: TextCheck;
  readonly push: Push;
  readonly media: MediaCheck;
  readonly images: ImagesAndLinks;
  readonly quotas: Quotas;
  readonly chance: Chance;
  /** The addresses from which a token may be fetched; null: all. */
  allowedIps: string[] | null = null;
  readonly endpoints: Record<string, Endpoint>;
  readonly counters: Record<string, { calls: number; effects: number; errors: Record<string, number> }> = {};

  constructor({ app, seed, demo, tokenLength, push, templates, pages }: Setup) {
    const { clock } = this, chance = new Chance(seed);
    [this.app, this.chance] = [app, chance];
    this.people = new People(app, clock, demo);
    this.logins = new LoginCodes(this.people, clock, chance);
    this.phones = new PhoneCodes(this.people, clock, chance);
    this.tokens = new Tokens(app, clock, chance, tokenLength);
    this.pages = new Pages(pages);
    this.messages = new Messages(this.people, clock, chance, this.pages);
    for (const template of templates) this.messages.register(template);
    this.texts = new TextCheck(this.people, chance);
    if (demo) this.texts.words = DEMO_WORDS;
    this.push = new Push(app, clock, chance, push);
    this.media = new MediaCheck(app, this.people, chance, this.push, () => this.faults.nextPush());
    if (demo) this.media.plan = { ...this.media.plan, delayMs: 3_000 };
    this.images = new ImagesAndLinks(app, clock, chance, this.pages);
    this.quotas = new Quotas(clock);
    const call = (name: string, answer: (body: Body) => object | Buffer): Endpoint => ({ name, method: 'POST', token: true, answer: (_, body) => answer(body) });
    this.endpoints = {
      '/sns/jscode2session': { name: 'code2Session', method: 'GET', token: false, answer: (query) => this.logins.exchange(query) },
      '/cgi-bin/stable_token': { name: 'stableToken', method: 'POST', token: false, answer: (_, body) => this.tokens.stable(body) },
      '/cgi-bin/token': { name: 'legacyToken', method: 'GET', token: false, answer: (query) => this.tokens.legacy(query) },
      '/wxa/business/getuserphonenumber': call('phoneOf', (body) => this.phones.exchange(body)),
      '/cgi-bin/message/subscribe/send': call('sendSubscribe', (body) => this.messages.send(body)),
      '/wxa/msg_sec_check': call('checkText', (body) => this.texts.check(body)),
      '/wxa/media_check_async': call('checkImage', (body) => this.media.check(body)),
      '/wxa/getwxacodeunlimit': call('codeImage', (body) => this.images.image(body)),
      '/wxa/generate_urllink': call('urlLink', (body) => this.images.link(body)),
    };
    for (const { name } of Object.values(this.endpoints)) this.counters[name] = { calls: 0, effects: 0, errors: {} };
  }
  get names(): string[] { return Object.values(this.endpoints).map(({ name }) => name); }
  /** @throws Refusal 40164 when this address may not fetch tokens */
  judgeIp(endpoint: Endpoint, ip: string): void {
    if (this.allowedIps && endpoint.name.endsWith('Token') && !this.allowedIps.includes(ip)) refuse(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`);
  }
  stop(): void {
    this.media.stop();
    this.push.stop();
  }
}
