import { refuse } from './errors.ts';
import { isOpenId, type Chance, type Clock, type People } from './ground.ts';
import type { Pages } from './pages.ts';
import { fault, isField } from './values.ts';

/** `keys`: its fields and what stands before them on the phone; for a field of the kind enum, its words. */
export interface Template { id: string; title: string; keys: Record<string, string | string[]> }
export interface Sent { msgid: string; openid: string; template: string; page: string; data: Record<string, string>; at: number; state: string }

const FIRST_MSGID = 1_988_810_812_324_364_291n;

/** Subscribe messages (E5): one accepted question, one message. */
export class Messages {
  readonly #people: People;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #pages: Pages;
  readonly templates = new Map<string, Template>();
  readonly sent: Sent[] = [];
  /** Words that no message may hold. */
  words: string[] = [];
  readonly #left = new Map<string, number>();
  constructor(people: People, clock: Clock, chance: Chance, pages: Pages) { [this.#people, this.#clock, this.#chance, this.#pages] = [people, clock, chance, pages]; }

  register(template: Template): void {
    const wrong = Object.keys(template.keys).filter((key) => !isField(key));
    if (wrong.length > 0) throw new Error(`no such field: ${wrong.join(', ')}`);
    this.templates.set(template.id, template);
  }
  /** This person tapped "accept" `n` times (a negative number: he has taken it back). */
  accept(openId: string, template: string, n: number): number {
    const left = Math.max(0, this.left(openId, template) + n);
    this.#left.set(`${openId}/${template}`, left);
    return left;
  }
  left(openId: string, template: string): number { return this.#left.get(`${openId}/${template}`) ?? 0; }

  send(body: Record<string, unknown>): object {
    const { touser, template_id: id, data, page = '', miniprogram_state: state = 'formal', lang = 'zh_CN' } = body;
    if (!isOpenId(touser) || !this.#people.has(touser)) return refuse(40003);
    const template = typeof id === 'string' ? this.templates.get(id) : undefined;
    if (!template) return refuse(40037);
    if (page !== '' && !(typeof page === 'string' && this.#pages.has(page.split('?')[0]!))) refuse(41030);
    if (!['developer', 'trial', 'formal'].includes(String(state)) || !['zh_CN', 'en_US', 'zh_HK', 'zh_TW'].includes(String(lang))) refuse(40097);
    const values = this.#read(template, data);
    if (Object.values(values).some((text) => this.words.some((word) => text.includes(word)))) refuse(45168);
    if (!this.#people.everybody) {
      const left = this.left(touser, template.id);
      if (left === 0) refuse(43101);
      this.#left.set(`${touser}/${template.id}`, left - 1);
    }
    // Above 2^53 as they are at WeChat, and odd: whoever reads one as a number of JavaScript has another id.
    const msgid = (FIRST_MSGID + BigInt(this.sent.length * 64 + Math.floor(this.#chance.next() * 32) * 2)).toString();
    this.sent.push({ msgid, openid: touser, template: template.id, page: String(page), data: values, at: this.#clock.now(), state: String(state) });
    return { errcode: 0, errmsg: 'ok', msgid: BigInt(msgid) };
  }
  #read({ keys }: Template, data: unknown): Record<string, string> {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return refuse(47003, 'argument invalid! data is empty');
    const given = data as Record<string, { value?: unknown } | null>;
    const strange = Object.keys(given).find((key) => !Object.hasOwn(keys, key));
    if (strange) refuse(47003, `argument invalid! data.${strange} is not a field of the template`);
    return Object.fromEntries(Object.entries(keys).map(([key, words]) => {
      const value = given[key]?.value, wrong = fault(key, value, Array.isArray(words) ? words : []);
      if (wrong) refuse(47003, `argument invalid! data.${key}.value ${wrong}`);
      return [key, String(value)];
    }));
  }
}
