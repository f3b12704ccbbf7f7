import { scrub } from '../../lib/scrub.js';
import { isPicture, parseObject, type Json } from './answers.rules.js';
import { addressOf, classOf, rateUntil, ridOf } from './errcodes.rules.js';
import type { Endpoint, Failure, FailureKind, Outcome } from './wechat.types.js';

/** What a call makes of its answer; null: it is not the one that was promised. A picture comes as `bytes`. */
export type Read<T> = (json: Json & { bytes?: Uint8Array }) => T | null;
export const failure = (kind: FailureKind, why: string, more: Partial<Failure> = {}): Failure => ({ errcode: null, rid: null, until: null, ...more, kind, why });
const no = (of: Failure): { ok: false; failure: Failure } => ({ ok: false, failure: of });

/**
 * What an answer means. Errors come with HTTP 200 and an `errcode`; success carries 0 or none. A picture is known by its first bytes, for its errors are JSON in its place.
 * What nobody can read may still have been done: `unclear`.
 */
export function judge<T>(endpoint: Endpoint, { status, body }: { status: number; body: Buffer }, read: Read<T>, now: number): Outcome<T> {
  if (status !== 200) return no(failure('unclear', `HTTP ${status}`));
  const isBytes = endpoint.isImage === true && isPicture(body);
  const json: Json | null = isBytes ? { bytes: new Uint8Array(body) } : parseObject(body.toString('utf8'));
  if (!json) return no(failure('unclear', 'no JSON'));
  const errcode = isBytes ? 0 : (json.errcode ?? 0);
  if (typeof errcode !== 'number') return no(failure('unclear', 'errcode is no number'));
  if (errcode !== 0) return no(refusal(endpoint, errcode, typeof json.errmsg === 'string' ? json.errmsg : '', now));
  const value = read(json);
  return value === null ? no(failure('unclear', 'not the answer that was promised')) : { ok: true, value };
}
function refusal(endpoint: Endpoint, errcode: number, errmsg: string, now: number): Failure {
  const found = classOf(errcode, endpoint), at = { errcode, rid: ridOf(errmsg) }, why = `errcode ${errcode}`;
  switch (found) {
    case 'ok': return failure('unclear', why, at);
    case 'stale': return failure('auth', why, at);
    case 'rate': return failure('rate', why, { ...at, until: rateUntil(errcode, errmsg, now) });
    case 'config': return failure('config', [why, addressOf(errmsg)].filter(Boolean).join(', our address '), at);
    // WeChat's words say which field; whom it concerns is taken out.
    case 'bug': case 'unknown': return failure(found, `${why} ${scrub(errmsg).slice(0, 160)}`, at);
    default: return failure(found, why, at);
  }
}
