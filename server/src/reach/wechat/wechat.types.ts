/** How a subscribe message fared. `later`: nothing left the house; `unknown`: it may have arrived; `refused`: the person did not want (any more of) it. */
export type SendResult =
  | { kind: 'sent'; msgId: string }
  | { kind: 'refused' }
  | { kind: 'permanent'; errcode: number; rid: string }
  | { kind: 'later'; retryAfterMs: number; why: string; rid: string | null }
  | { kind: 'unknown' };
/** `data`: the template's keys ('thing1') and what stands there. */
export interface SubscribeMessage { openId: string; templateId: string; page: string; data: Record<string, string> }
/** Where a text or picture is shown: 1 about a person, 2 a comment, 3 a forum, 4 a diary. */
export type Scene = 1 | 2 | 3 | 4;
export interface TextToCheck { openId: string; scene: Scene; content: string; title?: string; nickname?: string }
export type Suggestion = 'pass' | 'review' | 'risky';
export interface TextVerdict { suggest: Suggestion; label: number | null; traceId: string | null }

/** A call of WeChat's interface. `repeats`: what may be asked again when nobody knows how it ended. */
export interface Endpoint {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  /** freely: asking twice does no more than once. once: the code in it may be spent, one more try tells. never: a second one would be a second effect. */
  repeats: 'freely' | 'once' | 'never';
  /** Carries the app's secret instead of an access token. */
  isSecret?: true;
  /** Answers with a picture. */
  isImage?: true;
}
export const ENDPOINTS = {
  session: { name: 'code2Session', method: 'GET', path: '/sns/jscode2session', repeats: 'once', isSecret: true },
  token: { name: 'stable_token', method: 'POST', path: '/cgi-bin/stable_token', repeats: 'freely', isSecret: true },
  phone: { name: 'getuserphonenumber', method: 'POST', path: '/wxa/business/getuserphonenumber', repeats: 'once' },
  send: { name: 'subscribe/send', method: 'POST', path: '/cgi-bin/message/subscribe/send', repeats: 'never' },
  text: { name: 'msg_sec_check', method: 'POST', path: '/wxa/msg_sec_check', repeats: 'freely' },
  media: { name: 'media_check_async', method: 'POST', path: '/wxa/media_check_async', repeats: 'never' },
  code: { name: 'getwxacodeunlimit', method: 'POST', path: '/wxa/getwxacodeunlimit', repeats: 'freely', isImage: true },
  link: { name: 'generate_urllink', method: 'POST', path: '/wxa/generate_urllink', repeats: 'never' },
} as const satisfies Record<string, Endpoint>;

/**
 * Why a call gave nothing.
 * unreached: no connection was made. unclear: timeout, broken connection, 5xx, or an answer nobody understands: it may have been done. busy: WeChat did not do it.
 * rate: too many calls. closed: its breaker is open, nothing was asked. auth: two tokens were refused. token: there is none to be had. off: not set up.
 * code, risk, refused, bug, config, unknown: WeChat said no, by the table of errcodes.rules.
 */
export type FailureKind = 'unreached' | 'unclear' | 'busy' | 'rate' | 'closed' | 'auth' | 'token' | 'off' | 'code' | 'risk' | 'refused' | 'bug' | 'config' | 'unknown';
export interface Failure {
  kind: FailureKind;
  errcode: number | null;
  /** WeChat's own number of the request, for asking there. */
  rid: string | null;
  /** For the log: never a part of an answer that names a person. */
  why: string;
  /** Not before this instant, where that is known. */
  until: number | null;
}
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };
