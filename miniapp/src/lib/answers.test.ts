import { refusal, retryAfter } from './answers';
import { thenOf } from './resend';

const NOW = Date.UTC(2026, 10, 20, 4);
test.each([
  [401, {}, 'SIGN_IN', '请先登录'],
  [409, {}, 'STATE', '状态已变化，请刷新后再操作'],
  [413, {}, 'INVALID', '文件太大了，请换小一点的'],
  [429, {}, 'TOO_MANY', '操作太频繁，请稍后再试'],
  [429, { 'Retry-After': '30' }, 'TOO_MANY', '操作太频繁，请 30 秒后再试'],
  [500, { 'retry-after': '30' }, 'INTERNAL', '服务器开小差了，请稍后再试'],
  [502, {}, 'BUSY', '服务正在恢复，请稍后再试'],
  [503, { 'Retry-After': '90' }, 'BUSY', '现在人多或正在维护，请 2 分钟后再试'],
  [507, {}, 'BUSY', '服务器存不下了，请稍后再试'],
  [418, {}, 'INTERNAL', '服务器开小差了，请稍后再试'],
] as const)('a bare %d with %p: %s', (status, header, code, message) => {
  expect(refusal(status, '<html>', header, NOW)).toMatchObject({ status, code, message });
});
test('what our server says itself is said as it is', () => {
  expect(refusal(409, { code: 'SHIFT_FULL', message: '名额已满' }, {}, NOW)).toMatchObject({ code: 'SHIFT_FULL', message: '名额已满' });
});
test.each([['120', 120], [new Date(NOW + 10_000).toUTCString(), 10], ['0', null], ['-1', null], ['soon', null], ['999999', null], ['', null]])('Retry-After %p is %p', (said, seconds) => {
  expect(retryAfter({ 'Retry-After': said }, NOW)).toBe(seconds);
});
test.each([
  // method, key, moved, tries → then
  ['GET', false, true, 1, 'again'], ['GET', false, true, 3, 'tell'], ['GET', false, false, 1, 'tell'],
  ['POST', true, true, 1, 'again'], ['POST', true, true, 3, 'tell'], ['POST', true, false, 1, 'tell'],
  ['POST', false, true, 1, 'unsure'], ['POST', false, false, 1, 'tell'], ['PUT', false, true, 2, 'unsure'],
] as const)('%s, key %s, moved %s, try %d: %s', (method, hasKey, moved, tries, then) => {
  expect(thenOf({ method, hasKey, moved, tries })).toBe(then);
});
