import { pickupCode, pickupHash, PICKUP_ALPHABET, readPickupCode } from './pickup-code.js';

test('codes are 8 of 32 letters nobody mistakes, always the same for an order, and spread', () => {
  expect(new Set(PICKUP_ALPHABET).size).toBe(32);
  const codes = Array.from({ length: 2_000 }, (_, i) => pickupCode('secret', 7_000_000_000_000 + i));
  expect(codes.every((c) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(c))).toBe(true);
  expect(new Set(codes).size).toBe(2_000);
  expect(pickupCode('secret', 7_000_000_000_000)).toBe(codes[0]);
  expect(pickupCode('other', 7_000_000_000_000)).not.toBe(codes[0]);
  for (let place = 0; place < 8; place++) expect(new Set(codes.map((c) => c[place])).size).toBe(PICKUP_ALPHABET.length);
});
test.each([
  ['abcd2345', 'ABCD2345'], [' ABCD-2345 ', 'ABCD2345'], ['ABCD 2345', 'ABCD2345'], ['XFP.ABCD2345', 'ABCD2345'], ['xfp.abcd2345', 'ABCD2345'], ['ＡＢＣＤ２３４５', 'ABCD2345'],
  ['ilol0oIL', '11010011'], ['ＯＩＬ２３４５６', '01123456'],
  ['ABCD234', null], ['ABCD23456', null], ['ABCDU345', null], ['ABCD*345', null], ['XFQ.ABCD2345', null], ['𠮷𠮷𠮷𠮷', null], ['', null], ['XFP.XFP.ABCD2345', null],
])('%p is read as %p', (text, code) => { expect(readPickupCode(text)).toBe(code); });
test('what is stored does not show the code and depends on the secret', () => {
  const hash = pickupHash('secret', 'ABCD2345');
  expect(hash).toMatch(/^[\w-]{16}$/);
  expect(hash).not.toContain('ABCD');
  expect(pickupHash('other', 'ABCD2345')).not.toBe(hash);
});
