import fc from 'fast-check';
import { TASK_KIND_KEYS, type TariffRules } from '@xianfeng/shared';
import { DEFAULT_TARIFF, pointsFor } from '../../credit/tariff/tariff.rules.js';
import { addPerson, bandsOf, communitiesOf, emptyTally, lastQuarter, medianOf, simulationView, type Given, type Tally } from './simulations.rules.js';

const record = (o: Partial<Given> = {}): Given => ({ id: 1, communityId: 1, day: '2026-09-10', kind: 'CLEAN', minutes: 60, evidence: 'B', points: 10, difficulty: null, bonus: null, ...o });
const capped = (task: number, day: number, month: number): TariffRules => ({ ...DEFAULT_TARIFF, caps: { task, day, month } });
const everywhere = () => true;
const tallyOf = (rules: TariffRules, people: Given[][], counts: (id: number) => boolean = everywhere): Tally => {
  const tally = emptyTally();
  for (const p of people) addPerson(tally, rules, p, counts);
  return tally;
};
const view = (t: Tally) => simulationView(t, { from: '2026-08-01', to: '2026-10-31' }, { now: 10, draft: 20 }, (id) => `社区${id}`);
const people = (n: number, records: () => Given[]): Given[][] => Array.from({ length: n }, records);

test('what was given stands beside what the draft would give, by community and kind, with its cost', () => {
  const double: TariffRules = { ...DEFAULT_TARIFF, lines: { ...DEFAULT_TARIFF.lines, CLEAN: { basis: 'HOUR', points: 20, difficulty: 1 } } };
  const t = tallyOf(double, [...people(5, () => [record(), record({ kind: 'ELDER', points: 12, communityId: 2 })]), ...people(6, () => [record({ communityId: 2 })])]);
  expect(view(t)).toEqual({
    from: '2026-08-01', to: '2026-10-31', records: 16, people: 11, points: { now: 170, draft: 280 }, costFen: { now: 1_700, draft: 5_600 }, gain: 11, lose: 0, same: 0, medianChange: 10, bands: [{ label: '增加 5–19 分', people: 11 }],
    communities: [{ areaId: 2, name: '社区2', now: 120, draft: 180, people: 11 }, { areaId: 1, name: '社区1', now: 50, draft: 100, people: 5 }],
    kinds: [{ kind: 'CLEAN', now: 110, draft: 220, records: 11 }, { kind: 'ELDER', now: 60, draft: 60, records: 5 }],
  });
  expect(view(emptyTally())).toMatchObject({ records: 0, people: 0, medianChange: 0, bands: [], communities: [], kinds: [] });
});
test('caps fill up day by day and month by month, and begin anew', () => {
  const days = ['2026-08-30', '2026-08-30', '2026-08-31', '2026-09-01', '2026-09-02'].map((day) => record({ day }));
  expect(tallyOf(capped(0, 15, 0), [days]).all).toEqual({ now: 50, draft: 45 });
  expect(tallyOf(capped(0, 0, 25), [days]).all).toEqual({ now: 50, draft: 45 });
  expect(tallyOf(capped(8, 15, 20), [days]).all.draft).toBe(15 + 5 + 8 + 8);
  // Nobody shares another's caps.
  expect(tallyOf(capped(0, 15, 0), [days, days]).all.draft).toBe(90);
});
test('records elsewhere fill caps, but are not counted', () => {
  const t = tallyOf(capped(0, 15, 0), [[record({ communityId: 9 }), record()], [record({ communityId: 9 })]], (id) => id === 1);
  expect([t.all, t.records, t.people, [...t.communities.keys()]]).toEqual([{ now: 10, draft: 5 }, 1, 1, [1]]);
});
test('a bonus stays at most what it was', () => {
  const given = record({ points: 12, bonus: { percent: 20, points: 2 } });
  const half: TariffRules = { ...DEFAULT_TARIFF, lines: { ...DEFAULT_TARIFF.lines, CLEAN: { basis: 'HOUR', points: 5, difficulty: 1 } } }, ten = { ...half, lines: { ...half.lines, CLEAN: { ...half.lines.CLEAN, points: 100 } } };
  expect([DEFAULT_TARIFF, half, ten].map((rules) => tallyOf(rules, [[given]]).all.draft)).toEqual([12, 6, 102]);
});
test('whatever was given, the rules it was given by give it again', () => {
  const some = fc.array(fc.record({ day: fc.constantFrom('2026-08-01', '2026-08-02', '2026-09-30', '2026-10-31'), kind: fc.constantFrom(...TASK_KIND_KEYS), minutes: fc.integer({ min: 0, max: 480 }), evidence: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const), difficulty: fc.constantFrom(null, 1 as const, 3 as const), left: fc.option(fc.integer({ min: 0, max: 30 })) }), { maxLength: 12 });
  const figure = fc.integer({ min: 0, max: 80 });
  fc.assert(fc.property(some, figure, figure, figure, (services, task, day, month) => {
    const rules = capped(task, day, month), had = new Map<string, number>(), add = (key: string, n: number): unknown => had.set(key, (had.get(key) ?? 0) + n);
    const records = services.map(({ left, ...s }, id) => {
      const facts = { ...s, dayPoints: had.get(s.day) ?? 0, monthPoints: had.get(s.day.slice(0, 7)) ?? 0, addition: left === null ? null : { id: 1, percent: 30, left } };
      const { points, bonus } = pointsFor(rules, facts);
      add(s.day, points);
      add(s.day.slice(0, 7), points);
      return record({ id, ...s, points, bonus: facts.addition && { percent: 30, points: bonus } });
    });
    const { all, changes } = tallyOf(rules, [records]);
    expect(all.draft).toBe(all.now);
    expect([...changes.keys()].every((c) => c === 0)).toBe(true);
  }), { numRuns: 1_000 });
});

