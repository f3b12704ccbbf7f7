import { MINUTE_MS } from '@xianfeng/shared';
import { memberCode, memberCodeSeconds, readMemberCode } from './member-code.rules.js';

const NOW = 1_795_000_000_000 - (1_795_000_000_000 % MINUTE_MS);
const code = memberCode('k', 42, NOW);
test.each([
  ['in its minute', code, NOW + 59_999, 42],
  ['in the next one', code, NOW + 2 * MINUTE_MS - 1, 42],
  ['after that', code, NOW + 2 * MINUTE_MS, null],
  ['before it was made', code, NOW - 1, null],
  ['with blanks around it', ` ${code}\n`, NOW, 42],
  ['for somebody else', code.replace('.42.', '.43.'), NOW, null],
  ['with another signature', `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, NOW, null],
  ['signed by somebody else', memberCode('x', 42, NOW), NOW, null],
  ['of another kind', 'XFP.ABCDEFGH', NOW, null],
])('a code %s', (_, payload, now, who) => { expect(readMemberCode('k', payload, now)).toBe(who); });
test('the screen is told when to draw anew', () => {
  expect(memberCodeSeconds(NOW)).toBe(60);
  expect(memberCodeSeconds(NOW + 59_500)).toBe(1);
});
