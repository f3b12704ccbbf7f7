import { dayCode, readShiftCode, shiftCode } from './codes.rules.js';

const secret = 's', shift = 7_000_000_000_001, t = 1_795_000_000_000 - (1_795_000_000_000 % 30_000);

test('a code is accepted for at least 15 and at most 30 seconds after it was shown', () => {
  const { payload, refreshInSeconds } = shiftCode(secret, shift, t);
  expect(payload).toMatch(/^XFS\.\d+\.\d+\.[\w-]{16}$/);
  expect(refreshInSeconds).toBe(15);
  for (const ms of [0, 14_999, 15_000, 29_999]) expect(readShiftCode(secret, payload, t + ms)).toBe(shift);
  for (const ms of [-1, 30_000, 60_000]) expect(readShiftCode(secret, payload, t + ms)).toBeNull();
  expect(shiftCode(secret, shift, t + 14_001).refreshInSeconds).toBe(1);
});
test('a forged or foreign code is nobody’s', () => {
  const { payload } = shiftCode(secret, shift, t);
  for (const p of ['', 'XFS', payload.replace(String(shift), '8'), payload.slice(0, -1), `${payload}x`, shiftCode('other', shift, t).payload, 'XFM.1.2.aaaaaaaaaaaaaaaa', '𠮷'.repeat(20)]) expect(readShiftCode(secret, p, t)).toBeNull();
});
test('six digits, its own for each shift and day', () => {
  const codes = new Set([dayCode(secret, 1, '2026-11-22'), dayCode(secret, 2, '2026-11-22'), dayCode(secret, 1, '2026-11-23')]);
  expect(codes.size).toBe(3);
  for (const c of codes) expect(c).toMatch(/^\d{6}$/);
});
