import { evidenceOf, logActions, requireLoggable, requirePhoto } from './logs.rules.js';

test.each([
  // presence, marked by, the asker's word, grade
  [1, 7, 'CONFIRMED', 'A'],
  [1, null, 'CONFIRMED', 'A'],
  [1, 7, 'DONE', 'B'],
  [1, null, null, 'B'],
  [1, 5, 'CONFIRMED', 'C'],
  [null, null, 'CONFIRMED', 'C'],
] as const)('present %s, marked by %s, need %s: grade %s', (inAt, inBy, needStatus, grade) => expect(evidenceOf({ userId: 5, inAt, inBy, needStatus })).toBe(grade));
test('nobody decides about his own log', () => {
  const [owner, desk, both, nobody] = [{ isOwner: true, mayVerify: false }, { isOwner: false, mayVerify: true }, { isOwner: true, mayVerify: true }, { isOwner: false, mayVerify: false }];
  expect(logActions('SUBMITTED', owner)).toEqual(['addPhotos']);
  expect(logActions('SUBMITTED', desk)).toEqual(['verify', 'return', 'reject']);
  expect(logActions('SUBMITTED', both)).toEqual(['addPhotos']);
  expect(logActions('RETURNED', owner)).toEqual(['resubmit']);
  expect(logActions('RETURNED', desk)).toEqual(['reject']);
  expect(logActions('VERIFIED', desk)).toEqual([]);
  expect(logActions('SUBMITTED', nobody)).toEqual([]);
});
test('what may be logged, and when', () => {
  const c = { status: 'ATTENDED', startsAt: 1000, kind: 'CLEAN' } as const;
  expect(() => requireLoggable(c, 1000)).not.toThrow();
  expect(() => requireLoggable({ ...c, status: 'CONFIRMED' }, 1000)).not.toThrow();
  expect(() => requireLoggable(c, 999)).toThrow('服务开始后才能写日志');
  expect(() => requireLoggable({ ...c, kind: 'DUTY' }, 2000)).toThrow('状态已变化');
  for (const status of ['WAITLISTED', 'WITHDRAWN', 'NO_SHOW', 'EXCUSED', 'CANCELLED'] as const) expect(() => requireLoggable({ ...c, status }, 2000)).toThrow('状态已变化');
  expect(() => requireLoggable({ ...c, kind: 'NOTICE' }, 2000)).toThrow('状态已变化');
});
test('a photo only where the task says why', () => {
  expect(() => requirePhoto({ photoRule: 'REQUIRED', photoReason: '前后对比' }, 0)).toThrow('这个任务需要照片：前后对比');
  expect(() => requirePhoto({ photoRule: 'REQUIRED', photoReason: '前后对比' }, 1)).not.toThrow();
  expect(() => requirePhoto({ photoRule: 'OPTIONAL', photoReason: '' }, 0)).not.toThrow();
});
