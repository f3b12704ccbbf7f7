import { TASK_KIND_KEYS, type Difficulty, type Evidence, type SimulationView, type TariffFacts, type TariffRules, type TaskKind } from '@xianfeng/shared';
import { pointsFor } from '../../credit/tariff/tariff.rules.js';

/** One record as it was given. `bonus`: what of it came from a community's addition. */
export interface Given { id: number; communityId: number; day: string; kind: TaskKind; minutes: number; evidence: Evidence; points: number; difficulty: Difficulty | null; bonus: { percent: number; points: number } | null }
interface Sums { now: number; draft: number }
/** What a run has added up so far; its size depends on communities and kinds, not on records or people. */
export interface Tally { records: number; people: number; all: Sums; communities: Map<number, Sums & { people: number }>; kinds: Map<TaskKind, Sums & { records: number }>; /** Change → how many people. */ changes: Map<number, number> }
export const emptyTally = (): Tally => ({ records: 0, people: 0, all: { now: 0, draft: 0 }, communities: new Map(), kinds: new Map(), changes: new Map() });

/**
 * One person's records of the whole span, in the order they were verified in: caps of days and months fill up in it. All of them are
 * reckoned, since caps know no borders; only those of the communities `counts` says are added up. A bonus stays what it was at most,
 * so that the draft spends no budget that nobody approved.
 */
