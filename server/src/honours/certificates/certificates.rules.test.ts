import { certificateFlow, hashOf, numberOf, officeOf, requestFlow, requestView, serve, spanOf, type RecordLine, type RequestRow } from './certificates.rules.js';

const record = (o: Partial<RecordLine> = {}): RecordLine => ({ id: 1, correctsId: null, day: '2026-03-01', kind: 'CLEAN', title: '清扫', minutes: 60, services: 1, unit: '柳树社区', evidence: 'B', ...o });

test.each([['柳树社区', 'COMMUNITY', '柳树社区居民委员会'], ['李家村', 'VILLAGE', '李家村民委员会'], ['西岭', 'VILLAGE', '西岭村民委员会']] as const)('the office of %s', (name, kind, office) => expect(officeOf(name, kind)).toBe(office));
test('a number says community, year and place in the row', () => {
  expect(numberOf(5, 2026, 12)).toBe('005-2026-00012');
  expect(numberOf(1234, 2026, 123456)).toBe('1234-2026-123456');
  expect(spanOf(2026, '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(spanOf(0, '2026-11-22').to).toBe('2026-11-22');
});

describe('records as services', () => {
  test('a correction belongs to its service; what was taken back is no line; sums are the sums of all rows', () => {
    const rows = [record(), record({ id: 2, day: '2026-03-02', kind: 'ELDER', minutes: 90 }), record({ id: 3, correctsId: 2, day: '2026-03-02', kind: 'ELDER', minutes: -30, services: 0 }), record({ id: 4, day: '2026-03-03' }), record({ id: 5, correctsId: 4, day: '2026-03-03', minutes: -60, services: -1 })];
    expect(serve(rows)).toEqual({
      minutes: 120, services: 2, kinds: [{ kind: 'CLEAN', minutes: 60, services: 1 }, { kind: 'ELDER', minutes: 60, services: 1 }], rest: { services: 0, minutes: 0 }, first: '2026-03-01', last: '2026-03-02',
      lines: [expect.objectContaining({ day: '2026-03-02', minutes: 60 }), expect.objectContaining({ day: '2026-03-01', minutes: 60 })],
    });
  });
  test('a service that was moved to another day stands there', () => {
    const moved = serve([record(), record({ id: 2, correctsId: 1, minutes: -60, services: -1 }), record({ id: 3, correctsId: 1, day: '2026-05-05', minutes: 60 })]);
    expect(moved).toMatchObject({ minutes: 60, services: 1, lines: [{ day: '2026-05-05', minutes: 60 }], first: '2026-05-05' });
  });
  test('what is too long for the paper is one line with its sum', () => {
    const many = Array.from({ length: 7 }, (_, i) => record({ id: i + 1, day: `2026-03-0${i + 1}`, minutes: 10 + i }));
    expect(serve(many, 3)).toMatchObject({ services: 7, lines: [{ day: '2026-03-07' }, { day: '2026-03-06' }, { day: '2026-03-05' }], rest: { services: 4, minutes: 10 + 11 + 12 + 13 }, first: '2026-03-01' });
  });
  test('nothing is nothing', () => expect(serve([])).toEqual({ minutes: 0, services: 0, kinds: [], lines: [], rest: { services: 0, minutes: 0 }, first: null, last: null }));
});

test('what is decided stays decided', () => {
  expect(certificateFlow.actions('VALID')).toEqual(['void', 'reissue']);
  for (const state of ['VOID', 'REPLACED'] as const) expect(certificateFlow.actions(state)).toEqual([]);
  for (const state of ['ISSUED', 'REFUSED', 'WITHDRAWN'] as const) expect(requestFlow.actions(state)).toEqual([]);
});
test('who asked may take it back, others may decide', () => {
  const row: RequestRow = { id: 1, userId: 7, name: '张三', communityId: 1, communityName: '', path: '', year: 2026, idLine: 0, minutes: 1, services: 1, status: 'WAITING', reason: null, certificateId: null, createdAt: 0 };
  expect(requestView(row, 7).actions).toEqual(['withdraw']);
  expect(requestView(row, 8).actions).toEqual(['issue', 'refuse']);
});
test('one letter more and the hash is another', () => {
  const text = { number: '1', token: 't', facts: '{}' };
  expect(hashOf(text)).not.toBe(hashOf({ ...text, facts: '{ }' }));
  expect(hashOf(text)).not.toBe(hashOf({ ...text, number: '2' }));
  expect(hashOf(text)).toHaveLength(43);
});
