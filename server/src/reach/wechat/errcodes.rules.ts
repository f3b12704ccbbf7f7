import { addDays, dayOf, MINUTE_MS, startOfDay } from '@xianfeng/shared';
import type { Endpoint } from './wechat.types.js';

/** What an errcode means for us. stale: the access token is not (any longer) good. config: nothing works until the operator does something. */
export type ErrcodeClass = 'ok' | 'stale' | 'busy' | 'rate' | 'code' | 'risk' | 'refused' | 'bug' | 'config' | 'unknown';
const of = <C extends ErrcodeClass>(name: C, codes: number[]): [number, C][] => codes.map((code) => [code, name]);
/** The one table. What it does not know is `unknown`: a write is not tried again. */
const TABLE = new Map<number, ErrcodeClass>([
  ...of('ok', [0]),
  ...of('stale', [40001, 40014, 42001]),
  ...of('busy', [-1]), // "system busy"
  ...of('rate', [45009, 45011]),
  ...of('code', [40029, 40163, 41008]), // invalid, used, missing
  ...of('risk', [40226]),
  ...of('refused', [43101, 61010]), // the person takes no (more) messages; he was not here within two hours
  ...of('bug', [
    40002, 40003, 40013, 40037, 40066, 40097, 40129, 40165, 40169, 40212, 41001, 41002, 41003, 41004, 41005, 41006, 41007, 41009, 41030, 43002, 43104, 43302, 44002, 45002, 45168, 47001, 47003, 48001, 85096, 85401, 85402,
  ]),
  ...of('config', [40164, 89503, 40243, 40125]), // address not on the white list, an administrator must confirm it, secret frozen, secret wrong
]);
/** With the app's secret in the request these say that it (or the appid) is wrong. */
const SECRET_WRONG = new Set([40001, 40013, 41002, 41004]);
/** With a phone code these say that it is another person's. */
const CODE_OF_ANOTHER = new Set([40003, 43104]);

export function classOf(errcode: number, endpoint: Pick<Endpoint, 'name' | 'isSecret'>): ErrcodeClass {
  if (endpoint.isSecret && SECRET_WRONG.has(errcode)) return 'config';
  if (endpoint.name === 'getuserphonenumber' && CODE_OF_ANOTHER.has(errcode)) return 'code';
  return TABLE.get(errcode) ?? 'unknown';
}
/** Per person and minute, on sign-in: closing the door to everybody for it would let one person shut everybody out. */
const OF_ONE_PERSON = 45011;
/**
 * Until when an endpoint is left alone: a quota of the day until the next midnight of Shanghai, else a minute. null: only the caller was too fast.
 * WeChat tells the two apart in words alone.
 */
export function rateUntil(errcode: number, errmsg: string, now: number): number | null {
  if (errcode === OF_ONE_PERSON) return null;
  return /daily|day/i.test(errmsg) ? startOfDay(addDays(dayOf(now), 1)) : now + MINUTE_MS;
}
/** WeChat's number of the request: 'rid: …' in newer answers, 'req_id: …' in older ones. */
export const ridOf = (errmsg: string): string | null => /\b(?:rid|req_id): ?([\w-]{1,60})/.exec(errmsg)?.[1] ?? null;
/** The address of ours that is not on the white list, from the words of 40164. */
export const addressOf = (errmsg: string): string | null => /\b(\d{1,3}(?:\.\d{1,3}){3})\b/.exec(errmsg)?.[1] ?? null;
