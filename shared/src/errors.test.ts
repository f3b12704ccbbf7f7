import { ERRORS, errorText, type ErrorCode } from './errors.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];
test.each(codes)('%s is said in Chinese, in at most 30 characters, with a status that fits', (code) => {
  const { text, status } = ERRORS[code];
  expect(text).toMatch(/^[\u4e00-\u9fff“ {]/); // a hole may begin it: what fills it is Chinese, too
  expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]{3,}/);
  expect([...text.replace(/\{\w+\}/g, '')].length).toBeLessThanOrEqual(30);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(600);
});
test('holes are filled', () => expect(errorText('POINTS_SHORT', { need: 3 })).toBe('积分不足，还差 3 分'));
