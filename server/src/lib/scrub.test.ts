import { scrub } from './scrub.js';

test.each([
  ['GET https://api.example/sns?appid=wx1&secret=abc123&js_code=0a1b&grant_type=x', 'GET https://api.example/sns?appid=wx1&secret=***&js_code=***&grant_type=x'],
  ['{"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"oAAAA"}', '{"session_key":"***","openid":"***"}'],
  ["access_token: 'abc-def_ghi'", "access_token: '***'"],
  ['touser oGZUI0egBJY1zhBYw2KhdUfwVJJE was away', 'touser o*** was away'],
  ['call 13900001111 now', 'call 139****1111 now'],
  ['{"phoneNumber":"13900001111"}', '{"phoneNumber":"***"}'],
])('%s', (line, clean) => { expect(scrub(line)).toBe(clean); });
test('ids, instants and WeChat’s own numbers stay readable', () => {
  for (const line of ['message 1234567890123456 FAILED', 'at 1790000000000', 'rid: 65f0a1b2-0c3d4e5f-6a7b8c9d', 'errcode 40029', '2 of 15 done', 'othersAreJustWordsOfSomeLengthHere']) expect(scrub(line)).toBe(line);
});