describe('nobody is known by his band or his community', () => {
  test.each<[string, [number, number][], { label: string; people: number }[]]>([
    ['nobody', [], []],
    ['too few at all', [[3, 4]], []],
    ['a band of five', [[3, 5]], [{ label: '增加 1–4 分', people: 5 }]],
    ['a small band goes to its smaller neighbour', [[-7, 9], [0, 3], [3, 5]], [{ label: '减少 5–19 分', people: 9 }, { label: '不变到增加 4 分', people: 8 }]],
    ['small ones together', [[-60, 2], [-7, 2], [0, 2], [70, 9]], [{ label: '不变及以下', people: 6 }, { label: '增加 50 分以上', people: 9 }]],
    ['the ends', [[-200, 6], [-20, 6], [25, 6], [50, 6]], [{ label: '减少 50 分以上', people: 6 }, { label: '减少 20–49 分', people: 6 }, { label: '增加 20–49 分', people: 6 }, { label: '增加 50 分以上', people: 6 }]],
    ['everybody', [[-90, 3], [90, 3]], [{ label: '全部', people: 6 }]],
  ])('%s', (_name, changes, bands) => expect(bandsOf(new Map(changes))).toEqual(bands));
  test('whatever the changes, bands hold everybody and never fewer than five', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -80, max: 80 }), { maxLength: 60 }), (each) => {
      const changes = new Map<number, number>();
      for (const c of each) changes.set(c, (changes.get(c) ?? 0) + 1);
      const bands = bandsOf(changes), sorted = [...each].sort((a, b) => a - b);
      expect(bands.every((b) => b.people >= 5)).toBe(true);
      expect(bands.reduce((n, b) => n + b.people, 0)).toBe(each.length < 5 ? 0 : each.length);
      const [a = 0, b = 0] = [sorted[Math.floor((each.length - 1) / 2)], sorted[Math.floor(each.length / 2)]];
      expect(medianOf(changes, each.length)).toBe(each.length === 0 ? 0 : Math.trunc((a + b) / 2));
    }), { numRuns: 500 });
  });
  const with_ = (...sizes: number[]): Tally => {
    const t = emptyTally();
    sizes.forEach((n, i) => t.communities.set(i + 1, { now: 10 * n, draft: (10 + i) * n, people: n }));
    return t;
  };
  const shown = (t: Tally) => communitiesOf(t, (id) => `社区${id}`).map((c) => [c.name, c.people]);
  test('small communities are put together, with one more where that is still too few', () => {
    expect(shown(with_(9, 4, 3, 20))).toEqual([['社区4', 20], ['社区1', 9], ['其他', 7]]);
    expect(shown(with_(9, 4, 20))).toEqual([['社区3', 20], ['其他', 13]]);
    expect(shown(with_(5, 6))).toEqual([['社区2', 6], ['社区1', 5]]);
    expect(shown(with_(2))).toEqual([['其他', 2]]);
  });
});
test.each([['2026-11-22', '2026-08-01', '2026-10-31'], ['2026-01-01', '2025-10-01', '2025-12-31'], ['2026-03-31', '2025-12-01', '2026-02-28'], ['2024-03-01', '2023-12-01', '2024-02-29'], ['2026-12-31', '2026-09-01', '2026-11-30']])('on %s the last full months are %s to %s', (today, from, to) => expect(lastQuarter(today)).toEqual({ from, to }));
