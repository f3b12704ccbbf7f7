import { endOf, makeMeter } from './meter';

const at = (seconds: number): number => 1_000_000 + seconds * 1000;

test('counts taps and different fields from a first page to the end, and begins anew', () => {
  const m = makeMeter();
  m.tapped(at(0));
  m.filled('f1', at(3));
  m.filled('f1', at(4));
  m.filled('f2', at(5));
  m.tapped(at(20));
  expect(m.finished('PUBLISH', 'STAFF', 1, at(21))).toEqual({ intent: 'PUBLISH', who: 'STAFF', taps: 2, fields: 2, bucket: 1, items: 1 });
  expect(m.finished('PUBLISH', 'STAFF', 1, at(22))).toMatchObject({ taps: 0, fields: 0, bucket: 0 });
});
test('a first page, or a phone that was put away, begins anew', () => {
  const m = makeMeter();
  m.tapped(at(0));
  m.began(at(1));
  m.tapped(at(2));
  expect(m.finished('CLAIM', 'MEMBER', 1, at(3))).toMatchObject({ taps: 1, bucket: 0 });
  m.tapped(at(10));
  m.tapped(at(10 + 601));
  expect(m.finished('CLAIM', 'MEMBER', 1, at(10 + 602))).toMatchObject({ taps: 1, bucket: 0 });
});
test('spans are coarse, and nothing exceeds what the server takes', () => {
  const m = makeMeter();
  for (let i = 0; i < 400; i++) m.tapped(at(i));
  expect(m.finished('NEED', 'RESIDENT', 99, at(400))).toEqual({ intent: 'NEED', who: 'RESIDENT', taps: 300, fields: 0, bucket: 5, items: 50 });
});
test('which request ends which intent', () => {
  const end = (method: string, path: string, body?: unknown, answer?: unknown) => { const e = endOf(method, path, body, answer, 'MEMBER'); return e && [e.intent, e.who, e.items]; };
  expect(end('POST', '/tasks', { publish: true })).toEqual(['PUBLISH', 'STAFF', 1]);
  expect(end('POST', '/tasks', { publish: false })).toBeNull();
  expect(end('POST', '/tasks/12/publish')).toEqual(['PUBLISH', 'STAFF', 1]);
  expect(end('POST', '/claims')).toEqual(['CLAIM', 'MEMBER', 1]);
  expect(end('POST', '/claims/3/withdraw')).toBeNull();
  expect(end('POST', '/logs/verify', {}, { verified: [1, 2, 3] })).toEqual(['VERIFY', 'STAFF', 3]);
  expect(end('POST', '/logs/verify', {}, { verified: [] })).toBeNull();
  expect(end('GET', '/logs')).toBeNull();
});
