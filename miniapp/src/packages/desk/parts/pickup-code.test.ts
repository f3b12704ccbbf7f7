import { tidy } from './pickup-code.ts';

test('a pickup code is understood as it is scanned, read out, pasted or typed', () => {
  expect(['XFP.ABCD2345', 'abcd 2345', ' ABCD-2345\n', 'ＡＢＣＤ２３４５', 'xfp.abcd2345'].map(tidy)).toEqual(Array(5).fill('ABCD2345'));
});
test('what is longer than a code is cut, what is no code leaves nothing', () => {
  expect([tidy('ABCD23456789'), tidy('提货码：')]).toEqual(['ABCD2345', '']);
});
