/** What a field of a subscribe message may hold, by the kind in its name (thing1, time2 …): WeChat's table of limits. Characters are code points. */
const POINT = String.raw`\d{1,2}:\d{2}`, DAY = String.raw`\d{4}年\d{1,2}月\d{1,2}日`;
const span = (one: string): RegExp => new RegExp(`^${one}(~${one})?$`, 'u');
const TIME = span(`(?:${DAY} )?${POINT}`), DATE = span(`${DAY}(?: ${POINT})?`);

const KINDS: Record<string, (text: string, allowed: string[]) => boolean> = {
  thing: (t) => size(t) <= 20,
  number: (t) => /^\d+(\.\d+)?$/.test(t) && size(t) <= 32,
  letter: (t) => /^[A-Za-z]{1,32}$/.test(t),
  symbol: (t) => /^[\p{P}\p{S}]{1,5}$/u.test(t),
  character_string: (t) => /^[\x20-\x7e]{1,32}$/.test(t),
  time: (t) => TIME.test(t) && moments(t),
  date: (t) => DATE.test(t) && moments(t),
  amount: (t) => /^[¥￥$€£]?\d+(\.\d+)?元?$/u.test(t) && t.replace(/\D/g, '').length <= 10,
  phone_number: (t) => /^[\d+\-() ]{1,17}$/.test(t),
  car_number: (t) => /^[\p{Script=Han}A-Z0-9][A-Z0-9]{0,6}[\p{Script=Han}A-Z0-9]?$/u.test(t),
  name: (t) => /^[\p{L}\p{P}\p{S} ]+$/u.test(t) && size(t) <= (/[^\x20-\x7e]/.test(t) ? 10 : 20),
  phrase: (t) => /^\p{Script=Han}{1,5}$/u.test(t),
  enum: (t, allowed) => allowed.includes(t),
};
const size = (text: string): number => [...text].length;
/** Every day of the year and hour of the day in it exists. */
function moments(text: string): boolean {
  for (const [, h, m] of text.matchAll(/(\d{1,2}):(\d{2})/g)) if (Number(h) > 23 || Number(m) > 59) return false;
  for (const [, y, mon, d] of text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)) {
    const day = new Date(Date.UTC(Number(y), Number(mon) - 1, Number(d)));
    if (day.getUTCMonth() !== Number(mon) - 1 || day.getUTCDate() !== Number(d)) return false;
  }
  return true;
}

/** Whether a template may have a field of this name. */
export const isField = (key: string): boolean => KINDS[kindOf(key)] !== undefined && /\d+$/.test(key);
const kindOf = (key: string): string => key.replace(/\d+$/, '');

/** What is wrong with the value of a field; null: nothing. `allowed` are the words of an enum. */
export function fault(key: string, value: unknown, allowed: string[]): 'is empty' | 'invalid' | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return 'is empty';
  // Neither half of a pair nor a control sign is a letter, a digit or a symbol.
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return 'invalid';
  return KINDS[kindOf(key)]?.(text, allowed) ? null : 'invalid';
}
