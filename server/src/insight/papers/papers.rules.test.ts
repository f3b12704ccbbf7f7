import { HAS_PAPER, KEY, labelOf, LINES, noteOf, periodOf, readKey, readPeriod, say, sectionsOf } from './papers.rules.js';

test('a year and its halves begin and end at midnight in Shanghai', () => {
  expect(periodOf(2026, null)).toMatchObject({ code: '2026', from: '2026-01-01', to: '2026-12-31', fromAt: Date.parse('2025-12-31T16:00:00Z'), endAt: Date.parse('2026-12-31T16:00:00Z') });
  expect(periodOf(2026, 1)).toMatchObject({ code: '2026H1', from: '2026-01-01', to: '2026-06-30', text: '2026年上半年' });
  expect(periodOf(2026, 2)).toMatchObject({ code: '2026H2', from: '2026-07-01', to: '2026-12-31', text: '2026年下半年' });
  for (const half of [null, 1, 2]) expect(readPeriod(periodOf(2026, half).code)).toEqual(periodOf(2026, half));
  for (const code of ['', '2026H3', '1999', '2026H', 'x', '20260']) expect(readPeriod(code)).toBeNull();
});
test('every line of every paper is defined, and every key of them is read back', () => {
  for (const kind of ['AREA', 'UNIT', 'MEMBER'] as const) {
    const sections = sectionsOf(kind, 'CITY');
    for (const s of sections) {
      for (const key of [...s.lines, ...(s.table?.cells ?? [])]) expect(LINES.has(key)).toBe(true);
      for (const key of s.lines) expect([KEY.test(key), readKey(key, sections)?.def.key]).toEqual([true, key]);
      for (const key of s.table?.cells ?? []) expect(readKey(`${key}@${s.table!.by}:12`, sections)).toMatchObject({ def: { key }, at: { by: s.table!.by, value: '12' } });
    }
  }
  expect(readKey('people.all', sectionsOf('AREA', 'CITY'))).toBeNull();
  expect(readKey('served.people@kind:CLEAN', sectionsOf('AREA', 'CITY'))).toBeNull();
});
test('a unit\u2019s sections say what they leave out, and do not say that it is in the sums', () => {
  const notes = (served: boolean, registered: boolean) => sectionsOf('UNIT', null).map((s) => noteOf(s, { served, registered })), shy = '有人没有同意向单位公开，人数少于 3，';
  const [now, sums, ...rest] = notes(false, false);
  expect([sums, rest]).toEqual(['只含已核实的服务。未同意向单位公开的，只计入合计。', [null, null]]);
  expect(notes(true, false)).toEqual([now, `只含已核实的服务。${shy}本表没有计入。`, `${shy}本表没有计入。`, `${shy}本表没有计入。`]);
  expect(notes(false, true)).toEqual([`${now}${shy}“已到社区报到”没有计入。`, sums, ...rest]);
});
test('a community has no table of what lies below it; a compound has no paper', () => {
  expect(sectionsOf('AREA', 'COMMUNITY').some((s) => s.table?.by === 'child')).toBe(false);
  expect(sectionsOf('AREA', 'STREET').some((s) => s.table?.by === 'child')).toBe(true);
  expect(HAS_PAPER).not.toContain('COMPOUND');
});
test('numbers are said with their word, hours are cut off and never rounded up', () => {
  const of = (key: string, n: number) => say(LINES.get(key)!, n);
  expect([of('served.minutes', 59), of('served.minutes', -90), of('served.times', 3), of('served.people', 2), of('units.now', 1), of('certificates.all', 4), of('orders.points', 7), of('needs.all', 0)]).toEqual(['0.9 小时', '-1.5 小时', '3 次', '2 人', '1 个', '4 份', '7 分', '0 件']);
  expect([labelOf('kind', 'record', 'CLEAN'), labelOf('kind', 'need', 'CARE'), labelOf('month', 'record', '2026-03')]).toEqual(['环境整治', '照料陪护', '3月']);
});
