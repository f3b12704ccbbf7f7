import { refuse } from './errors.ts';
import { isOpenId, type Chance, type People } from './ground.ts';

export const MAX_CONTENT = 2_500;
export const LABELS = { ok: 100, review: 20008, risky: 20001 };
/** `broken`: words over which the examination itself fails. */
export interface Words { risky: string[]; review: string[]; broken: string[] }

/** Whether WeChat examines for this person: he must exist here and have been in the mini-program within two hours. */
export function judgeSubject(people: People, { version, openid, scene }: Record<string, unknown>): void {
  if (version !== 2) refuse(40097);
  if (!isOpenId(openid)) return refuse(40003);
  if (!people.has(openid)) refuse(43104);
  if (!people.wasHereLately(openid)) refuse(61010);
  if (![1, 2, 3, 4].includes(scene as number)) refuse(40129);
}

/** The examination of words (E6): by a list of words, as the tests want it. */
export class TextCheck {
  readonly #people: People;
  readonly #chance: Chance;
  words: Words = { risky: [], review: [], broken: [] };
  constructor(people: People, chance: Chance) { [this.#people, this.#chance] = [people, chance]; }

  check(body: Record<string, unknown>): object {
    const { content, title = '', nickname = '', signature = '', scene } = body;
    judgeSubject(this.#people, body);
    if (![content, title, nickname, signature].every((text) => typeof text === 'string')) refuse(47001);
    if (content === '') refuse(44002);
    if ([...(content as string)].length > MAX_CONTENT) refuse(45002);
    if (signature !== '' && scene !== 1) refuse(40097);
    const text = [title, content, nickname, signature].join('\n'), hit = (list: string[]): string | undefined => list.find((word) => text.includes(word));
    const risky = hit(this.words.risky), review = hit(this.words.review), suggest = risky ? 'risky' : review ? 'review' : 'pass';
    const label = risky ? LABELS.risky : review ? LABELS.review : LABELS.ok;
    const model = hit(this.words.broken)
      ? { strategy: 'content_model', errcode: -1 }
      : { strategy: 'content_model', errcode: 0, suggest, label, prob: 90 };
    // The third row shows how a row looks that does not count.
    const detail = [model, ...(risky ? [{ strategy: 'keyword', errcode: 0, suggest, label, level: 20, keyword: risky }] : []), { strategy: 'keyword', errcode: -1 }];
    return { errcode: 0, errmsg: 'ok', trace_id: this.#chance.id(), result: { suggest, label }, detail };
  }
}
