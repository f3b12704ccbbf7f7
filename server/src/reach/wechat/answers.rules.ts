import type { Suggestion, TextVerdict } from './wechat.types.js';

export type Json = Record<string, unknown>;

/** JSON whose whole numbers beyond 2^53 stay what they are, as text: `msgid` is one. null: not an object. */
export function parseObject(text: string): Json | null {
  try {
    // Node 21 and later give the reviver the number's own characters.
    const parse = JSON.parse as (text: string, reviver: (key: string, value: unknown, context?: { source?: string }) => unknown) => unknown;
    const value = parse(text, (_key, v, context) => (typeof v === 'number' && Number.isInteger(v) && !Number.isSafeInteger(v) ? (context?.source ?? String(v)) : v));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);
/** A letter or digit, and no more than an identifier needs. */
const identifier = (v: unknown, max = 128): string | null => (typeof v === 'string' && v.length <= max && /^[\w-]+$/.test(v) ? v : null);
const objectAt = (json: Json, key: string): Json | null => (isObject(json[key]) ? (json[key] as Json) : null);

/** Readers of what a call promises. null: it is not that. Unknown fields are not looked at; `session_key` never is. */
export function readSession(json: Json): { openId: string; unionId: string | null } | null {
  const openId = identifier(json.openid, 64);
  return openId === null ? null : { openId, unionId: identifier(json.unionid, 64) };
}
export function readToken(json: Json): { token: string; lifeSeconds: number } | null {
  const { access_token: token, expires_in: lifeSeconds } = json;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,2048}$/.test(token)) return null;
  return typeof lifeSeconds === 'number' && Number.isInteger(lifeSeconds) && lifeSeconds > 0 && lifeSeconds <= 86_400 ? { token, lifeSeconds } : null;
}
export interface PhoneAnswer { phone: string; country: string; appId: string; at: number }
/** `countryCode` comes as text and as a number. `at` in epoch milliseconds. */
export function readPhone(json: Json): PhoneAnswer | null {
  const info = objectAt(json, 'phone_info'), mark = info && objectAt(info, 'watermark');
  if (!info || !mark) return null;
  const { purePhoneNumber: phone, countryCode } = info, { appid: appId, timestamp } = mark;
  if (typeof phone !== 'string' || !/^\d{4,20}$/.test(phone) || typeof appId !== 'string' || typeof timestamp !== 'number' || !Number.isFinite(timestamp)) return null;
  if (typeof countryCode !== 'string' && typeof countryCode !== 'number') return null;
  return { phone, country: String(countryCode), appId, at: timestamp * 1000 };
}
export function readSent(json: Json): { msgId: string } | null {
  const { msgid } = json;
  if (typeof msgid === 'number' && Number.isSafeInteger(msgid)) return { msgId: String(msgid) };
  return typeof msgid === 'string' && /^\d{1,30}$/.test(msgid) ? { msgId: msgid } : null;
}
const SUGGESTIONS: readonly unknown[] = ['pass', 'review', 'risky'] satisfies Suggestion[];
/** `result` decides, not the errcode. A pass in which no strategy came to a result is a doubt. */
export function readVerdict(json: Json): TextVerdict | null {
  const result = objectAt(json, 'result'), traceId = identifier(json.trace_id);
  if (!result || !SUGGESTIONS.includes(result.suggest)) return null;
  const label = typeof result.label === 'number' && Number.isSafeInteger(result.label) ? result.label : null;
  const details = Array.isArray(json.detail) ? json.detail.filter(isObject) : [];
  const isEmpty = details.length > 0 && details.every((d) => d.errcode !== undefined && d.errcode !== 0);
  return { suggest: isEmpty && result.suggest === 'pass' ? 'review' : (result.suggest as Suggestion), label, traceId };
}
export function readTrace(json: Json): { traceId: string } | null {
  const traceId = identifier(json.trace_id);
  return traceId === null ? null : { traceId };
}
export function readLink(json: Json): { url: string } | null {
  const { url_link: url } = json;
  return typeof url === 'string' && url.length <= 512 && /^https:\/\/[^\s"<>]+$/.test(url) ? { url } : null;
}
const PICTURES = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff]];
/** Bytes that begin as a PNG or a JPEG do. */
export const isPicture = (bytes: Uint8Array): boolean => PICTURES.some((head) => head.every((byte, i) => bytes[i] === byte));

const RANK: Record<Suggestion, number> = { pass: 0, review: 1, risky: 2 };
/** Of the parts of one text the worst counts. */
export const worst = (verdicts: readonly TextVerdict[]): TextVerdict => verdicts.reduce((a, b) => (RANK[b.suggest] > RANK[a.suggest] ? b : a));
/** WeChat reads so many characters of a text, … */
export const TEXT_MAX = 2_500;
/** … and what stands across a cut must be seen as a whole in one part. */
const OVERLAP = 100;
/** Parts of at most `TEXT_MAX` characters, as people count them. */
export function pieces(text: string): string[] {
  const characters = [...text], parts: string[] = [];
  for (let from = 0; ; from += TEXT_MAX - OVERLAP) {
    parts.push(characters.slice(from, from + TEXT_MAX).join(''));
    if (from + TEXT_MAX >= characters.length) return parts;
  }
}
