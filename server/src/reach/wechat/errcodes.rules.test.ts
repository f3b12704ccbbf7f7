import { startOfDay, MINUTE_MS } from '@xianfeng/shared';
import { addressOf, classOf, rateUntil, ridOf, type ErrcodeClass } from './errcodes.rules.js';
import { ENDPOINTS } from './wechat.types.js';

test.each<[code: number, found: ErrcodeClass]>([
  [0, 'ok'],
  [40001, 'stale'], [40014, 'stale'], [42001, 'stale'],
  [-1, 'busy'],
  [45009, 'rate'], [45011, 'rate'],
  [40029, 'code'], [40163, 'code'], [41008, 'code'],
  [40226, 'risk'],
  [43101, 'refused'], [61010, 'refused'],
  [47003, 'bug'], [47001, 'bug'], [44002, 'bug'], [40037, 'bug'], [41030, 'bug'], [40129, 'bug'], [43104, 'bug'], [43302, 'bug'], [40003, 'bug'], [40013, 'bug'], [41001, 'bug'], [41002, 'bug'], [41004, 'bug'], [48001, 'bug'],
  [40165, 'bug'], [40169, 'bug'], [40212, 'bug'], [45002, 'bug'], [45168, 'bug'],
  [40164, 'config'], [89503, 'config'], [40243, 'config'], [40125, 'config'],
  [87014, 'unknown'], [99999, 'unknown'], [1, 'unknown'],
])('%i is %s', (code, found) => { expect(classOf(code, ENDPOINTS.send)).toBe(found); });
test('where the secret travels, codes about it are for the operator', () => {
  for (const endpoint of [ENDPOINTS.token, ENDPOINTS.session]) expect([40001, 40013, 41002, 41004, 40125, 40164, -1, 40029].map((c) => classOf(c, endpoint))).toEqual(['config', 'config', 'config', 'config', 'config', 'config', 'busy', 'code']);
});
test('a phone code of somebody else is a wrong code', () => { expect([40003, 43104].map((c) => classOf(c, ENDPOINTS.phone))).toEqual(['code', 'code']); });
test('a quota of the minute ends in a minute, one of the day at midnight in Shanghai, one person’s haste concerns nobody else', () => {
  const now = startOfDay('2026-11-22') + 23 * 60 * MINUTE_MS;
  expect(rateUntil(45009, 'reach max api minute quota limit rid: 1-2-3', now)).toBe(now + MINUTE_MS);
  expect(rateUntil(45009, 'reach max api daily quota limit rid: 1-2-3', now)).toBe(startOfDay('2026-11-23'));
  expect(rateUntil(45009, '', now)).toBe(now + MINUTE_MS);
  expect(rateUntil(45011, 'api minute-quota reach limit, must slower, retry next minute', now)).toBeNull();
});
test.each([
  ['invalid code, rid: 65f0a1b2-0c3d4e5f-6a7b8c9d', '65f0a1b2-0c3d4e5f-6a7b8c9d'],
  ['invalid credential rid: 5fb3bd63-54c82d5f-6e4b8d5b', '5fb3bd63-54c82d5f-6e4b8d5b'],
  ['invalid code hints: [ req_id: dOoKqA01582044 ]', 'dOoKqA01582044'],
  ['ok', null], ['', null], [`rid: ${'<'.repeat(9)}`, null],
])('the number of the request in "%s"', (words, rid) => { expect(ridOf(words)).toBe(rid); });
test('our address is told where it is not on the white list', () => {
  expect(addressOf('invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 1')).toBe('203.0.113.9');
  expect(addressOf('appsecret is frozen')).toBeNull();
});
