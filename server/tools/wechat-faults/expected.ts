/** The calls in the order of the table, by the names that the stand-in gives them. */
export const ENDPOINTS = ['code2Session', 'stableToken', 'phoneOf', 'sendSubscribe', 'checkText', 'checkImage', 'codeImage', 'urlLink'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];
/** What befalls an answer. 42001 and 40001: the token is refused; refuse: nobody takes the connection. */
export const FAULTS = ['timeout', 'reset', 'half-body', 'slow-drip', 'http500', 'html-body', 'empty-body', '42001', '40001', 'busy', 'rate', 'refuse'] as const;
export type Fault = (typeof FAULTS)[number];

/** What the server may have done, nobody knows. The first two take all the time there is. */
const LOST: readonly Fault[] = ['timeout', 'slow-drip', 'reset', 'half-body', 'http500', 'html-body', 'empty-body'];
const isSlow = (fault: Fault): boolean => fault === 'timeout' || fault === 'slow-drip';
const isToken = (fault: Fault): boolean => fault === '42001' || fault === '40001';
export const isLost = (fault: Fault): boolean => LOST.includes(fault);
/** Which must never be done twice for one wish of ours: a code is spent, a message sent, an examination begun, a link made. */
export const COUNTS: readonly Endpoint[] = ['code2Session', 'phoneOf', 'sendSubscribe', 'checkImage', 'urlLink'];
const GOOD: Record<Endpoint, string> = { code2Session: 'openid', stableToken: 'sent', phoneOf: 'phone', sendSubscribe: 'sent', checkText: 'pass', checkImage: 'trace', codeImage: 'picture', urlLink: 'link' };
const BAD: Record<Endpoint, string> = { code2Session: 'WECHAT_FAILED', stableToken: 'later', phoneOf: 'WECHAT_FAILED', sendSubscribe: 'later', checkText: 'review', checkImage: 'nothing', codeImage: 'nothing', urlLink: 'nothing' };
export const good = (endpoint: Endpoint): string => GOOD[endpoint];
/** While the fault lasts. Of a message whose answer is lost nobody knows whether it arrived. */
export const whileItLasts = (endpoint: Endpoint, fault: Fault): string => (endpoint === 'sendSubscribe' && isLost(fault) ? 'unknown' : BAD[endpoint]);
const WITH_SECRET: readonly Endpoint[] = ['code2Session', 'stableToken'];
const WITH_CODE: readonly Endpoint[] = ['code2Session', 'phoneOf'];
const ASKED_FREELY: readonly Endpoint[] = ['stableToken', 'checkText', 'codeImage'];
/** How often the server was asked while the fault lasted: least and most. */
export function asked(endpoint: Endpoint, fault: Fault): [least: number, most: number] {
  if (fault === 'refuse') return [0, 0];
  if (fault === 'rate' || isSlow(fault)) return [1, 1];
  if (isToken(fault)) return WITH_SECRET.includes(endpoint) ? [1, 1] : [2, 2];
  if (WITH_CODE.includes(endpoint)) return [2, 2];
  return fault === 'busy' || ASKED_FREELY.includes(endpoint) ? [2, 4] : [1, 1];
}
/** When it strikes once: an answer is lost after the work was done, or the server says no. */
export function afterOne(endpoint: Endpoint, fault: Fault): string {
  if (fault === 'rate' || isSlow(fault) || fault === 'refuse') return whileItLasts(endpoint, fault);
  if (isToken(fault)) return WITH_SECRET.includes(endpoint) ? BAD[endpoint] : GOOD[endpoint];
  if (fault === 'busy' || ASKED_FREELY.includes(endpoint)) return GOOD[endpoint];
  return WITH_CODE.includes(endpoint) ? 'CODE_WRONG' : whileItLasts(endpoint, fault);
}