export function addPerson(t: Tally, rules: TariffRules, records: readonly Given[], counts: (communityId: number) => boolean): void {
  const days = new Map<string, number>(), months = new Map<string, number>(), mine: Sums = { now: 0, draft: 0 }, seen = new Set<number>();
  for (const r of records) {
    const month = r.day.slice(0, 7), dayPoints = days.get(r.day) ?? 0, monthPoints = months.get(month) ?? 0;
    const addition: TariffFacts['addition'] = r.bonus && { id: 0, percent: r.bonus.percent, left: r.bonus.points };
    const { points } = pointsFor(rules, { minutes: r.minutes, kind: r.kind, evidence: r.evidence, difficulty: r.difficulty, day: r.day, dayPoints, monthPoints, addition });
    days.set(r.day, dayPoints + points);
    months.set(month, monthPoints + points);
    if (!counts(r.communityId)) continue;
    const community = ensure(t.communities, r.communityId, () => ({ now: 0, draft: 0, people: 0 })), kind = ensure(t.kinds, r.kind, () => ({ now: 0, draft: 0, records: 0 }));
    for (const sums of [t.all, community, kind, mine]) { sums.now += r.points; sums.draft += points; }
    if (!seen.has(r.communityId)) community.people += 1;
    seen.add(r.communityId);
    kind.records += 1;
    t.records += 1;
  }
  if (seen.size === 0) return;
  t.people += 1;
  t.changes.set(mine.draft - mine.now, (t.changes.get(mine.draft - mine.now) ?? 0) + 1);
}
function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** Smaller groups of people are not shown by themselves: their members could be known. Our own choice. */
const FEWEST = 5;
/** The upper ends of the bands of change, from the widest loss on. */
const BANDS: readonly [from: number, to: number][] = [[-Infinity, -50], [-49, -20], [-19, -5], [-4, -1], [0, 0], [1, 4], [5, 19], [20, 49], [50, Infinity]];
interface Band { from: number; to: number; people: number }
export function bandsOf(changes: ReadonlyMap<number, number>): SimulationView['bands'] {
  const filled: Band[] = BANDS.map(([from, to]) => ({ from, to, people: [...changes].filter(([c]) => c >= from && c <= to).reduce((n, [, people]) => n + people, 0) })).filter((b) => b.people > 0);
  // The smallest first, into the smaller of its neighbours, until none is too small.
  for (;;) {
    const at = filled.reduce((least, b, i) => (b.people < (filled[least]?.people ?? Infinity) ? i : least), 0), small = filled[at];
    if (!small || small.people >= FEWEST) break;
    if (filled.length === 1) return [];
    const before = filled[at - 1], after = filled[at + 1], into = !after || (before && before.people <= after.people) ? at - 1 : at;
    const [a, b] = [filled[into]!, filled[into + 1]!];
    filled.splice(into, 2, { from: a.from, to: b.to, people: a.people + b.people });
  }
  return filled.map((b) => ({ label: bandLabel(b), people: b.people }));
}
function bandLabel({ from, to }: Pick<Band, 'from' | 'to'>): string {
  const say = (n: number): string => (n < 0 ? `减少 ${-n} 分` : n > 0 ? `增加 ${n} 分` : '不变');
  if (from === -Infinity && to === Infinity) return '全部';
  if (from === -Infinity) return to < 0 ? `${say(to)}以上` : `${say(to)}及以下`;
  if (to === Infinity) return from > 0 ? `${say(from)}以上` : `${say(from)}及以上`;
  if (from === to) return say(from);
  if (to < 0) return `减少 ${-to}–${-from} 分`;
  return from > 0 ? `增加 ${from}–${to} 分` : `${say(from)}到${say(to)}`;
}
/** The change of the person in the middle; between two, the whole number nearer to none. */
export function medianOf(changes: ReadonlyMap<number, number>, people: number): number {
  const sorted = [...changes].sort((a, b) => a[0] - b[0]);
  const at = (rank: number): number => {
    let passed = 0;
    for (const [change, n] of sorted) if ((passed += n) > rank) return change;
    return 0;
  };
  return people === 0 ? 0 : Math.trunc((at(Math.floor((people - 1) / 2)) + at(Math.floor(people / 2))) / 2);
}
/** Communities with fewer than five people are put together; where that is still fewer, with the next smallest. */
export function communitiesOf(t: Tally, nameOf: (id: number) => string): SimulationView['communities'] {
  const rows = [...t.communities].map(([areaId, sums]) => ({ areaId, name: nameOf(areaId), ...sums })).sort((a, b) => a.people - b.people || a.areaId - b.areaId);
  let small = rows.filter((r) => r.people < FEWEST).length;
  const people = (n: number): number => rows.slice(0, n).reduce((sum, r) => sum + r.people, 0);
  while (small > 0 && small < rows.length && people(small) < FEWEST) small += 1;
  const shown = rows.slice(small).sort((a, b) => Math.abs(b.draft - b.now) - Math.abs(a.draft - a.now) || a.areaId - b.areaId);
  if (small === 0) return shown;
  const rest = rows.slice(0, small).reduce((sum, r) => ({ now: sum.now + r.now, draft: sum.draft + r.draft, people: sum.people + r.people }), { now: 0, draft: 0, people: 0 });
  return [...shown, { areaId: 0, name: '其他', ...rest }];
}
const count = (changes: ReadonlyMap<number, number>, is: (change: number) => boolean): number => [...changes].filter(([c]) => is(c)).reduce((n, [, people]) => n + people, 0);
/** What is shown of a run: nobody is named, people are counted. Values in fen are what one point is worth now and in the draft. */
export function simulationView(t: Tally, span: { from: string; to: string }, valueFen: { now: number; draft: number }, nameOf: (id: number) => string): SimulationView {
  return {
    ...span, records: t.records, people: t.people, points: { ...t.all }, costFen: { now: t.all.now * valueFen.now, draft: t.all.draft * valueFen.draft },
    gain: count(t.changes, (c) => c > 0), lose: count(t.changes, (c) => c < 0), same: count(t.changes, (c) => c === 0), medianChange: medianOf(t.changes, t.people), bands: bandsOf(t.changes),
    communities: communitiesOf(t, nameOf), kinds: TASK_KIND_KEYS.flatMap((kind) => { const sums = t.kinds.get(kind); return sums ? [{ kind, now: sums.now, draft: sums.draft, records: sums.records }] : []; }),
  };
}
/** The last three full calendar months before a day. */
export function lastQuarter(today: string): { from: string; to: string } {
  const [year = 0, month = 0] = today.split('-').map(Number), first = year * 12 + (month - 1) - 3;
  const from = `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
  return { from, to: new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10) };
}
