import { clockOf, dayOf } from '@xianfeng/shared';

/**
 * Values of a subscribe message as WeChat accepts them: the key's letters say what may stand there ('thing3', 'time2'). One value
 * that is too long, of another alphabet or empty makes WeChat refuse the whole message (47003), so everything is cut and filled here.
 * Lengths are code points. Source: WeChat, "subscribeMessage.send", table of parameter kinds.
 */
export type FieldKind = 'thing' | 'number' | 'letter' | 'symbol' | 'character_string' | 'time' | 'date' | 'amount' | 'phone_number' | 'car_number' | 'name' | 'phrase';
export const kindOf = (key: string): FieldKind => key.replace(/\d+$/, '') as FieldKind;

/** '2026年11月22日' in Shanghai. */
export function sayDate(at: number): string {
  const [y, m, d] = dayOf(at).split('-').map(Number);
  return `${y}年${m}月${d}日`;
}
/** Half pairs, control and invisible characters out, any run of blanks one blank. */
const clean = (text: string): string => text.replace(/[\p{Surrogate}\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, ' ').replace(/\s+/gu, ' ').trim();
const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trim();
/** Cut so that one sees it. */
export const clip = (text: string, most: number): string => ([...text].length <= most ? text : `${cut(text, most - 1)}…`);
const only = (text: string, allowed: RegExp, most: number): string => cut([...text].filter((c) => allowed.test(c)).join(''), most);

/** What stands where nothing would be left. None of them says anything untrue. */
const FILLED: Record<Exclude<FieldKind, 'time' | 'date'>, string> = {
  thing: '详情请打开小程序查看', number: '0', letter: 'A', symbol: '-', character_string: '-', amount: '0元', phone_number: '12345', car_number: '无', name: '社区', phrase: '有更新',
};
/** Characters and not the numerals and signs that Unicode counts to the same script. */
const HAN = /(?=\p{L})\p{Script=Han}/u;
const NAME = /(?=\p{L})\p{Script=Han}|[A-Za-z]/u;
type Fit = (text: string, at: number) => string;
const FIT: Record<FieldKind, Fit> = {
  thing: (t) => clip(clean(t), 20),
  number: (t) => /^\d{1,29}(\.\d{1,2})?$/.exec(t.trim())?.[0] ?? only(t, /[0-9]/, 32),
  letter: (t) => only(t, /[A-Za-z]/, 32),
  symbol: (t) => only(t, /[!-/:-@[-`{-~]/, 5),
  character_string: (t) => only(t, /[!-~]/, 32),
  time: (_, at) => `${sayDate(at)} ${clockOf(at)}`,
  date: (_, at) => sayDate(at),
  amount: (t) => /^[¥￥$]?\d{1,8}(\.\d{1,2})?元?$/.exec(t.trim())?.[0] ?? '',
  phone_number: (t) => only(t, /[\d+-]/, 17),
  car_number: (t) => /^[\p{Script=Han}A-Z][A-Z0-9]{1,6}[\p{Script=Han}A-Z0-9]$/u.exec(t.trim())?.[0] ?? '',
  name: (t) => { const letters = only(t, NAME, 20); return /^[A-Za-z]+$/.test(letters) ? letters : cut(letters, 10); },
  phrase: (t) => only(t, HAN, 5),
};
/**
 * One value that WeChat accepts under `key`. A number under a time or date is an instant, elsewhere that figure; words cannot be a time.
 * @param at the instant that stands where words were given for a time or date
 * @throws Error for a key that WeChat does not know; configuration refuses it at the start
 */
export function fieldOf(key: string, value: string | number, at: number): string {
  const kind = kindOf(key), fit = FIT[kind];
  if (!fit) throw new Error(`no such kind of template key: ${key}`);
  if (kind === 'time' || kind === 'date') return typeof value === 'number' ? fit('', value) : fit(value, at);
  return fit(String(value), at) || FILLED[kind];
}
